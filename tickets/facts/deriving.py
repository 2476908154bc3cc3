"""Runs the steps in `sql/` over a batch of tickets, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.module_loading import import_string

from tickets import business_time
from tickets.kinds import AiOutcome, Author, Dimension, Exclusion, HandledBy, Kind
from tickets.models import TicketFact

CONFIRMATION_WINDOW = timedelta(days=7)
"""How long a resolution must hold: without reopening, escalation or a new contact, in elapsed time, its end included."""

MAX_WINDOW = timedelta(days=30)
"""How far any window may reach: what happens later is looked for by no KPI."""

LIVE_CHANNELS = ("chat", "phone", "voice", "messaging", "whatsapp")
"""Channels on which people take turns, so that a customer's second message is no second contact."""

OPEN_STATUSES = ("open", "new", "reopened", "in_progress")
"""Statuses (the detail of STATUS_CHANGED, in any case) that reopen a resolved ticket."""

PLANNING = "SET LOCAL work_mem = '64MB'; SET LOCAL random_page_cost = 1.1; SET LOCAL jit = off"
"""Sorts of a batch fit in memory, tables are mostly cached, and compiling a statement takes longer than running it."""

STEPS = ("events", "marks", "contacts", "waits", "facts", "neighbours", "changes")
SCRATCH = (
    "fact_event, fact_mark, fact_contact, fact_failed, fact_handover, fact_reply, fact_wait, fact_life, fact_new, fact_peer,"
    " fact_changed, fact_moved, fact_batch"
)


@dataclass(frozen=True)
class Derived:
    """What a derivation did: the number of tickets of which any stored fact changed."""

    changed: int


def derive(ticket_ids: Sequence[int], *, as_of: datetime | None = None) -> Derived:
    """Bring the facts of these tickets, and of the tickets their change affects, up to date; touch the days that changed.

    `as_of` (now by default) decides whether an unanswered ticket has missed its commitment. Tickets unknown or without events
    have no facts. One transaction; one deriver of an account at a time. Every FACT_DERIVERS entry is called in it with the
    ticket ids and, as `changed`, those whose facts changed.
    """
    if not ticket_ids:
        return Derived(changed=0)
    with transaction.atomic():
        business_time.lock()
        at = as_of or datetime.now(UTC)
        changed, neighbours = _derive_batch(ticket_ids, at)
        if neighbours:
            changed += _derive_batch(neighbours, at)[0]
        for path in settings.FACT_DERIVERS:
            import_string(path)(ticket_ids, changed=changed)
    return Derived(changed=len(changed))


def _derive_batch(ticket_ids: Sequence[int], as_of: datetime) -> tuple[list[int], list[int]]:
    """Derive and store one batch: the tickets that changed, and the others whose facts depend on that change."""
    with connection.cursor() as cursor:
        cursor.execute(PLANNING)
        parameters = _parameters(ticket_ids, as_of)
        _lay_out(cursor, parameters, as_of)
        for step in STEPS:
            cursor.execute(_sql(step), parameters)
        changed = _column(cursor, "SELECT ticket_id FROM fact_changed ORDER BY ticket_id")
        neighbours: list[int] = []
        if changed:
            cursor.execute(_sql("touch"))
            cursor.execute(_sql("moved"))
            neighbours = _column(cursor, _sql("affected"), parameters)
            cursor.execute(_write())
        cursor.execute(f"DROP TABLE IF EXISTS {SCRATCH}")
    return changed, neighbours


def _lay_out(cursor: CursorWrapper, parameters: dict[str, Any], as_of: datetime) -> None:
    """Put the batch in fact_batch, and make the business clocks cover its events and today."""
    cursor.execute(_sql("batch"), parameters)
    cursor.execute("SELECT min(first_at), max(last_at) FROM fact_batch")
    first, last = cursor.fetchone()
    business_time.ensure(min(first or as_of, as_of), max(last or as_of, as_of))


def _parameters(ticket_ids: Sequence[int], as_of: datetime) -> dict[str, Any]:
    numbers = {member.name: member.value for kinds in (Kind, Author, Dimension) for member in kinds}
    return {
        **numbers,
        **{f"EXCLUDED_{member.name}": member.value for member in Exclusion},
        **{f"BY_{member.name}": member.value for member in HandledBy},
        **business_time.scoped(business_time.clocks()),
        "clock_end": business_time.CLOCK_END_US,
        **{f"OUTCOME_{member.name}": member.value for member in AiOutcome},
        "ticket_ids": list(ticket_ids),
        "first_id": min(ticket_ids),
        "last_id": max(ticket_ids),
        "zone": business_time.zone(),
        "as_of": as_of,
        "window_seconds": CONFIRMATION_WINDOW.total_seconds(),
        "window_us": CONFIRMATION_WINDOW // timedelta(microseconds=1),
        "reach_seconds": MAX_WINDOW.total_seconds(),
        "reach_us": MAX_WINDOW // timedelta(microseconds=1),
        "live_channels": list(LIVE_CHANNELS),
        "open_statuses": list(OPEN_STATUSES),
    }


def _column(cursor: CursorWrapper, statement: str, parameters: dict[str, Any] | None = None) -> list[int]:
    cursor.execute(statement, parameters)
    return [value for (value,) in cursor.fetchall()]


@cache
def _sql(step: str) -> str:
    return (Path(__file__).parent / "sql" / f"{step}.sql").read_text()


@cache
def _write() -> str:
    columns = [str(field.column) for field in TicketFact._meta.concrete_fields]
    return _sql("write").format(fact_columns=", ".join(columns), excluded_fact_columns=", ".join(f"excluded.{column}" for column in columns))
