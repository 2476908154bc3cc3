"""Input types of the schema."""

from __future__ import annotations

from datetime import date

import strawberry

from .enums import Clock, Dimension, Part


@strawberry.input(description="Local days of the account, both included.")
class PeriodInput:
    from_: date = strawberry.field(name="from", description="The first day.")
    to: date = strawberry.field(description="The last day.")


@strawberry.input(description="Keeps what has one of these values. Several filters must all hold.")
class FilterInput:
    dimension: Dimension = strawberry.field(description="Which label is looked at.")
    values: list[str] = strawberry.field(
        description="Keys as `dimensionValues` lists them; the empty string stands for unlabelled. RESOLVER knows `ai`, `human` and `none`."
    )


@strawberry.input(description="The tickets behind a number: counted by the same predicate as the reading with the same arguments.")
class BehindInput:
    kpi: str = strawberry.field(description="The KPI's key.")
    period: PeriodInput = strawberry.field(description="The reading's period.")
    filter: list[FilterInput] | None = strawberry.field(default=None, description="The reading's filters.")
    part: Part | None = strawberry.field(default=Part.POPULATION, description="Which of them.")
    clock: Clock | None = strawberry.field(default=None, description="The reading's clock; CALENDAR when left out.")


@strawberry.input(description="Which tickets. Everything given must hold.")
class TicketFilter:
    created_from: date | None = strawberry.field(default=None, description="Created on this local day or later.")
    created_to: date | None = strawberry.field(default=None, description="Created on this local day or earlier.")
    dimensions: list[FilterInput] | None = strawberry.field(default=None, description="Labels the tickets bear.")
    search: str | None = strawberry.field(
        default=None, description="Words in the subject, or the beginning of the ticket's own identifier; at most 100 characters."
    )
    is_open: bool | None = strawberry.field(default=None, description="Only open tickets, or only those that are not.")
    behind: BehindInput | None = strawberry.field(default=None, description="Only the tickets behind this number.")


@strawberry.input(description="An opening time within one day.")
class TimeRangeInput:
    from_: str = strawberry.field(name="from", description="When it opens, such as `09:00`.")
    to: str = strawberry.field(description="When it closes, such as `17:30`; `24:00` for midnight.")


@strawberry.input(description="The opening times of one day of the week.")
class DayHoursInput:
    day: str = strawberry.field(description="`mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`.")
    ranges: list[TimeRangeInput] = strawberry.field(description="Its opening times; none for a closed day.")


@strawberry.input(description="What the account promises for one priority.")
class SlaTargetInput:
    priority: str = strawberry.field(description="The priority's key, or the empty string for every priority without a commitment of its own.")
    first_reply_seconds: float | None = strawberry.field(default=None, description="Within how many seconds a first reply is promised.")
    resolution_seconds: float | None = strawberry.field(default=None, description="Within how many seconds a resolution is promised.")
    in_business_time: bool = strawberry.field(default=True, description="Whether only opening hours count.")
