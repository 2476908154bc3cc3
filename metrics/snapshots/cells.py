"""From columns of facts to the states of cells: local day × value of one dimension × resolver, for all measures of a fact kind in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from metrics.aggregates import Flags, Ints, Rows, Sketch, States
from metrics.declare import Dimension, Facts, Measure, Where

from . import facts as fact_columns
from .facts import LABEL_COLUMNS, NEVER, SOURCES, Columns, Labels, Narrowed, epoch_day, holds

RESOLVERS = 3
HOURS = 168
TOTALS: Mapping[Dimension, Sequence[int]] = {Dimension.TOTAL: [0], Dimension.HOUR: range(HOURS)}


@dataclass(frozen=True, slots=True)
class Cells:
    """The filled cells of one measure, side by side, in the order of dimension, day, value, resolver.

    `day`: days since 1970. `value`: a label's id, an hour of the week, or 0. `resolver`: 0 nobody, 1 human, 2 AI.
    """

    dimension: Ints
    day: Ints
    value: Ints
    resolver: Ints
    states: States

    def __len__(self) -> int:
        return len(self.day)


def collect(measures: Sequence[Measure], *, first: date, last: date, values: Labels, narrowed: Narrowed | None = None) -> dict[str, Cells]:
    """The cells of these measures over the days [first, last], by measure key.

    `values` are the dimensions to cut by, with every id that may occur, 0 for unlabelled; TOTAL and HOUR may be named too.
    `narrowed` restricts the facts themselves; with its past, all days before `first` are told as the one just before it.
    """
    with_past = bool(narrowed and narrowed.with_past)
    span = _Span(epoch_day(first) - with_past, epoch_day(last), {**values, **{each: TOTALS[each] for each in TOTALS if each in values}}, with_past)
    found: dict[str, Cells] = {}
    for kind, group in groupby(sorted(measures, key=lambda measure: measure.facts), key=lambda measure: measure.facts):
        kept = list(group)
        collected = _Collection(kept, span)
        days = sorted({day for measure in kept for day in (measure.day, measure.ended) if day})
        for block in fact_columns.stream(kind, _needed(kept), days=days, first=first, last=last, narrowed=narrowed):
            collected.add(_Block(kind, block, span))
        found.update(collected.cells())
    return found


def _needed(measures: Sequence[Measure]) -> list[str]:
    """Every column these measures ask for, each once."""
    named: dict[str, None] = {}
    for measure in measures:
        conditions = (*measure.population, *measure.condition)
        wanted = (measure.day, measure.ended, measure.value, measure.resolver, *(where.column for where in conditions), *LABEL_COLUMNS.values())
        named.update(dict.fromkeys(name for name in wanted if name))
        if measure.by_hour:
            named.update(dict.fromkeys(_hour_columns(measure.facts)))
    return list(named)


def _hour_columns(facts: Facts) -> tuple[str, ...]:
    """The columns that tell the hour of the week."""
    return ("created_day", "created_hour") if facts is Facts.TICKETS else ("hour",)


@dataclass(frozen=True, slots=True)
class _Span:
    """The days and values a collection has cells for; a cell's number is (day × values + value) × resolvers + resolver.
    `with_past`: the first day stands for all before it."""

    first: int
    last: int
    values: Labels
    with_past: bool = False

    def size(self, dimension: Dimension) -> int:
        return (self.last - self.first + 1) * len(self.values[dimension]) * RESOLVERS

    def named(self, dimension: Dimension, cell: Ints) -> tuple[Ints, Ints, Ints]:
        """Day, value and resolver of a cell's number."""
        values = np.asarray(self.values[dimension], dtype=np.int64)
        place, resolver = np.divmod(cell, RESOLVERS)
        day, value = np.divmod(place, len(values))
        return day + self.first, values[value], resolver


class _Block:
    """Some facts as columns, with everything measures share worked out once: conditions, places, resolvers."""

    def __init__(self, kind: Facts, columns: Columns, span: _Span) -> None:
        self.kind = kind
        self.source = SOURCES[kind]
        self.columns = columns
        self.span = span
        self._held: dict[Where, Flags] = {}
        self._values: dict[Dimension, Ints] = {}

    def held(self, conditions: Sequence[Where]) -> Flags:
        """For which facts all of these hold."""
        rows = len(next(iter(self.columns.values())))
        held = np.ones(rows, dtype=np.bool_)
        for where in conditions:
            if where not in self._held:
                self._held[where] = holds(where, self.columns, self.source)
            held &= self._held[where]
        return held

    def within(self, day: str) -> Flags:
        """Which facts have this day within the span."""
        column = self.columns[day]
        return (column > NEVER if self.span.with_past else column >= self.span.first) & (column <= self.span.last)

    def cell(self, dimension: Dimension, day: str, resolver: str | None, rows: Ints) -> Ints:
        """The number of each row's cell."""
        place: Ints = np.maximum(self.columns[day][rows] - self.span.first, 0) * len(self.span.values[dimension]) + self._value(dimension)[rows]
        return place * RESOLVERS + (self.columns[resolver][rows] if resolver else 0)

    def _value(self, dimension: Dimension) -> Ints:
        if dimension not in self._values:
            self._values[dimension] = self._worked_out(dimension)
        return self._values[dimension]

    def _worked_out(self, dimension: Dimension) -> Ints:
        if dimension is Dimension.TOTAL:
            return np.zeros(len(next(iter(self.columns.values()))), dtype=np.int64)
        if dimension is Dimension.HOUR:
            if self.kind is not Facts.TICKETS:
                return np.nan_to_num(self.columns["hour"]).astype(np.int64)
            return (self.columns["created_day"] + 3) % 7 * 24 + self.columns["created_hour"]
        return _places(np.asarray(self.span.values[dimension], dtype=np.int64), self.columns[LABEL_COLUMNS[dimension]])


