"""What a file is taken for, and that the suggested mapping imports it."""

from pathlib import Path
from typing import Any

import pytest

from tickets.imports import preview
from tickets.mapping import read
from tickets.mapping.detect import Detected, detect

LOG = "case_id,activity,timestamp,resource\n" + "".join(
    f"C{n // 3},{('Create ticket', 'Agent replied', 'Resolve')[n % 3]},2026-03-0{1 + n // 3} 1{n % 3}:00,ann\n" for n in range(9)
)
AUDIT = "number,incident_state,sys_updated_at,sys_mod_count,opened_at,assigned_to\n" + "".join(
    f"I{n // 2},{('New', 'Resolved')[n % 2]},1{n}/3/2026 10:00,{n % 2},1/3/2026 09:00,?\n" for n in range(6)
)
EXPORT = "Ticket ID;Created at;First response (min);Solved at;Channel;Priority;Satisfaction;Resolved by\n" + "".join(
    f"{n};0{n}/02/2026 10:00;5;0{n}/02/2026 12:00;email;high;{n % 5 + 1};{('Bot', 'Ann')[n % 2]}\n" for n in range(1, 9)
)


def looked_at(tmp_path: Path, content: str | bytes) -> Detected:
    path = tmp_path / "file.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return detect(path, zone="Europe/Rome", source="desk")


@pytest.mark.parametrize(
    ("content", "shape", "dates", "guesses"),
    [
        (LOG, "events", "iso", {"id": "case_id", "activity": "activity", "at": "timestamp", "agent": "resource"}),
        (AUDIT, "snapshots", "day-first", {"id": "number", "status": "incident_state", "updated_at": "sys_updated_at", "position": "sys_mod_count",
                                           "created_at": "opened_at", "agent": "assigned_to"}),
        (EXPORT, "tickets", "ambiguous", {"id": "Ticket ID", "created_at": "Created at", "first_response_minutes": "First response (min)",
                                          "resolved_at": "Solved at", "channel": "Channel", "priority": "Priority", "csat": "Satisfaction",
                                          "resolver": "Resolved by"}),
    ],
)  # fmt: skip
def test_shape_dates_and_columns_are_recognised(tmp_path: Path, content: str, shape: str, dates: str, guesses: dict[str, str]) -> None:
    found = looked_at(tmp_path, content)
    assert (found.shape, found.date_format, found.mapping["columns"]) == (shape, dates, guesses)


@pytest.mark.parametrize(("content", "changes"), [(LOG, {}), (AUDIT, {}), (EXPORT, {"day_first": True})])
def test_the_suggested_mapping_accepts_every_row(tmp_path: Path, content: str, changes: dict[str, Any]) -> None:
    found = looked_at(tmp_path, content)
    found.mapping["time"].update(changes)
    seen = preview(tmp_path / "file.csv", read(found.mapping), zone="Europe/Rome")
    assert (seen.rejected, seen.rejects) == (0, [])
    assert seen.accepted == content.count("\n") - 1


def test_dates_that_can_be_read_both_ways_are_said_to_be(tmp_path: Path) -> None:
    found = looked_at(tmp_path, EXPORT)
    assert "Every date can be read with the day or the month first: choose one." in found.warnings
    assert "day_first" not in found.mapping["time"]


def test_a_header_that_comes_twice_is_numbered_and_said(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "id,created,V,V\n1,2026-03-02,a,b\n")
    assert [column.name for column in found.columns] == ["id", "created", "V", "V#2"]
    assert "comes twice" in found.warnings[0]


@pytest.mark.parametrize(("column", "expected"), [("2026-03-02T10:00:00Z", "in the file"), ("2026-03-02 10:00:00", "Europe/Rome")])
def test_the_zone_is_the_account_s_unless_the_file_has_offsets(tmp_path: Path, column: str, expected: str) -> None:
    assert looked_at(tmp_path, f"id,created\n1,{column}\n").timezone == expected


def test_activities_are_given_a_meaning_to_start_from(tmp_path: Path) -> None:
    assert looked_at(tmp_path, LOG).mapping["activities"] == {"Create ticket": "created", "Agent replied": "reply", "Resolve": "solved"}


def test_a_log_without_replies_or_reopenings_says_what_that_means(tmp_path: Path) -> None:
    content = "case,activity,at\n" + "".join(f"{n // 2},{('Assign', 'Resolve')[n % 2]},2026-03-02 1{n}:00\n" for n in range(6))
    found = looked_at(tmp_path, content)
    assert found.mapping["reopening"] == {"by": "any"}
    assert [warning.partition(":")[0] for warning in found.warnings] == [
        "No activity is taken for a reply, so there would be no response times", "No activity reopens a ticket",
    ]  # fmt: skip


def test_only_a_header_is_still_a_file(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "id,created,channel\n")
    assert (found.date_format, [column.samples for column in found.columns]) == ("none", [[], [], []])
