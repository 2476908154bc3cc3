"""Cohorts that single nobody out, tried by an attacker who looks at everything there is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from metrics.benchmarks.cohorts import LEAST, LEVELS, OTHERS, Contribution, Node, by_node, cohorts, contributors, finest, rounded, shown


def population(*groups: tuple[int, Node], first: int = 0) -> list[Contribution]:
    """So many contributors of one account each, at each node; the n-th account's value is n."""
    found: list[Contribution] = []
    for size, node in groups:
        found += [Contribution(first + len(found) + each, first + len(found) + each, node, float(len(found) + each)) for each in range(size)]
    return found


@st.composite
def populations(draw: st.DrawFn) -> list[Contribution]:
    """Up to some hundred accounts in a few cells, some of them agencies' with clients in several cells; cells of just too few among them."""
    cells = draw(st.lists(st.lists(st.sampled_from("abc"), max_size=len(LEVELS)).map(tuple), min_size=1, max_size=8, unique=True))
    found: list[Contribution] = []
    for node in cells:
        size = draw(st.sampled_from((1, 5, 19, 20, 21, 22, 41, 42, 60)))
        agencies = draw(st.integers(0, 3))
        for _ in range(size):
            number = len(found)
            found.append(Contribution(number, -(number % agencies) - 1 if agencies and number % 3 == 0 else number, node, float(number * 7919 % 101)))
    return found


def parts(everybody: Sequence[Contribution], visible: set[Node]) -> list[list[Contribution]]:
    """Everybody cut up by all that can be seen: those whom no combination of shown cohorts can tell apart lie together."""
    found: dict[frozenset[Node], list[Contribution]] = defaultdict(list)
    for each in everybody:
        found[frozenset(node for node in visible if each.node[: len(node)] == node)].append(each)
    found.pop(frozenset(), None)  # those in no cohort contribute to nothing that is shown
    return list(found.values())


@given(populations(), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
@example(population((21, ("a",)), (20, ("b",))), 0)
@example(population((21, ("a",)), (21, ("b",)), (1, ("c",))), 5)
def test_no_set_of_answers_leaves_an_attacker_with_a_group_of_less_than_20_others(everybody: list[Contribution], seed: int) -> None:
    """The attacker sees every cohort that is shown to anybody, and takes away the accounts that are their own."""
    visible = shown(by_node(everybody))
    attacker = everybody[seed % len(everybody)].contributor
    for part in parts(everybody, visible):
        assert len({each.contributor for each in part} - {attacker}) >= OTHERS


@given(populations())
@settings(max_examples=20, deadline=None)
def test_the_differences_between_a_cohort_and_any_finer_ones_are_large_enough(everybody: list[Contribution]) -> None:
    members = by_node(everybody)
    visible = shown(members)
    for coarse in visible:
        for fine in visible:
            if fine != coarse and fine[: len(coarse)] == coarse:
                left = [each for each in members[coarse] if each.node[: len(fine)] != fine]
                assert not left or contributors(left) >= LEAST


@given(populations())
@settings(max_examples=20, deadline=None)
def test_quartiles_are_those_of_a_slow_oracle(everybody: list[Contribution]) -> None:
    for node, found in cohorts(everybody).items():
        own = sorted(slow_median(values) for values in slow_groups(everybody, node).values())
        assert found.contributors == len(own) >= LEAST
        assert [found.p25, found.p50, found.p75] == pytest.approx([slow_rounded(slow_quantile(own, quarter)) for quarter in (1, 2, 3)])


def slow_groups(everybody: Sequence[Contribution], node: Node) -> dict[int, list[Fraction]]:
    groups: dict[int, list[Fraction]] = {}
    for each in everybody:
        if list(each.node)[: len(node)] == list(node):
            groups.setdefault(each.contributor, []).append(Fraction(each.value))
    return groups


def slow_median(values: list[Fraction]) -> Fraction:
    return slow_quantile(sorted(values), 2)


def slow_quantile(ordered: list[Fraction], quarter: int) -> Fraction:
    place = Fraction(quarter * (len(ordered) - 1), 4)
    below = ordered[math.floor(place)]
    return below + (ordered[math.ceil(place)] - below) * (place - math.floor(place))


def slow_rounded(value: Fraction) -> float:
    return float(f"{float(value):.1e}")


def test_twenty_are_too_few_and_twenty_one_are_enough_to_have_twenty_others() -> None:
    assert cohorts(population((20, ("a",)))) == {}
    assert set(cohorts(population((21, ("a",))))) == {(), ("a",)}


def test_an_agencys_clients_count_once_however_many_they_are() -> None:
    clients = [Contribution(1000 + number, -1, ("a",), 0.0) for number in range(500)]
    assert cohorts(population((20, ("a",)))[:19] + clients) == {}
    found = cohorts(population((20, ("a",))) + clients)[()]
    assert (found.contributors, found.p50) == (21, 9.0)  # 0 (theirs), 0, 1, 2 … 19: the eleventh


def test_a_cohort_whose_rest_would_be_small_is_not_shown() -> None:
    """Everybody less the 30 of a would leave the 5 of b."""
    assert set(cohorts(population((30, ("a",)), (5, ("b",))))) == {()}


def test_a_larger_cohort_is_hidden_for_a_small_ones_sake_and_the_smallest_of_them() -> None:
    found = set(cohorts(population((40, ("a",)), (30, ("b",)), (5, ("c",)))))
    assert found == {(), ("a",)}  # b with c is a rest of 35


def test_where_children_make_up_everybody_all_are_shown() -> None:
    assert set(cohorts(population((40, ("a",)), (30, ("b",))))) == {(), ("a",), ("b",)}


def test_an_account_gets_the_finest_cohort_that_is_shown() -> None:
    visible = shown(by_node(population((30, ("a", "x", "s", "m")), (30, ("a", "y")), (30, ("b",)))))
    assert finest(("a", "x", "s", "m"), visible) == ("a", "x", "s", "m")
    assert finest(("a", "z"), visible) == ("a",)
    assert finest(("c", "x"), visible) == ()
    assert finest(("c",), set()) is None


def test_no_single_contributor_moves_what_is_shown_by_more_than_its_rank() -> None:
    """However large its value, one of 21 moves a quartile at most to the neighbouring value."""
    calm = population((21, ()))
    wild = [*calm[:-1], Contribution(20, 20, (), 1e9)]
    assert cohorts(calm) == cohorts(wild)


@pytest.mark.parametrize(
    ("value", "expected"), [(0.8734, 0.87), (0.999, 1.0), (5421.0, 5400.0), (-3.15, -3.1), (0.0, 0.0), (86400.0, 86000.0), (0.00123, 0.0012)]
)
def test_two_significant_digits_are_shown(value: float, expected: float) -> None:
    assert rounded(value) == pytest.approx(expected)
