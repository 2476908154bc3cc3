"""Background work of reports; it belongs to no account."""

from __future__ import annotations

from celery import shared_task

from metrics.reports import making, schedule, sending
from tenants.tasks import AccountTask


@shared_task(base=AccountTask, name="reports.sweep", shared=True)
def sweep() -> int:
    """Begin what is due, and take up what was left. Returns how many editions were begun."""
    return schedule.sweep()


@shared_task(base=AccountTask, name="reports.make", shared=True)
def make(edition_id: int) -> str:
    """Build an edition if its numbers are there."""
    return str(making.make(edition_id))


@shared_task(base=AccountTask, name="reports.deliver", shared=True)
def deliver(delivery_id: int) -> None:
    """Send one letter."""
    sending.deliver(delivery_id)
