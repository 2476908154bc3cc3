"""Looks at a file and says what it seems to be: how it is written, what its columns hold, which shape it has, and a mapping to start from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .cells import headers
from .files import Dialect, Unreadable, find_dialect, rows
from .guesses import NAMES, activity, plain_name
from .model import COLUMNS, DURATIONS, NULLS, Shape
from .opening import day_first
from .times import BadTime, TimeReader
from .words import AUTHORS, MIXED, plain

SAMPLE_ROWS = 20_000
SAMPLES = 5
REPLIES = frozenset({"reply", "message", "ai_message"})
MOST = 0.8
_ANY_ORDER = (TimeReader(ZoneInfo("UTC"), day_first=True), TimeReader(ZoneInfo("UTC"), day_first=False))


@dataclass
class Column:
    """A column: its name (numbered where it comes twice), place from 1 on, up to five samples, and what it may be."""

    name: str
    index: int
    samples: list[str]
    guess: str | None = None
    values: list[str] = field(default_factory=list, repr=False)

    @cached_property
    def is_time(self) -> bool:
        told = self.values[:100]
        return bool(told) and sum(map(_is_time, told)) >= MOST * len(told)

    @cached_property
    def is_number(self) -> bool:
        told = self.values[:100]
        return bool(told) and sum(bool(re.fullmatch(r"[-+]?[\d.,' ]+%?", value)) for value in told) >= MOST * len(told)


@dataclass(slots=True)
class Detected:
    """What a file seems to be. `date_format`: iso, day-first, month-first, ambiguous, epoch, epoch_ms, month-name, or none."""

    dialect: Dialect
    columns: list[Column]
    shape: Shape
    date_format: str
    timezone: str
    warnings: list[str]
    mapping: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """As the REST API answers it."""
        return {
            "encoding": self.dialect.encoding,
            "delimiter": self.dialect.delimiter,
            "compression": self.dialect.compression,
            "columns": [{"name": one.name, "index": one.index, "samples": one.samples, "guess": one.guess} for one in self.columns],
            "shape": self.shape.value,
            "date_format": self.date_format,
            "timezone": self.timezone,
            "warnings": self.warnings,
        }


def detect(path: Path, *, zone: str, source: str = "import") -> Detected:
    """Looks at the file's first rows. `zone` is the account's, assumed for times without one. Raises Unreadable."""
    dialect = find_dialect(path)
    with rows(path, dialect) as (found, _):
        header = next(found, None)
        if header is None:
            raise Unreadable("The file is empty.")
        sample = [row.cells for _, row in zip(range(SAMPLE_ROWS), found, strict=False)]
    columns = _columns(headers(header.cells), sample)
    shape = _guess(columns, sample)
    dates = date_format(columns)
    mapping = _mapping(columns, shape, dates, zone=zone, source=source)
    return Detected(dialect, columns, shape, dates, "in the file" if has_offsets(columns) else zone, _warnings(columns, dates, mapping), mapping)


def _columns(names: Sequence[str], sample: Sequence[Sequence[str]]) -> list[Column]:
    columns = []
    for place, name in enumerate(names):
        values = [value for row in sample if place < len(row) and (value := row[place].strip()) not in NULLS]
        columns.append(Column(name, place + 1, list(dict.fromkeys(values))[:SAMPLES], values=values))
    return columns


def _is_time(text: str) -> bool:
    if len(text) < 8 or not re.search(r"\d", text):
        return False
    for reader in _ANY_ORDER:
        try:
            reader.read(text)
        except BadTime:
            continue
        return True
    return False


def _guess(columns: list[Column], sample: Sequence[Sequence[str]]) -> Shape:
    """Gives every column its guess, each guess to one column, and answers the shape they make."""
    taken: set[str] = set()
    for column in columns:
        for guess, pattern, kind in NAMES:
            fits = {"time": column.is_time, "number": column.is_number and not column.is_time, "any": True, "text": not column.is_time}[kind]
            if guess not in taken and fits and re.search(pattern, plain_name(column.name)):
                column.guess = guess
                taken.add(guess)
                break
    shape = _shape(columns, sample)
    times = [column for column in columns if column.is_time]
    wanted = {Shape.EVENTS: "at", Shape.SNAPSHOTS: "updated_at", Shape.TICKETS: "created_at"}[shape]
    if not any(column.guess == wanted for column in columns):
        for column in [one for one in times if one.guess in (None, "at", "created_at", "updated_at")][:1]:
            column.guess = wanted
    for column in columns:
        if column.guess not in COLUMNS[shape] or DURATIONS.get(column.guess or "") in taken:
            column.guess = None
    return shape


def _shape(columns: list[Column], sample: Sequence[Sequence[str]]) -> Shape:
    """One row per ticket where ids do not come back; else a log where there are activities; else snapshots."""
    guessed = {column.guess: column for column in columns if column.guess}
    if "id" not in guessed:
        return Shape.TICKETS
    place = guessed["id"].index - 1
    different = {tuple(row) for row in sample if place < len(row)}
    if len({row[place] for row in different}) >= 0.98 * len(different):
        return Shape.TICKETS
    return Shape.EVENTS if "activity" in guessed or "updated_at" not in guessed else Shape.SNAPSHOTS


def date_format(columns: Sequence[Column]) -> str:
    times = [column for column in columns if column.is_time]
    if not times:
        return "none"
    order = day_first(value for column in times for value in column.values)
    if order is not None:
        return {"day": "day-first", "month": "month-first"}.get(order, order)
    first = times[0].values[0]
    if first.isdigit() and len(first) in (10, 13):
        return "epoch" if len(first) == 10 else "epoch_ms"
    return "month-name" if re.search(r"[A-Za-z]{3}", first.replace("UTC", "").replace("GMT", "")) else "iso"


def has_offsets(columns: Sequence[Column]) -> bool:
    times = [column.values[0] for column in columns if column.is_time]
    return bool(times) and all(re.search(r"\d(Z|[+-]\d{2}:?\d{2})$", value) or value.isdigit() for value in times)


def _warnings(columns: Sequence[Column], dates: str, mapping: dict[str, Any]) -> list[str]:
    twice = [column.name for column in columns if re.search(r".#\d+$", column.name)]
    warnings = [f"The header {name.rpartition('#')[0]!r} comes twice: the second is called {name!r}." for name in twice]
    if dates == "ambiguous":
        warnings.append("Every date can be read with the day or the month first: choose one.")
    kinds = set(mapping.get("activities", {}).values())
    if kinds and not kinds & REPLIES:
        warnings.append("No activity is taken for a reply, so there would be no response times: choose the one that comes nearest.")
    if "reopening" in mapping:
        what = "a message of the customer" if mapping["reopening"]["by"] == "customer" else "any further activity"
        warnings.append(f"No activity reopens a ticket: {what} after its resolution is taken to do so.")
    return warnings


def _mapping(columns: Sequence[Column], shape: Shape, dates: str, *, zone: str, source: str) -> dict[str, Any]:
    mapping: dict[str, Any] = {"shape": shape.value, "source": source, "time": {"format": dates if dates.startswith("epoch") else "auto", "zone": zone}}
    if dates in ("day-first", "month-first"):
        mapping["time"]["day_first"] = dates == "day-first"
    mapping["columns"] = {column.guess: column.name for column in columns if column.guess}
    guessed = {column.guess: column for column in columns if column.guess}
    if shape is Shape.EVENTS and "activity" in guessed:
        mapping["activities"] = {name: activity(name) for name in list(dict.fromkeys(guessed["activity"].values))[:200]}
        kinds = set(mapping["activities"].values())
        if "solved" in kinds and "reopened" not in kinds:
            mapping["reopening"] = {"by": "customer" if "customer_message" in kinds or "author" in guessed else "any"}
    for name in ("author", "resolver", "first_response_by"):
        if name in guessed and _names_people(guessed[name].values):
            mapping["authors"] = {"otherwise": "human"}
    if "csat" in guessed:
        mapping["csat"] = {"scale": _scale(guessed["csat"].values)}
    return mapping


def _names_people(values: Sequence[str]) -> bool:
    return any(plain(value) not in AUTHORS and plain(value) not in MIXED for value in values)


def _scale(values: Sequence[str]) -> list[int]:
    """The smallest usual scale that holds all scores seen."""
    scores = [float(value) for value in values if re.fullmatch(r"\d+(\.\d+)?", value)]
    if not scores:
        return [0, 1] if values else [1, 5]
    highest, lowest = max(scores), min(scores)
    for low, high in ((0, 1), (1, 5), (0, 5), (1, 10), (0, 10), (0, 100)):
        if low <= lowest and highest <= high:
            return [low, high]
    return [0, 100]
