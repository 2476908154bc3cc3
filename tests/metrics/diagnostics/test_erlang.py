"""The queue against published tables, the formula as it is written, and its own laws."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.diagnostics.erlang import agents_needed, staffed, wait_probability

# Published worked examples. 200 calls an hour of 3 minutes, 20 seconds: 10 erlangs (Call Centre Helper; the same figures are in the
# documentation of the R package ErlangC and of pyworkforce). 360 calls in half an hour of 4 minutes, 15 seconds: 48 erlangs (Mitan).
# 1 and 2 erlangs: the closed forms A²/(2 − A + …) of two and three servers, 1/3 and 4/9 (Cooper 1981, table of the delay formula).
PUBLISHED = [(10, 11, 0.6821182), (10, 14, 0.1741319), (48, 55, 0.239), (1, 2, 1 / 3), (2, 3, 4 / 9)]


@pytest.mark.parametrize(("load", "agents", "waits"), PUBLISHED)
def test_the_probability_of_waiting_is_as_published(load: float, agents: int, waits: float) -> None:
    assert wait_probability(load, agents) == pytest.approx(waits, abs=5e-4)


def test_the_ten_erlang_example_is_as_published() -> None:
    found = agents_needed(10, handle=180, within=20, service_level=0.8, occupancy=0.85)
    assert found.agents == 14
    assert found.waits == pytest.approx(0.1741319, abs=1e-7)
    assert found.in_time == pytest.approx(0.88835, abs=1e-5)
    assert found.mean_wait == pytest.approx(7.836, abs=1e-3)
    assert found.occupancy == pytest.approx(0.7142857, abs=1e-7)
    assert staffed(10, 11, handle=180, within=20).in_time == pytest.approx(0.3896138, abs=1e-7)


def test_the_forty_eight_erlang_example_is_as_published() -> None:
    found = staffed(48, 55, handle=240, within=15)
    assert (round(found.waits, 3), round(found.in_time, 3), round(found.mean_wait, 1), round(found.occupancy, 3)) == (0.239, 0.846, 8.2, 0.873)


def test_a_single_server_waits_as_often_as_it_is_busy() -> None:
    assert wait_probability(0.6, 1) == pytest.approx(0.6)


@given(st.integers(1, 25), st.integers(1, 30))
def test_it_is_the_formula_as_it_is_written(load: int, more: int) -> None:
    """In exact fractions: the last term of the sum over all terms."""
    agents = load + more
    terms = [Fraction(load**each, math.factorial(each)) for each in range(agents)]
    last = Fraction(load**agents, math.factorial(agents)) * Fraction(agents, agents - load)
    assert wait_probability(load, agents) == pytest.approx(float(last / (sum(terms) + last)), rel=1e-9)


@given(st.floats(0.1, 3000), st.floats(0, 0.99), st.floats(10, 1000), st.floats(0, 3600))
def test_one_agent_fewer_would_not_do(load: float, level: float, handle: float, within: float) -> None:
    found = agents_needed(load, handle=handle, within=within, service_level=level)
    assert found.agents > load
    assert found.in_time >= level
    assert staffed(load, found.agents - 1, handle=handle, within=within).in_time < level or found.agents - 1 <= load


def test_thousands_of_agents_do_not_overflow() -> None:
    assert 0 < wait_probability(5000, 5050) < 1


def test_nobody_is_needed_for_nothing() -> None:
    assert agents_needed(0, handle=60, within=20, service_level=0.8).agents == 0
    assert wait_probability(0, 0) == 0


def test_agents_who_cannot_keep_up_answer_nobody_in_time() -> None:
    found = staffed(5, 5, handle=60, within=20)
    assert (found.waits, found.in_time, found.mean_wait) == (1, 0, math.inf)


@pytest.mark.parametrize("wrong", [{"service_level": 1.0}, {"occupancy": 0.0}, {"handle": 0.0}])
def test_what_no_number_of_agents_can_do_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="No number of agents"):
        agents_needed(1, **{"handle": 60.0, "within": 20.0, "service_level": 0.8, **wrong})
