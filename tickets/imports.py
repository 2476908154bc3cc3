"""Imports files: row by row through a mapping, batch by batch into the tables, rejects beside them."""

import csv
import io
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction

from tickets.ingest import Loaded
from tickets.mapping import Mapping, Rejected, Source, batches, open_source
from tickets.mapping.files import Row
from tickets.mapping.sample import sample

BATCH_ROWS = 20_000
PREVIEW_ROWS = 50_000
SHOWN = 50
SHORT = 200


@dataclass(slots=True)
class Reject:
    """A row that was refused: the line it begins on, the column, its value and why."""

    line: int
    field: str
    value: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What became of the rows of one or more files. `rejects_file` is a path, or None while nothing was rejected."""

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    tickets_created: int = 0
    tickets_updated: int = 0
    events_created: int = 0
    events_unchanged: int = 0
    rejects_file: str | None = None

    def add(self, loaded: Loaded) -> None:
        self.tickets_created += loaded.tickets_created
        self.tickets_updated += loaded.tickets_updated
        self.events_created += loaded.events_created
        self.events_unchanged += loaded.events_unchanged

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Counted(Protocol):
    """An outcome, of tickets or of rows beside them."""

    def as_dict(self) -> dict[str, Any]: ...


class Rejects(Protocol):
    """Where refused rows go."""

    def add(self, reject: Reject, row: Row) -> None: ...


class RejectsFile:
    """A CSV file of refused rows, made with the first of them. Cells that a spreadsheet would calculate are defused.

    Where rows of several files are in it, `file` is the name of the one being read and becomes a column.
    """

    HEADER = ("line", "field", "value", "reason", "row")

    def __init__(self, path: Path, *, file: str | None = None) -> None:
        self.path = path
        self.file = file

    def add(self, reject: Reject, row: Row) -> None:
        fresh = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8", newline="", errors="replace") as file:
            writer = csv.writer(file)
            if fresh:
                writer.writerow((*self.HEADER, *(("file",) if self.file else ())))
            cells = (str(reject.line), reject.field, reject.value, reject.reason, _line(row), *((self.file,) if self.file else ()))
            writer.writerow(map(defused, cells))

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def cut(self, size: int) -> None:
        """Forget what was written after the file had this size: an import that resumes writes it again."""
        if self.path.exists():
            with self.path.open("r+b") as file:
                file.truncate(size)
            if size == 0:
                self.path.unlink()


def defused(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula.

    >>> defused("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _line(row: Row) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(row.cells)
    return text.getvalue()


@dataclass(slots=True)
class Checkpoint:
    """How far an import has come: `rows` are those done, `bytes` as the file is stored."""

    rows: int
    bytes: int
    outcome: Counted


def run(
    path: Path,
    mapping: Mapping,
    *,
    zone: str,
    rejects: Rejects,
    outcome: Outcome | None = None,
    skip_rows: int = 0,
    batch_rows: int = BATCH_ROWS,
    checkpoint: Callable[[Checkpoint], None] | None = None,
    warn: Callable[[str], None] | None = None,
) -> Outcome:
    """Import a file into the current account; `zone` is for times without one. Adds to `outcome` where given.

    Each batch of `batch_rows` rows is one transaction, in which `checkpoint` is called as well. Killed at any point and run again, the tables
    come out as if it had not been; `skip_rows` spares the rows of checkpoints that were committed.
    Raises mapping.BadMapping and mapping.Unreadable before anything is written, Unreadable also in the middle of a damaged file.
    """
    outcome = outcome or Outcome()
    with open_source(path, mapping, zone=zone) as source:
        gathered = batches(source.cells)
        taken = done = 0
        for done, row in enumerate(source.rows, start=1):
            if done <= skip_rows:
                continue
            _take(source, gathered.take, row, outcome, rejects)
            taken += 1
            if taken == batch_rows:
                _commit(gathered.write, outcome, checkpoint, done, source)
                taken = 0
        _commit(gathered.write, outcome, checkpoint, done, source)
        for message in (*source.cells.warnings, *(f"{count} rows: {what}" for what, count in gathered.warnings.items())):
            if warn is not None:
                warn(message)
    return outcome


def _commit(write: Callable[[], Loaded], outcome: Outcome, checkpoint: Callable[[Checkpoint], None] | None, rows: int, source: Source) -> None:
    with transaction.atomic():
        outcome.add(write())
        if checkpoint is not None:
            checkpoint(Checkpoint(rows, source.progress.done, outcome))


def _take(source: Source, take: Callable[[list[str]], None], row: Row, outcome: Outcome, rejects: Rejects) -> None:
    outcome.rows += 1
    try:
        source.cells.fits(row.cells)
        if source.cells.keeps(row.cells):
            take(row.cells)
        outcome.accepted += 1
    except Rejected as error:
        outcome.rejected += 1
        rejects.add(Reject(row.line, error.column, error.value[:SHORT], error.reason), row)


@dataclass(slots=True)
class Preview:
    """What an import would make of a file: counts, the first rejects, sample tickets or rows, and what is odd."""

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    tickets: list[dict[str, Any]] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, reject: Reject, row: Row) -> None:
        if len(self.rejects) < SHOWN:
            self.rejects.append(reject)


def preview(path: Path, mapping: Mapping, *, zone: str, tickets: int = 10) -> Preview:
    """Read a file as `run` would, up to PREVIEW_ROWS rows, and write nothing. Raises like `run`."""
    seen = Preview()
    outcome = Outcome()
    with open_source(path, mapping, zone=zone) as source:
        gathered = batches(source.cells)
        for row in source.rows:
            if outcome.rows == PREVIEW_ROWS:
                seen.warnings.append(f"Only the first {PREVIEW_ROWS:,} rows were looked at.")
                break
            _take(source, gathered.take, row, outcome, seen)
        seen.rows, seen.accepted, seen.rejected = outcome.rows, outcome.accepted, outcome.rejected
        seen.tickets = sample(gathered.batch(), tickets)
        seen.warnings += [*source.cells.warnings, *(f"{count} rows: {what}" for what, count in gathered.warnings.items())]
    return seen
