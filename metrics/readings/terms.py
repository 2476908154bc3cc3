"""Numbers made of several: ratios, differences and formulas, from the sums of each term's measure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from typing import NamedTuple

import numpy as np

from metrics.aggregates import PER_UNIT
from metrics.declare import Facts, How, Reads, Take, Term

from .fetch import BEFORE, Table
from .statistics import WILSON, Z, wilson
from .types import Interval, Number

COMPOSED = (How.RATIO, How.DIFFERENCE, How.FORMULA)
ALL = -1
BOOKKEPT = (Facts.COSTS, Facts.SHIFTS, Facts.EMPLOYMENTS, Facts.SUBSCRIPTIONS)
"""Facts that are entered as they are, and no sample of anything: their sums have no noise."""
POISSON = "compound Poisson and delta method, 95 %"
Place = tuple[int, int, int]


class Taken(NamedTuple):
    """What a term takes of a measure, and of how many cases. `rows`, `met`, `values` and `squares`: what the covariance with another
    take of the same facts, called `source`, comes from."""

    amount: float
    cases: float
    take: Take = Take.ROWS
    factor: float = 1.0
    source: object = None
    rows: float = 0.0
    met: float = 0.0
    values: float = 0.0
    squares: float = 0.0


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of one want's states by step, value and resolver, ALL standing for all of them together.

    `num`, `den` and `squares` are of the period itself; `levels` are, of a level, the steps at which it changed, those before the
    period included, and the level after each.
    """

    num: Mapping[Place, float]
    den: Mapping[Place, float]
    squares: Mapping[Place, float]
    levels: Mapping[tuple[int, int], tuple[Sequence[int], Sequence[float]]]
    values: Sequence[int]

    @classmethod
    def of(cls, table: Table, place: int) -> Sums:
        own = np.flatnonzero(table.want == place)
        states = table.states
        squares = states.sketch.squares(len(states)) if states.sketch is not None else states.sumsq / PER_UNIT
        columns = (table.step, table.value, table.resolver, states.num, states.den, squares)
        rows = list(zip(*(column[own].tolist() for column in columns), strict=True))
        num, den, square = _added((row for row in rows if row[0] != BEFORE), table.wants[place].step is not None)
        levels = _levels(rows) if table.wants[place].level else {}
        return cls(num, den, square, levels, sorted({row[1] for row in rows}))

    def take(self, take: Take, step: int, value: int, resolver: int) -> Taken:
        if take in (Take.START, Take.END):
            level = self._level(take, step, value, resolver)
            return Taken(level, level, take)
        place = (step, value, resolver)
        num, den, squares = self.num.get(place, 0.0), self.den.get(place, 0.0), self.squares.get(place, 0.0)
        amount, cases = {Take.ROWS: (den, den), Take.MET: (num, num), Take.SUM: (num / PER_UNIT, den)}[take]
        return Taken(amount, cases, take, rows=den, met=num, values=num / PER_UNIT, squares=squares)

    def _level(self, take: Take, step: int, value: int, resolver: int) -> float:
        """The level before a step or after it; of the period as a whole, before its first day or after its last."""
        steps, after = self.levels.get((value, resolver), ((), ()))
        if step == ALL:
            up_to = len(steps) if take is Take.END else bisect_right(steps, BEFORE)
        else:
            up_to = bisect_right(steps, step) if take is Take.END else bisect_left(steps, step)
        return after[up_to - 1] if up_to else 0.0


Leaf = tuple[int, int, int, float, float, float]


def _added(rows: Iterable[Leaf], stepped: bool) -> tuple[dict[Place, float], dict[Place, float], dict[Place, float]]:
    num: dict[Place, float] = defaultdict(float)
    den: dict[Place, float] = defaultdict(float)
    square: dict[Place, float] = defaultdict(float)
    for step, value, resolver, more, rest, squares in rows:
        for place in _places(step, value, resolver, stepped):
            num[place] += more
            den[place] += rest
            square[place] += squares
    return num, den, square


def _places(step: int, value: int, resolver: int, stepped: bool) -> list[Place]:
    steps = (ALL, step) if stepped else (ALL,)
    return [(each, cut, credited) for each in steps for cut in (ALL, value) for credited in (ALL, resolver)]


