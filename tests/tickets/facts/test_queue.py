"""The queue of tickets whose facts are out of date: who enters it, and that nothing falls out of it."""

import pytest
from django.conf import LazySettings

from tenants.models import Account
from tests.tickets.histories import HOUR, at, created, derived, reply, solved, ticket
from tickets import facts
from tickets.models import SlaTarget, TicketFact, TouchedDay, TouchedTicket

pytestmark = pytest.mark.usefixtures("account")


def queued() -> list[int]:
    return list(TouchedTicket.objects.order_by("id").values_list("ticket_id", flat=True))


def test_draining_derives_each_ticket_once_and_empties_the_queue() -> None:
    tickets = [ticket(created("mon 10:00"), reply("10:10")) for _ in range(5)]
    facts.touch([each.pk for each in tickets] * 2)
    told: list[tuple[int, int]] = []
    assert facts.derive_touched(batch=2, progress=lambda done, total: told.append((done, total))) == 5
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert queued() == []
    assert TicketFact.objects.count() == 5


def test_tickets_touched_while_draining_are_derived_too() -> None:
    early, late = ticket(created("mon 10:00")), ticket(created("mon 10:00"))
    facts.touch([late.pk])
    assert facts.derive_touched(progress=lambda done, _: facts.touch([early.pk]) if done == 1 else None) == 2
    assert queued() == []


def test_an_empty_queue_is_drained_at_once() -> None:
    assert facts.derive_touched() == 0


def test_a_worker_that_entered_before_the_zone_changed_derives_in_the_new_one(account: Account) -> None:
    told = ticket(created("mon 23:30"))
    Account.objects.filter(pk=account.pk).update(timezone="Asia/Tokyo")
    facts.derive([told.pk])
    assert account.timezone == "Europe/Berlin"
    assert str(TicketFact.objects.get(pk=told.pk).created_day) == "2026-03-03"


def test_everything_can_be_queued() -> None:
    tickets = [ticket(created("mon 10:00")) for _ in range(3)]
    facts.touch_all()
    assert queued() == [each.pk for each in tickets]


def test_a_failing_deriver_leaves_facts_and_queue_as_they_were(settings: LazySettings) -> None:
    settings.FACT_DERIVERS = ["tests.tickets.facts.test_queue.fail"]
    told = ticket(created("mon 10:00"))
    facts.touch([told.pk])
    with pytest.raises(RuntimeError, match="on purpose"):
        facts.derive_touched()
    assert queued() == [told.pk]
    assert not TicketFact.objects.exists()
    assert not TouchedDay.objects.exists()


def fail(ticket_ids: list[int], *, changed: list[int]) -> None:
    raise RuntimeError("on purpose")


class TestSweep:
    @pytest.fixture(autouse=True)
    def _promise(self, account: Account) -> None:
        SlaTarget.objects.create(priority="", first_reply_seconds=HOUR, resolution_seconds=4 * HOUR, in_business_time=True)

    @pytest.mark.parametrize(("as_of", "is_queued"), [("mon 11:00", False), ("mon 11:00:01", True)])
    def test_queues_a_ticket_once_its_first_reply_is_overdue(self, as_of: str, is_queued: bool) -> None:
        told = ticket(created("mon 10:00"))
        derived(told, as_of="mon 10:01")
        assert facts.sweep_undecided(as_of=at(as_of)) == is_queued
        assert queued() == ([told.pk] if is_queued else [])

    def test_waits_for_the_resolution_of_an_answered_ticket(self) -> None:
        derived(ticket(created("mon 10:00"), reply("10:10")), as_of="mon 10:11")
        assert facts.sweep_undecided(as_of=at("mon 13:59")) == 0
        assert facts.sweep_undecided(as_of=at("mon 14:01")) == 1

    def test_leaves_nights_out(self) -> None:
        derived(ticket(created("mon 16:30")), as_of="mon 16:31")
        assert facts.sweep_undecided(as_of=at("tue 09:29")) == 0
        assert facts.sweep_undecided(as_of=at("tue 09:31")) == 1

    def test_what_it_queued_is_decided_by_deriving_it(self) -> None:
        told = ticket(created("mon 10:00"))
        derived(told, as_of="mon 10:01")
        facts.sweep_undecided(as_of=at("mon 12:00"))
        facts.derive(queued(), as_of=at("mon 12:00"))
        assert TicketFact.objects.get(pk=told.pk).first_reply_sla_met is False
        TouchedTicket.objects.all().delete()
        assert facts.sweep_undecided(as_of=at("mon 12:30")) == 0

    def test_leaves_what_is_decided_or_over(self) -> None:
        derived(ticket(created("mon 10:00"), reply("10:10"), solved("10:20")), as_of="mon 10:30")
        assert facts.sweep_undecided(as_of=at("fri 12:00")) == 0
