"""Leavers and stayers by what they had been through with support."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.diagnostics import ChurnAndSupport, RelativeRisk, SupportRisk, churn_and_support
from metrics.diagnostics.churn_and_support import relative_risk
from metrics.readings import Period
from surveys.models import Answer, Response, SurveyKind
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.sent import effort, subscription
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import at, rating, ticket, zone
from tickets.models import Subscription, TicketFact

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
LONG_AGO = date(2025, 1, 1)
LEFT = date(2026, 5, 12)


def test_the_risk_and_its_interval_are_katzs() -> None:
    """The worked example of the Physicians' Health Study: 139 of 11 037 against 239 of 11 034: 0.58, from 0.47 to 0.72."""
    found = relative_risk(139, 11037, 239, 11034)
    assert found.interval is not None
    assert (round(found.ratio or 0, 2), round(found.interval.low, 2), round(found.interval.high, 2)) == (0.58, 0.47, 0.72)
    assert found.is_significant


@pytest.mark.parametrize(("counts", "ratio"), [((0, 50, 5, 50), 0.0), ((5, 50, 0, 50), None), ((0, 0, 5, 50), None), ((5, 50, 0, 0), None)])
def test_where_nobody_left_there_is_no_interval(counts: tuple[int, int, int, int], ratio: float | None) -> None:
    found = relative_risk(*counts)
    assert (found.ratio, found.interval, found.is_significant) == (ratio, None, False)


def test_few_customers_decide_nothing() -> None:
    assert not relative_risk(9, 10, 10, 500).is_significant


@given(st.integers(1, 50), st.integers(1, 500), st.integers(1, 50), st.integers(1, 500))
def test_swapping_the_groups_turns_the_ratio_over(left: int, stayed: int, others_left: int, others_stayed: int) -> None:
    there = relative_risk(left, left + stayed, others_left, others_left + others_stayed)
    back = relative_risk(others_left, others_left + others_stayed, left, left + stayed)
    assert there.interval is not None
    assert back.interval is not None
    assert (there.ratio or 0) * (back.ratio or 0) == pytest.approx(1)
    assert there.interval.low * back.interval.high == pytest.approx(1)
    assert there.is_significant is back.is_significant


def customers(held: int, kind: str, *, left: int, reopened: bool, value: float = 20) -> None:
    """Customers with a ticket in April; the first `left` of them leave in May."""
    for number in range(held):
        name = f"{kind}-{number}"
        subscription(name, LONG_AGO, LEFT if number < left else None, value=value, reason="Slow support" if number < left else None)
        ticket("04-10 09:00", solved="10:00", customer=name, reopened_at=at("04-11 09:00") if reopened else None)


def risk(found: ChurnAndSupport, key: str) -> SupportRisk:
    return next(row for row in found.rows if row.key == key)


def test_customers_with_a_reopened_ticket_left_four_times_as_often(account: Account) -> None:
    customers(40, "reopened", left=16, reopened=True, value=50)
    customers(60, "smooth", left=6, reopened=False)
    subscription("gone before", LONG_AGO, date(2026, 4, 20))
    subscription("came later", date(2026, 5, 3))
    found = churn_and_support(MAY)
    assert (found.n, found.left.numerator, found.value_lost) == (100, 22, 16 * 50 + 6 * 20)
    row = risk(found, "reopened")
    assert row.risk.ratio == pytest.approx(4.0)
    assert (row.risk.is_significant, row.value_lost) == (True, 800)
    assert row.sentence.startswith(
        "Customers who reopened a ticket left 4.0 times as often as those who had only tickets that stayed closed (95 %: 1.7 to 9.3)"
    )
    assert dict(row.by_value)["high"].exposed.n == 40
    assert [leaver.value for leaver in found.leavers] == [50.0] * 16 + [20.0] * 6
    assert found.leavers[0].reason == "Slow support"
    assert found.leavers[0].reopened
    assert len(found.leavers[0].ticket_ids) == 1


def test_history_ends_where_the_period_begins(account: Account) -> None:
    """A bad rating in May belongs to nobody's history, nor one from before the look-back."""
    subscription("late", LONG_AGO, LEFT)
    rating(ticket("04-10 09:00", solved="10:00", customer="late"), "05-02 10:00", 1)
    subscription("early", LONG_AGO)
    rating(ticket("01-10 09:00", solved="10:00", customer="early"), "01-11 10:00", 1)
    found = churn_and_support(MAY)
    assert risk(found, "low_csat").risk.exposed.n == 0
    assert risk(found, "contacted").risk.exposed.n == 1
    assert risk(churn_and_support(MAY, look_back=200), "low_csat").risk.exposed.n == 1


