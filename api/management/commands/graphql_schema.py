"""Writes the schema to api/schema.graphql, or checks that what is committed is what the code says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from graphql import BreakingChangeType, build_schema, find_breaking_changes

from api.graphql.schema import api

COMMITTED = Path(__file__).resolve().parents[2] / "schema.graphql"


class Command(BaseCommand):
    help = "Write api/schema.graphql; with --check only compare, and fail on any difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 if the committed schema is out of date.")
        parser.add_argument("--break", action="store_true", dest="may_break", help="Write even what takes something away from integrators.")

    def handle(self, *args: Any, check: bool, may_break: bool, **options: Any) -> None:
        current = api.sdl()
        committed = COMMITTED.read_text() if COMMITTED.exists() else ""
        if current == committed:
            self.stdout.write("api/schema.graphql is up to date.")
            return
        if committed and not may_break:
            self._refuse_breaks(committed, current)
        if check:
            raise CommandError("api/schema.graphql is out of date. Run `manage.py graphql_schema` and commit it.")
        COMMITTED.write_text(current)
        self.stdout.write("Wrote api/schema.graphql.")

    def _refuse_breaks(self, committed: str, current: str) -> None:
        changes = breaking_changes(committed, current)
        if changes:
            listed = "\n".join(f"  {change}" for change in changes)
            raise CommandError(f"This would break integrators:\n{listed}\nDeprecate instead; `--break` is for fields that were deprecated long enough.")


def breaking_changes(committed: str, current: str) -> list[str]:
    """What the current schema takes away from the committed one, in sentences."""
    found = find_breaking_changes(build_schema(committed), build_schema(current))
    return [change.description for change in found if change.type is not BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED]
