"""Writes the schemas to api/schema.graphql and api/agency.graphql, or checks that what is committed is what the code says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from graphql import BreakingChangeType, build_schema, find_breaking_changes

from api.graphql.agency.schema import api as agency_api
from api.graphql.apis import Api
from api.graphql.schema import api as account_api

FOLDER = Path(__file__).resolve().parents[2]
APIS = (account_api, agency_api)


class Command(BaseCommand):
    help = "Write api/schema.graphql and api/agency.graphql; with --check only compare, and fail on any difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 if a committed schema is out of date.")
        parser.add_argument("--break", action="store_true", dest="may_break", help="Write even what takes something away from integrators.")

    def handle(self, *args: Any, check: bool, may_break: bool, **options: Any) -> None:
        for api in APIS:
            self._look_at(api, check=check, may_break=may_break)

    def _look_at(self, api: Api, *, check: bool, may_break: bool) -> None:
        path = FOLDER / api.file
        current = api.sdl()
        committed = path.read_text() if path.exists() else ""
        if current == committed:
            self.stdout.write(f"api/{api.file} is up to date.")
            return
        if committed and not may_break:
            _refuse_breaks(committed, current)
        if check:
            raise CommandError(f"api/{api.file} is out of date. Run `manage.py graphql_schema` and commit it.")
        path.write_text(current)
        self.stdout.write(f"Wrote api/{api.file}.")


def _refuse_breaks(committed: str, current: str) -> None:
    changes = breaking_changes(committed, current)
    if changes:
        listed = "\n".join(f"  {change}" for change in changes)
        raise CommandError(f"This would break integrators:\n{listed}\nDeprecate instead; `--break` is for fields that were deprecated long enough.")


def breaking_changes(committed: str, current: str) -> list[str]:
    """What the current schema takes away from the committed one, in sentences."""
    found = find_breaking_changes(build_schema(committed), build_schema(current))
    return [change.description for change in found if change.type is not BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED]
