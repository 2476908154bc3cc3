"""Which intents does the AI agent leave unresolved?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period
from metrics.snapshots.facts import SOURCES
from tickets.kinds import AiOutcome

from .asking import ask, labelled, narrowing, nothing
from .figures import Cause, Rate, cause, rate


@dataclass(frozen=True, slots=True)
class UnresolvedIntent:
    """One intent. `cause`: unresolved (silent or escalated) of all its finished conversations. `fallback`: of all, those in which the
    agent said that it did not know."""

    cause: Cause
    silent: int
    escalated: int
    open: int
    fallback: Rate


@dataclass(frozen=True, slots=True)
class UnresolvedIntents:
    """Conversations of the AI agent in the period by intent, the most unresolved first. `rate`: unresolved of the finished ones."""

    period: Period
    n: int
    rate: Rate
    rows: tuple[UnresolvedIntent, ...]
    missing: tuple[str, ...] = ()


SOURCE = SOURCES[Facts.AI_SESSIONS]
SQL = f"""
SELECT l.key, l.name, count(*),
    count(*) FILTER (WHERE r.outcome = {AiOutcome.SILENT.value}),
    count(*) FILTER (WHERE r.outcome = {AiOutcome.ESCALATED.value}),
    count(*) FILTER (WHERE r.outcome = {AiOutcome.OPEN.value}),
    count(*) FILTER (WHERE r.fallbacks > 0),
    (array_agg(r.ticket_id ORDER BY r.at DESC) FILTER (WHERE r.ticket_id IS NOT NULL
        AND r.outcome IN ({AiOutcome.SILENT.value}, {AiOutcome.ESCALATED.value})))[1:20]
FROM {SOURCE.rows} {labelled(Dimension.TOPIC, SOURCE["topic"].sql)}
WHERE f.exclusion IS NULL AND r.day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
GROUP BY l.key, l.name
ORDER BY count(*) FILTER (WHERE r.outcome IN ({AiOutcome.SILENT.value}, {AiOutcome.ESCALATED.value})) DESC, count(*), l.key
"""


def unresolved_intents(period: Period, filter: Sequence[Filter] = ()) -> UnresolvedIntents:
    """Conversations still open are counted, but neither as resolved nor as unresolved."""
    narrowed = narrowing(Facts.AI_SESSIONS, filter)
    if narrowed.refused:
        return UnresolvedIntents(period, 0, rate(0, 0), (), narrowed.refused)
    found = ask(SQL.format(narrowing=narrowed.sql), period)
    rows = tuple(
        UnresolvedIntent(cause(key, label, silent + escalated, n - unfinished, tickets=tickets), silent, escalated, unfinished, rate(fallback, n))
        for key, label, n, silent, escalated, unfinished, fallback, tickets in found
    )
    n = sum(row[2] for row in found)
    whole = rate(sum(row.cause.n for row in rows), sum(row.cause.total for row in rows))
    return UnresolvedIntents(period, n, whole, rows, () if n else nothing(Facts.AI_SESSIONS, period))
