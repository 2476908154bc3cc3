"""What an account says of itself: its name, its time zone, its opening hours.

A new zone or calendar changes facts and days that are already computed; whoever calls these functions has them derived
again (`tickets.facts.touch_all`), since nothing here knows of tickets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from tenants import audit, opening_hours
from tenants.models import Account
from tenants.provisioning import checked_name, checked_timezone


@transaction.atomic
def rename(account: Account, *, name: str) -> Account:
    """The account under its new name; its address stays. `Invalid` for a bad name."""
    name, was = checked_name(name), account.name
    account.name = name
    Account.objects.filter(pk=account.pk).update(name=name)
    if name != was:
        audit.record("account.renamed", account=account, subject=name, was=was)
    return account


@transaction.atomic
def set_timezone(account: Account, *, timezone: str) -> bool:
    """Count the account's days in another IANA zone. Whether that is a change. `Invalid` for an unknown zone."""
    timezone = checked_timezone(timezone)
    was, account.timezone = account.timezone, timezone
    Account.objects.filter(pk=account.pk).update(timezone=timezone)
    if timezone != was:
        audit.record("account.timezone_set", account=account, subject=timezone, was=was)
    return timezone != was


def set_calendar(account: Account, *, weekly_hours: Mapping[str, Sequence[Sequence[str]]], holidays: Sequence[str]) -> bool:
    """Replace the first version of the account's default calendar; see `tenants.opening_hours.set_version`. Whether that is a change."""
    return opening_hours.set_version(account, weekly_hours=weekly_hours, holidays=holidays)
