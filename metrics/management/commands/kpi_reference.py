"""`manage.py kpi_reference [--check]`: docs/kpis.md, written from the declarations."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from metrics.kpis.reference import reference
from tenants.commands import CHECKS


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Write docs/kpis.md from the declarations; with --check, fail if it differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "kpis.md"
        text = reference()
        if not check:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            raise CommandError("docs/kpis.md is out of date; run manage.py kpi_reference.")
