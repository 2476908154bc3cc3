"""KPIs as the catalogue defines them."""

from __future__ import annotations

from functools import cache
from typing import Any

import strawberry

from api.graphql import ids
from api.graphql.context import Context
from api.graphql.costs import Cost
from metrics import kpis as catalogue
from metrics.declare import Kpi as Declared

from .enums import BenchmarkKind, Better, Cadence, Dimension, SplitRule, Unit
from .nodes import Info, Node
from .targets import Target, targets_of


@strawberry.type(description="A figure that somebody published: a claim with its source, never a measurement of ours.")
class Benchmark:
    text: str = strawberry.field(description="The claim in words.")
    low: float | None = strawberry.field(description="The lower end of the good range.")
    high: float | None = strawberry.field(description="The upper end of the good range.")
    kind: BenchmarkKind = strawberry.field(description="What the figure claims to be.")
    condition: str | None = strawberry.field(description="For whom it holds.")
    source: str = strawberry.field(description="Who published it.")
    label: str = strawberry.field(description="Always `published`.")


@strawberry.type(description="A KPI as it is defined. The catalogue is the same for every account; targets are the account's own.")
class Kpi(Node):
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
    needs: list[str] = strawberry.field(description="What an account must send for it.")
    version: str = strawberry.field(description="Changes with the definition; every reading carries it.")
    day_of: str = strawberry.field(description="To which local day a case belongs: that of its creation, its first resolution, …")
    featured: int | None = strawberry.field(description="Its position among the default tiles; null if it is none of them.")
    dimensions: list[Dimension] = strawberry.field(description="By what it can be broken down and filtered.")
    has_percentiles: bool = strawberry.field(description="Whether readings take `percentile`.")
    has_clock: bool = strawberry.field(description="Whether readings take `clock`.")
    window_days: int | None = strawberry.field(
        description="For how many days a case is watched before it counts for good; until then readings are provisional."
    )
    benchmarks: list[Benchmark] = strawberry.field(description="What others have published about it.")
    declared: strawberry.Private[Declared]

    @strawberry.field(description="KPIs that must be looked at beside it, because it can be improved at their cost.", directives=[Cost(weight=0.1, size=2)])
    def balanced_by(self, info: Info) -> list[Kpi]:
        return [kpi_of(info.context, catalogue.KPIS[key]) for key in self.declared.balanced_by]

    @strawberry.field(description="The account's target for the whole, if it has set one.")
    def target(self, info: Info) -> Target | None:
        return next((target for target in targets_of(info.context).get(self.key, []) if target.dimension is None), None)

    @strawberry.field(description="All targets that the account has set for it: for the whole first, then for segments.", directives=[Cost(weight=0.1, size=3)])
    def targets(self, info: Info) -> list[Target]:
        return targets_of(info.context).get(self.key, [])


def kpi_of(context: Context, declared: Declared) -> Kpi:
    """The KPI as this account sees it, made once per request."""
    known: dict[str, Kpi] = context.memory.setdefault(Kpi, {})
    if declared.key not in known:
        known[declared.key] = Kpi(id=strawberry.ID(context.id(ids.Kind.KPI, declared.key)), declared=declared, **_told(declared))
    return known[declared.key]


@cache
def _told(declared: Declared) -> dict[str, Any]:
    """What the catalogue says of a KPI to everybody, worked out once."""
    plain = ("key", "name", "asks", "formula", "unit", "better", "split", "cadence", "pillar", "category", "version", "day_of", "featured", "window_days")
    return {name: getattr(declared, name) for name in (*plain, "has_percentiles", "has_clock", "benchmarks")} | {
        "definition": list(declared.definition),
        "needs": [needed.name for needed in declared.needs],
        "dimensions": [Dimension[cut.name] for cut in declared.dimensions],
    }
