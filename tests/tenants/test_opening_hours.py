"""Several calendars of an account, in versions: what is kept, what is refused, and what holds on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tenants import calendars, opening_hours
from tenants.errors import Invalid
from tenants.models import Account, BusinessCalendar, CalendarScope
from tenants.opening_hours import calendars_of, remove, remove_version, schedule, set_version

pytestmark = pytest.mark.django_db

MORNINGS = {"mon": [["08:00", "12:00"]]}
EVENINGS = {"mon": [["17:00", "22:00"]]}
MAY = date(2026, 5, 1)


def told(account: Account) -> list[tuple[str, str, list[date | None]]]:
    """Whose each calendar is, and when its versions begin."""
    return [(each.scope.value, each.key, [version.valid_from for version in each.versions]) for each in calendars_of(account)]


def test_an_account_begins_with_office_hours_for_all(account: Account) -> None:
    (only,) = calendars_of(account)
    assert (only.scope, only.key) == (CalendarScope.DEFAULT, "")
    assert [(version.valid_from, version.weekly_hours["fri"], version.holidays) for version in only.versions] == [(None, [["09:00", "17:00"]], ())]


def test_an_account_without_any_calendar_has_office_hours_too(account: Account) -> None:
    BusinessCalendar.objects.filter(account=account).delete()
    assert told(account) == [("default", "", [None])]


def test_calendars_of_teams_and_channels_stand_beside_the_default_one_with_their_versions_in_order(account: Account) -> None:
    assert set_version(account, scope="channel", key="chat", weekly_hours=EVENINGS, holidays=[])
    assert set_version(account, scope="team", key=" Berlin ", valid_from=MAY, weekly_hours=EVENINGS, holidays=[])
    assert set_version(account, scope="team", key="Berlin", weekly_hours=MORNINGS, holidays=["2026-12-25"])
    assert told(account) == [("default", "", [None]), ("team", "Berlin", [None, MAY]), ("channel", "chat", [None])]


def test_the_same_version_again_is_no_change(account: Account) -> None:
    for is_change in (True, False):
        assert set_version(account, valid_from=MAY, weekly_hours=MORNINGS, holidays=["2026-05-25"]) is is_change
    assert set_version(account, valid_from=MAY, weekly_hours=MORNINGS, holidays=[])


def test_a_version_holds_from_its_day_until_the_next(account: Account) -> None:
    set_version(account, valid_from=MAY, weekly_hours=EVENINGS, holidays=[])
    (default,) = calendars_of(account)
    before, after = default.on(date(2026, 4, 30)), default.on(MAY)
    assert before is not None
    assert after is not None
    assert (before.valid_from, after.valid_from) == (None, MAY)


def test_before_its_first_version_a_calendar_has_none(account: Account) -> None:
    set_version(account, scope="team", key="Berlin", valid_from=MAY, weekly_hours=EVENINGS, holidays=[])
    assert calendars_of(account)[1].on(date(2026, 4, 30)) is None


def test_a_schedule_over_another_leaves_it_what_came_before(account: Account) -> None:
    """By hand: the default opens on mornings; Berlin on evenings from May on. The 27th of April and the 4th of May are Mondays."""
    set_version(account, weekly_hours=MORNINGS, holidays=["2026-05-04"])
    set_version(account, scope="team", key="Berlin", valid_from=MAY, weekly_hours=EVENINGS, holidays=[])
    default, berlin = (schedule(each, "Europe/Berlin") for each in calendars_of(account))
    both = berlin.over(default)
    assert [both.quarters(date(2026, 4, 27)).index(True), both.quarters(date(2026, 5, 4)).index(True)] == [8 * 4, 17 * 4]
    assert default.quarters(date(2026, 5, 4)) == calendars.CLOSED


def test_holidays_belong_to_their_version(account: Account) -> None:
    set_version(account, weekly_hours=MORNINGS, holidays=["2026-05-04"])
    set_version(account, valid_from=MAY, weekly_hours=MORNINGS, holidays=[])
    assert any(schedule(calendars_of(account)[0], "Europe/Berlin").quarters(date(2026, 5, 4)))


def test_a_version_that_is_removed_leaves_the_one_before_it(account: Account) -> None:
    set_version(account, valid_from=MAY, weekly_hours=MORNINGS, holidays=[])
    assert remove_version(account, valid_from=MAY)
    assert not remove_version(account, valid_from=MAY)
    assert told(account) == [("default", "", [None])]


def test_a_calendar_is_removed_with_its_versions(account: Account) -> None:
    for day in (None, MAY):
        set_version(account, scope="team", key="Berlin", valid_from=day, weekly_hours=MORNINGS, holidays=[])
    assert remove(account, scope="team", key="Berlin")
    assert not remove(account, scope="team", key="Berlin")
    assert told(account) == [("default", "", [None])]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"scope": "agent", "key": "Dana"}, "scope"),
        ({"scope": "team", "key": " "}, "key"),
        ({"scope": "default", "key": "Berlin"}, "key"),
        ({"weekly_hours": {"mon": [["09:10", "17:00"]]}}, "weeklyHours"),
        ({"holidays": ["25.12.2026"]}, "holidays"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(account: Account, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_version(account, **{"weekly_hours": MORNINGS, "holidays": [], **given})
    assert refused.value.field == field
    assert told(account) == [("default", "", [None])]


def test_what_all_rests_on_cannot_be_removed(account: Account) -> None:
    with pytest.raises(Invalid, match="first version"):
        remove_version(account, valid_from=None)
    with pytest.raises(Invalid, match="default calendar"):
        remove(account, scope="default", key="")


def test_there_is_a_most_of_calendars_and_of_versions(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_hours, "MOST_CALENDARS", 1)
    monkeypatch.setattr(opening_hours, "MOST_VERSIONS", 2)
    set_version(account, scope="team", key="Berlin", weekly_hours=MORNINGS, holidays=[])
    with pytest.raises(Invalid, match="at most 1 calendars"):
        set_version(account, scope="team", key="Paris", weekly_hours=MORNINGS, holidays=[])
    set_version(account, scope="team", key="Berlin", valid_from=MAY, weekly_hours=MORNINGS, holidays=[])
    with pytest.raises(Invalid, match="at most 2 versions"):
        set_version(account, scope="team", key="Berlin", valid_from=date(2026, 6, 1), weekly_hours=MORNINGS, holidays=[])


def test_the_database_keeps_one_version_a_day(account: Account) -> None:
    """Of two people who save at once, one is refused."""
    for day in (None, MAY):
        BusinessCalendar.objects.create(account=account, scope="team", key="Berlin", valid_from=day)
        with pytest.raises(IntegrityError), transaction.atomic():
            BusinessCalendar.objects.create(account=account, scope="team", key="Berlin", valid_from=day)


def test_no_account_sees_or_changes_the_calendars_of_another(account: Account, other_account: Account) -> None:
    for each, hours in ((account, MORNINGS), (other_account, EVENINGS)):
        set_version(each, scope="team", key="Berlin", weekly_hours=hours, holidays=[])
    assert calendars_of(account)[1].versions[0].weekly_hours == MORNINGS
    assert remove(account, scope="team", key="Berlin")
    assert not remove_version(account, scope="team", key="Berlin", valid_from=None)
    assert calendars_of(other_account)[1].versions[0].weekly_hours == EVENINGS
