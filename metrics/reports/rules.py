"""What an agency wants sent, when and to whom: created, changed and removed by those who may manage its reports."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from tenants.access import AgencyAccess
from tenants.models import Agency

from .models import Frequency, Kind, Report


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
    raise NotImplementedError


def find(agency: Agency, report_id: int) -> Report:
    """One of them. `Missing` if there is none."""
    raise NotImplementedError


def create(access: AgencyAccess, *, kind: Kind | str, account_id: int | None, wanted: Wanted) -> Report:
    """A new report. `Invalid` names the field; `Missing` for an account that is no client; `Refused` FORBIDDEN for who may not manage."""
    raise NotImplementedError


def update(access: AgencyAccess, report_id: int, *, wanted: Wanted) -> Report:
    """The report as it is wanted now; its kind and its client stay."""
    raise NotImplementedError


def remove(access: AgencyAccess, report_id: int) -> Report:
    """Gone with its history, and its links are dead. Returns what was removed."""
    raise NotImplementedError


def write_commentary(access: AgencyAccess, report_id: int, *, text: str) -> Report:
    """What the next edition opens with: plain text, at most 5,000 characters."""
    raise NotImplementedError
