"""The life of a definition: made as a new version, computed, read, and one day retired. None is ever changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from metrics.catalogue import Catalogue, Version, catalogue
from metrics.catalogue.compiled import conditions_to_json
from metrics.catalogue.load import version_of
from metrics.catalogue.variants import varied
from metrics.declare import Kpi
from metrics.kpis import KPIS
from metrics.models import Definition
from metrics.snapshots.ready import progress
from tenants import audit, schemas
from tenants.tasks import schedule_named

from .conditions import Conditions, label_ids
from .expressions import Json, compile_expression, numbered
from .problems import DefinitionError, Problem

MOST_OWN = 50
LOCK = 7_301_002


def versions(key: str) -> list[Version]:
    """Every version of a KPI's definition, the newest first; the shipped one is the last. Raises DefinitionError for an unknown KPI."""
    known = catalogue()
    _existing(key, known)
    made = [_with_progress(each) for each in known.versions.get(key, ())]
    return [*reversed(made), *([_shipped(key, made)] if key in KPIS else [])]


def _shipped(key: str, made: Sequence[Version]) -> Version:
    kpi = KPIS[key]
    return Version(key, kpi.number, kpi, kpi.version, values=dict(kpi.with_values({}).values), is_current=not any(each.is_current for each in made))


def _with_progress(version: Version) -> Version:
    if version.is_ready or version.is_retired:
        return version
    return Version(**{**{name: getattr(version, name) for name in Version.__dataclass_fields__}, "progress": progress(version)})


def define(key: str, *, values: Mapping[str, str] | None = None, population: Sequence[Json] = (), by: str) -> Version:
    """A new version of a shipped KPI: with these parameters, the others at their defaults, and only counting what meets `population`.

    It is read as soon as its states are computed, and until then the one before it. Equal to the current or the pending one, it is
    that one. Raises DefinitionError with everything that is wrong.
    """
    known = catalogue()
    if key not in KPIS:
        _existing(key, known)
        raise DefinitionError([Problem("key", f"{key} is a KPI of the account's own: update its expression instead.")])
    kpi = KPIS[key]
    reader = Conditions(list(dict.fromkeys(measure.facts for measure in kpi.measures)), label_ids())
    narrow = reader.read(list(population), "population")
    problems = [*_wrong_values(kpi, values or {}), *reader.problems]
    if problems:
        raise DefinitionError(problems)
    compiled = {"population": conditions_to_json(narrow)}
    chosen = dict(kpi.with_values(values or {}).values)

    def row(number: int) -> Definition:
        made = varied(kpi, number=number, values=chosen, population=narrow)
        return Definition(key=key, number=number, values=chosen, population=list(population), compiled=compiled, fingerprint=made.version, created_by=by)

    return _made(key, row, first=kpi.number + 1)


def _wrong_values(kpi: Kpi, values: Mapping[str, str]) -> list[Problem]:
    offered = {parameter.key: [choice.value for choice in parameter.choices] for parameter in kpi.parameters}
    unknown = [Problem(f"values.{key}", f"{kpi.key} has no parameter {key!r}; it has {', '.join(offered) or 'none'}.") for key in values if key not in offered]
    wrong = [
        Problem(f"values.{key}", f"One of {', '.join(offered[key])}, not {value!r}.")
        for key, value in values.items()
        if key in offered and value not in offered[key]
    ]
    return [*unknown, *wrong]


def create(expression: Json, *, by: str) -> Version:
    """A KPI of the account's own. Raises DefinitionError with everything that is wrong with its expression."""
    known = catalogue()
    if sum(each.is_custom for each in known.kpis.values()) >= MOST_OWN:
        raise DefinitionError([Problem("key", f"An account has at most {MOST_OWN} KPIs of its own; retire one first.")])
    return _compiled(expression, known, None, by=by)


def update(key: str, expression: Json, *, by: str) -> Version:
    """A new version of a KPI of the account's own, which keeps its key."""
    known = catalogue()
    _own(key, known)
    return _compiled(expression, known, key, by=by)


def _compiled(expression: Json, known: Catalogue, key: str | None, *, by: str) -> Version:
    compiled, problems = compile_expression(expression, catalogue=known, ids=label_ids(), key=key)
    if compiled is None:
        raise DefinitionError(problems)
    told = {name: value for name, value in expression.items() if value is not None}

    def row(number: int) -> Definition:
        made = numbered(compiled, told, number)
        return Definition(key=made.key, number=number, expression=told, compiled=compiled.json, fingerprint=made.version, created_by=by)

    return _made(compiled.kpi.key, row, first=1)


@transaction.atomic
def retire(key: str, *, by: str) -> None:
    """Take a KPI of the account's own out of the catalogue. Its versions stay on record."""
    _own(key, catalogue())
    Definition.objects.filter(key=key, retired_at=None).update(retired_at=timezone.now(), retired_by=by)
    audit.record("definition.retired", account=schemas.current(), subject=key)
    schedule_named("metrics.recompute")


def _existing(key: str, known: Catalogue) -> None:
    if key not in known.kpis and key not in known.versions:
        raise DefinitionError([Problem("key", f"There is no KPI {key!r}.")])


def _own(key: str, known: Catalogue) -> None:
    _existing(key, known)
    if key in KPIS:
        raise DefinitionError([Problem("key", f"{key} is shipped: it can be defined otherwise, but is no KPI of the account's own.")])
    if all(each.is_retired for each in known.versions[key]):
        raise DefinitionError([Problem("key", f"{key} is retired.")])


def _made(key: str, row: Any, *, first: int) -> Version:
    """Store the next version, one at a time, unless it says what the newest one says; have it computed unless it is already."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [LOCK])
        newest = Definition.objects.filter(key=key).order_by("-number").first()
        made: Definition = row(newest.number + 1 if newest else first)
        if newest and _says(newest) == _says(made):
            return _as_read(key, newest.number)
        if newest is None and made.expression is None and _is_shipped(made):
            return _shipped(key, ())
        if all(measure.key in catalogue().measures for measure in version_of(made).kpi.measures):
            made.ready_at = timezone.now()
        made.save()
        action = "definition.changed" if newest or made.expression is None else "definition.made"
        audit.record(action, account=schemas.current(), subject=key, number=made.number, values=made.values, conditions=len(made.population))
    if made.ready_at is None:
        schedule_named("metrics.recompute")
    return _as_read(key, made.number)


def _says(row: Definition) -> str:
    return json.dumps([row.values, row.population, row.expression, row.compiled], sort_keys=True)


def _is_shipped(row: Definition) -> bool:
    return not row.population and row.values == dict(KPIS[row.key].with_values({}).values)


def _as_read(key: str, number: int) -> Version:
    return next(_with_progress(each) for each in catalogue().versions[key] if each.number == number)
