"""What an account says of itself: its name, its time zone, its opening hours.

A new zone or calendar changes facts and days that are already computed; whoever calls these functions has them derived
again (`tickets.facts.touch_all`), since nothing here knows of tickets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tenants import calendars
from tenants.errors import Invalid
from tenants.models import Account, BusinessCalendar
from tenants.provisioning import checked_name, checked_timezone

MOST_HOLIDAYS = 1000


def rename(account: Account, *, name: str) -> Account:
    """The account under its new name; its address stays. `Invalid` for a bad name."""
    account.name = checked_name(name)
    Account.objects.filter(pk=account.pk).update(name=account.name)
    return account


def set_timezone(account: Account, *, timezone: str) -> bool:
    """Count the account's days in another IANA zone. Whether that is a change. `Invalid` for an unknown zone."""
    timezone = checked_timezone(timezone)
    changed = timezone != account.timezone
    account.timezone = timezone
    Account.objects.filter(pk=account.pk).update(timezone=timezone)
    return changed


def set_calendar(account: Account, *, weekly_hours: Mapping[str, Sequence[Sequence[str]]], holidays: Sequence[str]) -> bool:
    """Replace the opening hours, `{"mon": [["09:00", "12:30"], ["13:00", "24:00"]]}`, and holidays, `["2026-12-25"]`.

    Times are local, on quarter hours, in pairs that begin before they end and do not overlap; days without hours are closed.
    Kept in order and without empty or double entries. Whether that is a change. `Invalid` says what is wrong.
    """
    if len(holidays) > MOST_HOLIDAYS:
        raise Invalid(f"A calendar has at most {MOST_HOLIDAYS} holidays.", field="holidays")
    _check("holidays", weekly_hours={}, holidays=holidays, timezone=account.timezone)
    _check("weeklyHours", weekly_hours=weekly_hours, holidays=(), timezone=account.timezone)
    hours = {day: sorted([list(span) for span in weekly_hours[day]]) for day in calendars.WEEKDAYS if weekly_hours.get(day)}
    days = sorted({date.fromisoformat(day).isoformat() for day in holidays})
    calendar, _ = BusinessCalendar.objects.get_or_create(account=account)
    changed = (calendar.weekly_hours, calendar.holidays) != (hours, days)
    calendar.weekly_hours, calendar.holidays = hours, days
    calendar.save()
    return changed


def _check(field: str, *, weekly_hours: Mapping[str, Sequence[Sequence[str]]], holidays: Sequence[str], timezone: str) -> None:
    try:
        calendars.parse(weekly_hours, holidays, timezone)
    except calendars.CalendarError as error:
        raise Invalid(str(error), field=field) from error
