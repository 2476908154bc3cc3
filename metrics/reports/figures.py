"""One cell of a portfolio as a figure of a document: the number, and everything one needs to trust it, in words."""

from __future__ import annotations

from metrics.declare import Kpi, Unit
from metrics.portfolio import Cell, Column
from metrics.readings import Change, Direction, Number, Period, Point, Split, SplitPart, Status, TargetValue
from metrics.readings.judge import COUNTED
from metrics.readings.statistics import ENOUGH

from . import words
from .document import Dot, Figure, Part

TONES = {Direction.IMPROVED: "good", Direction.WORSENED: "bad"}


def of_cell(cell: Cell) -> Figure:
    """What a client has published of one KPI."""
    figure = _figure(cell.kpi, cell.number, cell.previous, cell.change, cell.split, missing=" ".join(cell.missing), currency=cell.currency)
    return {**figure, "client": cell.client.name, **_judged(cell.kpi, cell.target, cell.status, cell.currency)}  # type: ignore[typeddict-item]


def of_column(column: Column) -> Figure:
    """All clients together."""
    missing = " ".join(column.missing)
    return _figure(column.kpi, column.rollup, column.rollup_previous, column.change, column.split, missing=missing, currency=column.currency)


def with_window(figure: Figure, kpi: Kpi, *, is_open: bool) -> Figure:
    """The figure, saying so while cases of the period may still change it."""
    if not is_open or kpi.window_days is None or figure["missing"]:
        return figure
    return {**figure, "marks": [*figure["marks"], f"may still change: counts what happens within {words.counted(kpi.window_days, 'day')}"]}


def contradicted(figure: Figure, partners: list[Figure]) -> Figure:
    """The figure, saying which KPI that balances it got worse while it improved."""
    worse = [partner["name"] for partner in partners if partner["direction"] == Direction.WORSENED]
    if figure["direction"] != Direction.IMPROVED or not worse:
        return figure
    return {**figure, "tone": "plain", "marks": [*figure["marks"], f"contradicted: {words.listed(worse)} got worse"]}


def dot(kpi: Kpi, point: Point, currency: str | None) -> Dot:
    """One step of a chart; a step with no cases has no value and stays a gap."""
    number, start = point.number, point.period.start
    return {
        "start": start.isoformat(),
        "label": _label(point.period),
        "value": number.value,
        "text": words.value(kpi.unit, number.value, currency),
        "low": number.interval.low if number.interval else None,
        "high": number.interval.high if number.interval else None,
        "n": number.n,
    }


def is_few(kpi: Kpi, number: Number) -> bool:
    """Too few cases to colour; a count is no sample and never too small."""
    return kpi.reads.how not in COUNTED and kpi.unit is not Unit.COUNT and number.n < ENOUGH


def _figure(kpi: Kpi, number: Number, previous: Number | None, moved: Change, split: Split, *, missing: str, currency: str | None) -> Figure:
    few = number.value is not None and is_few(kpi, number)
    has_moved = moved.is_significant and not few
    return {
        "key": kpi.key,
        "name": kpi.name,
        "asks": kpi.asks,
        "unit": str(kpi.unit),
        "client": "",
        "value": number.value,
        "text": words.value(kpi.unit, number.value, currency),
        "n": number.n,
        "n_text": words.decimals(number.n, 0),
        "low": number.interval.low if number.interval else None,
        "high": number.interval.high if number.interval else None,
        "interval": words.interval(kpi.unit, number.interval, currency),
        "previous": previous.value if previous else None,
        "previous_text": words.value(kpi.unit, previous.value if previous else None, currency),
        "change": moved.change,
        "change_text": "" if missing or number.value is None else words.change(kpi.unit, moved),
        "direction": str(moved.direction),
        "tone": "few" if few else TONES.get(moved.direction, "plain") if has_moved else "plain",
        "arrow": ("up" if (moved.change or 0) > 0 else "down") if has_moved else "flat" if moved.direction is Direction.UNCHANGED else "",
        "target": "",
        "status": str(Status.NO_TARGET),
        "status_text": "",
        "ai": None if _is_all(split, number) else _part(kpi, split.ai, currency),
        "human": _part(kpi, split.human, currency),
        "marks": ["too few cases to judge"] if few else ["no cases in this period"] if number.value is None and not missing else [],
        "missing": missing,
    }


def _judged(kpi: Kpi, target: TargetValue | None, status: Status, currency: str | None) -> dict[str, str]:
    return {
        "target": words.target(kpi.unit, kpi.better, target, currency),
        "status": str(status),
        "status_text": words.STATUSES[status] if status is not Status.NOT_ENOUGH_DATA else "",
    }


def _is_all(split: Split, number: Number) -> bool:
    """Whether the AI agent's part is the number itself, as of a KPI that counts its work alone."""
    return split.ai is not None and split.human is None and split.ai.number.value == number.value


def _part(kpi: Kpi, part: SplitPart | None, currency: str | None) -> Part | None:
    if part is None:
        return None
    number = part.number
    return {"value": number.value, "text": words.value(kpi.unit, number.value, currency), "n": number.n, "n_text": words.decimals(number.n, 0)}


def _label(period: Period) -> str:
    """ "12 Oct", or "Oct" for a month."""
    return f"{period.start:%b}" if period.days > 7 else f"{period.start.day} {period.start:%b}"
