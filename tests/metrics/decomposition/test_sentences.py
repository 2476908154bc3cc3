"""Decompositions in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.declare import Dimension, Unit
from metrics.decomposition import Decomposition, Kind, Segment
from metrics.decomposition.sentences import amount, sentences, signed
from metrics.kpis import KPIS
from metrics.readings import Direction, Number, Period, Request

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
PEOPLE = Segment("human", "People", 500, 400, 0.5, 0.4, 0.9, 0.9, 0.0, -0.03)


def told(rate: float, mix: float, **more: object) -> tuple[str, ...]:
    found = Decomposition(
        request=Request("escalation_rate", MARCH),
        kpi=KPIS["escalation_rate"],
        by=Dimension.RESOLVER,
        kind=Kind.AVERAGE,
        period_before=MARCH,
        before=Number(0.3, 300.0, 1000.0, 1000),
        now=Number(0.3 + rate + mix, None, None, 1000),
        change=rate + mix,
        rate=rate,
        mix=mix,
        segments=(PEOPLE,),
        reverses=False,
        method="",
        source="",
        sentences=(),
        direction=Direction.LOWER,
    )
    return sentences(replace(found, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rate", "mix", "said"),
    [
        (-0.01, -0.04, "Most of the fall is mix: −4.0 points because there were more cases of some segments and fewer of others."),
        (0.05, 0.0, "All of the rise is rate: +5.0 points because the segments themselves changed."),
        (0.05, -0.0001, "All of the rise is rate: +5.0 points because the segments themselves changed."),
        (0.02, -0.05, "The mix of segments moved it by −5.0 points; what each segment did moved it the other way, by +2.0 points."),
        (0.0, 0.0, "Neither the segments nor their shares changed anything."),
    ],
)
def test_the_cause_is_named(rate: float, mix: float, said: str) -> None:
    assert told(rate, mix)[1] == said


def test_the_largest_part_says_what_moved_it() -> None:
    assert told(0.0, -0.03)[2] == "The largest part is People: −3.0 points, as its share went from 50.0 % to 40.0 %."
    slower = replace(PEOPLE, value_now=0.8, rate=-0.045, mix=-0.03)
    assert told(-0.045, -0.03, segments=(slower,))[2] == "The largest part is People: −7.5 points, as it went from 90.0 % to 80.0 %."


def test_reservations_come_last() -> None:
    few = Number(0.3, 3.0, 12.0, 12)
    assert told(0.01, 0.0, direction=Direction.UNCHANGED)[-1] == "The change as a whole is within chance."
    assert told(0.01, 0.0, before=few)[-1] == "There are only 12 cases in one of the periods: chance alone may have done this."
    assert told(0.01, 0.0, is_partial=True)[-1] == "The period is not over yet, so the change may still turn."


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.725, Unit.PERCENT, "72.5 %"),
        (4.25, Unit.DURATION, "4.2 s"),
        (59.4, Unit.DURATION, "59 s"),
        (3599, Unit.DURATION, "1 h 0 min"),
        (7500, Unit.DURATION, "2 h 5 min"),
        (200_000, Unit.DURATION, "2 d 7 h"),
        (12345, Unit.COUNT, "12,345"),
        (3.456, Unit.MONEY, "3.46"),
    ],
)
def test_amounts_read_as_people_say_them(value: float, unit: Unit, said: str) -> None:
    assert amount(value, unit) == said


def test_differences_of_rates_are_points() -> None:
    assert [signed(each, Unit.PERCENT) for each in (0.031, -0.031, 0.0)] == ["+3.1 points", "−3.1 points", "0.0 points"]
