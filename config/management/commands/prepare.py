"""`manage.py prepare`: databases, migrations and the template schema; run once per deployment, before the web servers."""

from typing import Any

from django.core.management.base import BaseCommand

from config import preparation


class Command(BaseCommand):
    help = "Make what is missing and apply every migration in every schema. Safe to run at any time, and from several machines at once."
    requires_system_checks: list[str] = []  # noqa: RUF012

    def handle(self, **options: Any) -> None:
        preparation.prepare(say=self.stdout.write)
        self.stdout.write("Everything is laid out.")
