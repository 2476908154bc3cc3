"""Percentiles of all subjects at once, straight from a table of buckets: the same numbers as of a sketch, without making one."""

from __future__ import annotations

import numpy as np

from metrics.aggregates import MIDDLES, Floats, Ints, Sketch, interpolated
from metrics.readings.distribution import Distribution
from metrics.readings.numbers import Read, order_statistics

from .histograms import Table

INT32 = np.iinfo(np.int32).max


class Kept(Distribution):
    """The values behind one subject's percentile in one window; its buckets are looked for only when they are asked for."""

    __slots__ = ("_table",)

    def __init__(self, table: Table, cell: int, quantile: float) -> None:
        super().__init__(Sketch.empty(), cell, quantile)
        self._table = table

    def counts(self) -> tuple[Ints, Ints]:
        counts = self._table.counts.reshape(-1, self._table.counts.shape[-1])[self._cell]
        filled = np.flatnonzero(counts)
        return filled + self._table.low, counts[filled].astype(np.int64)


def quantiles(table: Table, quantile: float) -> Read:
    """A percentile with its interval, by window and subject."""
    width = table.counts.shape[-1]
    whole = int(table.counts.sum(dtype=np.int64))
    running = np.cumsum(table.counts, axis=None, dtype=np.int32 if whole <= INT32 else np.int64)
    until = running[width - 1 :: width].astype(np.int64)
    before = np.concatenate(([0], until[:-1]))
    n = until - before

    def ranked(cell: Ints, *ranks: Ints) -> list[Floats]:
        """The values with these 0-based ranks among those of each cell."""
        places = [np.searchsorted(running, (before[cell] + rank).astype(running.dtype), side="right") for rank in ranks]
        return [MIDDLES[place % width + table.low] for place in places]

    low, high = order_statistics(n, quantile, ranked)
    nothing = [0.0] * len(n)
    return Read(interpolated(n, quantile, ranked).tolist(), nothing, n.astype(np.float64).tolist(), low.tolist(), high.tolist())
