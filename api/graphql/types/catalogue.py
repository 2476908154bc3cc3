"""KPIs as the catalogue defines them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import strawberry

from api.graphql import ids
from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.context import Context
from api.graphql.costs import Cost
from metrics.declare import Kpi as Declared
from metrics.declare import Parameter as DeclaredParameter
from metrics.definitions import Catalogue, Version, catalogue, traits
from metrics.readings.standing import Standing, standing
from metrics.snapshots.facts import SOURCES

from .definitions import DefinitionVersion, DefinitionVersionConnection, Trait, version_of
from .enums import BenchmarkKind, Better, Cadence, Dimension, SplitRule, Unit
from .expressions import Condition, Expression, conditions_of, expression_of
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


@strawberry.type(description="One value that a parameter can have.")
class ParameterChoice:
    value: str = strawberry.field(description="For programs.")
    name: str = strawberry.field(description="What it means.")
    source: str | None = strawberry.field(description="The guide that reads it so.")


@strawberry.type(description="Something on which published guides disagree, so the definition says it.")
class Parameter:
    key: str = strawberry.field(description="Its name for programs.")
    name: str = strawberry.field(description="Its name for people.")
    asks: str = strawberry.field(description="The question it decides.")
    value: str = strawberry.field(description="What this account has chosen.")
    default: str = strawberry.field(description="What the shipped definition says.")
    choices: list[ParameterChoice] = strawberry.field(description="What it can be.")


@strawberry.type(description="Something an account sends, and whether it has.")
class KpiInput:
    key: str = strawberry.field(description="Its name for programs.")
    name: str = strawberry.field(description="Its name for people.")
    send: str = strawberry.field(description="How to send it, in a sentence.")
    is_sent: bool = strawberry.field(description="Whether this account has ever sent it.")


@strawberry.type(description="A KPI as this account defines it: a shipped one, perhaps with other parameters, or one of its own.")
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
    parameters: list[Parameter] = strawberry.field(
        description="What published guides disagree on, with what this account has chosen.", directives=[Cost(weight=0.05, size=2)]
    )
    is_custom: bool = strawberry.field(description="Whether this account made it.")
    is_outcome: bool = strawberry.field(description="Whether it is an outcome of the business: shown, and never a team's target.")
    has_tickets: bool = strawberry.field(description="Whether tickets stand behind its numbers, so that `Reading.tickets` lists them.")
    facts: str = strawberry.field(description="The kind of facts it is taken from: `tickets`, `replies`, `ai_sessions`, …")
    version_number: int = strawberry.field(description="The number of the version that is read; 1 is the shipped definition.")
    declared: strawberry.Private[Declared]

    @strawberry.field(description="KPIs that must be looked at beside it, because it can be improved at their cost.", directives=[Cost(weight=0.1, size=2)])
    def balanced_by(self, info: Info) -> list[Kpi]:
        known = known_kpis(info.context)
        return [kpi_of(info.context, known[key]) for key in self.declared.balanced_by if key in known]

    @strawberry.field(description="What the account must send for it, and whether it has.", directives=[Cost(weight=0.05, size=2)])
    def inputs(self, info: Info) -> list[KpiInput]:
        missing = missing_of(info.context, self.declared)
        return [KpiInput(key=one.key, name=one.name, send=one.send, is_sent=one.missing not in missing) for one in self.declared.needs]

    @strawberry.field(description="Whether the account has sent everything that it needs.")
    def is_available(self, info: Info) -> bool:
        return not missing_of(info.context, self.declared)

    @strawberry.field(description="All versions of its definition in this account, the newest first.", directives=[Cost(weight=1)])
    def versions(self, info: Info, first: FIRST = None, after: AFTER = None, last: LAST = None, before: BEFORE = None) -> DefinitionVersionConnection:
        from api.graphql.defining import versions_page

        return versions_page(info, self.key, first=first, after=after, last=last, before=before)

    @strawberry.field(description="The version whose numbers are being computed; it becomes the current one when they are complete. Null when there is none.")
    def pending_version(self, info: Info) -> DefinitionVersion | None:
        pending = next((each for each in known_catalogue(info.context).pending if each.key == self.key), None)
        return version_of(info.context, pending) if pending else None

    @strawberry.field(description="What alone the account counts, beyond the shipped definition; empty for most.", directives=[Cost(weight=0.05, size=1)])
    def population(self, info: Info) -> list[Condition]:
        current = current_version(info.context, self.declared)
        return conditions_of(current.population) if current else []

    @strawberry.field(description="How it is computed, for a KPI of the account's own.")
    def expression(self, info: Info) -> Expression | None:
        current = current_version(info.context, self.declared)
        return expression_of(current.expression) if current and current.expression is not None else None

    @strawberry.field(description="The four traits of a KPI worth having, looked at over the last twelve weeks.", directives=[Cost(base=20, size=4)])
    def traits(self) -> list[Trait]:
        return traits(self.declared)  # type: ignore[return-value]  # these have the attributes already

    @strawberry.field(description="The account's target for the whole, if it has set one.")
    def target(self, info: Info) -> Target | None:
        return next((target for target in targets_of(info.context).get(self.key, []) if target.dimension is None), None)

    @strawberry.field(description="All targets that the account has set for it: for the whole first, then for segments.", directives=[Cost(weight=0.1, size=3)])
    def targets(self, info: Info) -> list[Target]:
        return targets_of(info.context).get(self.key, [])


def known_kpis(context: Context) -> Mapping[str, Declared]:
    """The account's KPIs by key, in the order of its catalogue; read once per request."""
    return known_catalogue(context).kpis


