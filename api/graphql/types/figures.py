"""The figures of readings: periods, intervals, parts, points and segments, made from what metrics.readings says."""

from __future__ import annotations

from datetime import date

import strawberry

from metrics.readings import types as said

from .enums import Direction, Status
from .targets import Target, target_of


@strawberry.type(description="Local days, both included.")
class Period:
    start: date = strawberry.field(name="from", description="The first day.")
    end: date = strawberry.field(name="to", description="The last day.")


@strawberry.type(description="A 95 % confidence interval.")
class ConfidenceInterval:
    low: float = strawberry.field(description="Its lower end.")
    high: float = strawberry.field(description="Its upper end.")
    method: str = strawberry.field(description="How it was calculated.")


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


@strawberry.type(
    description="What is usual for a weekday in the account's own history: the median of earlier weeks, and three robust standard deviations on either side."
)
class Usual:
    low: float = strawberry.field(description="The lower end of the band.")
    middle: float = strawberry.field(description="The median.")
    high: float = strawberry.field(description="The upper end of the band.")
    weeks: int = strawberry.field(description="From how many earlier weeks it is taken.")
    is_unusual: bool = strawberry.field(description="Whether the value lies outside, beyond chance.")


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
    usual: Usual | None = strawberry.field(
        description="What is usual for this weekday, with `interval: DAY`; null without enough earlier weeks. Computed only when selected."
    )


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
    target: Target | None = strawberry.field(description="What the account wants of this segment, or of the whole.")
    status: Status = strawberry.field(description="Where the segment's value stands against it.")


@strawberry.type(description="Tickets created in the period that no KPI counts, by why.")
class Exclusions:
    spam: int = strawberry.field(description="Marked as spam.")
    merged: int = strawberry.field(description="Merged into another ticket, which is counted.")
    outbound: int = strawberry.field(description="Written by the account, not by a customer.")


def split_of(split: said.Split) -> Split:
    """Both parts, as far as the KPI has them."""
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


def point_of(point: said.Point) -> Point:
    """A step as the API shows it."""
    return Point(
        start=point.period.start,
        end=point.period.end,
        value=point.number.value,
        n=point.number.n,
        interval=point.number.interval,  # type: ignore[arg-type]  # these have the attributes already
        is_partial=point.is_partial,
        ai=point.ai,
        human=point.human,
        ai_n=point.ai_n,
        human_n=point.human_n,
        usual=point.usual,  # type: ignore[arg-type]
    )


def segment_of(row: said.BreakdownRow) -> Segment:
    """A segment as the API shows it."""
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
        split=split_of(row.split),
        target=target_of(row.target) if row.target else None,
        status=row.status,
    )
