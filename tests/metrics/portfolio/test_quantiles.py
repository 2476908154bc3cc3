"""Percentiles read straight from a table of buckets."""

import numpy as np
import pytest

from metrics.aggregates import Sketch
from metrics.portfolio.histograms import Table
from metrics.portfolio.quantiles import Kept, quantiles
from metrics.readings.numbers import order_statistics

LOW, WIDTH = 700, 90


def table(seed: int) -> Table:
    """Two windows of six subjects; one has no values at all, the others up to some thousand."""
    chance = np.random.default_rng(seed)
    counts = chance.poisson(np.array([0.0, 0.01, 0.1, 1.0, 5.0, 40.0])[None, :, None], (2, 6, WIDTH)).astype(np.int32)
    return Table(counts, LOW)


@pytest.mark.parametrize("quantile", [0.01, 0.5, 0.9, 0.999])
def test_they_are_those_of_a_sketch_to_the_last_bit(quantile: float) -> None:
    for seed in range(10):
        counted = table(seed)
        cell, bucket = np.nonzero(counted.counts.reshape(-1, WIDTH))
        sketch = Sketch(cell, bucket + LOW, counted.counts.reshape(-1, WIDTH)[cell, bucket].astype(np.int64))
        found, n = quantiles(counted, quantile), sketch.totals(12)
        np.testing.assert_array_equal(found.den, n)
        np.testing.assert_array_equal(found.value, sketch.quantiles(12, quantile))
        for ours, theirs in zip((found.low, found.high), order_statistics(n, quantile, sketch.ranked), strict=True):
            np.testing.assert_array_equal(ours, theirs)


def test_the_values_behind_one_are_its_filled_buckets() -> None:
    counted = Table(np.zeros((2, 3, 5), dtype=np.int32), LOW)
    counted.counts[1, 2, [1, 4]] = 3, 2
    buckets, counts = Kept(counted, 5, 0.5).counts()
    assert (buckets.tolist(), counts.tolist()) == ([LOW + 1, LOW + 4], [3, 2])
