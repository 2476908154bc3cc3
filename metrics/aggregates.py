"""Mergeable states: collect them from rows, merge them, read numbers from them. Knows neither KPIs nor Django.

The state of one cell is `num`, `den`, `sumsq` (those its aggregate keeps) and, for a Histogram, packed buckets. States add; nothing that does not
add (a rate, a median) is ever a state. Sums of values are kept in whole thousandths so that they are exact in a
float and do not depend on the order of the rows: the same rows always make the same bytes.

A histogram is a run of little-endian u32, `bucket << 21 | count`. Buckets may repeat, so concatenation is a merge.
Bucket 0 holds values <= 0; bucket i >= 1 holds (FLOOR * GAMMA**(i - 1), FLOOR * GAMMA**i].
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ERROR = 0.01
GAMMA = (1 + ERROR) / (1 - ERROR)
LOG_GAMMA = math.log(GAMMA)
FLOOR = 1e-6
COUNT_BITS = 21
COUNT_MAX = (1 << COUNT_BITS) - 1
BUCKETS = 1 << (32 - COUNT_BITS)
PER_UNIT = 1000.0
DENSE_LIMIT = 8_000_000
SPARSE = 32  # so many places for each row, and sorting the rows is quicker than looking at the places

MIDDLES: Floats = FLOOR * GAMMA ** np.arange(BUCKETS, dtype=np.float64) * 2 / (1 + GAMMA)
MIDDLES[0] = 0.0


def bucket(values: Floats) -> Ints:
    """The bucket of each value; values beyond the last bucket stay in it."""
    found = np.zeros(len(values), dtype=np.int64)
    positive = values > 0
    found[positive] = np.clip(np.ceil(np.log(values[positive] / FLOOR) / LOG_GAMMA), 1, BUCKETS - 1)
    return found


def numbered(key: Ints, space: int) -> tuple[Ints, Ints]:
    """The distinct keys in ascending order, and the place of each key among them. `space`: keys are below it; a small one is quick."""
    if space > DENSE_LIMIT:
        return np.unique(key, return_inverse=True)
    distinct = np.flatnonzero(np.bincount(key, minlength=1))
    place = np.zeros(int(distinct[-1]) + 1 if distinct.size else 1, dtype=np.int64)
    place[distinct] = np.arange(len(distinct))
    return distinct, place[key]


def interpolated(totals: Ints, quantile: float, ranked: Callable[[Ints, Ints, Ints], list[Floats]]) -> Floats:
    """The quantile of each cell with so many values, between the floor and the ceiling rank as percentile_cont does; NaN for an empty cell.
    `ranked`: the values of cells at two ranks."""
    found = np.full(len(totals), np.nan)
    filled = np.flatnonzero(totals)
    place = (totals[filled] - 1) * quantile
    low = np.floor(place)
    if filled.size:
        below, above = ranked(filled, low.astype(np.int64), np.ceil(place).astype(np.int64))
        found[filled] = below + (above - below) * (place - low)
    return found


@dataclass(frozen=True, slots=True)
class Sketch:
    """Histograms of many cells: for each non-empty bucket its cell, its number and its count. Sorted by cell and bucket
    unless it was just unpacked: merge first, then read."""

    cell: Ints
    bucket: Ints
    count: Ints

    @classmethod
    def of(cls, cell: Ints, buckets: Ints, size: int, counts: Ints | None = None) -> Sketch:
        """Count buckets by cell. `counts` are the weights of entries that are already counts."""
        if not cell.size:
            return cls.empty()
        low = int(buckets.min())
        width = int(buckets.max()) - low + 1
        key = cell * width + (buckets - low)
        if size * width <= min(DENSE_LIMIT, SPARSE * len(cell)):
            weighted = np.bincount(key, weights=counts)
            found = np.flatnonzero(weighted)
            total = weighted[found].astype(np.int64)
        elif counts is None:
            found, total = np.unique(key, return_counts=True)
        else:
            order = np.argsort(key, kind="stable")
            found, first = np.unique(key[order], return_index=True)
            total = np.add.reduceat(counts[order], first)
        return cls(found // width, found % width + low, total)

    @classmethod
    def empty(cls) -> Sketch:
        none = np.zeros(0, dtype=np.int64)
        return cls(none, none, none)

    @classmethod
    def unpack(cls, entries: NDArray[np.uint32], held: Ints) -> Sketch:
        """Stored histograms, cell after cell; `held` says how many entries each cell has."""
        read = entries.astype(np.int64)
        return cls(np.repeat(np.arange(len(held)), held), read >> COUNT_BITS, read & COUNT_MAX)

    @classmethod
    def gathered(cls, entries: NDArray[np.uint32], held: Ints, group: Ints, size: int) -> Sketch:
        """Read stored histograms and merge them at once: `held` entries of each stored cell go to its `group`, those of -1 nowhere."""
        buckets = entries >> np.uint32(COUNT_BITS)
        low = int(buckets.min()) if buckets.size else 0
        width = int(buckets.max()) - low + 1 if buckets.size else 1
        if (size + 1) * width > DENSE_LIMIT:
            owner = np.repeat(group, held)
            kept = owner >= 0
            return cls.of(owner[kept], buckets[kept].astype(np.int64), size, (entries[kept] & np.uint32(COUNT_MAX)).astype(np.int64))
        key = np.repeat((group + 1) * width - low, held)
        key += buckets
        weighted = np.bincount(key, weights=entries & np.uint32(COUNT_MAX), minlength=(size + 1) * width)[width:]
        found = np.flatnonzero(weighted)
        cell, bucket = np.divmod(found, width)
        return cls(cell, bucket + low, weighted[found].astype(np.int64))

    def pack(self) -> tuple[Ints, NDArray[np.uint32]]:
        """The cell and the packed u32 of each entry; counts beyond 21 bits are split over several entries."""
        cell, buckets, count = self.cell, self.bucket, self.count
        if count.size and count.max() > COUNT_MAX:
            pieces = -(-count // COUNT_MAX)
            first = np.repeat(np.cumsum(pieces) - pieces, pieces)
            rank = np.arange(pieces.sum()) - first
            cell, buckets = np.repeat(cell, pieces), np.repeat(buckets, pieces)
            count = np.minimum(np.repeat(count, pieces) - rank * COUNT_MAX, COUNT_MAX)
        return cell, (buckets << COUNT_BITS | count).astype("<u4")

    def totals(self, size: int) -> Ints:
        """How many values each cell holds."""
        return np.bincount(self.cell, weights=self.count, minlength=size).astype(np.int64)

    def merged(self, group: Ints, size: int) -> Sketch:
        """Cells with the same `group` become one; those of group -1 are left out."""
        owner = group[self.cell]
        kept = owner >= 0
        return Sketch.of(owner[kept], self.bucket[kept], size, self.count[kept])

    def ranked(self, cell: Ints, *ranks: Ints) -> list[Floats]:
        """The values with these 0-based ranks in each named cell, within ERROR; the ranks must exist there."""
        running = np.cumsum(self.count)
        before = np.concatenate(([0], running))[np.searchsorted(self.cell, cell)]
        return [MIDDLES[self.bucket[np.searchsorted(running, before + rank, side="right")]] for rank in ranks]

    def quantiles(self, size: int, quantile: float) -> Floats:
        """Each cell's quantile, interpolated between the floor and the ceiling rank as percentile_cont does; NaN for an empty cell."""
        return interpolated(self.totals(size), quantile, self.ranked)

    def squares(self, size: int) -> Floats:
        """The sum of squared values of each cell, from the buckets' middles."""
        return _weighed(self.cell, self.count * MIDDLES[self.bucket] ** 2, size)


