"""A document as HTML and as plain text: the letter's body and the page behind its link. Every word is escaped, nothing runs or loads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from tenants import contrast

from . import charts
from .document import Document

MOST_ROWS = 40
"""Mail readers cut letters of more than about 100 kB; a longer table is on the page and in the files, and the letter says so."""
FINDINGS = (
    ("movers", "Moved beyond chance", "Nobody's numbers moved more than chance explains."),
    ("off_target", "Off target", "No client misses a target of its own."),
    ("silent", "No new data", "Every client's data keep arriving."),
)


def html(document: Document, *, subject: str, logo: str, pictures: Mapping[int, str], link: str = "", expires: str = "", stop: str = "") -> str:
    """The letter's HTML. `logo` and `pictures` (by the place of their block) are addresses: cid: in letters, data: in previews."""
    words = {"subject": subject, "link": link, "expires": expires, "stop": stop, "ink": contrast.ink_on(document["accent"])}
    return render_to_string("reports/letter.html", {**_shown(document, logo, pictures, most=MOST_ROWS), **words})


def text(document: Document, *, link: str = "", expires: str = "", stop: str = "") -> str:
    """The letter for those who read plain text: the same numbers in the same words."""
    made = render_to_string("reports/letter.txt", {**_shown(document, "", {}, most=MOST_ROWS), "link": link, "expires": expires, "stop": stop})
    return made.strip() + "\n"


def page(document: Document, *, logo: str, pictures: Mapping[int, str], pdf: str = "", csv: str = "", expires: str = "") -> str:
    """The page that a link opens."""
    return render_to_string("reports/page.html", {**_shown(document, logo, pictures), "pdf": pdf, "csv": csv, "expires": expires})


def subject(document: Document) -> str:
    """ "Weekly support report: Fernglass, 16–22 November 2026" on one line."""
    return " ".join(f"{document['name']}: {document['subject']}, {document['period']['words']}".split())


def _shown(document: Document, logo: str, pictures: Mapping[int, str], *, most: int | None = None) -> dict[str, Any]:
    blocks = [{"block": block, "picture": pictures.get(place, ""), "alt": charts.alt(block)} for place, block in enumerate(document["blocks"])]
    found: Mapping[str, Any] = document
    findings = [{"title": title, "rows": found[key], "empty": empty} for key, title, empty in FINDINGS]
    rows = document["rows"] if most is None or len(document["rows"]) <= most else []
    return {"doc": document, "rows": rows, "logo": logo, "blocks": blocks, "findings": findings}
