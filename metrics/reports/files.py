"""The files of an edition: as they were sent while its link lives, and made again from its document afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from tenants.looks import logo_png

from . import pdf, sheet
from .document import Document
from .models import Edition, EditionFile

FORMATS = ("pdf", "csv")
CHART = "chart-"
TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}
MAKE: dict[str, Callable[[Edition], bytes]] = {
    "pdf": lambda edition: pdf.render(shown(edition), logo=logo_png(edition.report.agency)),
    "csv": lambda edition: sheet.render(shown(edition)),
}


def shown(edition: Edition) -> Document:
    """What the edition shows; it must have been made."""
    return cast(Document, edition.document)


def keep(edition: Edition) -> None:
    """Make all files and pictures of an edition whose document is there, and keep them."""
    made = {form: make(edition) for form, make in MAKE.items()}
    drawn = {f"{CHART}{place}": png for place, png in pdf.pictures(shown(edition)).items()}
    EditionFile.objects.bulk_create(EditionFile(edition=edition, format=name, content=content) for name, content in {**made, **drawn}.items())


def content(edition: Edition, form: str) -> bytes:
    """One file, as it was sent."""
    kept = EditionFile.objects.filter(edition=edition, format=form).values_list("content", flat=True).first()
    return bytes(kept) if kept is not None else MAKE[form](edition)


def pictures(edition: Edition) -> dict[int, bytes]:
    """Its charts as PNG, by the place of their block."""
    kept = EditionFile.objects.filter(edition=edition, format__startswith=CHART).values_list("format", "content")
    return {int(name.removeprefix(CHART)): bytes(content) for name, content in kept} or pdf.pictures(shown(edition))
