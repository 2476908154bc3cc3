"""From states to numbers: rates, percentiles, means, sums, counts and levels, each with its sample size and interval.

A Book reads every number that some readings need in one pass per kind of state and way of reading: the whole of each want,
its AI and human parts, and the same for every step or value.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from metrics.aggregates import MIDDLES, PER_UNIT, Floats, Ints, Sketch, States, interpolated, numbered
from metrics.declare import How, Reads

from .distribution import Distribution
from .fetch import Table
from .statistics import ORDER_STATISTICS, WILSON, Z, rank_bounds, wilson
from .terms import COMPOSED, POISSON, Combined, Sums
from .types import Interval, Number
from .wants import Want

COUNTED = (How.COUNT, How.LEVEL)
ADDED = (*COUNTED, How.SUM, How.DIFFERENCE)  # 0 where nothing was found, as far as anything is known
ALL = -1
MISSING = Number()
CLOSE = 1 << 16  # numbers as close to each other are told apart without sorting them
NORMAL = "normal theory, 95 %"
NOTHING = {
    How.SHARE: Number(None, 0.0, 0.0, 0),
    How.QUANTILE: MISSING,
    How.MEAN: MISSING,
    How.NET: MISSING,
    How.COUNT: Number(0.0),
    How.SUM: Number(0.0),
    How.LEVEL: Number(0.0),
}
METHODS = {How.SHARE: WILSON, How.QUANTILE: ORDER_STATISTICS, How.MEAN: NORMAL, How.NET: NORMAL}


@dataclass(frozen=True, slots=True)
class Way:
    """How a want is read: what of, which quantile, and whether value by value or as a whole and step by step."""

    how: How
    quantile: float = 0.5
    by_value: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """Numbers side by side, as lists: NaN where there is none."""

    value: list[float]
    num: list[float]
    den: list[float]
    low: list[float]
    high: list[float]
    sketch: Sketch | None = None
    quantile: float = 0.5


@dataclass(frozen=True, slots=True)
class Shelf:
    """The numbers of one want read in one way, by step, value and resolver; ALL stands for all of them together."""

    how: How
    read: Read
    places: dict[tuple[int, int, int], int]
    values: list[int]
    steps: list[int]
    levels: list[float]

    def number(self, step: int = ALL, value: int = ALL, resolver: int = ALL) -> Number:
        """One number; where nothing was found a count or level is 0 and anything else a missing value."""
        if step != ALL and self.how is How.LEVEL:
            up_to = bisect_right(self.steps, step)
            return _count(self.levels[up_to - 1] if up_to else 0.0)
        place = self.places.get((step, value, resolver))
        return NOTHING[self.how] if place is None else number_at(self.read, place, self.how)

    def value(self, value: int, resolver: int) -> float | None:
        """Only the value of a number, where that is all one needs."""
        place = self.places.get((ALL, value, resolver))
        found = self.read.value[place] if place is not None else NOTHING[self.how].value
        return found if found == found else None


class Book:
    """Every number that some readings need, on one shelf per want and way."""

    def __init__(self, tables: Sequence[Table], asked: Iterable[tuple[Want, Way]]) -> None:
        self._shelves: dict[tuple[Want, Way], Shelf] = {}
        self._sums: dict[Want, Sums] = {}
        ways: dict[Want, set[Way]] = defaultdict(set)
        for want, way in asked:
            ways[want].add(way)
        for table in tables:
            together: dict[Way, list[int]] = defaultdict(list)
            for place, want in enumerate(table.wants):
                for way in ways[want]:
                    together[way].append(place)
            for way, places in together.items():
                self._add(table, way, places)

    def shelf(self, want: Want, way: Way) -> Shelf:
        return self._shelves[want, way]

    def combined(self, wants: Sequence[Want], reads: Reads) -> Combined:
        """The numbers of a ratio, difference or formula, whose terms these wants found."""
        return Combined(reads, {want.measure: self._sums[want] for want in wants})

    def _add(self, table: Table, way: Way, places: Sequence[int]) -> None:
        if way.how in COMPOSED:
            self._sums.update((table.wants[place], Sums.of(table, place)) for place in places)
            return
        groups = _Groups.of(table, way, np.array(places))
        read = READ[way.how](groups.states, way.quantile)
        found: dict[int, dict[tuple[int, int, int], int]] = {place: {} for place in places}
        for number, (want, step, value, resolver) in enumerate(groups.names):
            found[want][step, value, resolver] = number
        for place in places:
            values = sorted({value for _, value, _ in found[place] if value != ALL}) if way.by_value else []
            steps, levels = _levels(table, place) if way.how is How.LEVEL else ([], [])
            self._shelves[table.wants[place], way] = Shelf(way.how, read, found[place], values, steps, levels)


@dataclass(frozen=True, slots=True)
class _Groups:
    """The states of every group that gets a number, and the want, step, value and resolver that name it."""

    names: list[tuple[int, int, int, int]]
    states: States

    @classmethod
    def of(cls, table: Table, way: Way, places: Ints) -> _Groups:
        leaf = np.arange(len(table.want)) if len(places) == len(table.wants) else np.flatnonzero(np.isin(table.want, places))
        everything = np.full(len(leaf), ALL)
        want, resolver = table.want[leaf], table.resolver[leaf]
        cuts = [(everything, table.value[leaf])] if way.by_value else [(everything, everything)]
        if not way.by_value and way.how is not How.LEVEL and any(table.wants[place].step for place in places):
            cuts.append((table.step[leaf], everything))
        parts = [(want, step, value, credited) for step, value in cuts for credited in (everything, resolver)]
        columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
        return cls._grouped(table.states, np.tile(leaf, len(parts)), columns)

    @classmethod
    def _grouped(cls, states: States, leaf: Ints, columns: Sequence[Ints]) -> _Groups:
        coded = [_coded(column) for column in columns]
        key, space = np.zeros(len(leaf), dtype=np.int64), 1
        for distinct, place in coded:
            key, space = key * max(len(distinct), 1) + place, space * max(len(distinct), 1)
        found, group = numbered(key, space)
        names: list[list[int]] = []
        for distinct, _ in reversed(coded):
            found, place = np.divmod(found, max(len(distinct), 1))
            names.insert(0, distinct[place].tolist())
        size = len(names[0])
        return cls([(want, step, value, resolver) for want, step, value, resolver in zip(*names, strict=True)], _merged(states, leaf, group, size))


def _coded(column: Ints) -> tuple[Ints, Ints]:
    """The distinct numbers of a column in ascending order, and the place of each number among them."""
    low, high = (int(column.min()), int(column.max())) if column.size else (0, 0)
    if high - low >= CLOSE:
        return np.unique(column, return_inverse=True)
    distinct, place = numbered(column - low, high - low + 1)
    return distinct + low, place


def _merged(states: States, leaf: Ints, group: Ints, size: int) -> States:
    """The states of each group. A leaf in several groups is counted in each."""
    sums = States(states.num[leaf], states.den[leaf], states.sumsq[leaf]).merged(group, size)
    if states.sketch is None:
        return sums
    return States(sums.num, sums.den, sums.sumsq, _merged_sketch(states.sketch, len(states), leaf, group, size))


def _merged_sketch(sketch: Sketch, leaves: int, leaf: Ints, group: Ints, size: int) -> Sketch:
    starts = np.searchsorted(sketch.cell, np.arange(leaves + 1))
    held = np.diff(starts)[leaf]
    entry = np.repeat(starts[leaf] - (np.cumsum(held) - held), held) + np.arange(int(held.sum()))
    return Sketch.of(np.repeat(group, held), sketch.bucket[entry], size, sketch.count[entry])


def _levels(table: Table, place: int) -> tuple[list[int], list[float]]:
    """The steps of a want in their order, and the level after each."""
    own = table.want == place
    steps, step = np.unique(table.step[own], return_inverse=True)
    changes = np.bincount(step, weights=(table.states.num - table.states.den)[own], minlength=len(steps))
    return steps.tolist(), list(accumulate(changes.tolist()))


def number_at(read: Read, place: int, how: How) -> Number:
    """The number at one place; missing where nothing was found."""
    value = read.value[place]
    if how in COUNTED:
        return _count(value)
    if how is How.SUM:
        return Number(value, None, None, int(read.den[place]), Interval(read.low[place], read.high[place], POISSON) if read.den[place] else None)
    low, high = read.low[place], read.high[place]
    if how is How.SHARE:
        num, den = read.num[place], read.den[place]
        return Number(value, num, den, int(den), Interval(low, high, WILSON)) if den else Number(None, num, den, 0)
    interval = Interval(low, high, METHODS[how]) if low == low and high == high else None
    distribution = Distribution(read.sketch, place, read.quantile) if read.sketch else None
    return Number(value, None, None, int(read.den[place]), interval, distribution) if read.den[place] else MISSING


def _count(value: float) -> Number:
    return Number(value, None, None, int(value))


def _shares(states: States, _: float) -> Read:
    filled = states.den > 0
    rate, low, high = (np.full(len(states), np.nan) for _ in range(3))
    rate[filled] = states.num[filled] / states.den[filled]
    low[filled], high[filled] = wilson(states.num[filled], states.den[filled])
    return _lists(rate, states.num, states.den, low, high)


def _quantiles(states: States, quantile: float) -> Read:
    sketch = states.sketch or Sketch.empty()
    n = sketch.totals(len(states))
    value = interpolated(n, quantile, sketch.ranked)
    low, high = order_statistics(n, quantile, sketch.ranked)
    return replace(_lists(value, states.num, n.astype(np.float64), low, high), sketch=sketch, quantile=quantile)


def order_statistics(n: Ints, quantile: float, ranked: Callable[[Ints, Ints, Ints], list[Floats]]) -> tuple[Floats, Floats]:
    """The interval's ends of cells with `n` values; NaN where the sample is too small to have one. `ranked`: the values of cells at two ranks."""
    low, high = (np.full(len(n), np.nan) for _ in range(2))
    below, above = rank_bounds(n, quantile)
    bounded = np.flatnonzero((below >= 0) & (above < n))
    if bounded.size:
        low[bounded], high[bounded] = ranked(bounded, below[bounded], above[bounded])
    return low, high


