"""`manage.py ensure_template`: the schema that new accounts are copied from, made or brought up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from tenants import provisioning
from tenants.commands import CHECKS


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Make the template schema, or give it the migrations it has not had. Run after `migrate_schemas`."

    def handle(self, **options: Any) -> None:
        provisioning.ensure_template()
        self.stdout.write(f"The template schema {provisioning.template()} is up to date.")
