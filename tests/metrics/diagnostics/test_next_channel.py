"""The next channel to automate: untouched volume at the rate the AI agent shows on the same topics."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from metrics.diagnostics import next_channel
from metrics.readings import Period
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import AI, HUMAN, ticket
from tickets.models import TicketFact

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def tickets(held: int, channel: str, topic: str, *, by_ai: bool, durable: bool = True) -> None:
    for _ in range(held):
        ticket("03-10 09:00", reply="09:05", solved="10:00", resolver=AI if by_ai else HUMAN, channel=channel, topic=topic, is_durable=durable)


def test_the_potential_is_standardised_by_topic(account: Account) -> None:
    """In chat the agent resolves 30 of 40 logins and 10 of 40 refunds for good. E-mail has 20 logins and 20 refunds untouched: 15 + 5."""
    for topic, good in (("login", 30), ("refunds", 10)):
        tickets(good, "chat", topic, by_ai=True)
        tickets(40 - good, "chat", topic, by_ai=True, durable=False)
        tickets(20, "email", topic, by_ai=False)
    found = next_channel(MARCH)
    email, chat = found.rows
    assert (email.key, email.untouched) == ("email", 40)
    assert [email.potential, email.expected] == pytest.approx([20, 0.5])
    assert (chat.key, chat.untouched, chat.potential, chat.expected) == ("chat", 0, 0, None)
    assert (found.durable.numerator, found.durable.n, found.ai.n) == (40, 80, 120)
    assert email.reason == "The AI agent takes part in 0 % of Email; of the other 40 it would resolve about 20 for good at the rates it has on these topics."


def test_too_few_cases_of_the_agent_promise_nothing(account: Account) -> None:
    tickets(5, "chat", "login", by_ai=True)
    tickets(9, "email", "login", by_ai=False)
    email = next(row for row in next_channel(MARCH).rows if row.key == "email")
    assert (email.expected, email.potential) == (None, None)
    assert "too few cases" in email.reason


def test_without_an_agent_it_says_what_to_send(account: Account) -> None:
    tickets(5, "chat", "login", by_ai=False)
    assert next_channel(MARCH).missing == ("Work of the AI agent: send its messages and resolutions with the author `ai`.",)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_counts_what_a_loop_counts(account: Account, seed: int) -> None:
    random_world(seed)
    n: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for fact in TicketFact.objects.filter(exclusion=None, created_day__range=(MARCH.start, MARCH.end)).select_related("channel"):
        key = fact.channel.key if fact.channel else ""
        n[key] += 1
        touched[key] += fact.handled_by in (2, 3)
        good[key] += bool(fact.handled_by == 2 and fact.first_resolver == 2 and fact.is_durable and fact.escalated_at is None)
    rows = next_channel(MARCH).rows
    assert {row.key: (row.n, row.ai.numerator, row.durable.numerator, row.untouched) for row in rows} == {
        key: (held, touched[key], good[key], held - touched[key]) for key, held in n.items()
    }


def test_another_accounts_tickets_are_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        random_world(5, tickets=20)
    found = next_channel(MARCH)
    assert (found.n, found.rows) == (0, ())
    assert found.missing
