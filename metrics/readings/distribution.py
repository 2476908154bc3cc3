"""The values behind one percentile, as far as they are kept: how many lie in each bucket."""

from __future__ import annotations

import numpy as np

from metrics.aggregates import Ints, Sketch


class Distribution:
    """One cell of a sketch, and which quantile is read of it. Cut out of the sketch only when it is looked at."""

    __slots__ = ("_cell", "_sketch", "quantile")

    def __init__(self, sketch: Sketch, cell: int, quantile: float) -> None:
        self._sketch, self._cell, self.quantile = sketch, cell, quantile

    def counts(self) -> tuple[Ints, Ints]:
        """Buckets in ascending order, and how many values lie in each."""
        start, end = np.searchsorted(self._sketch.cell, (self._cell, self._cell + 1))
        return self._sketch.bucket[start:end], self._sketch.count[start:end]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Distribution):
            return NotImplemented
        return self.quantile == other.quantile and all(np.array_equal(*pair) for pair in zip(self.counts(), other.counts(), strict=True))

    def __hash__(self) -> int:
        return hash((self.quantile, *(part.tobytes() for part in self.counts())))
