"""Writes rows of one kind: read and checked one by one, COPY into staging, one upsert, and the days that changed — in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from tickets import business_time
from tickets.ingest.copying import escaped, printable
from tickets.ingest.forgotten import Forgotten, forgotten, hush_rows
from tickets.ingest.naming import CustomerIds, LabelIds, customer_ids, label_ids
from tickets.ingest.statements import TAKE_TURN
from tickets.models import Cost, Subscription

from . import statements
from .declare import BadRow, Counts, RowKind, Value, Values
from .kinds import KINDS
from .reading import Reading, read

CHUNK = 2_000
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was refused: its number, the first being 1; the field, its value as it came (None where it has none) and why."""

    row: int
    field: str
    value: str | None
    reason: str


@dataclass(slots=True)
class RowsLoaded:
    """What became of the rows. Those the table held already are unchanged, as are all but the last of several with one id."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many rows are not as they were: if any, numbers are out of date."""
        return self.created + self.updated + self.deleted


@dataclass(slots=True)
class Checked:
    """Rows that can be accepted, the last of each id, and the others."""

    by_id: dict[str, Values] = field(default_factory=dict)
    accepted: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def load(kind: str, rows: Sequence[Mapping[str, Any]], *, source: str, how: Reading | None = None) -> RowsLoaded:
    """Write rows of a kind (a key of KINDS) into the current account. The same rows again change nothing.

    `source` names the tool they come from: with it, a row's `id` is known. Fields are those of the kind; bad rows are reported, the
    others land. Labels and customers never heard of are added; a row whose ticket has not arrived is linked when it does. Days that
    change are queued for metrics.snapshots (TouchedDay), and tickets whose facts depend on the rows for tickets.facts.
    Memory is that of the rows given: send many in batches. Raises LookupError for an unknown kind, ValueError without a source.
    """
    found = KINDS[kind]
    if not source.strip():
        raise ValueError("Rows need a source: the name of the tool they come from.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE_TURN)
        zone = business_time.zone()
        checked = check(found, rows, how or Reading.plainly(zone), currency=account_currency())
        loaded = RowsLoaded(rejected=checked.rejected)
        if checked.by_id:
            _write(cursor, found, checked.by_id, source.strip(), zone, loaded)
    loaded.unchanged = checked.accepted - loaded.changed
    return loaded


def check(kind: RowKind, rows: Iterable[Any], how: Reading, *, currency: str | None, first: int = 1) -> Checked:
    """Read the rows, numbered from `first` on, and write nothing. `currency` is the account's, None while it has none."""
    checked = Checked()
    for number, row in enumerate(rows, start=first):
        try:
            values = read(kind, row, how)
            currency = _in_currency(values, currency)
            checked.by_id[values["id"]] = values
            checked.accepted += 1
        except BadRow as error:
            shown = None if error.value is None else printable(str(error.value))[:SHOWN]
            checked.rejected.append(Rejected(number, printable(error.field)[:SHOWN], shown, error.reason))
    return checked


def account_currency() -> str | None:
    """In which currency the account's money is; None while it has sent none."""
    cost = Cost.objects.values_list("currency", flat=True).first()
    return cost or Subscription.objects.exclude(currency=None).values_list("currency", flat=True).first()


def _in_currency(values: Values, currency: str | None) -> str | None:
    stated: str | None = values.get("currency")
    if stated is not None and currency is not None and stated != currency:
        raise BadRow("currency", stated, f"is not the account's currency, {currency}: amounts of two currencies cannot be added")
    return currency or stated


def _write(cursor: Any, kind: RowKind, by_id: Mapping[str, Values], source: str, zone: str, loaded: RowsLoaded) -> None:
    parameters = {"zone": zone}
    erased = forgotten(cursor)
    cursor.execute(statements.staging(kind))
    _copy(cursor, kind, by_id.values(), source, erased)
    for step in statements.resolving(kind):
        cursor.execute(step, parameters)
    if erased:
        hush_rows(cursor, erased, kind)
    counts = kind.elsewhere(cursor) if kind.elsewhere else Counts()
    for step in (*statements.comparing(kind), *kind.leaving):
        cursor.execute(step)
    cursor.execute(statements.deleting(kind))
    deleted = cursor.rowcount
    cursor.execute(statements.writing(kind))
    created, updated = cursor.fetchone()
    for step in (*statements.touching(kind), *kind.after):
        cursor.execute(step)
    cursor.execute(statements.END)
    loaded.created, loaded.updated, loaded.deleted = created + counts.created, updated + counts.updated, deleted + counts.deleted


def _copy(cursor: Any, kind: RowKind, rows: Iterable[Values], source: str, erased: Forgotten | None) -> None:
    rows = list(rows)
    labels = _labels(cursor, kind, rows)
    customers = customer_ids(cursor, {_customer(row, source) for row in rows if row.get("customer")}, erased)
    lines = (_line(kind, row, source, labels, customers) for row in rows)
    with cursor.copy(statements.copying(kind)) as copy:
        while chunk := "".join(islice(lines, CHUNK)):
            copy.write(chunk.encode("utf-8", "replace"))


def _labels(cursor: Any, kind: RowKind, rows: Sequence[Values]) -> LabelIds:
    labels = [(int(each.dimension), each.name) for each in kind.fields if each.kind is Value.LABEL and each.dimension]
    return label_ids(cursor, {(dimension, row[name]) for dimension, name in labels for row in rows if row.get(name)})


def _customer(row: Values, source: str) -> tuple[str, str]:
    return row.get("customer_source") or row.get("ticket_source") or source, row["customer"]


def _line(kind: RowKind, row: Values, source: str, labels: LabelIds, customers: CustomerIds) -> str:
    """The row in COPY's text format, its columns in the order of the kind's."""
    values = {**row, "source": source, "external_id": row["id"]}
    for each in kind.fields:
        if each.column and each.kind is Value.LABEL and each.dimension:
            values[each.column] = labels[int(each.dimension), row[each.name]] if row.get(each.name) else None
        elif each.column and each.kind is not Value.CUSTOMER:
            values.setdefault(each.column, row.get(each.name))
    if row.get("customer"):
        values["customer_id"] = customers[_customer(row, source)]
    values["ticket_ref"] = row.get("ticket")
    values["ticket_source"] = (row.get("ticket_source") or source) if row.get("ticket") else None
    return "\t".join([*(_cell(values.get(name)) for name in kind.columns), "t" if row.get("deleted") else "f"]) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, str):
        return escaped(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)
