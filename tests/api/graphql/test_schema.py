"""The schema as a contract: described, committed, and only ever added to."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLScalarType

from api.graphql.schema import api
from api.management.commands import graphql_schema
from api.management.commands.graphql_schema import FOLDER, breaking_changes

OURS = {name: kind for name, kind in api.graphql.type_map.items() if not name.startswith("__") and not isinstance(kind, GraphQLScalarType)}


def members(kind: Any) -> Any:
    """Every member of a type that a reader of the schema meets, by its path."""
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{kind.name}.{name}", value) for name, value in kind.values.items())
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field
            yield from ((f"{kind.name}.{name}({argument}:)", value) for argument, value in getattr(field, "args", {}).items())


def test_everything_is_described_in_a_sentence() -> None:
    everything = [*OURS.items(), *(member for kind in OURS.values() for member in members(kind))]
    assert [path for path, thing in everything if not (thing.description or "").strip().endswith((".", "…"))] == []


def test_the_committed_schema_is_what_the_code_says() -> None:
    out = StringIO()
    call_command("graphql_schema", "--check", stdout=out)
    assert "up to date" in out.getvalue()


@pytest.fixture
def committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A copy of the account's committed schema that a test may change."""
    monkeypatch.setattr(graphql_schema, "FOLDER", tmp_path)
    for each in graphql_schema.APIS:
        (tmp_path / each.file).write_text((FOLDER / each.file).read_text())
    return tmp_path / api.file


def test_a_schema_that_is_out_of_date_is_refused_and_left_alone(committed: Path) -> None:
    committed.write_text(committed.read_text().replace('"""Its subject."""', '"""Its title."""'))
    with pytest.raises(CommandError, match="out of date"):
        call_command("graphql_schema", "--check")
    assert "Its title" in committed.read_text()


def test_an_addition_is_written(committed: Path) -> None:
    committed.write_text(committed.read_text().replace('  """Its subject."""\n  subject: String\n\n', ""))
    call_command("graphql_schema", stdout=StringIO())
    assert "  subject: String\n" in committed.read_text()


def test_taking_something_away_is_refused_by_its_name(committed: Path) -> None:
    before = committed.read_text().replace("  subject: String\n", "  subject: String\n\n  title: String\n")
    committed.write_text(before)
    with pytest.raises(CommandError, match=r"Field Ticket\.title was removed"):
        call_command("graphql_schema")
    assert committed.read_text() == before


def test_a_break_can_be_forced(committed: Path) -> None:
    committed.write_text(committed.read_text().replace("  subject: String\n", "  subject: String\n\n  title: String\n"))
    call_command("graphql_schema", "--break", stdout=StringIO())
    assert "title" not in committed.read_text()


def test_breaks_are_told_apart_from_additions() -> None:
    old = "type Query { a(b: Int): Int }"
    assert breaking_changes(old, "type Query { a(b: Int, c: Int): Int d: Int }") == []
    assert len(breaking_changes(old, "type Query { a(b: Int!): Int }")) == 1


def test_every_list_field_has_a_price() -> None:
    assert {path for path, price in api.prices.items() if price.weight < 0} == set()
    assert api.prices["Query", "readings"].weight == 5
