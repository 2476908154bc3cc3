"""Readings as the API shows them: plain data, made from what metrics.readings says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import strawberry

from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.context import Context
from api.graphql.costs import Cost
from metrics.readings import types as said

from . import catalogue
from .catalogue import Benchmark, Kpi, Target
from .enums import Clock, Direction, Part, Status, TicketOrder
from .nodes import Info
from .tickets import TicketConnection


@strawberry.type(description="Local days, both included.")
class Period:
    start: date = strawberry.field(name="from", description="The first day.")
    end: date = strawberry.field(name="to", description="The last day.")


@strawberry.type(description="A 95 % confidence interval.")
class ConfidenceInterval:
    low: float = strawberry.field(description="Its lower end.")
    high: float = strawberry.field(description="Its upper end.")
    method: str = strawberry.field(description="How it was calculated.")


@strawberry.type(description="The same number over the period compared with, and the way from there to here.")
class PreviousReading:
    period: Period = strawberry.field(description="The period compared with.")
    value: float | None = strawberry.field(description="The value then.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value was.")
    change: float | None = strawberry.field(description="The value now less the value then; for a percentage a fraction, so times 100 in points.")
    relative_change: float | None = strawberry.field(description="The change as a fraction of the value then.")
    is_significant: bool = strawberry.field(description="Whether the change is more than chance.")
    direction: Direction = strawberry.field(description="What the change means.")


@strawberry.type(description="The part of a number that belongs to the AI agent or to people.")
class SplitPart:
    value: float | None = strawberry.field(description="Its value.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    share: float | None = strawberry.field(description="Its fraction of all cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")
    previous_value: float | None = strawberry.field(description="Its value over the period compared with.")


@strawberry.type(description="A number by who did the work. A part is null where the KPI defines none, or has too few cases for it.")
class Split:
    ai: SplitPart | None = strawberry.field(description="The AI agent's part.")
    human: SplitPart | None = strawberry.field(description="People's part.")


@strawberry.type(description="One step of a series.")
class Point:
    start: date = strawberry.field(name="from", description="Its first local day within the period.")
    end: date = strawberry.field(name="to", description="Its last local day within the period.")
    value: float | None = strawberry.field(description="The value; null without cases.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")
    is_partial: bool = strawberry.field(description="Whether the step is cut by the period or not over yet.")
    ai: float | None = strawberry.field(description="The AI agent's value.")
    human: float | None = strawberry.field(description="People's value.")
    ai_n: int = strawberry.field(description="The AI agent's cases.")
    human_n: int = strawberry.field(description="People's cases.")


@strawberry.type(description="One value of the dimension broken down by.")
class Segment:
    key: str = strawberry.field(description="The value's key, for filters; empty for unlabelled.")
    label: str = strawberry.field(description="The value as people read it.")
    value: float | None = strawberry.field(description="The KPI's value for it.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")
    previous_value: float | None = strawberry.field(description="The value over the period compared with.")
    change: float | None = strawberry.field(description="The value now less the value then.")
    is_significant: bool = strawberry.field(description="Whether the change is more than chance.")
    direction: Direction = strawberry.field(description="What the change means.")
    split: Split = strawberry.field(description="Its AI and human parts.")


@strawberry.type(description="Tickets created in the period that no KPI counts, by why.")
class Exclusions:
    spam: int = strawberry.field(description="Marked as spam.")
    merged: int = strawberry.field(description="Merged into another ticket, which is counted.")
    outbound: int = strawberry.field(description="Written by the account, not by a customer.")


@strawberry.type(description="One KPI over one period, with everything one needs to trust the number.")
class Reading:
    kpi: Kpi = strawberry.field(description="What was read.")
    version: str = strawberry.field(description="The version of the definition that made the number.")
    period: Period = strawberry.field(description="The local days read.")
    timezone: str = strawberry.field(description="The IANA zone whose days they are.")
    as_of: datetime | None = strawberry.field(description="How fresh the facts are.")
    clock: Clock | None = strawberry.field(description="How durations were counted; null for a KPI without durations.")
    percentile: float | None = strawberry.field(description="Which percentile the value is, 50 being the median; null for a KPI without percentiles.")
    value: float | None = strawberry.field(description="The number in the KPI's unit; null without cases, never 0 for want of data.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")
    is_partial: bool = strawberry.field(description="Whether the period is not over yet.")
    is_provisional: bool = strawberry.field(description="Whether cases of the last days are still being watched.")
    is_available: bool = strawberry.field(description="Whether the account has sent what the KPI needs.")
    missing: list[str] = strawberry.field(description="What it has not sent, in sentences.")
    previous: PreviousReading | None = strawberry.field(description="The comparison; null with `compareWith: NONE`.")
    target: Target | None = strawberry.field(description="What the account wants.")
    status: Status = strawberry.field(description="Where the value stands against the target.")
    benchmarks: list[Benchmark] = strawberry.field(description="What others have published.")
    best_benchmark: Benchmark | None = strawberry.field(description="The published figure that fits this reading's filters best.")
    balancing: list[Reading] = strawberry.field(
        description="The readings that must be looked at beside it, without balancing readings of their own.", directives=[Cost(weight=3, size=2)]
    )
    split: Split = strawberry.field(description="The AI agent's and people's parts.")
    series: list[Point] = strawberry.field(description="The number over time; empty without `interval`.", directives=[Cost(weight=0.05, size=60)])
    breakdown: list[Segment] = strawberry.field(description="The number by value of a dimension; empty without `by`.", directives=[Cost(weight=0.1, size=25)])
    excluded: Exclusions = strawberry.field(description="What was not counted.")
    asked: strawberry.Private[said.Request]

    @strawberry.field(description="The tickets behind the number: counted by the same predicate.", directives=[Cost(weight=2)])
    def tickets(
        self,
        info: Info,
        first: FIRST = None,
        after: AFTER = None,
        last: LAST = None,
        before: BEFORE = None,
        part: Annotated[Part | None, strawberry.argument(description="Which of them.")] = Part.POPULATION,
        order_by: Annotated[TicketOrder | None, strawberry.argument(description="Their order; the newest first when left out.")] = None,
    ) -> TicketConnection:
        from api.graphql.tickets import behind, connection

        order = order_by or TicketOrder.CREATED_AT_DESC
        return connection(info, behind(self.asked, part or Part.POPULATION), order=order, first=first, after=after, last=last, before=before)


def reading_of(context: Context, reading: said.Reading) -> Reading:
    """What metrics says, as the API shows it."""
    number = reading.number
    return Reading(
        kpi=catalogue.kpi_of(context, reading.kpi),
        version=reading.version,
        period=reading.period,  # type: ignore[arg-type]  # these have the attributes already
        timezone=reading.timezone,
        as_of=reading.as_of,
        clock=reading.clock,
        percentile=reading.percentile,
        value=number.value,
        numerator=number.numerator,
        denominator=number.denominator,
        n=number.n,
        interval=number.interval,  # type: ignore[arg-type]
        is_partial=reading.is_partial,
        is_provisional=reading.is_provisional,
        is_available=reading.is_available,
        missing=list(reading.missing),
        previous=_previous(reading.previous),
        target=reading.target,  # type: ignore[arg-type]
        status=reading.status,
        benchmarks=reading.benchmarks,  # type: ignore[arg-type]
        best_benchmark=reading.best_benchmark,  # type: ignore[arg-type]
        balancing=[reading_of(context, other) for other in reading.balancing],
        split=_split(reading.split),
        series=[_point(point) for point in reading.series],
        breakdown=[_segment(row) for row in reading.breakdown],
        excluded=reading.excluded,  # type: ignore[arg-type]
        asked=reading.request,
    )


def _previous(previous: said.Previous | None) -> PreviousReading | None:
    if previous is None:
        return None
    number, change = previous.number, previous.change
    return PreviousReading(
        period=previous.period,  # type: ignore[arg-type]
        value=number.value,
        numerator=number.numerator,
        denominator=number.denominator,
        n=number.n,
        interval=number.interval,  # type: ignore[arg-type]
        change=change.change,
        relative_change=change.relative,
        is_significant=change.is_significant,
        direction=change.direction,
    )


def _split(split: said.Split) -> Split:
    return Split(ai=_part(split.ai), human=_part(split.human))


def _part(part: said.SplitPart | None) -> SplitPart | None:
    if part is None:
        return None
    number = part.number
    return SplitPart(
        value=number.value,
        numerator=number.numerator,
        denominator=number.denominator,
        n=number.n,
        share=part.share,
        interval=number.interval,  # type: ignore[arg-type]
        previous_value=part.previous_value,
    )


def _point(point: said.Point) -> Point:
    return Point(
        start=point.period.start,
        end=point.period.end,
        value=point.number.value,
        n=point.number.n,
        interval=point.number.interval,  # type: ignore[arg-type]
        is_partial=point.is_partial,
        ai=point.ai,
        human=point.human,
        ai_n=point.ai_n,
        human_n=point.human_n,
    )


def _segment(row: said.BreakdownRow) -> Segment:
    number, change = row.number, row.change
    return Segment(
        key=row.key,
        label=row.label,
        value=number.value,
        numerator=number.numerator,
        denominator=number.denominator,
        n=number.n,
        interval=number.interval,  # type: ignore[arg-type]
        previous_value=row.previous_value,
        change=change.change,
        is_significant=change.is_significant,
        direction=change.direction,
        split=_split(row.split),
    )
