"""Answers wants: from snapshots in one statement for all of them, or from the facts where no cell can answer.

Either way come the same states, from the same code; a number never depends on which way it took.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from metrics.aggregates import Aggregate, Flags, Ints, States, numbered
from metrics.declare import Measure
from metrics.snapshots import facts, store
from metrics.snapshots.binary import binary_cursor
from metrics.snapshots.cells import TOTALS, Cells, collect
from metrics.snapshots.facts import Narrowed

from .types import Step
from .wants import Want, pieces, step_start

EVER = date(1000, 1, 1)
BEFORE = -(10**7)


@dataclass(frozen=True, slots=True)
class Table:
    """The states that some wants found, merged by want, step, value and resolver.

    `want` is a place in `wants`. `step` is the step's first day since 1970 (the period's, without steps; BEFORE: all that
    precedes the period, of a level).
    """

    wants: Sequence[Want]
    want: Ints
    step: Ints
    value: Ints
    resolver: Ints
    states: States


def fetch(wants: Sequence[Want], series: Mapping[str, int], measures: Mapping[str, Measure]) -> list[Table]:
    """Tables in which every want is found. `series`: the stored series of each measure; `measures`: those the wants name, by key."""
    distinct = list(dict.fromkeys(wants))
    shallow = [want for want in distinct if not want.deep]
    deep = [want for want in distinct if want.deep]
    return [*_from_snapshots(shallow, series, measures), *_from_facts(deep, measures)]


def _by_aggregate(wants: Sequence[Want], measures: Mapping[str, Measure]) -> list[list[Want]]:
    """Wants whose states are of one kind, so that one pass can read them all."""
    found: dict[str, list[Want]] = defaultdict(list)
    for want in wants:
        found[measures[want.measure].keep.name].append(want)
    return list(found.values())


def _from_snapshots(wants: Sequence[Want], series: Mapping[str, int], measures: Mapping[str, Measure]) -> list[Table]:
    stored = _stored(wants, series)
    places = {want: place for place, want in enumerate(wants)}
    return [_read(measures[same[0].measure].keep, same, [stored[places[want]] for want in same]) for same in _by_aggregate(wants, measures)]


Row = tuple[date, bytes, bytes | None]
Run = tuple[int, int, int, date, date]


def _runs(wants: Sequence[Want], series: Mapping[str, int]) -> dict[Run, list[int]]:
    """Which runs of rows to read (series, grain, dimension, first, last), and for which wants."""
    runs: dict[Run, list[int]] = defaultdict(list)
    for place, want in enumerate(wants):
        if want.measure not in series:
            continue
        found = pieces(want.period.start, want.period.end, by_month=want.step not in (Step.DAY, Step.WEEK))
        if want.level:
            found += pieces(EVER, want.period.start - timedelta(days=1), by_month=True)
        for whole, first, last in found:
            runs[series[want.measure], store.MONTH if whole else store.DAY, int(want.dimension), first, last].append(place)
    return runs


def _stored(wants: Sequence[Want], series: Mapping[str, int]) -> list[list[Row]]:
    """The rows of each want."""
    runs = _runs(wants, series)
    found: list[list[Row]] = [[] for _ in wants]
    if not runs:
        return found
    with binary_cursor() as cursor:
        cursor.execute(
            "SELECT p.n, s.* FROM unnest(%s::int[], %s::smallint[], %s::smallint[], %s::date[], %s::date[])"
            " WITH ORDINALITY p(series, grain, dimension, first, last, n) CROSS JOIN LATERAL"
            f" (SELECT day, cells, hist FROM {store.TABLE} WHERE series_id = p.series AND grain = p.grain"
            " AND dimension = p.dimension AND day BETWEEN p.first AND p.last OFFSET 0) s",
            [list(column) for column in zip(*runs, strict=True)],
        )
        takers = list(runs.values())
        for number, *row in cursor.fetchall():
            for place in takers[number - 1]:
                found[place].append((row[0], row[1], row[2]))
    return found


def _read(keep: Aggregate, wants: Sequence[Want], found: Sequence[Sequence[Row]]) -> Table:
    """The table of wants of one kind of aggregate, from the rows of each."""
    rows = [row for own in found for row in own]
    stored = store.Stored.read(keep, [row[1] for row in rows], [row[2] for row in rows])
    want = np.repeat(np.arange(len(wants)), [len(own) for own in found])[stored.row]
    steps = [_steps(each, np.array([row[0].toordinal() for row in own], dtype=np.int64) - facts.EPOCH) for each, own in zip(wants, found, strict=True)]
    step = np.concatenate(steps)[stored.row]
    return _table(wants, want, step, stored.value, stored.resolver, stored.merged)


def _steps(want: Want, day: Ints) -> Ints:
    """The step each day lies in. A month's row counts for its step as its first day does."""
    start = facts.epoch_day(want.period.start)
    if want.step is None:
        return np.where(day < start, BEFORE, start)
    days, place = np.unique(day, return_inverse=True)
    steps = [BEFORE if each < start else facts.epoch_day(step_start(facts.day_of(each), want.step)) for each in days.tolist()]
    return np.array(steps, dtype=np.int64)[place]


