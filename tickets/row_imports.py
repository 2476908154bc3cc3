"""Imports files of rows beside tickets: batch by batch through tickets.ingest.rows, rejects beside them."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from tickets.imports import BATCH_ROWS, PREVIEW_ROWS, SHORT, Checkpoint, Preview, Reject, Rejects
from tickets.ingest.rows import Rejected as RejectedRow
from tickets.ingest.rows import RowsLoaded, account_currency, check, load
from tickets.mapping.row_files import FileRow, RowsSource, open_rows
from tickets.mapping.row_mapping import RowsMapping

SAMPLES = 10


@dataclass(slots=True)
class RowsOutcome:
    """What became of the rows of one or more files. `rejects_file` is a path, or None while nothing was rejected."""

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    rejects_file: str | None = None

    def add(self, loaded: RowsLoaded) -> None:
        for name in ("created", "updated", "unchanged", "deleted"):
            setattr(self, name, getattr(self, name) + getattr(loaded, name))

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def run_rows(
    path: Path,
    mapping: RowsMapping,
    *,
    zone: str,
    rejects: Rejects,
    outcome: RowsOutcome | None = None,
    skip_rows: int = 0,
    batch_rows: int = BATCH_ROWS,
    checkpoint: Callable[[Checkpoint], None] | None = None,
    warn: Callable[[str], None] | None = None,
) -> RowsOutcome:
    """Import a file of rows into the current account, as tickets.imports.run imports one of tickets: same arguments, same promises.

    Raises mapping.BadMapping and mapping.Unreadable before anything is written, Unreadable also in the middle of a damaged file.
    """
    outcome = outcome or RowsOutcome()
    with open_rows(path, mapping, zone=zone) as source:
        done = sum(1 for _ in islice(source.rows, skip_rows))
        while batch := list(islice(source.rows, batch_rows)):
            done += len(batch)
            with transaction.atomic():
                _write(batch, source, mapping, outcome, rejects)
                if checkpoint is not None:
                    checkpoint(Checkpoint(done, source.progress.done, outcome))
        for message in source.warnings if warn is not None else ():
            warn(message)  # type: ignore[misc]
    return outcome


def _write(batch: list[FileRow], source: RowsSource, mapping: RowsMapping, outcome: RowsOutcome, rejects: Rejects) -> None:
    good = [row for row in batch if row.fields is not None]
    loaded = load(mapping.kind.key, [row.fields or {} for row in good], source=mapping.source, how=source.how)
    refused = dict(_refused(batch, good, loaded.rejected, source))
    for row in batch:
        if (reject := refused.get(id(row))) is not None:
            rejects.add(reject, row.row)
    outcome.rows += len(batch)
    outcome.rejected += len(refused)
    outcome.accepted += len(batch) - len(refused)
    outcome.add(loaded)


def _refused(batch: list[FileRow], good: list[FileRow], rejected: list[RejectedRow], source: RowsSource) -> Iterator[tuple[int, Reject]]:
    """Rejects by the row they are of: those that could not be taken apart, and those that were not accepted, under their column's name."""
    for row in batch:
        if row.fields is None:
            yield id(row), Reject(row.row.line, "row", ",".join(row.row.cells)[:SHORT], row.reason)
    for one in rejected:
        row = good[one.row - 1]
        yield id(row), Reject(row.row.line, source.columns.get(one.field, one.field), (one.value or "")[:SHORT], one.reason)


def preview_rows(path: Path, mapping: RowsMapping, *, zone: str) -> Preview:
    """Read a file as `run_rows` would, up to PREVIEW_ROWS rows, and write nothing. Raises like it."""
    seen = Preview()
    with open_rows(path, mapping, zone=zone) as source:
        batch = list(islice(source.rows, PREVIEW_ROWS))
        if next(source.rows, None) is not None:
            seen.warnings.append(f"Only the first {PREVIEW_ROWS:,} rows were looked at.")
        good = [row for row in batch if row.fields is not None]
        checked = check(mapping.kind, [row.fields or {} for row in good], source.how, currency=account_currency())
        refused = dict(_refused(batch, good, checked.rejected, source))
        for row in batch:
            if (reject := refused.get(id(row))) is not None:
                seen.add(reject, row.row)
        seen.rows, seen.accepted, seen.rejected = len(batch), len(batch) - len(refused), len(refused)
        seen.samples = [{name: _shown(values.get(name)) for name in mapping.kind.by_name} for values in islice(checked.by_id.values(), SAMPLES)]
        for sample in seen.samples:
            for each in mapping.kind.fields:
                if each.choices and sample[each.name] is not None:
                    sample[each.name] = next(word for word, value in each.choices.items() if value == sample[each.name])
        seen.warnings += source.warnings
    return seen


def _shown(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
