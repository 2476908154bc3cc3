"""Every way of reading against plain Python over the rows: whole, by step, by label, by resolver, narrowed, from states and from facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from math import sqrt
from statistics import mean as mean_of
from statistics import stdev

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.aggregates import Count, Histogram, Level, Mean, Share
from metrics.catalogue import SHIPPED, Catalogue
from metrics.declare import (
    AI,
    COUNTED,
    HUMAN,
    Dimension,
    Facts,
    Kpi,
    Measure,
    Reads,
    SplitRule,
    Take,
    Term,
    Unit,
    at_least,
    difference,
    formula,
    known,
    mean,
    net,
    ratio,
    total,
)
from metrics.kpis import KPIS
from metrics.readings import Filter, Number, Period, Reading, ReadingError, Request, Step, read
from metrics.readings.context import context
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.facts import ticket

FIRST = date(2026, 3, 2)
PERIOD = Period(FIRST + timedelta(days=3), FIRST + timedelta(days=9))
Z = 1.959963984540054


@dataclass(frozen=True)
class Row:
    """A ticket of the oracle's: days since FIRST, minutes to the reply, a mood of -1, 0 or 1."""

    created: int
    solved: int | None
    minutes: int
    mood: int
    channel: str
    topic: str
    resolver: int

    @property
    def day(self) -> date:
        return FIRST + timedelta(days=self.created)

    @property
    def end(self) -> date | None:
        return None if self.solved is None else FIRST + timedelta(days=self.created + self.solved)


ROWS = st.lists(
    st.builds(
        Row,
        created=st.integers(0, 12),
        solved=st.none() | st.integers(0, 5),
        minutes=st.integers(1, 600),
        mood=st.sampled_from([-1, 0, 1]),
        channel=st.sampled_from(["chat", "email"]),
        topic=st.sampled_from(["billing", "returns"]),
        resolver=st.sampled_from([HUMAN, AI]),
    ),
    max_size=14,
)

_of = {"facts": Facts.TICKETS, "day": "created_day", "population": COUNTED, "resolver": "first_reply_by"}
rows = Measure("w_rows", keep=Count(), **_of)  # type: ignore[arg-type]
solved = replace(rows, key="w_solved", day="resolved_day", population=(*COUNTED, known("resolved_day")))
happy = replace(rows, key="w_happy", keep=Share(), condition=(at_least("reopens", 1),))
waited = replace(rows, key="w_waited", keep=Histogram(), value="first_reply_seconds")
mood = replace(rows, key="w_mood", keep=Mean(), value="reopens")
open_ = Measure("w_open", Facts.LIVES, day="opened_day", ended="ended_day", keep=Level())


def unless_empty(named: Mapping[str, float]) -> float | None:
    return named["mood"] / named["rows"] - named["happy"] if named["rows"] else None


def kpi(key: str, reads: Reads, unit: Unit = Unit.SCORE) -> Kpi:
    base = replace(KPIS["csat"], key=key, reads=reads, unit=unit, split=SplitRule.ALWAYS, balanced_by=(), benchmarks=(), needs=(), featured=None)
    return replace(base, dimensions=(Dimension.CHANNEL, Dimension.TOPIC, Dimension.RESOLVER))


HALF = [Term(open_, Take.START, 0.5), Term(open_, Take.END, 0.5)]
OURS = {
    each.key: each
    for each in (
        kpi("w_mean_wait", mean(waited), Unit.DURATION),
        kpi("w_mean_mood", mean(mood)),
        kpi("w_net", net(mood)),
        kpi("w_sum", total(mood)),
        kpi("w_share", ratio([Term(happy, Take.MET)], [Term(rows, Take.ROWS)], is_share=True)),
        kpi("w_per_row", ratio([Term(waited, Take.SUM)], [Term(rows, Take.ROWS)], scale=2.0)),
        kpi("w_turnover", ratio([Term(solved, Take.ROWS)], HALF)),
        kpi("w_growth", difference(Term(rows, Take.ROWS), Term(solved, Take.ROWS, -1.0))),
        kpi("w_formula", formula(unless_empty, Term(mood, Take.SUM, name="mood"), Term(rows, Take.ROWS, name="rows"), Term(happy, Take.MET, name="happy"))),
        kpi("w_of_ai", ratio([Term(happy, Take.MET, resolver=AI)], [Term(rows, Take.ROWS)], is_share=True)),
    )
}
KNOWN = Catalogue({**KPIS, **OURS}, {**SHIPPED.measures, **{each.key: each for each in (rows, solved, happy, waited, mood, open_)}}, {})
Said = tuple[float | None, int]


