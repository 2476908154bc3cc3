"""Clients side by side."""

from __future__ import annotations

from enum import Enum

import strawberry

from api.graphql.costs import Cost
from api.graphql.types.figures import Period

from .catalogue import PublishedKpi
from .clients import Client
from .figures import Cell, Figure, Spread


@strawberry.enum(description="By what the rows of a comparison are ordered.")
class ComparisonOrderBy(Enum):
    NAME = strawberry.enum_value("name", description="The client's name.")
    VALUE = strawberry.enum_value("value", description="The KPI's value.")
    CHANGE = strawberry.enum_value("change", description="The KPI's change.")
    DISTANCE = strawberry.enum_value("distance", description="How far beyond the median it is, towards the better side.")
    N = strawberry.enum_value("n", description="The number of cases.")


@strawberry.input(description="The order of the rows of a comparison. Clients without the figure come last, equals by name.")
class ComparisonOrder:
    by: ComparisonOrderBy = strawberry.field(default=ComparisonOrderBy.NAME, description="What decides.")
    kpi: str | None = strawberry.field(default=None, description="The key of the KPI whose column decides; the first one when left out. Not for NAME.")
    descending: bool = strawberry.field(default=False, description="Whether the greatest come first.")


@strawberry.type(description="One KPI across clients.")
class Column:
    kpi: PublishedKpi = strawberry.field(description="What was read.")
    rollup: Figure = strawberry.field(description="All clients together: their cases counted as one, never a mean of their rates.")
    spread: Spread | None = strawberry.field(description="How far clients lie apart; null where fewer than two have enough cases, and of counts and levels.")
    cells: list[Cell] = strawberry.field(description="One for each client, in the order of `clients`.", directives=[Cost(weight=0.02, size=100)])


@strawberry.type(name="PortfolioComparison", description="Clients side by side, each over its own local days.")
class PortfolioComparison:
    period: Period = strawberry.field(description="The days asked for.")
    previous_period: Period | None = strawberry.field(description="The days compared with; null with `compareWith: NONE`.")
    clients: list[Client] = strawberry.field(description="The rows, in the order asked for.", directives=[Cost(weight=0.01, size=100)])
    columns: list[Column] = strawberry.field(description="The columns, in the order of the keys asked for.", directives=[Cost(weight=0.1, size=1)])
