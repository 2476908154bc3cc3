"""Which days are computed for which measures: those between a measure's own first and last fact, and those that have states."""

from __future__ import annotations

from datetime import date

from metrics.models import FilledDay, Snapshot
from metrics.readings import Period, Request, read
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.facts import ticket, touch
from tickets.models import Subscription, TicketFact, TouchedDay


def customer_since(day: date) -> Subscription:
    TouchedDay.objects.create(day=day)
    return Subscription.objects.create(source="test", external_id=str(day), started_day=day)


def filled(measure: str) -> list[date]:
    return sorted(FilledDay.objects.filter(series__measure=measure).values_list("day", flat=True))


def test_tickets_do_not_begin_with_the_oldest_customer(account: Account) -> None:
    """A customer since 2020, the first ticket in March 2026: nothing is known of the tickets of 2025, rather than that there were none."""
    customer_since(date(2020, 5, 4))
    ticket("03-02 09:00")
    recompute()
    assert filled("tickets_created") == [date(2026, 3, 2)]
    assert filled("customers")[0] == date(2020, 5, 4)
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert read([Request("ticket_volume", year)])[0].number.value is None


def test_a_day_that_lost_its_last_fact_loses_its_states(account: Account) -> None:
    """The earliest ticket turns out to be a later one: its old day is beyond all facts now, and is computed all the same."""
    first = ticket("03-02 09:00")
    ticket("03-05 09:00")
    recompute()
    TicketFact.objects.filter(pk=first.pk).update(created_day=date(2026, 3, 4))
    TouchedDay.objects.bulk_create(TouchedDay(day=day) for day in (date(2026, 3, 2), date(2026, 3, 4)))
    recompute()
    assert not Snapshot.objects.filter(series__measure="tickets_created", day=date(2026, 3, 2)).exists()
    assert read([Request("ticket_volume", Period(date(2026, 3, 2), date(2026, 3, 5)))])[0].number.value == 2


def test_news_that_concern_no_measure_do_not_wait_for_ever(account: Account) -> None:
    ticket("03-02 09:00")
    recompute()
    TouchedDay.objects.create(day=date(1999, 1, 1))
    recompute()
    assert not TouchedDay.objects.exists()


def test_news_before_any_fact_are_taken_off_the_queue(account: Account) -> None:
    touch(None)
    TouchedDay.objects.create(day=date(2026, 3, 2))
    assert recompute().days == 0
    assert not TouchedDay.objects.exists()
