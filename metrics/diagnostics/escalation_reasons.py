"""Why are tickets handed on, on which topics, and how many of the hand-overs could have been avoided?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period
from tickets.kinds import Kind

from .asking import TICKETS, ask, labelled, narrowing, nothing
from .figures import Cause, Rate, cause, rate


@dataclass(frozen=True, slots=True)
class EscalationReason:
    """One reason as the source writes it, whatever its case and spaces. `avoidable`: of those that a QA review judged."""

    cause: Cause
    avoidable: Rate


@dataclass(frozen=True, slots=True)
class EscalationReasons:
    """Counted tickets first escalated in the period. `by_topic`: the escalated of the topic; its rate is its share of all escalations."""

    period: Period
    n: int
    avoidable: Rate
    rows: tuple[EscalationReason, ...]
    by_topic: tuple[Cause, ...]
    missing: tuple[str, ...] = ()


ESCALATED = f"""
WITH escalated AS (
    SELECT
        f.ticket_id, f.topic_id, f.escalated_at,
        btrim(regexp_replace((
            SELECT e.detail FROM tickets_event e WHERE e.ticket_id = f.ticket_id AND e.kind = {Kind.ESCALATED.value} ORDER BY e.at, e.key LIMIT 1
        ), '\\s+', ' ', 'g')) AS reason,
        (
            SELECT r.is_avoidable FROM tickets_qareview r WHERE r.ticket_id = f.ticket_id AND r.is_avoidable IS NOT NULL
            ORDER BY r.at DESC, r.source DESC, r.external_id DESC LIMIT 1
        ) AS is_avoidable
    FROM {TICKETS}
    WHERE f.exclusion IS NULL AND f.escalated_day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
)
"""
BY_REASON = f"""
{ESCALATED}
SELECT lower(coalesce(reason, '')), mode() WITHIN GROUP (ORDER BY reason), count(*),
    count(*) FILTER (WHERE is_avoidable), count(is_avoidable), (array_agg(ticket_id ORDER BY escalated_at DESC, ticket_id))[1:20]
FROM escalated GROUP BY 1 ORDER BY 3 DESC, 1
"""
BY_TOPIC = f"""
{ESCALATED}
SELECT l.key, l.name, count(*), (array_agg(ticket_id ORDER BY escalated_at DESC, ticket_id))[1:20]
FROM escalated {labelled(Dimension.TOPIC, "escalated.topic_id")} GROUP BY l.key, l.name ORDER BY 3 DESC, 1
"""


def escalation_reasons(period: Period, filter: Sequence[Filter] = ()) -> EscalationReasons:
    """A ticket counts once, with the reason of its first escalation."""
    narrowed = narrowing(Facts.TICKETS, filter, resolver="f.resolver").sql
    reasons = ask(BY_REASON.format(narrowing=narrowed), period)
    n = sum(row[2] for row in reasons)
    return EscalationReasons(
        period=period,
        n=n,
        avoidable=rate(sum(row[3] for row in reasons), sum(row[4] for row in reasons)),
        rows=tuple(
            EscalationReason(cause(key, label or "No reason given", count, n, tickets=tickets), rate(avoidable, judged))
            for key, label, count, avoidable, judged, tickets in reasons
        ),
        by_topic=tuple(cause(key, label, count, n, tickets=tickets) for key, label, count, tickets in ask(BY_TOPIC.format(narrowing=narrowed), period)),
        missing=() if n else nothing(Facts.TICKETS, period, what="Escalated tickets"),
    )
