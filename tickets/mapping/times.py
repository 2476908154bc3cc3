"""Texts as instants: formats, day before month, zones, and the hour that a clock change repeats or leaves out."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from zoneinfo import ZoneInfo

HOURS_KEPT = 100_000
TEXTS_KEPT = 50_000
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

NUMERIC = re.compile(
    r"(?P<a>\d{1,4})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,4})"
    r"(?:(?:[T ]|,\s*)\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<offset>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MONTH = re.compile(rf"\b(?:{_MONTHS})[a-z]*\b.*\d|\d.*(?:{_MONTHS})", re.IGNORECASE)
NAMED = ("%d %b %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%d/%b/%y", "%b %d %Y", "%a, %d %b %Y", "%a %d %b %Y")
HOURS = ("", " %H:%M:%S", " %H:%M", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %I:%M %p", " %H:%M:%S %z", ":%H:%M:%S %z")
_DIRECTIVES = {
    "d": r"(?P<d>\d{1,2})", "m": r"(?P<m>\d{1,2})", "Y": r"(?P<Y>\d{4})", "y": r"(?P<y>\d{2})", "H": r"(?P<H>\d{1,2})",
    "M": r"(?P<M>\d{1,2})", "S": r"(?P<S>\d{1,2})", "f": r"(?P<f>\d{1,9})", "%": "%",
}  # fmt: skip


ISO_LENGTHS = frozenset({10, 16, 19, 20, 23, 24, 25, 26})
"""Of YYYY-MM-DD, then HH:MM, :SS, fractions, Z or an offset: what Python reads by itself, and fast."""


class BadTime(ValueError):
    """A text that is no instant; the message says why."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC; `is_day` when the text named a day and no time of day, which is read as the day's beginning."""

    at: datetime
    is_day: bool = False


@dataclass(frozen=True)
class TimeReader:
    """Reads instants as a mapping's [time] says. `formats`: auto, iso, epoch, epoch_ms or strptime patterns, tried in this order."""

    zone: ZoneInfo
    formats: tuple[str, ...] = ("auto",)
    day_first: bool | None = None
    repeated_hour: str = "first"
    skipped_hour: str = "later"

    @cached_property
    def _known(self) -> dict[str, Moment]:
        """Texts read lately: snapshots repeat the same times row after row."""
        return {}

    @cached_property
    def _offsets(self) -> dict[tuple[int, ...], timedelta | None]:
        return {}

    @cached_property
    def _parsers(self) -> Sequence[Callable[[str], tuple[datetime, bool]]]:
        return [self._parser(name) for name in self.formats]

    def read(self, text: str) -> Moment:
        """The instant a text names. Raises BadTime."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) > TEXTS_KEPT:
                self._known.clear()
            known = self._known[text] = self._read(text)
        return known

    def _read(self, text: str) -> Moment:
        reason = "is not a time"
        for parse in self._parsers:
            try:
                local, is_day = parse(text)
                at = self._instant(local)
            except BadTime as error:
                reason = str(error)
            except (ValueError, OverflowError):
                continue
            else:
                if EARLIEST <= at < LATEST:
                    return Moment(at, is_day)
                reason = "lies outside 1970 to 2200"
        raise BadTime(reason)

    def _instant(self, local: datetime) -> datetime:
        if local.tzinfo is not None:
            return local.astimezone(UTC)
        offset = self._offset_in(local.year, local.month, local.day, local.hour)
        if offset is not None:
            return (local - offset).replace(tzinfo=UTC)
        local = local.replace(tzinfo=self.zone)
        early, late = local.utcoffset(), local.replace(fold=1).utcoffset()
        if early == late or early is None or late is None:
            return local.astimezone(UTC)
        if early > late:
            if self.repeated_hour == "reject":
                raise BadTime("happens twice: clocks were set back in this hour")
            return local.replace(fold=int(self.repeated_hour == "second")).astimezone(UTC)
        if self.skipped_hour == "reject":
            raise BadTime("never happened: clocks were set forward past it")
        return local.astimezone(UTC)

    def _offset_in(self, *hour: int) -> timedelta | None:
        """The zone's offset throughout a local hour; None in an hour whose clocks change. Remembered: logs come by the hour."""
        if hour not in self._offsets:
            if len(self._offsets) > HOURS_KEPT:
                self._offsets.clear()
            start = datetime(*hour, tzinfo=self.zone)  # type: ignore[arg-type, misc]
            end = start.replace(minute=59, second=59, microsecond=999_999)
            seen = {one.replace(fold=fold).utcoffset() for one in (start, end) for fold in (0, 1)}
            self._offsets[hour] = seen.pop() if len(seen) == 1 else None
        return self._offsets[hour]

    def _parser(self, name: str) -> Callable[[str], tuple[datetime, bool]]:
        special = {"auto": self._auto, "iso": _iso, "epoch": _epoch(1), "epoch_ms": _epoch(1000)}
        return special.get(name) or _patterned(name)

    def _auto(self, text: str) -> tuple[datetime, bool]:
        if text[4:5] in ("-", "/") and len(text) in ISO_LENGTHS:
            with suppress(ValueError):  # it may still be one of the looser forms below
                return datetime.fromisoformat(text.replace("/", "-")), len(text) == 10
        found = NUMERIC.fullmatch(text)
        if found is None:
            return self._unusual(text)
        if len(found["a"]) == 4:
            year, month, day = found["a"], found["b"], found["c"]
        elif self.day_first is None and int(found["a"]) <= 12 and int(found["b"]) <= 12 and found["a"] != found["b"]:
            raise BadTime("may have the day or the month first: say so in time.day_first")
        elif self.day_first or (self.day_first is None and int(found["a"]) > 12):
            day, month, year = found["a"], found["b"], found["c"]
        else:
            month, day, year = found["a"], found["b"], found["c"]
        date = datetime(_year(year), int(month), int(day))
        return (date, True) if found["hour"] is None else (_with_time(date, found), False)

    def _unusual(self, text: str) -> tuple[datetime, bool]:
        if text.isdigit() and len(text) in (10, 13):
            return _epoch(1 if len(text) == 10 else 1000)(text)
        return _iso(text) if text[:4].isdigit() else _named(text)


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) != 2:
        raise BadTime("has no year")
    return int(text) + (2000 if int(text) < 69 else 1900)


