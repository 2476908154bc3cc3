"""docs/api.md says what the code does: every code, every limit, and its example can be asked."""

import re
from pathlib import Path
from typing import Any

import pytest
from graphql import parse, validate

from api.graphql import asking, buckets, costs, limits, overview, requests
from api.graphql.errors import Code
from api.management.commands.graphql_schema import APIS

GUIDE = (Path(__file__).parents[3] / "docs" / "api.md").read_text()


@pytest.mark.parametrize("code", Code)
def test_every_code_is_documented_with_its_status_and_meaning(code: Any) -> None:
    assert f"| `{code.name}` | {code.status} | {code.meaning} |" in GUIDE


def test_no_other_code_is_documented() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \| \d", GUIDE, re.MULTILINE)) == {code.name for code in Code}


@pytest.mark.parametrize(
    "told",
    [
        f"{requests.LARGEST_BODY:,} bytes",
        f"{limits.CHARACTERS:,} characters, {limits.TOKENS:,} tokens, {limits.OPERATIONS} operations, {limits.FRAGMENTS} fragments",
        f"{limits.DEPTH} levels of fields",
        f"{limits.FIELDS:,}, of them {limits.ALIASES} aliases and {limits.ROOTS} root fields",
        f"{limits.REPEATS} times",
        f"`first`, `last`, ids, keys | {limits.ITEMS} |",
        f"{asking.MOST_DAYS:,} days · {overview.MOST_POINTS}",
        f"{limits.COST:,} points",
        f"bucket of {buckets.MAXIMUM:,} points in each account that empties at {buckets.RESTORE:,} points a second",
        f"{costs.PAGE} without either",
    ],
)
def test_every_limit_is_documented_as_it_is(told: str) -> None:
    assert told in GUIDE


@pytest.mark.parametrize("document", re.findall(r"```graphql\n(.*?)```", GUIDE, re.DOTALL))
def test_the_examples_are_valid_and_within_the_limits(document: str) -> None:
    api = next(each for each in APIS if not validate(each.graphql, parse(document)))
    api.checked.check(document)
    assert api.checked.weigh(document, None, ())[1] < limits.COST
