"""Opening hours in quarter hours of UTC, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tenants.calendars import Calendar, CalendarError, open_intervals, open_slots, parse, slot_of

ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def hours_open(calendar: Calendar, day: date) -> list[tuple[str, str]]:
    """The open stretches of a local day, by the wall clock."""
    start = datetime(day.year, day.month, day.day, tzinfo=calendar.zone)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), calendar.zone)
    stretches = open_intervals(calendar, start.astimezone(UTC), end.astimezone(UTC))
    return [(f"{begins.astimezone(calendar.zone):%H:%M}", f"{ends.astimezone(calendar.zone):%H:%M}") for begins, ends in stretches]


def seconds_open(calendar: Calendar, start: datetime, end: datetime) -> float:
    return sum((ends - begins).total_seconds() for begins, ends in open_intervals(calendar, start, end))


def test_a_day_has_its_own_hours_and_may_be_split() -> None:
    calendar = parse({"mon": [["13:00", "17:30"], ["09:15", "12:00"]]}, [], "Europe/Berlin")
    assert hours_open(calendar, date(2026, 3, 2)) == [("09:15", "12:00"), ("13:00", "17:30")]
    assert hours_open(calendar, date(2026, 3, 3)) == []


def test_a_day_may_last_until_midnight_and_go_on() -> None:
    calendar = parse({"mon": [["20:00", "24:00"]], "tue": [["00:00", "02:00"]]}, [], "UTC")
    assert list(open_intervals(calendar, datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC))) == [
        (datetime(2026, 3, 2, 20, tzinfo=UTC), datetime(2026, 3, 3, 2, tzinfo=UTC))
    ]


def test_holidays_are_closed() -> None:
    assert hours_open(parse(ALWAYS, ["2026-12-25"], "Europe/Berlin"), date(2026, 12, 25)) == []


def test_hours_follow_the_wall_clock_through_the_year() -> None:
    calendar = parse({"mon": [["09:00", "10:00"]]}, [], "America/New_York")
    winter, summer = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 7, 6, tzinfo=UTC)
    assert next(open_intervals(calendar, winter, winter + timedelta(days=1)))[0].hour == 14
    assert next(open_intervals(calendar, summer, summer + timedelta(days=1)))[0].hour == 13


def test_an_hour_that_never_occurs_is_never_open() -> None:
    calendar = parse({"sun": [["02:00", "04:00"]]}, [], "Europe/Berlin")
    assert hours_open(calendar, date(2026, 3, 29)) == [("03:00", "04:00")]


def test_an_hour_that_occurs_twice_is_open_twice() -> None:
    calendar = parse({"sun": [["02:00", "03:00"]]}, [], "Europe/Berlin")
    day = datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/Berlin"))
    assert seconds_open(calendar, day, day + timedelta(days=1)) == 2 * 3600


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_a_day_open_all_day_has_as_many_hours_as_the_clock_gives_it(day: date, hours: int) -> None:
    calendar = parse(ALWAYS, [], "Europe/Berlin")
    start, end = (datetime.combine(each, datetime.min.time(), calendar.zone).astimezone(UTC) for each in (day, day + timedelta(days=1)))
    assert seconds_open(calendar, start, end) == hours * 3600


def test_clocks_that_change_by_half_an_hour_are_followed() -> None:
    calendar = parse({"sun": [["01:00", "03:00"]]}, [], "Australia/Lord_Howe")
    day = datetime(2026, 4, 5, tzinfo=calendar.zone)
    assert seconds_open(calendar, day, day + timedelta(days=1)) == 2.5 * 3600


def test_intervals_are_cut_at_both_ends() -> None:
    calendar = parse({"mon": [["09:00", "17:00"]]}, [], "UTC")
    start, end = datetime(2026, 3, 2, 10, 7, 30, tzinfo=UTC), datetime(2026, 3, 2, 10, 8, tzinfo=UTC)
    assert list(open_intervals(calendar, start, end)) == [(start, end)]


def test_slots_do_not_depend_on_where_one_begins() -> None:
    calendar = parse({"sun": [["01:00", "04:15"]], "mon": [["09:00", "17:00"]]}, ["2026-03-30"], "Europe/Berlin")
    first = slot_of(datetime(2026, 3, 27, tzinfo=UTC))
    whole = list(open_slots(calendar, first, first + 600))
    for offset in (1, 37, 96, 201):
        assert list(open_slots(calendar, first + offset, first + 600)) == whole[offset:]


@pytest.mark.parametrize(
    ("weekly_hours", "holidays", "culprit"),
    [
        ({"monday": []}, [], "'monday' is no day of the week"),
        ({"mon": [["09:10", "17:00"]]}, [], "'09:10' on mon is no quarter hour"),
        ({"mon": [["09:00", "24:15"]]}, [], "'24:15' on mon is no quarter hour"),
        ({"mon": [["9", "17:00"]]}, [], "'9' on mon is no quarter hour"),
        ({"fri": [["22:00", "02:00"]]}, [], "22:00 to 02:00 ends before it begins"),
        ({"mon": [["09:00", "12:00"], ["11:45", "17:00"]]}, [], "opening hours of mon overlap"),
        ({"mon": [["09:00"]]}, [], "pairs of opening and closing time"),
        ({}, ["25.12.2026"], "'25.12.2026' is no date"),
    ],
)
def test_a_calendar_that_cannot_be_read_names_the_culprit(weekly_hours: dict[str, list[list[str]]], holidays: list[str], culprit: str) -> None:
    with pytest.raises(CalendarError, match=culprit):
        parse(weekly_hours, holidays, "UTC")
