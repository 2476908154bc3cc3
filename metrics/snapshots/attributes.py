"""Columns that a ticket's tags and custom fields make: `tag:vip`, `custom:plan=pro`, `custom:seats`, and several values at once.

Names come from people. They reach the database only as literals that psycopg quotes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import sql

TAG, CUSTOM = "tag:", "custom:"
ANY_TAG, ANY_CUSTOM = "tags:", "customs:"  # followed by a JSON list: some tags; a field and some of its values
TICKETS = "tickets_ticket"
NUMBER = r"^\s*-?[0-9]{1,15}(\.[0-9]{1,15})?\s*$"


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is asked of a ticket: whether it bears one of some `tags`, whether the custom `field` has one of some `values`, or its number."""

    tags: tuple[str, ...] = ()
    field: str = ""
    values: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "flag" if self.tags or self.values else "seconds"

    @property
    def column(self) -> str:
        """The name of the column that asks this."""
        if self.tags:
            return f"{TAG}{self.tags[0]}" if len(self.tags) == 1 else f"{ANY_TAG}{json.dumps(self.tags)}"
        if len(self.values) == 1 and "=" not in self.field:
            return f"{CUSTOM}{self.field}={self.values[0]}"
        return f"{ANY_CUSTOM}{json.dumps([self.field, *self.values])}" if self.values else f"{CUSTOM}{self.field}"

    def sql(self, ticket: str) -> str:
        """As an expression over a row of tickets: a boolean, or a number, NULL where it is none."""
        if self.tags:
            return f"({ticket}.tags && {_texts(self.tags)})"
        told = f"({ticket}.custom ->> {_literal(self.field)})"
        if self.values:
            return f"(coalesce({told} = ANY({_texts(self.values)}), false))"
        return f"(CASE WHEN {told} ~ {_literal(NUMBER)} THEN {told}::float8 END)"


def attribute(column: str) -> Attribute | None:
    """What a column's name asks of a ticket; None for a column of its facts."""
    if column.startswith(ANY_TAG):
        return Attribute(tags=tuple(json.loads(column.removeprefix(ANY_TAG))))
    if column.startswith(ANY_CUSTOM):
        field, *values = json.loads(column.removeprefix(ANY_CUSTOM))
        return Attribute(field=field, values=tuple(values))
    if column.startswith(TAG):
        return Attribute(tags=(column.removeprefix(TAG),))
    if column.startswith(CUSTOM):
        field, equals, value = column.removeprefix(CUSTOM).partition("=")
        return Attribute(field=field, values=(value,) if equals else ())
    return None


def _literal(text: str) -> str:
    return sql.Literal(text.replace("\x00", "")).as_string(None)


def _texts(texts: Sequence[str]) -> str:
    return f"ARRAY[{', '.join(map(_literal, texts))}]::text[]"
