"""From merged states to the numbers of one KPI: of every subject and window, whole and by resolver, read with the readings' own code.

The last subject is the roll-up: the states of all comparable subjects together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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

RESOLVERS = (ALL, HUMAN, AI)
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
    """One number of a measure by resolver (nobody, human, AI), subject and window, the roll-up being the last subject."""

    states: Mapping[str, Floats]
    levels: Floats | None = None
    hist: Floats | None = None
    low: int = 0

    def of(self, name: str) -> Floats:
        """By ALL, HUMAN and AI."""
        return _whole_and_parts(self.states[name])


def figures(kpi: Kpi, merged: Merged, comparable: Flags, percentile: float | None = None) -> Figures:
    """The numbers of a KPI. `comparable`: the subjects that the roll-up is made of; `percentile` instead of the declared one, 0 to 100."""
    lanes = {measure.key: _lanes(measure, merged, comparable) for measure in measures_of(kpi)}
    if kpi.reads.how in COMPOSED:
        return _combined(kpi, lanes)
    quantile = percentile / 100 if percentile is not None else kpi.reads.quantile or 0.5
    return _read(kpi.reads.how, next(iter(lanes.values())), quantile)


def _lanes(measure: Measure, merged: Merged, comparable: Flags) -> Lanes:
    width, key = lanes_of(measure), measure.key
    states = {}
    for name in ("num", "den"):
        if (key, name) in LANES.counts:
            states[name] = merged.counts[LANES.lanes(measure, name)]
    if isinstance(measure.keep, Histogram | Mean):
        first = LANES.sums[key]
        states.update((name, merged.sums[name][first : first + width]) for name in ("den", "num", "sumsq"))
    empty = np.zeros_like(next(iter(states.values())))
    full = {name: _with_rollup(states.get(name, empty), comparable) for name in ("num", "den", "sumsq")}
    levels = None
    if isinstance(measure.keep, Level):
        levels = _with_rollup(merged.before[LANES.lanes(measure, "num")] - merged.before[LANES.lanes(measure, "den")], comparable)
    hist = None
    if isinstance(measure.keep, Histogram):
        place = merged.held[key]
        own = merged.hist[:, :, place : place + width]
        hist = np.concatenate([own, own[:, comparable].sum(axis=1, keepdims=True)], axis=1)
    return Lanes(full, levels, hist, merged.low)


def _with_rollup(states: Floats, comparable: Flags) -> Floats:
    return np.concatenate([states, states[:, comparable].sum(axis=1, keepdims=True)], axis=1)


def _whole_and_parts(lanes: Floats) -> Floats:
    """ALL, HUMAN and AI, of lanes by resolver; a measure that names nobody has no parts."""
    parts = lanes[1:3] if len(lanes) > 1 else np.zeros((2, *lanes.shape[1:]))
    return np.concatenate([lanes.sum(axis=0, keepdims=True), parts])


def _read(how: How, lanes: Lanes, quantile: float) -> Figures:
    num, den, sumsq = (lanes.of(name) for name in ("num", "den", "sumsq"))
    shape = num.shape[1:]  # subjects and windows
    if lanes.levels is not None:
        num = num + _whole_and_parts(lanes.levels)
    num, den, sumsq = (part.transpose(0, 2, 1).reshape(-1) for part in (num, den, sumsq))
    read = READ[how](States(num, den, sumsq, _sketch(lanes)), quantile)

    def number(subject: int, window: int, resolver: int = ALL) -> Number:
        return number_at(read, (RESOLVERS.index(resolver) * shape[1] + window) * shape[0] + subject, how)

    return Figures(*_arrays(read, shape), number)


def _sketch(lanes: Lanes) -> Sketch | None:
    """Every filled bucket by resolver, window and subject."""
    if lanes.hist is None:
        return None
    whole = _whole_and_parts(lanes.hist.transpose(2, 0, 1, 3))
    width = whole.shape[-1]
    flat = whole.reshape(-1)
    found = np.flatnonzero(flat)
    cell, bucket = np.divmod(found, width)
    return Sketch(cell, bucket + lanes.low, flat[found].astype(np.int64))


def _arrays(read: Read, shape: tuple[int, ...]) -> tuple[Floats, Floats, Floats, Floats]:
    size = shape[0] * shape[1]
    value, low, high, n = (np.array(each[:size]).reshape(shape[1], shape[0]) for each in (read.value, read.low, read.high, read.den))
    return value, low, high, n


def _combined(kpi: Kpi, lanes: Mapping[str, Lanes]) -> Figures:
    """Ratios and differences, term by term."""
    subjects, windows = next(iter(lanes.values())).of("den").shape[1:]
    whole = {key: [each.of(name).tolist() for name in ("num", "den", "sumsq")] for key, each in lanes.items()}
    before = {key: each.levels.sum(axis=0).tolist() for key, each in lanes.items() if each.levels is not None}

    def combined(subject: int, window: int) -> Combined:
        sums = {key: _sums(told, before.get(key), subject, window) for key, told in whole.items()}
        return Combined(kpi.reads, sums)

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
