"""What was sent: editions of a report, sent now, sent again, and their links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from metrics.readings import Period
from tenants import audit
from tenants.access import AgencyAccess
from tenants.errors import Invalid, Missing, Taken, TooMany
from tenants.models import Agency
from tenants.tasks import schedule_or_leave

from . import links, periods, rules
from .build import zone_of
from .making import post, readers
from .models import Delivery, Edition, Report, State

LETTERS_A_DAY = 100
"""Of one edition, which has at most twenty readers: nobody is written to again and again."""


def editions(report: Report) -> QuerySet[Edition]:
    """Every edition of it, the newest period first, with `deliveries` at hand (email, state, sent_at, error)."""
    found = Edition.objects.filter(report=report).select_related("report__agency", "report__account", "sent_by")
    return found.prefetch_related("deliveries").order_by("-end", "-pk")


def find(agency: Agency, edition_id: int) -> Edition:
    """One edition of the agency's. `Missing` if there is none, or if it shows a client that has left."""
    found = Edition.objects.select_related("report__agency", "report__account", "sent_by").prefetch_related("deliveries")
    edition = found.filter(pk=edition_id, report__in=rules.of_agency(agency).order_by()).first()
    if edition is None or not links.is_served(edition):
        raise Missing("There is no such edition in this agency.", field="id")
    return edition


def send_now(access: AgencyAccess, report_id: int, *, period: Period | None = None) -> Edition:
    """An edition over the last whole week or month, or the given one, on its way. `Taken` if there is one already; `Invalid` for a
    period that is not over or no whole week or month, or a report without recipients."""
    rules.may_manage(access)
    report, now = rules.find(access.agency, report_id), timezone.now()
    period = checked_period(report, period, now)
    if not readers(report):
        raise Invalid("The report has no recipients.", field="recipients")
    try:
        with transaction.atomic():
            edition = Edition.objects.create(report=report, start=period.start, end=period.end, wait_until=now, sent_by=access.user)
            schedule_or_leave("reports.make", edition.pk)
    except IntegrityError as clash:
        raise Taken("This period has an edition already; send that one again.", field="period") from clash
    return edition


def checked_period(report: Report, period: Period | None, now: datetime) -> Period:
    """The period asked for, or the last whole one where the report's zone is."""
    last = periods.last_whole(report.frequency, now.astimezone(ZoneInfo(zone_of(report))).date())
    if period is None:
        return last
    if not periods.is_whole(report.frequency, period):
        raise Invalid(f"A {report.frequency} report is over a whole {'week from Monday' if report.frequency == 'weekly' else 'month'}.", field="period")
    if period.end > last.end:
        raise Invalid("The period is not over yet.", field="period")
    return period


@transaction.atomic
def resend(access: AgencyAccess, edition_id: int, *, to: Sequence[str] = ()) -> Edition:
    """The same edition once more, to those it did not reach, or to these recipients of the report; its link begins anew."""
    rules.may_manage(access)
    edition, now = find(access.agency, edition_id), timezone.now()
    if edition.state != State.READY and (edition.state != State.DONE or edition.document is None):
        raise Invalid("This edition was never made; there is nothing to send again.", field="id")
    if Delivery.objects.filter(edition=edition, created_at__gt=now - timedelta(days=1)).count() >= LETTERS_A_DAY:
        raise TooMany(f"{LETTERS_A_DAY} letters of this edition were sent within a day. Try again tomorrow.")
    chosen = _chosen(edition, [email.strip().lower() for email in to])
    links.issue(edition, now=now)
    edition.state = State.READY
    edition.save(update_fields=["state", "salt", "digest", "expires_at", "revoked_at"])
    post(edition, chosen, now=now)
    audit.record("report.sent", agency=access.agency, account=edition.report.account, by=access, subject=edition.report.name, recipients=len(chosen))
    return edition


def _chosen(edition: Edition, to: list[str]) -> list[str]:
    allowed, letters = readers(edition.report), list(edition.deliveries.all())
    strangers = [email for email in to if email not in allowed]
    if strangers:
        raise Invalid(f"{strangers[0]} receives no letters of this report.", field="to")
    on_the_way = {each.email for each in letters if each.state in (Delivery.State.PENDING, Delivery.State.SENDING)}
    reached = {each.email for each in letters if each.state == Delivery.State.SENT}
    chosen = [email for email in (to or allowed) if email not in on_the_way and (to or email not in reached)]
    if not chosen:
        raise Invalid("Everybody has it already, or it is on its way to them; name whom to send it to again.", field="to")
    return list(dict.fromkeys(chosen))


def link_of(edition: Edition) -> str | None:
    """The address of the edition's page; None once it has expired, was revoked, or before it is made."""
    if edition.digest is None or edition.revoked_at is not None or edition.expires_at is None or edition.expires_at <= timezone.now():
        return None
    return links.address(edition) or None


@transaction.atomic
def revoke_link(access: AgencyAccess, edition_id: int) -> Edition:
    """Nobody opens the edition's link any more, from the next request on, and letters of it that wait are not sent."""
    rules.may_manage(access)
    edition = find(access.agency, edition_id)
    if edition.revoked_at is None:
        edition.revoked_at = timezone.now()
        edition.save(update_fields=["revoked_at"])
        audit.record("link.revoked", agency=access.agency, account=edition.report.account, by=access, subject=edition.report.name)
    return edition
