"""When an account is open: one calendar for all, others for a team or a channel, each in versions."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import strawberry

from api.graphql.costs import Cost
from tenants import opening_hours
from tenants.models import Account
from tenants.models import CalendarScope as Scope

from .enums import CalendarOf, Dimension
from .nodes import Info
from .targets import labels_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@strawberry.type(description="An opening time within one day.")
class TimeRange:
    from_: str = strawberry.field(name="from", description="When it opens, local time.")
    to: str = strawberry.field(description="When it closes, local time.")


@strawberry.type(description="The opening times of one day of the week.")
class DayHours:
    day: str = strawberry.field(description="`mon` to `sun`.")
    ranges: list[TimeRange] = strawberry.field(description="Its opening times; none for a closed day.")


@strawberry.type(description="When the account is open. Business time counts only then.")
class Calendar:
    weekly_hours: list[DayHours] = strawberry.field(description="Monday to Sunday.")
    holidays: list[date] = strawberry.field(description="Days on which it is closed.")


@strawberry.type(description="What a calendar says from one local day on, until its next version.")
class CalendarVersion:
    valid_from: date | None = strawberry.field(description="The first local day it holds for; null for the version that holds from the beginning.")
    weekly_hours: list[DayHours] = strawberry.field(description="Monday to Sunday.")
    holidays: list[date] = strawberry.field(description="Days on which it is closed.")
    is_current: bool = strawberry.field(description="Whether it holds today.")


@strawberry.type(description="A calendar with its versions. Of a ticket counts that of its team, else that of its channel, else the account's.")
class BusinessCalendar:
    scope: CalendarOf = strawberry.field(description="Whose it is.")
    key: str = strawberry.field(description="The team's or channel's key; empty for the account's.")
    versions: list[CalendarVersion] = strawberry.field(description="Its versions, the newest first.", directives=[Cost(weight=0.1, size=2)])

    @strawberry.field(description="The team or channel as people read it; null for the account's, and where no ticket bears the key.")
    def label(self, info: Info) -> str | None:
        return None if self.scope is CalendarOf.ACCOUNT else labels_of(info.context).get((Dimension[self.scope.name], self.key))


def calendar_of(account: Account) -> Calendar:
    """What the account's own calendar says today."""
    version = opening_hours.calendars_of(account)[0].on(today(account))
    return Calendar(weekly_hours=_hours(version), holidays=list(version.holidays) if version else [])


def calendars_of(account: Account) -> list[BusinessCalendar]:
    """Every calendar of the account, its own first."""
    day = today(account)
    return [_calendar(found, found.on(day)) for found in opening_hours.calendars_of(account)]


def _calendar(found: opening_hours.OpeningHours, current: opening_hours.Version | None) -> BusinessCalendar:
    scope = CalendarOf.ACCOUNT if found.scope == Scope.DEFAULT else CalendarOf[Scope(found.scope).name]
    return BusinessCalendar(
        scope=scope,
        key=found.key,
        versions=[
            CalendarVersion(valid_from=each.valid_from, weekly_hours=_hours(each), holidays=list(each.holidays), is_current=each is current)
            for each in reversed(found.versions)
        ],
    )


def _hours(version: opening_hours.Version | None) -> list[DayHours]:
    hours = version.weekly_hours if version else {}
    return [DayHours(day=day, ranges=[TimeRange(from_=opens, to=closes) for opens, closes in hours.get(day, [])]) for day in DAYS]


def today(account: Account) -> date:
    return datetime.now(ZoneInfo(account.timezone)).date()
