"""When people are at work: a shift's clock, which advances quickly in opening hours and hardly outside them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from .characters import ALL_DAYS, Hours

NIGHT_PACE = 0.001
"""Somebody looks in outside hours, too: rarely."""


def holidays_between(first: date, last: date, month_days: tuple[str, ...]) -> list[date]:
    """The dates of yearly holidays, given as `MM-DD`, from one day to another inclusive."""
    found = (date.fromisoformat(f"{year}-{month_day}") for year in range(first.year, last.year + 1) for month_day in month_days)
    return sorted(day for day in found if first <= day <= last)


class Shift:
    """Working time of one team, as an increasing function of time and its inverse (both piecewise linear)."""

    def __init__(self, hours: tuple[Hours, ...], *, timezone: str, first: date, last: date, holidays: tuple[str, ...] = ()) -> None:
        zone = ZoneInfo(timezone)
        closed = set(holidays_between(first, last, holidays))
        edges: list[float] = [self._instant(first, 0, zone) - 1]
        worked: list[float] = [0.0]
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            for days, opens, closes in hours:
                if ALL_DAYS[day.weekday()] in days and day not in closed:
                    self._extend(edges, worked, self._instant(day, opens, zone), self._instant(day, closes, zone))
        self._edges, self._worked = np.array(edges), np.array(worked)

    @staticmethod
    def _instant(day: date, hour: float, zone: ZoneInfo) -> float:
        return (datetime.combine(day, datetime.min.time(), zone) + timedelta(hours=hour)).timestamp()

    @staticmethod
    def _extend(edges: list[float], worked: list[float], opens: float, closes: float) -> None:
        if opens > edges[-1]:
            worked.append(worked[-1] + NIGHT_PACE * (opens - edges[-1]))
            edges.append(opens)
        worked.append(worked[-1] + closes - edges[-1])
        edges.append(closes)

    def after(self, at: NDArray[np.int64], seconds: NDArray[np.float64]) -> NDArray[np.int64]:
        """The instants at which so many working seconds have passed since `at`; at least one second later."""
        done = np.interp(at, self._edges, self._worked) + seconds
        later = np.interp(done, self._worked, self._edges)
        beyond = np.maximum(done - self._worked[-1], 0) * 3
        instants: NDArray[np.int64] = np.maximum((later + beyond).astype(np.int64), at + 1)
        return instants

    def is_open(self, at: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the instants lie within opening hours."""
        pace = np.interp(at + 1, self._edges, self._worked) - np.interp(at, self._edges, self._worked)
        open_now: NDArray[np.bool_] = pace > 0.5
        return open_now
