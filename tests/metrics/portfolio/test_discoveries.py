"""Of many changes, which to believe."""

from __future__ import annotations

from statistics import NormalDist

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.portfolio.ask import discoveries


def size_of(chance: float) -> float:
    """The standard errors whose two-sided chance this is."""
    return NormalDist().inv_cdf(1 - chance / 2)


def test_the_example_of_the_paper() -> None:
    """Benjamini and Hochberg (1995), section 3.2: of fifteen comparisons the first four are believed; nine lie below 0.05."""
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 0.9999]
    assert discoveries([size_of(chance) for chance in chances]) == [True] * 4 + [False] * 11


def test_of_one_comparison_nothing_is_asked_beyond_the_usual() -> None:
    assert (discoveries([1.97]), discoveries([1.95]), discoveries([])) == ([True], [False], [])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-6, 6), max_size=40))
def test_a_larger_change_is_believed_before_a_smaller_one(sizes: list[float]) -> None:
    believed = discoveries(sizes)
    held = [abs(size) for size, holds in zip(sizes, believed, strict=True) if holds]
    rest = [abs(size) for size, holds in zip(sizes, believed, strict=True) if not holds]
    assert min(held, default=7.0) >= max(rest, default=0.0)
    assert len(held) <= sum(size > 1.95 for size in map(abs, sizes))
