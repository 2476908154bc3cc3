"""A document as CSV: one row for each number, as raw as it was computed. Cells that a spreadsheet would run are made inert."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from .document import Document, Figure, Part

BOM = "﻿"
"""Without it, spreadsheets take UTF-8 for something else."""
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = (
    *("section", "client", "kpi", "name", "from", "to", "value", "unit", "n", "low", "high", "previous", "change", "direction", "target", "status"),
    *("ai_value", "ai_n", "human_value", "human_n", "shown", "notes"),
)
SECTION, BALANCING, CLIENTS = "report", "balancing", "client by client"


def render(document: Document) -> bytes:
    """The rows as UTF-8 with a header. Rates are fractions, durations seconds, a missing value is empty; "shown" is what the PDF says."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for section, figure in numbers(document):
        writer.writerow([inert(cell) for cell in _row(document, section, figure)])
    return (BOM + made.getvalue()).encode()


def numbers(document: Document) -> Iterator[tuple[str, Figure]]:
    """Every figure of the document with the part it stands in, in the order shown; one that balances several stands there once."""
    for block in document["blocks"]:
        yield SECTION, block["figure"]
    told = {block["figure"]["key"] for block in document["blocks"]}
    for block in document["blocks"]:
        for partner in block["partners"]:
            if partner["key"] not in told:
                told.add(partner["key"])
                yield BALANCING, partner
    for row in document["rows"]:
        for figure in row["figures"]:
            yield CLIENTS, figure


def inert(cell: Any) -> Any:
    """Text that begins like a formula gets an apostrophe before it; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def _row(document: Document, section: str, figure: Figure) -> list[Any]:
    client = figure["client"] or (document["subject"] if document["kind"] == "client" else "")
    where = [section, client, figure["key"], figure["name"], document["period"]["start"], document["period"]["end"]]
    numbers = [figure["value"], figure["unit"], figure["n"], figure["low"], figure["high"], figure["previous"], figure["change"]]
    judged = [figure["direction"], figure["target"], figure["status"], *_part(figure["ai"]), *_part(figure["human"])]
    return [*where, *numbers, *judged, figure["text"], "; ".join(filter(None, [figure["missing"], *figure["marks"]]))]


def _part(part: Part | None) -> tuple[float | None, int | None]:
    return (part["value"], part["n"]) if part else (None, None)
