"""A mapping from TOML or JSON, checked part by part; every error names the part it is about."""

import codecs
import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tickets.kinds import Author
from tickets.ratings import default_positive_from

from .actions import read_activities, read_reopening
from .model import (
    COLUMNS,
    LABELS,
    POLICIES,
    REQUIRED,
    STATUSES,
    TEXTS,
    Authors,
    Column,
    FileSpec,
    Filter,
    Mapping,
    Policy,
    Scale,
    Shape,
    TimeSpec,
)  # fmt: skip
from .problems import BadMapping, Problems

PARTS = frozenset(field.name for field in fields(Mapping)) | {"tags"}
VALUE_MAPS = (*LABELS, *TEXTS, "status", "author", "resolver", "first_response_by", "csat", "outbound", "reopened", "escalated", "spam", "merged", "public")
CONSTANTS = (*LABELS, "outbound", "activity", "author", "resolver", "first_response_by")
PATTERN = re.compile(r"(?=.*%)([^%]|%[aAbBdmYyHIMSfpzZj%])*")
DELIMITERS = {"auto": "auto", "comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"}


def read_file(path: Path) -> Mapping:
    """The mapping in a TOML file. Raises BadMapping."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadMapping.single("mapping", f"cannot be opened: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping.single("mapping", f"is not TOML: {error}") from error
    return read(data)


def read(data: object) -> Mapping:
    """The mapping in a dictionary, as TOML or JSON gives it. Raises BadMapping with every problem found."""
    if not isinstance(data, dict):
        raise BadMapping.single("mapping", "must be a table of parts")
    problems = Problems()
    for part in sorted(data.keys() - PARTS):
        problems.add(part, f"is not a part of a mapping; there are {', '.join(sorted(PARTS))}")
    shape = problems.choice("shape", data.get("shape"), tuple(Shape), required=True)
    source = problems.text("source", data.get("source"), required=True)
    problems.stop()
    mapping = _parts(data, Shape(shape), source, problems)
    problems.stop()
    return mapping


def _parts(data: dict[str, Any], shape: Shape, source: str, problems: Problems) -> Mapping:
    constants = _constants(problems.table("constants", data.get("constants")), problems)
    values = _values(problems.table("values", data.get("values")), problems)
    activities, spelled = read_activities(problems.table("activities", data.get("activities")), problems)
    return Mapping(
        shape=shape,
        source=source,
        columns=_columns(problems.table("columns", data.get("columns")), shape, problems, given=constants),
        file=file_spec(problems.table("file", data.get("file")), problems),
        time=time_spec(problems.table("time", data.get("time")), problems),
        custom=_custom(problems.table("custom", data.get("custom")), problems),
        constants=constants,
        values=values,
        unknown=_unknown(problems.table("unknown", data.get("unknown")), problems),
        activities=activities,
        reopening=read_reopening(problems.table("reopening", data.get("reopening")), spelled, problems),
        authors=_authors(problems.table("authors", data.get("authors")), problems),
        csat=_scale(problems.table("csat", data.get("csat")), problems),
        tag_separator=problems.text("tags.separator", problems.table("tags", data.get("tags"), keys=("separator",)).get("separator", ",")),
        identity=tuple(_column(f"identity[{place}]", one, problems) for place, one in enumerate(_listed(data.get("identity", [])))),
        filters=tuple(_filters(data.get("filters", []), problems)),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _column(part: str, value: Any, problems: Problems) -> Column:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "" or (isinstance(value, int) and value < 1):
        problems.add(part, f"must be a column's header or its place from 1 on, not {value!r}")
        return 1
    return value


def _columns(table: dict[str, Any], shape: Shape, problems: Problems, *, given: Iterable[str]) -> dict[str, tuple[Column, ...]]:
    found: dict[str, tuple[Column, ...]] = {}
    for name, value in table.items():
        part = f"columns.{name}"
        if name not in COLUMNS[shape]:
            problems.add(part, f"is no column of the shape {shape.value}; there are {', '.join(COLUMNS[shape])}")
        elif isinstance(value, list) and name not in LABELS:
            problems.add(part, f"takes one column; only {', '.join(LABELS)} can be joined from several")
        elif value in ("", None, []):
            continue
        else:
            found[name] = tuple(_column(part, one, problems) for one in _listed(value))
    for name in REQUIRED[shape]:
        if name not in found and name not in given:
            problems.add(f"columns.{name}", f"is required by the shape {shape.value}")
    return found


def file_spec(table: dict[str, Any], problems: Problems) -> FileSpec:
    default = FileSpec()
    problems.known("file", table, [field.name for field in fields(FileSpec)])
    delimiter = problems.text("file.delimiter", table.get("delimiter", "auto"))
    delimiter = DELIMITERS.get(delimiter, delimiter)
    if delimiter != "auto" and len(delimiter) != 1:
        problems.add("file.delimiter", f"must be one character, tab, or auto, not {delimiter!r}")
    encoding = problems.text("file.encoding", table.get("encoding", "auto"))
    if encoding != "auto" and not _is_codec(encoding):
        problems.add("file.encoding", f"{encoding!r} is not an encoding; utf-8, latin-1, cp1252 and utf-16 are")
    decimal = problems.choice("file.decimal", table.get("decimal", default.decimal), (".", ","))
    thousands = problems.choice("file.thousands", table.get("thousands", "," if decimal == "." else "."), (",", ".", " ", "'", ""))
    if decimal == thousands:
        problems.add("file.thousands", "cannot be the same as file.decimal")
    return FileSpec(
        delimiter=delimiter,
        encoding=encoding,
        compression=problems.choice("file.compression", table.get("compression", "auto"), ("auto", "none", "gzip")),
        quote=problems.choice("file.quote", table.get("quote", '"'), ('"', "'", "")),
        header=problems.boolean("file.header", table.get("header", True)),
        skip_lines=problems.count("file.skip_lines", table.get("skip_lines", 0)),
        nulls=frozenset({"", *problems.texts("file.nulls", table["nulls"])}) if "nulls" in table else default.nulls,
        decimal=decimal,
        thousands=thousands,
    )


def _is_codec(name: str) -> bool:
    try:
        return bool("".encode(name) or codecs.lookup(name))
    except LookupError:
        return False


def time_spec(table: dict[str, Any], problems: Problems) -> TimeSpec:
    problems.known("time", table, ("format", "day_first", "zone", "repeated_hour", "skipped_hour"))
    formats = tuple(problems.texts("time.format", _listed(table.get("format", "auto"))))
    for one in formats:
        if one not in ("auto", "iso", "epoch", "epoch_ms") and not PATTERN.fullmatch(one):
            problems.add("time.format", f"{one!r} is none of auto, iso, epoch, epoch_ms, and no pattern such as %d/%m/%Y %H:%M")
    zone, day_first = table.get("zone"), table.get("day_first")
    if zone is not None and not _is_zone(zone):
        problems.add("time.zone", f"{zone!r} is not an IANA time zone such as Europe/Rome")
    return TimeSpec(
        formats=formats,
        day_first=None if day_first is None else problems.boolean("time.day_first", day_first),
        zone=zone,
        repeated_hour=problems.choice("time.repeated_hour", table.get("repeated_hour", "first"), ("first", "second", "reject")),
        skipped_hour=problems.choice("time.skipped_hour", table.get("skipped_hour", "later"), ("later", "reject")),
    )


def _is_zone(name: Any) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        return False
    return True


def _custom(table: dict[str, Any], problems: Problems) -> dict[str, Column]:
    return {name: _column(f"custom.{name}", value, problems) for name, value in table.items()}


def _constants(table: dict[str, Any], problems: Problems) -> dict[str, str]:
    problems.known("constants", table, CONSTANTS)
    for name in table.keys() & {"author", "resolver", "first_response_by"}:
        problems.choice(f"constants.{name}", table[name], _authors_of(name))
    return {name: problems.text(f"constants.{name}", str(value).lower() if isinstance(value, bool) else value) for name, value in table.items()}


def _values(table: dict[str, Any], problems: Problems) -> dict[str, dict[str, Any]]:
    problems.known("values", table, VALUE_MAPS)
    maps = {name: problems.table(f"values.{name}", value) for name, value in table.items() if name in VALUE_MAPS}
    for text, status in maps.get("status", {}).items():
        problems.choice(f"values.status.{text}", status, (*STATUSES, "ignore"))
    for name in ("author", "resolver", "first_response_by"):
        for text, author in maps.get(name, {}).items():
            problems.choice(f"values.{name}.{text}", author, _authors_of(name))
    return maps


def _authors_of(name: str) -> Iterable[str]:
    authors = [author.name.lower() for author in Author]
    return [*authors, "mixed"] if name == "resolver" else authors


def _unknown(table: dict[str, Any], problems: Problems) -> dict[str, Policy]:
    problems.known("unknown", table, (*POLICIES, "status"))
    allowed = {"activity": (Policy.REJECT, Policy.NULL, Policy.KEEP), **dict.fromkeys(LABELS, tuple(Policy))}
    return {
        name: Policy(problems.choice(f"unknown.{name}", value, allowed.get(name, (Policy.REJECT, Policy.NULL))))
        for name, value in table.items()
        if name in POLICIES or name == "status"
    }


def _authors(table: dict[str, Any], problems: Problems) -> Authors:
    kinds = {author.name.lower(): author for author in Author}
    problems.known("authors", table, (*kinds, "otherwise"))
    named: dict[str, Author] = {}
    for kind, author in kinds.items():
        for name in problems.texts(f"authors.{kind}", table.get(kind, [])):
            if named.setdefault(name.strip().lower(), author) != author:
                problems.add(f"authors.{kind}", f"{name!r} is listed twice, as different authors")
    otherwise = problems.choice("authors.otherwise", table.get("otherwise", "reject"), (*kinds, "reject"))
    return Authors(named=named, otherwise=kinds.get(otherwise))


def _scale(table: dict[str, Any], problems: Problems) -> Scale:
    problems.known("csat", table, ("scale", "positive_from"))
    scale = table.get("scale", [1, 5])
    if not (isinstance(scale, list) and len(scale) == 2 and all(_is_number(end) for end in scale) and scale[0] < scale[1]):
        problems.add("csat.scale", f"must be the lowest and the highest score, such as [1, 5], not {scale!r}")
        return Scale()
    low, high = float(scale[0]), float(scale[1])
    positive = table.get("positive_from", default_positive_from(low, high))
    if not _is_number(positive) or not low < positive <= high:
        problems.add("csat.positive_from", f"must be a score above {low:g} and up to {high:g}, not {positive!r}")
        return Scale()
    return Scale(low, high, float(positive))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _filters(value: Any, problems: Problems) -> Iterable[Filter]:
    for place, one in enumerate(_listed(value)):
        part = f"filters[{place}]"
        table = problems.table(part, one, keys=("column", "keep", "drop"))
        if ("keep" in table) == ("drop" in table):
            problems.add(part, "needs either keep or drop, a list of values")
            continue
        keeps = "keep" in table
        chosen = problems.texts(f"{part}.keep" if keeps else f"{part}.drop", table["keep" if keeps else "drop"])
        yield Filter(_column(f"{part}.column", table.get("column"), problems), frozenset(chosen), keeps)
