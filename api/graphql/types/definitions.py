"""Versions of a KPI's definition, and whether it is worth having."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.graphql.connections import PageInfo
from api.graphql.context import Context
from api.graphql.costs import Cost
from metrics.declare import Kpi as Declared
from metrics.definitions import Version

from .enums import Clock, Comparison
from .expressions import Condition, Expression, conditions_of, expression_of
from .inputs import FilterInput, PeriodInput
from .nodes import Info

if TYPE_CHECKING:
    from .readings import Reading


@strawberry.type(description="A parameter's value in one version.")
class ParameterValue:
    key: str = strawberry.field(description="The parameter's key.")
    name: str = strawberry.field(description="The parameter as people read it.")
    value: str = strawberry.field(description="The value.")
    meaning: str = strawberry.field(description="What the value means.")


@strawberry.type(description="Whether a KPI has one of the traits of a KPI worth having.")
class Trait:
    key: str = strawberry.field(description="`measurable`, `behaviour`, `improvable` or `customer_impact`.")
    name: str = strawberry.field(description="For people.")
    holds: bool | None = strawberry.field(description="Whether it holds; null where only a person can say.")
    explanation: str = strawberry.field(description="Why, in a sentence.")


@dataclass
class Together:
    """The versions on one page of a connection, and what was read of all of them at once, by the arguments asked with."""

    numbers: Sequence[int]
    read: dict[Any, Mapping[int, Reading]] = field(default_factory=dict)


@strawberry.type(description="One version of a KPI's definition. It never changes; a change is a new version.")
class DefinitionVersion:
    number: int = strawberry.field(description="1 is the shipped definition, or the first of a KPI of the account's own.")
    fingerprint: str = strawberry.field(description="Changes with anything that changes its numbers.")
    values: list[ParameterValue] = strawberry.field(description="Its parameters.", directives=[Cost(weight=0.05, size=2)])
    population: list[Condition] = strawberry.field(description="What alone it counts, beyond the shipped definition.", directives=[Cost(weight=0.05, size=1)])
    expression: Expression | None = strawberry.field(description="How it is computed, for a KPI of the account's own.")
    definition: list[str] = strawberry.field(description="Population, formula, and what is left out, in sentences.")
    formula: str = strawberry.field(description="The formula in one line.")
    created_at: datetime | None = strawberry.field(description="When it was made; null for the shipped one.")
    created_by: str | None = strawberry.field(description="Who made it; null for the shipped one, and for read keys.")
    is_ready: bool = strawberry.field(description="Whether its numbers are complete.")
    is_current: bool = strawberry.field(description="Whether readings use it.")
    is_retired: bool = strawberry.field(description="Whether it is out of the catalogue.")
    stored: strawberry.Private[Version]
    page: strawberry.Private[Together]

    @strawberry.field(description="How far the computation of its numbers is, 0 to 1; null once they are complete.")
    def progress(self) -> float | None:
        from metrics.snapshots.ready import progress

        return None if self.is_retired else progress(self.stored)

    @strawberry.field(
        description="What this version says of a period; null for a version whose KPI is out of the catalogue. All versions of a page are read together.",
        directives=[Cost(weight=5)],
    )
    def reading(
        self,
        info: Info,
        period: Annotated[PeriodInput, strawberry.argument(description="The local days to read.")],
        filter: Annotated[list[FilterInput] | None, strawberry.argument(description="Only what passes all of these.")] = None,
        compare_with: Annotated[Comparison | None, strawberry.argument(description="What `previous` is.")] = Comparison.PREVIOUS_PERIOD,
        percentile: Annotated[float | None, strawberry.argument(description="For KPIs with percentiles, the KPI's own when left out.")] = None,
        clock: Annotated[Clock | None, strawberry.argument(description="How durations are counted.")] = Clock.CALENDAR,
    ) -> Annotated[Reading, strawberry.lazy(".readings")] | None:
        from api.graphql.defining import readings_of

        if self.is_retired:
            return None
        asked = (str(period), str(filter), compare_with, percentile, clock)
        if asked not in self.page.read:
            self.page.read[asked] = readings_of(
                info,
                self.stored.key,
                self.page.numbers,
                period_input=period,
                filter=filter,
                compare_with=compare_with,
                percentile=percentile,
                clock=clock,
            )
        return self.page.read[asked][self.number]


@strawberry.type(description="A version's place in a connection.")
class DefinitionVersionEdge:
    cursor: str = strawberry.field(description="For `after` and `before`.")
    node: DefinitionVersion = strawberry.field(description="The version.")


@strawberry.type(description="A page of versions, the newest first.")
class DefinitionVersionConnection:
    edges: list[DefinitionVersionEdge] = strawberry.field(description="The page's versions with their cursors.", directives=[Cost(weight=0.1)])
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many versions there are on all pages.")

    @strawberry.field(description="The page's versions.", directives=[Cost(weight=0.1)])
    def nodes(self) -> list[DefinitionVersion]:
        return [edge.node for edge in self.edges]


def version_of(context: Context, stored: Version, *, page: Together | None = None) -> DefinitionVersion:
    """A version as the API shows it. Who made it is for people, and for keys that manage them."""
    kpi = stored.kpi
    may_see = context.access.key is None or context.access.can_administer
    return DefinitionVersion(
        number=stored.number,
        fingerprint=stored.fingerprint,
        values=values_of(kpi, stored.values),
        population=conditions_of(stored.population),
        expression=expression_of(stored.expression) if stored.expression is not None else None,
        definition=list(kpi.definition),
        formula=kpi.formula,
        created_at=stored.created_at,
        created_by=stored.created_by or None if may_see else None,
        is_ready=stored.is_ready,
        is_current=stored.is_current,
        is_retired=stored.is_retired,
        stored=stored,
        page=page or Together([stored.number]),
    )


def values_of(kpi: Declared, values: Mapping[str, str]) -> list[ParameterValue]:
    """Each parameter with its value and what that means."""
    return [
        ParameterValue(key=each.key, name=each.name, value=value, meaning=next((choice.name for choice in each.choices if choice.value == value), value))
        for each in kpi.parameters
        for value in [values.get(each.key, each.default)]
    ]
