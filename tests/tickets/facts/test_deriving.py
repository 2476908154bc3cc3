"""Worked examples: a history told in one line, and the facts worked out by hand."""

import pytest

from tests.tickets.histories import at, created, reply, solved, ticket
from tickets import facts
from tickets.kinds import Resolver
from tickets.models import Ticket, TicketFact

pytestmark = pytest.mark.usefixtures("account")


def derived(*tickets: Ticket, as_of: str = "mon4 12:00") -> TicketFact:
    """The facts of the first of these tickets, all of them derived."""
    facts.derive([each.pk for each in tickets], as_of=at(as_of))
    return TicketFact.objects.get(pk=tickets[0].pk)


def test_the_first_reply_is_measured_from_creation() -> None:
    fact = derived(ticket(created("mon 10:00"), reply("10:12"), solved("10:30")))
    assert fact.first_reply_seconds == 12 * 60
    assert fact.first_reply_by == Resolver.HUMAN
    assert fact.resolution_seconds == 30 * 60
    assert fact.resolver == Resolver.HUMAN
    assert not fact.is_open
