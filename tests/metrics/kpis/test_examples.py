"""Every KPI, and every choice of its parameters that changes the number, has a worked example; and reads it."""

from __future__ import annotations

import pytest

from metrics.kpis import KPIS
from metrics.readings import Request, read
from metrics.readings.read import read_as
from metrics.snapshots import recompute
from tenants.models import Account

from . import automation, business, experience, resolution, self_service, speed, team, volume
from .example import CHOICES, EXAMPLES, check

TOLD = (automation, business, experience, resolution, self_service, speed, team, volume)


@pytest.mark.parametrize("key", KPIS)
def test_the_worked_example(account: Account, key: str) -> None:
    assert key in EXAMPLES, f"{key} has no worked example."
    expected = EXAMPLES[key]()
    recompute()
    check(read([Request(key, expected.over, by=KPIS[key].by)])[0], expected)


def test_no_example_is_of_a_kpi_that_is_gone() -> None:
    assert set(EXAMPLES) == set(KPIS)


@pytest.mark.parametrize(("key", "values"), CHOICES, ids=lambda told: told if isinstance(told, str) else " ".join(f"{name}={value}" for name, value in told))
def test_a_choice_that_changes_the_number(account: Account, key: str, values: tuple[tuple[str, str], ...]) -> None:
    expected = CHOICES[key, values]()
    recompute()
    kpi = KPIS[key].with_values(dict(values))
    check(read_as(kpi, Request(key, expected.over)), expected)
    assert dict(kpi.values) == {each.key: each.default for each in kpi.parameters} | dict(values)


@pytest.mark.parametrize("key", [kpi.key for kpi in KPIS.values() if kpi.parameters])
def test_every_choice_has_an_example(key: str) -> None:
    told = {pair for asked, values in CHOICES if asked == key for pair in values}
    for parameter in KPIS[key].parameters:
        assert {value for name, value in told if name == parameter.key} >= {choice.value for choice in parameter.choices[1:]}, f"{key}: {parameter.key}"
