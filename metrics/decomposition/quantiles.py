"""Medians and percentiles of segments, taken apart over their histograms. Pure: arrays in, arrays out.

A percentile is no average of the segments' percentiles, so shares and values cannot simply be multiplied. But at any point x the
share of cases up to x is an average of the segments' own such shares, and that one can be taken apart exactly (see averages). Let
the distribution go from the earlier to the present one in a straight line. On its way the percentile passes every x between its two
values, and at each x a segment has its part in the change of the share of cases up to x:

    effect_i = ∫ part_i(x) ÷ Σ_j part_j(x) dx, from the earlier percentile to the present one

The parts under the integral add up to 1 at every x, so the effects add up to the change. This is the value of Aumann and Shapley
(1974, "Values of Non-Atomic Games"): Shapley's average over all orders in which the changes could have happened, in steps too
small to depend on an order. Hence it is symmetric when the periods are swapped, and does not depend on how finely a segment is cut
if its pieces are distributed alike. For small changes it is the decomposition by recentred influence functions (Firpo, Fortin and
Lemieux 2009, Econometrica 77:953).

Cases lie evenly within their bucket here. What a reading's percentile, which stands between two ranks, differs from that (within
the error of a bucket, more only where there are very few cases) falls on the segments by their mean share, as a rate effect.
"""

from __future__ import annotations

import numpy as np

from metrics.aggregates import FLOOR, GAMMA, Floats

from .averages import Effects, settled

NODES, WEIGHTS = np.polynomial.legendre.leggauss(6)
STILL = 1e-9  # in proportion: a percentile that moved by less stands still
FLAT = 1e-12


def edges(first: int, beyond: int) -> Floats:
    """The bounds of the buckets from `first` up to `beyond`, one more than buckets. Bucket 0, which holds what took no time, begins at 0."""
    found = FLOOR * GAMMA ** (np.arange(first, beyond + 1, dtype=np.float64) - 1)
    if first == 0:
        found[0] = 0.0
    return found


def quantiles(before: Floats, now: Floats, bounds: Floats, quantile: float, change: float) -> Effects:
    """The effects on a reading's `change` of the quantile. `before` and `now`: counts, segments × buckets; neither may be empty."""
    old, new = _Mixture.of(before, now), _Mixture.of(now, before)
    shares = (old.share + new.share) / 2
    start, end = old.quantile(bounds, quantile), new.quantile(bounds, quantile)
    if abs(end - start) <= STILL * max(start, end):
        rate, mix = _standing(old, new, bounds, (start + end) / 2)
    else:
        rate, mix = _moving(old, new, bounds, start, end)
    rate += shares * (change - rate.sum() - mix.sum())
    return settled(change, rate.tolist(), mix.tolist())


class _Mixture:
    """One period: each segment's share, and the share of its cases up to each bound."""

    def __init__(self, share: Floats, up_to: Floats) -> None:
        self.share, self.up_to = share, up_to

    @classmethod
    def of(cls, counts: Floats, other: Floats) -> _Mixture:
        """A segment without cases is distributed as in the other period."""
        own = counts.sum(axis=1)
        known = np.where(own[:, None] > 0, counts, other)
        total = known.sum(axis=1, keepdims=True)
        up_to = np.cumsum(known, axis=1) / np.where(total > 0, total, 1.0)
        return cls(own / own.sum(), np.concatenate((np.zeros((len(counts), 1)), up_to), axis=1))

    def quantile(self, bounds: Floats, quantile: float) -> float:
        """The lowest point up to which so many of the cases lie."""
        whole = self.share @ self.up_to
        place = min(max(int(np.searchsorted(whole, quantile, side="left")), 1), len(bounds) - 1)
        rise = whole[place] - whole[place - 1]
        return float(bounds[place - 1] + (bounds[place] - bounds[place - 1]) * ((quantile - whole[place - 1]) / rise if rise > 0 else 1.0))

    def at(self, bounds: Floats, points: Floats) -> Floats:
        """The share of each segment's cases up to each point: segments × points."""
        place = np.clip(np.searchsorted(bounds, points, side="right") - 1, 0, len(bounds) - 2)
        within = (points - bounds[place]) / (bounds[place + 1] - bounds[place])
        return np.asarray(self.up_to[:, place] + within * (self.up_to[:, place + 1] - self.up_to[:, place]))


def _parts(old: _Mixture, new: _Mixture, bounds: Floats, points: Floats) -> tuple[Floats, Floats]:
    """What left the share of cases up to each point, by segment: because it was distributed otherwise, and because of shares."""
    before, now = old.at(bounds, points), new.at(bounds, points)
    middle = (old.share @ before + new.share @ now) / 2
    rate = -((old.share + new.share) / 2)[:, None] * (now - before)
    mix = -((before + now) / 2 - middle) * (new.share - old.share)[:, None]
    return rate, mix


def _moving(old: _Mixture, new: _Mixture, bounds: Floats, start: float, end: float) -> tuple[Floats, Floats]:
    """The integral, bucket by bucket: within one the shares are straight lines."""
    low, high = min(start, end), max(start, end)
    cuts = np.concatenate(([low], bounds[(bounds > low) & (bounds < high)], [high]))
    half = np.diff(cuts)[:, None] / 2
    points = (cuts[:-1, None] + half * (1 + NODES)).ravel()
    lengths = (half * WEIGHTS).ravel() * (1 if end > start else -1)
    rate, mix = _parts(old, new, bounds, points)
    together = rate.sum(axis=0) + mix.sum(axis=0)
    sound = np.abs(together) > FLAT
    weight = np.where(sound, lengths / np.where(sound, together, 1.0), 0.0)
    return rate @ weight, mix @ weight


def _standing(old: _Mixture, new: _Mixture, bounds: Floats, point: float) -> tuple[Floats, Floats]:
    """Where effects cancel out and the quantile stands still: what left the share of cases, divided by how dense they are there."""
    place = min(max(int(np.searchsorted(bounds, point, side="left")), 1), len(bounds) - 1)
    width = bounds[place] - bounds[place - 1]
    density = sum(float(each.share @ (each.up_to[:, place] - each.up_to[:, place - 1])) for each in (old, new)) / (2 * width)
    rate, mix = _parts(old, new, bounds, np.array([point]))
    return (rate[:, 0] / density, mix[:, 0] / density) if density > 0 else (rate[:, 0] * 0.0, mix[:, 0] * 0.0)
