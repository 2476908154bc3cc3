"""The KPIs that clients publish: the shipped definitions, with the shipped parameters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import strawberry

from api.graphql import ids
from api.graphql.agency.context import AgencyContext, AgencyInfo
from api.graphql.costs import Cost
from api.graphql.types.catalogue import Benchmark
from api.graphql.types.enums import Better, Cadence, SplitRule, Unit
from api.graphql.types.nodes import Node
from metrics.declare import Kpi as Declared
from metrics.published.kpis import PUBLISHED_KPIS, published_kpi


@strawberry.type(
    name="Kpi", description="A KPI that clients publish: its shipped definition, so that all are counted alike. What an account defines itself does not travel."
)
class PublishedKpi(Node):
    key: str = strawberry.field(description="Its name for programs.")
    name: str = strawberry.field(description="Its name for people.")
    asks: str = strawberry.field(description="The question it answers.")
    definition: list[str] = strawberry.field(description="Population, formula, and what is left out, in sentences.")
    formula: str = strawberry.field(description="The formula in one line.")
    unit: Unit = strawberry.field(description="What its value is measured in.")
    better: Better = strawberry.field(description="Which way is good.")
    split: SplitRule = strawberry.field(description="Which parts are shown beside the blended value.")
    cadence: Cadence = strawberry.field(description="How often it is worth a look.")
    pillar: str = strawberry.field(description="Efficiency, quality or loyalty.")
    category: str = strawberry.field(description="The group within the pillar.")
    version: str = strawberry.field(description="Changes with the definition.")
    featured: int | None = strawberry.field(description="Its position among the usual columns; null if it is none of them.")
    has_percentiles: bool = strawberry.field(description="Whether `percentile` means something to it.")
    window_days: int | None = strawberry.field(description="For how many days a case is watched before it counts for good.")
    is_outcome: bool = strawberry.field(description="Whether it is an outcome of the business: shown, and never a team's target.")
    benchmarks: list[Benchmark] = strawberry.field(description="What others have published about it.")
    declared: strawberry.Private[Declared]

    @strawberry.field(
        description="Published KPIs that must be looked at beside it, because it can be improved at their cost.", directives=[Cost(weight=0.1, size=2)]
    )
    def balanced_by(self, info: AgencyInfo) -> list[PublishedKpi]:
        return kpis_of(info.context, self.declared.balanced_by)


def kpi_of(context: AgencyContext, declared: Declared) -> PublishedKpi:
    """The KPI as this agency sees it, made once per request."""
    made: dict[str, PublishedKpi] = context.memory.setdefault(PublishedKpi, {})
    if declared.key not in made:
        made[declared.key] = PublishedKpi(id=strawberry.ID(context.id(ids.Kind.KPI, declared.key)), declared=declared, **_told(declared.key))
    return made[declared.key]


def kpis_of(context: AgencyContext, keys: Iterable[str]) -> list[PublishedKpi]:
    """Those of these keys that are published, in the order of the keys."""
    found = (published_kpi(key) for key in keys)
    return [kpi_of(context, declared) for declared in found if declared is not None]


def every_kpi(context: AgencyContext) -> list[PublishedKpi]:
    """The published catalogue."""
    return kpis_of(context, PUBLISHED_KPIS)


@cache
def _told(key: str) -> dict[str, Any]:
    """What the catalogue says of a KPI to everybody, worked out once."""
    declared = published_kpi(key)
    if declared is None:
        raise KeyError(key)
    plain = ("key", "name", "asks", "formula", "unit", "better", "split", "cadence", "pillar", "category", "version", "featured", "has_percentiles")
    told = {name: getattr(declared, name) for name in (*plain, "window_days", "is_outcome", "benchmarks")}
    return told | {"definition": list(declared.definition)}
