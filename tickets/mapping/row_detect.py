"""Looks at a file of rows and says what it seems to be, with a mapping to start from."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tickets.ingest.rows import RowKind, Value

from .detect import SAMPLES, Column, date_format, has_offsets
from .files import Unreadable
from .model import NULLS
from .row_files import JSON, dialect_of, names_of, raw_rows, same
from .row_mapping import RowsMapping
from .words import plain

SAMPLE_ROWS = 5_000
SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("identifier", "external id", "key", "uuid", "number", "ref", "reference"),
    "at": ("time", "timestamp", "date", "datetime", "created at", "created", "started at", "start", "starts at", "began", "sent at", "answered at"),
    "ends_at": ("end", "ends", "ended at", "finish", "end time"),
    "agent": ("agent name", "employee", "user", "staff", "assignee"),
    "team": ("group", "department", "queue"),
    "topic": ("intent", "category", "subject", "reason for contact"),
    "ticket": ("ticket id", "case", "case id", "conversation", "conversation id"),
    "customer": ("customer id", "user id", "client", "contact id", "account id"),
    "outcome": ("result", "resolution", "status"),
    "score": ("rating", "answer", "value"),
    "kind": ("type", "survey", "survey type", "category"),
    "amount": ("cost", "total", "sum", "price"),
    "value": ("mrr", "monthly value", "sentiment", "score"),
    "started_day": ("started", "start date", "signed up", "sign up", "signup date", "created"),
    "ended_day": ("ended", "end date", "churned at", "cancelled at", "churn date"),
    "joined_day": ("joined", "start date", "hired", "hire date"),
    "left_day": ("left", "end date", "leave date"),
    "first_day": ("from", "start", "start date", "month"),
    "last_day": ("to", "until", "end", "end date"),
    "query": ("search", "search term", "term", "keywords"),
    "results": ("hits", "result count", "number of results"),
    "clicked": ("click", "has click"),
    "comment": ("text", "feedback", "message"),
}
"""What else a field's column may be called, give or take case, blanks and underscores."""


def detect_rows(path: Path, kind: RowKind, *, zone: str, source: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the file seems to be, as the REST API answers it, and a mapping to start from. Raises Unreadable."""
    mapping = RowsMapping(kind=kind, source=source)
    dialect = dialect_of(path, mapping)
    names = names_of(path, dialect, mapping)
    if not names:
        raise Unreadable("The file is empty.")
    guesses = guess(kind, names)
    columns = _columns(raw_rows(path, dialect, names, SAMPLE_ROWS), names, guesses)
    days = date_format([column for column in columns if column.guess and kind.by_name[column.guess].kind in (Value.TIME, Value.DAY)])
    found: dict[str, Any] = {"source": source, "columns": guesses, "time": {"format": "auto", "zone": zone}}
    if days in ("day-first", "month-first"):
        found["time"]["day_first"] = days == "day-first"
    warnings = [f"No column was found for {each.name}, which is required." for each in kind.fields if each.required and each.name not in guesses]
    if days == "ambiguous":
        warnings.append("Every date can be read with the day or the month first: choose one.")
    detected = {
        "encoding": dialect.encoding, "delimiter": dialect.delimiter, "compression": dialect.compression,
        "columns": [{"name": one.name, "index": one.index, "samples": one.samples, "guess": one.guess} for one in columns],
        "shape": "rows", "date_format": days, "timezone": "in the file" if dialect.delimiter != JSON and has_offsets(columns) else zone, "warnings": warnings,
    }  # fmt: skip
    return detected, found


def guess(kind: RowKind, names: list[str]) -> dict[str, str]:
    """{field: column}: by the field's name, then its label, then what else it may be called; no column twice."""
    found: dict[str, str] = {}
    for wanted in (lambda one: [one.name], lambda one: [one.label], lambda one: SYNONYMS.get(one.name, ())):
        for each in kind.fields:
            free = [name for name in names if name not in found.values()]
            if each.name not in found and (place := same(free, wanted(each))) is not None:
                found[each.name] = free[place]
    if "id" not in found and (ids := [name for name in names if name not in found.values() and plain(name).endswith(" id")]):
        found["id"] = ids[0]
    return {each.name: found[each.name] for each in kind.fields if each.name in found}


def _columns(rows: Iterable[dict[str, Any]], names: list[str], guesses: dict[str, str]) -> list[Column]:
    fields = {column: name for name, column in guesses.items()}
    samples: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        for name, value in row.items():
            if name in samples and (text := str(value).strip()) not in NULLS:
                samples[name].append(text)
    return [
        Column(name, place, list(dict.fromkeys(samples[name]))[:SAMPLES], guess=fields.get(name), values=samples[name])
        for place, name in enumerate(names, start=1)
    ]
