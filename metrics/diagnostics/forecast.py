"""How many cases to expect in each hour of the week, from the account's own weeks. Pure.

The forecast of an hour is its mean over the weeks. Counts vary more than a Poisson count would (campaigns, outages), by about the same
factor everywhere: the dispersion, estimated from all hours together (quasi-likelihood: McCullagh and Nelder 1989, §4.5), never below 1.
One more week then has the variance dispersion × mean × (1 + 1 ÷ weeks).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from metrics.aggregates import Floats
from metrics.readings.statistics import Z


class Forecast(NamedTuple):
    """By hour of the week: what to expect, and the 95 % range of a single week. `dispersion` is 1 where counts vary as chance alone would."""

    mean: Floats
    low: Floats
    high: Floats
    dispersion: float


def forecast(weeks: Floats) -> Forecast:
    """From counts, weeks × hours; two weeks at least."""
    held = len(weeks)
    mean = weeks.mean(axis=0)
    filled = mean > 0
    squares = ((weeks[:, filled] - mean[filled]) ** 2 / mean[filled]).sum()
    dispersion = max(1.0, float(squares) / (int(filled.sum()) * (held - 1))) if filled.any() else 1.0
    error = Z * np.sqrt(dispersion * mean * (1 + 1 / held))
    return Forecast(mean, np.maximum(mean - error, 0.0), mean + error, dispersion)


def deferred(volume: Floats, *, hours: int, is_staffed: Floats) -> Floats:
    """Work that may wait: what comes in an hour is done evenly over the next so many staffed hours, that hour included. The week is a ring."""
    size, found = len(volume), np.zeros(len(volume))
    staffed = np.flatnonzero(is_staffed) if is_staffed.any() else np.arange(size)
    places = np.searchsorted(staffed, np.arange(size))
    span = min(max(hours, 1), len(staffed))
    for step in range(span):
        np.add.at(found, staffed[(places + step) % len(staffed)], volume / span)
    return found
