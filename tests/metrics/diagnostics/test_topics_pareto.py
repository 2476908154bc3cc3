"""Which few topics make most of the tickets."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db.models import F

from metrics.declare import Dimension
from metrics.diagnostics import topics_pareto
from metrics.readings import Filter, Period, ReadingError, behind
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import AI, SPAM, ticket
from tickets.models import TicketFact

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def tickets(held: int, topic: str | None, **fields: Any) -> None:
    for _ in range(held):
        ticket("03-10 09:00", topic=topic, **fields)


def test_the_vital_few_reach_eighty_per_cent(account: Account) -> None:
    """12 + 5 of 20 are 85 %: two topics. 12 alone are 60 %."""
    tickets(10, "billing")
    tickets(2, "billing", reply="09:05", by=AI)
    tickets(5, "login")
    tickets(3, "returns")
    tickets(4, None)
    tickets(7, "returns", exclusion=SPAM)
    found = topics_pareto(MARCH)
    assert (found.n, found.unlabelled, found.vital_few) == (20, 4, 2)
    assert [(row.key, row.n, row.cumulative, row.is_vital) for row in found.rows] == [
        ("billing", 12, 0.6, True),
        ("login", 5, 0.85, True),
        ("returns", 3, 1.0, False),
    ]
    assert found.rows[0].share.value == 0.6
    assert found.rows[0].ai.numerator == 2
    assert found.rows[0].share.interval is not None


def test_every_row_opens_its_tickets(account: Account) -> None:
    random_world(1, tickets=60)
    for row in topics_pareto(MARCH).rows:
        assert behind(row.drill.request, row.drill.part).count() == row.n


@pytest.mark.parametrize("seed", [1, 2])
def test_it_counts_what_a_loop_counts(account: Account, seed: int) -> None:
    random_world(seed)
    chat = Filter(Dimension.CHANNEL, ("chat", ""))
    found = topics_pareto(MARCH, [chat])
    rows = TicketFact.objects.annotate(topic_key=F("topic__key"), channel_key=F("channel__key"))
    counted = Counter(
        fact.topic_key for fact in rows if fact.exclusion is None and MARCH.start <= fact.created_day <= MARCH.end and fact.channel_key in ("chat", None)
    )
    assert found.unlabelled == counted.pop(None, 0)
    assert {row.key: row.n for row in found.rows} == counted
    assert [row.n for row in found.rows] == sorted(counted.values(), reverse=True)


def test_an_empty_account_is_told_why(account: Account) -> None:
    found = topics_pareto(MARCH)
    assert (found.n, found.rows, found.vital_few) == (0, (), 0)
    assert found.missing == ("Tickets: import a history, or send events of the kind `created`.",)


def test_a_period_without_tickets_is_told_so(account: Account) -> None:
    tickets(1, "billing")
    assert topics_pareto(Period(date(2026, 5, 1), date(2026, 5, 2))).missing == ("Tickets with a topic: none from 2026-05-01 to 2026-05-02.",)


def test_another_accounts_tickets_are_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        random_world(3, tickets=40)
    tickets(2, "ours")
    assert [(row.key, row.n) for row in topics_pareto(MARCH).rows] == [("ours", 2)]


def test_a_value_that_does_not_exist_is_refused(account: Account) -> None:
    with pytest.raises(ReadingError, match="no topic 'nowhere'"):
        topics_pareto(MARCH, [Filter(Dimension.TOPIC, ("nowhere",))])
