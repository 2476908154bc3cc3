"""The geometry of a report's charts: where each value lies between 0 and 1, bottom to top, and in words what the chart shows."""

from __future__ import annotations

from typing import TypedDict

from metrics.declare import Unit

from . import words
from .document import Block, Document, Dot

HEADROOM = 0.12
FAR = 1.5
"""A goal farther away than this many times the values' range would flatten them, and is told in words alone."""


class Mark(TypedDict):
    """One value: its height, those of its interval's ends, and its label; None for a gap. `is_last`: it is the report's own period."""

    label: str
    text: str
    y: float | None
    low: float | None
    high: float | None
    is_last: bool


class Chart(TypedDict):
    """`kind`: bars or line; `top` and `bottom`: what the ends of the axis say; `goal`: the target's height."""

    kind: str
    marks: list[Mark]
    top: str
    bottom: str
    goal: float | None
    alt: str


def of(block: Block, *, currency: str | None = None) -> Chart | None:
    """The chart of a block; None with fewer than two values, which make no course."""
    values = [dot["value"] for dot in block["dots"] if dot["value"] is not None]
    if len(values) < 2:
        return None
    unit = Unit(block["figure"]["unit"])
    ends = [end for dot in block["dots"] for end in (dot["low"], dot["high"]) if end is not None]
    bottom, top = _ends(unit, values, ends, block["goal"], is_bars=block["chart"] == "bars")
    goal = block["goal"]
    return {
        "kind": block["chart"],
        "marks": [_mark(dot, bottom, top, is_last=place == len(block["dots"]) - 1) for place, dot in enumerate(block["dots"])],
        "top": words.value(unit, top, currency),
        "bottom": words.value(unit, bottom, currency),
        "goal": _height(goal, bottom, top) if goal is not None and bottom <= goal <= top else None,
        "alt": alt(block),
    }


def alt(block: Block) -> str:
    """The chart in a sentence, for those who do not see it."""
    told = ", ".join(f"{dot['label']} {dot['text']}" for dot in block["dots"])
    return f"{block['figure']['name']} over time: {told}."


def all_of(document: Document) -> dict[int, Chart]:
    """The charts by the place of their block."""
    return {place: chart for place, block in enumerate(document["blocks"]) if (chart := of(block)) is not None}


def _ends(unit: Unit, values: list[float], ends: list[float], goal: float | None, *, is_bars: bool) -> tuple[float, float]:
    """The axis: from zero for bars; otherwise around the values, their intervals as far as these do not flatten them, and the goal if
    it is near; never beyond what a value can be."""
    low, high = min(values), max(values)
    if is_bars:
        return 0.0, high * (1 + HEADROOM) or 1.0
    room = (high - low) or abs(high) * HEADROOM or 1.0
    low, high = max(min([low, *ends]), low - room), min(max([high, *ends]), high + room)
    if goal is not None and low - FAR * room <= goal <= high + FAR * room:
        low, high = min(low, goal), max(high, goal)
    room = ((high - low) or room) * HEADROOM * 2
    bottom, top = low - room, high + room
    if unit in (Unit.PERCENT, Unit.DURATION) and low >= 0:
        bottom = max(bottom, 0.0)
    return bottom, min(top, 1.0) if unit is Unit.PERCENT and high <= 1 else top


def _mark(dot: Dot, bottom: float, top: float, *, is_last: bool) -> Mark:
    low, middle, high = (None if value is None else _height(value, bottom, top) for value in (dot["low"], dot["value"], dot["high"]))
    return {"label": dot["label"], "text": dot["text"], "y": middle, "low": low, "high": high, "is_last": is_last}


def _height(value: float, bottom: float, top: float) -> float:
    return min(max((value - bottom) / ((top - bottom) or 1.0), 0.0), 1.0)