@dataclass(frozen=True, slots=True)
class States:
    """The states of cells 0 … n - 1 side by side. `sketch` is None where the aggregate keeps no histogram."""

    num: Floats
    den: Floats
    sumsq: Floats
    sketch: Sketch | None = None

    def __len__(self) -> int:
        return len(self.den)

    def filled(self) -> Ints:
        """The cells in which anything was counted."""
        return np.flatnonzero((self.den != 0) | (self.num != 0))

    def merged(self, group: Ints, size: int) -> States:
        """Cells with the same `group` become one; those of group -1 are left out. Sums of whole numbers are exact in any order."""
        kept = group >= 0
        num, den, sumsq = (_weighed(group[kept], part[kept], size) for part in (self.num, self.den, self.sumsq))
        return States(num, den, sumsq, self.sketch.merged(group, size) if self.sketch else None)


_NO_FLAGS: Flags = np.zeros(0, dtype=np.bool_)
_NO_VALUES: Floats = np.zeros(0)
_NO_CELLS: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a measure's population, side by side: the cell of each, whether it met the condition, its value, and
    for a Level the cell it leaves (-1 for none, in `cell` too). Only what the aggregate asks for need be there."""

    cell: Ints
    met: Flags = field(default_factory=lambda: _NO_FLAGS)
    value: Floats = field(default_factory=lambda: _NO_VALUES)
    ended: Ints = field(default_factory=lambda: _NO_CELLS)


def record(*numbers: tuple[str, str]) -> np.dtype[np.void]:
    """How a cell is stored: its value, its resolver, and the numbers an aggregate keeps, packed."""
    return np.dtype([("value", "<i4"), ("resolver", "u1"), *numbers])


class Aggregate(Protocol):
    """What a measure keeps of its rows: the states of cells 0 … size - 1."""

    @property
    def name(self) -> str: ...

    @property
    def record(self) -> np.dtype[np.void]: ...

    def collect(self, rows: Rows, size: int) -> States: ...


@dataclass(frozen=True, slots=True)
class Count:
    """How many. den: rows."""

    name: ClassVar[str] = "count"
    record: ClassVar[np.dtype[np.void]] = record(("den", "<u4"))

    def collect(self, rows: Rows, size: int) -> States:
        return States(np.zeros(size), _counted(rows.cell, size), np.zeros(size))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many. num: rows that met the condition; den: rows."""

    name: ClassVar[str] = "share"
    record: ClassVar[np.dtype[np.void]] = record(("num", "<u4"), ("den", "<u4"))

    def collect(self, rows: Rows, size: int) -> States:
        return States(_counted(rows.cell[rows.met], size), _counted(rows.cell, size), np.zeros(size))


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and its spread. num: sum in thousandths, den: rows, sumsq: sum of squares in thousandths. For scores, not for durations."""

    name: ClassVar[str] = "mean"
    record: ClassVar[np.dtype[np.void]] = record(("num", "<f8"), ("den", "<u4"), ("sumsq", "<f8"))

    def collect(self, rows: Rows, size: int) -> States:
        squares = _weighed(rows.cell, np.rint(rows.value**2 * PER_UNIT), size)
        return States(_summed(rows, size), _counted(rows.cell, size), squares)


@dataclass(frozen=True, slots=True)
class Histogram:
    """A distribution: every percentile within ERROR, and the mean. num: sum in thousandths, den: rows."""

    name: ClassVar[str] = "histogram"
    record: ClassVar[np.dtype[np.void]] = record(("num", "<f8"), ("den", "<u4"), ("entries", "<u4"))

    def collect(self, rows: Rows, size: int) -> States:
        return States(_summed(rows, size), _counted(rows.cell, size), np.zeros(size), Sketch.of(rows.cell, bucket(rows.value), size))


@dataclass(frozen=True, slots=True)
class Level:
    """A stock, as what entered (num) and what left (den) each day: the level is the sum of num - den up to a day.

    Levels add across teams, never across days.
    """

    name: ClassVar[str] = "level"
    record: ClassVar[np.dtype[np.void]] = record(("num", "<u4"), ("den", "<u4"))

    def collect(self, rows: Rows, size: int) -> States:
        return States(_counted(rows.cell[rows.cell >= 0], size), _counted(rows.ended[rows.ended >= 0], size), np.zeros(size))


def _counted(cell: Ints, size: int) -> Floats:
    return np.bincount(cell, minlength=size).astype(np.float64)


def _weighed(cell: Ints, weights: Floats, size: int) -> Floats:
    return np.bincount(cell, weights=weights, minlength=size).astype(np.float64, copy=False)


def _summed(rows: Rows, size: int) -> Floats:
    return _weighed(rows.cell, np.rint(rows.value * PER_UNIT), size)
