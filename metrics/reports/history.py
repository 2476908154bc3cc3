"""What was sent: editions of a report, sent now, sent again, and their links."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from metrics.readings import Period
from tenants.access import AgencyAccess
from tenants.models import Agency

from .models import Edition, Report


def editions(report: Report) -> QuerySet[Edition]:
    """Every edition of it, the newest period first, with `deliveries` at hand (email, state, sent_at, error)."""
    raise NotImplementedError


def send_now(access: AgencyAccess, report_id: int, *, period: Period | None = None) -> Edition:
    """An edition over the last whole week or month, or the given one, on its way. `Taken` if there is one already; `Invalid` for a
    period that is not over or no whole week or month, or a report without recipients."""
    raise NotImplementedError


def resend(access: AgencyAccess, edition_id: int, *, to: Sequence[str] = ()) -> Edition:
    """The same edition once more, to those it did not reach, or to these recipients of the report."""
    raise NotImplementedError


def link_of(edition: Edition) -> str | None:
    """The address of the edition's page; None once it has expired, was revoked, or before it is made."""
    raise NotImplementedError


def revoke_link(access: AgencyAccess, edition_id: int) -> Edition:
    """Nobody opens the edition's link any more, from the next request on."""
    raise NotImplementedError


def find(agency: Agency, edition_id: int) -> Edition:
    """One edition of the agency's. `Missing` if there is none."""
    raise NotImplementedError
