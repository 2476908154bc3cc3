"""Every way of reading, taken apart: KPIs of the account's own against plain Python over the tickets."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from metrics import definitions
from metrics.declare import Dimension
from metrics.decomposition import Kind, decompose
from metrics.readings import Period, Request
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.definitions.expressions import of
from tests.metrics.histories import random_history
from tickets.models import TicketFact

MARCH, APRIL = Period(date(2026, 3, 2), date(2026, 3, 31)), Period(date(2026, 4, 1), date(2026, 4, 30))
REPLY = {"value": "first_reply_seconds"}
Counted = Callable[[TicketFact], tuple[float, float]]  # what a ticket weighs, and what it adds


@pytest.fixture(autouse=True)
def _no_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrics.definitions.life.schedule_named", lambda name: None)


def answered(fact: TicketFact) -> tuple[float, float]:
    """A mean of what is known."""
    return (0.0, 0.0) if fact.first_reply_seconds is None else (1.0, fact.first_reply_seconds)


WAYS: list[tuple[dict[str, Any], Kind, Counted]] = [
    (of("share", condition=[{"field": "transfers", "at_least": 1}]), Kind.AVERAGE, lambda fact: (1.0, float(fact.transfers > 0))),
    (of("mean", **REPLY), Kind.AVERAGE, answered),
    (of("ratio", unit="score", value="transfers", denominator={"facts": "tickets"}), Kind.AVERAGE, lambda fact: (1.0, float(fact.transfers))),
    (of("count"), Kind.TOTAL, lambda fact: (0.0, 1.0)),
    (of("sum", **REPLY), Kind.TOTAL, lambda fact: (0.0, fact.first_reply_seconds or 0.0)),
]


@pytest.mark.parametrize(("expression", "kind", "counted"), WAYS, ids=[way[0]["reads"] for way in WAYS])
def test_effects_are_those_of_the_formula_over_the_tickets(account: Account, expression: dict[str, Any], kind: Kind, counted: Counted) -> None:
    random_history(6, tickets=200)
    definitions.create(expression, by="ada@ours.test")
    recompute()
    found = decompose(Request("own_kpi", APRIL), Dimension.TOPIC)
    assert found.period_before == MARCH
    assert found.kind is kind
    effects = _by_hand(counted, kind)
    assert found.change == pytest.approx(sum(rate + mix for rate, mix in effects.values()), rel=1e-6)
    for segment in found.segments:
        assert [segment.rate, segment.mix] == pytest.approx(effects[segment.key], rel=1e-4, abs=1e-6)


def _by_hand(counted: Counted, kind: Kind) -> dict[str, tuple[float, float]]:
    """Rate and mix by topic; every topic has tickets in both months."""
    sums: list[dict[str, list[float]]] = [defaultdict(lambda: [0.0, 0.0]) for _ in range(2)]
    for fact in TicketFact.objects.filter(exclusion=None).select_related("topic"):
        for side, period in enumerate((MARCH, APRIL)):
            if period.start <= fact.created_day <= period.end:
                held = sums[side][fact.topic.key if fact.topic else ""]
                held[0], held[1] = held[0] + counted(fact)[0], held[1] + counted(fact)[1]
    if kind is Kind.TOTAL:
        return {key: (sums[1][key][1] - sums[0][key][1], 0.0) for key in {*sums[0], *sums[1]}}
    weights = [math.fsum(held[0] for held in side.values()) for side in sums]
    wholes = [math.fsum(held[1] for held in side.values()) / weight for side, weight in zip(sums, weights, strict=True)]
    effects = {}
    for key in sums[0]:
        share = [side[key][0] / weight for side, weight in zip(sums, weights, strict=True)]
        value = [side[key][1] / side[key][0] for side in sums]
        mix = (sum(value) / 2 - sum(wholes) / 2) * (share[1] - share[0])
        effects[key] = (sum(share) / 2 * (value[1] - value[0]), mix)
    return effects


@pytest.mark.parametrize(("reads", "more"), [("median", {}), ("percentile", {"percentile": 90})])
def test_own_percentiles_add_up(account: Account, reads: str, more: dict[str, Any]) -> None:
    random_history(6, tickets=200)
    definitions.create(of(reads, **REPLY, **more), by="ada@ours.test")
    recompute()
    found = decompose(Request("own_kpi", APRIL), Dimension.TOPIC)
    assert found.kind is Kind.QUANTILE
    assert math.fsum((each.rate or 0) + (each.mix or 0) for each in found.segments) == pytest.approx(found.change)
    assert found.change == pytest.approx((found.now.value or 0) - (found.before.value or 0))