def known_catalogue(context: Context) -> Catalogue:
    """The account's catalogue, read once per request."""
    if Catalogue not in context.memory:
        context.memory[Catalogue] = catalogue()
    found: Catalogue = context.memory[Catalogue]
    return found


def current_version(context: Context, declared: Declared) -> Version | None:
    """The account's version that this is, None for the shipped one."""
    return next((each for each in known_catalogue(context).versions.get(declared.key, ()) if each.number == declared.number), None)


def missing_of(context: Context, declared: Declared) -> tuple[str, ...]:
    """What the account never sent of what a KPI needs; looked up for all KPIs when first asked."""
    if Standing not in context.memory:
        known = known_catalogue(context)
        context.memory[Standing] = standing(known.kpis.values(), known.measures)
    found: Standing = context.memory[Standing]
    return found.missing(declared)


def kpi_of(context: Context, declared: Declared) -> Kpi:
    """The KPI as this account sees it, made once per request and version."""
    made: dict[tuple[str, int], Kpi] = context.memory.setdefault(Kpi, {})
    place = declared.key, declared.number
    if place not in made:
        made[place] = Kpi(id=strawberry.ID(context.id(ids.Kind.KPI, declared.key)), declared=declared, **_told(declared))
    return made[place]


@lru_cache(maxsize=1_000)
def _told(declared: Declared) -> dict[str, Any]:
    """What the catalogue says of a KPI to everybody, worked out once."""
    plain = ("key", "name", "asks", "formula", "unit", "better", "split", "cadence", "pillar", "category", "version", "day_of", "featured", "window_days")
    return {name: getattr(declared, name) for name in (*plain, "has_percentiles", "has_clock", "benchmarks", "is_custom", "is_outcome")} | {
        "definition": list(declared.definition),
        "needs": [needed.name for needed in declared.needs],
        "dimensions": [Dimension[cut.name] for cut in declared.dimensions],
        "parameters": [_parameter(parameter, dict(declared.values)) for parameter in declared.parameters],
        "has_tickets": SOURCES[declared.reads.measure.facts].ticket is not None,
        "facts": str(declared.reads.measure.facts),
        "version_number": declared.number,
    }


def _parameter(parameter: DeclaredParameter, values: Mapping[str, str]) -> Parameter:
    return Parameter(
        key=parameter.key,
        name=parameter.name,
        asks=parameter.asks,
        value=values.get(parameter.key, parameter.default),
        default=parameter.default,
        choices=list(parameter.choices),  # type: ignore[arg-type]  # these have the attributes already
    )
