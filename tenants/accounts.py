"""What an account says of itself: its name, its time zone, its opening hours.

A new zone or calendar changes facts and days that are already computed; whoever calls these functions has them derived
again (`tickets.facts.touch_all`), since nothing here knows of tickets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tenants import opening_hours
from tenants.models import Account
from tenants.provisioning import checked_name, checked_timezone


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
    """Replace the first version of the account's default calendar; see `tenants.opening_hours.set_version`. Whether that is a change."""
    return opening_hours.set_version(account, weekly_hours=weekly_hours, holidays=holidays)
