"""`manage.py create_account SLUG --timezone ZONE`: an empty account."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants import provisioning
from tenants.commands import CHECKS
from tenants.errors import Refused
from tenants.models import User


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Make an empty account: its schema, its calendar and, if named, its owner."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="Its address: /a/SLUG/")
        parser.add_argument("--timezone", required=True, metavar="ZONE", help="IANA name, e.g. Europe/Berlin")
        parser.add_argument("--name", help="As people read it; the slug otherwise.")
        parser.add_argument("--owner", metavar="EMAIL", help="A person who has signed up.")

    def handle(self, *, slug: str, timezone: str, name: str | None, owner: str | None, **options: Any) -> None:
        try:
            account = provisioning.create_account(slug=slug, name=name or slug, timezone=timezone, owner=self.person(owner))
        except Refused as refused:
            raise CommandError(f"{refused.field}: {refused.message}") from refused
        self.stdout.write(f"Account {account.slug} ({account.name}), days in {account.timezone}, schema {account.schema_name}, at /a/{account.slug}/")

    def person(self, email: str | None) -> User | None:
        if email is None:
            return None
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(f"Nobody has signed up as {email}.")
        return user
