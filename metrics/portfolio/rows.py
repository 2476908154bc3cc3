"""A row of published states, as it comes from the database."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Row(NamedTuple):
    """A row as it is stored, with the place of its client and channel among the subjects."""

    subject: int
    block: date
    counts: bytes
    sums: bytes | None
    hist: bytes | None
