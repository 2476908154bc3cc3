"""Numbers as a reader of a report sees them: the same words as on the screen (frontend/src/lib/format.ts), tested on the same cases."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from metrics.declare import Better, Unit
from metrics.readings import Change, Direction, Interval, Period, Status, TargetValue

MISSING = "–"
MINUS = "−"
MINUTE, HOUR, DAY = 60, 3600, 86_400
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "CNY": "CN¥", "CAD": "CA$", "AUD": "A$", "BRL": "R$", "MXN": "MX$", "NZD": "NZ$"}
"""Currencies as English writes them; any other is its code and a space."""
DIRECTIONS = {Direction.IMPROVED: "better", Direction.WORSENED: "worse", Direction.HIGHER: "higher", Direction.LOWER: "lower"}
STATUSES = {
    Status.ON_TARGET: "on target",
    Status.OFF_TARGET: "off target",
    Status.TOO_CLOSE_TO_CALL: "too close to call",
    Status.CONTRADICTED: "contradicted",
    Status.NOT_ENOUGH_DATA: "too few cases to judge",
    Status.NO_TARGET: "",
}


def value(unit: Unit, amount: float | None, currency: str | None = None) -> str:
    """One value in its KPI's unit; a missing one is an en dash."""
    if amount is None or not math.isfinite(amount):
        return MISSING
    if unit is Unit.DURATION:
        return duration(amount)
    if unit is Unit.PERCENT:
        return f"{decimals(amount * 100, 1)}%"
    if unit is Unit.COUNT:
        return decimals(amount, 0)
    return money(amount, currency) if unit is Unit.MONEY else score(amount)


def decimals(amount: float, digits: int) -> str:
    """4182.0 → "4,182"; halves are rounded away from zero, and nothing is "−0"."""
    exact = Decimal(repr(float(amount))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,.{digits}f}"
    return f"{MINUS}{text}" if exact < 0 else text


def points(fraction: float) -> str:
    """0.036 → "3.6 pt": the distance between two rates."""
    return f"{decimals(fraction * 100, 1)} pt"


def duration(seconds: float) -> str:
    """At most three significant figures: 41 → "41 s", 250 → "4 min 10 s", 9180 → "2 h 33 min", 400000 → "4.6 days"."""
    if seconds < 0:
        return MINUS + duration(-seconds)
    if seconds < 9.95:
        return f"{Decimal(seconds).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)!s}".removesuffix(".0") + " s"
    whole, minutes = _rounded(seconds), _rounded(seconds / MINUTE)
    if whole < MINUTE:
        return f"{whole} s"
    if whole < 10 * MINUTE:
        return _two(whole // MINUTE, "min", whole % MINUTE, "s")
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 600:
        return _two(minutes // 60, "h", minutes % 60, "min")
    return f"{_rounded(seconds / HOUR)} h" if seconds < 72 * HOUR else f"{decimals(seconds / DAY, 1)} days"


def score(amount: float) -> str:
    """A score of 0 to 20 has two decimals, a larger one (such as a net score) one."""
    return decimals(amount, 2 if abs(amount) < 20 else 1)


def money(amount: float, currency: str | None) -> str:
    """4.312 in EUR → "€4.31", −12400 → "−€12,400"; without a currency the bare number."""
    text = decimals(amount, 2 if abs(amount) < 1000 else 0)
    if not currency:
        return text
    sign = SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")
    return f"{MINUS}{sign}{text.removeprefix(MINUS)}" if text.startswith(MINUS) else sign + text


def difference(unit: Unit, amount: float, currency: str | None = None) -> str:
    """A signed distance in the KPI's own unit, rates in points: "+1.2 pt"."""
    return _signed(points(amount) if unit is Unit.PERCENT else value(unit, amount, currency))


def change(unit: Unit, moved: Change) -> str:
    """Rates change in points, scores on their scale, the rest in percent of what it was; within noise it is "unchanged"."""
    if moved.direction is Direction.NEW:
        return "new"
    if moved.direction is Direction.UNKNOWN:
        return "too few cases to compare" if moved.change is not None else "nothing to compare with"
    if moved.direction is Direction.UNCHANGED or not moved.is_significant:
        return "unchanged"
    return f"{_amount(unit, moved)} {DIRECTIONS[moved.direction]}".strip()


def interval(unit: Unit, bounds: Interval | None, currency: str | None = None) -> str:
    """ "± 1.4 pt" for a rate, "48 min to 55 min" for the rest; "" without one."""
    if bounds is None:
        return ""
    if unit is Unit.PERCENT:
        return f"± {points((bounds.high - bounds.low) / 2)}"
    return f"{value(unit, bounds.low, currency)} to {value(unit, bounds.high, currency)}"


def target(unit: Unit, better: Better, wanted: TargetValue | None, currency: str | None = None) -> str:
    """ "≥ 75.0%", "≤ 1 h", "10.0% to 20.0%"; "" without a target."""
    if wanted is None:
        return ""
    if wanted.upper is not None:
        return f"{value(unit, wanted.value, currency)} to {value(unit, wanted.upper, currency)}"
    return f"{'≤' if better is Better.LOWER else '≥'} {value(unit, wanted.value, currency)}"


def period(days: Period) -> str:
    """ "16–22 November 2026", "28 September – 4 October 2026", "29 December 2025 – 4 January 2026", "November 2026"."""
    start, end = days.start, days.end
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and is_last_of_month(end):
        return f"{end:%B %Y}"
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{start.day} {start:%B}{'' if start.year == end.year else f' {start.year}'} – {day(end)}"


def day(when: date) -> str:
    """ "22 November 2026" """
    return f"{when.day} {when:%B %Y}"


def moment(when: datetime) -> str:
    """ "23 November 2026, 07:55": in the zone that the time is given in."""
    return f"{day(when)}, {when:%H:%M}"


def is_last_of_month(when: date) -> bool:
    return (date.fromordinal(when.toordinal() + 1)).day == 1


def counted(amount: int, noun: str, many: str = "") -> str:
    """1 → "1 client", 2 → "2 clients" """
    return f"{decimals(amount, 0)} {noun if amount == 1 else many or f'{noun}s'}"


def listed(names: list[str]) -> str:
    """ "a", "a and b", "a, b and c" """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _amount(unit: Unit, moved: Change) -> str:
    if unit is Unit.PERCENT and moved.change is not None:
        return _signed(points(moved.change))
    if unit is Unit.SCORE and moved.change is not None:
        return _signed(score(moved.change))
    return "" if moved.relative is None else _signed(f"{decimals(moved.relative * 100, 1)}%")


def _signed(text: str) -> str:
    return text if text.startswith(MINUS) else f"+{text}"


def _rounded(amount: float) -> int:
    return math.floor(amount + 0.5)


def _two(whole: int, name: str, rest: int, rest_name: str) -> str:
    return f"{whole} {name} {rest} {rest_name}" if rest else f"{whole} {name}"
