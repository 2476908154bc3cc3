"""What the AI agent saves, counting only what it resolved for good."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.declare import Dimension
from metrics.diagnostics import ai_return
from metrics.readings import Filter, Period, Request, read
from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.sent import cost
from tests.metrics.facts import AI, HUMAN, SPAM, ticket
from tickets.kinds import CostKind, Resolver
from tickets.models import CostDay

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
FIRST = date(2026, 3, 1)


def tickets(held: int, resolver: int, **fields: Any) -> None:
    for _ in range(held):
        ticket("03-10 09:00", reply="09:05", solved="10:00", resolver=resolver, **fields)


def test_only_what_held_is_worth_something(account: Account) -> None:
    """People: 60 for 20 resolutions, 3 each. AI: 10 resolutions, 8 of them durable, for 12: 24 avoided, 12 saved, a return of 1. A fifth
    of the 12 went into what did not hold."""
    tickets(20, HUMAN)
    tickets(8, AI)
    tickets(2, AI, is_durable=False)
    tickets(5, HUMAN, exclusion=SPAM)
    cost(FIRST, 31, 60)
    cost(FIRST, 31, 12, CostKind.AI)
    cost(FIRST, 31, 31, CostKind.SOFTWARE)
    cost(date(2026, 2, 1), 28, 1000)
    found = ai_return(MARCH)
    assert (found.durable.numerator, found.durable.n, found.human_resolutions, found.n) == (8, 10, 20, 30)
    assert [found.human_unit_cost, found.ai_unit_cost] == pytest.approx([3, 1.5])
    assert [found.avoided, found.savings, found.ratio, found.shared_cost] == pytest.approx([24, 12, 1, 31])
    assert (found.currency, found.missing) == ("EUR", ())
    assert found.undone == pytest.approx(2.4)
    assert not found.is_provisional


def test_the_kpi_is_the_savings_without_what_was_undone(account: Account) -> None:
    for each in range(7):
        held = None if each < 4 else 3600.0
        tickets(1, AI, is_durable=held is None, durability_broken_after=held)
    tickets(5, HUMAN)
    cost(FIRST, 31, 60, borne_by=Resolver.HUMAN)
    cost(FIRST, 31, 14, CostKind.AI, borne_by=Resolver.AI)
    recompute()
    found, kpi = ai_return(MARCH), read([Request("ai_cost_savings", MARCH)])[0]
    assert (found.savings or 0) + (found.undone or 0) == pytest.approx(4 * (12 - 2))
    assert kpi.number.value == pytest.approx(4 * (12 - 2), rel=1e-3)  # stored by the day, in thousandths


def test_who_bears_a_cost_counts_more_than_its_kind(account: Account) -> None:
    cost(FIRST, 31, 7, CostKind.SOFTWARE, borne_by=Resolver.AI)
    cost(FIRST, 31, 5, CostKind.AI, borne_by=Resolver.HUMAN)
    found = ai_return(MARCH)
    assert [found.ai_cost, found.human_cost] == pytest.approx([7, 5])
    assert found.shared_cost is None


def test_what_was_never_sent_is_named_and_nothing_is_zero(account: Account) -> None:
    tickets(3, AI)
    found = ai_return(MARCH)
    assert (found.human_unit_cost, found.avoided, found.savings, found.ratio) == (None, None, None, None)
    assert [each.split(":")[0] for each in found.missing] == ["Cost of people", "Cost of the AI agent", "Resolutions by people"]


def test_a_recent_period_is_provisional(account: Account) -> None:
    """It is 1 June: what was resolved on 25 May may still come back."""
    assert ai_return(Period(date(2026, 5, 1), date(2026, 5, 25))).is_provisional
    assert not ai_return(Period(date(2026, 5, 1), date(2026, 5, 24))).is_provisional


def test_costs_cannot_be_narrowed(account: Account) -> None:
    found = ai_return(MARCH, [Filter(Dimension.RESOLVER, ("ai",))])
    assert (found.n, found.savings) == (0, None)
    assert "cannot be narrowed" in found.missing[0]


@given(human=st.integers(1, 5), good=st.integers(0, 5), bad=st.integers(0, 3), people=st.floats(1, 1000), ai=st.floats(1, 1000))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_savings_are_the_difference_of_unit_costs_times_what_held(account: Account, human: int, good: int, bad: int, people: float, ai: float) -> None:
    CostDay.objects.all().delete()
    before = ai_return(MARCH)
    tickets(human, HUMAN)
    tickets(good, AI)
    tickets(bad, AI, is_durable=False)
    cost(FIRST, 31, round(people, 2))
    cost(FIRST, 31, round(ai, 2), CostKind.AI)
    found = ai_return(MARCH)
    assert found.durable.numerator == before.durable.numerator + good
    if found.ai_unit_cost is not None and found.human_unit_cost is not None:
        assert found.savings == pytest.approx(found.durable.numerator * (found.human_unit_cost - found.ai_unit_cost), rel=1e-6, abs=1e-6)
        assert (found.ratio or 0) * (found.ai_cost or 0) == pytest.approx(found.savings)


def test_another_accounts_costs_are_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        tickets(3, AI)
        cost(FIRST, 31, 60)
    found = ai_return(MARCH)
    assert (found.n, found.human_cost, found.currency) == (0, None, None)
