"""What to expect in each hour, and where work that may wait is done."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.diagnostics.forecast import deferred, forecast

volumes = st.lists(st.floats(0, 500), min_size=24, max_size=24)


def test_the_mean_of_the_weeks_with_a_poisson_range() -> None:
    """10 every week: no more spread than chance, so ± 1.96 × √(10 × (1 + 1/4))."""
    found = forecast(np.full((4, 3), 10.0))
    assert found.mean.tolist() == [10, 10, 10]
    assert found.dispersion == 1
    assert found.high[0] == pytest.approx(10 + 1.959964 * 12.5**0.5)


def test_weeks_that_differ_more_than_chance_widen_the_range() -> None:
    """4 and 16 in two weeks: squares 36/10 twice over one degree of freedom make 7.2."""
    found = forecast(np.array([[4.0], [16.0]]))
    assert found.dispersion == pytest.approx(7.2)
    assert found.low[0] == 0


def test_an_hour_without_cases_expects_none() -> None:
    found = forecast(np.array([[0.0, 5.0], [0.0, 7.0]]))
    assert (found.mean[0], found.low[0], found.high[0]) == (0, 0, 0)


def test_nine_out_of_ten_and_more_of_new_weeks_fall_into_the_range() -> None:
    chance = np.random.default_rng(11)
    rates = chance.uniform(2, 40, 168)
    found = forecast(chance.poisson(rates, (8, 168)).astype(float))
    new = chance.poisson(rates, (200, 168))
    inside = ((new >= found.low) & (new <= found.high)).mean()
    assert 0.92 < inside < 0.98


def test_work_is_spread_over_the_hours_it_may_wait() -> None:
    volume = np.zeros(24)
    volume[22] = 6.0
    assert np.flatnonzero(deferred(volume, hours=3, is_staffed=np.ones(24))).tolist() == [0, 22, 23]


def test_what_comes_at_night_is_done_from_the_opening_on() -> None:
    is_open = np.zeros(24)
    is_open[9:17] = 1
    volume = np.zeros(24)
    volume[3] = 8.0
    found = deferred(volume, hours=2, is_staffed=is_open)
    assert (found[9], found[10], found.sum()) == (4, 4, 8)


@given(volumes, st.integers(0, 60), st.lists(st.booleans(), min_size=24, max_size=24))
def test_no_work_is_lost_and_none_is_done_in_closed_hours(volume: list[float], hours: int, is_open: list[bool]) -> None:
    staffed = np.array(is_open, dtype=float)
    found = deferred(np.array(volume), hours=hours, is_staffed=staffed)
    assert found.sum() == pytest.approx(sum(volume))
    assert not staffed.any() or not found[staffed == 0].any()
