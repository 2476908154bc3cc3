"""What an agency wants sent, when and to whom: created, changed and removed by those who may manage its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from metrics.published.kpis import published_kpi
from tenants import audit
from tenants.access import AgencyAbility, AgencyAccess
from tenants.agencies import agency_clients
from tenants.errors import Forbidden, Invalid, Missing, Taken
from tenants.models import Agency

from .files import FORMATS
from .making import staff
from .models import Frequency, Kind, Recipient, Report
from .schedule import arm

MOST_KPIS, MOST_RECIPIENTS, LONGEST_NAME, LONGEST_COMMENTARY = 12, 20, 80, 5000
LAST_DAY = {Frequency.WEEKLY: 7, Frequency.MONTHLY: 31}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A report as somebody wants it. `day`: 1 Monday … 7 Sunday for WEEKLY, 1 … 31 for MONTHLY; `formats`: what is attached."""

    name: str
    frequency: Frequency | str
    day: int
    hour: int = 8
    kpis: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pdf",)
    is_active: bool = True


def of_agency(agency: Agency) -> QuerySet[Report]:
    """The agency's reports by name; those of clients that have left or are suspended are not there."""
    served = Q(account=None) | Q(account__in=agency_clients(agency).order_by().values("pk"))
    return Report.objects.filter(served, agency=agency).select_related("agency", "account").order_by("name", "pk")


def find(agency: Agency, report_id: int) -> Report:
    """One of them. `Missing` if there is none."""
    report = of_agency(agency).filter(pk=report_id).first()
    if report is None:
        raise Missing("There is no such report in this agency.", field="id")
    return report


def create(access: AgencyAccess, *, kind: Kind | str, account_id: int | None, wanted: Wanted) -> Report:
    """A new report. `Invalid` names the field; `Missing` for an account that is no client; `Forbidden` for who may not manage."""
    may_manage(access)
    if kind not in Kind.values:
        raise Invalid(f"A report is one of {', '.join(Kind.values)}.", field="kind")
    if (kind == Kind.CLIENT) is (account_id is None):
        raise Invalid("A report on a client names it; one on the portfolio names none.", field="client")
    if account_id is not None and not agency_clients(access.agency).filter(pk=account_id).exists():
        raise Missing("There is no such client in this agency.", field="client")
    report = Report(agency=access.agency, account_id=account_id, kind=Kind(kind), created_by=access.user)
    return _keep(report, wanted, access, action="report.made")


def update(access: AgencyAccess, report_id: int, *, wanted: Wanted) -> Report:
    """The report as it is wanted now; its kind and its client stay. A changed schedule begins now: nothing due before is made up for."""
    may_manage(access)
    return _keep(find(access.agency, report_id), wanted, access, action="report.changed")


@transaction.atomic
def remove(access: AgencyAccess, report_id: int) -> Report:
    """Gone with its history, and its links are dead. Returns what was removed."""
    may_manage(access)
    report = find(access.agency, report_id)
    Report.objects.filter(pk=report.pk).delete()
    audit.record("report.removed", agency=access.agency, account=report.account, by=access, subject=report.name)
    return report


def write_commentary(access: AgencyAccess, report_id: int, *, text: str) -> Report:
    """What the next edition opens with: plain text, at most 5,000 characters, paragraphs parted by an empty line."""
    may_manage(access)
    report = find(access.agency, report_id)
    text = "".join(letter for letter in text.replace("\r\n", "\n").replace("\r", "\n") if letter == "\n" or letter.isprintable()).strip()
    if len(text) > LONGEST_COMMENTARY:
        raise Invalid(f"The commentary has {len(text)} characters; at most {LONGEST_COMMENTARY} are taken.", field="commentary")
    report.commentary = text
    report.save(update_fields=["commentary", "updated_at"])
    return report


def may_manage(access: AgencyAccess) -> None:
    """Raise `Forbidden` for whoever only reads."""
    if not access.may(AgencyAbility.MANAGE):
        raise Forbidden("Reports are managed by owners and managers of the agency.")


def _keep(report: Report, wanted: Wanted, access: AgencyAccess, *, action: str) -> Report:
    """The report checked, saved and armed, with its recipients; all or nothing."""
    was = (report.frequency, report.day, report.hour, report.is_active) if report.pk else None
    _apply(report, wanted)
    addresses = checked_recipients(report, wanted.recipients)
    if (report.frequency, report.day, report.hour, report.is_active) != was:
        arm(report, now=timezone.now())
    try:
        with transaction.atomic():
            report.save()
            report.recipients.exclude(email__in=addresses).delete()
            Recipient.objects.bulk_create([Recipient(report=report, email=email) for email in addresses], ignore_conflicts=True)
            audit.record(action, agency=access.agency, account=report.account, by=access, subject=report.name, recipients=addresses)
    except IntegrityError as clash:
        raise Taken("There is already a report with this name.", field="name") from clash
    return report


def _apply(report: Report, wanted: Wanted) -> None:
    report.name = checked_name(wanted.name)
    report.kpis = checked_kpis(wanted.kpis)
    if wanted.frequency not in Frequency.values:
        raise Invalid(f"A report is sent {' or '.join(Frequency.values)}.", field="frequency")
    report.frequency = Frequency(wanted.frequency)
    if not 1 <= wanted.day <= LAST_DAY[report.frequency]:
        raise Invalid(f"The day of a {report.frequency} report is from 1 to {LAST_DAY[report.frequency]}.", field="day")
    if not 0 <= wanted.hour <= 23:
        raise Invalid("The hour is from 0 to 23.", field="hour")
    unknown = [form for form in wanted.formats if form not in FORMATS]
    if unknown:
        raise Invalid(f"There is no format {unknown[0]!r}; there are {', '.join(FORMATS)}.", field="formats")
    report.day, report.hour, report.is_active = wanted.day, wanted.hour, wanted.is_active
    report.formats = [form for form in FORMATS if form in wanted.formats]


def checked_name(name: str) -> str:
    """One line of at most 80 printable characters."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"Give the report a name of at most {LONGEST_NAME} characters.", field="name")
    return name


def checked_kpis(keys: Iterable[str]) -> list[str]:
    """At most twelve published KPIs, each once."""
    found = list(dict.fromkeys(keys))
    for key in found:
        if published_kpi(key) is None:
            raise Invalid(f"{key!r} is no KPI that clients publish.", field="kpis")
    if len(found) > MOST_KPIS:
        raise Invalid(f"A report shows at most {MOST_KPIS} KPIs; these are {len(found)}.", field="kpis")
    return found


def checked_recipients(report: Report, emails: Iterable[str]) -> list[str]:
    """At most twenty addresses, each once. What shows several clients goes to the agency's own people alone."""
    found = list(dict.fromkeys(email.strip().lower() for email in emails))
    for email in found:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Invalid(f"{email!r} is no e-mail address.", field="recipients") from error
    if len(found) > MOST_RECIPIENTS:
        raise Invalid(f"A report goes to at most {MOST_RECIPIENTS} addresses; these are {len(found)}.", field="recipients")
    strangers = [] if report.kind == Kind.CLIENT else sorted(set(found) - staff(report))
    if strangers:
        raise Invalid(f"{strangers[0]} is none of the agency's people; what shows several clients goes to them alone.", field="recipients")
    return found