def _places(ids: Ints, column: Ints) -> Ints:
    """The place of each label among the ids. A label made since they were read counts as unlabelled until its fact's own news
    is worked on: whoever wrote the fact touched its days after this run had taken its news."""
    place = np.searchsorted(ids, column)
    place[place == len(ids)] = 0
    place[ids[place] != column] = 0
    return place


class _Collection:
    """The states of some measures, block after block."""

    def __init__(self, measures: Sequence[Measure], span: _Span) -> None:
        self.measures = measures
        self.span = span
        self.states: dict[tuple[str, Dimension], States] = {}

    def add(self, block: _Block) -> None:
        for measure in self.measures:
            for dimension, rows in self._rows(measure, block):
                state = measure.keep.collect(rows, self.span.size(dimension))
                before = self.states.get((measure.key, dimension))
                self.states[measure.key, dimension] = _added(before, state) if before else state

    def _rows(self, measure: Measure, block: _Block) -> Iterator[tuple[Dimension, Rows]]:
        """The rows of a measure's population, once per dimension it has cells for."""
        held = block.held(measure.population)
        if measure.ended:
            entered, left = (np.flatnonzero(held & block.within(day)) for day in (measure.day, measure.ended))
            for dimension in self._dimensions(measure):
                yield dimension, Rows(block.cell(dimension, measure.day, None, entered), ended=block.cell(dimension, measure.ended, None, left))
            return
        chosen = np.flatnonzero(held & block.within(measure.day))
        met = block.held(measure.condition)[chosen]
        value = block.columns[measure.value][chosen] if measure.value else np.zeros(0)
        for dimension in self._dimensions(measure):
            yield dimension, Rows(block.cell(dimension, measure.day, measure.resolver, chosen), met=met, value=value)

    def _dimensions(self, measure: Measure) -> list[Dimension]:
        had = (*TOTALS, *SOURCES[measure.facts].dimensions)
        return [dimension for dimension in measure.dimensions if dimension in self.span.values and dimension in had]

    def cells(self) -> dict[str, Cells]:
        return {measure.key: self._cells(measure) for measure in self.measures}

    def _cells(self, measure: Measure) -> Cells:
        parts = [
            _named(dimension, self.span, self.states[measure.key, dimension])
            for dimension in sorted(self._dimensions(measure))
            if (measure.key, dimension) in self.states
        ]
        return concatenated(parts)


def _added(one: States, other: States) -> States:
    sketch = None
    if one.sketch and other.sketch:
        both = [np.concatenate(pair) for pair in zip((one.sketch.cell, one.sketch.bucket, one.sketch.count), _parts(other.sketch), strict=True)]
        sketch = Sketch.of(both[0], both[1], len(one), both[2])
    return States(one.num + other.num, one.den + other.den, one.sumsq + other.sumsq, sketch)


def _parts(sketch: Sketch) -> tuple[Ints, Ints, Ints]:
    return sketch.cell, sketch.bucket, sketch.count


def _named(dimension: Dimension, span: _Span, states: States) -> Cells:
    """The filled cells among all that might have been."""
    filled = states.filled()
    day, value, resolver = span.named(dimension, filled)
    sketch = None
    if states.sketch:
        renumbered = np.searchsorted(filled, states.sketch.cell)
        sketch = Sketch(renumbered, states.sketch.bucket, states.sketch.count)
    kept = States(states.num[filled], states.den[filled], states.sumsq[filled], sketch)
    return Cells(np.full(len(filled), int(dimension), dtype=np.int64), day, value, resolver, kept)


def concatenated(parts: Sequence[Cells]) -> Cells:
    """Cells of several dimensions, one after the other."""

    def joined(name: str, of: Sequence[Any]) -> NDArray[Any]:
        return np.concatenate([getattr(one, name) for one in of]) if of else np.zeros(0)

    states = [part.states for part in parts]
    offsets = np.cumsum([0, *(len(part) for part in parts)])
    sketches = [one.sketch for one in states]
    sketch = None
    if sketches and all(sketches):
        cell = np.concatenate([one.cell + offset for one, offset in zip(sketches, offsets, strict=False) if one])
        sketch = Sketch(cell, joined("bucket", sketches), joined("count", sketches))
    merged = States(joined("num", states), joined("den", states), joined("sumsq", states), sketch)
    dimension, day, value, resolver = (joined(name, parts).astype(np.int64) for name in ("dimension", "day", "value", "resolver"))
    return Cells(dimension, day, value, resolver, merged)
