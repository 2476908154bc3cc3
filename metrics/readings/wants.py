"""What a reading needs from the states: a plan of wants, answered together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.declare import LABELLED, Dimension, How, Kpi
from metrics.kpis import EXCLUDED, KPIS

from .types import Clock, Comparison, Filter, Period, ReadingError, Request, Step

RESOLVER_KEYS = {"human": 1, "ai": 2, "none": 0}
LabelIds = Mapping[tuple[Dimension, str], int]


@dataclass(frozen=True, slots=True)
class Want:
    """The states of one measure over a period, per step and value of a dimension.

    `values` and `resolvers` keep only those cells (None: all). `labelled` is what no cell can answer: then the facts
    themselves are filtered and collected. `level`: with everything before the period, as one step of its own.
    """

    measure: str
    dimension: Dimension
    period: Period
    step: Step | None = None
    values: tuple[int, ...] | None = None
    resolvers: tuple[int, ...] | None = None
    labelled: tuple[tuple[Dimension, tuple[int, ...]], ...] = ()
    level: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The wants of one request. A missing one was not asked for."""

    request: Request
    kpi: Kpi
    current: Want
    excluded: Mapping[str, Want]
    previous: Want | None = None
    by: Want | None = None
    by_previous: Want | None = None


def kpi_called(key: str) -> Kpi:
    if key not in KPIS:
        raise ReadingError("UNKNOWN_KPI", f"There is no KPI {key!r}; there are {', '.join(sorted(KPIS))}.")
    return KPIS[key]


def checked(request: Request) -> Kpi:
    """The request's KPI, after refusing what cannot be asked of it."""
    kpi = kpi_called(request.kpi)
    if request.by is not None and request.by not in kpi.dimensions:
        raise ReadingError("UNKNOWN_DIMENSION", f"{kpi.key} cannot be broken down by {request.by.name.lower()}.")
    for each in request.filter:
        if each.dimension not in (*LABELLED, Dimension.RESOLVER):
            raise ReadingError("UNKNOWN_DIMENSION", f"{each.dimension.name.lower()} cannot be a filter.")
    if request.percentile is not None and not 0 < request.percentile < 100:
        raise ReadingError("BAD_PERCENTILE", "A percentile is a number between 0 and 100, both excluded.")
    return kpi


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


def plan(request: Request, ids: LabelIds) -> Plan:
    """What one request needs. `ids`: the account's labels by dimension and key."""
    kpi = checked(request)
    labelled, resolvers = labels_of(request.filter, ids), resolvers_of(request.filter)
    before = compared(request)
    measure = kpi.measure(business=request.clock is Clock.BUSINESS)
    level = kpi.reads.how is How.LEVEL

    def want(key: str, period: Period, by: Dimension = Dimension.TOTAL, step: Step | None = None, *, level: bool = False) -> Want:
        others = {dimension: named for dimension, named in labelled.items() if dimension != by}
        if by is Dimension.TOTAL and len(others) == 1:
            (by, values), others = next(iter(others.items())), {}
            return Want(key, by, period, step, values, resolvers, level=level)
        deep = tuple(sorted(labelled.items())) if others else ()
        return Want(key, by, period, step, labelled.get(by), resolvers, deep, level=level)

    by = None if request.by in (None, Dimension.RESOLVER) else request.by
    return Plan(
        request,
        kpi,
        current=want(measure.key, request.period, step=request.step, level=level),
        excluded={reason: want(each.key, request.period) for reason, each in EXCLUDED.items()},
        previous=want(measure.key, before, level=level) if before else None,
        by=want(measure.key, request.period, by, level=level) if by else None,
        by_previous=want(measure.key, before, by, level=level) if by and before else None,
    )


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
