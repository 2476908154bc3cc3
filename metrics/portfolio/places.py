"""Where each client stands among the others, and how much they differ: only as far as the intervals allow.

All of it rests on the readings' own 95 % intervals, so that a client's place never says more than its own page does. Clients with fewer
than 30 cases have no place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from metrics.aggregates import Flags, Floats, Ints
from metrics.declare import Better, Kpi
from metrics.readings.numbers import ADDED
from metrics.readings.statistics import ENOUGH, Z

from .figures import Figures
from .types import Position, Ranks, Spread

FARTHEST = 99.0
"""A distance is not told beyond this: an interval can be as narrow as nothing."""
POSITIONS = {
    Better.HIGHER: (Position.CLEARLY_WORSE, Position.WORSE, Position.TYPICAL, Position.BETTER, Position.CLEARLY_BETTER),
    Better.LOWER: (Position.CLEARLY_WORSE, Position.WORSE, Position.TYPICAL, Position.BETTER, Position.CLEARLY_BETTER),
    Better.BAND: (Position.LOWER, Position.LOWER, Position.TYPICAL, Position.HIGHER, Position.HIGHER),
}


@dataclass(frozen=True, slots=True)
class Places:
    """The places of subjects in one KPI. `ranked`: those that have one; `distance`, `best` and `worst` are of these alone."""

    kpi: Kpi
    ranked: Flags
    is_rankable: bool
    distance: Floats
    best: Ints
    worst: Ints
    spread: Spread | None

    def position(self, subject: int) -> Position:
        if not self.is_rankable:
            return Position.UNRANKED
        if not self.ranked[subject]:
            return Position.NOT_ENOUGH_DATA
        distance = self.distance[subject]
        step = 0 if abs(distance) <= 1 else 1 if abs(distance) <= 2 else 2
        return POSITIONS[self.kpi.better][2 + (step if distance > 0 else -step)]

    def ranks(self, subject: int) -> Ranks | None:
        return Ranks(int(self.best[subject]), int(self.worst[subject])) if self.ranked[subject] else None

    def away(self, subject: int) -> float | None:
        return float(self.distance[subject]) if self.ranked[subject] else None


def places(kpi: Kpi, figures: Figures, comparable: Flags, *, is_one_currency: bool = True) -> Places:
    """The places of the comparable subjects in the first window. Counts and levels say how large a client is, and rank nobody."""
    size = len(comparable)
    value, low, high, n = (each[0, :size] for each in (figures.value, figures.low, figures.high, figures.n))
    is_rankable = is_one_currency and kpi.reads.how not in ADDED
    ranked = comparable & (n >= ENOUGH) & np.isfinite(value) & np.isfinite(low) & np.isfinite(high) & is_rankable
    distance, best, worst = np.full(size, np.nan), np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    spread = None
    if ranked.any():
        own = value[ranked], low[ranked], high[ranked]
        sign = -1.0 if kpi.better is Better.LOWER else 1.0
        distance[ranked] = sign * distances(*own)
        best[ranked], worst[ranked] = rank_ranges(*own, lowest_first=kpi.better is not Better.HIGHER)
        spread = spread_of(*own) if ranked.sum() > 1 else None
    return Places(kpi, ranked, is_rankable, distance, best, worst, spread)


def distances(value: Floats, low: Floats, high: Floats) -> Floats:
    """How many half-intervals each value lies above (or below) the median of all; the half is the one that faces the median."""
    difference = value - _quantile(np.sort(value), 0.5)
    half = np.where(difference > 0, value - low, high - value)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        away = np.where(difference == 0, 0.0, difference / half)
    return np.clip(away, -FARTHEST, FARTHEST)


def rank_ranges(value: Floats, low: Floats, high: Floats, *, lowest_first: bool) -> tuple[Ints, Ints]:
    """The first and the last place each may hold. One is clearly above another if the interval of their difference, recovered from
    their own (MOVER: Zou and Donner 2008), does not reach 0. Pairs are judged one by one, without a correction for their number."""
    difference = value[:, None] - value[None, :]
    above = (difference * np.abs(difference) > ((value - low) ** 2)[:, None] + ((high - value) ** 2)[None, :]).astype(np.float32)
    each = np.ones(len(value), dtype=np.float32)
    higher, lower = (each @ above).astype(np.int64), (above @ each).astype(np.int64)
    ahead, behind = (lower, higher) if lowest_first else (higher, lower)
    return ahead + 1, len(value) - behind


def spread_of(value: Floats, low: Floats, high: Floats) -> Spread:
    """Quartiles, ends and heterogeneity of at least two values.

    Cochran's Q (1954) is the sum of squared distances from the weighted mean, each weighted by its precision 1 / s², here with
    s = (high - low) / (2 · 1.96) of the 95 % interval; if all were alike, it would be as chi-square with k - 1 degrees of freedom.
    I² = max(0, (Q - (k - 1)) / Q) is the part of the variation that is more than chance (Higgins and Thompson 2002).
    """
    ordered = np.sort(value)
    q1, median, q3 = (_quantile(ordered, part) for part in (0.25, 0.5, 0.75))
    error = (high - low) / (2 * Z)
    known = error > 0
    ends = len(value), float(ordered[0]), q1, median, q3, float(ordered[-1])
    if known.sum() < 2:
        return Spread(*ends)
    weight = 1 / error[known] ** 2
    mean = float((weight * value[known]).sum() / weight.sum())
    q, degrees = float((weight * (value[known] - mean) ** 2).sum()), int(known.sum()) - 1
    return Spread(*ends, q, chance_of(q, degrees), max(0.0, (q - degrees) / q) if q > 0 else 0.0)


def _quantile(ordered: Floats, part: float) -> float:
    """Interpolated between the two nearest of some values in ascending order."""
    place = (len(ordered) - 1) * part
    low = math.floor(place)
    below, above = float(ordered[low]), float(ordered[min(low + 1, len(ordered) - 1)])
    return below + (above - below) * (place - low)


def chance_of(q: float, degrees: int) -> float:
    """The probability that a chi-square variable is at least `q`: the regularised upper incomplete gamma function of degrees / 2 and q / 2,
    by its series below the mean and its continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31)."""
    a, x = degrees / 2, q / 2
    if x <= 0:
        return 1.0
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for step in range(1, 10_000):
            term *= x / (a + step)
            total += term
            if term < total * 1e-15:
                break
        return max(0.0, 1 - scale * total)
    b, c, d = x + 1 - a, 1e300, 1 / (x + 1 - a)
    fraction = d
    for step in range(1, 10_000):
        factor = -step * (step - a)
        b += 2
        d, c = 1 / (factor * d + b), b + factor / c
        fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return scale * fraction
