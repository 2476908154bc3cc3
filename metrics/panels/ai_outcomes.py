"""What became of the tickets that the AI agent touched: resolved, escalated, silent or open, and never anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from metrics.declare import Dimension, Facts
from metrics.diagnostics.asking import TICKETS, ask, labelled, narrowing, nothing
from metrics.diagnostics.figures import UNLABELLED, Rate, rate
from metrics.readings import Filter, Period
from metrics.readings.context import label_names
from metrics.readings.wants import labels_of, resolvers_of
from metrics.snapshots.facts import LABEL_COLUMNS
from tenants import schemas
from tickets.kinds import AiOutcome
from tickets.models import TicketFact

WINDOW_DAYS = 7


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the four ways it can end. `rate`: of everything touched."""

    key: str
    outcome: AiOutcome
    label: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class TopicOutcomes:
    """The four counts on one topic; `escalated` is how often it is handed on there."""

    key: str
    label: str
    n: int
    resolved: int
    silent: int
    open: int
    escalated: Rate


@dataclass(frozen=True, slots=True)
class AiOutcomes:
    """Counted tickets created in the period that the AI agent touched: n = resolved + escalated + silent + open, always.

    `leadership` and `automation` say the same signal twice: what the agent resolves, and what it does not and where.
    `is_provisional`: the period is so recent that resolutions may still come undone.
    """

    period: Period
    n: int
    resolved: Outcome
    escalated: Outcome
    silent: Outcome
    open: Outcome
    by_topic: tuple[TopicOutcomes, ...]
    leadership: str
    automation: str
    is_provisional: bool
    missing: tuple[str, ...] = ()


LABELS = {
    AiOutcome.RESOLVED: "Resolved by the AI agent alone",
    AiOutcome.ESCALATED: "Handed to people",
    AiOutcome.SILENT: "Ended without an answer anybody confirmed",
    AiOutcome.OPEN: "Still open",
}
SQL = f"""
SELECT l.key, l.name, count(*), {", ".join(f"count(*) FILTER (WHERE f.ai_outcome = {outcome.value})" for outcome in LABELS)}
FROM {TICKETS} {labelled(Dimension.TOPIC, "f.topic_id")}
WHERE f.exclusion IS NULL AND f.ai_outcome IS NOT NULL AND f.created_day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
GROUP BY l.key, l.name ORDER BY 5 DESC, 3 DESC, 1
"""


def ai_outcomes(period: Period, filter: Sequence[Filter] = ()) -> AiOutcomes:
    """The counts, and by topic, the most escalated first. One statement and one for the names in a filter."""
    found = ask(SQL.format(narrowing=narrowing(Facts.TICKETS, filter, resolver="f.resolver").sql), period)
    n = sum(row[2] for row in found)
    parts = {
        outcome: Outcome(outcome.name.lower(), outcome, label, rate(sum(row[3 + place] for row in found), n))
        for place, (outcome, label) in enumerate(LABELS.items())
    }
    topics = tuple(
        TopicOutcomes(key or "", label or UNLABELLED, of, resolved, silent, still_open, rate(escalated, of))
        for key, label, of, resolved, escalated, silent, still_open in found
    )
    today = timezone.now().astimezone(ZoneInfo(schemas.current().timezone)).date()
    return AiOutcomes(
        period,
        n,
        parts[AiOutcome.RESOLVED],
        parts[AiOutcome.ESCALATED],
        parts[AiOutcome.SILENT],
        parts[AiOutcome.OPEN],
        topics,
        _leadership(parts) if n else "",
        _automation(parts, topics) if n else "",
        today - period.end <= timedelta(days=WINDOW_DAYS),
        () if n else nothing(Facts.TICKETS, period, what="Tickets that the AI agent touched"),
    )


def outcome_tickets(period: Period, outcome: AiOutcome, filter: Sequence[Filter] = ()) -> QuerySet[TicketFact]:
    """The tickets of one outcome, as counted."""
    held = Q(exclusion=None, ai_outcome=outcome, created_day__gte=period.start, created_day__lte=period.end)
    wanted = {LABEL_COLUMNS[dimension]: ids for dimension, ids in labels_of(filter, label_names({each.dimension for each in filter}).ids).items()}
    resolvers = resolvers_of(filter)
    for column, numbers in {**wanted, **({"resolver": resolvers} if resolvers is not None else {})}.items():
        either = Q(**{f"{column}__in": [number for number in numbers if number]})
        held &= either | Q(**{f"{column}__isnull": True}) if 0 in numbers else either
    return TicketFact.objects.filter(held)


def _leadership(parts: dict[AiOutcome, Outcome]) -> str:
    resolved = parts[AiOutcome.RESOLVED].rate
    return f"The AI agent resolves {_percent(resolved)} of the {resolved.n} tickets it touches, without anybody's help."


def _automation(parts: dict[AiOutcome, Outcome], topics: Sequence[TopicOutcomes]) -> str:
    told = f"{_percent(parts[AiOutcome.ESCALATED].rate)} are handed to people and {_percent(parts[AiOutcome.SILENT].rate)} end in silence"
    most = [topic for topic in topics if topic.key and topic.escalated.numerator]
    if not most:
        return f"{told}."
    worst = ", ".join(f"{topic.label} ({topic.escalated.numerator:.0f} of {topic.n})" for topic in most[:3])
    return f"{told}; most of what is handed on: {worst}."


def _percent(part: Rate) -> str:
    return f"{(part.value or 0.0) * 100:.0f} %"
