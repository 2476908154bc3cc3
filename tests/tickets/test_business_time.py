"""The account's cumulative clock: what it says, however it came to be laid out."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection

from tenants.calendars import slot_of
from tenants.models import Account, BusinessCalendar
from tests.tickets.histories import at
from tickets import business_time
from tickets.models import BusinessSlot

pytestmark = pytest.mark.usefixtures("account")

HOUR = 3600


def seconds(start: datetime, end: datetime) -> float:
    """Business seconds between two instants, by two look-ups."""

    def clock(instant: datetime) -> float:
        slot = BusinessSlot.objects.get(slot=slot_of(instant))
        return slot.opened + slot.is_open * (instant.timestamp() % 900)

    return clock(end) - clock(start)


def test_it_counts_opening_hours_only() -> None:
    business_time.ensure(at("mon 00:00"), at("mon2 00:00"))
    assert seconds(at("mon 00:00"), at("mon2 00:00")) == 40 * HOUR
    assert seconds(at("fri 16:20:30"), at("mon2 09:00")) == 39 * 60 + 30


def test_growing_to_either_side_leaves_what_is_there() -> None:
    business_time.ensure(at("wed 00:00"), at("wed 12:00"))
    first = list(BusinessSlot.objects.order_by("slot").values_list("slot", "opened", "is_open"))
    business_time.ensure(at("2025-11-03 00:00"), at("2026-06-01 00:00"))
    grown = {slot: (slot, opened, is_open) for slot, opened, is_open in BusinessSlot.objects.values_list("slot", "opened", "is_open")}
    assert [grown[slot] for slot, _, _ in first] == first
    assert seconds(at("2025-11-03 00:00"), at("2026-06-01 00:00")) == 30 * 40 * HOUR


def test_it_has_neither_gaps_nor_jumps() -> None:
    business_time.ensure(at("mon 12:00"), at("mon 13:00"))
    business_time.ensure(at("2026-01-05 12:00"), at("2026-05-04 13:00"))
    rows = list(BusinessSlot.objects.order_by("slot").values_list("slot", "opened", "is_open"))
    for (slot, opened, is_open), (next_slot, next_opened, _) in pairwise(rows):
        assert (next_slot, next_opened) == (slot + 1, opened + is_open * 900)


def test_ensuring_what_is_covered_writes_nothing() -> None:
    business_time.ensure(at("mon 00:00"), at("fri 00:00"))
    before = BusinessSlot.objects.count()
    business_time.ensure(at("tue 00:00"), at("wed 00:00"))
    assert BusinessSlot.objects.count() == before


def test_a_new_calendar_is_followed_after_rebuilding(account: Account) -> None:
    business_time.ensure(at("mon 00:00"), at("fri 00:00"))
    before = BusinessSlot.objects.count()
    BusinessCalendar.objects.update_or_create(account=account, defaults={"weekly_hours": {"mon": [["10:00", "11:00"]]}, "holidays": []})
    business_time.rebuild()
    assert seconds(at("mon 00:00"), at("fri 00:00")) == HOUR
    assert BusinessSlot.objects.count() == before


def test_rebuilding_before_anything_was_needed_lays_out_nothing() -> None:
    business_time.rebuild()
    assert not BusinessSlot.objects.exists()


def test_a_slip_of_the_source_does_not_lay_out_centuries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(business_time, "EARLIEST", datetime.now(UTC) - timedelta(days=10))
    business_time.ensure(datetime(1, 1, 2, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC))
    most = timedelta(days=10) + business_time.AHEAD + 2 * business_time.MARGIN
    assert BusinessSlot.objects.count() <= most.days * 96 + 1


def test_the_clock_of_the_database_session_does_not_matter() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Pacific/Auckland'")
    business_time.ensure(at("mon 00:00"), at("mon 23:00"))
    assert seconds(at("mon 00:00"), at("mon 23:00")) == 8 * HOUR
