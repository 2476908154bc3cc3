"""`manage.py demo [--size N] [--seed N] [--today DATE]`: the demo agency, made once."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from metrics import demo
from tenants.commands import CHECKS


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Make eight invented accounts with a year of history each. Those that exist are kept as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", type=int, default=60_000, metavar="N", help="Tickets in all accounts together.")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="The same seed, size and day make the same data.")
        parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="The day on which the history ends, at noon UTC; now otherwise.")
        parser.add_argument("--password", default=demo.PASSWORD, help="Of the demo log-ins, where they are new.")
        parser.add_argument("--processes", type=int, default=2, metavar="N")

    def handle(self, *, size: int, seed: int, today: date | None, password: str, processes: int, **options: Any) -> None:
        until = datetime.combine(today, time(12), UTC) if today else datetime.now(UTC)
        started = perf_counter()
        for made in demo.make(size=size, seed=seed, until=until, password=password, processes=processes):
            what = f"{made.tickets:,} tickets, {made.events:,} events, {made.seconds:.1f} s" if made.tickets else "kept as it is"
            self.stdout.write(f"  {made.name}: {what}")
            self.stdout.flush()
        self.stdout.write(f"Demo accounts ready in {perf_counter() - started:.0f} s. Log in as {demo.OWNER} or {demo.VIEWER}, password {password}")
