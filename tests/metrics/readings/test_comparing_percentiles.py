"""Mood's test of two percentiles, from sketches."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.aggregates import Sketch, bucket
from metrics.readings.distribution import Distribution
from metrics.readings.statistics import percentiles_differ


def of(values: list[float], quantile: float = 0.5) -> Distribution:
    found = bucket(np.array(values))
    return Distribution(Sketch.of(np.zeros(len(values), dtype=np.int64), found, 1), 0, quantile)


def two_humps(fast: int, slow: int) -> list[float]:
    """Replies of the AI agent after some 20 seconds, and of people after some two hours."""
    return [20.0 + number % 7 for number in range(fast)] + [7200.0 + 60 * (number % 50) for number in range(slow)]


def test_a_median_that_jumps_between_two_humps_is_noise_when_the_shares_hardly_move() -> None:
    """51 % against 49 % of 600: the median goes from seconds to hours, and nothing has happened."""
    assert not percentiles_differ(of(two_humps(294, 306)), of(two_humps(306, 294)))


def test_two_humps_whose_shares_moved_differ() -> None:
    """60 % against 45 % of 600."""
    assert percentiles_differ(of(two_humps(360, 240)), of(two_humps(270, 330)))


def test_a_median_that_doubled_differs() -> None:
    generator = np.random.default_rng(1)
    before = generator.lognormal(7, 1, 600)
    assert percentiles_differ(of(list(before * 2)), of(list(generator.lognormal(7, 1, 600))))


def test_samples_of_one_value_each_do_not_differ_when_it_is_the_same() -> None:
    assert not percentiles_differ(of([60.0] * 100), of([60.0] * 50))
    assert percentiles_differ(of([60.0] * 100), of([120.0] * 50))


@pytest.mark.parametrize("quantile", [0.5, 0.9])
def test_of_samples_of_one_source_about_one_in_twenty_differs(quantile: float) -> None:
    generator = np.random.default_rng(7)
    found = [percentiles_differ(of(list(generator.lognormal(6, 1.5, 200)), quantile), of(list(generator.lognormal(6, 1.5, 200)), quantile)) for _ in range(400)]
    assert 0.01 <= np.mean(found) <= 0.09


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from([1.0, 5.0, 30.0, 600.0]), min_size=30, max_size=90), st.lists(st.sampled_from([1.0, 5.0, 30.0, 600.0]), min_size=30, max_size=90)
)
def test_it_is_scipys_median_test_with_its_ties_below(now: list[float], before: list[float]) -> None:
    result = (
        stats.median_test(now, before, ties="below", correction=False) if len({*now, *before}) > 1 and max(now + before) > np.median(now + before) else None
    )
    assert percentiles_differ(of(now), of(before)) is (result is not None and bool(result.pvalue < 0.05))


def test_it_does_not_matter_which_came_first() -> None:
    one, other = of(two_humps(360, 240)), of(two_humps(270, 330))
    assert percentiles_differ(one, other) is percentiles_differ(other, one)
