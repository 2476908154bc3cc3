"""The account's cumulative clocks: what they say, however they came to be laid out."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tenants import opening_hours, schemas
from tenants.calendars import slot_of
from tenants.models import Account, CalendarScope, office_hours
from tests.tickets.facts.chronicle import ZONES, open_by, openings
from tests.tickets.facts.test_properties import on_random_accounts, rolled_back
from tests.tickets.histories import at, created, derived, label, reply, ticket
from tests.tickets.world import Subject, World
from tickets import business_time, facts
from tickets.models import BusinessSlot, SlaTarget, Ticket, TicketFact

pytestmark = pytest.mark.usefixtures("account")

HOUR = 3600


def seconds(start: datetime, end: datetime, *, number: int = 0) -> float:
    """Business seconds between two instants on a clock, by two look-ups."""

    def clock(instant: datetime) -> float:
        slot = BusinessSlot.objects.get(slot=number * business_time.CLOCK + slot_of(instant))
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
    opening_hours.set_version(account, weekly_hours={"mon": [["10:00", "11:00"]]}, holidays=[])
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


EVENINGS = {day: [["17:00", "21:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


class TestSeveralCalendars:
    """By hand: office hours are nine to five; on evenings it is five to nine."""

    @pytest.fixture(autouse=True)
    def _evenings(self, account: Account) -> None:
        opening_hours.set_version(account, scope="team", key="night", weekly_hours=EVENINGS, holidays=[])

    def test_a_team_has_its_own_and_others_have_the_default(self) -> None:
        night, day = (derived(ticket(created("mon 16:00"), reply("mon 18:00"), team=team)) for team in ("night", "day"))
        assert (night.first_reply_business, day.first_reply_business) == (HOUR, HOUR)
        late, early = (derived(ticket(created("mon 18:00"), reply("mon 20:30"), team=team)) for team in ("night", "day"))
        assert (late.first_reply_business, early.first_reply_business) == (2.5 * HOUR, 0)

    def test_a_channel_has_its_own_where_the_team_has_none(self, account: Account) -> None:
        opening_hours.set_version(account, scope="channel", key="chat", weekly_hours={"mon": [["00:00", "24:00"]]}, holidays=[])
        found = [derived(ticket(created("mon 18:00"), reply("mon 23:00"), team=team, channel="chat")).first_reply_business for team in ("night", "day")]
        assert found == [3 * HOUR, 5 * HOUR]

    def test_a_ticket_that_changes_teams_is_measured_anew(self) -> None:
        told = ticket(created("mon 18:00"), reply("mon 19:00"), team="day")
        assert derived(told).first_reply_business == 0
        Ticket.objects.filter(pk=told.pk).update(team=label("team", "night"))
        assert derived(told).first_reply_business == HOUR

    def test_a_version_counts_from_its_local_day_on(self, account: Account) -> None:
        opening_hours.set_version(account, scope="team", key="night", valid_from=date(2026, 3, 4), weekly_hours={"wed": [["00:00", "01:00"]]}, holidays=[])
        assert derived(ticket(created("tue 17:00"), reply("thu 23:00"), team="night")).first_reply_business == 4 * HOUR + HOUR

    def test_commitments_run_on_the_tickets_own_clock(self) -> None:
        SlaTarget.objects.create(priority="", first_reply_seconds=HOUR, in_business_time=True)
        night, day = ticket(created("mon 18:00"), team="night"), ticket(created("mon 18:00"), team="day")
        derived(night, day, as_of="mon 18:30")
        assert facts.sweep_undecided(as_of=at("mon 19:30")) == 1
        derived(night, day, as_of="mon 19:30")
        assert TicketFact.objects.get(pk=night.pk).first_reply_sla_met is False
        assert TicketFact.objects.get(pk=day.pk).first_reply_sla_met is None

    def test_calendars_that_say_the_same_share_a_clock(self, account: Account) -> None:
        opening_hours.set_version(account, scope="channel", key="chat", weekly_hours=EVENINGS, holidays=[])
        opening_hours.set_version(account, scope="channel", key="phone", weekly_hours=office_hours(), holidays=[])
        found = business_time.clocks()
        assert len(found.schedules) == 2
        assert found.numbers == {(CalendarScope.TEAM, "night"): 1, (CalendarScope.CHANNEL, "chat"): 1, (CalendarScope.CHANNEL, "phone"): 0}

    def test_a_calendar_made_later_is_laid_out_over_the_same_time(self, account: Account) -> None:
        business_time.ensure(at("mon 00:00"), at("fri 00:00"))
        opening_hours.set_version(account, scope="team", key="weekend", weekly_hours={"sun": [["10:00", "12:00"]]}, holidays=[])
        business_time.rebuild()
        laid_out = [BusinessSlot.objects.filter(slot__range=(number * business_time.CLOCK, (number + 1) * business_time.CLOCK - 1)) for number in range(3)]
        assert len({rows.count() for rows in laid_out}) == 1
        assert seconds(at("mon 00:00"), at("mon2 00:00"), number=2) == 2 * HOUR

    def test_instants_that_no_clock_reaches_have_no_business_time_on_any(self) -> None:
        for when in ("9999-12-30 10:00", "2090-01-02 10:00"):
            assert derived(ticket(created("mon 18:00"), reply(when), team="night")).first_reply_business is None

    def test_the_calendars_of_another_account_change_nothing_here(self, other_account: Account) -> None:
        opening_hours.set_version(other_account, scope="team", key="day", weekly_hours=EVENINGS, holidays=[])
        opening_hours.set_version(other_account, weekly_hours={}, holidays=[])
        business_time.rebuild()
        assert derived(ticket(created("mon 16:00"), reply("mon 18:00"), team="day")).first_reply_business == HOUR
        with schemas.inside(other_account):
            assert not BusinessSlot.objects.exists()


@examples(on_random_accounts, max_examples=40)
@given(data=st.data())
def test_two_look_ups_are_the_minutes_counted_one_by_one(account: Account, data: st.DataObject) -> None:
    """In zones whose clocks change within the days looked at, whichever calendar and version holds."""
    zone = data.draw(st.sampled_from(sorted(ZONES)))
    told = data.draw(openings(zone))
    subject = Subject(1, team=data.draw(st.sampled_from(("one", "two"))), channel=data.draw(st.sampled_from(("Chat", "email"))))
    start = ZONES[zone] + timedelta(minutes=data.draw(st.integers(0, 20 * 24 * 60)))
    end = start + timedelta(minutes=data.draw(st.integers(0, 4 * 24 * 60)))
    with rolled_back():
        Account.objects.filter(pk=account.pk).update(timezone=zone)
        open_by(account, told)
        found = business_time.ensure(start, end)
        number = found.numbers.get((CalendarScope.TEAM, subject.team or ""), found.numbers.get((CalendarScope.CHANNEL, subject.channel or ""), 0))
        assert seconds(start, end, number=number) == 60 * minutes_open(World(zone, end, told), subject, start, end)


def minutes_open(world: World, subject: Subject, start: datetime, end: datetime) -> int:
    """How many of the minutes between two instants begin while the wall clock shows an opening hour."""
    count = int((end - start) / timedelta(minutes=1))
    return sum(world.is_open(start + timedelta(minutes=minute), subject) for minute in range(count))
