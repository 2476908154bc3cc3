"""What an account can send beside tickets, field by field."""

from __future__ import annotations

import strawberry

from api.graphql.costs import Cost
from tickets.ingest import rows


@strawberry.type(description="One field of a kind of rows.")
class RowField:
    name: str = strawberry.field(description="Its name in JSON, and to map a column to.")
    label: str = strawberry.field(description="Its name for people.")
    kind: str = strawberry.field(
        description="How its value is written: `text`, `time`, `day`, `number`, `count`, `seconds`, `fraction`, `money`, `currency`, `flag`, `choice`, "
        "`label`, `customer`, `ticket` or `source`."
    )
    is_required: bool = strawberry.field(description="Whether every row needs it.")
    help: str = strawberry.field(description="What it says, in a sentence.")
    unit: str = strawberry.field(description="What a number is measured in; empty for none.")
    choices: list[str] = strawberry.field(description="The words that a choice can be; empty for others.")


@strawberry.type(description="A kind of rows that can be imported.")
class RowKind:
    key: str = strawberry.field(description="Its name for programs, and in addresses.")
    name: str = strawberry.field(description="Its name for people.")
    help: str = strawberry.field(description="What one row is.")
    fields: list[RowField] = strawberry.field(description="Its fields.", directives=[Cost(weight=0.02, size=12)])


def kind_of(kind: rows.RowKind) -> RowKind:
    """A kind as the API shows it."""
    return RowKind(key=kind.key, name=kind.name, help=kind.help, fields=[_field(field) for field in kind.fields])


def _field(field: rows.RowField) -> RowField:
    return RowField(
        name=field.name,
        label=field.label,
        kind=field.kind.value,
        is_required=field.required,
        help=field.help,
        unit=field.unit,
        choices=list(field.choices),
    )
