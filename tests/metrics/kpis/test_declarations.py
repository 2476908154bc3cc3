"""The catalogue as a whole: complete, told in words, and right however its parameters are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest

from metrics.checks import OF_ONE
from metrics.declare import Kpi, SplitRule
from metrics.kpis import DISAGREEMENTS, KPIS, MEASURES

GUIDES = ("peopleloop", "chatgrow", "corebee", "chatty", "enjo")


def ways(kpi: Kpi) -> list[dict[str, str]]:
    """Every combination of a KPI's choices."""
    keys = [each.key for each in kpi.parameters]
    chosen = product(*([choice.value for choice in each.choices] for each in kpi.parameters))
    return [dict(zip(keys, each, strict=True)) for each in chosen]


WAYS = [pytest.param(kpi, values, id=f"{kpi.key} {' '.join(values.values())}") for kpi in KPIS.values() if kpi.parameters for values in ways(kpi)]


@pytest.mark.parametrize(("kpi", "values"), WAYS)
def test_a_kpi_is_right_however_its_parameters_are_chosen(kpi: Kpi, values: Mapping[str, str]) -> None:
    chosen = kpi.with_values(values)
    measures = {measure.key: measure for measure in chosen.measures}
    assert [said for rule in OF_ONE for said in rule([chosen], measures)] == []
    assert all(MEASURES.get(measure.key, measure) == measure for measure in chosen.measures)


@pytest.mark.parametrize("kpi", [kpi for kpi in KPIS.values() if kpi.parameters], ids=lambda kpi: kpi.key)
def test_the_default_of_every_parameter_is_what_is_shipped(kpi: Kpi) -> None:
    told = kpi.with_values({each.key: each.default for each in kpi.parameters})
    assert told.variant is not None
    assert told.variant(kpi, dict(told.values)) == kpi
    assert told.version == kpi.version


@pytest.mark.parametrize("kpi", [kpi for kpi in KPIS.values() if kpi.parameters], ids=lambda kpi: kpi.key)
def test_a_choice_that_reads_other_facts_has_another_version(kpi: Kpi) -> None:
    chosen = [kpi.with_values(values) for values in ways(kpi)]
    for each in chosen:
        assert (each.version == kpi.version) is (each.reads == kpi.reads)


def test_a_figure_for_one_scale_says_nothing_on_another() -> None:
    assert [each.scale for each in KPIS["ces"].benchmarks] == ["1-5 ease", "1-5 ease"]
    assert KPIS["ces"].with_values({"scale": "1-7"}).benchmarks == ()


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.key)
def test_every_published_figure_names_a_guide_and_says_something(kpi: Kpi) -> None:
    for each in kpi.benchmarks:
        assert each.source.split(",")[0] in GUIDES
        assert each.label == "published"
        assert each.low is not None or each.high is not None or each.condition


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.key)
def test_every_definition_says_which_day_and_what_is_left_out(kpi: Kpi) -> None:
    assert 3 <= len(kpi.definition) <= 5
    assert all(sentence.endswith(".") for sentence in kpi.definition)
    assert "day" in kpi.definition[-1]


def test_thirteen_disagreements_name_kpis_and_parameters_that_exist() -> None:
    assert [each.number for each in DISAGREEMENTS] == list(range(1, 14))
    for each in DISAGREEMENTS:
        offered = {parameter.key for key in each.kpis for parameter in KPIS[key].parameters}
        assert set(each.parameters) <= offered


def test_outcomes_of_the_business_are_no_teams_target() -> None:
    outcomes = {kpi.key for kpi in KPIS.values() if kpi.is_outcome}
    assert outcomes == {"support_churn_rate", "churn_rate", "retention_rate", "customer_lifetime_value"}


def test_only_reviews_are_never_blended() -> None:
    assert {kpi.key for kpi in KPIS.values() if kpi.split is SplitRule.APART} == {"qa_score", "qa_coverage"}
