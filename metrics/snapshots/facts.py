"""Facts as columns: stream the facts of some days out of PostgreSQL into numpy, in blocks, so that memory stays flat.

Columns come from the models' fields, so a declaration can name any field of a fact (a reply's, a life's or a response's
own, or the ticket's). Unknown values become what `Source.known` can tell apart; a row has a fixed length, which
is what lets numpy read COPY's binary format without looking at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from django.db import connection, models
from numpy.typing import NDArray

from metrics.aggregates import Flags
from metrics.declare import Dimension, Facts, Where
from surveys.models import Answer, Invitation, Response
from tickets.models import (
    AiSession,
    CostDay,
    Employment,
    Label,
    QaReview,
    Reply,
    Search,
    SelfServiceSession,
    Sentiment,
    Shift,
    Subscription,
    TicketFact,
    TicketLife,
    Wait,
    WorkItem,
)

from .attributes import TICKETS, attribute
from .binary import copied

EPOCH = 719163  # the ordinal of 1970-01-01
EPOCH_2000 = 10957
NEVER = -(2**31)

Columns = Mapping[str, NDArray[Any]]
Labels = Mapping[Dimension, Sequence[int]]

LABEL_COLUMNS = {Dimension.CHANNEL: "channel", Dimension.PRIORITY: "priority", Dimension.TOPIC: "topic", Dimension.TEAM: "team"}
MODELS: Mapping[Facts, type[models.Model]] = {
    Facts.TICKETS: TicketFact,
    Facts.REPLIES: Reply,
    Facts.LIVES: TicketLife,
    Facts.WAITS: Wait,
    Facts.RESPONSES: Response,
    Facts.ANSWERS: Answer,
    Facts.INVITATIONS: Invitation,
    Facts.AI_SESSIONS: AiSession,
    Facts.SELF_SERVICE: SelfServiceSession,
    Facts.SEARCHES: Search,
    Facts.WORK: WorkItem,
    Facts.REVIEWS: QaReview,
    Facts.COSTS: CostDay,
    Facts.SHIFTS: Shift,
    Facts.EMPLOYMENTS: Employment,
    Facts.SUBSCRIPTIONS: Subscription,
    Facts.SENTIMENTS: Sentiment,
}
UNLABELLED = "NULL::integer"
HOUR_OF_TICKET = "(extract(isodow FROM f.created_day)::int * 24 - 24 + f.created_hour)"
OF_TICKETS = (Facts.REPLIES, Facts.LIVES, Facts.WAITS, Facts.RESPONSES)

# Kind of field: its SQL (a value for NULL included), its type on the wire.
WIRE = {
    "day": ("coalesce({}, '-infinity')", ">i4"),
    "label": ("coalesce({}, 0)", ">i4"),
    "code": ("coalesce({}, 0::smallint)", ">i2"),
    "number": ("coalesce({}, 0)", ">i4"),
    "flag": ("coalesce({}::int, -1)", ">i4"),
    "moment": ("({} IS NOT NULL)", "u1"),
    "seconds": ("coalesce({}::float8, 'NaN')", ">f8"),
}
FIELDS: Sequence[tuple[type[models.Field[Any, Any]], str]] = (
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.ForeignKey, "label"),
    (models.SmallIntegerField, "code"),
    (models.IntegerField, "number"),
    (models.BooleanField, "flag"),
    (models.FloatField, "seconds"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a fact: how it is selected and what kind it is."""

    name: str
    kind: str
    sql: str

    @property
    def selected(self) -> str:
        return WIRE[self.kind][0].format(self.sql)

    @property
    def wire(self) -> str:
        return WIRE[self.kind][1]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts of one kind are, and their columns. `ticket`: the expression of the ticket they belong to, None if they know none;
    `hour`: that of the hour of the week."""

    rows: str
    columns: Mapping[str, Column]
    ticket: str | None = None
    hour: str | None = None

    def __getitem__(self, name: str) -> Column:
        asked = attribute(name)
        if asked and self.ticket:
            return Column(name, asked.kind, asked.sql("t"))
        try:
            return self.columns[name]
        except KeyError:
            raise LookupError(f"There is no column {name!r}; there are {', '.join(sorted(self.columns))}.") from None

    def __contains__(self, name: str) -> bool:
        return name in self.columns or bool(self.ticket and attribute(name))

    def rows_for(self, names: Sequence[str]) -> str:
        """The rows with the tickets themselves, where a tag or a custom field is asked for."""
        if not any(attribute(name) for name in names):
            return self.rows
        return f"{self.rows} LEFT JOIN {TICKETS} t ON t.id = {self.ticket}"

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The labels these facts can have."""
        return tuple(dimension for dimension, name in LABEL_COLUMNS.items() if self.columns[name].sql != UNLABELLED)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Only some facts: with these label ids of a dimension (0 stands for unlabelled), in these hours of the week (none: all).
    `with_past`: also those of days before the first."""

    labelled: Labels = field(default_factory=dict)
    hours: Sequence[int] = ()
    with_past: bool = False


def _columns(model: type[models.Model], alias: str) -> dict[str, Column]:
    found = {}
    for each in model._meta.concrete_fields:
        kind = next((kind for field, kind in FIELDS if isinstance(each, field)), None)
        if kind == "code" and not each.choices:  # a small number, of which 0 is one like any other
            kind = "seconds" if each.null else "number"
        if kind and not (kind == "label" and each.related_model is not Label):
            found[each.name] = Column(each.name, kind, f"{alias}.{each.column}")
    return found


def _source(facts: Facts) -> Source:
    table = TicketFact._meta.db_table
    tickets = _columns(TicketFact, "f")
    if facts is Facts.TICKETS:
        return Source(f"{table} f", tickets, "f.ticket_id", HOUR_OF_TICKET)
    model = MODELS[facts]
    own = _columns(model, "r")
    hour = own["hour"].sql if "hour" in own else None
    if facts in OF_TICKETS:
        return Source(f"{model._meta.db_table} r JOIN {table} f ON f.ticket_id = r.ticket_id", {**tickets, **own}, "r.ticket_id", hour)
    if any(each.name == "ticket" for each in model._meta.concrete_fields):  # what the ticket is labelled, unless the row says so itself
        return Source(f"{model._meta.db_table} r LEFT JOIN {table} f ON f.ticket_id = r.ticket_id", {**tickets, **own}, "r.ticket_id", hour)
    unlabelled = {name: Column(name, "label", UNLABELLED) for name in LABEL_COLUMNS.values()}
    return Source(f"{model._meta.db_table} r", {**unlabelled, **own})


SOURCES: Mapping[Facts, Source] = {facts: _source(facts) for facts in Facts}


def epoch_day(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH


def day_of(epoch: int) -> date:
    return date.fromordinal(epoch + EPOCH)


def holds(where: Where, columns: Columns, source: Source) -> Flags:
    """For which rows a condition holds. Its twin for the database is in metrics.readings.population."""
    column, kind = columns[where.column], source[where.column].kind
    if where.one_of:
        found = np.isin(column, where.one_of)
    elif where.at_least is not None:
        found = column >= where.at_least
    elif where.at_most is not None:
        found = (column <= where.at_most) & is_known(column, kind)
    else:
        found = is_known(column, kind)
    return ~found if where.negated else found


def is_known(column: NDArray[Any], kind: str) -> Flags:
    """Which values of a column were not NULL. Every number is known: those columns are never NULL."""
    if kind == "seconds":
        return np.asarray(~np.isnan(column))
    if kind == "number":
        return np.ones(len(column), dtype=np.bool_)
    return np.asarray(column != {"flag": -1, "day": NEVER}.get(kind, 0))


def labels() -> dict[Dimension, list[int]]:
    """The ids of every label by dimension, 0 (unlabelled) first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT dimension, array_agg(id ORDER BY id) FROM tickets_label GROUP BY dimension")
        found = dict(cursor.fetchall())
    return {dimension: [0, *found.get(int(dimension), ())] for dimension in LABEL_COLUMNS}


