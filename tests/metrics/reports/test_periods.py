"""When a report is due, and over what: around clock changes, month ends and the turn of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.readings import Period, Step
from metrics.reports import periods

BERLIN, NEW_YORK, LORD_HOWE, APIA = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("frequency", "today", "start", "end"),
    [
        ("weekly", date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 22)),  # a Monday: the week that ended yesterday
        ("weekly", date(2026, 11, 22), date(2026, 11, 9), date(2026, 11, 15)),  # a Sunday: its own week is not over
        ("weekly", date(2026, 11, 25), date(2026, 11, 16), date(2026, 11, 22)),
        ("weekly", date(2027, 1, 1), date(2026, 12, 21), date(2026, 12, 27)),
        ("monthly", date(2026, 11, 1), date(2026, 10, 1), date(2026, 10, 31)),
        ("monthly", date(2026, 11, 30), date(2026, 10, 1), date(2026, 10, 31)),  # the last day: the month is not over
        ("monthly", date(2027, 1, 1), date(2026, 12, 1), date(2026, 12, 31)),
        ("monthly", date(2028, 3, 1), date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_report_is_over_the_last_whole_week_or_month(frequency: str, today: date, start: date, end: date) -> None:
    assert periods.last_whole(frequency, today) == Period(start, end)


@pytest.mark.parametrize(
    ("frequency", "day", "hour", "zone", "after", "due"),
    [
        ("weekly", 1, 8, BERLIN, "2026-11-22T12:00", "2026-11-23T07:00"),
        ("weekly", 1, 8, BERLIN, "2026-11-23T06:59", "2026-11-23T07:00"),
        ("weekly", 1, 8, BERLIN, "2026-11-23T07:00", "2026-11-30T07:00"),  # the instant itself is past
        ("weekly", 7, 23, NEW_YORK, "2026-11-22T12:00", "2026-11-23T04:00"),  # Sunday there, Monday in UTC
        # Clocks go forward on 29 March in Berlin: 8 o'clock is an hour earlier in UTC from then on.
        ("weekly", 1, 8, BERLIN, "2026-03-23T08:00", "2026-03-30T06:00"),
        ("weekly", 7, 2, BERLIN, "2026-03-28T12:00", "2026-03-29T01:00"),  # 2 o'clock is left out: 3 o'clock summer time
        ("weekly", 7, 2, BERLIN, "2026-10-24T12:00", "2026-10-25T00:00"),  # 2 o'clock comes twice: the first one
        ("weekly", 7, 2, BERLIN, "2026-10-25T00:00", "2026-11-01T01:00"),  # … and not again
        ("weekly", 7, 2, NEW_YORK, "2026-03-07T12:00", "2026-03-08T07:00"),
        ("weekly", 7, 2, LORD_HOWE, "2026-10-03T00:00", "2026-10-03T15:30"),  # half an hour is left out there
        ("weekly", 5, 9, APIA, "2026-11-19T00:00", "2026-11-19T20:00"),  # Friday there while it is Thursday in UTC
        ("monthly", 1, 8, BERLIN, "2026-10-15T00:00", "2026-11-01T07:00"),
        ("monthly", 31, 8, BERLIN, "2026-01-31T07:00", "2026-02-28T07:00"),  # a short month: its last day
        ("monthly", 31, 8, BERLIN, "2028-02-01T00:00", "2028-02-29T07:00"),
        ("monthly", 30, 8, BERLIN, "2026-02-28T07:00", "2026-03-30T06:00"),
        ("monthly", 1, 0, NEW_YORK, "2026-12-31T23:00", "2027-01-01T05:00"),
    ],
)
def test_the_next_time(frequency: str, day: int, hour: int, zone: str, after: str, due: str) -> None:
    assert periods.next_due(frequency, day, hour, zone=zone, after=utc(after)) == utc(due)


@settings(max_examples=30, deadline=None)
@given(
    frequency=st.sampled_from(["weekly", "monthly"]),
    day=st.integers(1, 7),
    hour=st.integers(0, 23),
    zone=st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE, APIA]),
    now=st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),
)
def test_one_time_follows_the_other_and_no_period_is_skipped_or_sent_twice(frequency: str, day: int, hour: int, zone: str, now: datetime) -> None:
    last = periods.last_due(frequency, day, hour, zone=zone, at=now)
    following = periods.next_due(frequency, day, hour, zone=zone, after=now)
    assert last <= now < following
    assert periods.next_due(frequency, day, hour, zone=zone, after=last) == following
    first, second = (periods.period_due(frequency, each, zone=zone) for each in (last, following))
    assert second.start == first.end + timedelta(days=1)
    assert periods.is_whole(frequency, first)
    assert periods.midnight_after(first, zone) <= last.astimezone(ZoneInfo(zone))


def test_charts_show_eight_weeks_or_six_months_that_end_with_the_period() -> None:
    assert periods.shown("weekly", Period(date(2026, 11, 16), date(2026, 11, 22))) == (Period(date(2026, 9, 28), date(2026, 11, 22)), Step.WEEK)
    assert periods.shown("monthly", Period(date(2026, 2, 1), date(2026, 2, 28))) == (Period(date(2025, 9, 1), date(2026, 2, 28)), Step.MONTH)


def test_a_part_of_a_week_is_no_whole_one() -> None:
    assert not periods.is_whole("weekly", Period(date(2026, 11, 17), date(2026, 11, 23)))
    assert not periods.is_whole("monthly", Period(date(2026, 11, 16), date(2026, 11, 22)))
