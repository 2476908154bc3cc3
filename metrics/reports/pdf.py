"""A document as a tagged PDF, and its charts as pictures, typeset by Typst from templates that take the document as data.

Neither the network nor the system's fonts are used: the same document makes the same pages on every machine.
"""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import typst
from PIL import Image

from . import charts
from .document import Document

TEMPLATES = Path(__file__).parent / "typeset"
ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1: title, language, tags and alternative texts are there, or it is not made."""
PICTURE_PPI = 192.0
COLOURS = 64


def render(document: Document, *, logo: bytes | None = None) -> bytes:
    """The report on A4 pages."""
    drawn = {str(place): chart for place, chart in charts.all_of(document).items()}
    data = {"document": document, "charts": drawn, "logo": list(logo) if logo else None}
    made = _compiler("report.typ").compile(format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards=[ACCESSIBLE])
    assert isinstance(made, bytes)
    return made


def pictures(document: Document) -> dict[int, bytes]:
    """A PNG of 1104×299 pixels for each block with a chart, by the block's place."""
    drawn = charts.all_of(document)
    if not drawn:
        return {}
    data = {"charts": list(drawn.values()), "accent": document["accent"]}
    made: Any = _compiler("pictures.typ").compile(format="png", ppi=PICTURE_PPI, sys_inputs={"data": json.dumps(data)})
    return {place: _lighter(png) for place, png in zip(drawn, [made] if isinstance(made, bytes) else made, strict=True)}


def _lighter(png: bytes) -> bytes:
    """The picture in 64 colours: a third of its size, and the eye sees no difference."""
    made = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG")
    return made.getvalue()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(TEMPLATES / "fonts")])


def _compiler(name: str) -> typst.Compiler:
    return typst.Compiler(input=str(TEMPLATES / name), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True)