def _counts(states: States, _: float) -> Read:
    return _lists(states.den, states.num, states.den, states.den, states.den)


def _differences(states: States, _: float) -> Read:
    level = states.num - states.den
    return _lists(level, states.num, states.den, level, level)


def _sums(states: States, _: float) -> Read:
    """Sums of values, with what chance alone does to them: compound Poisson, whose variance is the sum of the squares."""
    total = states.num / PER_UNIT
    error = Z * np.sqrt(states.sketch.squares(len(states)) if states.sketch is not None else states.sumsq / PER_UNIT)
    return _lists(total, states.num, states.den, total - error, total + error)


def _means(states: States, _: float) -> Read:
    """Sum ÷ rows, with the interval of normal theory: z standard errors of the mean on either side, from two values on."""
    mean, error = _mean_and_error(states, spread=_sample_variance(states))
    return _lists(mean, states.num, states.den, mean - Z * error, mean + Z * error)


def _nets(states: States, _: float) -> Read:
    """The mean of -1, 0 and 1, times 100. Its variance is exact, since the values are but three: that of a multinomial share difference."""
    mean, error = _mean_and_error(states, spread=_variance(states))
    low, high = np.maximum(mean - Z * error, -1.0), np.minimum(mean + Z * error, 1.0)
    return _lists(100 * mean, states.num, states.den, 100 * low, 100 * high)


