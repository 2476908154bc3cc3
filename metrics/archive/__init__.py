"""Everything an account has, as one archive: asked for, written by a task, offered for a week."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tickets.models import Export

TASK = "exports.write"
OFFERED = timedelta(days=7)
"""How long a finished archive can be fetched."""


def request(*, by: object) -> Export:
    """Queue an export of the current account; the one that is queued or being written already, if there is one. `by` is the Access.

    Needs Ability.ADMINISTER, which the caller has checked. When its `status` is "ready", it is fetched from
    /a/<slug>/api/v1/exports/<id>/file until `expires_at`; `bytes`, `rows` and `sha256` describe it.
    """
    raise NotImplementedError


def written(export: Export) -> int:
    """How many bytes of an export in the making are written, for its progress."""
    raise NotImplementedError


def file_of(export: Export) -> Path | None:
    """The finished archive, or None unless it is offered now."""
    raise NotImplementedError


def perform(export_id: int) -> None:
    """Write a queued export, or write anew one whose worker died; does nothing while another worker has it in hand."""
    raise NotImplementedError
