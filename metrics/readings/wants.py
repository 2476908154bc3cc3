"""What a reading needs from the states: a plan of wants, answered together."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.aggregates import Level
from metrics.catalogue import Catalogue
from metrics.declare import LABELLED, Dimension, Kpi, Measure
from metrics.kpis import EXCLUDED
from metrics.snapshots.facts import SOURCES

from .types import Clock, Comparison, Filter, Period, ReadingError, Request, Step

RESOLVER_KEYS = {"human": 1, "ai": 2, "none": 0}
LabelIds = Mapping[tuple[Dimension, str], int]


@dataclass(frozen=True, slots=True)
class Want:
    """The states of one measure over a period, per step and value of a dimension.

    `values` and `resolvers` keep only those cells (None: all). `level`: with everything before the period, as one step of its own.
    `deep` is what no cell can answer: then the facts themselves are narrowed to `labelled` and the week's `hours`, and collected.
    """

    measure: str
    dimension: Dimension
    period: Period
    step: Step | None = None
    values: tuple[int, ...] | None = None
    resolvers: tuple[int, ...] | None = None
    labelled: tuple[tuple[Dimension, tuple[int, ...]], ...] = ()
    level: bool = False
    hours: tuple[int, ...] = ()
    deep: bool = False


Wants = tuple[Want, ...]
"""One for each measure that a number is made of."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The wants of one request; without any, it was not asked for. `refused`: why the KPI cannot be narrowed as asked."""

    request: Request
    kpi: Kpi
    current: Wants
    excluded: Mapping[str, Want]
    previous: Wants = ()
    by: Wants = ()
    by_previous: Wants = ()
    refused: tuple[str, ...] = ()


def kpi_called(key: str, version: int | None, known: Catalogue) -> Kpi:
    """A KPI of the catalogue, in one of its versions; the current one unless told."""
    if version is not None and (kpi := known.version(key, version)):
        return kpi
    if key not in known.kpis:
        raise ReadingError("UNKNOWN_KPI", f"There is no KPI {key!r}; there are {', '.join(sorted(known.kpis))}.")
    if version is not None:
        raise ReadingError("UNKNOWN_VERSION", f"{key} has no version {version}.")
    return known.kpis[key]


def checked(request: Request, known: Catalogue) -> Kpi:
    """The request's KPI, after refusing what cannot be asked of it."""
    kpi = kpi_called(request.kpi, request.version, known)
    refuse(request, kpi)
    return kpi


def refuse(request: Request, kpi: Kpi) -> None:
    """Raise ReadingError for what cannot be asked of a KPI."""
    if request.by is not None and (request.by not in kpi.dimensions or (request.by is not Dimension.HOUR and not _can_narrow(kpi, request.by))):
        raise ReadingError("UNKNOWN_DIMENSION", f"{kpi.key} cannot be broken down by {request.by.name.lower()}.")
    for each in request.filter:
        if each.dimension not in (*LABELLED, Dimension.RESOLVER):
            raise ReadingError("UNKNOWN_DIMENSION", f"{each.dimension.name.lower()} cannot be a filter.")
    if request.percentile is not None and not 0 < request.percentile < 100:
        raise ReadingError("BAD_PERCENTILE", "A percentile is a number between 0 and 100, both excluded.")


def compared(request: Request) -> Period | None:
    """The period a request is compared with: the one of equal length just before, or 364 days before, on the same weekdays."""
    if request.compare_with is Comparison.NONE:
        return None
    return request.period.shifted(-364 if request.compare_with is Comparison.PREVIOUS_YEAR else -request.period.days)


def resolvers_of(filters: Sequence[Filter]) -> tuple[int, ...] | None:
    """The resolvers that all filters on RESOLVER allow; None without one."""
    allowed: set[int] | None = None
    for each in filters:
        if each.dimension is Dimension.RESOLVER:
            unknown = [value for value in each.values if value not in RESOLVER_KEYS]
            if unknown:
                raise ReadingError("UNKNOWN_VALUE", f"There is no resolver {unknown[0]!r}; there are ai, human and none.")
            named = {RESOLVER_KEYS[value] for value in each.values}
            allowed = named if allowed is None else allowed & named
    return None if allowed is None else tuple(sorted(allowed))


def labels_of(filters: Sequence[Filter], ids: LabelIds) -> dict[Dimension, tuple[int, ...]]:
    """The label ids that all filters on each dimension allow, 0 for unlabelled."""
    found: dict[Dimension, set[int]] = {}
    for each in filters:
        if each.dimension is not Dimension.RESOLVER:
            named = {_label_id(each.dimension, value, ids) for value in each.values}
            found[each.dimension] = found.get(each.dimension, named) & named
    return {dimension: tuple(sorted(named)) for dimension, named in found.items()}


def _label_id(dimension: Dimension, key: str, ids: LabelIds) -> int:
    if key == "":
        return 0
    if (dimension, key) not in ids:
        raise ReadingError("UNKNOWN_VALUE", f"There is no {dimension.name.lower()} {key!r}.")
    return ids[dimension, key]


def measures_read(kpi: Kpi, clock: Clock) -> tuple[Measure, ...]:
    """The measures a number of this KPI is made of: those of its terms, or the one it reads by this clock."""
    terms = tuple(dict.fromkeys(term.measure for term in (*kpi.reads.over, *kpi.reads.under)))
    return terms or (kpi.measure(business=clock is Clock.BUSINESS),)


