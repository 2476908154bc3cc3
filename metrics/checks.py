"""Refuses a wrong declaration when Django starts. One small rule each; the message names the culprit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from metrics.aggregates import Histogram, Level, Mean, Share
from metrics.declare import How, Kpi, Measure, Unit
from metrics.kpis import KPIS, MEASURES
from metrics.snapshots.facts import SOURCES

Said = Iterator[str]
UNITS = {How.SHARE: (Unit.PERCENT,), How.QUANTILE: (Unit.DURATION, Unit.SCORE, Unit.MONEY), How.COUNT: (Unit.COUNT,), How.LEVEL: (Unit.COUNT,)}
KEEPS = {How.SHARE: "share", How.QUANTILE: "histogram", How.COUNT: "count", How.LEVEL: "level"}


@register("metrics")
def declarations(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Django's check: every rule over every KPI and measure."""
    return [Error(said, id=f"metrics.E{number:03}") for number, said in problems(tuple(KPIS.values()), MEASURES)]


def problems(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> list[tuple[int, str]]:
    """Every problem with the number of the rule that found it."""
    return [(number, said) for number, rule in enumerate(RULES, start=1) for said in rule(kpis, measures)]


def keys_are_unique(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for key, times in Counter(kpi.key for kpi in kpis).items():
        if times > 1:
            yield f"{times} KPIs are called {key!r}."


def columns_exist(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for measure in measures.values():
        conditions = (*measure.population, *measure.condition)
        named = (measure.day, measure.ended, measure.value, measure.resolver, *(where.column for where in conditions))
        for column in sorted({name for name in named if name} - set(SOURCES[measure.facts].columns)):
            yield f"The measure {measure.key!r} names {column!r}, which is no column of {measure.facts}."


def days_are_days(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for measure in measures.values():
        for name in (measure.day, measure.ended):
            column = SOURCES[measure.facts].columns.get(name or "")
            if column and column.kind != "day":
                yield f"The measure {measure.key!r} belongs to {name!r}, which is no local day."


def aggregates_get_what_they_need(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for measure in measures.values():
        if isinstance(measure.keep, Share) and not measure.condition:
            yield f"The measure {measure.key!r} is a share without a condition."
        if isinstance(measure.keep, Histogram | Mean) and not measure.value:
            yield f"The measure {measure.key!r} is a {measure.keep.name} without a value."
        if isinstance(measure.keep, Level) and not measure.ended:
            yield f"The measure {measure.key!r} is a level that nothing ever leaves."


def units_fit(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        if kpi.unit not in UNITS[kpi.reads.how]:
            yield f"The KPI {kpi.key!r} reads a {kpi.reads.how} in the unit {kpi.unit or None!r}."


def readings_fit_what_is_kept(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        for measure in kpi.measures:
            if measure.keep.name != KEEPS[kpi.reads.how]:
                yield f"The KPI {kpi.key!r} reads a {kpi.reads.how} from {measure.key!r}, which keeps a {measure.keep.name}."


def balancing_keys_exist(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    known = {kpi.key for kpi in kpis}
    for kpi in kpis:
        if not kpi.balanced_by:
            yield f"The KPI {kpi.key!r} has nothing that balances it."
        for key in kpi.balanced_by:
            if key not in known or key == kpi.key:
                yield f"The KPI {kpi.key!r} is balanced by {key!r}, which is no other KPI."


def definitions_are_told(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        for name in ("name", "asks", "definition", "formula", "day_of", "pillar", "category", "needs"):
            if not getattr(kpi, name):
                yield f"The KPI {kpi.key!r} does not tell its {name}."


def inputs_can_be_seen(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        for needed in kpi.needs:
            if needed.seen_in and needed.seen_in not in measures:
                yield f"The KPI {kpi.key!r} needs {needed.key!r}, seen in {needed.seen_in!r}, which is no measure."


def featured_places_are_taken_once(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for place, times in Counter(kpi.featured for kpi in kpis if kpi.featured is not None).items():
        if times > 1:
            yield f"{times} KPIs are featured in place {place}."


RULES: Sequence[Callable[[Sequence[Kpi], Mapping[str, Measure]], Said]] = (
    keys_are_unique,
    columns_exist,
    days_are_days,
    aggregates_get_what_they_need,
    units_fit,
    readings_fit_what_is_kept,
    balancing_keys_exist,
    definitions_are_told,
    inputs_can_be_seen,
    featured_places_are_taken_once,
)
