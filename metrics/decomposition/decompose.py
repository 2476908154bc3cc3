"""Takes the change of a reading apart over a dimension: two readings with breakdowns, and arithmetic on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from metrics.declare import CUTS, Dimension, How, Kpi
from metrics.readings import BreakdownRow, Comparison, Number, Reading, ReadingError, Request, read
from metrics.readings.judge import change as judged
from metrics.readings.wants import compared

from .averages import Effects, Part, averages, totals
from .histograms import histograms
from .quantiles import edges, quantiles
from .sentences import sentences
from .types import Decomposition, Kind, Segment

METHODS = {
    Kind.AVERAGE: ("midpoint weights: mean share × change of value, and change of share × mean value above the whole", "Kitagawa 1955; Das Gupta 1993"),
    Kind.QUANTILE: ("Aumann-Shapley value along the straight way between the two distributions", "Aumann and Shapley 1974; Firpo, Fortin and Lemieux 2009"),
    Kind.TOTAL: ("contributions: every segment's own change", "a sum is the sum of its parts"),
}
KINDS = {
    How.SHARE: Kind.AVERAGE,
    How.MEAN: Kind.AVERAGE,
    How.NET: Kind.AVERAGE,
    How.RATIO: Kind.AVERAGE,
    How.QUANTILE: Kind.QUANTILE,
    How.COUNT: Kind.TOTAL,
    How.SUM: Kind.TOTAL,
    How.LEVEL: Kind.TOTAL,
    How.DIFFERENCE: Kind.TOTAL,
}
AGREES = 1e-6
NOTHING = Number()


def decompose(request: Request, by: Dimension) -> Decomposition:
    """Why the KPI changed from the period it is compared with to the one asked for, over a dimension (the resolver included, the hour not).

    The statements it takes depend neither on the number of segments nor of cases. Raises ReadingError: NO_COMPARISON without a
    period to compare with, NO_DECOMPOSITION for what has no segments that add up (a KPI that is a formula, or no segments at all).
    """
    now, before = _readings(request, by)
    kind = KINDS[now.kpi.reads.how]
    rows = _paired(before, now)
    missing = _missing(before, now, kind)
    effects = None if missing else _effects(kind, before, now, rows)
    segments = tuple(sorted(_segments(kind, rows, effects), key=lambda each: (-abs(each.effect or 0.0), -each.n_now, each.label)))
    method, source = METHODS[kind]
    found = Decomposition(
        request=request,
        kpi=now.kpi,
        by=by,
        kind=kind,
        period_before=before.period,
        before=before.number,
        now=now.number,
        change=effects.change if effects else None,
        rate=math.fsum(effects.rate) if effects else None,
        mix=math.fsum(effects.mix) if effects else None,
        segments=segments,
        reverses=_reverses(effects, segments),
        method=method,
        source=source,
        sentences=(),
        missing=missing,
        is_partial=now.is_partial,
        direction=judged(now.kpi, now.number, before.number, is_partial=now.is_partial).direction,
    )
    return replace(found, sentences=sentences(found))


def _readings(request: Request, by: Dimension) -> tuple[Reading, Reading]:
    """The same breakdown of both periods."""
    if by not in CUTS:
        raise ReadingError("UNKNOWN_DIMENSION", f"A change is not taken apart by {by.name.lower()}.")
    earlier = compared(request)
    if earlier is None:
        raise ReadingError("NO_COMPARISON", "There is no change to take apart: ask for a period to compare with.")
    alone = replace(request, by=by, step=None, compare_with=Comparison.NONE, balancing=False, usual=False, history=False)
    now, before = read([alone, replace(alone, period=earlier)])
    if now.kpi.reads.how not in KINDS or now.kpi.reads.peak:
        raise ReadingError("NO_DECOMPOSITION", f"{now.kpi.key} is worked out from several figures and is not the sum of its segments.")
    return now, before


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment in both periods."""

    key: str
    label: str
    before: Number
    now: Number