def test_effort_is_asked_among_those_who_answered(account: Account) -> None:
    for name, ease in (("hard", 1), ("hard", 5), ("easy", 4)):
        effort("04-10 10:00", ease, name=name)
    for name in ("hard", "easy", "silent"):
        subscription(name, LONG_AGO)
    row = risk(churn_and_support(MAY), "high_effort")
    assert (row.risk.exposed.n, row.risk.unexposed.n) == (1, 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_what_a_loop_finds(account: Account, seed: int) -> None:
    random_world(seed)
    found = churn_and_support(MAY)
    cohort = _cohort()
    assert (found.n, found.left.numerator) == (len(cohort), sum(left for left, _ in cohort.values()))
    histories = {person: _history(person) for person in cohort}
    asked: dict[str, tuple[Told, Told]] = {
        "contacted": (lambda _: True, lambda told: told["tickets"] > 0),
        "often": (lambda told: told["tickets"] > 0, lambda told: told["tickets"] >= 3),
        "reopened": (lambda told: told["tickets"] > 0, lambda told: told["reopened"]),
        "escalated": (lambda told: told["tickets"] > 0, lambda told: told["escalated"]),
        "low_csat": (lambda told: told["ratings"] > 0, lambda told: told["low"]),
        "high_effort": (lambda told: told["efforts"] > 0, lambda told: told["hard"]),
    }
    middle = median(value for _, value in cohort.values() if value is not None)
    rich = {person for person, (_, value) in cohort.items() if value is not None and value >= middle}
    for key, (base, exposed) in asked.items():
        row = risk(found, key)
        assert row.risk == _risk(cohort, histories, base, exposed), key
        assert dict(row.by_value)["high"] == _risk({each: cohort[each] for each in rich}, histories, base, exposed), key


def _cohort() -> dict[int, tuple[bool, float | None]]:
    """Who was a customer when May began, whether they left in it, and what they paid."""
    found: dict[int, list[Subscription]] = {}
    for each in Subscription.objects.exclude(customer=None):
        if each.started_day < MAY.start and (each.ended_day is None or each.ended_day >= MAY.start):
            found.setdefault(each.customer_id or 0, []).append(each)
    return {
        person: (
            all(each.ended_day is not None and each.ended_day <= MAY.end for each in held),
            sum(each.value for each in held if each.value is not None) if any(each.value is not None for each in held) else None,
        )
        for person, held in found.items()
    }


def _before(moment: datetime | None) -> bool:
    return moment is not None and moment.astimezone(zone()).date() < MAY.start


def _history(person: int) -> dict[str, Any]:
    since = MAY.start - timedelta(days=90)
    facts = list(TicketFact.objects.filter(customer_id=person, exclusion=None, created_day__gte=since, created_day__lt=MAY.start))
    ratings = list(Response.objects.filter(ticket_id__in=[fact.pk for fact in facts], day__lt=MAY.start))
    efforts = [
        answer
        for answer in Answer.objects.filter(kind=SurveyKind.CES, day__gte=since, day__lt=MAY.start).select_related("ticket__fact")
        if (answer.customer_id or (answer.ticket.fact.customer_id if answer.ticket else None)) == person
    ]
    return {
        "tickets": len(facts),
        "reopened": any(_before(fact.reopened_at) for fact in facts),
        "escalated": any(_before(fact.escalated_at) for fact in facts),
        "ratings": len(ratings),
        "low": any(not each.is_positive for each in ratings),
        "efforts": len(efforts),
        "hard": any((each.ease - 1) / 4 < 0.5 for each in efforts if each.ease is not None),
    }


Told = Callable[[dict[str, Any]], object]


def _risk(cohort: Mapping[int, tuple[bool, float | None]], histories: Mapping[int, dict[str, Any]], base: Told, exposed: Told) -> RelativeRisk:
    groups = {True: [0, 0], False: [0, 0]}
    for person, (left, _) in cohort.items():
        if base(histories[person]):
            group = groups[bool(exposed(histories[person]))]
            group[0] += left
            group[1] += 1
    return relative_risk(*groups[True], *groups[False])


def test_another_accounts_customers_are_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        random_world(5, tickets=20)
    found = churn_and_support(MAY)
    assert (found.n, found.rows, found.leavers) == (0, (), ())
    assert found.missing[0].startswith("Subscriptions: send rows")


def test_the_interval_is_wide_where_few_left() -> None:
    found = relative_risk(2, 40, 1, 40)
    assert found.interval is not None
    assert math.isclose(found.ratio or 0, 2.0)
    assert found.interval.low < 1 < found.interval.high
    assert not found.is_significant
