"""From merged states to the numbers of one KPI: of every subject and window, whole and by resolver, read with the readings' own code.

The last subject is the roll-up: the states of all comparable subjects together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from metrics.aggregates import PER_UNIT, Flags, Floats, Histogram, Level, Mean, Sketch, States
from metrics.declare import AI, HUMAN, How, Kpi, Measure
from metrics.published.kpis import measures_of
from metrics.published.layout import LANES, lanes_of
from metrics.readings.fetch import BEFORE
from metrics.readings.numbers import ALL, READ, Read, number_at
from metrics.readings.terms import COMPOSED, Combined, Sums
from metrics.readings.types import Number

from .fetch import Merged
from .histograms import Histograms, Table
from .quantiles import Kept, quantiles

RESOLVERS = (ALL, HUMAN, AI)
NO_QUANTILE = 0.5  # what is read of a mean or a share: it is never looked at
START = 0  # a window is one step; what precedes it another


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one KPI. `value`, `low`, `high` and `n` are those of the whole, by window and subject; NaN where there is none."""

    value: Floats
    low: Floats
    high: Floats
    n: Floats
    number: Callable[[int, int, int], Number]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The numbers of a measure by resolver (nobody, human, AI), subject and window, the roll-up being the last subject. `levels`: what
    was there before each window."""

    measure: Measure
    states: Mapping[str, Floats]
    levels: Floats | None
    histograms: Histograms
    comparable: Flags

    def whole(self, name: str) -> Floats:
        """Of all resolvers."""
        lanes = _added_up(self.states, name)
        found: Floats = lanes.sum(axis=0)
        return found

    def parts(self, name: str) -> Floats:
        """Of people, and of the AI agent; 0 of a measure that names nobody."""
        lanes = _added_up(self.states, name)
        return lanes[1:] if len(lanes) > 1 else np.zeros((2, *lanes.shape[1:]))

    def sketch(self) -> Sketch | None:
        """Every filled bucket, by window and subject."""
        return _sketch([self.table()]) if isinstance(self.measure.keep, Histogram) else None

    def sketch_of_parts(self) -> Sketch | None:
        """The same by resolver, window and subject."""
        return _sketch(self.tables_of_parts()) if isinstance(self.measure.keep, Histogram) else None

    def table(self) -> Table:
        """How many values lie in each bucket, of a measure that keeps a histogram."""
        return self.histograms.whole(self.measure.key, self.comparable)

    def tables_of_parts(self) -> list[Table]:
        """The same of people, and of the AI agent."""
        return self.histograms.parts(self.measure.key, self.comparable)


def figures(kpi: Kpi, merged: Merged, comparable: Flags, percentile: float | None = None) -> Figures:
    """The numbers of a KPI. `comparable`: the subjects that the roll-up is made of; `percentile` instead of the declared one, 0 to 100."""
    lanes = {measure.key: _lanes(measure, merged, comparable) for measure in measures_of(kpi)}
    if kpi.reads.how in COMPOSED:
        return _combined(kpi, lanes)
    quantile = percentile / 100 if percentile is not None else kpi.reads.quantile or 0.5
    only = next(iter(lanes.values()))
    return _percentiles(only, quantile) if kpi.reads.how is How.QUANTILE else _read(kpi.reads.how, only)


def _lanes(measure: Measure, merged: Merged, comparable: Flags) -> Lanes:
    states, levels = {}, None
    for name in ("num", "den"):
        if (measure.key, name) in LANES.counts:
            states[name] = _with_rollup(merged.counts[LANES.lanes(measure, name)], comparable)
    if isinstance(measure.keep, Histogram | Mean):
        first = LANES.sums[measure.key]
        own = {name: merged.sums[name][first : first + lanes_of(measure)] for name in ("den", "num", "sumsq")}
        states.update({name: _with_rollup(each, comparable) for name, each in own.items()})
    if isinstance(measure.keep, Level):
        levels = _with_rollup(merged.before[LANES.lanes(measure, "num")] - merged.before[LANES.lanes(measure, "den")], comparable)
    return Lanes(measure, states, levels, merged.histograms, comparable)


def _added_up(states: Mapping[str, Floats], name: str) -> Floats:
    """A number that the measure does not keep is 0."""
    return states[name] if name in states else np.zeros_like(states["den"])


def _with_rollup(states: Floats, comparable: Flags) -> Floats:
    return np.concatenate([states, states[:, comparable].sum(axis=1, keepdims=True)], axis=1)


def _read(how: How, lanes: Lanes) -> Figures:
    """The whole is read at once; the parts of all subjects when the first of them is asked for."""
    whole = {name: lanes.whole(name) for name in ("num", "den", "sumsq")}
    subjects, windows = whole["den"].shape
    if lanes.levels is not None:
        whole["num"] = whole["num"] + lanes.levels.sum(axis=0)
    num, den, sumsq = (each.T.reshape(-1) for each in whole.values())
    read = READ[how](States(num, den, sumsq, lanes.sketch()), NO_QUANTILE)

    @cache
    def read_of_parts() -> Read:
        num, den, sumsq = (lanes.parts(name).transpose(0, 2, 1).reshape(-1) for name in ("num", "den", "sumsq"))
        return READ[how](States(num, den, sumsq, lanes.sketch_of_parts()), NO_QUANTILE)

    def number(subject: int, window: int, resolver: int = ALL) -> Number:
        place = window * subjects + subject
        if resolver == ALL:
            return number_at(read, place, how)
        return number_at(read_of_parts(), (resolver - HUMAN) * windows * subjects + place, how)

    return _figures(read, (windows, subjects), number)


def _percentiles(lanes: Lanes, quantile: float) -> Figures:
    """The same of percentiles, which need nothing but the tables of their buckets."""
    table = lanes.table()
    windows, subjects, _ = table.counts.shape
    read = quantiles(table, quantile)

    @cache
    def of_parts() -> list[tuple[Table, Read]]:
        return [(part, quantiles(part, quantile)) for part in lanes.tables_of_parts()]

    def number(subject: int, window: int, resolver: int = ALL) -> Number:
        place = window * subjects + subject
        of, found = (table, read) if resolver == ALL else of_parts()[resolver - HUMAN]
        told = number_at(found, place, How.QUANTILE)
        return told._replace(distribution=Kept(of, place, quantile)) if told.n else told

    return _figures(read, (windows, subjects), number)


def _figures(read: Read, shape: tuple[int, int], number: Callable[[int, int, int], Number]) -> Figures:
    value, low, high, n = (np.array(each).reshape(shape) for each in (read.value, read.low, read.high, read.den))
    return Figures(value, low, high, n, number)


def _sketch(tables: Sequence[Table]) -> Sketch:
    """The filled buckets of tables by window, subject and bucket, one after the other."""
    cells, width = tables[0].counts.shape[0] * tables[0].counts.shape[1], tables[0].counts.shape[2]
    filled = [np.flatnonzero(table.counts) for table in tables]
    counts = np.concatenate([table.counts.reshape(-1)[found] for table, found in zip(tables, filled, strict=True)])
    held = np.concatenate([np.diff(np.searchsorted(found, np.arange(cells + 1) * width)) for found in filled])
    place = np.concatenate([found + cells * width * each for each, found in enumerate(filled)])
    cell = np.repeat(np.arange(len(held)), held)
    return Sketch(cell, place - cell * width + tables[0].low, counts.astype(np.int64))


def _combined(kpi: Kpi, lanes: Mapping[str, Lanes]) -> Figures:
    """Ratios and differences, term by term."""
    subjects, windows = next(iter(lanes.values())).whole("den").shape
    told = {key: [[each.whole(name).tolist(), *each.parts(name).tolist()] for name in ("num", "den", "sumsq")] for key, each in lanes.items()}
    before = {key: each.levels.sum(axis=0).tolist() for key, each in lanes.items() if each.levels is not None}

    def combined(subject: int, window: int) -> Combined:
        return Combined(kpi.reads, {key: _sums(each, before.get(key), subject, window) for key, each in told.items()})

    def number(subject: int, window: int, resolver: int = ALL) -> Number:
        return combined(subject, window).number(resolver=resolver)

    found = [[number(subject, window) for subject in range(subjects)] for window in range(windows)]
    nan = float("nan")
    value = np.array([[nan if each.value is None else each.value for each in row] for row in found])
    low = np.array([[each.interval.low if each.interval else nan for each in row] for row in found])
    high = np.array([[each.interval.high if each.interval else nan for each in row] for row in found])
    return Figures(value, low, high, np.array([[float(each.n) for each in row] for row in found]), number)


def _sums(told: list[list[list[list[float]]]], before: list[list[float]] | None, subject: int, window: int) -> Sums:
    """One subject's sums in one window, as a term takes them."""
    num, den, squares = ({(ALL, ALL, resolver): part[place][subject][window] for place, resolver in enumerate(RESOLVERS)} for part in told)
    levels = {}
    if before is not None:
        begun = before[subject][window]
        levels[ALL, ALL] = ([BEFORE, START], [begun, begun + num[ALL, ALL, ALL] - den[ALL, ALL, ALL]])
    return Sums(num, den, {place: square / PER_UNIT for place, square in squares.items()}, levels, [])
