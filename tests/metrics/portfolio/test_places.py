"""Places and spread, against the slow way and against other people's figures."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from metrics.portfolio.places import FARTHEST, chance_of, distances, rank_ranges, spread_of

estimates = st.lists(st.tuples(st.integers(-100, 100), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=12)
Estimates = list[tuple[int, int, int]]


def columns(told: Estimates) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    value, below, above = (np.array(each, dtype=np.float64) for each in zip(*told, strict=True))
    return value, value - below, value + above


@settings(max_examples=30, deadline=None)
@given(told=estimates, lowest_first=st.booleans())
def test_a_rank_range_counts_those_clearly_ahead_and_clearly_behind(told: Estimates, lowest_first: bool) -> None:
    value, low, high = columns(told)

    def clearly_above(one: int, other: int) -> bool:
        return value[one] - value[other] > math.sqrt((value[one] - low[one]) ** 2 + (high[other] - value[other]) ** 2)

    best, worst = rank_ranges(value, low, high, lowest_first=lowest_first)
    for each in range(len(told)):
        above = sum(clearly_above(other, each) for other in range(len(told)))
        below = sum(clearly_above(each, other) for other in range(len(told)))
        ahead, behind = (below, above) if lowest_first else (above, below)
        assert (best[each], worst[each]) == (1 + ahead, len(told) - behind)
        assert best[each] <= worst[each]


@settings(max_examples=30, deadline=None)
@given(told=estimates)
def test_beyond_one_half_interval_means_that_the_interval_leaves_the_median_out(told: Estimates) -> None:
    value, low, high = columns(told)
    median = float(np.median(value))
    for away, point, under, over in zip(distances(value, low, high), value, low, high, strict=True):
        assert abs(away) <= FARTHEST
        if abs(abs(away) - 1) > 1e-6:
            assert (abs(away) > 1) == (not under <= median <= over) or point == median


@pytest.mark.parametrize("degrees", [1, 2, 7, 199])
@pytest.mark.parametrize("q", [0.0, 0.01, 1.0, 6.5, 198.0, 260.0, 900.0])
def test_the_chance_is_that_of_chi_square(q: float, degrees: int) -> None:
    assert chance_of(q, degrees) == pytest.approx(chi2.sf(q, degrees), rel=1e-9, abs=1e-300)


def test_clients_that_are_alike_are_not_inconsistent() -> None:
    value = np.array([0.5, 0.52, 0.49, 0.51])
    spread = spread_of(value, value - 0.1, value + 0.1)
    assert not spread.is_inconsistent
    assert spread.beyond_noise == 0
    assert spread.range == pytest.approx(0.03)
    assert spread.iqr == pytest.approx(0.015)


def test_heterogeneity_by_hand() -> None:
    # Two values 10 apart, each with a standard error of 1: the mean is 5 away from either, so Q = 25 + 25 and I² = 49 / 50.
    value, half = np.array([0.0, 10.0]), 1.959963984540054
    spread = spread_of(value, value - half, value + half)
    assert spread.q == pytest.approx(50)
    assert spread.beyond_noise == pytest.approx(0.98)
    assert spread.p_value == pytest.approx(chi2.sf(50, 1))
