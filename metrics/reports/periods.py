"""Which period a report is over and when it is due: local time in a zone, whatever its clocks do. Pure; tested as tables."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from metrics.readings import Period, Step

from .models import Frequency

WEEKS_SHOWN, MONTHS_SHOWN = 8, 6


def last_whole(frequency: str, today: date) -> Period:
    """The last week (Monday to Sunday) or calendar month that is over on this local day."""
    if frequency == Frequency.WEEKLY:
        end = today - timedelta(days=today.weekday() + 1)
        return Period(end - timedelta(days=6), end)
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end)


def is_whole(frequency: str, period: Period) -> bool:
    """Whether it is exactly one week from a Monday, or one calendar month."""
    return last_whole(frequency, period.end + timedelta(days=1)) == period


def next_due(frequency: str, day: int, hour: int, *, zone: str, after: datetime) -> datetime:
    """The first instant after `after` at which the zone's clocks show the hour on the day, in UTC.

    An hour that a clock change leaves out is due when it would have been, which is an hour later on the clock; one that comes twice is
    due the first time. A day that a month does not have is its last.
    """
    local = after.astimezone(ZoneInfo(zone)).date()
    for when in _days(frequency, day, first=local - timedelta(days=1)):
        instant = datetime.combine(when, time(hour), ZoneInfo(zone)).astimezone(UTC)
        if instant > after:
            return instant
    raise AssertionError("Some day of the next three months or weeks is after any instant.")


def last_due(frequency: str, day: int, hour: int, *, zone: str, at: datetime) -> datetime:
    """The latest such instant that is not after `at`."""
    local = at.astimezone(ZoneInfo(zone)).date()
    back = local - timedelta(days=15 if frequency == Frequency.WEEKLY else 63)
    found = [datetime.combine(when, time(hour), ZoneInfo(zone)).astimezone(UTC) for when in _days(frequency, day, first=back)]
    return max(instant for instant in found if instant <= at)


def period_due(frequency: str, due: datetime, *, zone: str) -> Period:
    """What an edition that is due at this instant is over."""
    return last_whole(frequency, due.astimezone(ZoneInfo(zone)).date())


def midnight_after(period: Period, zone: str) -> datetime:
    """The instant at which the period is over in the zone."""
    return datetime.combine(period.end + timedelta(days=1), time(), ZoneInfo(zone))


def shown(frequency: str, period: Period) -> tuple[Period, Step]:
    """What its charts show: the eight weeks, or six months, that end with the period."""
    if frequency == Frequency.WEEKLY:
        return Period(period.end - timedelta(days=7 * WEEKS_SHOWN - 1), period.end), Step.WEEK
    months = period.end.year * 12 + period.end.month - MONTHS_SHOWN
    return Period(date(months // 12, months % 12 + 1, 1), period.end), Step.MONTH


def _days(frequency: str, day: int, *, first: date) -> list[date]:
    """The days on which it is due, from `first` on: a few of them."""
    if frequency == Frequency.WEEKLY:
        start = first + timedelta(days=(day - 1 - first.weekday()) % 7)
        return [start + timedelta(weeks=week) for week in range(4)]
    months = [first.year * 12 + first.month - 1 + step for step in range(4)]
    days = [date(month // 12, month % 12 + 1, min(day, monthrange(month // 12, month % 12 + 1)[1])) for month in months]
    return [each for each in days if each >= first]
