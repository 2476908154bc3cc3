"""Metrics are tested on Monday 1 June 2026, noon in UTC, whatever the day is."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils import timezone

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time."""

    def set_to(now: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to


@pytest.fixture(autouse=True)
def _first_of_june(clock: Clock) -> None:
    clock(datetime(2026, 6, 1, 12, tzinfo=UTC))
