"""A wrong declaration is refused by name when Django starts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from metrics.aggregates import Count, Mean
from metrics.checks import problems
from metrics.declare import (
    Choice,
    Dimension,
    Facts,
    Input,
    Kpi,
    Measure,
    Parameter,
    Take,
    Term,
    Unit,
    Values,
    difference,
    formula,
    known,
    mean,
    net,
    ratio,
    true,
)
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


SEARCHES = Measure("searches_made", Facts.SEARCHES, day="day", keep=Count(), population=())
ROWS = Term(POSITIVE, Take.ROWS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reads": mean(POSITIVE)}, "The KPI 'csat' reads a mean from 'responses_positive', which keeps a share."),
        ({"reads": net(POSITIVE)}, "The KPI 'csat' reads a net in the unit <Unit.PERCENT: 'percent'>."),
        ({"reads": ratio([Term(POSITIVE, Take.SUM)], [ROWS])}, "The KPI 'csat' takes sum of 'responses_positive', which keeps a share."),
        ({"reads": ratio([Term(POSITIVE, Take.END)], [ROWS])}, "The KPI 'csat' takes end of 'responses_positive', which keeps a share."),
        ({"reads": ratio([ROWS], [])}, "The KPI 'csat' is divided by nothing."),
        ({"reads": formula(lambda named: sum(named.values()), ROWS)}, "The KPI 'csat' needs a formula and a name for each of its terms."),
        ({"reads": replace(difference(ROWS), over=())}, "The KPI 'csat' reads a difference of no terms."),
        ({"reads": replace(CSAT.reads, peak=True)}, "The KPI 'csat' reads busy hours of a measure that is not kept by hour."),
        ({"dimensions": (Dimension.HOUR,)}, "The KPI 'csat' can be cut by hour, but 'responses_positive' is not kept by it."),
        ({"reads": ratio([ROWS], [Term(SEARCHES, Take.ROWS)])}, "The KPI 'csat' can be cut by channel, which searches do not have."),
        (
            {"needs": (Input("x", "X", "send x.", seen_in="tickets_created", met=True),)},
            "The KPI 'csat' needs 'x' to be met in 'tickets_created', which is no share.",
        ),
    ],
)
def test_a_wrong_way_of_reading_is_named(change: dict[str, Any], said: str) -> None:
    assert said in said_of(kpi=replace(CSAT, **change))


def test_a_measure_by_hours_that_its_facts_do_not_know_is_named() -> None:
    wrong = Measure("searches_made", Facts.SEARCHES, day="day", keep=Count(), population=(), by_hour=True)
    assert "The measure 'searches_made' is kept by hour, which searches do not know." in said_of(measure=wrong)


SCALE = Parameter("scale", "Scale", "Which scale counts?", (Choice("all", "All"), Choice("five", "Five points")))


def parametrised(variant: Any, parameter: Parameter = SCALE) -> Kpi:
    return replace(CSAT, parameters=(parameter,), variant=variant)


def only_known_mood(kpi: Kpi, values: Values) -> Kpi:
    return replace(kpi, reads=replace(kpi.reads, measure=replace(POSITIVE, condition=(known("mood"),))))


@pytest.mark.parametrize(
    ("kpi", "said"),
    [
        (parametrised(None), "The KPI 'csat' has parameters and nothing that sets them."),
        (
            parametrised(lambda kpi, values: kpi, replace(SCALE, choices=SCALE.choices[:1])),
            "The parameter 'scale' of 'csat' needs at least two choices, each once.",
        ),
        (parametrised(lambda kpi, values: kpi), "scale=five of 'csat' changes nothing that is read."),
    ],
)
def test_a_wrong_parameter_is_named(kpi: Kpi, said: str) -> None:
    assert said in said_of(kpi=kpi)


def test_a_variant_with_a_wrong_measure_is_named() -> None:
    (said,) = said_of(kpi=parametrised(only_known_mood))
    assert said.startswith("With scale=five: The measure 'responses_positive.")
    assert said.endswith("names 'mood', which is no column of responses.")


def test_a_right_variant_is_not_complained_of() -> None:
    def reopened(kpi: Kpi, values: Values) -> Kpi:
        scored = replace(POSITIVE, keep=Mean(), value="score", condition=(true("is_positive"),))
        return replace(kpi, unit=Unit.SCORE, reads=mean(scored))

    assert said_of(kpi=parametrised(reopened)) == []
