"""Background work: bring snapshots up to date, and publish what agencies and peers may read of them."""

from __future__ import annotations

from typing import cast

from celery import shared_task

from metrics import benchmarks, published, snapshots
from tenants.tasks import AccountTask, schedule_for_every_account


@shared_task(base=AccountTask, name="metrics.recompute")
def recompute(everything: bool = False) -> int:
    """Compute what was touched in this account, or all of it, and publish it. Returns how many local days."""
    days = snapshots.recompute(everything=everything).days
    published.publish()
    return days


@shared_task(base=AccountTask, name="metrics.publish")
def publish() -> int:
    """Publish what is not yet, for instance because somebody may read it for the first time. Returns how many blocks were written."""
    return published.publish()


@shared_task(base=AccountTask, name="metrics.recompute_all", shared=True)
def recompute_all() -> int:
    """Let every account catch up: days that no import announced, and definitions that changed. Returns how many accounts."""
    return schedule_for_every_account(cast(AccountTask, recompute))


@shared_task(base=AccountTask, name="metrics.freeze_benchmarks", shared=True)
def freeze_benchmarks() -> bool:
    """Form the peer cohorts of the last settled quarter, unless that has been done. Whether it was done now."""
    return benchmarks.freeze()
