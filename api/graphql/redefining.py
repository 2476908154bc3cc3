"""Changes of what an account means by its KPIs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import strawberry
from django.db import transaction

from metrics import definitions
from metrics.catalogue import catalogue
from metrics.definitions import DefinitionError, Version
from tenants.access import Access

from .costs import Cost
from .defining import camel
from .types.catalogue import Kpi, kpi_of
from .types.definitions import DefinitionVersion, version_of
from .types.expressions import ConditionInput, ExpressionInput
from .types.nodes import Info
from .types.payloads import UserError

PRICE = [Cost(weight=10)]
NEW_KEY = "expression.key"
KpiKey = Annotated[str, strawberry.argument(description="The KPI's key.")]
Expressed = Annotated[ExpressionInput, strawberry.argument(description="The whole expression.")]


@strawberry.input(description="A parameter's value.")
class ParameterValueInput:
    key: str = strawberry.field(description="The parameter's key.")
    value: str = strawberry.field(description="One of its choices.")


@strawberry.type(description="A KPI after a change of its definition.")
class KpiPayload:
    kpi: Kpi | None = strawberry.field(description="The KPI as it is read now, or as it was when retired; null with errors.")
    version: DefinitionVersion | None = strawberry.field(
        description="The version that the change made, which is read once its numbers are complete; null when retired, and with errors."
    )
    errors: list[UserError] = strawberry.field(
        description="Why nothing was done; empty when it was. `field` is a path, such as `values.window_days` or `expression.population[0].field`."
    )


@strawberry.type
class Redefining:
    """Fields of `Mutation`."""

    @strawberry.field(
        description="A new version of a shipped KPI: parameters that are left out keep the shipped value. It is read once its numbers are complete; "
        "until then readings use the former one. The same definition twice makes one version. Owners and analysts.",
        directives=PRICE,
    )
    def kpi_define(
        self,
        info: Info,
        kpi: KpiKey,
        values: Annotated[list[ParameterValueInput] | None, strawberry.argument(description="Its parameters.")] = None,
        population: Annotated[list[ConditionInput] | None, strawberry.argument(description="What alone it counts: all must hold.")] = None,
    ) -> KpiPayload:
        told = {each.key: each.value for each in values or []}
        narrow = [each.told() for each in population or []]
        return changed(info, kpi, lambda by: definitions.define(kpi, values=told, population=narrow, by=by))

    @strawberry.field(description="Back to the shipped definition, as a new version unless it is read already. Owners and analysts.", directives=PRICE)
    def kpi_reset(self, info: Info, kpi: KpiKey) -> KpiPayload:
        return changed(info, kpi, lambda by: definitions.define(kpi, by=by))

    @strawberry.field(description="Makes a KPI of the account's own. A key that is in use, or was, is `TAKEN`. Owners and analysts.", directives=PRICE)
    def kpi_create(self, info: Info, expression: Expressed) -> KpiPayload:
        return changed(info, expression.key, lambda by: definitions.create(expression.told(), by=by), prefix="expression.", place=NEW_KEY)

    @strawberry.field(description="A new version of a KPI of the account's own, which keeps its key. Owners and analysts.", directives=PRICE)
    def kpi_update(self, info: Info, kpi: KpiKey, expression: Expressed) -> KpiPayload:
        if expression.key != kpi:
            wrong = UserError(field=NEW_KEY, message=f"A KPI keeps its key: {kpi}.", code="INVALID")
            info.context.need_configure()
            return KpiPayload(kpi=None, version=None, errors=[wrong])
        return changed(info, kpi, lambda by: definitions.update(kpi, expression.told(), by=by), prefix="expression.")

    @strawberry.field(
        description="Takes a KPI of the account's own out of the catalogue. Its versions stay on record, and its key stays taken. Owners and analysts.",
        directives=PRICE,
    )
    def kpi_retire(self, info: Info, kpi: KpiKey) -> KpiPayload:
        declared = catalogue().kpis.get(kpi)
        payload = changed(info, kpi, lambda by: definitions.retire(kpi, by=by))
        payload.kpi = kpi_of(info.context, declared) if declared and not payload.errors else None
        return payload


def changed(info: Info, key: str, change: Callable[[str], Version | None], *, prefix: str = "", place: str = "kpi") -> KpiPayload:
    """What a change made, in a transaction of its own, or everything that is wrong with it, by part."""
    info.context.need_configure()
    try:
        with transaction.atomic():
            made = change(by(info.context.access))
    except DefinitionError as error:
        return KpiPayload(kpi=None, version=None, errors=[_refusal(problem, key, prefix, place) for problem in error.problems])
    info.context.memory.clear()
    declared = catalogue().kpis.get(key)
    version = next((each for each in definitions.versions(key) if made and each.number == made.number), None)
    return KpiPayload(
        kpi=kpi_of(info.context, declared) if declared else kpi_of(info.context, version.kpi) if version else None,
        version=version_of(info.context, version) if version else None,
        errors=[],
    )


def by(access: Access) -> str:
    """Who changes something, to be kept with the change."""
    return access.user.email if access.user else f"the key {access.key.name}" if access.key else "nobody"


def _refusal(problem: definitions.Problem, key: str, prefix: str, place: str) -> UserError:
    """A problem in the words of the mutation: `place` is the argument that holds the key, everything else is a path in what was sent."""
    if problem.part != "key":
        return UserError(field=f"{prefix}{camel(problem.part)}", message=problem.message, code="INVALID")
    known = catalogue()
    if key not in known.kpis and key not in known.versions:
        return UserError(field=place, message=problem.message, code="UNKNOWN_KPI" if place == "kpi" else "INVALID")
    return UserError(field=place, message=problem.message, code="TAKEN" if place == NEW_KEY else "INVALID")
