"""Refuses a wrong declaration when Django starts. One small rule each; the message names the culprit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from metrics.aggregates import Histogram, Level, Mean, Share
from metrics.catalogue.variants import varied
from metrics.declare import LABELLED, Dimension, How, Kpi, Measure, Take, Unit
from metrics.kpis import KPIS, MEASURES
from metrics.snapshots.facts import SOURCES

Said = Iterator[str]
ANY = tuple(Unit)
UNITS: Mapping[How, Sequence[Unit]] = {
    How.SHARE: (Unit.PERCENT,),
    How.QUANTILE: (Unit.DURATION, Unit.SCORE, Unit.MONEY),
    How.MEAN: (Unit.DURATION, Unit.SCORE, Unit.MONEY, Unit.PERCENT),
    How.NET: (Unit.SCORE,),
    How.COUNT: (Unit.COUNT,),
    How.SUM: (Unit.DURATION, Unit.MONEY, Unit.COUNT, Unit.SCORE),
    How.LEVEL: (Unit.COUNT,),
    How.RATIO: ANY,
    How.DIFFERENCE: ANY,
    How.FORMULA: ANY,
}
KEEPS: Mapping[How, Sequence[str]] = {
    How.SHARE: ("share",),
    How.QUANTILE: ("histogram",),
    How.MEAN: ("mean", "histogram"),
    How.NET: ("mean",),
    How.COUNT: ("count",),
    How.SUM: ("mean", "histogram"),
    How.LEVEL: ("level",),
}
TAKES: Mapping[Take, Sequence[str]] = {
    Take.ROWS: ("count", "share", "mean", "histogram"),
    Take.MET: ("share",),
    Take.SUM: ("mean", "histogram"),
    Take.START: ("level",),
    Take.END: ("level",),
}


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
        for column in sorted({name for name in named if name and name not in SOURCES[measure.facts]}):
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
            if kpi.reads.how in KEEPS and measure.keep.name not in KEEPS[kpi.reads.how]:
                yield f"The KPI {kpi.key!r} reads a {kpi.reads.how} from {measure.key!r}, which keeps a {measure.keep.name}."


def terms_fit_what_is_kept(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        for term in (*kpi.reads.over, *kpi.reads.under):
            if term.measure.keep.name not in TAKES[term.take]:
                yield f"The KPI {kpi.key!r} takes {term.take} of {term.measure.key!r}, which keeps a {term.measure.keep.name}."
            if kpi.reads.is_share and term.take is Take.SUM:
                yield f"The KPI {kpi.key!r} is a share of cases but takes a sum of values of {term.measure.key!r}."


def terms_are_complete(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        reads = kpi.reads
        if reads.how in (How.RATIO, How.DIFFERENCE, How.FORMULA) and not reads.over:
            yield f"The KPI {kpi.key!r} reads a {reads.how} of no terms."
        if reads.how is How.RATIO and not reads.under:
            yield f"The KPI {kpi.key!r} is divided by nothing."
        if reads.how is How.FORMULA and (reads.formula is None or not all(term.name for term in reads.over)):
            yield f"The KPI {kpi.key!r} needs a formula and a name for each of its terms."


def peaks_have_hours(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        if kpi.reads.peak and not all(measure.by_hour for measure in kpi.measures):
            yield f"The KPI {kpi.key!r} reads busy hours of a measure that is not kept by hour."
    for measure in measures.values():
        if measure.by_hour and SOURCES[measure.facts].hour is None:
            yield f"The measure {measure.key!r} is kept by hour, which {measure.facts} do not know."


def dimensions_are_had(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        for measure in kpi.measures:
            for dimension in sorted(set(kpi.dimensions) & set(LABELLED) - set(SOURCES[measure.facts].dimensions)):
                yield f"The KPI {kpi.key!r} can be cut by {dimension.name.lower()}, which {measure.facts} do not have."
            if Dimension.HOUR in kpi.dimensions and not measure.by_hour:
                yield f"The KPI {kpi.key!r} can be cut by hour, but {measure.key!r} is not kept by it."


def parameters_offer_a_choice(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for kpi in kpis:
        if kpi.parameters and kpi.variant is None:
            yield f"The KPI {kpi.key!r} has parameters and nothing that sets them."
        for parameter in kpi.parameters:
            values = [choice.value for choice in parameter.choices]
            if len(set(values)) < 2 or len(set(values)) < len(values):
                yield f"The parameter {parameter.key!r} of {kpi.key!r} needs at least two choices, each once."


def variants_can_be_read(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    """Every choice of every parameter makes another definition, and one that the rules for the shipped ones allow."""
    for kpi in kpis:
        if kpi.variant is None:
            continue
        for parameter in kpi.parameters:
            for choice in parameter.choices[1:]:
                made = varied(kpi, number=kpi.number + 1, values={parameter.key: choice.value}, population=())
                if made.reads == kpi.reads:
                    yield f"{parameter.key}={choice.value} of {kpi.key!r} changes nothing that is read."
                own = {measure.key: measure for measure in made.measures}
                for rule in OF_ONE:
                    yield from (f"With {parameter.key}={choice.value}: {said}" for said in rule([made], own))


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
            elif needed.seen_in and needed.met and not isinstance(measures[needed.seen_in].keep, Share):
                yield f"The KPI {kpi.key!r} needs {needed.key!r} to be met in {needed.seen_in!r}, which is no share."


def featured_places_are_taken_once(kpis: Sequence[Kpi], measures: Mapping[str, Measure]) -> Said:
    for place, times in Counter(kpi.featured for kpi in kpis if kpi.featured is not None).items():
        if times > 1:
            yield f"{times} KPIs are featured in place {place}."


Rule = Callable[[Sequence[Kpi], Mapping[str, Measure]], Said]
OF_ONE: Sequence[Rule] = (
    columns_exist,
    days_are_days,
    aggregates_get_what_they_need,
    units_fit,
    readings_fit_what_is_kept,
    terms_fit_what_is_kept,
    terms_are_complete,
    peaks_have_hours,
    dimensions_are_had,
)
RULES: Sequence[Rule] = (
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
    terms_fit_what_is_kept,
    terms_are_complete,
    peaks_have_hours,
    dimensions_are_had,
    parameters_offer_a_choice,
    variants_can_be_read,
)
