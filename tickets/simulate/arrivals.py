"""When customers write: an intensity for every hour of the year, and moments drawn from it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from .characters import Character

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# Share of a day's contacts by local hour, 0 to 23.
RHYTHMS = {
    "office": (1, 1, 1, 1, 1, 2, 5, 14, 38, 60, 68, 64, 48, 56, 62, 60, 50, 34, 18, 12, 9, 7, 4, 2),
    "evening": (6, 3, 2, 1, 1, 2, 5, 12, 24, 36, 42, 42, 44, 40, 38, 38, 40, 46, 54, 64, 70, 62, 40, 18),
    "dinner": (3, 2, 1, 1, 1, 2, 5, 10, 18, 24, 28, 34, 36, 30, 28, 32, 48, 78, 96, 84, 50, 28, 14, 6),
    "round": (26, 24, 24, 26, 30, 32, 34, 38, 42, 46, 48, 46, 42, 40, 42, 44, 46, 44, 42, 40, 38, 36, 32, 28),
}
WEEKEND = {"office": 0.16, "evening": 0.85, "dinner": 0.9, "round": 0.7}
MONDAY = {"office": 1.3, "evening": 1.15, "dinner": 1.1, "round": 1.2}


def _season(name: str, day: date) -> float:
    """How much busier than usual a day of the year is."""
    if name == "gifts":
        peak = date(day.year, 12, 5)
        distance = (day - peak).days
        return 0.75 + 3.0 * float(np.exp(-0.5 * (distance / (17 if distance < 0 else 12)) ** 2))
    return 1.0 + 0.06 * float(np.cos(2 * np.pi * (day.timetuple().tm_yday - 20) / 365))


@dataclass(frozen=True)
class Span:
    """The simulated time: whole local days before `until`, and the running day up to it."""

    until: datetime
    days: int
    timezone: str
    starts: float = 0.0

    @cached_property
    def first_day(self) -> date:
        today = self.until.astimezone(ZoneInfo(self.timezone)).date()
        return today - timedelta(days=round(self.days * (1 - self.starts)))

    @cached_property
    def since(self) -> int:
        """Epoch seconds of the first local midnight."""
        return int(datetime.combine(self.first_day, datetime.min.time(), ZoneInfo(self.timezone)).timestamp())

    @cached_property
    def end(self) -> int:
        return int(self.until.timestamp())

    def elapsed(self, at: Ints) -> Floats:
        """Which part of the whole year had passed, 0 to 1; an account that began late starts above 0."""
        part: Floats = np.clip((at - self.since) / (self.end - self.since), 0, 1)
        return self.starts + part * (1 - self.starts)


class Arrivals:
    """The cumulative intensity of contacts by local hour, between the span's first midnight and its end."""

    def __init__(self, character: Character, span: Span, rng: np.random.Generator) -> None:
        edges = np.arange(span.since, span.end + 3600, 3600, dtype=np.int64)
        edges[-1] = span.end
        zone = ZoneInfo(character.timezone)
        local = [datetime.fromtimestamp(int(edge), UTC).astimezone(zone) for edge in edges[:-1]]
        days = sorted({moment.date() for moment in local})
        mood = dict(zip(days, rng.lognormal(0, 0.09, len(days)), strict=True))
        season = {day: _season(character.season, day) * self._weekday(character, day) * mood[day] for day in days}
        by_hour = RHYTHMS[character.rhythm]
        growth = character.growth ** span.elapsed(edges[:-1])
        weights = np.array([season[moment.date()] * by_hour[moment.hour] for moment in local]) * growth * np.diff(edges)
        self.edges = edges
        self.reached = np.concatenate([[0.0], np.cumsum(weights)]) / weights.sum()
        self._load_days = np.array([season[day] / self._weekday(character, day) for day in days])
        self._since = span.since

    @staticmethod
    def _weekday(character: Character, day: date) -> float:
        if f"{day:%m-%d}" in character.holidays:
            return 0.5
        if day.weekday() >= 5:
            return WEEKEND[character.rhythm]
        return MONDAY[character.rhythm] if day.weekday() == 0 else 1.0

    def moments(self, quantiles: Floats) -> Ints:
        """The instants (epoch seconds) by which these parts of all tickets have arrived."""
        moments: Ints = np.interp(quantiles, self.reached, self.edges).astype(np.int64)
        return moments

    def load(self, at: Ints) -> Floats:
        """How busy the day is against the usual: 1 is usual."""
        day = np.clip((at - self._since) // 86400, 0, len(self._load_days) - 1)
        load: Floats = self._load_days[day]
        return load
