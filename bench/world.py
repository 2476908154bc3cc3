"""The benchmark's accounts: one per size, filled once and kept for the next run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import Any

from django.db import connection

from metrics import snapshots
from tenants import provisioning, schemas
from tenants.models import Account
from tickets import facts
from tickets.ingest import Batch, load
from tickets.models import Ticket
from tickets.simulate import BY_SLUG, History, batches
from tickets.simulate.fill import promise

ZONE = "Europe/Berlin"
CHARACTER = BY_SLUG["wintergourd"]
UNTIL = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
LAST_DAY = date(2026, 11, 19)
DAYS = 731
SEED = 11
LARGEST_SIMULATED = 1_000_000
"""Larger accounts are a smaller one's facts several times over; see `multiplied`."""


def history(tickets: int) -> History:
    """Two years of one account."""
    return History(CHARACTER, tickets=tickets, seed=SEED, until=UNTIL, days=DAYS)


def stream(tickets: int, size: int = 20_000) -> Iterator[Batch]:
    return batches(history(tickets), size=size)


def empty(slug: str) -> Account:
    """A new account; one of that name from before is dropped."""
    drop(slug)
    return provisioning.create_account(slug=slug, name=slug, timezone=ZONE)


def drop(slug: str) -> None:
    schemas.leave()
    account = Account.objects.filter(slug=slug).first()
    if account is not None:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{account.schema_name}" CASCADE')
        account.delete()


@contextmanager
def scratch(slug: str) -> Iterator[Account]:
    """An empty account for one measurement."""
    account = empty(slug)
    try:
        with schemas.inside(account):
            yield account
    finally:
        drop(slug)


def filled(tickets: int) -> Account:
    """The account with so many tickets, complete: facts and snapshots. Made when it is missing, brought up to date when it is not."""
    from . import multiplied

    slug = f"bench-{tickets}"
    account = Account.objects.filter(slug=slug).first()
    if account is None or not _is_loaded(account, tickets):
        account = empty(slug)
        if tickets > LARGEST_SIMULATED:
            multiplied.fill(account, tickets)
        else:
            with schemas.inside(account):
                _fill(tickets)
    with schemas.inside(account):
        if sum(_timed(stage, tickets, call) for stage, call in (("facts", facts.derive_touched), ("snapshots", snapshots.recompute))) > 5:
            analyze()
    return account


def _is_loaded(account: Account, tickets: int) -> bool:
    with schemas.inside(account):
        return Ticket.objects.count() == tickets


def _fill(tickets: int) -> None:
    said, loaded = perf_counter(), 0
    promise(CHARACTER)
    for batch in stream(tickets):
        load(batch)
        loaded += len(batch.tickets)
        if perf_counter() - said > 20:
            said = perf_counter()
            print(f"    loaded {loaded:,} of {tickets:,} tickets", flush=True)


def _timed(stage: str, tickets: int, call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    taken = perf_counter() - started
    if taken > 5:
        print(f"    {stage} of {tickets:,} tickets: {taken:.0f} s", flush=True)
    return taken


def analyze() -> None:
    """Statistics and visibility for every table of the entered account, for us and for the rivals."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(f'VACUUM (ANALYZE) "{table}"')


def execute(statement: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """All rows of a statement in the entered account."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def last_days(days: int) -> tuple[date, date]:
    """A period of so many days, ending with the last whole day."""
    return LAST_DAY - timedelta(days - 1), LAST_DAY
