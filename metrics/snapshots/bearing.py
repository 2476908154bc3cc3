"""News of a ticket's tags and custom fields: they change no fact of it, but what an account's own definitions count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, models

from metrics.catalogue import SHIPPED, catalogue
from metrics.declare import Facts, Measure

from .attributes import attribute
from .facts import MODELS, SOURCES


def touch_days(ticket_ids: Sequence[int], *, changed: Sequence[int] = ()) -> None:
    """Touch every day on which these tickets, or what belongs to them, are counted, if any measure of the current account asks for a
    tag or a custom field. Called by tickets.facts, in its transaction; the days of tickets whose facts `changed` are touched there."""
    rest = sorted(set(ticket_ids) - set(changed))
    known = catalogue()
    if not rest or known is SHIPPED or not any(attribute(column) for column in _columns(known.computed.values())):
        return
    days = " UNION ".join(f"SELECT {day} FROM {table} WHERE ticket_id = ANY(%(rest)s)" for table, day in _days())
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO tickets_touchedday (day) SELECT day FROM ({days}) days (day) WHERE day IS NOT NULL", {"rest": rest})


def _columns(measures: Iterable[Measure]) -> set[str]:
    """Every column that these measures put a condition on."""
    return {where.column for measure in measures for where in (*measure.population, *measure.condition)}


def _days() -> list[tuple[str, str]]:
    """Every column of a local day, with its table, of facts that belong to a ticket."""
    kinds = [MODELS[facts] for facts in Facts if SOURCES[facts].ticket]
    return [
        (model._meta.db_table, str(each.column))
        for model in kinds
        for each in model._meta.concrete_fields
        if isinstance(each, models.DateField) and not isinstance(each, models.DateTimeField)
    ]
