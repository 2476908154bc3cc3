"""Calendars over HTTP: the account's, those of teams and channels, and their versions."""

from __future__ import annotations

from typing import Any

import pytest

from tenants.models import Account, BusinessCalendar
from tickets.kinds import Dimension
from tickets.models import TouchedTicket

from .conftest import Caller
from .histories import label, ticket

CALENDARS = "calendars { scope key label versions { validFrom isCurrent holidays weeklyHours { day ranges { from to } } } }"
SET = f"""mutation ($scope: CalendarScope! = ACCOUNT, $key: String! = "", $from: Date, $opens: String! = "09:00", $holidays: [Date!]! = []) {{ calendarSet(
    weeklyHours: [{{day: "mon", ranges: [{{from: $opens, to: "17:00"}}]}}], holidays: $holidays, scope: $scope, key: $key, validFrom: $from) {{
    account {{ calendar {{ holidays weeklyHours {{ day ranges {{ from }} }} }} {CALENDARS} }} errors {{ field code message }} }} }}"""
REMOVE = """mutation ($scope: CalendarScope!, $key: String! = "", $from: Date) { calendarRemove(scope: $scope, key: $key, validFrom: $from) {
    account { calendars { scope key versions { validFrom } } } errors { field code } } }"""


@pytest.fixture(autouse=True)
def alone(account: Account) -> None:
    """No calendar from an earlier test."""
    BusinessCalendar.objects.filter(account=account).delete()


def monday(version: dict[str, Any]) -> list[str]:
    return [span["from"] for span in version["weeklyHours"][0]["ranges"]]


def test_a_team_has_a_calendar_of_its_own(analyst: Caller, account: Account, scheduled: list[str]) -> None:
    label(Dimension.TEAM, "night")
    ticket(1)
    answer = analyst.ask(SET, scope="TEAM", key="night", opens="20:00".replace("20", "08"))["calendarSet"]
    assert answer["errors"] == []
    default, night = answer["account"]["calendars"]
    assert (default["scope"], default["key"], default["label"]) == ("ACCOUNT", "", None)
    assert (night["scope"], night["key"], night["label"], monday(night["versions"][0])) == ("TEAM", "night", "Night", ["08:00"])
    assert (TouchedTicket.objects.count(), scheduled) == (1, ["tickets.derive"])


def test_a_version_holds_from_its_day_on(analyst: Caller, account: Account, scheduled: list[str]) -> None:
    analyst.ask(SET, opens="09:00", holidays=["2026-12-25"])
    analyst.ask(SET, opens="10:00", **{"from": "2026-01-01"})
    answer = analyst.ask(SET, opens="11:00", **{"from": "2099-01-01"})["calendarSet"]["account"]
    versions = answer["calendars"][0]["versions"]
    assert [(each["validFrom"], each["isCurrent"], monday(each)) for each in versions] == [
        ("2099-01-01", False, ["11:00"]),
        ("2026-01-01", True, ["10:00"]),
        (None, False, ["09:00"]),
    ]
    assert versions[2]["holidays"] == ["2026-12-25"]
    assert answer["calendar"]["weeklyHours"][0]["ranges"] == [{"from": "10:00"}]


def test_the_same_version_again_changes_nothing(analyst: Caller, account: Account, scheduled: list[str]) -> None:
    for _ in range(2):
        analyst.ask(SET, scope="CHANNEL", key="chat")
    assert scheduled == ["tickets.derive"]


def test_a_calendar_and_a_version_can_be_removed(analyst: Caller, account: Account, scheduled: list[str]) -> None:
    analyst.ask(SET)
    analyst.ask(SET, **{"from": "2026-01-01"})
    analyst.ask(SET, scope="TEAM", key="night")
    answer = analyst.ask(REMOVE, scope="ACCOUNT", **{"from": "2026-01-01"})["calendarRemove"]
    assert [(each["scope"], len(each["versions"])) for each in answer["account"]["calendars"]] == [("ACCOUNT", 1), ("TEAM", 1)]
    answer = analyst.ask(REMOVE, scope="TEAM", key="night")["calendarRemove"]
    assert [each["scope"] for each in answer["account"]["calendars"]] == ["ACCOUNT"]
    assert len(scheduled) == 5


@pytest.mark.parametrize(
    ("document", "given", "field", "code"),
    [
        (SET, {"scope": "TEAM"}, "key", "INVALID"),
        (SET, {"key": "night"}, "key", "INVALID"),
        (SET, {"opens": "9"}, "weeklyHours", "INVALID"),
        (REMOVE, {"scope": "ACCOUNT"}, "scope", "INVALID"),
        (REMOVE, {"scope": "TEAM", "key": "nobody"}, "key", "NOT_FOUND"),
        (REMOVE, {"scope": "ACCOUNT", "from": "2026-01-01"}, "validFrom", "NOT_FOUND"),
    ],
)
def test_calendars_that_cannot_be_are_refused(
    analyst: Caller, account: Account, scheduled: list[str], document: str, given: dict[str, Any], field: str, code: str
) -> None:
    (payload,) = analyst.ask(document, **given).values()
    assert (payload["account"], [(error["field"], error["code"]) for error in payload["errors"]]) == (None, [(field, code)])
    assert (scheduled, BusinessCalendar.objects.filter(account=account).count()) == ([], 0)
