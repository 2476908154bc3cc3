"""Ratios, differences and formulas of known sums: their values, their cases, and how far chance alone would move them."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest

from metrics.aggregates import Count, Mean
from metrics.declare import AI, HUMAN, Facts, Measure, Take, Term, difference, formula, ratio
from metrics.readings.terms import ALL, POISSON, Combined, Sums
from metrics.readings.types import Number

Z = 1.959963984540054
created = Measure("created", Facts.TICKETS, day="created_day", keep=Count(), resolver="resolver")
solved = replace(created, key="solved", day="resolved_day")
work = Measure("work", Facts.WORK, day="day", keep=Mean(), value="handle_seconds")
costs = Measure("costs", Facts.COSTS, day="day", keep=Mean(), value="amount", resolver="borne_by")
WHOLE = (ALL, ALL, ALL)


def sums(rows: float, *, values: float = 0.0, squares: float = 0.0) -> Sums:
    return Sums({WHOLE: values * 1000}, {WHOLE: rows}, {WHOLE: squares}, {}, [])


def test_growth_varies_as_two_counts_do() -> None:
    """100 created, 64 solved: 36, give or take z times the root of 164."""
    growth = Combined(difference(Term(created, Take.ROWS), Term(solved, Take.ROWS, -1.0)), {"created": sums(100), "solved": sums(64)})
    number = growth.number()
    assert (number.value, number.n) == (36, 164)
    assert number.interval
    assert number.interval.method == POISSON
    assert (number.interval.low, number.interval.high) == pytest.approx((36 - Z * sqrt(164), 36 + Z * sqrt(164)))


def test_a_mean_told_as_a_ratio_varies_as_a_mean_does() -> None:
    """Of one measure's own sum and rows, the delta method gives the variance of the values ÷ n: for 1, 2, 3 and 6, that is 3.5 ÷ 4."""
    reads = ratio([Term(work, Take.SUM)], [Term(work, Take.ROWS)])
    number = Combined(reads, {"work": sums(4, values=12, squares=50)}).number()
    assert (number.value, number.n) == (3, 4)
    assert number.interval
    assert (number.interval.low, number.interval.high) == pytest.approx((3 - Z * sqrt(3.5 / 4), 3 + Z * sqrt(3.5 / 4)))


def test_costs_are_booked_and_have_no_noise() -> None:
    """400 for 100 resolutions: 4 each, and only the count of resolutions varies: 4 ± z · 4 · √100 ÷ 100."""
    reads = ratio([Term(costs, Take.SUM)], [Term(solved, Take.ROWS)])
    number = Combined(reads, {"costs": sums(2, values=400, squares=80_000), "solved": sums(100)}).number()
    assert (number.value, number.numerator, number.denominator, number.n) == (4, 400, 100, 100)
    assert number.interval
    assert (number.interval.low, number.interval.high) == pytest.approx((4 - Z * 0.4, 4 + Z * 0.4))


def test_levels_are_of_the_steps_before_and_after() -> None:
    levels = Sums({}, {}, {}, {(ALL, ALL): ([-(10**7), 10, 12], [5.0, 8.0, 6.0])}, [])
    starts = [levels.take(Take.START, step, ALL, ALL).amount for step in (ALL, 9, 10, 11, 12, 13)]
    ends = [levels.take(Take.END, step, ALL, ALL).amount for step in (ALL, 9, 10, 11, 12, 13)]
    assert starts == [5, 5, 5, 8, 8, 6]
    assert ends == [6, 5, 8, 8, 6, 6]


def test_a_part_is_told_only_where_every_term_knows_it() -> None:
    of_ai = Combined(ratio([Term(created, Take.ROWS, resolver=AI)], [Term(created, Take.ROWS)]), {"created": sums(1)})
    of_work = Combined(ratio([Term(work, Take.SUM)], [Term(created, Take.ROWS)]), {"created": sums(1), "work": sums(1)})
    assert of_ai.number(resolver=HUMAN) == of_work.number(resolver=AI) == Number()


def test_a_formula_names_its_terms_and_may_decline() -> None:
    reads = formula(lambda named: named["a"] - named["b"] if named["b"] else None, Term(created, Take.ROWS, name="a"), Term(solved, Take.ROWS, 2.0, name="b"))
    assert Combined(reads, {"created": sums(9), "solved": sums(3)}).number() == Number(3, None, None, 9)
    assert Combined(reads, {"created": sums(9), "solved": sums(0)}).number() == Number()
