"""What a kind of row is: its fields, the table it fills, and what follows from its values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import cached_property
from typing import Any

from django.db import models

from tickets.kinds import Dimension


class Value(StrEnum):
    """How a field's value is written."""

    TEXT = "text"
    TIME = "time"
    DAY = "day"
    NUMBER = "number"
    COUNT = "count"
    SECONDS = "seconds"
    FRACTION = "fraction"
    MONEY = "money"
    CURRENCY = "currency"
    FLAG = "flag"
    CHOICE = "choice"
    LABEL = "label"
    CUSTOMER = "customer"
    TICKET = "ticket"
    SOURCE = "source"


@dataclass(frozen=True, kw_only=True, eq=False)
class RowField:
    """One field of a kind. `column` is the model's attribute it fills ("" for none of its own); `unit` is for people.

    `choices` are the words of a CHOICE and what they are stored as; `dimension` is a LABEL's; `low` and `high` bound a number.
    `default` is what a row that does not say it has.
    """

    name: str
    label: str
    kind: Value
    help: str
    required: bool = False
    unit: str = ""
    column: str = ""
    choices: Mapping[str, int] = field(default_factory=dict)
    dimension: Dimension | None = None
    low: float | None = None
    high: float | None = None
    default: Any = None


Values = dict[str, Any]
"""A row's values by field name, typed: None where the row does not say."""


class BadRow(ValueError):
    """A row that cannot be accepted: the field, its value as it came, and why."""

    def __init__(self, name: str, value: Any, reason: str) -> None:
        super().__init__(f"{name}: {value!r} {reason}")
        self.field, self.value, self.reason = name, value, reason


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of rows; a negative number takes back what is counted elsewhere."""

    created: int = 0
    updated: int = 0
    deleted: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class RowKind:
    """A kind of row an account sends.

    `complete` checks a row's values against each other and adds columns that follow from them; it raises BadRow.
    `days` are the columns whose days a row is counted on. `fresh` are columns that are not the row's to say, with the SQL of what
    they start with; the steps bring them up to date. `touches_tickets`: facts of the rows' tickets depend on them.

    The rest is run in a load's transaction and finds the rows in the temporary tables of statements.py: `elsewhere` writes those
    that belong into other tables, and marks them deleted here; `leaving` is SQL for before changed rows are written, `after` for
    afterwards. `linked` is SQL for when tickets %(arrived)s have come in and their rows are linked, `redated` for when all rows
    were put on the days of another zone.
    """

    key: str
    name: str
    help: str
    model: type[models.Model]
    fields: tuple[RowField, ...]
    days: tuple[str, ...] = ("day",)
    complete: Callable[[Values], Values] = lambda values: values
    fresh: Mapping[str, str] = field(default_factory=dict)
    touches_tickets: bool = False
    elsewhere: Callable[[Any], Counts] | None = None
    leaving: Sequence[str] = ()
    after: Sequence[str] = ()
    linked: Sequence[str] = ()
    redated: Sequence[str] = ()

    @cached_property
    def by_name(self) -> Mapping[str, RowField]:
        return {each.name: each for each in self.fields}

    @cached_property
    def table(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The table's columns that a row fills, its identity first."""
        return tuple(str(each.column) for each in self.model._meta.concrete_fields if not each.primary_key and each.name not in self.fresh)

    @cached_property
    def names_tickets(self) -> bool:
        return "ticket_ref" in self.columns

    @cached_property
    def has_instant(self) -> bool:
        return "at" in self.columns


def words(choices: type[models.IntegerChoices], *names: Enum) -> dict[str, int]:
    """The words for some members of a vocabulary, all of them by default: its names in lower case."""
    return {member.name.lower(): int(member.value) for member in choices if not names or member in names}


ID = RowField(
    name="id",
    label="Identifier",
    kind=Value.TEXT,
    required=True,
    column="external_id",
    help="The row's own identifier at the source: sent again, it is the same row.",
)
DELETED = RowField(name="deleted", label="Deleted", kind=Value.FLAG, help="Yes removes the row that has this id; nothing else need be said.")


def at(help: str, *, label: str = "Time") -> RowField:
    return RowField(name="at", label=label, kind=Value.TIME, required=True, column="at", help=help)


def label(name: str, help: str, *, required: bool = False) -> RowField:
    """A channel, topic, team or agent, by the name the source gives it."""
    dimension = Dimension[name.upper()]
    return RowField(name=name, label=name.title(), kind=Value.LABEL, required=required, column=f"{name}_id", dimension=dimension, help=help)


TICKET = (
    RowField(name="ticket", label="Ticket", kind=Value.TICKET, column="ticket_ref", help="The ticket's identifier. It may arrive before the ticket does."),
    RowField(
        name="ticket_source",
        label="Ticket source",
        kind=Value.SOURCE,
        column="ticket_source",
        help="Which source's identifier that is; the rows' own otherwise.",
    ),
)


def customer(*, required: bool = False) -> tuple[RowField, RowField]:
    return (
        RowField(name="customer", label="Customer", kind=Value.CUSTOMER, required=required, column="customer_id", help="The customer's identifier."),
        RowField(
            name="customer_source", label="Customer source", kind=Value.SOURCE,
            help="Which source's identifier that is; that of the ticket otherwise, or else the rows' own.",
        ),
    )  # fmt: skip
