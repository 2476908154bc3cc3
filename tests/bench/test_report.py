"""A report judges ratios by their bars, and says which were missed."""

import json
from pathlib import Path

import pytest

from bench.report import Report, at_least, at_most, seconds


@pytest.mark.parametrize(
    ("bar", "value", "verdict"),
    [
        (at_least(0.7), 0.71, "pass"),
        (at_least(0.7), 0.7, "pass"),
        (at_least(0.7), 0.69, "MISS"),
        (at_most(15), 14.9, "pass"),
        (at_most(15), 15, "pass"),
        (at_most(15), 15.1, "MISS"),
        (None, 1e9, ""),
    ],
)
def test_a_bar_is_met_up_to_its_own_value(bar: object, value: float, verdict: str) -> None:
    report = Report()
    report.add("anything", value, "against anything", bar)  # type: ignore[arg-type]
    assert report.lines[0].verdict == verdict


def test_a_line_names_what_was_measured_the_bar_and_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    Report().add("full recompute", 17.25, "2 s against 116 ms", at_most(15))
    printed = capsys.readouterr().out
    assert all(part in printed for part in ("full recompute", "17.2", "≤ 15", "MISS", "2 s against 116 ms"))


def test_the_summary_counts_only_what_has_a_bar() -> None:
    report = Report()
    report.add("first", 1, "", at_most(2))
    report.add("second", 3, "", at_most(2))
    report.add("third", 3, "")
    assert report.summary() == "1 of 2 bars met; missed: second"


def test_results_can_be_compared_later(tmp_path: Path) -> None:
    report = Report()
    report.add("first", 1.5, "told", at_most(2))
    report.write(tmp_path / "results" / "run.json")
    (line,) = json.loads((tmp_path / "results" / "run.json").read_text())
    assert (line["what"], line["value"], line["bar"], line["verdict"]) == ("first", 1.5, "≤ 2", "pass")


@pytest.mark.parametrize(("value", "told"), [(0.0123, "12.3 ms"), (2.0, "2 s"), (0.5, "500 ms")])
def test_times_are_told_in_the_unit_people_would_choose(value: float, told: str) -> None:
    assert seconds(value) == told
