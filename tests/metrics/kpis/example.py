"""What a worked example is: a few facts, and the number worked out by hand.

A file of this package tells those of one module of metrics.kpis; test_examples.py reads them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from metrics.declare import How, SplitRule
from metrics.readings import Period, Reading

MONDAY = Period(date(2026, 3, 2), date(2026, 3, 2))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0


@dataclass(frozen=True)
class Expected:
    """What the reading must say; percentiles within the sketch's 1 %. `n` is the denominator unless told. `whole`: a period other
    than Monday 2 March 2026. `rows`: the breakdown the KPI asks for by itself, by key."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    ai: float | None = None
    human: float | None = None
    over: Period = MONDAY
    rows: Mapping[str, float] | None = None


Told = Callable[[], Expected]
EXAMPLES: dict[str, Told] = {}
CHOICES: dict[tuple[str, tuple[tuple[str, str], ...]], Told] = {}


def example(key: str) -> Callable[[Told], Told]:
    """The example of a KPI as shipped."""

    def keep(told: Told) -> Told:
        EXAMPLES[key] = told
        return told

    return keep


def choosing(key: str, **values: str) -> Callable[[Told], Told]:
    """The example of a KPI whose parameters are set otherwise. One function can tell several."""

    def keep(told: Told) -> Told:
        CHOICES[key, tuple(sorted(values.items()))] = told
        return told

    return keep


def check(found: Reading, expected: Expected) -> None:
    """Hold a reading to what was worked out by hand."""
    close = 0.01 if found.kpi.reads.how is How.QUANTILE else 1e-9
    assert found.missing == ()
    assert found.number.value == (None if expected.value is None else pytest.approx(expected.value, rel=close, abs=1e-9))
    assert (found.number.numerator, found.number.denominator) == (expected.numerator, expected.denominator)
    assert found.number.n == (expected.n if expected.n is not None else expected.denominator)
    for part, value in ((found.split.ai, expected.ai), (found.split.human, expected.human)):
        assert (part and part.number.value) == (pytest.approx(value, rel=close, abs=1e-9) if value is not None else None)
    if expected.rows is not None:
        assert {row.key: row.number.value for row in found.breakdown} == expected.rows
    if found.kpi.split is SplitRule.APART:
        assert found.number.value is None
