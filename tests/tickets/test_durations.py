"""Durations in words."""

import pytest

from tickets.durations import duration, opening_hours


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (60, "1 min"),
        (3_599, "59 min"),
        (3_600, "1 h"),
        (12_000, "3 h 20 min"),
        (86_400, "1 day"),
        (187_200, "2 days 4 h"),
        (None, "unknown"),
    ],
)
def test_durations_have_two_units_at_most(seconds: float | None, text: str) -> None:
    assert duration(seconds) == text


def test_opening_hours_have_no_days() -> None:
    assert (opening_hours(187_200), opening_hours(187_260)) == ("52 h", "52 h 1 min")