def refusals(kpi: Kpi, filters: Sequence[Filter]) -> tuple[str, ...]:
    """Why a KPI cannot be narrowed by some of these filters: what it counts does not say so, and a number that left the filter out
    would be wrong."""
    lacking = dict.fromkeys(each.dimension for each in filters if not _can_narrow(kpi, each.dimension))
    return tuple(f"{kpi.name} cannot be narrowed by {dimension.name.lower()}: not everything it counts has one." for dimension in lacking)


def _can_narrow(kpi: Kpi, dimension: Dimension) -> bool:
    terms = (*kpi.reads.over, *kpi.reads.under)
    if dimension is Dimension.RESOLVER:
        return dimension in kpi.dimensions and all(term.measure.resolver and term.resolver is None for term in terms)
    return dimension in kpi.dimensions and all(dimension in SOURCES[measure.facts].dimensions for measure in kpi.measures)


@dataclass(frozen=True, slots=True)
class _Narrowing:
    """What a request's filters leave, as numbers. `stored`: the measures that have states; all others are read from the facts."""

    labelled: Mapping[Dimension, tuple[int, ...]]
    resolvers: tuple[int, ...] | None
    stored: Container[str]

    def want(self, measure: Measure, period: Period, by: Dimension = Dimension.TOTAL, step: Step | None = None, hours: tuple[int, ...] = ()) -> Want:
        level, key = isinstance(measure.keep, Level), measure.key
        others = {dimension: named for dimension, named in self.labelled.items() if dimension != by}
        live = key not in self.stored
        if not live and hours and not self.labelled and by in (Dimension.TOTAL, Dimension.HOUR):
            return Want(key, Dimension.HOUR, period, step, hours, self.resolvers, level=level)
        if not live and not hours and by is Dimension.TOTAL and len(others) == 1:
            (by, values), others = next(iter(others.items())), {}
            return Want(key, by, period, step, values, self.resolvers, level=level)
        if not live and not hours and not others:
            return Want(key, by, period, step, self.labelled.get(by), self.resolvers, level=level)
        return Want(key, by, period, step, self.labelled.get(by), self.resolvers, tuple(sorted(self.labelled.items())), level, hours, deep=True)


Peaks = Mapping[Period, tuple[int, ...]]


def plan(request: Request, kpi: Kpi, ids: LabelIds, *, stored: Container[str], peaks: Peaks) -> Plan:
    """What one request needs. `ids`: the account's labels by dimension and key; `peaks`: the busiest hours of the week of each period."""
    filters = [each for each in request.filter if _can_narrow(kpi, each.dimension)]
    narrowing = _Narrowing(labels_of(filters, ids), resolvers_of(filters), stored)
    measures, before = measures_read(kpi, request.clock), compared(request)

    def wants(period: Period | None, by: Dimension | None = Dimension.TOTAL, step: Step | None = None) -> Wants:
        if period is None or by is None:
            return ()
        hours = peaks[period] if kpi.reads.peak else ()
        return tuple(narrowing.want(measure, period, by, step, hours) for measure in measures)

    by = None if request.by is Dimension.RESOLVER else request.by
    counted = _Narrowing(labels_of(request.filter, ids), resolvers_of(request.filter), stored)
    return Plan(
        request,
        kpi,
        current=wants(request.period, step=request.step),
        excluded={reason: counted.want(each, request.period) for reason, each in EXCLUDED.items()},
        previous=wants(before),
        by=wants(request.period, by),
        by_previous=wants(before, by),
        refused=refusals(kpi, request.filter),
    )


def periods_of(request: Request) -> list[Period]:
    """The period and the one it is compared with."""
    before = compared(request)
    return [request.period, *([before] if before else [])]


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    return first_of_month(first_of_month(day) + timedelta(days=32))


def step_start(day: date, step: Step) -> date:
    """The first day of the step that a day lies in, however the period is cut."""
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return first_of_month(day) if step is Step.MONTH else day


def step_end(start: date, step: Step) -> date:
    """The last day of the step that begins on this day."""
    if step is Step.MONTH:
        return next_month(start) - timedelta(days=1)
    return start + timedelta(days=6 if step is Step.WEEK else 0)


def steps(period: Period, step: Step) -> list[Period]:
    """The whole steps a period touches, uncut."""
    found, start = [], step_start(period.start, step)
    while start <= period.end:
        found.append(Period(start, step_end(start, step)))
        start = found[-1].end + timedelta(days=1)
    return found


def pieces(start: date, end: date, *, by_month: bool) -> list[tuple[bool, date, date]]:
    """A period as whole months (True) and runs of days (False) at its edges; only days unless `by_month`."""
    if start > end:
        return []
    first = start if start.day == 1 else next_month(start)
    beyond = next_month(end) if next_month(end) - timedelta(days=1) == end else first_of_month(end)
    if not by_month or first >= beyond:
        return [(False, start, end)]
    edges = [(False, start, first - timedelta(days=1)), (True, first, first_of_month(beyond - timedelta(days=1))), (False, beyond, end)]
    return [edge for edge in edges if edge[1] <= edge[2]]
