"""What diagnostics are told in: rates, causes, and the way to the tickets behind them."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from api.graphql.ids import Kind

from .catalogue import Kpi, known_kpis, kpi_of
from .enums import Dimension, Part
from .figures import ConfidenceInterval, Period
from .nodes import Info

TOP = Annotated[int, strawberry.argument(description="How many rows from the beginning, 1 to 100.")]
DEFAULT_TOP = 25


@strawberry.type(description="A rate with its certainty.")
class Rate:
    numerator: float = strawberry.field(description="The cases that meet it.")
    n: int = strawberry.field(description="All cases.")
    value: float | None = strawberry.field(description="The fraction; null without cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure it is.")
    is_enough: bool = strawberry.field(description="Whether there are enough cases to rely on it: 30 or more.")


@strawberry.type(description="One filter of a drill-down.")
class DrillFilter:
    values: list[str] = strawberry.field(description="Keys as `dimensionValues` lists them; the empty string stands for unlabelled.")

    @strawberry.field(description="Which label is looked at.")
    def dimension(self: Any) -> Dimension:
        return Dimension[self.dimension.name]


@strawberry.type(description="The way to the tickets behind a row: ask `tickets(filter: {behind: …})` with these arguments.")
class Drill:
    period: Period = strawberry.field(description="The reading's period.")
    filter: list[DrillFilter] = strawberry.field(description="The reading's filters.")
    part: Part = strawberry.field(description="Which of the tickets.")

    @strawberry.field(description="The KPI whose reading counts them; null where the account has it no more.")
    def kpi(self: Any, info: Info) -> Kpi | None:
        declared = known_kpis(info.context).get(self.kpi)
        return kpi_of(info.context, declared) if declared else None


@strawberry.type(description="One cause, with how often it was one.")
class Cause:
    key: str = strawberry.field(description="For programs and for filters; empty for unlabelled.")
    label: str = strawberry.field(description="For people.")
    n: int = strawberry.field(description="Its cases.")
    total: int = strawberry.field(description="The cases it is a part of.")
    rate: Rate = strawberry.field(description="The one by the other.")
    drill: Drill | None = strawberry.field(description="The way to the tickets behind it; null where no reading lists them.")

    @strawberry.field(description="Global ids of its latest tickets, at most 20, where no reading lists them; for `nodes`.")
    def ticket_ids(self: Any, info: Info) -> list[strawberry.ID]:
        return ticket_ids(info, self.tickets)


def ticket_ids(info: Info, keys: tuple[int, ...]) -> list[strawberry.ID]:
    """Global ids of tickets of this account."""
    return [strawberry.ID(info.context.id(Kind.TICKET, key)) for key in keys]