def wilson(met: int, of: int) -> tuple[float, float]:
    rate, centre = met / of, (met / of + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * sqrt(rate * (1 - rate) / of + Z * Z / (4 * of * of))
    return max(centre - half, 0.0), min(centre + half, 1.0)


def oracle(key: str, told: Sequence[Row], period: Period) -> tuple[float | None, int]:
    """Value and number of cases of some rows over a period."""
    here = [row for row in told if period.start <= row.day <= period.end]
    done = [row for row in told if row.end and period.start <= row.end <= period.end]
    good, n = sum(row.mood == 1 for row in here), len(here)
    seconds = [60 * row.minutes for row in here]

    def level(day: date) -> int:
        return sum(row.day <= day and not (row.end and row.end <= day) for row in told)

    half = (level(period.start - timedelta(days=1)) + level(period.end)) / 2
    answers: dict[str, Callable[[], Said]] = {
        "w_mean_wait": lambda: (mean_of(seconds) if n else None, n),
        "w_mean_mood": lambda: (mean_of(row.mood for row in here) if n else None, n),
        "w_net": lambda: (100 * mean_of(row.mood for row in here) if n else None, n),
        "w_sum": lambda: (sum(row.mood for row in here), n),
        "w_share": lambda: (good / n if n else None, n),
        "w_per_row": lambda: (2 * sum(seconds) / n if n else None, n),
        "w_turnover": lambda: (len(done) / half if half else None, round(half)),
        "w_growth": lambda: (n - len(done), n + len(done)),
        "w_formula": lambda: (sum(row.mood for row in here) / n - good if n else None, n),
        "w_of_ai": lambda: (sum(row.mood == 1 and row.resolver == AI for row in here) / n if n else None, n),
    }
    return answers[key]()


def agrees(number: Number, said: Said, what: object) -> None:
    value, n = said
    assert number.value == (None if value is None else pytest.approx(value)), what
    assert number.n == n, what


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("metrics.readings.read"), "context", lambda dimensions, likely: replace(context(dimensions), known=KNOWN))


