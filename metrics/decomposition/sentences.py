"""A decomposition in plain words."""

from __future__ import annotations

from metrics.declare import Unit
from metrics.readings import Direction
from metrics.readings.statistics import ENOUGH

from .types import Decomposition, Kind, Segment

MOST = 0.5
NEGLIGIBLE = 0.01


def sentences(found: Decomposition) -> tuple[str, ...]:
    """What happened, what made it so, which segment did most, and why not to make too much of it."""
    if found.missing:
        return found.missing
    told = [_change(found)]
    if found.kind is not Kind.TOTAL:
        told.append(_cause(found))
    if found.reverses:
        told.append(f"Every segment {_moved(-(found.change or 0.0))} on its own while the whole {_moved(found.change or 0.0)}: the blend alone misleads.")
    told += _largest(found)
    return (*told, *_reservations(found))


def _reservations(found: Decomposition) -> list[str]:
    """Why not to make too much of it."""
    told = []
    if found.direction is Direction.UNCHANGED and found.change:
        told.append("The change as a whole is within chance.")
    if found.kind is not Kind.TOTAL and min(found.before.n, found.now.n) < ENOUGH:
        told.append(f"There are only {min(found.before.n, found.now.n)} cases in one of the periods: chance alone may have done this.")
    if found.is_partial:
        told.append("The period is not over yet, so the change may still turn.")
    return told


def _change(found: Decomposition) -> str:
    name, unit, change = found.kpi.name, found.kpi.unit, found.change or 0.0
    ends = f"{amount(found.before.value or 0.0, unit)} to {amount(found.now.value or 0.0, unit)}"
    return f"{name} {_moved(change)} from {ends}, by {step(abs(change), unit)}." if change else f"{name} stayed at {amount(found.now.value or 0.0, unit)}."


def _cause(found: Decomposition) -> str:
    """Which of rate and mix made the change, or hid one."""
    unit, change, rate, mix = found.kpi.unit, found.change or 0.0, found.rate or 0.0, found.mix or 0.0
    if not rate and not mix:
        return "Neither the segments nor their shares changed anything."
    if rate * mix < 0 and min(abs(rate), abs(mix)) > NEGLIGIBLE * max(abs(rate), abs(mix)):
        larger, smaller = ("mix", "rate") if abs(mix) > abs(rate) else ("rate", "mix")
        sizes = {"rate": rate, "mix": mix}
        return (
            f"{CAUSES[larger]} moved it by {signed(sizes[larger], unit)}; {CAUSES[smaller].lower()} moved it the other way, by {signed(sizes[smaller], unit)}."
        )
    larger, size = ("mix", mix) if abs(mix) > abs(rate) else ("rate", rate)
    part = "All" if abs(size) >= abs(change) * (1 - NEGLIGIBLE) else "Most" if abs(size) > MOST * abs(change) else "Half"
    return f"{part} of the {'rise' if change > 0 else 'fall'} is {larger}: {signed(size, unit)} because {REASONS[larger]}."


CAUSES = {"rate": "What each segment did", "mix": "The mix of segments"}
REASONS = {"rate": "the segments themselves changed", "mix": "there were more cases of some segments and fewer of others"}


def _largest(found: Decomposition) -> list[str]:
    """The segment with the largest effect."""
    if not found.segments or not found.segments[0].effect:
        return []
    first = found.segments[0]
    return [f"The largest part is {first.label}: {signed(first.effect or 0.0, found.kpi.unit)}{_why(found, first)}."]


def _why(found: Decomposition, segment: Segment) -> str:
    if found.kind is Kind.TOTAL:
        return ""
    if abs(segment.mix or 0.0) > abs(segment.rate or 0.0):
        return f", as its share went from {_percent(segment.share_before)} to {_percent(segment.share_now)}"
    if segment.value_before is None or segment.value_now is None:
        return ""
    return f", as it went from {amount(segment.value_before, found.kpi.unit)} to {amount(segment.value_now, found.kpi.unit)}"


def _percent(share: float | None) -> str:
    return amount(share or 0.0, Unit.PERCENT)


def _moved(change: float) -> str:
    return "rose" if change > 0 else "fell"


def signed(value: float, unit: Unit) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{step(abs(value), unit)}"


def step(size: float, unit: Unit) -> str:
    """A difference: of rates in points."""
    return f"{size * 100:.1f} points" if unit is Unit.PERCENT else amount(size, unit)


def amount(value: float, unit: Unit) -> str:
    """A value as people read it. Money without its currency, which is the account's."""
    if unit is Unit.PERCENT:
        return f"{value * 100:.1f} %"
    if unit is Unit.DURATION:
        return _duration(value)
    return f"{value:,.0f}" if unit is Unit.COUNT else f"{value:,.2f}"


def _duration(seconds: float) -> str:
    """In its two largest units."""
    if seconds < 60:
        return f"{seconds:.0f} s" if seconds >= 10 or seconds == round(seconds) else f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"
