"""The same cases as frontend/src/lib/format.test.ts: what a report says is what the screen says."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.declare import Better, Unit
from metrics.readings import Change, Direction, Interval, Period, TargetValue
from metrics.reports import words


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        *((0, "0 s"), (0.4, "0.4 s"), (6.04, "6 s"), (9.96, "10 s"), (41, "41 s"), (59.6, "1 min"), (60, "1 min"), (250, "4 min 10 s")),
        *((599.6, "10 min"), (3060, "51 min"), (3599, "1 h"), (9180, "2 h 33 min"), (35_990, "10 h"), (151_200, "42 h"), (400_000, "4.6 days")),
        (-90, "−1 min 30 s"),
    ],
)
def test_a_duration_reads(seconds: float, text: str) -> None:
    assert words.duration(seconds) == text


@pytest.mark.parametrize(
    ("unit", "amount", "currency", "text"),
    [
        (Unit.PERCENT, 0.7243, None, "72.4%"),
        (Unit.PERCENT, -0.0001, None, "0.0%"),
        (Unit.COUNT, 4182, None, "4,182"),
        (Unit.SCORE, 4.314, None, "4.31"),
        (Unit.SCORE, -62.47, None, "−62.5"),
        (Unit.DURATION, 41, None, "41 s"),
        (Unit.MONEY, 4.312, "EUR", "€4.31"),
        (Unit.MONEY, -12_400.4, "USD", "−$12,400"),
        (Unit.MONEY, 4.312, None, "4.31"),
        (Unit.MONEY, 4.312, "CHF", "CHF\u00a04.31"),
        (Unit.COUNT, 0, None, "0"),
        (Unit.PERCENT, None, None, "–"),
        (Unit.DURATION, float("nan"), None, "–"),
    ],
)
def test_a_value_follows_its_unit_and_missing_is_not_zero(unit: Unit, amount: float | None, currency: str | None, text: str) -> None:
    assert words.value(unit, amount, currency) == text


@pytest.mark.parametrize(
    ("unit", "moved", "text"),
    [
        (Unit.PERCENT, Change(0.036, 0.05, True, Direction.IMPROVED), "+3.6 pt better"),
        (Unit.PERCENT, Change(-0.005, -0.9, True, Direction.WORSENED), "−0.5 pt worse"),
        (Unit.DURATION, Change(-2000, -0.433, True, Direction.IMPROVED), "−43.3% better"),
        (Unit.COUNT, Change(12, 0.1, True, Direction.HIGHER), "+10.0% higher"),
        (Unit.SCORE, Change(10, -2, True, Direction.IMPROVED), "+10.00 better"),
        (Unit.PERCENT, Change(0.036, 0.05, False, Direction.UNCHANGED), "unchanged"),
        (Unit.PERCENT, Change(0.036, 0.05, False, Direction.UNKNOWN), "too few cases to compare"),
        (Unit.PERCENT, Change(), "nothing to compare with"),
        (Unit.COUNT, Change(12, None, False, Direction.NEW), "new"),
    ],
)
def test_a_change_within_noise_is_unchanged(unit: Unit, moved: Change, text: str) -> None:
    assert words.change(unit, moved) == text


def test_certainty_and_targets() -> None:
    assert words.interval(Unit.PERCENT, Interval(0.71, 0.738, "")) == "± 1.4 pt"
    assert words.interval(Unit.DURATION, Interval(2880, 3300, "")) == "48 min to 55 min"
    assert words.target(Unit.PERCENT, Better.HIGHER, TargetValue("csat", 0.75, None)) == "≥ 75.0%"
    assert words.target(Unit.DURATION, Better.LOWER, TargetValue("x", 3600, None)) == "≤ 1 h"
    assert words.target(Unit.PERCENT, Better.BAND, TargetValue("x", 0.1, 0.2)) == "10.0% to 20.0%"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16–22 November 2026"),
        (date(2026, 9, 28), date(2026, 10, 4), "28 September – 4 October 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 – 4 January 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "February 2026"),
        (date(2026, 2, 1), date(2026, 2, 27), "1–27 February 2026"),
        (date(2026, 2, 1), date(2026, 2, 1), "1 February 2026"),
    ],
)
def test_a_period_reads(start: date, end: date, text: str) -> None:
    assert words.period(Period(start, end)) == text


def test_names_are_listed() -> None:
    assert [words.listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
