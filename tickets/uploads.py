"""Uploaded files and their imports: stored apart for each account, started once, carried on where a worker died."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.text import slugify

from tenants import audit, schemas, tasks
from tickets import facts
from tickets.imports import BATCH_ROWS, Checkpoint, Outcome, Preview, RejectsFile, run
from tickets.imports import preview as preview_tickets
from tickets.ingest.rows import KINDS
from tickets.mapping import BadMapping, Mapping, Unreadable, open_source, read
from tickets.mapping.detect import detect
from tickets.mapping.row_detect import detect_rows
from tickets.mapping.row_files import open_rows
from tickets.mapping.row_mapping import RowsMapping, read_rows_mapping
from tickets.models import Import, Ticket
from tickets.row_imports import RowsOutcome, preview_rows, run_rows
from tickets.simulate.fill import fill

Status = Import.Status
RUNNING = (Status.QUEUED, Status.IMPORTING, Status.DERIVING)
STALLED = timedelta(minutes=10)
TICKETS = "tickets"
"""The kind of an import whose rows are tickets or their events; all others are keys of tickets.ingest.rows.KINDS."""

TASK = "tickets.import_file"
SAMPLE_TASK = "tickets.fill_sample"
_LOCK = 1768843621


class TooLarge(ValueError):
    """The upload is larger than settings.IMPORT_MAX_BYTES."""


class AlreadyStarted(ValueError):
    """The import runs or has run."""


def folder() -> Path:
    """Where the current account's uploads lie; no other account's code path leads here."""
    return Path(str(settings.MEDIA_ROOT)) / "accounts" / str(schemas.current().schema_name) / "imports"


def store(chunks: Iterable[bytes], *, filename: str, kind: str = TICKETS, user_id: int | None = None, key_id: int | None = None) -> Import:
    """Keep an uploaded file of tickets, or of a kind of rows. Raises TooLarge, having kept nothing."""
    target = folder() / uuid.uuid4().hex
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    try:
        with target.open("xb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > settings.IMPORT_MAX_BYTES:
                    raise TooLarge(f"Files may have up to {settings.IMPORT_MAX_BYTES // 1024**2} MB.")
                file.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    name = Path(filename.replace("\\", "/")).name[:255] or "upload"
    return Import.objects.create(filename=name, kind=kind, path=target.name, bytes_total=size, created_by=user_id, created_with=key_id)


def file_of(upload: Import) -> Path:
    """The stored file."""
    return folder() / Path(upload.path).name


def look_at(upload: Import) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the file seems to be, as the REST API answers it, and a mapping to start from. Raises Unreadable."""
    zone, source = schemas.current().timezone, source_name(upload.filename)
    if upload.kind != TICKETS:
        return detect_rows(file_of(upload), KINDS[upload.kind], zone=zone, source=source)
    found = detect(file_of(upload), zone=zone, source=source)
    return found.as_dict(), found.mapping


def rejects_of(upload: Import) -> RejectsFile:
    """The refused rows, as a file that may not exist (yet)."""
    return RejectsFile(folder() / f"{Path(upload.path).name}.rejects.csv")


def forget(upload: Import) -> None:
    """Remove an upload and its file."""
    file_of(upload).unlink(missing_ok=True)
    upload.delete()


def source_name(filename: str) -> str:
    """A name for the source of a file's tickets, to start from: "Zendesk export.csv.gz" gives "zendesk-export"."""
    stem = filename.lower().removesuffix(".gz").rpartition(".")[0] or filename.lower()
    return slugify(stem) or "import"


def mapping_of(upload: Import, data: object) -> Mapping | RowsMapping:
    """The mapping in `data`, checked, for what the upload's rows are. Raises BadMapping."""
    return read(data) if upload.kind == TICKETS else read_rows_mapping(KINDS[upload.kind], data)


def check(upload: Import, mapping: Mapping | RowsMapping) -> None:
    """Open the file as the mapping says, to see whether that can be. Raises BadMapping, Unreadable, FileNotFoundError."""
    zone = schemas.current().timezone
    with open_source(file_of(upload), mapping, zone=zone) if isinstance(mapping, Mapping) else open_rows(file_of(upload), mapping, zone=zone):
        pass


def preview(upload: Import, mapping: Mapping | RowsMapping) -> Preview:
    """What the import would make of the file; writes nothing. Raises like `check`."""
    zone = schemas.current().timezone
    if isinstance(mapping, Mapping):
        return preview_tickets(file_of(upload), mapping, zone=zone)
    return preview_rows(file_of(upload), mapping, zone=zone)


def start(upload: Import, mapping: dict[str, Any]) -> None:
    """Queue the import. Raises BadMapping, or AlreadyStarted unless it is new or failed."""
    mapping_of(upload, mapping)
    startable = Import.objects.filter(pk=upload.pk, status__in=(Status.UPLOADED, Status.FAILED))
    fresh = {"bytes_done": 0, "result": {}, "error": "", "rejects_path": "", "finished_at": None}
    with transaction.atomic():
        if not startable.update(status=Status.QUEUED, mapping=mapping, **fresh):
            raise AlreadyStarted("This import has been started already.")
        audit.record("import.started", account=schemas.current(), subject=upload.filename)
    rejects_of(upload).cut(0)
    upload.refresh_from_db()
    tasks.schedule_or_leave(TASK, upload.pk)


