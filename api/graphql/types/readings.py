"""Readings as the API shows them: plain data, made from what metrics.readings says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.context import Context
from api.graphql.costs import Cost
from api.graphql.errors import ApiError
from metrics.readings import types as said

from . import catalogue
from .catalogue import Benchmark, Kpi
from .enums import Clock, Direction, Part, Status, TicketOrder
from .figures import ConfidenceInterval, Exclusions, Period, Point, Segment, Split, point_of, segment_of, split_of
from .nodes import Info
from .peers import Peers, peers_of
from .targets import OwnHistory, Target, Trajectory, target_of
from .tickets import TicketConnection


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


@strawberry.type(description="One KPI over one period, with everything one needs to trust the number.")
class Reading:
    kpi: Kpi = strawberry.field(description="What was read.")
    version: str = strawberry.field(description="The version of the definition that made the number.")
    version_number: int = strawberry.field(description="The number of that version in this account; 1 is the shipped definition.")
    period: Period = strawberry.field(description="The local days read.")
    timezone: str = strawberry.field(description="The IANA zone whose days they are.")
    as_of: datetime | None = strawberry.field(description="How fresh the facts are.")
    clock: Clock | None = strawberry.field(description="How durations were counted; null for a KPI without durations.")
    percentile: float | None = strawberry.field(description="Which percentile the value is, 50 being the median; null for a KPI without percentiles.")
    value: float | None = strawberry.field(description="The number in the KPI's unit; null without cases, never 0 for want of data.")
    currency: str | None = strawberry.field(description="The value's currency, an ISO 4217 code; null unless it is money.")
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
    contradicted_by: list[Kpi] = strawberry.field(
        description="The KPIs that balance it and contradict it: they got worse beyond chance while it improved or met its target, "
        "or miss a target while it meets its own. Then `status` is `CONTRADICTED`.",
        directives=[Cost(weight=0.1, size=1)],
    )
    trajectory: Trajectory | None = strawberry.field(description="Where the value stands on the way to the account's goal; null without one.")
    own_history: OwnHistory | None = strawberry.field(
        description="The account's own months before the period as a benchmark; null without enough of them. Computed only when selected.",
        directives=[Cost(weight=3)],
    )
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

    @strawberry.field(description="How the account's peers did in it, or why that is withheld. Computed only when selected.", directives=[Cost(weight=0.5)])
    def peers(self, info: Info) -> Peers:
        return peers_of(info.context, self.kpi.declared, self.asked, self.value)

    @strawberry.field(
        description="The tickets behind the number: counted by the same predicate. Empty, with an error, for a number that counts none.",
        directives=[Cost(weight=2)],
    )
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
        from api.graphql.tickets import behind, connection, nothing

        try:
            rows = behind(self.asked, part or Part.POPULATION)
        except ApiError as error:  # no ticket stands behind what this KPI counts: the rest of the answer stands
            info.context.report(info, error)
            rows = nothing()
        order = order_by or TicketOrder.CREATED_AT_DESC
        return connection(info, rows, order=order, first=first, after=after, last=last, before=before)


def reading_of(context: Context, reading: said.Reading) -> Reading:
    """What metrics says, as the API shows it."""
    number = reading.number
    known = {other.kpi.key: catalogue.kpi_of(context, other.kpi) for other in reading.balancing}
    return Reading(
        kpi=catalogue.kpi_of(context, reading.kpi),
        version=reading.version,
        version_number=reading.request.version or reading.kpi.number,
        period=reading.period,  # type: ignore[arg-type]  # these have the attributes already
        timezone=reading.timezone,
        as_of=reading.as_of,
        clock=reading.clock,
        percentile=reading.percentile,
        value=number.value,
        currency=reading.currency,
        numerator=number.numerator,
        denominator=number.denominator,
        n=number.n,
        interval=number.interval,  # type: ignore[arg-type]
        is_partial=reading.is_partial,
        is_provisional=reading.is_provisional,
        is_available=reading.is_available,
        missing=list(reading.missing),
        previous=_previous(reading.previous),
        target=target_of(reading.target) if reading.target else None,
        status=reading.status,
        contradicted_by=[known[key] for key in reading.contradicted_by],
        trajectory=reading.trajectory,  # type: ignore[arg-type]
        own_history=reading.own_history,  # type: ignore[arg-type]
        benchmarks=reading.benchmarks,  # type: ignore[arg-type]
        best_benchmark=reading.best_benchmark,  # type: ignore[arg-type]
        balancing=[reading_of(context, other) for other in reading.balancing],
        split=split_of(reading.split),
        series=[point_of(point) for point in reading.series],
        breakdown=[segment_of(row) for row in reading.breakdown],
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
