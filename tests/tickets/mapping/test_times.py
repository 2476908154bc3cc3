"""Texts as instants, instants on either side of a clock change."""

from zoneinfo import ZoneInfo

import pytest

from tickets.mapping.times import BadTime, TimeReader

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02T14:05:06Z", "2026-03-02T14:05:06"),
        ("2026-03-02 14:05:06.250", "2026-03-02T13:05:06.250000"),
        ("2026-03-02 14:05:06.123456789", "2026-03-02T13:05:06.123456"),
        ("2026-03-02T14:05:06+0530", "2026-03-02T08:35:06"),
        ("2026-03-02 14:05:06+00", "2026-03-02T14:05:06"),
        ("2026-03-02 14:05:06 UTC", "2026-03-02T14:05:06"),
        ("2026/3/2 4:05", "2026-03-02T03:05:00"),
        ("2.3.2026 14.05", "2026-03-02T13:05:00"),
        ("02/03/26 2:05 PM", "2026-03-02T13:05:00"),
        ("02/03/2026 12:00 AM", "2026-03-01T23:00:00"),
        ("02/03/2026, 14:05:06", "2026-03-02T13:05:06"),
        ("2 Mar 2026 14:05", "2026-03-02T13:05:00"),
        ("Mar 2, 2026, 2:05 PM", "2026-03-02T13:05:00"),
        ("Mon, 02 Mar 2026 14:05:06 +0100", "2026-03-02T13:05:06"),
        ("1772460306", "2026-03-02T14:05:06"),
        ("1772460306000", "2026-03-02T14:05:06"),
        ("2026-03-02", "2026-03-01T23:00:00"),
    ],
)
def test_usual_forms_are_read_without_being_named(text: str, expected: str) -> None:
    assert TimeReader(ROME, day_first=True).read(text).at.replace(tzinfo=None).isoformat() == expected


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30", "25:00", "32/01/2026", "13/13/2026", "01/02/20266", "-5", "12", "1e9", "May"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadTime):
        TimeReader(ROME, day_first=True).read(text)


def test_a_date_alone_is_known_to_be_one() -> None:
    reader = TimeReader(ROME)
    assert [reader.read(text).is_day for text in ("2026-03-02", "2026-03-02 00:00", "2 Mar 2026")] == [True, False, True]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("%d/%m/%Y %H:%M", "2/3/2026 4:05", "2026-03-02T03:05:00"),
        ("%Y/%m/%d %H:%M:%S.%f", "2026/03/02 14:05:06.250", "2026-03-02T13:05:06.250000"),
        ("%m/%d/%y %I:%M %p", "03/02/26 02:05 PM", "2026-03-02T13:05:00"),
        ("%d-%b-%Y", "02-Mar-2026", "2026-03-01T23:00:00"),
        ("epoch", "1772460306.5", "2026-03-02T14:05:06.500000"),
        ("epoch_ms", "1772460306500", "2026-03-02T14:05:06.500000"),
    ],
)
def test_a_named_format_is_followed(pattern: str, text: str, expected: str) -> None:
    assert TimeReader(ROME, (pattern,)).read(text).at.replace(tzinfo=None).isoformat() == expected


def test_several_formats_are_tried_in_turn() -> None:
    reader = TimeReader(ROME, ("%d/%m/%Y %H:%M", "%d/%m/%Y"))
    assert [reader.read(text).is_day for text in ("02/03/2026 10:00", "02/03/2026")] == [False, True]


@pytest.mark.parametrize(
    ("text", "rules", "expected"),
    [
        ("2026-10-25 01:59:59", {}, "2026-10-24T23:59:59"),
        ("2026-10-25 02:00:00", {}, "2026-10-25T00:00:00"),
        ("2026-10-25 02:00:00", {"repeated_hour": "second"}, "2026-10-25T01:00:00"),
        ("2026-10-25 03:00:00", {}, "2026-10-25T02:00:00"),
        ("2026-03-29 01:59:59", {}, "2026-03-29T00:59:59"),
        ("2026-03-29 02:00:00", {}, "2026-03-29T01:00:00"),
        ("2026-03-29 02:59:59", {}, "2026-03-29T01:59:59"),
        ("2026-03-29 03:00:00", {}, "2026-03-29T01:00:00"),
    ],
)
def test_clock_changes_follow_the_stated_rule(text: str, rules: dict[str, str], expected: str) -> None:
    assert TimeReader(ROME, **rules).read(text).at.replace(tzinfo=None).isoformat() == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "rules"), [("2026-10-25 02:30", {"repeated_hour": "reject"}), ("2026-03-29 02:30", {"skipped_hour": "reject"})])
def test_ambiguous_and_missing_hours_can_be_refused(text: str, rules: dict[str, str]) -> None:
    with pytest.raises(BadTime, match="clocks were set"):
        TimeReader(ROME, **rules).read(text)  # type: ignore[arg-type]
