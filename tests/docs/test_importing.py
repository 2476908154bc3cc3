"""What docs/importing.md shows works as shown, and what can be mapped is in it."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tickets.mapping import read
from tickets.mapping.actions import WORDS
from tickets.mapping.items import EVENT_FIELDS, TICKET_FIELDS, read_items
from tickets.mapping.model import COLUMNS, DURATIONS, NULLS, POLICIES, STATUSES

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
    (block,) = re.findall(r"^(\{\"source\".*?\]\})$", PAGE, re.DOTALL | re.MULTILINE)
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