def stream(
    facts: Facts, names: Sequence[str], *, days: Sequence[str], first: date, last: date, narrowed: Narrowed | None = None
) -> Iterator[dict[str, NDArray[Any]]]:
    """Blocks of the facts of which one of the `days` columns is in [first, last], as columns by name.

    Days are days since 1970 (NEVER if unknown), unknown labels and codes 0, unknown flags -1, unknown seconds NaN.
    """
    source, narrowed = SOURCES[facts], narrowed or Narrowed()
    chosen = [source[name] for name in names]
    wire = np.dtype([("fields", ">i2"), *(part for place, column in enumerate(chosen) for part in ((f"length {place}", ">i4"), (str(place), column.wire)))])
    within = f"<= '{last}'" if narrowed.with_past else f"BETWEEN '{first}' AND '{last}'"
    either = " OR ".join(f"{source[day].sql} {within}" for day in days)
    selected = ", ".join(column.selected for column in chosen)
    query = f"SELECT {selected} FROM {source.rows_for(names)} WHERE ({either}){_labelled(source, narrowed.labelled)}{_at_hours(source, narrowed.hours)}"
    for block in copied(query, wire.itemsize):
        rows = np.frombuffer(block, dtype=wire)
        yield {column.name: _native(rows[str(place)], column.kind) for place, column in enumerate(chosen)}


def _labelled(source: Source, labelled: Labels) -> str:
    clauses = []
    for dimension, ids in labelled.items():
        column = source[LABEL_COLUMNS[dimension]].sql
        named = ", ".join(str(int(one)) for one in ids if one)
        either = [f"{column} IN ({named})"] * bool(named) + [f"{column} IS NULL"] * (0 in ids)
        clauses.append(f" AND ({' OR '.join(either) or 'false'})")
    return "".join(clauses)


def _at_hours(source: Source, hours: Sequence[int]) -> str:
    return f" AND {source.hour} IN ({', '.join(str(int(hour)) for hour in hours)})" if hours else ""


def _native(column: NDArray[Any], kind: str) -> NDArray[Any]:
    if kind == "seconds":
        return column.astype(np.float64)
    found = column.astype(np.int64)
    if kind == "day":
        found[found != NEVER] += EPOCH_2000
    return found
