"""Exactly one edition for each period, whoever looks first and however long nobody looked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from metrics.reports import rules, schedule
from metrics.reports.models import Delivery, Edition, Report, State
from tenants.access import AgencyAccess
from tenants.models import Account
from tests.metrics.reports.conftest import wanted

MONDAY = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # 8 o'clock in New York


@pytest.fixture
def armed(report: Report) -> Report:
    """Due on Monday, 23 November at 8 in New York, and set up on the Friday before."""
    Report.objects.filter(pk=report.pk).update(armed_at=MONDAY - timedelta(days=3), due_at=MONDAY, zone="America/New_York")
    return Report.objects.select_related("account", "agency").get(pk=report.pk)


def test_nothing_is_due_before_its_time(armed: Report) -> None:
    assert schedule.due(MONDAY - timedelta(seconds=1)) == []
    assert schedule.due(MONDAY) == [armed]


def test_an_edition_is_begun_over_the_last_week_and_the_next_time_worked_out(armed: Report) -> None:
    edition = schedule.claim(armed, now=MONDAY + timedelta(minutes=3))
    armed.refresh_from_db()
    assert edition is not None
    assert (edition.start, edition.end, edition.state) == (date(2026, 11, 16), date(2026, 11, 22), State.WAITING)
    assert edition.wait_until == MONDAY + schedule.PATIENCE
    assert armed.due_at == MONDAY + timedelta(days=7)


def test_of_two_workers_that_saw_it_due_one_begins_it(armed: Report) -> None:
    other = Report.objects.select_related("account", "agency").get(pk=armed.pk)
    begun = [schedule.claim(each, now=MONDAY + timedelta(minutes=3)) for each in (armed, other)]
    assert [each is not None for each in begun] == [True, False]
    assert Edition.objects.count() == 1


def test_a_period_that_was_sent_by_hand_is_not_sent_again(armed: Report) -> None:
    Edition.objects.create(report=armed, start=date(2026, 11, 16), end=date(2026, 11, 22), wait_until=MONDAY, state=State.DONE)
    assert schedule.claim(armed, now=MONDAY) is None
    assert Edition.objects.count() == 1


def test_after_weeks_without_a_worker_only_the_last_period_is_made_up_for(armed: Report) -> None:
    edition = schedule.claim(armed, now=MONDAY + timedelta(days=23))
    assert edition is not None
    assert edition.start == date(2026, 12, 7)
    assert Edition.objects.count() == 1


def test_what_was_due_before_it_was_set_up_is_not_made_up_for(armed: Report) -> None:
    Report.objects.filter(pk=armed.pk).update(armed_at=MONDAY + timedelta(minutes=1))
    armed.refresh_from_db()
    assert schedule.claim(armed, now=MONDAY + timedelta(hours=2)) is None


@pytest.mark.parametrize(
    ("zone", "now", "is_begun"),
    [
        ("Europe/Berlin", MONDAY - timedelta(hours=4), True),  # 8 o'clock in Berlin was two hours ago
        ("America/Los_Angeles", MONDAY, False),  # it is 5 o'clock there
    ],
)
def test_a_client_that_moves_to_another_zone_loses_no_edition(armed: Report, client_account: Account, zone: str, now: datetime, is_begun: bool) -> None:
    Account.objects.filter(pk=client_account.pk).update(timezone=zone)
    (found,) = schedule.due(now)
    assert (schedule.claim(found, now=now) is not None) is is_begun
    found.refresh_from_db()
    assert found.zone == zone
    assert schedule.due(now) == []


def test_an_inactive_report_is_never_due(manager: AgencyAccess, armed: Report) -> None:
    rules.update(manager, armed.pk, wanted=wanted(is_active=False))
    assert schedule.due(MONDAY + timedelta(days=30)) == []


def test_a_changed_schedule_begins_now(manager: AgencyAccess, report: Report) -> None:
    before = timezone.now()
    changed = rules.update(manager, report.pk, wanted=wanted(frequency="monthly", day=31, hour=17))
    assert changed.armed_at >= before
    assert changed.due_at is not None
    assert changed.due_at > before


def test_a_new_name_leaves_the_schedule_alone(manager: AgencyAccess, armed: Report) -> None:
    assert rules.update(manager, armed.pk, wanted=wanted(name="Another name")).due_at == MONDAY


def test_the_sweep_begins_what_is_due_and_gives_up_letters_whose_worker_died(armed: Report) -> None:
    now = timezone.now()
    Report.objects.filter(pk=armed.pk).update(due_at=now - timedelta(minutes=1), armed_at=now - timedelta(days=8))
    edition = Edition.objects.create(report=armed, start=date(2026, 1, 5), end=date(2026, 1, 11), wait_until=now, state=State.READY)
    dead = Delivery.objects.create(edition=edition, email="a@b.test", try_at=now, tried_at=now - timedelta(hours=1), state=Delivery.State.SENDING)
    assert schedule.sweep() == 1
    dead.refresh_from_db()
    edition.refresh_from_db()
    assert (dead.state, edition.state) == (Delivery.State.FAILED, State.DONE)
    assert "may have arrived" in dead.error


def test_an_edition_that_cannot_be_made_is_given_up_after_three_days(armed: Report) -> None:
    edition = Edition.objects.create(report=armed, start=date(2026, 1, 5), end=date(2026, 1, 11), wait_until=MONDAY)
    Edition.objects.filter(pk=edition.pk).update(created_at=timezone.now() - timedelta(days=3, minutes=1))
    schedule.sweep()
    edition.refresh_from_db()
    assert (edition.state, edition.note) == (State.WITHHELD, schedule.UNMADE)


def test_the_clock_looks_every_five_minutes(settings: Settings) -> None:
    assert settings.CELERY_BEAT_SCHEDULE["reports"] == {"task": "reports.sweep", "schedule": 300.0}