def _table(wants: Sequence[Want], want: Ints, step: Ints, value: Ints, resolver: Ints, merged: Callable[[Ints, int], States]) -> Table:
    """Keep the cells that wants ask for, and merge them by want, step, value and resolver."""
    kept = np.flatnonzero(_kept(wants, want, value, resolver))
    steps, step_place = np.unique(step[kept], return_inverse=True)
    values, value_place = numbered(value[kept], int(value.max(initial=0)) + 1)
    key = ((want[kept] * len(steps) + step_place) * len(values) + value_place) * 4 + resolver[kept]
    distinct, place = numbered(key, len(wants) * len(steps) * len(values) * 4)
    group = np.full(len(want), -1, dtype=np.int64)
    group[kept] = place
    rest, found_resolver = np.divmod(distinct, 4)
    rest, found_value = np.divmod(rest, max(len(values), 1))
    found_want, found_step = np.divmod(rest, max(len(steps), 1))
    return Table(wants, found_want, steps[found_step], values[found_value], found_resolver, merged(group, len(distinct)))


def _kept(wants: Sequence[Want], want: Ints, value: Ints, resolver: Ints) -> Flags:
    """Which cells their want asks for; a cell of want -1 is nobody's."""
    kept = np.asarray(want >= 0)
    for place, each in enumerate(wants):
        for column, allowed in ((value, each.values), (resolver, each.resolvers)):
            if allowed is not None:
                kept &= (want != place) | np.isin(column, allowed)
    return kept


def _from_facts(wants: Sequence[Want], measures: Mapping[str, Measure]) -> list[Table]:
    """Filter the facts and collect them with the measures' own code: one pass per fact kind, filter and period."""
    passes: dict[Any, list[Want]] = defaultdict(list)
    for want in wants:
        passes[want.labelled, want.hours, want.period, want.level].append(want)
    ids = facts.labels() if passes else {}
    tables = []
    for (labelled, hours, period, level), same in passes.items():
        values = {dimension: {**TOTALS, **ids}[dimension] for dimension in sorted({want.dimension for want in same})}
        named = [measures[key] for key in dict.fromkeys(want.measure for want in same)]
        narrowed = Narrowed(dict(labelled), hours, with_past=level)
        cells = collect(named, first=period.start, last=period.end, values=values, narrowed=narrowed)
        tables += [_collected(want, cells[want.measure]) for want in same]
    return tables


def _collected(want: Want, cells: Cells) -> Table:
    """The table of one want, from cells of possibly several dimensions."""
    own = np.where(cells.dimension == int(want.dimension), 0, -1)
    return _table([want], own, _steps(want, cells.day), cells.value, cells.resolver, cells.states.merged)
