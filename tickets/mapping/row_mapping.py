"""Mappings of files whose rows are a kind of tickets.ingest.rows: which column is which field, and how values are written."""

import tomllib
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tickets.ingest.rows import RowKind, Value

from .model import UNITS, Column, FileSpec, TimeSpec
from .problems import BadMapping, Problems
from .reading import file_spec, time_spec

PARTS = ("source", "columns", "file", "time", "constants", "values", "units")


@dataclass(frozen=True)
class RowsMapping:
    """A validated mapping. Without `columns` a file's columns are named as the fields; `decimal` is "" where the file shall tell."""

    kind: RowKind
    source: str
    columns: Dictionary[str, Column] = field(default_factory=dict)
    file: FileSpec = field(default_factory=FileSpec)
    time: TimeSpec = field(default_factory=TimeSpec)
    decimal: str = ""
    constants: Dictionary[str, str] = field(default_factory=dict)
    values: Dictionary[str, Dictionary[str, str]] = field(default_factory=dict)
    units: Dictionary[str, str] = field(default_factory=dict)


def read_rows_file(kind: RowKind, path: Path | None, *, source: str) -> RowsMapping:
    """The mapping in a TOML file, if there is one; `source` where it does not say. Raises BadMapping."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig")) if path else {}
    except OSError as error:
        raise BadMapping.single("mapping", f"cannot be opened: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping.single("mapping", f"is not TOML: {error}") from error
    return read_rows_mapping(kind, {"source": source, **data})


def read_rows_mapping(kind: RowKind, data: object) -> RowsMapping:
    """The mapping in a dictionary, as TOML or JSON gives it. Raises BadMapping with every problem found."""
    if not isinstance(data, dict):
        raise BadMapping.single("mapping", "must be a table of parts")
    problems = Problems()
    for part in sorted(data.keys() - set(PARTS)):
        problems.add(part, f"is not a part of a mapping of {kind.key}; there are {', '.join(PARTS)}")
    file = problems.table("file", data.get("file"))
    mapping = RowsMapping(
        kind=kind,
        source=problems.text("source", data.get("source"), required=True),
        columns=_columns(kind, problems.table("columns", data.get("columns")), problems),
        file=file_spec(file, problems),
        time=time_spec(problems.table("time", data.get("time")), problems),
        decimal=str(file.get("decimal", "")),
        constants=_constants(kind, problems.table("constants", data.get("constants")), problems),
        values=_values(kind, problems.table("values", data.get("values")), problems),
        units=_units(kind, problems.table("units", data.get("units")), problems),
    )
    problems.stop()
    return mapping


def _columns(kind: RowKind, table: dict[str, Any], problems: Problems) -> dict[str, Column]:
    problems.known("columns", table, kind.by_name)
    found: dict[str, Column] = {}
    for name, value in table.items():
        if value in ("", None):
            continue
        if isinstance(value, bool) or not isinstance(value, str | int) or (isinstance(value, int) and value < 1):
            problems.add(f"columns.{name}", f"must be a column's header or its place from 1 on, not {value!r}")
        elif name in kind.by_name:
            found[name] = value
    return found


def _constants(kind: RowKind, table: dict[str, Any], problems: Problems) -> dict[str, str]:
    problems.known("constants", table, [name for name in kind.by_name if name not in ("id", "deleted")])
    return {name: problems.text(f"constants.{name}", value, required=True) for name, value in table.items()}


def _values(kind: RowKind, table: dict[str, Any], problems: Problems) -> dict[str, dict[str, str]]:
    problems.known("values", table, kind.by_name)
    found: dict[str, dict[str, str]] = {}
    for name, values in table.items():
        said = problems.table(f"values.{name}", values)
        found[name] = {written.strip().lower(): problems.text(f"values.{name}.{written}", ours) for written, ours in said.items()}
    return found


def _units(kind: RowKind, table: dict[str, Any], problems: Problems) -> dict[str, str]:
    durations = [each.name for each in kind.fields if each.kind is Value.SECONDS]
    problems.known("units", table, durations)
    return {name: problems.choice(f"units.{name}", unit, UNITS) for name, unit in table.items()}