def _with_time(date: datetime, found: "re.Match[str]") -> datetime:
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise BadTime("is not a time")
        hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
    fraction = int((found["fraction"] or "0").ljust(6, "0")[:6])
    moment = date.replace(hour=hour, minute=int(found["minute"]), second=int(found["second"] or 0), microsecond=fraction)
    return moment if found["offset"] is None else moment.replace(tzinfo=_offset(found["offset"]))


def _offset(text: str) -> timezone:
    if not text[1:2].isdigit():
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _iso(text: str) -> tuple[datetime, bool]:
    return datetime.fromisoformat(text), len(text) <= 10


def _epoch(per_second: int) -> Callable[[str], tuple[datetime, bool]]:
    def parse(text: str) -> tuple[datetime, bool]:
        return datetime.fromtimestamp(float(text) / per_second, tz=UTC), False

    return parse


def _named(text: str) -> tuple[datetime, bool]:
    """With the month's name, in English."""
    if not MONTH.search(text) or not text[-1:].isalnum() or len(text) > 40:
        raise BadTime("is not a time")
    for date in NAMED:
        for hour in HOURS:
            try:
                return datetime.strptime(text, date + hour), not hour
            except ValueError:
                continue
    raise BadTime("is not a time")


def _patterned(pattern: str) -> Callable[[str], tuple[datetime, bool]]:
    """A parser for a strptime pattern; one of digits alone is compiled to a regular expression, which is three times as fast."""
    is_day = not re.search(r"%[HIcXfs]", pattern)
    parts = re.split(r"%(.)", pattern)
    if set(parts[1::2]) <= _DIRECTIVES.keys() and len(set(parts[1::2])) == len(parts[1::2]):
        return _compiled(parts, is_day=is_day)
    return lambda text: (datetime.strptime(text, pattern), is_day)


def _compiled(parts: list[str], *, is_day: bool) -> Callable[[str], tuple[datetime, bool]]:
    expression = re.compile("".join(_DIRECTIVES[part] if place % 2 else re.escape(part) for place, part in enumerate(parts)))

    def parse(text: str) -> tuple[datetime, bool]:
        found = expression.fullmatch(text)
        if found is None:
            raise BadTime("does not fit the date format")
        said = found.groupdict()
        year = _year(said.get("Y") or said.get("y") or "1900")
        hour, minute, second = (int(said.get(name) or 0) for name in "HMS")
        fraction = int((said.get("f") or "0").ljust(6, "0")[:6])
        return datetime(year, int(said.get("m") or 1), int(said.get("d") or 1), hour, minute, second, fraction), is_day

    return parse
