"""Percentiles taken apart: what each segment did to the median, exactly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.aggregates import Floats, bucket
from metrics.decomposition.averages import Effects
from metrics.decomposition.quantiles import edges, quantiles

SIZE = 60
FIRST = 900
BOUNDS = edges(FIRST, FIRST + SIZE)
row = st.lists(st.integers(0, 40), min_size=SIZE, max_size=SIZE)
side = st.lists(row, min_size=3, max_size=3).filter(lambda rows: sum(map(sum, rows)) > 0)


def counts(rows: list[list[int]]) -> Floats:
    return np.array(rows, dtype=np.float64)


def smooth(rows: Floats, quantile: float) -> float:
    """The quantile of cases that lie evenly in their bucket, walked up to bucket by bucket."""
    wanted, seen = quantile * rows.sum(), 0.0
    for place, held in enumerate(rows.sum(axis=0)):
        if held and seen + held >= wanted * (1 - 1e-12):
            return float(BOUNDS[place] + (BOUNDS[place + 1] - BOUNDS[place]) * (wanted - seen) / held)
        seen += held
    raise AssertionError


def apart(before: Floats, now: Floats, quantile: float = 0.5) -> Effects:
    return quantiles(before, now, BOUNDS, quantile, smooth(now, quantile) - smooth(before, quantile))


def lumps(*places: tuple[int, int]) -> list[int]:
    """Counts in a few neighbouring buckets: (first bucket, cases in each of ten)."""
    found = [0] * SIZE
    for first, held in places:
        for each in range(first, first + 10):
            found[each] += held
    return found


def test_the_bounds_are_those_of_the_buckets() -> None:
    inside = np.sqrt(BOUNDS[:-1] * BOUNDS[1:])
    assert bucket(inside).tolist() == list(range(FIRST, FIRST + SIZE))
    assert edges(0, 2)[0] == 0.0


def test_only_shares_changed_so_it_is_all_mix() -> None:
    quick, slow = lumps((0, 10)), lumps((40, 10))
    before, now = counts([[2 * each for each in quick], slow]), counts([quick, [2 * each for each in slow]])
    found = apart(before, now)
    assert found.change > 0
    assert sum(found.rate) == pytest.approx(0, abs=1e-9 * found.change)
    assert found.mix == pytest.approx([found.change / 2] * 2)


def test_only_one_segment_became_slower_so_it_is_all_its_rate() -> None:
    still = lumps((0, 5))
    found = apart(counts([still, lumps((10, 20))]), counts([still, lumps((40, 20))]))
    assert found.rate == pytest.approx([0, found.change])
    assert found.mix == pytest.approx([0, 0])


def test_effects_that_cancel_out_are_still_seen() -> None:
    """One segment becomes quicker as the other becomes slower: the median stands still, and both effects show."""
    found = apart(counts([lumps((10, 10)), lumps((20, 10))]), counts([lumps((20, 10)), lumps((10, 10))]))
    assert found.change == pytest.approx(0)
    assert found.rate[0] > 0
    assert found.rate[0] == pytest.approx(-found.rate[1])


def test_a_segment_that_one_period_lacks_is_mix() -> None:
    found = apart(counts([lumps((0, 10)), lumps()]), counts([lumps((0, 10)), lumps((40, 30))]))
    assert sum(found.mix) == pytest.approx(found.change)


@given(side, side, st.sampled_from((0.1, 0.5, 0.9)))
@settings(deadline=None)
def test_effects_add_up_to_the_change(before: list[list[int]], now: list[list[int]], quantile: float) -> None:
    found = apart(counts(before), counts(now), quantile)
    largest = max(abs(each) for each in (*found.rate, *found.mix, found.change, 1e-300))
    assert abs(math.fsum([*found.rate, *found.mix]) - found.change) <= 1e-12 * largest


@given(side, side, st.sampled_from((0.1, 0.5, 0.9)))
@settings(deadline=None)
def test_swapping_the_periods_turns_every_sign(before: list[list[int]], now: list[list[int]], quantile: float) -> None:
    there, back = apart(counts(before), counts(now), quantile), apart(counts(now), counts(before), quantile)
    size = max(abs(each) for each in (*there.rate, *there.mix, 1e-9))
    assert all(abs(one + other) <= 1e-6 * size for one, other in zip([*there.rate, *there.mix], [*back.rate, *back.mix], strict=True))


@given(side, side)
@settings(deadline=None)
def test_cutting_a_segment_into_equal_pieces_changes_nothing(before: list[list[int]], now: list[list[int]]) -> None:
    whole = apart(3 * counts(before), 3 * counts(now))
    old, new = (np.vstack((rows[:1], 2 * rows[:1], 3 * rows[1:])) for rows in (counts(before), counts(now)))
    cut = apart(old, new)
    size = max(abs(each) for each in (*whole.rate, *whole.mix, 1e-9))
    assert abs(whole.rate[0] - cut.rate[0] - cut.rate[1]) <= 1e-6 * size
    assert abs(whole.mix[0] - cut.mix[0] - cut.mix[1]) <= 1e-6 * size


def test_it_is_the_limit_of_many_small_steps() -> None:
    """An oracle: walk from one mixture to the other in thousands of steps and credit each to whoever moved the median in it."""
    chance = np.random.default_rng(7)
    before, now = (chance.integers(1, 50, (3, SIZE)).astype(float) * np.array(scale)[:, None] for scale in ((1, 2, 4.0), (4, 1, 2.0)))
    found = apart(before, now)
    old, new = before / before.sum(), now / now.sum()
    steps, credited = 2000, np.zeros(3)
    for step in range(steps):
        here = old + (new - old) * (step + 0.5) / steps
        point = smooth(here, 0.5)
        place = int(np.searchsorted(BOUNDS, point)) - 1
        width = BOUNDS[place + 1] - BOUNDS[place]
        up_to = [rows[:, :place].sum(axis=1) + (point - BOUNDS[place]) / width * rows[:, place] for rows in (old, new)]
        whole = (up_to[0].sum() + up_to[1].sum()) / 2
        moved = up_to[1] - up_to[0] - whole * (new.sum(axis=1) - old.sum(axis=1))
        credited -= moved / (here[:, place].sum() / width) / steps
    assert np.array(found.rate) + np.array(found.mix) == pytest.approx(credited, rel=1e-3)