def _levels(rows: Sequence[Leaf]) -> dict[tuple[int, int], tuple[list[int], list[float]]]:
    changes: dict[tuple[int, int], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for step, value, resolver, entered, left, _ in rows:
        for _, cut, credited in _places(ALL, value, resolver, False):
            changes[cut, credited][step] += entered - left
    return {key: (sorted(found), list(accumulate(found[step] for step in sorted(found)))) for key, found in changes.items()}


@dataclass(frozen=True, slots=True)
class Combined:
    """The numbers of a KPI made of several terms, by step, value and resolver. `sums`: by the key of each term's measure."""

    reads: Reads
    sums: Mapping[str, Sums]

    @property
    def values(self) -> list[int]:
        return sorted({value for each in self.sums.values() for value in each.values})

    def number(self, step: int = ALL, value: int = ALL, resolver: int = ALL) -> Number:
        """One number; missing for a resolver of whom a term knows nothing."""
        terms = (*self.reads.over, *self.reads.under)
        if resolver != ALL and not all(is_split(term, resolver) for term in terms):
            return Number()
        taken = [self._taken(term, step, value, resolver) for term in terms]
        over, under = taken[: len(self.reads.over)], taken[len(self.reads.over) :]
        if self.reads.how is How.RATIO:
            return _ratio(self.reads, over, under)
        if self.reads.how is How.DIFFERENCE:
            left = _total(over)
            return Number(left, None, None, _cases(over), _interval(left, _covariance(over, over), 1.0))
        return self._formula(over)

    def value(self, value: int, resolver: int) -> float | None:
        """Only the value of a number."""
        return self.number(value=value, resolver=resolver).value

    def _taken(self, term: Term, step: int, value: int, resolver: int) -> Taken:
        whose = term.resolver if term.resolver is not None else resolver
        taken = self.sums[term.measure.key].take(term.take, step, value, whose)
        cases = taken.cases if term.take is Take.SUM else abs(term.factor) * taken.cases
        source = None if term.measure.facts in BOOKKEPT else (term.measure.key, whose)
        return taken._replace(amount=term.factor * taken.amount, cases=cases, factor=term.factor, source=source)

    def _formula(self, taken: Sequence[Taken]) -> Number:
        named: dict[str, float] = defaultdict(float)
        for term, each in zip(self.reads.over, taken, strict=True):
            named[term.name] += each.amount
        told = self.reads.formula(dict(named)) if self.reads.formula else None
        return Number(told, None, None, round(taken[0].cases) if told is not None else 0)


def is_split(term: Term, resolver: int) -> bool:
    """Whether a term knows this resolver's part of itself."""
    return term.resolver == resolver if term.resolver is not None else term.measure.resolver is not None


def _ratio(reads: Reads, over: Sequence[Taken], under: Sequence[Taken]) -> Number:
    """Σ over ÷ Σ under. Nothing below makes no rate. A share's interval is Wilson's; any other's that of the delta method: both sums are
    of facts that come in at random, so that a count varies as Poisson's does and a sum of values as compound Poisson's (variance: the
    sum of the squares). Sums of different measures are taken as independent, which can only make the interval wider where one counts
    part of the other."""
    above, below = _total(over), _total(under)
    if below <= 0:
        return Number(None, above, below, 0)
    if not reads.is_share:
        rate = above / below
        variance = (_covariance(over, over) - 2 * rate * _covariance(over, under) + rate**2 * _covariance(under, under)) / below**2
        return Number(rate * reads.scale, above, below, _cases(under), _interval(rate, variance, reads.scale))
    low, high = wilson(np.array([above]), np.array([below]))
    interval = Interval(float(low[0]), float(high[0]), WILSON) if 0 <= above <= below else None
    return Number(above / below * reads.scale, above, below, _cases(under), interval)


def _covariance(some: Sequence[Taken], others: Sequence[Taken]) -> float:
    """Of two sums of terms: what the facts they share contribute to both."""
    return sum(one.factor * other.factor * _shared(one, other) for one in some for other in others if one.source is not None and one.source == other.source)


def _shared(one: Taken, other: Taken) -> float:
    takes = {one.take, other.take}
    if takes & {Take.START, Take.END}:
        return 0.0
    if Take.MET in takes:
        return one.met
    return one.squares if takes == {Take.SUM} else one.values if Take.SUM in takes else one.rows


def _interval(value: float, variance: float, scale: float) -> Interval | None:
    if not variance > 0:
        return None
    half = Z * sqrt(variance)
    return Interval((value - half) * scale, (value + half) * scale, POISSON)


def _total(taken: Sequence[Taken]) -> float:
    return sum(each.amount for each in taken)


def _cases(taken: Sequence[Taken]) -> int:
    return round(sum(each.cases for each in taken))
