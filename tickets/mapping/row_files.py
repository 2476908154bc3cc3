"""Files of rows — separated by commas, semicolons or tabs, or JSON Lines — opened as their mapping says: one dictionary of fields per row."""

import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tickets.ingest.rows import Reading, Value, decimal_mark

from .cells import headers
from .files import Dialect, Progress, Row, Unreadable, find_dialect, rows
from .opening import day_first
from .problems import BadMapping
from .row_mapping import RowsMapping
from .times import TimeReader
from .words import plain

NUMBERS = (Value.NUMBER, Value.COUNT, Value.SECONDS, Value.FRACTION, Value.MONEY)
JSON = "json"
"""The delimiter of JSON Lines, where there is none."""

HEAD = 1_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row: where it stands, its fields (None if it cannot be taken apart, and then why), and how it was written."""

    row: Row
    fields: dict[str, Any] | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RowsSource:
    """An open file: how its values are written, the columns of its fields, its rows, and how far they have been read."""

    how: Reading
    columns: dict[str, str]
    rows: Iterator[FileRow]
    progress: Progress
    warnings: list[str] = field(default_factory=list)


def dialect_of(path: Path, mapping: RowsMapping) -> Dialect:
    """How the file is written; its delimiter is JSON for JSON Lines. Raises Unreadable."""
    spec = mapping.file
    found = find_dialect(path, delimiter=spec.delimiter, encoding=spec.encoding, compression=spec.compression, skip=spec.skip_lines)
    if spec.delimiter != "auto":
        return found
    with _text(path, found) as (text, _):
        start = text.read(HEAD).lstrip("\ufeff \t\r\n")
    if start.startswith("[") and start[1:].lstrip().startswith(("{", "]")):
        raise Unreadable("This is one JSON list; send JSON Lines, one object per line.")
    return replace(found, delimiter=JSON) if start.startswith("{") else found


@contextmanager
def open_rows(path: Path, mapping: RowsMapping, *, zone: str) -> Iterator[RowsSource]:
    """The file's rows; `zone` is the account's, for times without an offset.

    Raises Unreadable, or BadMapping when a field's column is not in the file or its dates can be read both ways.
    """
    dialect = dialect_of(path, mapping)
    names = names_of(path, dialect, mapping)
    places = bound(mapping, names, dialect)
    how = _reading(path, dialect, mapping, places, zone)
    warnings = _warnings(mapping, names, places)
    columns = {name: names[place] for name, place in places.items()}
    if dialect.delimiter == JSON:
        with _text(path, dialect) as (text, progress):
            yield RowsSource(how, columns, _json_rows(text, columns, mapping), progress, warnings)
        return
    with rows(path, dialect, quote=mapping.file.quote, skip=mapping.file.skip_lines) as (found, progress):
        if mapping.file.header:
            next(found, None)
        yield RowsSource(how, columns, _cell_rows(found, places, len(names), mapping, dialect), progress, warnings)


def names_of(path: Path, dialect: Dialect, mapping: RowsMapping) -> list[str]:
    """The file's columns: its header, or the keys of its first objects. Raises Unreadable when it is empty."""
    if dialect.delimiter == JSON:
        with _text(path, dialect) as (text, _):
            keys = dict.fromkeys(key for line in islice(text, HEAD) for key in _object(line) or {})
        return list(keys)
    with rows(path, dialect, quote=mapping.file.quote, skip=mapping.file.skip_lines) as (found, _):
        first = next(found, None)
    if first is None:
        raise Unreadable("The file is empty.")
    return headers(first.cells) if mapping.file.header else [str(place) for place in range(1, len(first.cells) + 1)]


def raw_rows(path: Path, dialect: Dialect, names: Sequence[str], most: int) -> Iterator[dict[str, Any]]:
    """The first rows as they are, by column."""
    if dialect.delimiter == JSON:
        with _text(path, dialect) as (text, _):
            yield from (said for line in islice(text, most) if (said := _object(line)))
        return
    with rows(path, dialect) as (found, _):
        yield from (dict(zip(names, row.cells, strict=False)) for row in islice(found, 1, most + 1))


