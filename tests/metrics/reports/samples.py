"""Documents made by hand, and the cells they are made from: nothing is read from a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from metrics.kpis import KPIS
from metrics.portfolio import Cell, Client
from metrics.readings import Change, Direction, Interval, Number, Period, Point, Status, TargetValue
from metrics.reports import figures
from metrics.reports.build import ACCENT, CREDIT, span
from metrics.reports.document import Block, Document, Figure

WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))


def client(name: str = "Fernglass", **given: Any) -> Client:
    today, as_of = date(2026, 11, 23), datetime(2026, 11, 23, 6, 55, tzinfo=UTC)
    words = {"id": 1, "slug": "fernglass", "timezone": "Europe/Berlin", "today": today, "as_of": as_of, "currency": "EUR", "role": "analyst"}
    return Client(**{**words, "name": name, "since": datetime(2026, 1, 1, tzinfo=UTC), **given})


def rate(met: int, of: int, margin: float = 0.03) -> Number:
    share = met / of
    return Number(share, float(met), float(of), of, Interval(share - margin, share + margin, "by hand"))


def cell(kpi: str = "csat", **given: Any) -> Cell:
    """CSAT of 81 % of 200, from 74 %: better, and on target."""
    words: dict[str, Any] = {
        "number": rate(162, 200),
        "previous": rate(148, 200),
        "change": Change(0.07, 0.0946, True, Direction.IMPROVED),
        "target": TargetValue("csat", 0.8, None),
        "status": Status.ON_TARGET,
    }
    return Cell(**{"client": client(), "kpi": KPIS[kpi], **words, **given})


def few(kpi: str = "csat") -> Cell:
    """Nine answers: no colour, no verdict."""
    return cell(kpi, number=rate(5, 9, 0.3), change=Change(-0.18, -0.25, False, Direction.UNKNOWN), status=Status.NOT_ENOUGH_DATA)


def missing(kpi: str = "csat") -> Cell:
    return cell(kpi, number=Number(), previous=None, change=Change(), target=None, status=Status.NO_TARGET, missing=("CSAT answers were never sent.",))


def course(values: list[float | None], kpi: str = "csat") -> list[Any]:
    """Eight weeks that end with the report's own."""
    points = []
    for place, value in enumerate(values):
        week = WEEK.shifted(7 * (place + 1 - len(values)))
        number = Number(value, n=200, interval=None if value is None else Interval(value * 0.95, value * 1.05, "by hand"))
        points.append(figures.dot(KPIS[kpi], Point(week, number, False), "EUR"))
    return points


def block(
    shown: Cell | None = None, partners: tuple[Cell, ...] = (), values: tuple[float | None, ...] = (0.7, 0.72, None, 0.71, 0.75, 0.74, 0.74, 0.81)
) -> Block:
    shown = shown or cell()
    made: list[Figure] = [figures.of_cell(each) for each in partners]
    goal = shown.target.value if shown.target else None
    return {"figure": figures.of_cell(shown), "partners": made, "dots": course(list(values), shown.kpi.key), "chart": "line", "goal": goal}


def document(**given: Any) -> Document:
    """A client's weekly report with one block."""
    made: Document = {
        "version": 1,
        "accounts": [1],
        "kind": "client",
        "frequency": "weekly",
        "name": "Weekly support report",
        "subject": "Fernglass",
        "agency": "Plumb & Partners",
        "accent": ACCENT,
        "credit": CREDIT,
        "period": span(WEEK),
        "previous": span(WEEK.shifted(-7)),
        "timezone": "Europe/Berlin",
        "as_of": (datetime(2026, 11, 23, 6, 55, tzinfo=UTC) + timedelta(0)).isoformat(),
        "as_of_text": "23 November 2026, 07:55",
        "is_partial": False,
        "is_provisional": False,
        "notes": [],
        "commentary": [],
        "summary": [],
        "blocks": [block()],
        "columns": [],
        "rows": [],
        "spreads": [],
        "movers": [],
        "off_target": [],
        "silent": [],
    }
    return {**made, **given}  # type: ignore[typeddict-item]