def placed(told: Sequence[Row]) -> None:
    for row in told:
        end = None if row.end is None else f"{row.end:%m-%d} 23:30"
        minutes = timedelta(minutes=row.minutes)
        hours, rest = divmod(int(minutes.total_seconds()) // 60, 60)
        ticket(
            f"{row.day:%m-%d} 01:00",
            reply=f"{1 + hours:02}:{rest:02}",
            by=row.resolver,
            solved=end,
            channel=row.channel,
            topic=row.topic,
            reopens=row.mood,
        )
    recompute(measures=KNOWN.measures)


def one(key: str, **asked: object) -> Reading:
    return read([Request(key, PERIOD, **asked)])[0]  # type: ignore[arg-type]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=ROWS)
def test_every_way_says_what_plain_python_says(account: Account, told: list[Row]) -> None:
    with transaction.atomic():
        placed([*told, Row(0, 0, 1, 0, "chat", "billing", HUMAN), Row(12, None, 1, 0, "email", "returns", AI)])
        everything = [*told, Row(0, 0, 1, 0, "chat", "billing", HUMAN), Row(12, None, 1, 0, "email", "returns", AI)]
        for key in OURS:
            found = one(key, step=Step.DAY, by=Dimension.CHANNEL)
            agrees(found.number, oracle(key, everything, PERIOD), key)
            assert found.previous
            agrees(found.previous.number, oracle(key, everything, found.previous.period), (key, "before"))
            for point in found.series:
                agrees(point.number, oracle(key, everything, point.period), (key, point.period))
            for row in found.breakdown:
                agrees(row.number, oracle(key, [each for each in everything if each.channel == row.key], PERIOD), (key, row.key))
            chat_billing = [each for each in everything if (each.channel, each.topic) == ("chat", "billing")]
            deep = one(key, filter=(Filter(Dimension.CHANNEL, ("chat",)), Filter(Dimension.TOPIC, ("billing",))))
            agrees(deep.number, oracle(key, chat_billing, PERIOD), (key, "chat, billing"))
            _parts_agree(key, found, everything)
        transaction.set_rollback(True)


def _parts_agree(key: str, found: Reading, everything: Sequence[Row]) -> None:
    """The AI and human parts; those of a level, or of a term that is one resolver's already, cannot be told."""
    assert found.split.ai
    assert found.split.human
    for part, resolver in ((found.split.ai, AI), (found.split.human, HUMAN)):
        if key == "w_turnover" or (key == "w_of_ai" and resolver == HUMAN):
            assert part.number == Number()
        else:
            agrees(part.number, oracle(key, [each for each in everything if each.resolver == resolver], PERIOD), (key, resolver))


def test_a_mean_has_the_interval_of_normal_theory(account: Account) -> None:
    placed([Row(4, None, minutes, mood, "chat", "billing", AI) for minutes, mood in ((10, 1), (20, 0), (60, -1), (30, 1), (5, 1))])
    values = [1, 0, -1, 1, 1]
    interval = one("w_mean_mood").number.interval
    assert interval
    assert (interval.low, interval.high) == pytest.approx((0.4 - Z * stdev(values) / sqrt(5), 0.4 + Z * stdev(values) / sqrt(5)))
    wait = one("w_mean_wait").number
    seconds = [600, 1200, 3600, 1800, 300]
    assert wait.interval
    assert wait.value == mean_of(seconds)
    assert (wait.interval.low, wait.interval.high) == pytest.approx(
        (1500 - Z * stdev(seconds) / sqrt(5), 1500 + Z * stdev(seconds) / sqrt(5)), abs=0.02 * 1150
    )  # squares come from the buckets


def test_a_net_score_has_its_exact_variance(account: Account) -> None:
    """Three promoters, one passive, one detractor: 40, and the variance of their values is 16/25."""
    placed([Row(4, None, 1, mood, "chat", "billing", AI) for mood in (1, 1, 1, 0, -1)])
    number = one("w_net").number
    assert number.value == pytest.approx(40)
    assert number.interval
    assert (number.interval.low, number.interval.high) == pytest.approx((40 - 100 * Z * 0.8 / sqrt(5), 100))


def test_a_ratio_of_cases_has_the_interval_of_a_rate_and_another_has_its_own(account: Account) -> None:
    placed([Row(4, None, 10, mood, "chat", "billing", AI) for mood in (1, 1, 1, 0, -1)])
    share = one("w_share").number
    assert (share.numerator, share.denominator, share.n) == (3, 5, 5)
    assert share.interval
    assert (share.interval.low, share.interval.high) == pytest.approx(wilson(3, 5))


def test_one_value_has_no_interval(account: Account) -> None:
    placed([Row(4, None, 10, 1, "chat", "billing", AI)])
    assert one("w_mean_mood").number.interval is None


def test_nothing_to_divide_by_is_no_rate_and_nothing_known_no_number(account: Account) -> None:
    placed([Row(0, 0, 10, 1, "chat", "billing", AI)])
    assert one("w_share").number == Number(None, 0.0, 0.0, 0)
    assert one("w_mean_mood").number.value is None
    assert one("w_growth").number.value == 0
    before = read([Request("w_growth", Period(date(2026, 1, 1), date(2026, 1, 31))), Request("w_sum", Period(date(2026, 1, 1), date(2026, 1, 31)))])
    assert [each.number.value for each in before] == [None, None]


def test_what_cannot_be_narrowed_is_refused_and_never_a_wrong_number(account: Account) -> None:
    placed([Row(4, None, 10, 1, "chat", "billing", AI)])
    narrowed = one("w_turnover", filter=(Filter(Dimension.RESOLVER, ("ai",)),))
    assert narrowed.number.value is None
    assert narrowed.missing == ("Customer satisfaction cannot be narrowed by resolver: not everything it counts has one.",)
    with pytest.raises(ReadingError, match="w_turnover cannot be broken down by resolver"):
        one("w_turnover", by=Dimension.RESOLVER)


def test_busy_hours_are_the_seventeen_with_the_most_tickets(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of 20 hours of a Tuesday and of a Wednesday has a ticket, and 3 of the Wednesday's have many more and later replies."""
    for hour in range(20):
        ticket(f"03-03 {hour:02}:00", reply=f"{hour:02}:01", topic="billing")
        for _ in range(4 if hour in (9, 10, 11) else 1):
            ticket(f"03-04 {hour:02}:00", reply=f"{hour:02}:30" if hour in (9, 10, 11) else f"{hour:02}:02", topic="returns", channel="chat")
    by_hour = replace(waited, key="w_by_hour", by_hour=True)
    busy = kpi("w_busy", replace(mean(by_hour), peak=True), Unit.DURATION)
    known_too = replace(KNOWN, kpis={**KNOWN.kpis, busy.key: busy}, measures={**KNOWN.measures, by_hour.key: by_hour})
    monkeypatch.setattr(import_module("metrics.readings.read"), "context", lambda dimensions, likely: replace(context(dimensions), known=known_too))
    recompute(measures=known_too.measures)
    period = Period(date(2026, 3, 1), date(2026, 3, 31))
    found = read([Request("w_busy", period, by=Dimension.TOPIC)])[0]
    assert found.number.n == 3 * 4 + 14  # the earliest 14 of the hours with one ticket: all on Tuesday
    assert found.number.value == pytest.approx((12 * 1800 + 14 * 60) / 26)
    assert {row.key: row.number.n for row in found.breakdown} == {"returns": 12, "billing": 14}
    chat = read([Request("w_busy", period, filter=(Filter(Dimension.CHANNEL, ("chat",)),))])[0]
    assert chat.number.n == 12
