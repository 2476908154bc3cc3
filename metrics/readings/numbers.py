"""From states to numbers: rates, percentiles, counts and levels, each with its sample size and interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.aggregates import Floats, Ints, Sketch, States
from metrics.declare import How

from .fetch import Leaves
from .statistics import ORDER_STATISTICS, WILSON, rank_bounds, wilson
from .types import Interval, Number

EMPTY = Number()


@dataclass(frozen=True, slots=True)
class Groups:
    """Sets of leaves that become one number each; a leaf may be in several. Parallel arrays: leaf, group."""

    leaf: Ints
    group: Ints
    size: int

    @classmethod
    def of(cls, members: Sequence[Ints]) -> Groups:
        """One group per array of leaves."""
        if not members:
            return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0)
        return cls(np.concatenate(members), np.repeat(np.arange(len(members)), [len(one) for one in members]), len(members))


def numbers(leaves: Leaves, members: Sequence[Ints], how: How, quantile: float | None = None) -> list[Number]:
    """One number per set of leaves; an empty set of a count or level is 0, of anything else a missing value."""
    groups = Groups.of(members)
    states = _gathered(leaves.states, groups)
    return READ[how](states, quantile or 0.5)


def _gathered(states: States, groups: Groups) -> States:
    """The states of each group. A leaf in several groups is counted in each."""
    taken = States(states.num[groups.leaf], states.den[groups.leaf], states.sumsq[groups.leaf])
    merged = taken.merged(groups.group, groups.size)
    if states.sketch is None:
        return merged
    return States(merged.num, merged.den, merged.sumsq, _gathered_sketch(states.sketch, len(states), groups))


def _gathered_sketch(sketch: Sketch, leaves: int, groups: Groups) -> Sketch:
    starts = np.searchsorted(sketch.cell, np.arange(leaves + 1))
    held = np.diff(starts)[groups.leaf]
    rank = np.arange(int(held.sum())) - np.repeat(np.cumsum(held) - held, held)
    entry = np.repeat(starts[groups.leaf], held) + rank
    return Sketch.of(np.repeat(groups.group, held), sketch.bucket[entry], groups.size, sketch.count[entry])


def _shares(states: States, _: float) -> list[Number]:
    filled = states.den > 0
    rate, low, high = (np.full(len(states), np.nan) for _ in range(3))
    rate[filled] = states.num[filled] / states.den[filled]
    low[filled], high[filled] = wilson(states.num[filled], states.den[filled])
    return [
        Number(value, met, of, int(of), Interval(least, most, WILSON)) if of else Number(None, 0.0, 0.0, 0)
        for value, met, of, least, most in _lists(rate, states.num, states.den, low, high)
    ]


def _quantiles(states: States, quantile: float) -> list[Number]:
    if states.sketch is None:
        return [EMPTY] * len(states)
    value = states.sketch.quantiles(len(states), quantile)
    n = states.sketch.totals(len(states))
    low, high = _order_statistics(states.sketch, n, quantile)
    return [
        Number(middle, None, None, int(count), Interval(least, most, ORDER_STATISTICS) if least == least and most == most else None) if count else EMPTY
        for middle, count, least, most in _lists(value, n.astype(np.float64), low, high)
    ]


def _order_statistics(sketch: Sketch, n: Ints, quantile: float) -> tuple[Floats, Floats]:
    """The interval's ends; NaN where the sample is too small to have one."""
    below, above = rank_bounds(n, quantile)
    ends = []
    for rank in (below, above):
        found = np.full(len(n), np.nan)
        inside = np.flatnonzero((n > 0) & (rank >= 0) & (rank < n))
        if inside.size:
            found[inside] = sketch.ranked(inside, rank[inside])
        ends.append(found)
    return ends[0], ends[1]


def _counts(states: States, _: float) -> list[Number]:
    return [Number(count, None, None, int(count)) for count in states.den.tolist()]


def _levels(states: States, _: float) -> list[Number]:
    return [Number(level, None, None, int(level)) for level in (states.num - states.den).tolist()]


def _lists(*arrays: Floats) -> zip[tuple[float, ...]]:
    return zip(*(array.tolist() for array in arrays), strict=True)


READ: dict[How, Callable[[States, float], list[Number]]] = {
    How.SHARE: _shares,
    How.QUANTILE: _quantiles,
    How.COUNT: _counts,
    How.LEVEL: _levels,
}