def _mean_and_error(states: States, *, spread: Floats) -> tuple[Floats, Floats]:
    """The mean of each cell and its standard error; NaN where there is none."""
    mean, error = (np.full(len(states), np.nan) for _ in range(2))
    filled = states.den > 0
    mean[filled] = states.num[filled] / PER_UNIT / states.den[filled]
    error[filled] = np.sqrt(spread[filled] / states.den[filled])
    return mean, error


def _variance(states: States) -> Floats:
    """Of the values themselves: the mean of the squares less the square of the mean, from the buckets' middles where a histogram is kept."""
    sums, squares = states.num / PER_UNIT, states.sumsq / PER_UNIT
    if states.sketch is not None:
        weights = states.sketch.count * MIDDLES[states.sketch.bucket]
        sums = np.bincount(states.sketch.cell, weights=weights, minlength=len(states)).astype(np.float64)
        squares = states.sketch.squares(len(states))
    rows = np.maximum(states.den, 1)
    return np.maximum(squares / rows - (sums / rows) ** 2, 0.0)


def _sample_variance(states: States) -> Floats:
    """Bessel's correction applied; NaN of fewer than two values."""
    found = np.full(len(states), np.nan)
    several = states.den > 1
    found[several] = _variance(states)[several] * states.den[several] / (states.den[several] - 1)
    return found


def _lists(*arrays: Floats) -> Read:
    return Read(*(array.tolist() for array in arrays))


READ: dict[How, Callable[[States, float], Read]] = {
    How.SHARE: _shares,
    How.QUANTILE: _quantiles,
    How.MEAN: _means,
    How.NET: _nets,
    How.COUNT: _counts,
    How.SUM: _sums,
    How.LEVEL: _differences,
}
