"""What a mapping says, typed: how a file is written, which column means what, and what becomes of values."""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tickets.kinds import Author, Kind


class Shape(StrEnum):
    """What one row of a file is."""

    TICKETS = "tickets"
    EVENTS = "events"
    SNAPSHOTS = "snapshots"


class Policy(StrEnum):
    """What becomes of a value that is not known: refuse the row, forget the value, keep it, or count it as "other"."""

    REJECT = "reject"
    NULL = "null"
    KEEP = "keep"
    OTHER = "other"


Column = str | int
"""A column by its header ("Variant", or "Variant#2" for the second of that name) or by its place, the first being 1."""

NULLS = ("", "NULL", "null", "Null", "None", "none", "N/A", "n/a", "NA", "#N/A", "NaN", "nan", "nil", "?", "-", "--", "(null)", r"\N")
LABELS = ("channel", "priority", "topic", "team", "agent")
TEXTS = ("subject", "customer")
ATTRIBUTES = (*LABELS, *TEXTS, "tags", "outbound")
UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0}
DURATIONS = {f"{stem}_{unit}": target for stem, target in (
    ("first_response", "first_response_at"), ("resolution", "resolved_at"), ("close", "closed_at")) for unit in UNITS}  # fmt: skip
TIMES = ("created_at", "first_response_at", "first_resolved_at", "resolved_at", "closed_at", "reopened_at", "escalated_at", "rated_at")
STATE = (*ATTRIBUTES, *TIMES, *DURATIONS, "updated_at", "status", "resolver", "first_response_by", "reopened", "escalated", "transfers",
         "spam", "merged", "csat", "escalation_reason")  # fmt: skip
COLUMNS: Dictionary[Shape, tuple[str, ...]] = {
    Shape.TICKETS: ("id", *STATE),
    Shape.EVENTS: ("id", "at", "activity", "event_id", "author", "public", "to_status", "detail", "csat", *ATTRIBUTES),
    Shape.SNAPSHOTS: ("id", "position", "author", *STATE),
}
REQUIRED: Dictionary[Shape, tuple[str, ...]] = {
    Shape.TICKETS: ("id", "created_at"),
    Shape.EVENTS: ("id", "at", "activity"),
    Shape.SNAPSHOTS: ("id", "updated_at"),
}
POLICIES: Dictionary[str, Policy] = {
    **dict.fromkeys(("activity", "author", "resolver", "first_response_by", "csat", "number", "flag"), Policy.REJECT),
    **dict.fromkeys(LABELS, Policy.KEEP),
}
STATUSES = ("new", "open", "in_progress", "pending", "solved", "closed", "reopened", "spam", "merged")


@dataclass(frozen=True, slots=True)
class FileSpec:
    """How the file is written; "auto" is found out."""

    delimiter: str = "auto"
    encoding: str = "auto"
    compression: str = "auto"
    quote: str = '"'
    header: bool = True
    skip_lines: int = 0
    nulls: frozenset[str] = frozenset(NULLS)
    decimal: str = "."
    thousands: str = ","


@dataclass(frozen=True, slots=True)
class TimeSpec:
    """How times are written. Without a zone they are in the account's."""

    formats: tuple[str, ...] = ("auto",)
    day_first: bool | None = None
    zone: str | None = None
    repeated_hour: str = "first"
    skipped_hour: str = "later"


@dataclass(frozen=True, slots=True)
class Action:
    """What an activity is: one canonical event. None for an author or for `public` leaves it to the row."""

    kind: Kind
    author: Author | None = None
    public: bool | None = None
    reopens: bool = False
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """Which activities reopen a resolved ticket: "explicit" ones only, a "customer" message, or "any" but the `excepted`."""

    by: str = "explicit"
    excepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scale:
    """A satisfaction question's answers; scores from `positive_from` on are satisfied."""

    low: float = 1.0
    high: float = 5.0
    positive_from: float = 4.0


@dataclass(frozen=True, slots=True)
class Authors:
    """Names in the author, resolver and agent columns, in lower case, and who they are. `otherwise` is for the rest."""

    named: Dictionary[str, Author] = field(default_factory=dict)
    otherwise: Author | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Rows whose column holds one of the values are kept, or left out."""

    column: Column
    values: frozenset[str]
    keeps: bool


@dataclass(frozen=True)
class Mapping:
    """A validated mapping: everything needed to read one kind of file."""

    shape: Shape
    source: str
    columns: Dictionary[str, tuple[Column, ...]]
    file: FileSpec = FileSpec()
    time: TimeSpec = TimeSpec()
    custom: Dictionary[str, Column] = field(default_factory=dict)
    constants: Dictionary[str, str] = field(default_factory=dict)
    values: Dictionary[str, Dictionary[str, Any]] = field(default_factory=dict)
    unknown: Dictionary[str, Policy] = field(default_factory=dict)
    activities: Dictionary[str, tuple[Action, ...]] = field(default_factory=dict)
    reopening: Reopening = Reopening()
    authors: Authors = Authors()
    csat: Scale = Scale()
    tag_separator: str = ","
    identity: tuple[Column, ...] = ()
    filters: tuple[Filter, ...] = ()
