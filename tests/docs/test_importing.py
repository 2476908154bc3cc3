"""What docs/importing.md shows works as shown, and what can be mapped is in it."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tenants.models import Account
from tickets.ingest.rows import load
from tickets.mapping import read
from tickets.mapping.actions import WORDS
from tickets.mapping.items import EVENT_FIELDS, TICKET_FIELDS, read_items
from tickets.mapping.model import COLUMNS, DURATIONS, NULLS, POLICIES, STATUSES
from tickets.mapping.row_mapping import PARTS

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text()
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
BASES: tuple[dict[str, Any], ...] = (
    {"shape": "events", "source": "desk", "columns": {"id": "Case ID", "at": "At", "activity": "What"}},
    {"shape": "tickets", "source": "desk", "columns": {"id": "Id", "created_at": "Created"}},
)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_mapping_on_the_page_is_a_good_one(block: str) -> None:
    data = tomllib.loads(block)
    for base in BASES if "shape" not in data else ({},):
        read({**base, **data})


def test_the_request_on_the_page_is_accepted_whole() -> None:
    (block,) = re.findall(r"^(\{\"source\": \"my-helpdesk\".*?\]\})$", PAGE, re.DOTALL | re.MULTILINE)
    body = json.loads(block)
    items = read_items(body["source"], body["tickets"], body["events"], zone="Europe/Rome")
    assert (items.errors, items.accepted) == ([], 5)


@pytest.mark.parametrize(
    "names",
    [
        {name for columns in COLUMNS.values() for name in columns} - set(DURATIONS),
        set(WORDS),
        set(STATUSES),
        set(POLICIES),
        TICKET_FIELDS,
        EVENT_FIELDS,
    ],
    ids=["columns", "kinds", "statuses", "unknown", "ticket fields", "event fields"],
)
def test_every_name_that_can_be_used_is_on_the_page(names: set[str]) -> None:
    assert {name for name in names if f"`{name}`" not in PAGE} == set()


def test_every_null_marker_is_on_the_page() -> None:
    assert "`" + " ".join(null for null in NULLS if null) + "`" in PAGE


def test_the_kinds_of_rows_on_the_page_are_those_that_are_declared() -> None:
    call_command("row_reference", "--check")


@pytest.mark.django_db
def test_the_rows_on_the_page_are_answered_as_shown(account: Account) -> None:
    (block,) = re.findall(r"^(\{\"source\": \"my-bot\".*?\]\})$", PAGE, re.DOTALL | re.MULTILINE)
    (answer,) = [json.loads(one) for one in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL) if '"index": 2' in one]
    body = json.loads(block)
    loaded = load("ai_sessions", body["rows"], source=body["source"])
    assert (loaded.created, len(loaded.rejected)) == (answer["created"], answer["rejected"])
    assert [(one.row - 1, one.field, one.value, one.reason) for one in loaded.rejected] == [
        (one["index"], one["field"], one["value"], one["message"]) for one in answer["errors"]
    ]


def test_every_part_of_a_mapping_of_rows_is_on_the_page() -> None:
    assert {part for part in PARTS if f"`{part}`" not in PAGE} == set()
