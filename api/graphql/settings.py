"""Changes of an account's settings, and what has to be computed again because of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

from tenants import accounts, audit, opening_hours, schemas
from tenants.errors import Invalid, Missing
from tenants.models import Account, CalendarScope
from tenants.tasks import schedule_named
from tickets import business_time, facts
from tickets.models import SlaTarget

from .types.inputs import DayHoursInput, SlaTargetInput

LONGEST_COMMITMENT = 366 * 86_400.0


def update_account(account: Account, *, name: str | None, timezone: str | None) -> None:
    """Name and zone, as far as given. A new zone moves days, of rows beside tickets as well, and opening hours."""
    if name is not None:
        accounts.rename(account, name=name)
    if timezone is not None and accounts.set_timezone(account, timezone=timezone):
        business_time.rebuild()
        facts.touch_all()
        schedule_named("tickets.redate")  # which has the tickets derived too


def set_calendar(
    account: Account, *, weekly_hours: Sequence[DayHoursInput], holidays: Sequence[date], scope: CalendarScope, key: str, valid_from: date | None
) -> None:
    """New opening hours in one version of a calendar; a day named twice has all its ranges. `Invalid` says what is wrong."""
    hours: dict[str, list[list[str]]] = {}
    for day in weekly_hours:
        hours.setdefault(day.day, []).extend([span.from_, span.to] for span in day.ranges)
    days = [day.isoformat() for day in holidays]
    if opening_hours.set_version(account, weekly_hours=hours, holidays=days, scope=scope, key=key, valid_from=valid_from):
        business_time.rebuild()
        derive_again()


def remove_calendar(account: Account, *, scope: CalendarScope, key: str, valid_from: date | None) -> None:
    """A calendar without this version, or no calendar of this team or channel any more. `Missing` if there was none."""
    if valid_from is not None:
        removed = opening_hours.remove_version(account, scope=scope, key=key, valid_from=valid_from)
    else:
        removed = opening_hours.remove(account, scope=scope, key=key)
    if not removed:
        raise Missing("There is no such calendar, or no such version of it.", field="validFrom" if valid_from else "key")
    business_time.rebuild()
    derive_again()


def set_sla_targets(targets: Sequence[SlaTargetInput]) -> None:
    """Exactly these commitments from now on. `Invalid` for a priority named twice or a duration that cannot be."""
    rows = {target.priority: _commitment(target) for target in targets}
    if len(rows) != len(targets):
        raise Invalid("Every priority has one commitment.", field="targets")
    columns = ("first_reply_seconds", "resolution_seconds", "in_business_time")
    before = {row.pop("priority"): row for row in SlaTarget.objects.values("priority", *columns)}
    if before == {priority: {column: getattr(row, column) for column in columns} for priority, row in rows.items()}:
        return
    SlaTarget.objects.all().delete()
    SlaTarget.objects.bulk_create(rows.values())
    now = {priority: {column: getattr(row, column) for column in columns} for priority, row in rows.items()}
    audit.record("sla.set", account=schemas.current(), was=before, now=now)
    derive_again()


def derive_again() -> None:
    """Queues every ticket, and the task that works through them once the change is committed."""
    facts.touch_all()
    schedule_named("tickets.derive")


def _commitment(target: SlaTargetInput) -> SlaTarget:
    for seconds in (target.first_reply_seconds, target.resolution_seconds):
        if seconds is not None and not (isfinite(seconds) and 0 < seconds <= LONGEST_COMMITMENT):
            raise Invalid("A commitment is a number of seconds above 0 and within a year.", field="targets")
    return SlaTarget(
        priority=target.priority.strip(),
        first_reply_seconds=target.first_reply_seconds,
        resolution_seconds=target.resolution_seconds,
        in_business_time=target.in_business_time,
    )
