"""From an edition that is due to one that is ready: numbers, files and letters to send, all at once or not at all."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from metrics.readings import Period, ReadingError
from tenants import audit
from tenants.models import AgencyMembership
from tenants.tasks import schedule_or_leave

from . import files, links
from .build import build
from .document import Document
from .models import Delivery, Edition, Kind, Report, State

GONE = "The client has left the agency or is suspended."
NOTHING = "Nobody had published any numbers."
NOBODY = "There was nobody to send it to."


def make(edition_id: int) -> State:
    """Make a waiting edition if its numbers are there, or if it has waited long enough. Returns what became of it."""
    edition = Edition.objects.select_related("report__agency", "report__account", "sent_by").filter(pk=edition_id).first()
    if edition is None or edition.state != State.WAITING:
        return State(edition.state) if edition else State.WITHHELD
    if not links.is_served(edition):
        return withhold(edition, GONE)
    now = timezone.now()
    try:
        document = build(edition.report, Period(edition.start, edition.end))
    except ReadingError as error:
        return withhold(edition, str(error))
    if document["is_partial"] or (document["is_provisional"] and now < edition.wait_until):
        return State.WAITING
    if document["as_of"] is None:
        return withhold(edition, NOTHING)
    return _ready(edition, document, now)


def withhold(edition: Edition, why: str) -> State:
    """Decide that nothing is sent, and say why."""
    Edition.objects.filter(pk=edition.pk, state=State.WAITING).update(state=State.WITHHELD, note=why)
    return State.WITHHELD


def readers(report: Report) -> list[str]:
    """The addresses that letters go to now: nobody who asked for none; of the portfolio's, only the agency's own people."""
    wanted = list(report.recipients.filter(stopped_at=None).order_by("email").values_list("email", flat=True))
    return wanted if report.kind == Kind.CLIENT else [email for email in wanted if email in staff(report)]


def staff(report: Report) -> set[str]:
    """The addresses of the agency's people, in small letters."""
    found = AgencyMembership.objects.filter(agency_id=report.agency_id, user__is_active=True).values_list("user__email", flat=True)
    return {email.lower() for email in found}


@transaction.atomic
def _ready(edition: Edition, document: Document, now: datetime) -> State:
    """Two workers that come at once: the second finds nothing to claim and does nothing."""
    report, to = edition.report, readers(edition.report)
    edition.document, edition.accounts, edition.made_at = document, document["accounts"], now
    edition.state, edition.note = (State.READY, "") if to else (State.DONE, NOBODY)
    links.issue(edition, now=now)
    fields = ("state", "note", "document", "accounts", "made_at", "salt", "digest", "expires_at", "revoked_at")
    if not Edition.objects.filter(pk=edition.pk, state=State.WAITING).update(**{field: getattr(edition, field) for field in fields}):
        return State.READY
    files.keep(edition)
    Report.objects.filter(pk=report.pk, commentary=report.commentary).update(commentary="")
    post(edition, to, now=now)
    until = now.astimezone(ZoneInfo(document["timezone"])).date().isoformat()
    by = edition.sent_by
    audit.record(
        "report.sent",
        agency=report.agency,
        account=report.account,
        by=by,
        subject=report.name,
        period=document["period"]["words"],
        on=until,
        recipients=len(to),
    )
    return State(edition.state)


def post(edition: Edition, to: list[str], *, now: datetime) -> None:
    """A letter to each of these addresses, on its way once the transaction is committed."""
    for delivery in Delivery.objects.bulk_create(Delivery(edition=edition, email=email, try_at=now) for email in to):
        schedule_or_leave("reports.deliver", delivery.pk)
