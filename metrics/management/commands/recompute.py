"""`manage.py recompute --account SLUG [--all]`: bring an account's snapshots up to date, or make all of them anew."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from metrics import published, snapshots
from tenants import schemas
from tenants.commands import CHECKS
from tenants.models import Account


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Derive what is queued and compute the snapshots of every day that was touched or is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--account", required=True, metavar="SLUG")
        parser.add_argument("--all", action="store_true", help="Compute every day again, touched or not.")

    def handle(self, *, account: str, all: bool, **options: Any) -> None:
        found = Account.objects.filter(slug=account).first()
        if found is None:
            raise CommandError(f"There is no account {account!r}.")
        began = monotonic()
        with schemas.inside(found):
            done = snapshots.catch_up(everything=all, tell=self.tell)
            published.publish()
        removed = f", {done.removed} outdated series removed" if done.removed else ""
        self.stdout.write(f"{done.days:,} days, {done.states:,} states{removed} in {monotonic() - began:.1f} s")

    def tell(self, what: str, done: int, total: int) -> None:
        self.stderr.write(f"{done:,} of {total:,} {what}")
