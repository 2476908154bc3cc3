"""Background work on what leaves: exports, customers' erasure, accounts whose time is over. It goes on while an account is suspended."""

from __future__ import annotations

from typing import cast

from celery import shared_task

from metrics import archive
from tenants import ending
from tenants.tasks import AccountTask, schedule_for_every_account
from tickets import erasure


@shared_task(base=AccountTask, name="exports.write", while_suspended=True)
def write_export(export_id: int) -> None:
    """Write an export that was asked for."""
    archive.perform(export_id)


@shared_task(base=AccountTask, name="customers.erase", while_suspended=True)
def erase_customer(erasure_id: int) -> None:
    """Carry out a customer's erasure."""
    erasure.perform(erasure_id)


@shared_task(base=AccountTask, name="exports.tidy", while_suspended=True)
def tidy() -> None:
    """Remove archives whose week is over; carry on exports and erasures whose worker died."""
    archive.lapse()
    archive.resume_stalled()
    erasure.resume_stalled()


@shared_task(base=AccountTask, name="exports.tidy_all", shared=True)
def tidy_all() -> int:
    """The same for every account. Returns how many."""
    return schedule_for_every_account(cast(AccountTask, tidy))


@shared_task(base=AccountTask, name="accounts.erase_due", shared=True)
def erase_due() -> int:
    """Erase the accounts whose grace period is over. Returns how many."""
    return ending.erase_due()
