"""Why did tickets need more than one contact, and on which topics?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.catalogue import catalogue
from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Part, Period

from .asking import TICKETS, ask, labelled, narrowing, nothing
from .figures import Cause, Drill, Rate, cause, narrowed_to, rate

WINDOW_DAYS = 7
DAY = 86400.0
REASONS = {
    "between": "The customer asked again before it was resolved",
    "escalated": "It was escalated",
    "reopened": "The customer reopened it",
    "wrote_again": "The customer wrote again after the resolution",
}


@dataclass(frozen=True, slots=True)
class FailedFirstContacts:
    """Of the counted tickets first resolved in the period, those that took more than one contact within `window_days` of the resolution,
    the window the account confirms first contacts by.

    `by_reason`: each failed ticket once, by what spoiled it first; `by_topic`: the failed of all resolved ones, the most failed first.
    """

    period: Period
    n: int
    rate: Rate
    by_reason: tuple[Cause, ...]
    by_topic: tuple[Cause, ...]
    missing: tuple[str, ...] = ()
    window_days: int = WINDOW_DAYS


REASON = """
CASE
    WHEN f.escalated_at <= f.first_resolved_at THEN 'escalated'
    WHEN f.contact_broken_after = 0 THEN 'between'
    WHEN f.reopened_at - f.first_resolved_at <= make_interval(secs => f.contact_broken_after + 0.001) THEN 'reopened'
    WHEN f.escalated_at - f.first_resolved_at <= make_interval(secs => f.contact_broken_after + 0.001) THEN 'escalated'
    ELSE 'wrote_again'
END
"""
COUNTED = f"""
FROM {TICKETS} {labelled(Dimension.TOPIC, "f.topic_id")}
WHERE f.exclusion IS NULL AND f.first_resolved_day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
"""
FAILED = "coalesce(f.contact_broken_after <= %(window)s, false)"
BY_REASON = f"""
SELECT {REASON}, count(*), (array_agg(f.ticket_id ORDER BY f.first_resolved_at DESC, f.ticket_id))[1:20] {COUNTED} AND {FAILED}
GROUP BY 1 ORDER BY 2 DESC, 1
"""
BY_TOPIC = f"""
SELECT l.key, l.name, count(*) FILTER (WHERE {FAILED}), count(*) {COUNTED}
GROUP BY l.key, l.name ORDER BY 3 DESC, 4, 1
"""


def failed_first_contacts(period: Period, filter: Sequence[Filter] = ()) -> FailedFirstContacts:
    """The same tickets as the KPI first_contact_resolution over resolved tickets, by the account's own window."""
    window_days = catalogue().kpis["first_contact_resolution"].window_days or WINDOW_DAYS
    window = {"window": window_days * DAY}
    narrowed = narrowing(Facts.TICKETS, filter, resolver="f.first_resolver").sql
    topics = ask(BY_TOPIC.format(narrowing=narrowed), period, window)
    n, failed = sum(row[3] for row in topics), sum(row[2] for row in topics)
    reasons = ask(BY_REASON.format(narrowing=narrowed), period, window)
    return FailedFirstContacts(
        period=period,
        n=n,
        rate=rate(failed, n),
        by_reason=tuple(cause(key, REASONS[key], count, failed, tickets=tickets) for key, count, tickets in reasons),
        by_topic=tuple(
            cause(key, label, count, of, drill=Drill("first_contact_resolution", period, narrowed_to(filter, Dimension.TOPIC, key), Part.REST))
            for key, label, count, of in topics
        ),
        missing=() if n else nothing(Facts.TICKETS, period, what="Resolved tickets"),
        window_days=window_days,
    )
