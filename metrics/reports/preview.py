"""What would be sent if it were sent now."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from metrics.readings import Period
from tenants.models import Agency

from . import letters, pdf, periods, rendering
from .build import build, zone_of
from .document import Document
from .models import Frequency, Kind, Report


@dataclass(frozen=True)
class LetterPreview:
    """A letter as its reader would see it: `html` is a whole document that loads nothing (its pictures are data: URLs)."""

    subject: str
    html: str
    text: str


def letter(report: Report, *, period: Period | None = None) -> LetterPreview:
    """The letter over the last whole week or month, or the given one."""
    shown = document(report, period=period)
    logo, pictures = letters.as_data(report.agency, pdf.pictures(shown))
    subject = rendering.subject(shown)
    return LetterPreview(subject, rendering.html(shown, subject=subject, logo=logo, pictures=pictures), rendering.text(shown))


def document(report: Report, *, period: Period | None = None) -> Document:
    """What it would show."""
    today = timezone.now().astimezone(ZoneInfo(zone_of(report))).date()
    return build(report, period or periods.last_whole(report.frequency, today))


def health(agency: Agency) -> LetterPreview:
    """The e-mail on the clients' health over the last whole week, whether or not a report of it is set up."""
    return letter(Report(agency=agency, kind=Kind.HEALTH, name="Client health", frequency=Frequency.WEEKLY, day=1))