def same(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    """The place of the column that is called so, give or take case, blanks and underscores."""
    spelled = {plain(one) for one in wanted}
    return next((place for place, name in enumerate(names) if plain(name) in spelled), None)


def bound(mapping: RowsMapping, names: list[str], dialect: Dialect) -> dict[str, int]:
    """The place of each field's column. Raises BadMapping for columns that are not there, and for required fields without one.

    Objects of JSON Lines need not all have the same keys: those that the first ones lack are added to `names`.
    """
    missing: list[tuple[str, str]] = []
    places: dict[str, int] = {}
    there = f"there are {', '.join(names[:40])}"
    for name, column in mapping.columns.items():
        place = column - 1 if isinstance(column, int) else names.index(column) if column in names else same(names, [column])
        if place is None and dialect.delimiter == JSON:
            names.append(str(column))
            place = len(names) - 1
        if place is None or place >= len(names):
            missing.append((f"columns.{name}", f"the file has no column {column!r}; {there}"))
        else:
            places[name] = place
    if not mapping.columns:
        places = {name: place for name in mapping.kind.by_name if (place := same(names, [name])) is not None}
    if not mapping.columns and dialect.delimiter == JSON:
        absent = [each.name for each in mapping.kind.fields if each.name not in places and not each.required]
        places |= {name: len(names) + place for place, name in enumerate(absent)}
        names.extend(absent)
    for each in mapping.kind.fields:
        needed = each.required and (each.name == "id" or "deleted" not in places)
        if needed and each.name not in places and each.name not in mapping.columns and each.name not in mapping.constants:
            missing.append((f"columns.{each.name}", f"is required by {mapping.kind.key}; {there}"))
    if missing:
        raise BadMapping(missing)
    return places


def _warnings(mapping: RowsMapping, names: Sequence[str], places: dict[str, int]) -> list[str]:
    twice = [name for place, name in enumerate(names) if place in places.values() and f"{name}#2" in names]
    unused = [name for place, name in enumerate(names) if place not in places.values()]
    warnings = [f"Several columns are called {name!r}; the first is used. Name another as {name}#2." for name in twice]
    return warnings + ([f"Columns that no field takes: {', '.join(unused[:40])}."] if unused else [])


def _reading(path: Path, dialect: Dialect, mapping: RowsMapping, places: dict[str, int], zone: str) -> Reading:
    """How values are written, the file's own dates and numbers deciding what the mapping leaves open."""
    spec, days, decimal = mapping.time, mapping.time.day_first, mapping.decimal
    if dialect.delimiter != JSON:
        kinds = {place: mapping.kind.by_name[name].kind for name, place in places.items()}
        if days is None and "auto" in spec.formats and (wanted := [place for place, kind in kinds.items() if kind in (Value.TIME, Value.DAY)]):
            order = _look(path, dialect, mapping, wanted, day_first)
            if order == "ambiguous":
                raise BadMapping.single("time.day_first", "is needed: every date in this file can be read with the day or the month first")
            days = None if order is None else order == "day"
        if not decimal and (wanted := [place for place, kind in kinds.items() if kind in NUMBERS]):
            decimal = _look(path, dialect, mapping, wanted, decimal_mark) or ""
    times = TimeReader(ZoneInfo(spec.zone or zone), spec.formats, days, spec.repeated_hour, spec.skipped_hour)
    return Reading(zone=zone, times=times, decimal=decimal, nulls=mapping.file.nulls, units=mapping.units, maps=mapping.values)


def _look(path: Path, dialect: Dialect, mapping: RowsMapping, places: Sequence[int], decide: Callable[[Iterator[str]], str | None]) -> str | None:
    """What the texts in some columns decide, read once through."""
    with rows(path, dialect, quote=mapping.file.quote, skip=mapping.file.skip_lines) as (found, _):
        if mapping.file.header:
            next(found, None)
        return decide(row.cells[place] for row in found for place in places if place < len(row.cells))


def _cell_rows(found: Iterator[Row], places: dict[str, int], width: int, mapping: RowsMapping, dialect: Dialect) -> Iterator[FileRow]:
    for row in found:
        if len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]):
            yield FileRow(row, None, f"has {len(row.cells)} columns where the header has {width}")
        else:
            yield FileRow(row, {**mapping.constants, **{name: row.cells[place] for name, place in places.items()}})


def _json_rows(text: Iterable[str], columns: dict[str, str], mapping: RowsMapping) -> Iterator[FileRow]:
    for line, written in enumerate(text, start=1):
        if not written.strip():
            continue
        row, said = Row(line, [written.rstrip("\r\n")]), _object(written)
        if said is None:
            yield FileRow(row, None, "is not a JSON object")
        else:
            yield FileRow(row, {**mapping.constants, **{name: said[column] for name, column in columns.items() if column in said}})


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


@contextmanager
def _text(path: Path, dialect: Dialect) -> Iterator[tuple[io.TextIOWrapper, Progress]]:
    with path.open("rb") as stored:
        raw: Any = gzip.GzipFile(fileobj=stored) if dialect.compression == "gzip" else stored
        try:
            yield io.TextIOWrapper(raw, encoding=dialect.encoding, errors="replace"), Progress(stored)
        except (EOFError, gzip.BadGzipFile) as error:
            raise Unreadable(f"The compressed file is damaged: {error}.") from error
