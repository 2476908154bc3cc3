"""Why a number changed, as the API shows it."""

from __future__ import annotations

import strawberry

from api.graphql.context import Context
from api.graphql.costs import Cost
from metrics import decomposition

from .catalogue import Kpi, kpi_of
from .enums import DecompositionKind, Dimension, Direction
from .figures import ConfidenceInterval, Period


@strawberry.type(description="A value with the cases it was made from.")
class Measured:
    value: float | None = strawberry.field(description="The value in the KPI's unit; null without cases.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")


@strawberry.type(description="One segment's part in a change.")
class EffectSegment:
    key: str = strawberry.field(description="The value's key, for filters; empty for unlabelled.")
    label: str = strawberry.field(description="The value as people read it.")
    n_before: int = strawberry.field(description="Its cases in the period compared with.")
    n_now: int = strawberry.field(description="Its cases in the period.")
    share_before: float | None = strawberry.field(description="Its fraction of all cases then.")
    share_now: float | None = strawberry.field(description="Its fraction of all cases now.")
    value_before: float | None = strawberry.field(description="Its own value then; null without cases.")
    value_now: float | None = strawberry.field(description="Its own value now; null without cases.")
    rate_effect: float | None = strawberry.field(description="What its own change contributed to the change of the whole.")
    mix_effect: float | None = strawberry.field(description="What the change of its share contributed to the change of the whole.")


@strawberry.type(description="A change between two periods, taken apart over a dimension: the effects of all segments add up exactly to the change.")
class Decomposition:
    kpi: Kpi = strawberry.field(description="Whose change it is.")
    by: Dimension = strawberry.field(description="The dimension of the segments.")
    kind: DecompositionKind = strawberry.field(description="What kind of number is taken apart.")
    period: Period = strawberry.field(description="The period read.")
    previous_period: Period = strawberry.field(description="The period compared with.")
    before: Measured = strawberry.field(description="The number over the period compared with.")
    now: Measured = strawberry.field(description="The number over the period.")
    change: float | None = strawberry.field(description="The value now less the value then; null where there is nothing to take apart.")
    direction: Direction = strawberry.field(description="What the change means; `UNCHANGED` if it is within chance.")
    rate_effect: float | None = strawberry.field(description="How much of the change comes from the segments' own values.")
    mix_effect: float | None = strawberry.field(description="How much of the change comes from there being more of some segments and fewer of others.")
    reverses: bool = strawberry.field(
        description="Whether the whole moved against every one of its segments (Simpson's paradox): then the blended value misleads."
    )
    segments: list[EffectSegment] = strawberry.field(description="The segments, the largest effect first.", directives=[Cost(weight=0.1, size=25)])
    sentences: list[str] = strawberry.field(description="The change in words.")
    method: str = strawberry.field(description="How the change is taken apart.")
    source: str = strawberry.field(description="Who published the method.")
    missing: list[str] = strawberry.field(description="Why there is nothing to take apart, in sentences; empty when there is.")
    is_partial: bool = strawberry.field(description="Whether the period is not over yet.")


def decomposition_of(context: Context, found: decomposition.Decomposition) -> Decomposition:
    """What metrics says, as the API shows it."""
    return Decomposition(
        kpi=kpi_of(context, found.kpi),
        by=Dimension[found.by.name],
        kind=found.kind,
        period=found.request.period,  # type: ignore[arg-type]  # these have the attributes already
        previous_period=found.period_before,  # type: ignore[arg-type]
        before=found.before,  # type: ignore[arg-type]
        now=found.now,  # type: ignore[arg-type]
        change=found.change,
        direction=found.direction,
        rate_effect=found.rate,
        mix_effect=found.mix,
        reverses=found.reverses,
        segments=[_segment(segment) for segment in found.segments],
        sentences=list(found.sentences),
        method=found.method,
        source=found.source,
        missing=list(found.missing),
        is_partial=found.is_partial,
    )


def _segment(segment: decomposition.Segment) -> EffectSegment:
    return EffectSegment(
        key=segment.key,
        label=segment.label,
        n_before=segment.n_before,
        n_now=segment.n_now,
        share_before=segment.share_before,
        share_now=segment.share_now,
        value_before=segment.value_before,
        value_now=segment.value_now,
        rate_effect=segment.rate,
        mix_effect=segment.mix,
    )
