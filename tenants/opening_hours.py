"""The calendars of an account: a default one, others for a team or a channel, each in versions that begin on a local day.

A ticket is measured by its team's calendar, else its channel's, else the default one, and each local day by the version valid
on it. Before its first version, a calendar of a team or channel does as the default one.

Nothing here knows of tickets: whoever changes a calendar calls `tickets.business_time.rebuild` and `tickets.facts.touch_all` in
the same transaction if the function returned true, and sends "tickets.derive".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import transaction

from tenants import audit, calendars
from tenants.errors import Invalid
from tenants.models import Account, BusinessCalendar, CalendarScope, office_hours

MOST_HOLIDAYS = 1000
MOST_VERSIONS = 100
MOST_CALENDARS = 50
"""Beside the default one."""

ORDER = {CalendarScope.DEFAULT: 0, CalendarScope.TEAM: 1, CalendarScope.CHANNEL: 2}

WeeklyHours = Mapping[str, Sequence[Sequence[str]]]
"""`{"mon": [["09:00", "12:30"], ["13:00", "24:00"]]}`: local times on quarter hours; days left out are closed."""


@dataclass(frozen=True)
class Version:
    """What a calendar says from the local day `valid_from` on (None: since ever) until its next version."""

    valid_from: date | None
    weekly_hours: dict[str, list[list[str]]]
    holidays: tuple[date, ...]


@dataclass(frozen=True)
class OpeningHours:
    """A calendar: whose it is, and its versions, the earliest first. `key` is a team's or channel's key, '' for the default."""

    scope: CalendarScope
    key: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """The version valid on a local day; None before the first."""
        valid = [version for version in self.versions if version.valid_from is None or version.valid_from <= day]
        return valid[-1] if valid else None


def calendars_of(account: Account) -> list[OpeningHours]:
    """The account's calendars: the default one first, then teams' and channels' by key. One query."""
    stored = sorted(BusinessCalendar.objects.filter(account_id=account.pk), key=_order)
    found = [
        OpeningHours(CalendarScope(scope), key, tuple(map(_version, rows))) for (scope, key), rows in groupby(stored, key=lambda row: (row.scope, row.key))
    ]
    if not found or found[0].scope != CalendarScope.DEFAULT:
        found.insert(0, OpeningHours(CalendarScope.DEFAULT, "", (Version(None, office_hours(), ()),)))
    return found


def schedule(opening: OpeningHours, timezone: str) -> calendars.Schedule:
    """A calendar's versions, ready to be laid out."""
    versions = (
        (each.valid_from or date.min, calendars.parse(each.weekly_hours, [day.isoformat() for day in each.holidays], timezone)) for each in opening.versions
    )
    return calendars.Schedule(ZoneInfo(timezone), tuple(versions))


@transaction.atomic
def set_version(
    account: Account,
    *,
    weekly_hours: WeeklyHours,
    holidays: Sequence[str],
    scope: str = CalendarScope.DEFAULT,
    key: str = "",
    valid_from: date | None = None,
) -> bool:
    """Make or replace one version of a calendar; the calendar comes into being with its first version. Whether that is a change.

    `weekly_hours` are local times on quarter hours, in pairs that begin before they end and do not overlap; `holidays` are days
    like 2026-12-25, closed while this version is valid. Kept in order and without empty or double entries.
    `Invalid` names the field at fault: scope, key, validFrom, weeklyHours or holidays.
    """
    scope, key = _checked_scope(scope, key)
    if len(holidays) > MOST_HOLIDAYS:
        raise Invalid(f"A calendar has at most {MOST_HOLIDAYS} holidays.", field="holidays")
    _check("holidays", weekly_hours={}, holidays=holidays, timezone=account.timezone)
    _check("weeklyHours", weekly_hours=weekly_hours, holidays=(), timezone=account.timezone)
    hours = {day: sorted([list(span) for span in weekly_hours[day]]) for day in calendars.WEEKDAYS if weekly_hours.get(day)}
    days = sorted({date.fromisoformat(day).isoformat() for day in holidays})
    stored = BusinessCalendar.objects.filter(account_id=account.pk, scope=scope, key=key, valid_from=valid_from).first()
    if stored is None:
        _check_room(account, scope, key)
        stored = BusinessCalendar(account=account, scope=scope, key=key, valid_from=valid_from)
    elif (stored.weekly_hours, stored.holidays) == (hours, days):
        return False
    was = {} if stored.pk is None else {"weekly_hours": stored.weekly_hours, "holidays": stored.holidays}
    stored.weekly_hours, stored.holidays = hours, days
    stored.save()
    now = {"weekly_hours": hours, "holidays": days}
    audit.record("calendar.set", account=account, subject=_named(scope, key), valid_from=_text(valid_from), was=was, now=now)
    return True


