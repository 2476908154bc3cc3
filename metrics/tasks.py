"""Background work: bring snapshots up to date."""

from __future__ import annotations

from typing import cast

from celery import shared_task

from metrics import snapshots
from tenants.tasks import AccountTask, schedule_for_every_account


@shared_task(base=AccountTask, name="metrics.recompute")
def recompute(everything: bool = False) -> int:
    """Compute what was touched in this account, or all of it. Returns how many local days."""
    return snapshots.recompute(everything=everything).days


@shared_task(base=AccountTask, name="metrics.recompute_all", shared=True)
def recompute_all() -> int:
    """Let every account catch up: days that no import announced, and definitions that changed. Returns how many accounts."""
    return schedule_for_every_account(cast(AccountTask, recompute))
