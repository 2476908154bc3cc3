"""What must hold between KPIs, whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from metrics.declare import share
from metrics.kpis import KPIS
from metrics.kpis.automation import ai_open
from metrics.readings import Filter, Period, Request, read
from metrics.readings.read import read_as
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.facts import ticket
from tests.metrics.histories import random_history
from tests.metrics.sent import RESOLVED, session, visit
from tickets.models import SelfServiceSession, TouchedDay

from .business import customers_of_march
from .example import MARCH, MONDAY


def value(key: str, period: Period = MARCH, *filters: Filter) -> float:
    found = read([Request(key, period, filter=filters)])[0].number.value
    assert found is not None
    return found


def test_resolved_escalated_silent_and_open_are_all_that_the_ai_touched(account: Account) -> None:
    random_history(11, tickets=200)
    recompute()
    kpi = KPIS["ai_silent_failure_rate"]
    still_open = read_as(replace(kpi, reads=share(ai_open)), Request(kpi.key, MARCH)).number
    ended = ("ai_autonomous_resolution_rate", "ai_escalation_rate", "ai_silent_failure_rate")
    assert sum(value(key) for key in ended) + (still_open.value or 0) == pytest.approx(1, abs=1e-12)
    assert value("ai_containment_rate") == pytest.approx(1 - value("ai_escalation_rate"), abs=1e-12)


def test_ai_resolution_is_involvement_times_autonomous_resolution(account: Account) -> None:
    random_history(12, tickets=200)
    recompute()
    assert value("ai_resolution_rate") == pytest.approx(value("ai_involvement_rate") * value("ai_autonomous_resolution_rate"), abs=1e-12)


def test_backlog_growth_is_the_backlog_at_the_end_less_the_one_before(account: Account) -> None:
    random_history(13, tickets=200)
    recompute()
    for start in (date(2026, 3, 10), date(2026, 4, 1)):
        period = Period(start, start + timedelta(days=13))
        before = Period(start - timedelta(days=1), start - timedelta(days=1))
        assert value("backlog_growth", period) == value("backlog_size", period) - value("backlog_size", before)


def test_churn_and_retention_are_all_customers_of_the_start(account: Account) -> None:
    customers_of_march()
    recompute()
    assert value("churn_rate") + value("retention_rate") == pytest.approx(1)


def test_a_session_that_becomes_a_ticket_counts_once_and_is_deflected_no_more(account: Account) -> None:
    session("03-02 09:00", RESOLVED)
    visited = visit("03-02 09:00", answered=True)
    ticket("03-02 09:00", solved="10:00")
    recompute()
    assert value("deflection_rate", MONDAY) == pytest.approx(2 / 3)
    SelfServiceSession.objects.filter(pk=visited.pk).update(ticket_id=ticket("03-02 10:00").ticket_id)
    TouchedDay.objects.create(day=date(2026, 3, 2))
    recompute()
    assert value("deflection_rate", MONDAY) == pytest.approx(1 / 3)