def _paired(before: Reading, now: Reading) -> list[Pair]:
    rows: dict[str, list[BreakdownRow | None]] = {}
    for place, reading in enumerate((before, now)):
        for row in reading.breakdown:
            rows.setdefault(row.key, [None, None])[place] = row
    label = {key: next(row.label for row in pair if row is not None) for key, pair in rows.items()}
    return [Pair(key, label[key], old.number if old else NOTHING, new.number if new else NOTHING) for key, (old, new) in rows.items()]


def _missing(before: Reading, now: Reading, kind: Kind) -> tuple[str, ...]:
    """Why there is no change."""
    if now.missing:
        return now.missing
    empty = [reading for reading in (before, now) if reading.number.value is None]
    return tuple(f"There is nothing to measure from {each.period.start} to {each.period.end}." for each in empty)


def _effects(kind: Kind, before: Reading, now: Reading, rows: Sequence[Pair]) -> Effects:
    if kind is Kind.TOTAL:
        return _agreed(before, now, totals(*([number.value or 0.0 for number in side] for side in _sides(rows))))
    if kind is Kind.AVERAGE:
        return _agreed(before, now, averages(*([_part(now.kpi, number) for number in side] for side in _sides(rows))))
    (old, new), first = histograms([before.request, now.request], [row.key for row in rows])
    quantile = (now.percentile or 50.0) / 100
    change = (now.number.value or 0.0) - (before.number.value or 0.0)
    return quantiles(old, new, edges(first, first + old.shape[1]), quantile, change)


def _sides(rows: Sequence[Pair]) -> tuple[list[Number], list[Number]]:
    return [row.before for row in rows], [row.now for row in rows]


def _part(kpi: Kpi, number: Number) -> Part:
    """What a segment weighs and adds, so that their quotient is its value. What a ratio has over nothing is an amount without weight."""
    if kpi.reads.how is How.RATIO:
        under = number.denominator or 0.0
        return Part(under, number.value * under if number.value is not None else (number.numerator or 0.0) * kpi.reads.scale)
    if kpi.reads.how is How.SHARE:
        return Part(float(number.n), number.numerator or 0.0)
    return Part(float(number.n), (number.value or 0.0) * number.n)


def _agreed(before: Reading, now: Reading, effects: Effects) -> Effects:
    """The effects, unless the segments are not the whole: then there is nothing to explain it by."""
    change = (now.number.value or 0.0) - (before.number.value or 0.0)
    size = max(abs(now.number.value or 0.0), abs(before.number.value or 0.0), 1e-9)
    if abs(change - effects.change) > AGREES * size:
        raise ReadingError("NO_DECOMPOSITION", f"{now.kpi.key}: the segments do not add up to the whole.")
    return effects


def _segments(kind: Kind, rows: Sequence[Pair], effects: Effects | None) -> list[Segment]:
    weights = [[_weight(kind, number) for number in side] for side in _sides(rows)]
    sums = [math.fsum(side) for side in weights]
    return [
        Segment(
            key=row.key,
            label=row.label,
            n_before=row.before.n,
            n_now=row.now.n,
            share_before=weights[0][place] / sums[0] if sums[0] else None,
            share_now=weights[1][place] / sums[1] if sums[1] else None,
            value_before=row.before.value,
            value_now=row.now.value,
            rate=effects.rate[place] if effects else None,
            mix=effects.mix[place] if effects else None,
        )
        for place, row in enumerate(rows)
    ]


def _weight(kind: Kind, number: Number) -> float:
    if kind is Kind.TOTAL:
        return abs(number.value or 0.0)
    return number.denominator if number.denominator is not None else float(number.n)


def _reverses(effects: Effects | None, segments: Sequence[Segment]) -> bool:
    """Whether the whole moved against every one of its segments, of which there must be two at least."""
    if effects is None or not effects.change:
        return False
    moved = [each.value_now - each.value_before for each in segments if each.value_now is not None and each.value_before is not None]
    return len(moved) > 1 and all(each * effects.change < 0 for each in moved)
