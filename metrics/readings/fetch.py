"""Answers wants: from snapshots in one statement for all of them, or from the facts where no cell can answer.

Either way come the same states, from the same code; a number never depends on which way it took.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from metrics.aggregates import Ints, States
from metrics.declare import Dimension
from metrics.kpis import MEASURES
from metrics.snapshots import facts, store
from metrics.snapshots.binary import binary_cursor
from metrics.snapshots.cells import TOTALS, Cells, collect

from .types import Step
from .wants import Want, pieces, step_start

EVER = date(1000, 1, 1)
BEFORE = -(10**7)


@dataclass(frozen=True, slots=True)
class Leaves:
    """The states a want found, one per step, value and resolver. `step`: the step's first day since 1970 (the period's, without
    steps; BEFORE: everything before the period, of a level)."""

    step: Ints
    value: Ints
    resolver: Ints
    states: States


def fetch(wants: Sequence[Want], series: Mapping[str, int], *, data_from: date | None) -> dict[Want, Leaves]:
    """What each want found. `series`: the stored series of each measure; `data_from`: the first day with facts."""
    distinct = list(dict.fromkeys(wants))
    shallow = [want for want in distinct if not want.labelled]
    deep = [want for want in distinct if want.labelled]
    return {**_from_snapshots(shallow, series), **_from_facts(deep, data_from)}


def _from_snapshots(wants: Sequence[Want], series: Mapping[str, int]) -> dict[Want, Leaves]:
    rows = _rows(_asked(wants, series))
    return {want: _leaves(want, store.unpacked(MEASURES[want.measure].keep, rows.get(_source(want), []))) for want in wants}


Source = tuple[str, Dimension, date, date, bool, bool]
Asked = dict[tuple[int, int, int, date, date], list[Source]]


def _source(want: Want) -> Source:
    """Wants that differ only in which cells they keep read the same rows."""
    return want.measure, want.dimension, want.period.start, want.period.end, want.step in (Step.DAY, Step.WEEK), want.level


def _asked(wants: Sequence[Want], series: Mapping[str, int]) -> Asked:
    """Which runs of rows to read (series, grain, dimension, first, last), and for whom."""
    asked: Asked = defaultdict(list)
    for source in dict.fromkeys(_source(want) for want in wants if want.measure in series):
        measure, dimension, start, end, daily, level = source
        runs = pieces(start, end, by_month=not daily)
        if level:
            runs += pieces(EVER, start - timedelta(days=1), by_month=True)
        for whole, first, last in runs:
            asked[series[measure], store.MONTH if whole else store.DAY, int(dimension), first, last].append(source)
    return asked


def _rows(asked: Asked) -> dict[Source, list[store.Packed]]:
    found: dict[Source, list[store.Packed]] = defaultdict(list)
    if not asked:
        return found
    columns = [list(column) for column in zip(*asked, strict=True)]
    with binary_cursor() as cursor:
        cursor.execute(
            "SELECT p.n, s.* FROM unnest(%s::int[], %s::smallint[], %s::smallint[], %s::date[], %s::date[])"
            " WITH ORDINALITY p(series, grain, dimension, first, last, n) CROSS JOIN LATERAL"
            f" (SELECT dimension, day, cells, hist FROM {store.TABLE} WHERE series_id = p.series AND grain = p.grain"
            " AND dimension = p.dimension AND day BETWEEN p.first AND p.last OFFSET 0) s",
            columns,
        )
        takers = list(asked.values())
        for number, *row in cursor.fetchall():
            for source in takers[number - 1]:
                found[source].append((row[0], row[1], row[2], row[3]))
    return found


def _from_facts(wants: Sequence[Want], data_from: date | None) -> dict[Want, Leaves]:
    """Filter the facts and collect them with the measures' own code: one pass per fact kind, filter and period."""
    passes: dict[Any, list[Want]] = defaultdict(list)
    for want in wants:
        start = min(data_from or want.period.start, want.period.start) if want.level else want.period.start
        passes[want.labelled, start, want.period.end].append(want)
    ids = facts.labels() if passes else {}
    found: dict[Want, Leaves] = {}
    for (labelled, start, end), same in passes.items():
        values = {dimension: {**TOTALS, **ids}[dimension] for dimension in sorted({want.dimension for want in same})}
        measures = [MEASURES[key] for key in dict.fromkeys(want.measure for want in same)]
        cells = collect(measures, first=start, last=end, values=values, labelled=dict(labelled))
        found.update({want: _leaves(want, cells[want.measure]) for want in same})
    return found


def _leaves(want: Want, cells: Cells) -> Leaves:
    """Keep the cells a want asks for, and merge them by step, value and resolver."""
    kept = cells.dimension == int(want.dimension)
    if want.values is not None:
        kept &= np.isin(cells.value, want.values)
    if want.resolvers is not None:
        kept &= np.isin(cells.resolver, want.resolvers)
    step = _steps(want, cells.day)
    chosen = np.flatnonzero(kept)
    key = ((step[chosen] - BEFORE) << 34) | (cells.value[chosen] << 2) | cells.resolver[chosen]
    distinct, place = np.unique(key, return_inverse=True)
    group = np.full(len(kept), -1, dtype=np.int64)
    group[chosen] = place
    return Leaves((distinct >> 34) + BEFORE, distinct >> 2 & 0xFFFFFFFF, distinct & 3, cells.states.merged(group, len(distinct)))


def _steps(want: Want, day: Ints) -> Ints:
    """The step each day lies in; BEFORE for days before the period. A month's row counts for its step as its first day does."""
    start = facts.epoch_day(want.period.start)
    if want.step is None:
        return np.where(day < start, BEFORE, start)
    distinct, place = np.unique(day, return_inverse=True)
    starts = [BEFORE if each < start else facts.epoch_day(step_start(facts.day_of(int(each)), want.step)) for each in distinct]
    return np.array(starts, dtype=np.int64)[place]
