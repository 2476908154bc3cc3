"""`manage.py row_reference [--check]`: the reference of kinds and fields in docs/importing.md, written from the declarations."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tenants.commands import CHECKS
from tickets.ingest.rows.reference import within

PAGE = settings.BASE_DIR / "docs" / "importing.md"


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Write the kinds of rows and their fields into docs/importing.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say whether the page is up to date.")

    def handle(self, *, check: bool, **options: Any) -> None:
        page = PAGE.read_text(encoding="utf-8")
        written = within(page)
        if check and page != written:
            raise CommandError("docs/importing.md is out of date; run manage.py row_reference.")
        if not check:
            PAGE.write_text(written, encoding="utf-8")
