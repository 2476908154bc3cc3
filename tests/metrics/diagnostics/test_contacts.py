"""Failed first contacts and escalations: why, on which topics, and could it have been avoided."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from metrics.declare import Dimension
from metrics.definitions import define
from metrics.diagnostics import escalation_reasons, failed_first_contacts
from metrics.readings import Filter, Period, behind
from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.sent import escalation, review
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import at, local_day, ticket
from tickets.kinds import Kind
from tickets.models import Event, QaReview, TicketFact

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
TWO_MONTHS = Period(date(2026, 3, 1), date(2026, 4, 30))


def failed(day: str, after: float, **fields: Any) -> TicketFact:
    return ticket(f"{day} 09:00", solved="10:00", topic="billing", is_first_contact=False, contact_broken_after=after, **fields)


def escalated(day: str, reason: str | None, **fields: Any) -> TicketFact:
    fact = ticket(f"{day} 09:00", escalated_at=at(f"{day} 09:30"), escalated_day=local_day(at(f"{day} 09:30")), **fields)
    escalation(fact, f"{day} 09:30", reason)
    return fact


def test_each_failed_ticket_has_the_reason_that_came_first(account: Account) -> None:
    failed("03-02", 0.0)
    failed("03-03", 0.0, escalated_at=at("03-03 09:30"))
    failed("03-04", 3600.0, reopened_at=at("03-04 11:00"), escalated_at=at("03-04 12:00"))
    failed("03-05", 3600.0, escalated_at=at("03-05 11:00"))
    failed("03-06", 3600.0, reopened_at=at("03-08 11:00"))
    failed("03-07", 7 * 86400.0 + 1)
    for _ in range(4):
        ticket("03-09 09:00", solved="10:00", topic="login")
    found = failed_first_contacts(MARCH)
    assert (found.n, found.rate.numerator, found.rate.value, found.window_days) == (10, 5, 0.5, 7)
    assert {row.key: row.n for row in found.by_reason} == {"between": 1, "escalated": 2, "reopened": 1, "wrote_again": 1}
    assert [(row.key, row.n, row.total) for row in found.by_topic] == [("billing", 5, 6), ("login", 0, 4)]


def test_the_window_is_the_accounts_own(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two days after the resolution is too late for a window of a day, and in time for the shipped one."""
    monkeypatch.setattr("metrics.definitions.life.schedule_named", lambda name: None)
    failed("03-02", 2 * 86400.0)
    assert failed_first_contacts(MARCH).rate.numerator == 1
    define("first_contact_resolution", values={"confirmation_window": "1"}, by="ada@ours.test")
    recompute()
    found = failed_first_contacts(MARCH)
    assert (found.window_days, found.rate.numerator, found.n) == (1, 0, 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_failed_contacts_are_what_a_loop_finds(account: Account, seed: int) -> None:
    random_world(seed)
    found = failed_first_contacts(MARCH)
    counted = [
        fact
        for fact in TicketFact.objects.select_related("topic")
        if fact.exclusion is None and fact.first_resolved_day and MARCH.start <= fact.first_resolved_day <= MARCH.end
    ]
    bad = [fact for fact in counted if fact.contact_broken_after is not None and fact.contact_broken_after <= 7 * 86400]
    assert (found.n, found.rate.numerator) == (len(counted), len(bad))
    assert {row.key: row.n for row in found.by_reason} == Counter(reason(fact) for fact in bad)
    assert {row.key: row.n for row in found.by_topic if row.n} == Counter(fact.topic.key if fact.topic else "" for fact in bad)
    assert {pk for row in found.by_reason for pk in row.tickets} <= {fact.pk for fact in bad}
    for row in found.by_topic:
        assert row.drill is not None
        assert behind(row.drill.request, row.drill.part).count() == row.n


def reason(fact: TicketFact) -> str:
    """The law, ticket by ticket."""
    resolved, broken = fact.first_resolved_at, fact.contact_broken_after
    assert resolved
    assert broken is not None
    if fact.escalated_at and fact.escalated_at <= resolved:
        return "escalated"
    if broken == 0:
        return "between"
    until = resolved + timedelta(seconds=broken + 0.001)
    if fact.reopened_at and fact.reopened_at <= until:
        return "reopened"
    return "escalated" if fact.escalated_at and fact.escalated_at <= until else "wrote_again"


def test_reasons_are_the_same_whatever_their_case_and_spaces(account: Account) -> None:
    first = escalated("03-02", "Refund  over limit", topic="billing")
    for day in ("03-03", "03-04"):
        escalated(day, "refund over limit ", topic="billing")
    second = escalated("03-05", None, topic="login")
    escalation(first, "03-10 09:30", "Something else")
    review(first, "03-06 10:00", avoidable=False)
    review(first, "03-07 10:00", avoidable=True)
    review(second, "03-07 10:00", avoidable=None)
    found = escalation_reasons(MARCH)
    assert found.n == 4
    assert [(row.cause.key, row.cause.label, row.cause.n) for row in found.rows] == [("refund over limit", "refund over limit", 3), ("", "No reason given", 1)]
    assert (found.avoidable.numerator, found.avoidable.n) == (1, 1)
    assert [(row.key, row.n) for row in found.by_topic] == [("billing", 3), ("login", 1)]
    assert set(found.rows[1].cause.tickets) == {second.pk}


@pytest.mark.parametrize("seed", [3, 4])
def test_escalations_are_what_a_loop_finds(account: Account, seed: int) -> None:
    random_world(seed)
    billing = Filter(Dimension.TOPIC, ("billing", "login"))
    found = escalation_reasons(TWO_MONTHS, [billing])
    reasons: Counter[str] = Counter()
    judged: Counter[bool] = Counter()
    for fact in TicketFact.objects.filter(exclusion=None, topic__key__in=billing.values, escalated_day__range=(TWO_MONTHS.start, TWO_MONTHS.end)):
        event = Event.objects.filter(ticket_id=fact.pk, kind=Kind.ESCALATED).order_by("at", "key").first()
        reasons[" ".join((event.detail or "").split()).lower() if event else ""] += 1
        latest = QaReview.objects.filter(ticket_id=fact.pk).exclude(is_avoidable=None).order_by("-at").first()
        if latest:
            judged[bool(latest.is_avoidable)] += 1
    assert {row.cause.key: row.cause.n for row in found.rows} == reasons
    assert (found.avoidable.numerator, found.avoidable.n) == (judged[True], judged.total())
    assert sum(row.n for row in found.by_topic) == found.n == reasons.total()


@pytest.mark.parametrize("ask", [failed_first_contacts, escalation_reasons])
def test_another_accounts_tickets_are_never_in(account: Account, other_account: Account, ask: object) -> None:
    with schemas.inside(other_account):
        random_world(5, tickets=60)
    found = ask(TWO_MONTHS)  # type: ignore[operator]
    assert found.n == 0
    assert found.missing == ("Tickets: import a history, or send events of the kind `created`.",)
