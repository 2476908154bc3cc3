"""A file opened as its mapping says: the header bound to the columns, and whether days or months come first decided."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from .cells import Cells
from .files import Dialect, Progress, Row, Unreadable, find_dialect, rows
from .model import Mapping
from .problems import BadMapping
from .times import NUMERIC

ENOUGH = 5_000
"""If so many dates can be read in one way only, none of the rest is looked at."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: how its cells are read, its data rows, and how far they have been read."""

    cells: Cells
    rows: Iterator[Row]
    progress: Progress


@contextmanager
def open_source(path: Path, mapping: Mapping, *, zone: str) -> Iterator[Source]:
    """The file's data rows with the cells bound to its header; `zone` is the account's, for times without one.

    Raises Unreadable, or BadMapping when the mapping's columns are not in the file or its dates can be read both ways.
    """
    spec = mapping.file
    dialect = find_dialect(path, delimiter=spec.delimiter, encoding=spec.encoding, compression=spec.compression, skip=spec.skip_lines)
    mapping = replace(mapping, file=replace(spec, delimiter=dialect.delimiter), time=replace(mapping.time))
    mapping = _with_day_first(path, dialect, mapping, zone)
    with rows(path, dialect, quote=spec.quote, skip=spec.skip_lines) as (found, progress):
        first = next(found, None)
        if first is None:
            raise Unreadable("The file is empty.")
        cells = Cells(mapping, first.cells, zone=zone)
        yield Source(cells, found if spec.header else _chained(first, found), progress)


def _chained(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _with_day_first(path: Path, dialect: Dialect, mapping: Mapping, zone: str) -> Mapping:
    """The mapping with day_first decided by the file's own dates, if it is left open and any date needs it."""
    if mapping.time.day_first is not None or "auto" not in mapping.time.formats:
        return mapping
    with rows(path, dialect, quote=mapping.file.quote, skip=mapping.file.skip_lines) as (found, _):
        header = next(found, None)
        if header is None:
            return mapping
        cells = Cells(mapping, header.cells, zone=zone)
        places = sorted({places[0] for name, places in cells.places.items() if name in ("at", "updated_at") or name.endswith("_at")})
        order = day_first(row.cells[place] for row in found for place in places if place < len(row.cells))
    if order == "ambiguous":
        raise BadMapping.single("time.day_first", "is needed: every date in this file can be read with the day or the month first")
    return mapping if order is None else replace(mapping, time=replace(mapping.time, day_first=order == "day"))


def day_first(texts: Iterator[str]) -> str | None:
    """ "day" or "month", by the first date that can only be read so; "ambiguous" if all can be read both ways; None if no date needs it."""
    seen, looked = False, 0
    for text in filter(str.strip, texts):
        looked += 1
        if looked > ENOUGH and not seen:
            return None
        found = NUMERIC.fullmatch(text.strip())
        if found is None or len(found["a"]) == 4:
            continue
        if int(found["a"]) > 12:
            return "day"
        if int(found["b"]) > 12:
            return "month"
        seen = seen or found["a"] != found["b"]
    return "ambiguous" if seen else None
