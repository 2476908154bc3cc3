"""Which scores are satisfied, on scales that do not say so themselves."""

import pytest

from tickets.ratings import default_positive_from


@pytest.mark.parametrize(
    ("low", "high", "positive_from"),
    [(1, 5, 4), (1, 10, 7), (0, 10, 7), (0, 1, 1), (1, 2, 2), (1, 3, 3), (1, 4, 3), (1, 7, 5), (0, 100, 61), (-2, 2, 1), (0, 0.5, 0.5)],
)
def test_the_upper_part_of_a_scale_is_satisfied(low: float, high: float, positive_from: float) -> None:
    assert default_positive_from(low, high) == positive_from


@pytest.mark.parametrize(("low", "high"), [(5, 1), (3, 3)])
def test_a_scale_that_does_not_rise_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="does not"):
        default_positive_from(low, high)
