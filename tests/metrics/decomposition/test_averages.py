"""The arithmetic of mix and rate: worked examples, laws, and an oracle in exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.decomposition.averages import Effects, Part, averages, totals

weight = st.integers(0, 5000).map(float)
segment = st.tuples(weight, st.floats(0, 1)).map(lambda each: Part(each[0], each[0] * each[1]))
pairs = st.lists(st.tuples(segment, segment), min_size=1, max_size=8).filter(
    lambda each: any(old.weight for old, _ in each) and any(new.weight for _, new in each)
)
Pairs = list[tuple[Part, Part]]


def apart(both: Pairs) -> Effects:
    return averages([old for old, _ in both], [new for _, new in both])


def near(found: float, wanted: float) -> bool:
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)


def test_a_worked_example() -> None:
    """Shares 0.5 and 0.5 become 0.75 and 0.25; values 0.9 and 0.5 become 0.8 and 0.5. The whole goes from 0.70 to 0.725.

    Rate: 0.625 × −0.1 = −0.0625 and 0.375 × 0 = 0. Mix, with a mean whole of 0.7125: (0.85 − 0.7125) × 0.25 = 0.034375 and
    (0.5 − 0.7125) × −0.25 = 0.053125. Together 0.025.
    """
    found = apart([(Part(50, 45), Part(75, 60)), (Part(50, 25), Part(25, 12.5))])
    assert found.change == pytest.approx(0.025)
    assert found.rate == pytest.approx([-0.0625, 0.0])
    assert found.mix == pytest.approx([0.034375, 0.053125])


def test_a_new_segment_is_all_mix() -> None:
    found = apart([(Part(100, 80), Part(100, 80)), (Part(0, 0), Part(100, 20))])
    assert found.rate == [0.0, 0.0]
    assert sum(found.mix) == pytest.approx(-0.3)


def test_a_segment_that_is_gone_is_all_mix() -> None:
    found = apart([(Part(100, 80), Part(100, 80)), (Part(100, 20), Part(0, 0))])
    assert found.rate == [0.0, 0.0]
    assert sum(found.mix) == pytest.approx(0.3)


def test_a_cost_without_cases_is_a_rate() -> None:
    """10 in costs for a segment that resolved nothing raise the cost of a hundred resolutions by 0.1."""
    found = apart([(Part(100, 300), Part(100, 300)), (Part(0, 0), Part(0, 10))])
    assert found.rate == pytest.approx([0.0, 0.1])
    assert found.mix == pytest.approx([0.0, 0.0])


def test_totals_are_contributions() -> None:
    assert totals([3, 5], [7, 4]) == Effects(3, [4, -1], [0.0, 0.0])


def test_simpson() -> None:
    """Both kinds improve by five points; the blend falls, as most cases become the harder kind."""
    found = apart([(Part(900, 810), Part(100, 95)), (Part(100, 50), Part(900, 495))])
    assert found.change < 0
    assert min(found.rate) > 0
    assert sum(found.rate) == pytest.approx(0.05)


@given(pairs)
def test_effects_add_up_to_the_change(both: Pairs) -> None:
    found = apart(both)
    largest = max(abs(each) for each in (*found.rate, *found.mix, found.change, 1e-300))
    assert abs(math.fsum([*found.rate, *found.mix]) - found.change) <= 1e-12 * largest


@given(pairs)
def test_it_agrees_with_exact_fractions(both: Pairs) -> None:
    found, wanted = apart(both), exact(both)
    assert all(near(one, float(other)) for one, other in zip([*found.rate, *found.mix], wanted, strict=True))


@given(pairs)
def test_swapping_the_periods_turns_every_sign(both: Pairs) -> None:
    there, back = apart(both), apart([(new, old) for old, new in both])
    assert all(near(one, -other) for one, other in zip([*there.rate, *there.mix], [*back.rate, *back.mix], strict=True))


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_segments_does_not_matter(both: Pairs, chance: object) -> None:
    order = list(range(len(both)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    found, mixed = apart(both), apart([both[place] for place in order])
    assert all(near(found.rate[place], mixed.rate[rank]) and near(found.mix[place], mixed.mix[rank]) for rank, place in enumerate(order))


@given(pairs, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_cutting_a_segment_into_equal_pieces_changes_nothing(both: Pairs, before: float, now: float) -> None:
    """Its pieces have its values, whatever their shares."""
    (old, new), *rest = both
    assume(old.weight and new.weight)
    first = (Part(old.weight * before, old.amount * before), Part(new.weight * now, new.amount * now))
    second = (Part(old.weight - first[0].weight, old.amount - first[0].amount), Part(new.weight - first[1].weight, new.amount - first[1].amount))
    whole, cut = apart(both), apart([first, second, *rest])
    assert near(whole.rate[0], cut.rate[0] + cut.rate[1])
    assert near(whole.mix[0], cut.mix[0] + cut.mix[1])
    assert all(near(one, other) for one, other in zip(whole.rate[1:], cut.rate[2:], strict=True))


def exact(both: Pairs) -> list[Fraction]:
    """The formulas as they are written, in fractions."""
    weights = [sum((Fraction(pair[side].weight) for pair in both), Fraction(0)) for side in (0, 1)]
    whole = [sum((Fraction(pair[side].amount) for pair in both), Fraction(0)) / weights[side] for side in (0, 1)]
    rate, mix = [], []
    for pair in both:
        share = [Fraction(pair[side].weight) / weights[side] for side in (0, 1)]
        value = [Fraction(pair[side].amount) / Fraction(pair[side].weight) if pair[side].weight else None for side in (0, 1)]
        known = [one for one in value if one is not None] or [Fraction(0)]
        old, new = (known[0] if value[0] is None else value[0]), (known[-1] if value[1] is None else value[1])
        rate.append((share[0] + share[1]) / 2 * (new - old))
        mix.append(((old + new) / 2 - (whole[0] + whole[1]) / 2) * (share[1] - share[0]))
    return [*rate, *mix]
