"""What an account says of itself is checked before it is believed."""

from __future__ import annotations

from typing import Any

import pytest

from tenants import accounts
from tenants.errors import Invalid
from tenants.models import Account, BusinessCalendar

pytestmark = pytest.mark.django_db


def stored(account: Account) -> BusinessCalendar:
    return BusinessCalendar.objects.get(account=account)


def test_the_name_changes_and_the_address_stays(account: Account) -> None:
    accounts.rename(account, name="  Acme   Limited ")
    account.refresh_from_db()
    assert (account.name, account.slug) == ("Acme Limited", "acme")


def test_without_a_name_nothing_changes(account: Account) -> None:
    with pytest.raises(Invalid):
        accounts.rename(account, name=" ")
    account.refresh_from_db()
    assert account.name == "Acme"


def test_the_time_zone_changes_and_says_whether_it_did(account: Account) -> None:
    assert accounts.set_timezone(account, timezone="Asia/Kathmandu")
    assert not accounts.set_timezone(account, timezone="Asia/Kathmandu")
    account.refresh_from_db()
    assert account.timezone == "Asia/Kathmandu"


def test_only_iana_zones_are_time_zones(account: Account) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.set_timezone(account, timezone="CEST")
    assert refused.value.field == "timezone"


def test_opening_hours_are_kept_in_order_and_without_closed_days(account: Account) -> None:
    hours = {"tue": [["13:00", "24:00"], ["09:00", "12:30"]], "mon": [], "sun": [["00:00", "00:15"]]}
    assert accounts.set_calendar(account, weekly_hours=hours, holidays=["2026-12-25", "2026-01-01", "2026-12-25"])
    assert stored(account).weekly_hours == {"tue": [["09:00", "12:30"], ["13:00", "24:00"]], "sun": [["00:00", "00:15"]]}
    assert stored(account).holidays == ["2026-01-01", "2026-12-25"]


def test_the_same_hours_again_are_no_change(account: Account) -> None:
    hours = {"mon": [["09:00", "17:00"]]}
    accounts.set_calendar(account, weekly_hours=hours, holidays=[])
    assert not accounts.set_calendar(account, weekly_hours=hours, holidays=[])
    assert accounts.set_calendar(account, weekly_hours=hours, holidays=["2026-12-25"])


def test_an_account_may_never_be_open(account: Account) -> None:
    assert accounts.set_calendar(account, weekly_hours={}, holidays=[])
    assert stored(account).weekly_hours == {}


@pytest.mark.parametrize(
    "hours",
    [
        {"monday": [["09:00", "17:00"]]},
        {"mon": [["9:00", "17:00"]]},
        {"mon": [["09:10", "17:00"]]},
        {"mon": [["09:00", "24:15"]]},
        {"mon": [["17:00", "09:00"]]},
        {"mon": [["09:00", "09:00"]]},
        {"mon": [["09:00"]]},
        {"mon": [["09:00", "12:00"], ["11:45", "17:00"]]},
        {"mon": [["09:00", "12:00"], ["09:00", "12:00"]]},
    ],
)
def test_opening_hours_that_cannot_be_are_refused(account: Account, hours: Any) -> None:
    before = stored(account).weekly_hours
    with pytest.raises(Invalid) as refused:
        accounts.set_calendar(account, weekly_hours=hours, holidays=[])
    assert refused.value.field == "weeklyHours"
    assert stored(account).weekly_hours == before


@pytest.mark.parametrize("holidays", [["25.12.2026"], ["2026-02-30"], [""], ["2026-12-25"] * 1001])
def test_holidays_that_cannot_be_are_refused(account: Account, holidays: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.set_calendar(account, weekly_hours={}, holidays=holidays)
    assert refused.value.field == "holidays"
