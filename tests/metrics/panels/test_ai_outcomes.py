"""Resolved + escalated + silent + open are all that the AI agent touched."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from metrics.declare import Dimension
from metrics.panels import ai_outcomes, outcome_tickets
from metrics.readings import Filter, Period
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import AI, MERGED, ticket
from tickets.kinds import AiOutcome
from tickets.models import TicketFact

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def touched(held: int, outcome: AiOutcome, topic: str = "billing", **fields: Any) -> None:
    for _ in range(held):
        ticket("03-10 09:00", reply="09:05", by=AI, ai_outcome=outcome, topic=topic, **fields)


def test_the_same_signal_is_told_twice(account: Account) -> None:
    touched(62, AiOutcome.RESOLVED)
    touched(20, AiOutcome.ESCALATED, "refunds")
    touched(10, AiOutcome.ESCALATED)
    touched(5, AiOutcome.SILENT)
    touched(3, AiOutcome.OPEN)
    touched(9, AiOutcome.RESOLVED, exclusion=MERGED)
    ticket("03-11 09:00")
    found = ai_outcomes(MARCH)
    assert found.n == 100
    assert [part.rate.numerator for part in (found.resolved, found.escalated, found.silent, found.open)] == [62, 30, 5, 3]
    assert found.resolved.rate.interval is not None
    assert found.leadership == "The AI agent resolves 62 % of the 100 tickets it touches, without anybody's help."
    assert found.automation == "30 % are handed to people and 5 % end in silence; most of what is handed on: Refunds (20 of 20), Billing (10 of 80)."
    assert not found.is_provisional


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("topics", [None, ("billing",), ("billing", "")])
def test_the_four_are_everything_and_what_a_loop_counts(account: Account, seed: int, topics: tuple[str, ...] | None) -> None:
    random_world(seed)
    filters = [Filter(Dimension.TOPIC, topics)] if topics else []
    found = ai_outcomes(MARCH, filters)
    counted = Counter(
        fact.ai_outcome
        for fact in TicketFact.objects.filter(exclusion=None, handled_by__in=(2, 3), created_day__range=(MARCH.start, MARCH.end)).select_related("topic")
        if topics is None or (fact.topic.key if fact.topic else "") in topics
    )
    parts = (found.resolved, found.escalated, found.silent, found.open)
    assert found.n == counted.total() == sum(part.rate.numerator for part in parts)
    assert {part.outcome: part.rate.numerator for part in parts} == {outcome: counted[outcome] for outcome in AiOutcome}
    assert sum(part.rate.value or 0 for part in parts) == pytest.approx(1)
    for part in parts:
        assert outcome_tickets(MARCH, part.outcome, filters).count() == part.rate.numerator
    for topic in found.by_topic:
        assert topic.resolved + topic.silent + topic.open + topic.escalated.numerator == topic.n


def test_the_tickets_of_an_outcome_are_narrowed_by_resolver(account: Account) -> None:
    touched(2, AiOutcome.OPEN)
    ticket("03-10 09:00", reply="09:05", by=AI, solved="10:00", resolver=AI, ai_outcome=AiOutcome.RESOLVED)
    by_ai = [Filter(Dimension.RESOLVER, ("ai",))]
    assert outcome_tickets(MARCH, AiOutcome.OPEN, by_ai).count() == 0
    assert outcome_tickets(MARCH, AiOutcome.RESOLVED, by_ai).count() == 1
    assert ai_outcomes(MARCH, by_ai).n == 1


def test_an_account_without_an_agent_is_told_so(account: Account) -> None:
    ticket("03-10 09:00")
    found = ai_outcomes(MARCH)
    assert (found.n, found.resolved.rate.value, found.leadership) == (0, None, "")
    assert found.missing == ("Tickets that the AI agent touched: none from 2026-03-01 to 2026-03-31.",)


def test_another_accounts_tickets_are_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        touched(4, AiOutcome.RESOLVED)
    assert ai_outcomes(MARCH).n == 0
    assert not outcome_tickets(MARCH, AiOutcome.RESOLVED).exists()
