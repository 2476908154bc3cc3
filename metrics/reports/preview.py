"""What would be sent if it were sent now."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.readings import Period
from tenants.models import Agency

from .models import Report


@dataclass(frozen=True)
class LetterPreview:
    """A letter as its reader would see it: `html` is a whole document that loads nothing (its pictures are data: URLs)."""

    subject: str
    html: str
    text: str


def letter(report: Report, *, period: Period | None = None) -> LetterPreview:
    """The letter over the last whole week or month, or the given one."""
    raise NotImplementedError


def health(agency: Agency) -> LetterPreview:
    """The e-mail on the clients' health over the last whole week, whether or not a report of it is set up."""
    raise NotImplementedError
