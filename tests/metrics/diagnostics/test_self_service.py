"""Intents left unresolved, searches without an answer, and the content that is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import pytest

from metrics.declare import Dimension
from metrics.diagnostics import content_gaps, failed_searches, unresolved_intents
from metrics.diagnostics.figures import rate
from metrics.readings import Filter, Period
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.sent import search, session, visit
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import SPAM, ticket
from tickets.kinds import AiOutcome
from tickets.models import AiSession, Search, SelfServiceSession, TicketFact

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
DAYS = (MARCH.start, MARCH.end)


def test_an_intent_is_unresolved_if_it_is_silent_or_escalated(account: Account) -> None:
    for outcome in (AiOutcome.SILENT, AiOutcome.ESCALATED, AiOutcome.RESOLVED, AiOutcome.OPEN):
        session("03-02 10:00", outcome, topic="billing", fallbacks=2 if outcome == AiOutcome.SILENT else 0)
    session("03-02 10:00", topic="login")
    session("04-02 10:00", AiOutcome.SILENT, topic="login")
    session("03-02 10:00", AiOutcome.SILENT, topic="login", ticket=ticket("03-02 09:00", exclusion=SPAM).ticket)
    found = unresolved_intents(MARCH)
    assert (found.n, found.rate.numerator, found.rate.n) == (5, 2, 4)
    first, second = found.rows
    assert (first.cause.key, first.cause.n, first.cause.total, first.silent, first.escalated, first.open) == ("billing", 2, 3, 1, 1, 1)
    assert (first.fallback.numerator, first.fallback.n) == (1, 4)
    assert (second.cause.key, second.cause.n, second.cause.total) == ("login", 0, 1)


def test_searches_are_one_query_whatever_their_case_and_spaces(account: Account) -> None:
    for query in ("Refund", " refund", "REFUND"):
        search("03-02 10:00", query, results=0)
    search("03-02 10:00", "refund", results=2, clicked=True)
    search("03-02 10:00", "opening hours", results=4)
    search("03-02 10:00", "price", results=4, clicked=True)
    found = failed_searches(MARCH)
    assert (found.n, found.queries, found.rate.numerator, found.without_result, found.without_click) == (6, 3, 4, 3, 1)
    assert [(row.cause.key, row.cause.n, row.cause.total, row.without_result, row.without_click) for row in found.rows] == [
        ("refund", 3, 4, 3, 0),
        ("opening hours", 1, 1, 0, 1),
    ]


def test_a_shorter_list_says_the_same_rates(account: Account) -> None:
    random_world(2, tickets=20)
    whole, short = failed_searches(MARCH), failed_searches(MARCH, limit=1)
    assert (short.n, short.rate, short.queries) == (whole.n, whole.rate, whole.queries)
    assert short.rows == whole.rows[:1]


def test_a_topic_in_demand_without_answers_is_a_gap(account: Account) -> None:
    """Refunds: 40 failed searches and 20 tickets against 10 answered visits: covered by 10/70; unmet 60 × 60/70. Login is well covered."""
    for _ in range(40):
        search("03-02 10:00", "refund", results=0, topic="refunds")
    for _ in range(20):
        ticket("03-03 10:00", topic="refunds")
    for _ in range(10):
        visit("03-04 10:00", answered=True, topic="refunds")
    for _ in range(60):
        visit("03-04 10:00", answered=True, topic="login")
    visit("03-04 10:00", answered=False, topic="login")
    session("03-05 10:00", AiOutcome.ESCALATED, topic="login", fallbacks=1)
    found = content_gaps(MARCH)
    refunds, login = found.rows
    assert (refunds.key, refunds.demand, refunds.is_gap, refunds.tickets) == ("refunds", 60, True, 20)
    assert refunds.unmet == pytest.approx(60 * 60 / 70)
    assert (login.key, login.demand, login.is_gap) == ("login", 2, False)
    assert found.coverage.value == pytest.approx(70 / 132)
    assert found.without == ()


def test_evidence_that_was_never_sent_is_named(account: Account) -> None:
    search("03-02 10:00", "refund", results=0, topic="refunds")
    found = content_gaps(MARCH)
    assert [each.split(":")[0] for each in found.without] == ["AI conversations", "Visits to the help centre"]
    assert not found.missing


@pytest.mark.parametrize("seed", [1, 2])
def test_they_are_what_loops_find(account: Account, seed: int) -> None:
    random_world(seed, tickets=80)
    sessions = [each for each in AiSession.objects.filter(day__range=DAYS).select_related("topic", "ticket__fact") if counted(each)]
    intents = unresolved_intents(MARCH)
    left = Counter(topic(each) for each in sessions if each.outcome in (AiOutcome.SILENT, AiOutcome.ESCALATED))
    assert intents.n == len(sessions)
    assert {row.cause.key: row.cause.n for row in intents.rows if row.cause.n} == left
    searches = list(Search.objects.filter(day__range=DAYS).select_related("topic"))
    bad = Counter(" ".join(each.query.split()).lower() for each in searches if each.is_failed)
    assert {row.cause.key: row.cause.n for row in failed_searches(MARCH).rows} == bad
    demand: dict[str, int] = defaultdict(int)
    served: Counter[str] = Counter()
    for each in searches:
        demand[topic(each)] += each.is_failed
    for talked in sessions:
        demand[topic(talked)] += talked.fallbacks > 0
    for visited in SelfServiceSession.objects.filter(day__range=DAYS).select_related("topic", "ticket__fact"):
        if counted(visited):
            demand[topic(visited)] += not visited.is_answered
            served[topic(visited)] += visited.is_answered
    for fact in TicketFact.objects.filter(created_day__range=DAYS, exclusion=None).select_related("topic"):
        demand[fact.topic.key if fact.topic else ""] += 1
    gaps = content_gaps(MARCH)
    assert {row.key: (row.demand, row.coverage) for row in gaps.rows} == {key: (held, rate(served[key], served[key] + held)) for key, held in demand.items()}
    assert [row.unmet for row in gaps.rows] == sorted((row.unmet for row in gaps.rows), reverse=True)


def topic(row: AiSession | Search | SelfServiceSession) -> str:
    return row.topic.key if row.topic else ""


def counted(row: AiSession | SelfServiceSession) -> bool:
    """Rows of excluded tickets are excluded."""
    return row.ticket_id is None or row.ticket.fact.exclusion is None


@pytest.mark.parametrize("ask", [unresolved_intents, failed_searches, content_gaps])
def test_another_accounts_rows_are_never_in(account: Account, other_account: Account, ask: object) -> None:
    with schemas.inside(other_account):
        random_world(5, tickets=20)
    found = ask(MARCH)  # type: ignore[operator]
    assert (found.n, found.rows) == (0, ())
    assert found.missing[0].endswith(".")


@pytest.mark.parametrize("ask", [failed_searches, content_gaps])
def test_what_searches_do_not_know_cannot_narrow_them(account: Account, ask: object) -> None:
    ticket("03-02 09:00", channel="chat")
    search("03-02 10:00", "refund", results=0)
    found = ask(MARCH, [Filter(Dimension.CHANNEL, ("chat",))])  # type: ignore[operator]
    assert found.missing == ("Searches have no channel, so they cannot be narrowed by it.",)


def test_conversations_are_narrowed_by_channel_and_not_by_resolver(account: Account) -> None:
    session("03-02 10:00", AiOutcome.SILENT, channel="chat")
    session("03-02 10:00", AiOutcome.SILENT, channel="email")
    assert unresolved_intents(MARCH, [Filter(Dimension.CHANNEL, ("chat",))]).n == 1
    refused = unresolved_intents(MARCH, [Filter(Dimension.RESOLVER, ("ai",))])
    assert refused.missing == ("AI conversations name no resolver, so they cannot be narrowed by it.",)
