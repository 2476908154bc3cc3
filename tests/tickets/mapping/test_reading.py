"""A mapping that is wrong says where."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tickets.kinds import Author, Kind
from tickets.mapping import BadMapping, read, read_file

GOOD: dict[str, Any] = {"shape": "tickets", "source": "desk", "columns": {"id": "Id", "created_at": "Created"}}
LOG: dict[str, Any] = {"shape": "events", "source": "desk", "columns": {"id": "Id", "at": "At", "activity": "What"}}


def changed(base: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(base)
    part = data
    *parents, last = path.split(".")
    for name in parents:
        part = part.setdefault(name, {})
    part[last] = value
    return data


@pytest.mark.parametrize(
    ("base", "path", "value", "part"),
    [
        (GOOD, "shape", "rows", "shape"),
        (GOOD, "source", "", "source"),
        (GOOD, "colums", {}, "colums"),
        (GOOD, "columns.chanel", "Channel", "columns.chanel"),
        (GOOD, "columns.at", "At", "columns.at"),
        (GOOD, "columns.id", ["a", "b"], "columns.id"),
        (GOOD, "columns.id", 0, "columns.id"),
        (GOOD, "columns.created_at", "", "columns.created_at"),
        (GOOD, "file.delimiter", "::", "file.delimiter"),
        (GOOD, "file.encoding", "klingon", "file.encoding"),
        (GOOD, "file.thousands", ".", "file.thousands"),
        (GOOD, "file.nulls", "NULL", "file.nulls"),
        (GOOD, "time.format", "dd/mm/yyyy", "time.format"),
        (GOOD, "time.format", "%Q/%Y", "time.format"),
        (GOOD, "time.zone", "CET+1", "time.zone"),
        (GOOD, "time.zone", "../etc/passwd", "time.zone"),
        (GOOD, "time.day_first", "yes", "time.day_first"),
        (GOOD, "time.repeated_hour", "both", "time.repeated_hour"),
        (GOOD, "values.status.Foo", "finished", "values.status.Foo"),
        (GOOD, "values.resolver.Bot", "robot", "values.resolver.Bot"),
        (GOOD, "values.mood.x", "y", "values.mood"),
        (GOOD, "unknown.channel", "drop", "unknown.channel"),
        (GOOD, "unknown.csat", "other", "unknown.csat"),
        (GOOD, "authors.robots", ["x"], "authors.robots"),
        (GOOD, "authors", {"ai": ["x"], "human": ["X"]}, "authors.ai"),
        (GOOD, "csat.scale", [5, 1], "csat.scale"),
        (GOOD, "csat.positive_from", 9, "csat.positive_from"),
        (GOOD, "filters", [{"column": "Type"}], "filters[0]"),
        (GOOD, "constants.subject", "x", "constants.subject"),
        (LOG, "activities.Solve", "finish", "activities.Solve"),
        (LOG, "activities.Solve", {"kind": "solved", "author": "robot"}, "activities.Solve.author"),
        (LOG, "activities.Solve", {"kind": "solved", "publik": True}, "activities.Solve.publik"),
        (LOG, "reopening.by", "magic", "reopening.by"),
        ({**LOG, "activities": {"Solve": "solved"}}, "reopening.except", ["Solved"], "reopening.except"),
    ],
)
def test_every_problem_is_named_by_its_part(base: dict[str, Any], path: str, value: Any, part: str) -> None:
    with pytest.raises(BadMapping) as caught:
        read(changed(base, path, value))
    assert part in [named for named, _ in caught.value.problems]


@pytest.mark.parametrize("data", [None, [], "text", 5])
def test_what_is_no_table_is_no_mapping(data: Any) -> None:
    with pytest.raises(BadMapping, match="must be a table"):
        read(data)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(BadMapping) as caught:
        read({**GOOD, "columns": {}, "time": {"zone": "Nowhere"}})
    assert [part for part, _ in caught.value.problems] == ["columns.id", "columns.created_at", "time.zone"]


def test_a_file_that_is_not_toml_says_so(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text("shape = tickets")
    with pytest.raises(BadMapping, match="mapping: is not TOML"):
        read_file(path)


def test_activities_take_words_lists_and_tables() -> None:
    mapping = read(
        tomllib.loads("""
        shape = "events"
        source = "desk"
        columns = { id = 1, at = 2, activity = "What" }
        [activities]
        "Take" = ["reply", "assigned"]
        "Close" = { kind = "closed", author = "automatic" }
        "Look" = "ignore"
    """)
    )
    assert [action.kind for action in mapping.activities["take"]] == [Kind.MESSAGE, Kind.ASSIGNED]
    assert (mapping.activities["close"][0].author, mapping.activities["look"]) == (Author.AUTOMATIC, ())


@pytest.mark.parametrize(("scale", "satisfied"), [([1, 5], 4), ([0, 10], 7), ([1, 10], 7), ([0, 1], 1), ([1, 3], 3)])
def test_satisfied_scores_follow_the_scale_unless_said(scale: list[int], satisfied: float) -> None:
    assert read({**GOOD, "csat": {"scale": scale}}).csat.positive_from == satisfied
    assert read({**GOOD, "csat": {"scale": scale, "positive_from": scale[1]}}).csat.positive_from == scale[1]
