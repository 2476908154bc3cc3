"""States in their table: packed and written, read and unpacked, rolled up into months, removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from metrics.aggregates import Aggregate, Floats, Ints, Sketch, States
from metrics.declare import Dimension, Measure
from metrics.models import FilledDay, Snapshot

from .binary import binary_cursor
from .cells import Cells
from .facts import day_of, epoch_day

TABLE = Snapshot._meta.db_table
DAY, MONTH = int(Snapshot.Grain.DAY), int(Snapshot.Grain.MONTH)
DIMENSIONS = [int(dimension) for dimension in Dimension]

Packed = tuple[int, date, bytes, bytes | None]


def packed(keep: Aggregate, cells: Cells) -> Iterator[Packed]:
    """Dimension, day, cells and histograms of each row to store. The cells are in the order of dimension, day, value, resolver."""
    states = cells.states
    records = np.zeros(len(cells), dtype=keep.record)
    records["value"], records["resolver"] = cells.value, cells.resolver
    for name in {"num", "den", "sumsq"} & set(keep.record.names or ()):
        records[name] = getattr(states, name)
    entries, until = np.zeros(0, dtype="<u4"), np.zeros(len(cells) + 1, dtype=np.int64)
    if states.sketch:
        owner, entries = states.sketch.pack()
        records["entries"] = np.bincount(owner, minlength=len(cells))
        until[1:] = np.cumsum(records["entries"])
    starts = np.flatnonzero(np.diff(cells.dimension, prepend=-1) | np.diff(cells.day, prepend=-1))
    for start, end in pairwise([*starts, len(cells)]):
        hist = entries[until[start] : until[end]].tobytes() if states.sketch else None
        yield int(cells.dimension[start]), day_of(int(cells.day[start])), records[start:end].tobytes(), hist


@dataclass(frozen=True, slots=True)
class Stored:
    """Stored rows read side by side, cell after cell: the row each cell is of, its value, resolver and numbers, and its histogram's entries."""

    row: Ints
    value: Ints
    resolver: Ints
    num: Floats
    den: Floats
    sumsq: Floats
    held: Ints | None
    entries: NDArray[np.uint32]

    @classmethod
    def read(cls, keep: Aggregate, cells: Sequence[bytes], hists: Sequence[bytes | None]) -> Stored:
        records = np.frombuffer(b"".join(cells), dtype=keep.record)
        row = np.repeat(np.arange(len(cells)), np.array([len(one) for one in cells], dtype=np.int64) // keep.record.itemsize)
        names = keep.record.names or ()
        num, den, sumsq = (records[name].astype(np.float64) if name in names else np.zeros(len(records)) for name in ("num", "den", "sumsq"))
        held = records["entries"].astype(np.int64) if "entries" in names else None
        entries = np.frombuffer(b"".join(one for one in hists if one), dtype="<u4")
        return cls(row, records["value"].astype(np.int64), records["resolver"].astype(np.int64), num, den, sumsq, held, entries)

    def states(self) -> States:
        """The state of each cell."""
        return States(self.num, self.den, self.sumsq, None if self.held is None else Sketch.unpack(self.entries, self.held))

    def merged(self, group: Ints, size: int) -> States:
        """Cells with the same `group` become one; those of group -1 are left out."""
        sums = States(self.num, self.den, self.sumsq).merged(group, size)
        if self.held is None:
            return sums
        return States(sums.num, sums.den, sums.sumsq, Sketch.gathered(self.entries, self.held, group, size))


def unpacked(keep: Aggregate, rows: Sequence[Packed]) -> Cells:
    """The cells of stored rows, one after the other."""
    stored = Stored.read(keep, [row[2] for row in rows], [row[3] for row in rows])
    dimension, day = (np.array(named, dtype=np.int64) for named in ([row[0] for row in rows], [epoch_day(row[1]) for row in rows]))
    return Cells(dimension[stored.row], day[stored.row], stored.value, stored.resolver, stored.states())


def write(cells: Mapping[int, Cells], measures: Mapping[int, Measure], *, grain: int) -> int:
    """Add cells by their series' id. Returns how many. Their places must be empty."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} (series_id, grain, dimension, day, cells, hist) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(("int4", "int2", "int2", "date", "bytea", "bytea"))
        for series, part in cells.items():
            for dimension, day, states, hist in packed(measures[series].keep, part):
                copy.write_row((series, grain, dimension, day, states, hist))
    return sum(map(len, cells.values()))


def clear(series: Iterable[int], *, grain: int, first: date, last: date) -> None:
    """Remove the states of these series over these days (or months' firsts)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE series_id = ANY(%s) AND grain = %s AND dimension = ANY(%s) AND day BETWEEN %s AND %s",
            [list(series), grain, DIMENSIONS, first, last],
        )


def roll(measures: Mapping[int, Measure], month: date) -> None:
    """Make one month's states anew from its days', by series id. Sums are of whole numbers, so their order does not matter."""
    clear(measures, grain=MONTH, first=month, last=month)
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    rows = _stored_days(list(measures), month, last)
    write({series: merged(unpacked(measures[series].keep, found), month) for series, found in rows.items()}, measures, grain=MONTH)


def _stored_days(series: Sequence[int], first: date, last: date) -> dict[int, list[Packed]]:
    found: dict[int, list[Packed]] = {}
    with binary_cursor() as cursor:
        cursor.execute(
            f"SELECT series_id, dimension, day, cells, hist FROM {TABLE} WHERE series_id = ANY(%s) AND grain = %s AND dimension = ANY(%s)"
            " AND day BETWEEN %s AND %s ORDER BY series_id, dimension, day",
            [list(series), DAY, DIMENSIONS, first, last],
        )
        for each, *row in cursor.fetchall():
            found.setdefault(each, []).append(_as_packed(row))
    return found


def _as_packed(row: Sequence[Any]) -> Packed:
    return row[0], row[1], row[2], row[3]


def merged(cells: Cells, day: date) -> Cells:
    """The cells of several days as those of one, dated `day`."""
    distinct, group = np.unique(cells.dimension << 40 | cells.value << 2 | cells.resolver, return_inverse=True)
    states = cells.states.merged(group, len(distinct))
    return Cells(distinct >> 40, np.full(len(distinct), epoch_day(day)), distinct >> 2 & 0xFFFFFFFF, distinct & 3, states)


def enter(series: Iterable[int], days: Sequence[date]) -> None:
    """Note in the ledger that these series have their states for these days."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {FilledDay._meta.db_table} (series_id, day) SELECT s, d FROM unnest(%s::int[]) s, unnest(%s::date[]) d ON CONFLICT DO NOTHING",
            [list(series), list(days)],
        )
