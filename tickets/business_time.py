"""The account's opening times as cumulative clocks, one row per quarter hour, so that SQL and numpy measure them by two look-ups.

`B(t) = opened + is_open * (t mod 900)`; the business seconds between two instants are the difference of their B. Where the
count begins does not matter, so it grows at either end without touching what is there.

An account has a clock per calendar that differs from the others (`tenants.opening_hours`); the versions of a calendar and the
changes of its zone's clocks are laid out in it. Number 0 is the default calendar's. Clock n keeps its slots from `n * CLOCK` on,
so a look-up is one key, `base + epoch // 900`, whichever clock it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from django.db import connection, transaction

from tenants import calendars, opening_hours, schemas
from tenants.models import Account, CalendarScope
from tickets.kinds import Dimension
from tickets.models import Label

CLOCK = 2**22
"""Slots of one clock: the quarter hours from 1970 to 2089."""

CLOCK_END_US = CLOCK * calendars.SLOT_SECONDS * 1_000_000
"""The first instant that no clock reaches, in microseconds."""

DIMENSIONS = {CalendarScope.TEAM: Dimension.TEAM, CalendarScope.CHANNEL: Dimension.CHANNEL}

# What lies before, or more than a year ahead, is a slip of the source (1970, 9999): no business seconds, and no million rows.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=366)
MARGIN = timedelta(days=31)


def zone() -> str:
    """The account's time zone as it is by now: a worker may have entered the account before it was changed."""
    name: str = Account.objects.values_list("timezone", flat=True).get(pk=schemas.current().pk)
    return name


@dataclass(frozen=True)
class Clocks:
    """The account's different schedules, the default one first, and the teams and channels that have another than that."""

    schedules: tuple[calendars.Schedule, ...]
    numbers: dict[tuple[CalendarScope, str], int]

    def whose(self, *, team: str | None, channel: str | None) -> CalendarScope | None:
        """Whose calendar holds for a ticket with these keys: its team's, else its channel's; None for the default one."""
        named = ((CalendarScope.TEAM, team), (CalendarScope.CHANNEL, channel))
        return next((scope for scope, key in named if key is not None and (scope, key) in self.numbers), None)


def clocks() -> Clocks:
    """What the account's calendars come to; calendars that say the same share a clock. One query."""
    account = Account.objects.get(pk=schemas.current().pk)
    default, *others = opening_hours.calendars_of(account)
    schedules = [opening_hours.schedule(default, account.timezone)]
    numbers: dict[tuple[CalendarScope, str], int] = {}
    for each in others:
        schedule = opening_hours.schedule(each, account.timezone).over(schedules[0])
        if schedule not in schedules:
            schedules.append(schedule)
        numbers[each.scope, each.key] = schedules.index(schedule)
    return Clocks(tuple(schedules), numbers)


def scoped(found: Clocks) -> dict[str, list[int]]:
    """Which clock holds for which label, as two parallel lists: `clock_labels` and `clock_bases`. No query if there is one calendar."""
    if not found.numbers:
        return {"clock_labels": [], "clock_bases": []}
    named = {(DIMENSIONS[scope], key): number * CLOCK for (scope, key), number in found.numbers.items()}
    labels = Label.objects.filter(dimension__in=DIMENSIONS.values(), key__in=[key for _, key in named]).values_list("pk", "dimension", "key")
    bases = {pk: named[Dimension(dimension), key] for pk, dimension, key in labels if (dimension, key) in named}
    return {"clock_labels": list(bases), "clock_bases": list(bases.values())}


def ensure(first: datetime, last: datetime) -> Clocks:
    """Make the clocks cover two instants and, since the next ones are never far, a month more. Does nothing if they do already."""
    latest = datetime.now(UTC) + AHEAD
    first, last = (min(max(at, EARLIEST), latest) for at in (first, last))
    found = clocks()
    covered = [_covered(number) for number, _ in enumerate(found.schedules)]
    if all(each and each[0] <= calendars.slot_of(first) and calendars.slot_of(last) < each[1] for each in covered):
        return found
    start, end = calendars.slot_of(first - MARGIN), calendars.slot_of(last + MARGIN)
    start, end = min([start, *(each[0] for each in covered if each)]), max([end, *(each[1] for each in covered if each)])
    with transaction.atomic():
        lock()
        for number, schedule in enumerate(found.schedules):
            _extend(number, schedule, start, end)
    return found


def rebuild() -> None:
    """Lay the clocks out again, over the same time, after a change of hours, holidays or zone. Facts follow by `facts.touch_all`."""
    with transaction.atomic():
        lock()
        covered = _covered(0)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM tickets_businessslot")
        if covered:
            for number, schedule in enumerate(clocks().schedules):
                _extend(number, schedule, *covered)


def lock() -> None:
    """One deriver of an account at a time, until the transaction ends: neighbours and diffs then see settled rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"facts of {schemas.schema_name()}"])


def _covered(number: int) -> tuple[int, int] | None:
    """The slots of a clock that are laid out: the first, and the one after the last."""
    base = number * CLOCK
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(slot), max(slot) FROM tickets_businessslot WHERE slot BETWEEN %s AND %s", [base, base + CLOCK - 1])
        first, last = cursor.fetchone()
    return None if first is None else (first - base, last + 1 - base)


def _extend(number: int, hours: calendars.Schedule, start: int, end: int) -> None:
    covered, base = _covered(number), number * CLOCK
    if covered is None:
        _copy(_counted(hours, start, end, 0, base))
        return
    first, last = covered
    if start < first:
        before = sum(calendars.open_slots(hours, start, first)) * calendars.SLOT_SECONDS
        _copy(_counted(hours, start, first, _opened(base + first)[0] - before, base))
    if end > last:
        opened, is_open = _opened(base + last - 1)
        _copy(_counted(hours, last, end, opened + is_open * calendars.SLOT_SECONDS, base))


def _opened(slot: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT opened, is_open FROM tickets_businessslot WHERE slot = %s", [slot])
        opened, is_open = cursor.fetchone()
    return opened, is_open


def _counted(hours: calendars.Schedule, start: int, end: int, opened: int, base: int) -> Iterator[str]:
    """The slots as lines of COPY's text format."""
    for slot, is_open in enumerate(calendars.open_slots(hours, start, end), base + start):
        yield f"{slot}\t{opened}\t{is_open:d}\n"
        opened += is_open * calendars.SLOT_SECONDS


def _copy(lines: Iterator[str]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY tickets_businessslot (slot, opened, is_open) FROM STDIN") as copy:
        while chunk := "".join(islice(lines, 10_000)):
            copy.write(chunk)
