"""What holds for every diagnostic: reasons instead of zeros, few statements, the same answer twice, and agreement with the KPIs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics import diagnostics, panels
from metrics.declare import Dimension
from metrics.readings import Filter, Period, Reading, ReadingError, Request, read
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.diagnostics.worlds import random_world

PERIOD = Period(date(2026, 3, 2), date(2026, 4, 26))
NAMES = [name for name in diagnostics.__all__ if name.islower()]
ASK: dict[str, Callable[..., Any]] = {name: getattr(diagnostics, name) for name in NAMES} | {"ai_outcomes": panels.ai_outcomes, "friction": panels.friction}


@pytest.mark.parametrize("name", ASK)
def test_an_empty_account_is_told_what_is_missing_in_sentences(account: Account, name: str) -> None:
    found = ASK[name](PERIOD)
    assert found.n == 0
    assert found.missing
    assert all(sentence.endswith(".") for sentence in found.missing)
    assert not getattr(found, "rows", ())


def test_the_number_of_statements_does_not_grow_with_the_account(account: Account) -> None:
    random_world(1, tickets=40)
    few = {name: statements(name) for name in ASK}
    random_world(2, tickets=120)
    assert {name: statements(name) for name in ASK} == few
    assert max(few.values()) <= 14


def statements(name: str) -> int:
    """Every one of ours is preceded by entering the account's schema."""
    with CaptureQueriesContext(connection) as found:
        ASK[name](PERIOD)
    return len(found)


def test_the_same_question_has_the_same_answer(account: Account) -> None:
    random_world(3, tickets=60)
    for name in ASK:
        assert ASK[name](PERIOD) == ASK[name](PERIOD), name


@pytest.mark.parametrize("name", ASK)
def test_an_answer_cannot_be_changed(account: Account, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        ASK[name](PERIOD).n = 1


@pytest.mark.parametrize("name", [name for name in ASK if name != "ai_return"])
def test_a_value_that_does_not_exist_is_refused_by_name(account: Account, name: str) -> None:
    with pytest.raises(ReadingError, match="'nowhere'"):
        ASK[name](PERIOD, [Filter(Dimension.TOPIC, ("nowhere",))])


def test_a_filter_on_all_values_changes_nothing(account: Account) -> None:
    """Every topic and none: the same cases."""
    random_world(4, tickets=60)
    everything = Filter(Dimension.TOPIC, ("billing", "shipping", "returns", "login", ""))
    for name in set(ASK) - {"ai_return"}:
        assert ASK[name](PERIOD, [everything]).n == ASK[name](PERIOD).n, name


def one(kpi: str) -> Reading:
    return read([Request(kpi, PERIOD)])[0]


def test_diagnostics_count_what_the_kpis_count(account: Account) -> None:
    random_world(5)
    recompute()
    contacts, topics = diagnostics.failed_first_contacts(PERIOD), diagnostics.topics_pareto(PERIOD)
    resolved = one("first_contact_resolution").number
    assert (contacts.n, contacts.n - contacts.rate.numerator) == (resolved.n, resolved.numerator)
    volume = one("ticket_volume").number.n
    assert topics.n + topics.unlabelled == diagnostics.next_channel(PERIOD).n == volume
    touched = one("ai_autonomous_resolution_rate").number
    assert panels.ai_outcomes(PERIOD).n == touched.n


def test_what_the_agent_left_undone_is_counted_as_the_kpis_count_it(account: Account) -> None:
    random_world(6)
    recompute()
    outcomes, intents, searches = panels.ai_outcomes(PERIOD), diagnostics.unresolved_intents(PERIOD), diagnostics.failed_searches(PERIOD)
    for key, part in (("ai_escalation_rate", outcomes.escalated), ("ai_silent_failure_rate", outcomes.silent)):
        found = one(key).number
        assert (found.numerator, found.n) == (part.rate.numerator, part.rate.n)
    assert one("unresolved_intents").number.value == intents.rate.numerator
    fallback, failed = one("ai_fallback_rate").number, one("failed_search_rate").number
    assert fallback.numerator == sum(row.fallback.numerator for row in intents.rows)
    assert fallback.n == intents.n
    assert (failed.numerator, failed.n) == (searches.rate.numerator, searches.rate.n)
