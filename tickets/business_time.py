"""The account's opening time as a cumulative clock, one row per quarter hour, so that SQL and numpy measure it by two look-ups.

`B(t) = opened + is_open * (t mod 900)`; the business seconds between two instants are the difference of their B. Where the
count begins does not matter, so it grows at either end without touching what is there.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from django.db import connection, transaction

from tenants import calendars, schemas
from tenants.models import Account, BusinessCalendar, office_hours

# What lies before, or more than a year ahead, is a slip of the source (1970, 9999): no business seconds, and no million rows.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=366)
MARGIN = timedelta(days=31)


def zone() -> str:
    """The account's time zone as it is by now: a worker may have entered the account before it was changed."""
    name: str = Account.objects.values_list("timezone", flat=True).get(pk=schemas.current().pk)
    return name


def calendar() -> calendars.Calendar:
    """The opening hours of the current account; Monday to Friday, nine to five, until it has said otherwise."""
    stored = BusinessCalendar.objects.filter(account_id=schemas.current().pk).first()
    if stored is None:
        return calendars.parse(office_hours(), (), zone())
    return calendars.parse(stored.weekly_hours, stored.holidays, zone())


def ensure(first: datetime, last: datetime) -> None:
    """Make the clock cover two instants and, since the next ones are never far, a month more. Does nothing if it does already."""
    latest = datetime.now(UTC) + AHEAD
    first, last = (min(max(at, EARLIEST), latest) for at in (first, last))
    covered = _covered()
    if covered and covered[0] <= calendars.slot_of(first) and calendars.slot_of(last) < covered[1]:
        return
    start, end = calendars.slot_of(first - MARGIN), calendars.slot_of(last + MARGIN)
    with transaction.atomic():
        lock()
        _extend(start, end)


def rebuild() -> None:
    """Lay the clock out again, over the same time, after a change of hours, holidays or zone. Facts follow by `facts.touch_all`."""
    with transaction.atomic():
        lock()
        covered = _covered()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM tickets_businessslot")
        if covered:
            _extend(*covered)


def lock() -> None:
    """One deriver of an account at a time, until the transaction ends: neighbours and diffs then see settled rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"facts of {schemas.schema_name()}"])


def _covered() -> tuple[int, int] | None:
    """The slots laid out: the first, and the one after the last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(slot), max(slot) + 1 FROM tickets_businessslot")
        first, last = cursor.fetchone()
    return None if first is None else (first, last)


def _extend(start: int, end: int) -> None:
    covered = _covered()
    hours = calendar()
    if covered is None:
        _copy(_counted(hours, start, end, 0))
        return
    first, last = covered
    if start < first:
        before = sum(calendars.open_slots(hours, start, first)) * calendars.SLOT_SECONDS
        _copy(_counted(hours, start, first, _opened(first)[0] - before))
    if end > last:
        opened, is_open = _opened(last - 1)
        _copy(_counted(hours, last, end, opened + is_open * calendars.SLOT_SECONDS))


def _opened(slot: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT opened, is_open FROM tickets_businessslot WHERE slot = %s", [slot])
        opened, is_open = cursor.fetchone()
    return opened, is_open


def _counted(hours: calendars.Calendar, start: int, end: int, opened: int) -> Iterator[str]:
    """The slots as lines of COPY's text format."""
    for slot, is_open in enumerate(calendars.open_slots(hours, start, end), start):
        yield f"{slot}\t{opened}\t{is_open:d}\n"
        opened += is_open * calendars.SLOT_SECONDS


def _copy(lines: Iterator[str]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY tickets_businessslot (slot, opened, is_open) FROM STDIN") as copy:
        while chunk := "".join(islice(lines, 10_000)):
            copy.write(chunk)
