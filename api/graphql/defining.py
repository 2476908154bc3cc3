"""What an account means by its KPIs: versions of definitions, and expressions looked at before they are saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import strawberry

from metrics import definitions, readings
from metrics.declare import Facts
from metrics.declare import Kpi as Declared
from metrics.definitions import DefinitionError, Version
from metrics.kpis import KPIS
from metrics.readings import types as said

from .asking import filters, period, refusing
from .connections import listed
from .costs import Cost
from .errors import ApiError, Code
from .types.catalogue import known_catalogue
from .types.definitions import DefinitionVersionConnection, DefinitionVersionEdge, Together, Trait, version_of
from .types.enums import Clock, Comparison, Dimension, Step
from .types.expressions import ExpressionField, ExpressionInput, Problem
from .types.inputs import FilterInput, PeriodInput
from .types.nodes import Info
from .types.readings import Reading, reading_of


@strawberry.type(description="An expression looked at; nothing is saved.")
class ExpressionCheck:
    problems: list[Problem] = strawberry.field(description="What is wrong with it; empty when it can be saved.", directives=[Cost(weight=0.1, size=3)])
    told: strawberry.Private[dict[str, Any]]
    key: strawberry.Private[str | None]
    kpi: strawberry.Private[Declared | None]

    @strawberry.field(description="The definition in sentences; empty with problems.")
    def definition(self) -> list[str]:
        return list(self.kpi.definition) if self.kpi else []

    @strawberry.field(description="The formula in one line; null with problems.")
    def formula(self) -> str | None:
        return self.kpi.formula if self.kpi else None

    @strawberry.field(
        description="The four traits of a KPI worth having, looked at over the last twelve weeks; empty with problems.", directives=[Cost(base=100, size=4)]
    )
    def traits(self) -> list[Trait]:
        return definitions.traits(self.kpi) if self.kpi else []  # type: ignore[return-value]  # these have the attributes already

    @strawberry.field(description="The number over the last days, from the facts; null with problems.", directives=[Cost(weight=100)])
    def preview(
        self,
        info: Info,
        days: Annotated[int, strawberry.argument(description="How many days, the present one included: 1 to 366.")] = 30,
        interval: Annotated[Step | None, strawberry.argument(description="The step of `series`.")] = None,
        by: Annotated[
            Dimension | None, strawberry.argument(description="The dimension of `breakdown`; none where the expression has no such dimension.")
        ] = None,
    ) -> Reading | None:
        if self.kpi is None:
            return None
        with refusing(), misdefined():
            return reading_of(info.context, definitions.preview(self.told, key=self.key, days=days, step=interval, by=by.cut if by else None))


@strawberry.type
class Defining:
    """Fields of `Query`."""

    @strawberry.field(
        description="What expressions may name: every field of every kind of facts, or of one kind.", directives=[Cost(base=10, weight=0.02, size=150)]
    )
    def expression_fields(
        self, facts: Annotated[str | None, strawberry.argument(description="One kind of facts, such as `tickets`; all when left out.")] = None
    ) -> list[ExpressionField]:
        if facts is not None and facts not in list(Facts):
            raise ApiError(Code.BAD_USER_INPUT, f"Facts are {', '.join(Facts)}.", reason="UNKNOWN_FACTS")
        return definitions.fields(facts)  # type: ignore[return-value]  # these have the attributes already

    @strawberry.field(description="Looks at an expression before it is saved: what is wrong, its traits, a preview.", directives=[Cost(weight=5)])
    def kpi_check(
        self,
        expression: Annotated[ExpressionInput, strawberry.argument(description="The expression.")],
        key: Annotated[str | None, strawberry.argument(description="The key of the KPI that it is to be a new version of.")] = None,
    ) -> ExpressionCheck:
        told = expression.told()
        problems = definitions.check(told, key=key)
        kpi = None if problems else definitions.compiled(told, key=key)
        return ExpressionCheck(problems=[Problem(part=camel(each.part), message=each.message) for each in problems], told=told, key=key, kpi=kpi)


@contextmanager
def misdefined() -> Iterator[None]:
    """A definition that cannot be read becomes `BAD_USER_INPUT`."""
    try:
        yield
    except DefinitionError as error:
        raise ApiError(Code.BAD_USER_INPUT, str(error), reason="BAD_DEFINITION") from error


def camel(part: str) -> str:
    """A path of metrics.definitions with the names of the schema: `condition[0].at_least` becomes `condition[0].atLeast`."""
    first, *rest = part.split("_")
    return first + "".join(each[:1].upper() + each[1:] for each in rest)


def versions_of(info: Info, key: str) -> list[Version]:
    """Every version of a KPI, the newest first, the shipped one last; without any statement of its own."""
    made = list(known_catalogue(info.context).versions.get(key, ()))
    if key not in KPIS:
        return made[::-1]
    kpi = KPIS[key]
    shipped = Version(key, kpi.number, kpi, kpi.version, values=dict(kpi.with_values({}).values), is_current=not any(each.is_current for each in made))
    return [*made[::-1], shipped]


def versions_page(info: Info, key: str, *, first: int | None, after: str | None, last: int | None, before: str | None) -> DefinitionVersionConnection:
    """One page of a KPI's versions; what they say of a period is read for all of the page at once."""
    every = versions_of(info, key)
    rows, cursors, page_info = listed(
        every, [each.number for each in every], name=f"version {key}", realm=info.context.realm.number, first=first, after=after, last=last, before=before
    )
    together = Together([each.number for each in rows if not each.is_retired])
    edges = [DefinitionVersionEdge(cursor=cursor, node=version_of(info.context, stored, page=together)) for cursor, stored in zip(cursors, rows, strict=True)]
    return DefinitionVersionConnection(edges=edges, page_info=page_info, total_count=len(every))


def readings_of(
    info: Info,
    key: str,
    numbers: Sequence[int],
    *,
    period_input: PeriodInput,
    filter: list[FilterInput] | None,
    compare_with: Comparison | None,
    percentile: float | None,
    clock: Clock | None,
) -> Mapping[int, Reading]:
    """What each of these versions says, read together."""
    days = period(period_input)
    asked = [
        said.Request(
            kpi=key,
            period=days,
            filter=filters(filter),
            compare_with=compare_with or Comparison.PREVIOUS_PERIOD,
            percentile=percentile,
            clock=clock or Clock.CALENDAR,
            version=number,
        )
        for number in numbers
    ]
    with refusing():
        return {number: reading_of(info.context, each) for number, each in zip(numbers, readings.read(asked), strict=True)}
