"""Values as people and programs write them; and those that are refused, with the reason."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tickets.ingest.rows import KINDS, BadRow, Reading, decimal_mark
from tickets.ingest.rows.reading import read

HOW = Reading.plainly("Europe/Berlin")
SEARCH = {"id": "1", "at": "2026-03-02", "query": "fax", "results": 1, "clicked": True}
WORK = {"id": "1", "at": "2026-03-02", "agent": "ann"}
SHIFT = {"id": "1", "at": "2026-03-02T08:00:00Z", "ends_at": "2026-03-02T16:00:00Z", "agent": "ann"}
COST = {"id": "1", "first_day": "2026-03-01", "last_day": "2026-03-31", "kind": "ai", "amount": 1, "currency": "EUR"}
REVIEW = {"id": "1", "at": "2026-03-02", "about": "ai", "method": "automated", "score": 1, "passed": True}
SUBSCRIPTION = {"id": "1", "customer": "c", "started_day": "2026-03-01"}


@pytest.mark.parametrize(
    ("kind", "row", "field", "value"),
    [
        ("searches", {**SEARCH, "at": "13.03.2026 09:05"}, "at", datetime(2026, 3, 13, 8, 5, tzinfo=UTC)),
        ("searches", {**SEARCH, "at": "2026-03-29T02:30:00"}, "at", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("searches", {**SEARCH, "at": "2026-03-02T10:00:00+05:30"}, "at", datetime(2026, 3, 2, 4, 30, tzinfo=UTC)),
        ("searches", {**SEARCH, "results": "1,234.0"}, "results", 1234),
        ("searches", {**SEARCH, "results": "2.0"}, "results", 2),
        ("searches", {**SEARCH, "clicked": "ja"}, "clicked", True),
        ("searches", {**SEARCH, "clicked": 0}, "clicked", False),
        ("searches", {**SEARCH, "id": 17}, "id", "17"),
        ("searches", {**SEARCH, "query": " fax \x00"}, "query", "fax"),
        ("searches", {**SEARCH, "topic": "?"}, "topic", None),
        ("work", {**WORK, "talk_seconds": "1,5"}, "talk_seconds", 1.5),
        ("work", {**WORK, "talk_seconds": "1.234,5"}, "talk_seconds", 1234.5),
        ("work", {**WORK, "talk_seconds": "1,234.5"}, "talk_seconds", 1234.5),
        ("work", {**WORK, "talk_seconds": "0:05:30"}, "talk_seconds", 330),
        ("work", {**WORK, "talk_seconds": 0}, "handle_seconds", 0),
        ("reviews", {**REVIEW, "score": "85%"}, "score", 0.85),
        ("reviews", {**REVIEW, "score": "0,85"}, "score", 0.85),
        ("reviews", {**REVIEW, "method": "Human sample"}, "method", 1),
        ("reviews", {**REVIEW, "correct": "NULL"}, "correct", None),
        ("costs", {**COST, "amount": "1.234,50"}, "amount", Decimal("1234.50")),
        ("costs", {**COST, "amount": 0.1}, "amount", Decimal("0.10")),
        ("costs", COST, "borne_by", 2),
        ("costs", {**COST, "kind": "software"}, "borne_by", None),
        ("costs", {**COST, "first_day": "2026-03-01T23:30:00Z"}, "first_day", date(2026, 3, 2)),
        ("shifts", SHIFT, "available_seconds", 28_800),
        ("subscriptions", {**SUBSCRIPTION, "ended_day": "2026-03-31"}, "lifespan_days", 30),
        ("subscriptions", SUBSCRIPTION, "lifespan_days", 0),
    ],
)
def test_a_value_is_read_as_it_is_meant(kind: str, row: dict[str, Any], field: str, value: Any) -> None:
    assert read(KINDS[kind], row, HOW)[field] == value


@pytest.mark.parametrize(
    ("kind", "row", "field", "reason"),
    [
        ("searches", {**SEARCH, "id": ""}, "id", "is required"),
        ("searches", {**SEARCH, "id": "x" * 501}, "id", "has more than 500 characters"),
        ("searches", {**SEARCH, "at": "03/04/2026"}, "at", "may have the day or the month first: say so in time.day_first"),
        ("searches", {**SEARCH, "at": "2026-13-02"}, "at", "is not a time"),
        ("searches", {**SEARCH, "at": 1772000000}, "at", "is not a time such as 2026-03-02T14:30:00Z"),
        ("searches", {**SEARCH, "results": -1}, "results", "is negative"),
        ("searches", {**SEARCH, "results": 1.5}, "results", "is not a whole number"),
        ("searches", {**SEARCH, "results": True}, "results", "is not a number"),
        ("searches", {**SEARCH, "results": float("nan")}, "results", "is not a number"),
        ("searches", {**SEARCH, "results": "1,234"}, "results", "can be read with a decimal or a thousands comma: say which by file.decimal"),
        ("searches", {**SEARCH, "clicked": "perhaps"}, "clicked", "is neither yes nor no"),
        ("searches", {**SEARCH, "results": 0}, "clicked", "cannot be where there was no result to open"),
        ("searches", {**SEARCH, "query": ["fax"]}, "query", "is not text"),
        ("work", {**WORK, "talk_seconds": -5}, "talk_seconds", "is negative: a duration is 0 or more"),
        ("work", {**WORK, "hold_seconds": "-0:00:05"}, "hold_seconds", "is not a number"),
        ("work", WORK, "talk_seconds", "or hold_seconds or follow_up_seconds is required"),
        ("reviews", {**REVIEW, "score": 85}, "score", "lies outside 0 to 1; write 85 % as 0.85 or with its percent sign"),
        ("reviews", {**REVIEW, "about": "mixed"}, "about", "is not one of human, ai"),
        ("sentiments", {"id": "1", "at": "2026-03-02", "value": -1.1}, "value", "lies outside -1 to 1"),
        ("shifts", {**SHIFT, "ends_at": SHIFT["at"]}, "ends_at", "is not after the beginning"),
        ("shifts", {**SHIFT, "available_seconds": 28_801}, "available_seconds", "is longer than the shift's 28800 seconds"),
        ("costs", {**COST, "last_day": "2026-02-28"}, "last_day", "lies before first_day 2026-03-01"),
        ("costs", {**COST, "last_day": "2036-03-31"}, "last_day", "lies more than ten years after first_day"),
        ("costs", {**COST, "amount": "1.005"}, "amount", "has more than two decimals"),
        ("costs", {**COST, "currency": "Euro"}, "currency", "is not a currency's three letters, such as EUR"),
        ("employments", {"id": "1", "agent": "ann", "joined_day": "2026-03-02", "left_day": "2026-03-01"}, "left_day", "lies before joined_day 2026-03-02"),
        ("subscriptions", {**SUBSCRIPTION, "value": -1}, "value", "is below 0"),
        ("subscriptions", {**SUBSCRIPTION, "names_support": True}, "names_support", "is only of a subscription that has ended"),
        (
            "sentiments",
            {"id": "1", "at": "2026-03-02", "mood": 1},
            "mood",
            "is no field of sentiments; there are id, at, ticket, ticket_source, value, deleted",
        ),
    ],
)
def test_a_bad_value_is_refused_by_field_and_reason(kind: str, row: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(BadRow) as caught:
        read(KINDS[kind], row, HOW)
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_a_row_to_be_removed_needs_its_id_alone() -> None:
    assert read(KINDS["searches"], {"id": "1", "deleted": "yes"}, HOW) == {"id": "1", "deleted": True}


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["12", "1,234", "1,5"], ","),
        (["1.234", "1.234,5"], ","),
        (["1,234", "1.5"], "."),
        (["1,234.5"], "."),
        (["12", "1.234", "1,234"], ""),
        (["85,5 %"], ","),
        (["many", ""], ""),
    ],
)
def test_a_file_tells_its_decimal_mark_by_the_first_number_that_has_but_one_reading(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark
