"""Background work on tickets: imports, derivation of facts, and the clock's part in commitments."""

from celery import shared_task
from django.conf import settings

from tenants.tasks import AccountTask, schedule_for_every_account, schedule_named
from tickets import facts, uploads
from tickets.ingest import rows
from tickets.models import TouchedDay, TouchedTicket


@shared_task(base=AccountTask, name="tickets.import_file")
def import_file(import_id: int) -> None:
    """Carry out an upload's import."""
    uploads.perform(import_id)


@shared_task(base=AccountTask, name="tickets.fill_sample")
def fill_sample(import_id: int) -> None:
    """Fill an empty account with invented tickets."""
    uploads.perform_sample(import_id)


@shared_task(base=AccountTask, name="tickets.derive")
def derive() -> None:
    """Derive the facts of tickets that changed, then have the next step done, also where only rows beside tickets did."""
    if facts.derive_touched() or TouchedDay.objects.exists():
        schedule_named(settings.AFTER_DERIVE)


@shared_task(base=AccountTask, name="tickets.redate")
def redate() -> None:
    """Put the rows beside tickets on the days of the account's new zone, then have the facts of tickets follow."""
    rows.redate()
    schedule_named("tickets.derive")


@shared_task(base=AccountTask, name="tickets.sweep_sla")
def sweep_sla() -> None:
    """Tickets that have missed a commitment by now, news that nobody derived, and imports whose worker died."""
    uploads.resume_stalled()
    if facts.sweep_undecided() or TouchedTicket.objects.exists() or TouchedDay.objects.exists():
        schedule_named("tickets.derive")


@shared_task(base=AccountTask, name="tickets.sweep_sla_all", shared=True)
def sweep_sla_all() -> None:
    """The sweep, for every account."""
    schedule_for_every_account(sweep_sla)
