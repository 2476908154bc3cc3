"""What is due, by each report's own clock: claimed exactly once for each period, and at most one missed period made up for."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from tenants.tasks import schedule_or_leave

from . import periods, sending
from .build import zone_of
from .models import Delivery, Edition, EditionFile, Report, State

PATIENCE = timedelta(hours=6)
"""For so long an edition waits for its period's last numbers, before it is sent with those there are, as provisional."""

GIVEN_UP = timedelta(days=3)
UNMADE = "It could not be made within three days; the log of the workers says why."


def sweep() -> int:
    """Claim what is due, and send on their way editions and letters that wait. Returns how many editions were begun."""
    now = timezone.now()
    begun = sum(claim(report, now=now) is not None for report in due(now))
    for pk in Edition.objects.filter(state=State.WAITING).values_list("pk", flat=True):
        schedule_or_leave("reports.make", pk)
    for pk in Delivery.objects.filter(state=Delivery.State.PENDING, try_at__lte=now).values_list("pk", flat=True):
        schedule_or_leave("reports.deliver", pk)
    sending.give_up_stalled(now)
    Edition.objects.filter(state=State.WAITING, created_at__lt=now - GIVEN_UP).update(state=State.WITHHELD, note=UNMADE)
    EditionFile.objects.filter(edition__expires_at__lt=now).delete()
    return begun


def due(now: datetime) -> list[Report]:
    """Active reports whose time has come, and those whose zone has changed since it was worked out."""
    zoned = Report.objects.filter(is_active=True).annotate(zone_now=Coalesce("account__timezone", "agency__timezone"))
    return list(zoned.filter(Q(due_at__lte=now) | ~Q(zone=F("zone_now"))).select_related("agency", "account").order_by("due_at", "pk"))


@transaction.atomic
def claim(report: Report, *, now: datetime) -> Edition | None:
    """Begin the edition that is due, and work out when the next one is. None if another worker was first, if it exists already, or if
    it was due before the schedule was set."""
    zone = zone_of(report)
    upcoming = periods.next_due(report.frequency, report.day, report.hour, zone=zone, after=now)
    if not Report.objects.filter(pk=report.pk, is_active=True, due_at=report.due_at, zone=report.zone).update(due_at=upcoming, zone=zone):
        return None
    latest = periods.last_due(report.frequency, report.day, report.hour, zone=zone, at=now)
    if latest <= report.armed_at:
        return None
    period = periods.period_due(report.frequency, latest, zone=zone)
    edition, is_new = Edition.objects.get_or_create(report=report, start=period.start, end=period.end, defaults={"wait_until": latest + PATIENCE})
    return edition if is_new else None


def arm(report: Report, *, now: datetime) -> None:
    """Set a new or changed schedule, not yet saved: from now on, and nothing that was due before."""
    report.armed_at, report.zone = now, zone_of(report)
    report.due_at = periods.next_due(report.frequency, report.day, report.hour, zone=report.zone, after=now) if report.is_active else None
