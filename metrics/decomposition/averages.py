"""Averages of segments, taken apart with weights that are the means of both periods. Pure: numbers in, numbers out.

An average is the sum of share × value over its segments. Its change is the sum of

    rate_i = mean share_i × change of value_i
    mix_i  = (mean value_i − mean of the whole) × change of share_i

exactly, with nothing left over. Taking means of both periods (Marshall 1887 and Edgeworth 1925 for prices; Kitagawa 1955,
"Components of a difference between two rates", J. Am. Stat. Assoc. 50:1168, for rates; Das Gupta 1993 for more factors) makes it
symmetric: swapping the periods turns every sign round and changes nothing else. It does not matter how finely a segment is cut as
long as its pieces have equal values, nor in which order segments come. Subtracting the whole from the mix changes no sum, as the
changes of shares cancel out; it makes a segment's own mix effect mean something: more of what is above average raises the average.

A segment that one period lacks has no value there that could have changed: it is given that of the other period, so all of its
effect is mix. An amount without any cases (a cost of something that was never done) is nobody's share: it is a rate effect.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """What a segment brings in one period: how much it weighs (cases, or its denominator), and what it adds (its numerator)."""

    weight: float
    amount: float


class Effects(NamedTuple):
    """The change, and its effects by segment, in the order given."""

    change: float
    rate: list[float]
    mix: list[float]


def averages(before: Sequence[Part], now: Sequence[Part]) -> Effects:
    """The change of Σ amount ÷ Σ weight. The weights of either period must not add up to 0, and none may be negative."""
    weight_before, weight_now = (math.fsum(part.weight for part in parts) for parts in (before, now))
    whole_before, whole_now = (math.fsum(part.amount for part in parts) / of for parts, of in ((before, weight_before), (now, weight_now)))
    middle = (whole_before + whole_now) / 2
    rate, mix = [], []
    for old, new in zip(before, now, strict=True):
        share_before, share_now = old.weight / weight_before, new.weight / weight_now
        value_before, value_now = _values(old, new)
        unshared = (0.0 if new.weight else new.amount / weight_now) - (0.0 if old.weight else old.amount / weight_before)
        rate.append((share_before + share_now) / 2 * (value_now - value_before) + unshared)
        mix.append(((value_before + value_now) / 2 - middle) * (share_now - share_before))
    return settled(whole_now - whole_before, rate, mix)


def _values(old: Part, new: Part) -> tuple[float, float]:
    """A segment's value in both periods; the one it lacks is that of the other."""
    before = old.amount / old.weight if old.weight else None
    now = new.amount / new.weight if new.weight else None
    known = before if before is not None else now if now is not None else 0.0
    return (before if before is not None else known), (now if now is not None else known)


def totals(before: Sequence[float], now: Sequence[float]) -> Effects:
    """The change of a sum: every segment contributes its own, and there is no mix."""
    changes = [new - old for old, new in zip(before, now, strict=True)]
    return settled(math.fsum(now) - math.fsum(before), changes, [0.0] * len(changes))


def settled(change: float, rate: list[float], mix: list[float]) -> Effects:
    """With what rounding left over put where it is smallest in proportion: into the largest effect."""
    both = [*rate, *mix]
    if both:
        largest = max(range(len(both)), key=lambda place: abs(both[place]))
        both[largest] += change - math.fsum(both)
    return Effects(change, both[: len(rate)], both[len(rate) :])
