"""Measurements warm up, take turns, and stop repeating what is slow."""

import pytest

from bench import measure


def test_warming_up_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[float] = []
    monkeypatch.setattr(measure, "once", lambda call: call() or 1.0)
    assert measure.median(lambda: calls.append(0), runs=3, warm=2) == 1.0
    assert len(calls) == 5


def test_calls_take_turns() -> None:
    order: list[str] = []
    measure.alternately([lambda: order.append("ours"), lambda: order.append("rival")], runs=2, warm=0)
    assert order == ["ours", "rival", "ours", "rival"]


def test_the_middle_of_several_runs_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter((9.0, 1.0, 2.0))
    monkeypatch.setattr(measure, "once", lambda call: next(seconds))
    assert measure.median(lambda: None, runs=3, warm=0) == 2.0


def test_what_takes_too_long_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr(measure, "BUDGET", -1.0)
    measure.median(lambda: calls.append(1), runs=9, warm=0)
    assert len(calls) == 1
