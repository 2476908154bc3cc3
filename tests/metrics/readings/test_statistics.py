"""Intervals and tests against published or independently computed figures."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.readings.statistics import counts_differ, estimates_differ, rank_bounds, rates_differ, wilson


@pytest.mark.parametrize(("met", "of"), [(0, 10), (3, 10), (81, 263), (15, 148), (1, 29), (29, 29)])
def test_wilsons_interval_is_scipys(met: int, of: int) -> None:
    """81 of 263, 15 of 148, 0 of 20 and 1 of 29 are the examples of Newcombe (1998)."""
    low, high = wilson(np.array([float(met)]), np.array([float(of)]))
    expected = stats.binomtest(met, of).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize("n", [1, 5])
def test_five_cases_have_no_interval_of_the_median(n: int) -> None:
    low, high = rank_bounds(np.array([n]), 0.5)
    assert (low[0], high[0]) == (-1, n)


@pytest.mark.parametrize("n", [6, 20, 200, 201, 5000])
@pytest.mark.parametrize("quantile", [0.5, 0.9])
def test_the_order_statistics_cover_the_quantile_at_least_nineteen_times_in_twenty(n: int, quantile: float) -> None:
    low, high = (int(each[0]) for each in rank_bounds(np.array([n]), quantile))
    below = stats.binom(n, quantile)
    covered = (below.cdf(high) if high < n else 1.0) - (below.cdf(low) if low >= 0 else 0.0)
    assert covered >= 0.945


def test_two_rates_are_compared_by_the_pooled_z_test() -> None:
    assert rates_differ(90, 100, 70, 100)
    assert not rates_differ(43, 50, 41, 50)
    assert not rates_differ(100, 100, 50, 50)


def test_two_estimates_differ_when_the_interval_of_their_difference_excludes_zero() -> None:
    assert estimates_differ(10, 9, 11, 20, 18, 22)
    assert not estimates_differ(10, 5, 16, 14, 9, 20)


@pytest.mark.parametrize(("now", "before"), [(120, 80), (100, 95), (30, 12), (0, 0), (52, 48)])
def test_two_counts_are_compared_given_their_sum(now: int, before: int) -> None:
    exact = stats.binomtest(now, now + before).pvalue if now + before else 1.0
    assert counts_differ(now, before) is bool(exact < 0.05)
