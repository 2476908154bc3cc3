"""What the diagnostics are told in: rates with their certainty, causes, and the way to the tickets behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from metrics.declare import Dimension
from metrics.readings import Filter, Interval, Part, Period, Request
from metrics.readings.statistics import ENOUGH, WILSON, wilson

UNLABELLED = "Unlabelled"


class Rate(NamedTuple):
    """`numerator` of `n` cases, as a fraction with Wilson's 95 % interval; no value without cases. `is_enough`: 30 cases or more."""

    numerator: float
    n: int
    value: float | None
    interval: Interval | None

    @property
    def is_enough(self) -> bool:
        return self.n >= ENOUGH


def rate(numerator: float, n: int) -> Rate:
    if not n:
        return Rate(numerator, 0, None, None)
    low, high = wilson(np.array([float(numerator)]), np.array([float(n)]))
    return Rate(numerator, n, numerator / n, Interval(float(low[0]), float(high[0]), WILSON))


@dataclass(frozen=True, slots=True)
class Drill:
    """The tickets behind a row: `behind(request, part)` of metrics.readings lists them."""

    kpi: str
    period: Period
    filter: tuple[Filter, ...]
    part: Part = Part.POPULATION

    @property
    def request(self) -> Request:
        return Request(self.kpi, self.period, filter=self.filter)


@dataclass(frozen=True, slots=True)
class Cause:
    """One row of a diagnosis: `n` cases of it, of `total` where that means something. `rate` is n ÷ total. `tickets`: ids of the latest
    of them, where no reading lists them; `drill` where one does."""

    key: str
    label: str
    n: int
    total: int
    rate: Rate
    tickets: tuple[int, ...] = ()
    drill: Drill | None = None


def cause(key: str | None, label: str | None, n: int, total: int, *, tickets: Sequence[int] | None = None, drill: Drill | None = None) -> Cause:
    return Cause(key or "", label or UNLABELLED, n, total, rate(n, total), tuple(tickets or ()), drill)


def narrowed_to(filters: Sequence[Filter], dimension: Dimension, key: str | None) -> tuple[Filter, ...]:
    """The filters with this one value of a dimension."""
    return (*(each for each in filters if each.dimension != dimension), Filter(dimension, (key or "",)))
