"""Honest statistics: intervals and tests, each by a named method. Arrays in, arrays out.

Rates: Wilson's score interval; two rates are compared by the pooled two-proportion z test. Percentiles: the
distribution-free interval between two order statistics; two of them are compared by Mood's test (1950), which counts how
many of either sample lie above the percentile of both together: it asks nothing of the shape, so it holds for the two humps
of AI and human durations. Means: normal theory; compared by MOVER, which recovers the variances from the intervals (Zou and
Donner 2008), here the same as Welch's z. Counts: two Poisson counts are compared conditionally on their sum. All at 95 %.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from metrics.aggregates import Floats, Ints

from .distribution import Distribution

Z = 1.959963984540054
ENOUGH = 30
EXACT_UP_TO = 200

WILSON = "Wilson score interval, 95 %"
ORDER_STATISTICS = "order statistics, distribution-free, 95 %"


def wilson(met: Floats, of: Floats) -> tuple[Floats, Floats]:
    """The interval of met ÷ of; `of` must be positive."""
    rate = met / of
    centre = (rate + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z / (1 + Z**2 / of) * np.sqrt(rate * (1 - rate) / of + Z**2 / (4 * of**2))
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def rank_bounds(n: Ints, quantile: float) -> tuple[Ints, Ints]:
    """The 0-based ranks between which a quantile lies; -1 and n where so few values allow no bound."""
    spread = Z * np.sqrt(n * quantile * (1 - quantile))
    low = np.floor(n * quantile - spread).astype(np.int64) - 1
    high = np.ceil(n * quantile + spread).astype(np.int64)
    for place in np.flatnonzero(n <= EXACT_UP_TO):
        low[place], high[place] = _exact_ranks(int(n[place]), quantile)
    return np.maximum(low, -1), np.minimum(high, n)


@lru_cache(maxsize=4096)
def _exact_ranks(n: int, quantile: float) -> tuple[int, int]:
    """From the binomial distribution: the narrowest pair with at most 2.5 % on either side."""
    tail = (1 - 0.95) / 2
    below, low, high = 0.0, -1, n
    for successes in range(n + 1):
        below += math.comb(n, successes) * quantile**successes * (1 - quantile) ** (n - successes)
        if below <= tail:
            low = successes
        if below >= 1 - tail:
            high = successes
            break
    return low, high


def rates_differ(met: float, of: float, met_before: float, of_before: float) -> bool:
    """Two-proportion z test, pooled."""
    pooled = (met + met_before) / (of + of_before)
    error = math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / of_before))
    return error > 0 and abs(met / of - met_before / of_before) / error > Z


def percentiles_differ(now: Distribution, before: Distribution) -> bool:
    """Mood's test at the percentile both samples have together, each value as exact as its bucket (1 %). Both must hold values."""
    (buckets, counts), (buckets_before, counts_before) = now.counts(), before.counts()
    first = min(buckets[0], buckets_before[0])
    pooled = np.bincount(np.concatenate([buckets, buckets_before]) - first, weights=np.concatenate([counts, counts_before]))
    running = pooled.cumsum()
    middle = first + running.searchsorted(now.quantile * running[-1])
    above, above_before = float(counts[buckets > middle].sum()), float(counts_before[buckets_before > middle].sum())
    return rates_differ(above, float(counts.sum()), above_before, float(counts_before.sum()))


def estimates_differ(value: float, low: float, high: float, before: float, before_low: float, before_high: float) -> bool:
    """MOVER: the interval of the difference of two estimates, from their own intervals, does not cover 0."""
    difference = value - before
    lowest = difference - math.hypot(value - low, before_high - before)
    highest = difference + math.hypot(high - value, before - before_low)
    return not lowest <= 0 <= highest


def counts_differ(count: float, before: float) -> bool:
    """Two Poisson counts over equal times: given their sum, either is binomial with one half."""
    both = count + before
    return both > 0 and abs(count - before) / math.sqrt(both) > Z
