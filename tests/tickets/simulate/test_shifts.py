"""A shift's clock runs in opening hours, in its own zone, and hardly otherwise."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from tickets.simulate.characters import office
from tickets.simulate.shifts import Shift, holidays_between


def _shift(**options: object) -> Shift:
    return Shift(office(9, 17), timezone="Europe/Berlin", first=date(2026, 3, 20), last=date(2026, 4, 20), **options)  # type: ignore[arg-type]


def _after(shift: Shift, at: datetime, hours: float) -> datetime:
    reached = shift.after(np.array([int(at.timestamp())]), np.array([hours * 3600]))
    return datetime.fromtimestamp(int(reached[0]), UTC)


@pytest.mark.parametrize(
    ("at", "hours", "reached"),
    [
        (datetime(2026, 3, 24, 9, 0, tzinfo=UTC), 2, datetime(2026, 3, 24, 11, 0, tzinfo=UTC)),  # Tuesday, 10:00 to 12:00 in Berlin
        (datetime(2026, 3, 24, 15, 0, tzinfo=UTC), 3, datetime(2026, 3, 25, 10, 0, tzinfo=UTC)),  # over night
        (datetime(2026, 3, 27, 15, 0, tzinfo=UTC), 3, datetime(2026, 3, 30, 9, 0, tzinfo=UTC)),  # over a weekend in which clocks change
    ],
)
def test_working_hours_pass_only_when_the_shift_is_open(at: datetime, hours: float, reached: datetime) -> None:
    assert abs(_after(_shift(), at, hours) - reached).total_seconds() < 900


def test_a_holiday_is_no_working_day() -> None:
    reached = _after(_shift(holidays=("04-06",)), datetime(2026, 4, 3, 14, 0, tzinfo=UTC), 2)
    assert reached.date() == date(2026, 4, 7)


def test_time_always_moves_on() -> None:
    at = np.arange(1_774_000_000, 1_774_600_000, 977)
    assert (_shift().after(at, np.zeros(len(at))) > at).all()


def test_holidays_are_found_in_every_year_of_a_span() -> None:
    assert holidays_between(date(2025, 11, 1), date(2026, 12, 25), ("12-25", "01-01")) == [date(2025, 12, 25), date(2026, 1, 1), date(2026, 12, 25)]
