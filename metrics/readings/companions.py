"""The readings that another one is judged by: the KPIs that balance it, the same weekdays before, the months before.

They are read together with it, in the same statements; this module says which they are and what follows from them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from statistics import median, quantiles

from metrics.declare import Better, How, Kpi, Unit

from .numbers import COUNTED
from .statistics import ENOUGH, Z
from .types import Comparison, Direction, OwnHistory, Period, Point, Reading, Request, Status, Step, Usual

WEEKS = 8
FEWEST_WEEKS = 4
MONTHS = 12
FEWEST_MONTHS = 3
SPREADS = 3.0
PER_DEVIATION = 1.4826  # the standard deviation of a normal distribution, in median absolute deviations

Readings = Mapping[Request, Reading]


def companions(request: Request, kpi: Kpi) -> list[Request]:
    """Every request that has to be read for this one to be judged."""
    alone = replace(request, by=None, balancing=False, usual=False, history=False)
    return [*balancing(request, kpi), *([_weeks_before(alone)] if _asks_usual(request) else []), *([_months_before(alone)] if request.history else [])]


def balancing(request: Request, kpi: Kpi) -> list[Request]:
    """The KPIs that must be shown with this one, over the same period and filter."""
    if not request.balancing:
        return []
    plain = replace(request, step=None, by=None, percentile=None, balancing=False, version=None, usual=False, history=False)
    return [replace(plain, kpi=key) for key in kpi.balanced_by]


def judged(reading: Reading, others: Readings) -> Reading:
    """The reading with everything that follows from its companions."""
    request = reading.request
    partners = tuple(others[each] for each in balancing(request, reading.kpi))
    contradictors = contradicted_by(reading, partners)
    alone = replace(request, by=None, balancing=False, usual=False, history=False)
    return replace(
        reading,
        balancing=partners,
        contradicted_by=contradictors,
        status=Status.CONTRADICTED if contradictors else reading.status,
        series=_with_usual(reading.kpi, reading.series, others[_weeks_before(alone)].series) if _asks_usual(request) else reading.series,
        own_history=own_history(reading.kpi, others[_months_before(alone)].series) if request.history else None,
    )


def contradicted_by(reading: Reading, partners: tuple[Reading, ...]) -> tuple[str, ...]:
    """The balancing KPIs that got worse beyond noise while this one improved or is on target, or miss a target it reaches itself."""
    improved, on_target = _direction(reading) is Direction.IMPROVED, reading.status is Status.ON_TARGET
    return tuple(
        partner.kpi.key
        for partner in partners
        if ((improved or on_target) and _direction(partner) is Direction.WORSENED) or (on_target and partner.status is Status.OFF_TARGET)
    )


def _direction(reading: Reading) -> Direction:
    return reading.previous.change.direction if reading.previous else Direction.UNKNOWN


def _asks_usual(request: Request) -> bool:
    return request.usual and request.step is Step.DAY


def _weeks_before(request: Request) -> Request:
    """The weeks before the period, and the period's own days: a later week's band rests on an earlier one in the period too."""
    start = request.period.start - timedelta(weeks=WEEKS)
    return replace(request, period=Period(start, request.period.end), step=Step.DAY, compare_with=Comparison.NONE)


def _months_before(request: Request) -> Request:
    """The whole months before the one in which the period begins."""
    last = request.period.start.replace(day=1) - timedelta(days=1)
    years, month = divmod(last.year * 12 + last.month - MONTHS, 12)
    return replace(request, period=Period(last.replace(year=years, month=month + 1, day=1), last), step=Step.MONTH, compare_with=Comparison.NONE)


def _with_usual(kpi: Kpi, points: tuple[Point, ...], days: tuple[Point, ...]) -> tuple[Point, ...]:
    known = {point.period.start: point for point in days if not point.is_partial}
    return tuple(point._replace(usual=usual(kpi, point, _same_weekday(known, point.period.start))) for point in points)


def _same_weekday(known: Mapping[date, Point], day: date) -> list[Point | None]:
    return [known.get(day - timedelta(weeks=week)) for week in range(1, WEEKS + 1)]


def usual(kpi: Kpi, point: Point, before: list[Point | None]) -> Usual | None:
    """What the weeks before lead one to expect of a day: their median, and three robust standard deviations on either side
    (Rousseeuw and Croux 1993: 1.4826 times the median absolute deviation). None with fewer than four such days.

    A day is unusual if all of its interval lies outside (a count's is that of a Poisson variable); one that has none, because it
    had too few cases, or that is not over, never is.
    """
    values = [each.number.value for each in before if each is not None and each.number.value is not None]
    if len(values) < FEWEST_WEEKS:
        return None
    middle = median(values)
    spread = SPREADS * PER_DEVIATION * median(abs(value - middle) for value in values)
    low, high = _possible(kpi, middle - spread, middle + spread)
    return Usual(low, middle, high, len(values), is_unusual=not point.is_partial and _lies_outside(kpi, point, low, high))


def _possible(kpi: Kpi, low: float, high: float) -> tuple[float, float]:
    """A band that promises nothing a value cannot be: no rate beyond 0 and 1, no negative duration or number of cases."""
    if kpi.reads.how is How.SHARE:
        return max(low, 0.0), min(high, 1.0)
    return (max(low, 0.0) if kpi.unit is Unit.DURATION or kpi.reads.how in COUNTED else low), high


def _lies_outside(kpi: Kpi, point: Point, low: float, high: float) -> bool:
    value, interval = point.number.value, point.number.interval
    if value is None:
        return False
    if interval:
        return interval.high < low or interval.low > high
    noise = Z * math.sqrt(max(value, 1.0))
    return kpi.reads.how in COUNTED and (value + noise < low or value - noise > high)


def own_history(kpi: Kpi, months: tuple[Point, ...]) -> OwnHistory | None:
    """Quartiles and best of the account's own whole months with enough cases; None with fewer than three. A band's best is its middle."""
    is_counted = kpi.reads.how in COUNTED
    values = [each.number.value for each in months if not each.is_partial and each.number.value is not None and (is_counted or each.number.n >= ENOUGH)]
    if len(values) < FEWEST_MONTHS:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    best = {Better.HIGHER: max(values), Better.LOWER: min(values), Better.BAND: middle}[kpi.better]
    return OwnHistory(len(values), low, middle, high, best)
