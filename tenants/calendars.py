"""Opening hours: weekly hours, holidays and an IANA zone, laid out as quarter hours of UTC. Pure: no database, no clock.

An instant is open when the wall clock in the zone shows an opening hour on a day that is no holiday. So a local 02:30 that
occurs twice is open twice, one that never occurs is never open, and no rule for clock changes is needed anywhere else.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

SLOT_SECONDS = 900
SLOTS_A_DAY = 96
CLOSED = (False,) * SLOTS_A_DAY
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIME = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")


class CalendarError(ValueError):
    """The calendar cannot be read; the message names the culprit in words for the person who wrote it."""


class Hours(Protocol):
    """What can be laid out: a zone, and the open quarter hours of each local day."""

    @property
    def zone(self) -> ZoneInfo: ...

    def quarters(self, day: date) -> tuple[bool, ...]:
        """Whether each quarter hour of the local day is open, by the wall clock."""
        ...


@dataclass(frozen=True)
class Calendar:
    """Opening hours that do not change. `hours[weekday]` holds (from, to) in quarter hours of the local day, 0 to 96."""

    zone: ZoneInfo
    hours: tuple[tuple[tuple[int, int], ...], ...]
    holidays: frozenset[date]

    def quarters(self, day: date) -> tuple[bool, ...]:
        """Whether each quarter hour of the local day is open, by the wall clock."""
        return CLOSED if day in self.holidays else self._week[day.weekday()]

    @cached_property
    def _week(self) -> tuple[tuple[bool, ...], ...]:
        return tuple(tuple(any(first <= quarter < last for first, last in spans) for quarter in range(SLOTS_A_DAY)) for spans in self.hours)


@dataclass(frozen=True)
class Schedule:
    """Calendars of one zone, each valid from a local day until the next one's, in order. Before the first day, the first is valid."""

    zone: ZoneInfo
    versions: tuple[tuple[date, Calendar], ...]

    def quarters(self, day: date) -> tuple[bool, ...]:
        """Whether each quarter hour of the local day is open, by the wall clock and the version of that day."""
        return self.versions[max(0, bisect_right(self._days, day) - 1)][1].quarters(day)

    def over(self, other: "Schedule") -> "Schedule":
        """These versions, and before the first of them those of the other schedule."""
        first = self.versions[0][0]
        return Schedule(self.zone, (*(version for version in other.versions if version[0] < first), *self.versions))

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return tuple(day for day, _ in self.versions)


def parse(weekly_hours: Mapping[str, Sequence[Sequence[str]]], holidays: Sequence[str], timezone: str) -> Calendar:
    """Read a BusinessCalendar's JSON: {"mon": [["09:00", "12:30"], ["13:00", "24:00"]], …}, ["2026-12-25", …].

    Raises CalendarError for an unknown day, a time off the quarter hour, hours that overlap or run past midnight, or no date.
    """
    unknown = set(weekly_hours) - set(WEEKDAYS)
    if unknown:
        raise CalendarError(f"{sorted(unknown)[0]!r} is no day of the week; write mon, tue, wed, thu, fri, sat or sun.")
    return Calendar(
        zone=ZoneInfo(timezone),
        hours=tuple(_day_hours(name, weekly_hours.get(name, ())) for name in WEEKDAYS),
        holidays=frozenset(_holiday(text) for text in holidays),
    )


def _day_hours(name: str, spans: Sequence[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    hours = sorted(_span(name, span) for span in spans)
    for (_, closing), (opening, _) in pairwise(hours):
        if opening < closing:
            raise CalendarError(f"The opening hours of {name} overlap.")
    return tuple(hours)


def _span(name: str, span: Sequence[str]) -> tuple[int, int]:
    if len(span) != 2:
        raise CalendarError(f"Opening hours of {name} are pairs of opening and closing time.")
    opening, closing = (_quarter(name, text) for text in span)
    if opening >= closing:
        raise CalendarError(f"On {name}, {span[0]} to {span[1]} ends before it begins; split hours past midnight into two days (24:00 is allowed).")
    return opening, closing


def _quarter(name: str, text: str) -> int:
    match = TIME.fullmatch(text)
    minutes = int(match[1]) * 60 + int(match[2]) if match else -1
    if not 0 <= minutes <= 24 * 60 or minutes % 15:
        raise CalendarError(f"{text!r} on {name} is no quarter hour between 00:00 and 24:00.")
    return minutes // 15


def _holiday(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CalendarError(f"Holiday {text!r} is no date; write it like 2026-12-25.") from None


def slot_of(at: datetime) -> int:
    """The quarter hour of UTC an instant lies in, counted from the epoch."""
    return int(at.timestamp() // SLOT_SECONDS)


def open_slots(calendar: Hours, first: int, last: int) -> Iterator[bool]:
    """For each slot from `first` to before `last`, whether it is open."""
    for start in range(first, last, SLOTS_A_DAY):
        yield from _stretch(calendar, start, min(start + SLOTS_A_DAY, last))


def _stretch(calendar: Hours, first: int, last: int) -> Iterator[bool]:
    """At most a day of slots: by the wall clock of the first, or, when the clocks change within, of each."""
    local, end = _local(calendar, first), _local(calendar, last)
    if local.utcoffset() == end.utcoffset():
        day, quarter = local.date(), local.hour * 4 + local.minute // 15
        while first < last:
            part = calendar.quarters(day)[quarter : quarter + last - first]
            yield from part
            first, day, quarter = first + len(part), day + timedelta(days=1), 0
        return
    for slot in range(first, last):
        local = _local(calendar, slot)
        yield calendar.quarters(local.date())[local.hour * 4 + local.minute // 15]


def _local(calendar: Hours, slot: int) -> datetime:
    return datetime.fromtimestamp(slot * SLOT_SECONDS, UTC).astimezone(calendar.zone)


def open_intervals(calendar: Hours, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open stretches between two instants in UTC, joined where they touch, cut at `start` and `end`."""
    first, last = slot_of(start), slot_of(end) + 1
    opened: int | None = None
    for slot, is_open in enumerate([*open_slots(calendar, first, last), False], first):
        if is_open and opened is None:
            opened = slot
        elif not is_open and opened is not None:
            begins, ends = max(start, _utc(opened)), min(end, _utc(slot))
            if begins < ends:
                yield begins, ends
            opened = None


def _utc(slot: int) -> datetime:
    return datetime.fromtimestamp(slot * SLOT_SECONDS, UTC)
