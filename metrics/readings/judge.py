"""What a number means: against the number before, against the target, against what others published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.declare import Benchmark, BenchmarkKind, Better, How, Kpi

from .statistics import ENOUGH, counts_differ, estimates_differ, percentiles_differ, rates_differ
from .types import Change, Direction, Filter, Number, Status, TargetValue

PREFERRED = (BenchmarkKind.TARGET, BenchmarkKind.AVERAGE, BenchmarkKind.BEST, BenchmarkKind.ALERT)
COUNTED = (How.COUNT, How.LEVEL)
ADDED = (How.COUNT, How.SUM, How.DIFFERENCE)  # grow as the period goes on


def change(kpi: Kpi, now: Number, before: Number, *, is_partial: bool = False) -> Change:
    """From the earlier number to the present one. Fewer than 30 cases on either side decide nothing, nor does the count of a
    period that is not over against that of one that is."""
    if now.value is None or before.value is None:
        return Change(direction=Direction.NEW if now.value is not None and not before.n else Direction.UNKNOWN)
    difference = now.value - before.value
    relative = difference / before.value if before.value else None
    if not before.n and now.n and kpi.reads.how in COUNTED:
        return Change(difference, relative, direction=Direction.NEW)
    if _too_few(kpi, now, before) or (is_partial and kpi.reads.how in ADDED) or not _has_noise_known(kpi, now, before):
        return Change(difference, relative, direction=Direction.UNKNOWN)
    significant = differ(kpi, now, before)
    return Change(difference, relative, significant, _direction(kpi.better, difference) if significant else Direction.UNCHANGED)


def _has_noise_known(kpi: Kpi, now: Number, before: Number) -> bool:
    """Whether anything says how far chance alone would move the two; a formula's value has nothing that does."""
    return kpi.reads.how in (*COUNTED, How.SHARE) or all(each.interval or each.distribution for each in (now, before))


def _too_few(kpi: Kpi, now: Number, before: Number) -> bool:
    """Of counts and levels the two together are what the test rests on."""
    return now.n + before.n < ENOUGH if kpi.reads.how in COUNTED else min(now.n, before.n) < ENOUGH


def differ(kpi: Kpi, now: Number, before: Number) -> bool:
    """Whether two numbers of a KPI differ by more than noise, at 95 %."""
    if now.value is None or before.value is None:
        return False
    if kpi.reads.how in COUNTED:
        return counts_differ(now.value, before.value)
    if kpi.reads.how is How.SHARE:
        return rates_differ(now.numerator or 0.0, float(now.n), before.numerator or 0.0, float(before.n))
    if now.distribution and before.distribution:
        return percentiles_differ(now.distribution, before.distribution)
    if now.interval is None or before.interval is None:
        return False
    return estimates_differ(now.value, now.interval.low, now.interval.high, before.value, before.interval.low, before.interval.high)


def _direction(better: Better, difference: float) -> Direction:
    if better is Better.BAND:
        return Direction.HIGHER if difference > 0 else Direction.LOWER
    return Direction.IMPROVED if (difference > 0) is (better is Better.HIGHER) else Direction.WORSENED


def status(kpi: Kpi, number: Number, target: TargetValue | None) -> Status:
    """Where a number stands; a rate or percentile of fewer than 30 cases, or one whose interval covers the target, is not judged."""
    if target is None:
        return Status.NO_TARGET
    if number.value is None or (kpi.reads.how not in COUNTED and number.n < ENOUGH):
        return Status.NOT_ENOUGH_DATA
    low, high = bounds(kpi.better, target)
    edges = [edge for edge in (low, high) if edge is not None]
    if number.interval and any(number.interval.low < edge < number.interval.high for edge in edges):
        return Status.TOO_CLOSE_TO_CALL
    return Status.ON_TARGET if (low is None or number.value >= low) and (high is None or number.value <= high) else Status.OFF_TARGET


def bounds(better: Better, target: TargetValue) -> tuple[float | None, float | None]:
    """The lowest and the highest value that are on target."""
    if better is Better.HIGHER:
        return target.value, None
    return (None, target.value) if better is Better.LOWER else (target.value, target.upper)


def best_benchmark(kpi: Kpi, filters: Sequence[Filter]) -> Benchmark | None:
    """The published figure that fits the filter best: one for exactly this segment, else one that holds for all."""
    wanted: Mapping[int, set[str]] = {each.dimension: {value.casefold() for value in each.values} for each in filters}
    fitting = [each for each in kpi.benchmarks if each.when and _fits(each, wanted)]
    general = [each for each in kpi.benchmarks if each.when is None and each.condition is None and not (each.low is None and each.high is None)]
    ranked = sorted(fitting or general, key=lambda each: PREFERRED.index(each.kind))
    return ranked[0] if ranked else None


def _fits(benchmark: Benchmark, wanted: Mapping[int, set[str]]) -> bool:
    values = wanted.get(benchmark.when.dimension) if benchmark.when else None
    return bool(values) and values is not None and benchmark.when is not None and values <= set(benchmark.when.keys)