@transaction.atomic
def remove_version(account: Account, *, scope: str = CalendarScope.DEFAULT, key: str = "", valid_from: date | None) -> bool:
    """Remove one version: the one before it holds on. Whether there was one. `Invalid` for the default calendar's first, on which all rest."""
    scope, key = _checked_scope(scope, key)
    if scope == CalendarScope.DEFAULT and valid_from is None:
        raise Invalid("The default calendar's first version cannot be removed; replace it.", field="validFrom")
    removed, _ = BusinessCalendar.objects.filter(account_id=account.pk, scope=scope, key=key, valid_from=valid_from).delete()
    if removed:
        audit.record("calendar.removed", account=account, subject=_named(scope, key), valid_from=_text(valid_from))
    return bool(removed)


@transaction.atomic
def remove(account: Account, *, scope: str, key: str) -> bool:
    """Remove a team's or channel's calendar with all its versions: the default one holds for it again. Whether there was one."""
    scope, key = _checked_scope(scope, key)
    if scope == CalendarScope.DEFAULT:
        raise Invalid("The default calendar cannot be removed; replace it.", field="scope")
    removed, _ = BusinessCalendar.objects.filter(account_id=account.pk, scope=scope, key=key).delete()
    if removed:
        audit.record("calendar.removed", account=account, subject=_named(scope, key), versions=removed)
    return bool(removed)


def _named(scope: str, key: str) -> str:
    return "the account" if scope == CalendarScope.DEFAULT else f"the {scope} {key}"


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _order(row: BusinessCalendar) -> tuple[int, str, date]:
    return ORDER[CalendarScope(row.scope)], row.key, row.valid_from or date.min


def _version(row: BusinessCalendar) -> Version:
    return Version(row.valid_from, row.weekly_hours, tuple(date.fromisoformat(day) for day in row.holidays))


def _checked_scope(scope: str, key: str) -> tuple[CalendarScope, str]:
    if scope not in CalendarScope.values:
        raise Invalid(f"{scope!r} has no calendar; it is one of {', '.join(CalendarScope.values)}.", field="scope")
    key = key.strip()
    if scope == CalendarScope.DEFAULT and key:
        raise Invalid("The default calendar belongs to no team or channel.", field="key")
    if scope != CalendarScope.DEFAULT and not key:
        raise Invalid(f"Say which {scope} the calendar is for.", field="key")
    return CalendarScope(scope), key


def _check_room(account: Account, scope: str, key: str) -> None:
    others = set(BusinessCalendar.objects.filter(account_id=account.pk).values_list("scope", "key"))
    if (scope, key) not in others and len(others - {(CalendarScope.DEFAULT, "")}) >= MOST_CALENDARS:
        raise Invalid(f"An account has at most {MOST_CALENDARS} calendars beside its default one.", field="key")
    if BusinessCalendar.objects.filter(account_id=account.pk, scope=scope, key=key).count() >= MOST_VERSIONS:
        raise Invalid(f"A calendar has at most {MOST_VERSIONS} versions.", field="validFrom")


def _check(field: str, *, weekly_hours: WeeklyHours, holidays: Sequence[str], timezone: str) -> None:
    try:
        calendars.parse(weekly_hours, holidays, timezone)
    except calendars.CalendarError as error:
        raise Invalid(str(error), field=field) from error
