"""Which days are touched: those a changed ticket is counted on, as it was and as it is, and no others."""

import pytest

from tests.tickets.histories import append, asks, assigned, created, escalated, label, note, reopened, reply, solved, ticket
from tickets import facts
from tickets.models import Ticket, TouchedDay

pytestmark = pytest.mark.usefixtures("account")


def touched(*tickets: Ticket) -> list[str]:
    """Derive; the days that touches, as weekday and day of March, and forgotten at once."""
    facts.derive([each.pk for each in tickets])
    days = sorted(set(TouchedDay.objects.values_list("day", flat=True)))
    TouchedDay.objects.all().delete()
    return [f"{day:%a} {day.day}" for day in days]


def told() -> Ticket:
    """Created on Monday, answered on Tuesday, solved on Wednesday; its days are no news any more."""
    known = ticket(created("mon 10:00"), reply("tue 10:00"), solved("wed 10:00"), customer="C", topic="billing")
    assert touched(known) == ["Mon 2", "Tue 3", "Wed 4"]
    return known


def test_nothing_new_touches_nothing() -> None:
    known = told()
    append(known, note("fri 10:00"), assigned("fri 10:00"))
    assert touched(known) == []


def test_reopening_moves_the_ticket_out_of_the_day_it_was_resolved_on() -> None:
    known = told()
    append(known, reopened("fri 10:00"))
    assert touched(known) == ["Mon 2", "Tue 3", "Wed 4", "Fri 6"]


def test_a_resolution_that_moves_touches_the_day_it_leaves_and_the_day_it_enters() -> None:
    known = told()
    known.events.filter(kind=solved("mon 10:00").kind).delete()
    append(known, solved("sat 10:00"))
    assert touched(known) == ["Mon 2", "Tue 3", "Wed 4", "Sat 7"]


def test_a_reply_that_vanishes_touches_its_day() -> None:
    known = told()
    known.events.filter(kind=reply("mon 10:00").kind).delete()
    assert touched(known) == ["Mon 2", "Tue 3", "Wed 4"]


def test_a_new_label_touches_every_day_the_ticket_is_counted_on() -> None:
    known = told()
    Ticket.objects.filter(pk=known.pk).update(channel=label("channel", "email"))
    assert touched(known) == ["Mon 2", "Tue 3", "Wed 4"]


def test_a_return_touches_the_days_of_the_ticket_it_repeats() -> None:
    told()
    assert touched(ticket(created("thu 10:00"), customer="C", topic="billing")) == ["Mon 2", "Tue 3", "Wed 4", "Thu 5"]


def test_an_escalation_touches_its_day_and_one_that_vanished_the_day_it_had() -> None:
    known = told()
    append(known, escalated("sat 10:00"))
    assert touched(known) == ["Mon 2", "Tue 3", "Wed 4", "Sat 7"]
    known.events.filter(kind=escalated("mon 10:00").kind).delete()
    assert touched(known) == ["Mon 2", "Tue 3", "Wed 4", "Sat 7"]


def test_a_wait_touches_the_day_it_begins_even_if_nobody_ends_it() -> None:
    known = ticket(created("mon 10:00"), reply("mon 11:00"))
    assert touched(known) == ["Mon 2"]
    append(known, asks("thu 10:00"))
    assert touched(known) == ["Mon 2", "Thu 5"]
    append(known, reply("fri 10:00"))
    assert touched(known) == ["Mon 2", "Thu 5", "Fri 6"]


def test_an_event_before_midnight_belongs_to_the_local_day() -> None:
    assert touched(ticket(created("mon 00:30"))) == ["Mon 2"]
    assert touched(ticket(created("mon 23:59"))) == ["Mon 2"]