def perform(import_id: int) -> None:
    """Carry out a queued import, or carry on one whose worker died; does nothing while another worker has it in hand."""
    with _in_hand(import_id) as ours:
        upload = Import.objects.filter(pk=import_id, status__in=RUNNING).exclude(path="").first()
        if not ours or upload is None:
            return
        try:
            if upload.status != Status.DERIVING:
                _import(upload)
            _derive(upload)
        except (BadMapping, Unreadable) as error:
            _finish(upload, Status.FAILED, error=str(error))
        except Exception:
            _finish(upload, Status.FAILED, error="The import was stopped by an error of ours. What came before it is in; starting it again does no harm.")
            raise


def _import(upload: Import) -> None:
    rejects = rejects_of(upload)
    last = upload.result.get("checkpoint", {"rows": 0, "rejects_size": 0})
    mapping, so_far = mapping_of(upload, upload.mapping), {name: value for name, value in upload.result.items() if name != "checkpoint"}
    rejects.cut(last["rejects_size"])
    Import.objects.filter(pk=upload.pk).update(status=Status.IMPORTING)

    def checkpoint(reached: Checkpoint) -> None:
        resume = {"rows": reached.rows, "rejects_size": rejects.size}
        Import.objects.filter(pk=upload.pk).update(bytes_done=reached.bytes, result={**reached.outcome.as_dict(), "checkpoint": resume})

    options: dict[str, Any] = {"zone": schemas.current().timezone, "rejects": rejects, "skip_rows": last["rows"], "batch_rows": BATCH_ROWS}
    outcome: Outcome | RowsOutcome
    if isinstance(mapping, Mapping):
        outcome = run(file_of(upload), mapping, outcome=Outcome(**so_far), checkpoint=checkpoint, **options)
    else:
        outcome = run_rows(file_of(upload), mapping, outcome=RowsOutcome(**so_far), checkpoint=checkpoint, **options)
    path = rejects.path.name if outcome.rejected else ""
    Import.objects.filter(pk=upload.pk).update(
        status=Status.DERIVING, bytes_done=upload.bytes_total, result={**outcome.as_dict(), "rejects_file": path or None}, rejects_path=path
    )


def _derive(upload: Import) -> None:
    facts.derive_touched()
    tasks.schedule_named(settings.AFTER_DERIVE)
    _finish(upload, Status.DONE)


def _finish(upload: Import, status: str, *, error: str = "") -> None:
    Import.objects.filter(pk=upload.pk).update(status=status, error=error, finished_at=datetime.now(UTC))


def start_sample() -> Import:
    """Queue invented tickets for the account. Raises AlreadyStarted unless it has no tickets and none are on their way."""
    if Ticket.objects.exists() or Import.objects.filter(path="", status__in=RUNNING).exists():
        raise AlreadyStarted("This account has tickets already.")
    sample = Import.objects.create(filename="Sample data", path="", status=Status.QUEUED)
    tasks.schedule_named(SAMPLE_TASK, sample.pk)
    return sample


def perform_sample(import_id: int) -> None:
    """Invent the tickets that start_sample queued."""
    with _in_hand(import_id) as ours:
        sample = Import.objects.filter(pk=import_id, path="", status__in=RUNNING).first()
        if not ours or sample is None:
            return

        def progress(done: int, total: int) -> None:
            Import.objects.filter(pk=import_id).update(status=Status.IMPORTING, bytes_done=done, bytes_total=total)

        try:
            filled = fill(schemas.current(), until=sample.created_at, progress=progress)
            rows = {"rows": filled.tickets, "accepted": filled.tickets, "tickets_created": filled.tickets, "events_created": filled.events}
            Import.objects.filter(pk=import_id).update(result=rows)
            _derive(sample)
        except Exception:
            _finish(sample, Status.FAILED, error="The sample data could not be made, by an error of ours.")
            raise


def resume_stalled() -> int:
    """Queue again the imports that should be running and are in nobody's hands; how many."""
    stalled = Import.objects.filter(status__in=RUNNING, created_at__lt=datetime.now(UTC) - STALLED).values_list("pk", "path")
    found = 0
    for import_id, path in stalled:
        with _in_hand(import_id) as free:
            if free:
                tasks.schedule_named(TASK if path else SAMPLE_TASK, import_id)
                found += 1
    return found


@contextmanager
def _in_hand(import_id: int) -> Iterator[bool]:
    """Whether nobody else has this import in hand; held until the block ends or the process dies."""
    account = schemas.current().pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCK, f"{account}:{import_id}"])
        (ours,) = cursor.fetchone()
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LOCK, f"{account}:{import_id}"])
