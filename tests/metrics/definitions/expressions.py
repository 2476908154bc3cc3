"""Expressions told in one line: `of("count", population=[{"field": "tag", "is": ["vip"]}])`."""

from __future__ import annotations

from typing import Any

UNITS = {"share": "percent", "count": "count", "level": "count", "net": "score", "ratio": "percent"}


def of(reads: str, key: str = "own_kpi", facts: str = "tickets", **parts: Any) -> dict[str, Any]:
    """An expression that is complete, of tickets unless told."""
    return {
        "key": key,
        "name": "Our own",
        "asks": "How well do we do it our way?",
        "unit": UNITS.get(reads, "duration"),
        "better": "lower",
        "facts": facts,
        "reads": reads,
        "balanced_by": ["csat"],
        **parts,
    }
