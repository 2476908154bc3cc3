"""Documents that ask every field of a schema, and what their answers hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_leaf_type

from .tables import Tables

FREE_FORM = ("Ticket.custom", "AuditEntry.details")
"""Fields that hold JSON of any shape."""


class Documents:
    """Builds the documents of one schema from its tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.types = tables.api.graphql.type_map

    def object_type(self, name: str) -> GraphQLObjectType:
        kind = self.types[name]
        assert isinstance(kind, GraphQLObjectType)
        return kind

    def selection(self, kind: Any, path: tuple[str, ...], depth: int) -> str:
        """Every field below a type, each type once on the way down. Of an interface the id; its types are reached by other ways."""
        if isinstance(kind, GraphQLInterfaceType):
            return "id"
        parts = []
        for name, inner in fields_of(kind):
            place = f"{kind.name}.{name}"
            if is_leaf_type(inner):
                parts.append(f"{name}")
            elif depth and inner.name not in path and place not in self.tables.heavy:
                parts.append(self.asked(place, name, inner, (*path, inner.name), depth))
        return " ".join(parts)

    def asked(self, place: str, name: str, kind: Any, path: tuple[str, ...] = (), depth: int = 5) -> str:
        arguments = f"({self.tables.arguments[place]})" if place in self.tables.arguments else ""
        return f"{name}{arguments} {{ __typename {self.selection(kind, path, depth)} }}"

    def roots(self) -> list[str]:
        """One document for each field of `Query`."""
        found = []
        for name, kind in fields_of(self.object_type("Query")):
            asked = self.asked(f"Query.{name}", name, kind, (kind.name,), 1 if name in ("node", "nodes") else 5)
            declared = ", ".join(f"${each}: {wanted}" for each, wanted in VARIABLES.items() if re.search(rf"\${each}\b", asked))
            found.append(f"query{f' ({declared})' if declared else ''} {{ {asked} }}")
        return found

    def every_field(self) -> set[str]:
        """Every field of every object type but the payloads of mutations, which other tests ask one by one."""
        return {
            f"{kind.name}.{name}"
            for type_name, kind in self.types.items()
            if isinstance(kind, GraphQLObjectType) and not type_name.startswith("__")
            if kind.name not in ("Query", "Mutation", "UserError") and not kind.name.endswith("Payload")
            for name in kind.fields
        }

    def is_own(self, place: str) -> bool:
        """Whether the field holds what belongs to one account or agency, in values that can be told apart."""
        if place in self.tables.own_of_shared:
            return True
        kind, _, name = place.partition(".")
        if kind in self.tables.shared or place in self.tables.same_for_all or name == "__typename":
            return False
        leaf = get_named_type(self.object_type(kind).fields[name].type)
        return is_leaf_type(leaf) and not isinstance(leaf, GraphQLEnumType) and leaf.name != "Boolean"


VARIABLES = {"id": "ID!", "ids": "[ID!]!", "report": "ID!", "client": "ID!", "slug": "String!"}
"""What documents may ask with."""


def fields_of(kind: GraphQLObjectType | GraphQLInterfaceType) -> Iterator[tuple[str, Any]]:
    for name, field in kind.fields.items():
        yield name, get_named_type(field.type)


def given(document: str, variables: dict[str, Any]) -> dict[str, Any]:
    """Those of the variables that the document wants."""
    return {name: value for name, value in variables.items() if f"${name}:" in document}


def collect(value: Any, into: dict[str, set[str]], place: str = "") -> None:
    """Every leaf of an answer by the type and field it belongs to."""
    if isinstance(value, list):
        for item in value:
            collect(item, into, place)
    elif isinstance(value, dict) and "__typename" in value and place not in FREE_FORM:
        into[place].add("an object")
        for name, inner in value.items():
            collect(inner, into, f"{value['__typename']}.{name}")
    elif value is not None and value != {}:
        into[place].add(json.dumps(value))


def forbidden(answer: dict[str, Any]) -> set[str]:
    """The last names of the paths of an answer's errors, all of which must be refusals."""
    errors = answer.get("errors", [])
    assert {error["extensions"]["code"] for error in errors} <= {"FORBIDDEN"}, errors
    return {error["path"][-1] for error in errors}
