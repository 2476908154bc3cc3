"""A wrong declaration is refused by name when Django starts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from metrics.checks import problems
from metrics.declare import Input, Unit, known
from metrics.kpis import KPIS, MEASURES

CSAT = KPIS["csat"]
POSITIVE = MEASURES["responses_positive"]


def said_of(kpi: Any = CSAT, measure: Any = POSITIVE) -> list[str]:
    others = [each for each in KPIS.values() if each.key != "csat"]
    return [said for _, said in problems([*others, kpi], {**MEASURES, measure.key: measure})]


def test_the_declarations_are_right() -> None:
    assert problems(tuple(KPIS.values()), MEASURES) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "reopen_rate"}, "2 KPIs are called 'reopen_rate'."),
        ({"unit": Unit.DURATION}, "The KPI 'csat' reads a share in the unit <Unit.DURATION: 'duration'>."),
        ({"unit": None}, "The KPI 'csat' reads a share in the unit None."),
        ({"balanced_by": ("happiness",)}, "The KPI 'csat' is balanced by 'happiness', which is no other KPI."),
        ({"balanced_by": ("csat",)}, "The KPI 'csat' is balanced by 'csat', which is no other KPI."),
        ({"balanced_by": ()}, "The KPI 'csat' has nothing that balances it."),
        ({"asks": ""}, "The KPI 'csat' does not tell its asks."),
        ({"featured": 1}, "2 KPIs are featured in place 1."),
        ({"needs": (Input("x", "X", "send x.", seen_in="nowhere"),)}, "The KPI 'csat' needs 'x', seen in 'nowhere', which is no measure."),
    ],
)
def test_a_wrong_kpi_is_named(change: dict[str, Any], said: str) -> None:
    assert said in said_of(kpi=replace(CSAT, **change))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"population": (known("mood"),)}, "The measure 'responses_positive' names 'mood', which is no column of responses."),
        ({"day": "score"}, "The measure 'responses_positive' belongs to 'score', which is no local day."),
        ({"condition": ()}, "The measure 'responses_positive' is a share without a condition."),
        ({"keep": MEASURES["first_reply"].keep}, "The measure 'responses_positive' is a histogram without a value."),
        ({"keep": MEASURES["tickets_open"].keep}, "The measure 'responses_positive' is a level that nothing ever leaves."),
    ],
)
def test_a_wrong_measure_is_named(change: dict[str, Any], said: str) -> None:
    assert said in said_of(measure=replace(POSITIVE, **change))


def test_a_kpi_that_reads_what_its_measure_does_not_keep_is_named() -> None:
    wrong = replace(CSAT, reads=replace(CSAT.reads, measure=MEASURES["tickets_created"]))
    assert "The KPI 'csat' reads a share from 'tickets_created', which keeps a count." in said_of(kpi=wrong)
