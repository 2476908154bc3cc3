"""Exports of the current account, from the request to the day on which the file is removed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tenants import audit, schemas, tasks
from tenants.access import Access
from tickets.models import Export

from .writing import write

TASK = "exports.write"
OFFERED = timedelta(days=7)
"""How long a finished archive can be fetched."""
STALLED = timedelta(minutes=10)
PENDING = (Export.Status.QUEUED, Export.Status.WRITING)
UNFINISHED = ".part"
_LOCK = 1702391919


def request(*, by: Access | None) -> Export:
    """Queue an export of the current account; the one that is queued or being written already, if there is one. None stands for the operator.

    Needs Ability.ADMINISTER, which the caller has checked. When its `status` is "ready", it is fetched from
    /a/<slug>/api/v1/exports/<id>/file until `expires_at`; `bytes`, `rows` and `sha256` describe it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
        found = Export.objects.filter(status__in=PENDING).first()
        if found is not None:
            return found
        entry = audit.record("export.started", account=schemas.current(), by=by)
        export = Export.objects.create(created_by=entry.actor)
        tasks.schedule_or_leave(TASK, export.pk)
    return export


def folder() -> Path:
    """Where the current account's archives lie; no other account's code path leads here."""
    return Path(settings.MEDIA_ROOT) / "accounts" / str(schemas.current().schema_name) / "exports"


def written(export: Export) -> int:
    """How many bytes of an export in the making are written, for its progress; all of one that is finished."""
    part = folder() / f"{export.path}{UNFINISHED}"
    return part.stat().st_size if export.status == Export.Status.WRITING and part.exists() else export.bytes


def file_of(export: Export) -> Path | None:
    """The finished archive, or None unless it is offered now."""
    if export.status != Export.Status.READY or export.expires_at is None or export.expires_at <= timezone.now():
        return None
    path = folder() / Path(export.path).name
    return path if path.exists() else None


def perform(export_id: int) -> None:
    """Write a queued export, or write anew one whose worker died; does nothing while another worker has it in hand."""
    with _in_hand(export_id) as ours:
        export = Export.objects.filter(pk=export_id, status__in=PENDING).first()
        if not ours or export is None:
            return
        _remove(export.path)
        name = f"{uuid.uuid4().hex}.zip"
        Export.objects.filter(pk=export.pk).update(status=Export.Status.WRITING, path=name)
        try:
            _write(export.pk, name)
        except Exception:
            _remove(name)
            failed = "The export could not be written, by an error of ours. Ask for it again."
            Export.objects.filter(pk=export.pk).update(status=Export.Status.FAILED, path="", error=failed, finished_at=timezone.now())
            raise


def _write(export_id: int, name: str) -> None:
    part = folder() / f"{name}{UNFINISHED}"
    found = write(part, schemas.current(), at=timezone.now())
    part.rename(folder() / name)
    now = timezone.now()
    kept = Export.objects.filter(pk=export_id, path=name).update(
        status=Export.Status.READY, bytes=found.bytes, rows=found.rows, sha256=found.sha256, finished_at=now, expires_at=now + OFFERED
    )
    if not kept:  # Somebody was erased meanwhile, whom this archive still names.
        _remove(name)


def lapse(*, everything: bool = False) -> int:
    """Remove the archives whose time is over, or all of them, and files that belong to none. Returns how many exports lapsed."""
    over = Export.objects.filter(status=Export.Status.READY)
    gone = [export for export in over if everything or export.expires_at is None or export.expires_at <= timezone.now()]
    Export.objects.filter(pk__in=[export.pk for export in gone]).update(status=Export.Status.LAPSED, path="")
    for export in gone:
        _remove(export.path)
    return len(gone)


def lapse_all() -> int:
    """Remove every archive of the account, and begin anew those that are being written: a customer was erased whom they still name. Returns how many."""
    for export in Export.objects.filter(status=Export.Status.WRITING):
        Export.objects.filter(pk=export.pk).update(status=Export.Status.QUEUED, path="")
        tasks.schedule_or_leave(TASK, export.pk)
    return lapse(everything=True)


def resume_stalled() -> int:
    """Queue again the exports that should be written and are in nobody's hands; how many."""
    found = 0
    for export_id in Export.objects.filter(status__in=PENDING, created_at__lt=timezone.now() - STALLED).values_list("pk", flat=True):
        with _in_hand(export_id) as free:
            if free:
                tasks.schedule_named(TASK, export_id)
                found += 1
    return found


def _remove(name: str) -> None:
    for path in (folder() / Path(name).name, folder() / f"{Path(name).name}{UNFINISHED}") if name else ():
        path.unlink(missing_ok=True)


@contextmanager
def _in_hand(export_id: int) -> Iterator[bool]:
    """Whether nobody else has this export in hand; held until the block ends or the process dies."""
    holder = f"{schemas.current().pk}:{export_id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCK, holder])
        (ours,) = cursor.fetchone()
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LOCK, holder])
