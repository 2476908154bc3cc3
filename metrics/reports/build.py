"""A report's document over one period, from what clients have published: one comparison, and one series for each chart."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from metrics import portfolio
from metrics.declare import Kpi, Unit
from metrics.portfolio import Client, PortfolioComparison
from metrics.published.kpis import published_kpi
from metrics.readings import Comparison, Direction, Period, Status
from metrics.readings.judge import COUNTED
from tenants.looks import look

from . import figures, health, periods, words
from .document import VERSION, Block, Document, Dot, Figure, Row, Scatter, Span
from .models import Kind, Report

USUAL = {
    Kind.CLIENT: (
        *("first_response_time", "resolution_time", "first_contact_resolution", "csat"),
        *("quality_adjusted_resolution_rate", "ai_resolution_rate", "ticket_volume"),
    ),
    Kind.PORTFOLIO: ("first_response_time", "resolution_time", "first_contact_resolution", "csat", "ai_resolution_rate", "ticket_volume"),
    Kind.HEALTH: ("ticket_volume",),
}
"""What a report shows that names no KPIs."""
ACCENT = "#1a4f86"
CREDIT = "Made with Plumbline"


def build(report: Report, period: Period) -> Document:
    """What the report shows over this period. ReadingError if it names a KPI that is not published, or its client has left."""
    keys = list(dict.fromkeys(report.kpis or USUAL[Kind(report.kind)]))
    asked = [*keys, *(partner for key in keys for partner in partners_of(key) if partner not in keys)]
    accounts = [report.account_id] if report.account_id is not None else None
    found = portfolio.compare(report.agency, asked, period, compare_with=Comparison.PREVIOUS_PERIOD, accounts=accounts)
    document = _frame(report, period, found)
    if report.kind == Kind.CLIENT:
        document["blocks"] = [_client_block(report, found, key) for key in keys]
    elif report.kind == Kind.PORTFOLIO:
        document["blocks"] = [_rollup_block(report, found, key) for key in keys]
        document["columns"] = [found.column(key).kpi.name for key in keys]
        document["rows"] = [_row(found, client, keys) for client in found.clients]
        document["spreads"] = [scatter for key in keys if (scatter := _scatter(found, key))]
    if report.kind != Kind.CLIENT:
        health.examine(document, report.agency, period, found.clients)
    document["summary"] = summary(document, len(found.clients))
    return document


def partners_of(key: str) -> list[str]:
    """The published KPIs that are shown beside this one, since they would suffer if it were pushed alone."""
    kpi = published_kpi(key)
    return [partner for partner in kpi.balanced_by if published_kpi(partner)] if kpi else []


def zone_of(report: Report) -> str:
    """The zone that the report keeps: its client's, or the agency's."""
    return report.account.timezone if report.account is not None else report.agency.timezone


def _frame(report: Report, period: Period, found: PortfolioComparison) -> Document:
    zone = zone_of(report)
    shown = look(report.agency)
    late = health.late(period, found.clients)
    return {
        "version": VERSION,
        "accounts": [client.id for client in found.clients],
        "kind": report.kind,
        "frequency": report.frequency,
        "name": report.name,
        "subject": report.account.name if report.account is not None else shown.name,
        "agency": shown.name,
        "accent": shown.accent or ACCENT,
        "credit": "" if shown.accent or shown.logo else CREDIT,
        "period": span(period),
        "previous": span(found.previous) if found.previous else None,
        "timezone": zone,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "as_of_text": words.moment(found.as_of.astimezone(ZoneInfo(zone))) if found.as_of else "",
        "is_partial": found.is_partial,
        "is_provisional": not found.clients or bool(late),
        "notes": _notes(found, late),
        "commentary": [part.strip() for part in report.commentary.split("\n\n") if part.strip()],
        "summary": [],
        "blocks": [],
        "columns": [],
        "rows": [],
        "spreads": [],
        "movers": [],
        "off_target": [],
        "silent": [],
    }


def span(period: Period) -> Span:
    return {"start": period.start.isoformat(), "end": period.end.isoformat(), "words": words.period(period)}


def _notes(found: PortfolioComparison, late: list[Client]) -> list[str]:
    """What a reader must know before reading on."""
    notes = []
    if found.is_partial:
        notes.append("The period is not over for everybody yet.")
    if late and not found.is_partial:
        whose = "" if len(found.clients) == 1 else f" of {words.listed([client.name for client in late])}"
        notes.append(f"Provisional: the numbers{whose} were computed before the period was over, and may lack its last cases.")
    if not found.clients:
        notes.append("The agency has no clients.")
    return notes


def _client_block(report: Report, found: PortfolioComparison, key: str) -> Block:
    target = found.column(key).cells[_only(report)].target
    goal = target.value if target is not None and target.upper is None else None
    return _block(report, found, key, _figure(report, found, key), [_figure(report, found, each) for each in partners_of(key)], goal)


def _rollup_block(report: Report, found: PortfolioComparison, key: str) -> Block:
    return _block(report, found, key, figures.of_column(found.column(key)), [figures.of_column(found.column(each)) for each in partners_of(key)], None)


def _block(report: Report, found: PortfolioComparison, key: str, figure: Figure, partners: list[Figure], goal: float | None) -> Block:
    kpi = found.column(key).kpi
    dots = [] if figure["missing"] else _course(report, found, kpi)
    chart = "bars" if kpi.reads.how in COUNTED else "line"
    return {"figure": figures.contradicted(figure, partners), "partners": partners, "dots": dots, "chart": chart, "goal": goal}


def _course(report: Report, found: PortfolioComparison, kpi: Kpi) -> list[Dot]:
    """The weeks or months that end with the period."""
    period, step = periods.shown(report.frequency, found.period)
    column = found.column(kpi.key)
    if report.account_id is None:
        drawn = portfolio.series(report.agency, kpi.key, period, step)
        return [figures.dot(kpi, point, column.currency) for point in drawn.rollup]
    drawn = portfolio.series(report.agency, kpi.key, period, step, accounts=[report.account_id])
    currency = column.cells[report.account_id].currency
    return [figures.dot(kpi, point, currency) for line in drawn.clients for point in line.points]


def _only(report: Report) -> int:
    assert report.account_id is not None
    return report.account_id


def _figure(report: Report, found: PortfolioComparison, key: str) -> Figure:
    """The client's figure; one whose KPI waits for what happens after the period says so while that may still happen."""
    cell = found.column(key).cells[_only(report)]
    is_open = cell.kpi.window_days is not None and (cell.client.today - found.period.end).days <= cell.kpi.window_days
    return figures.with_window(figures.of_cell(cell), cell.kpi, is_open=is_open)


def _row(found: PortfolioComparison, client: Client, keys: Sequence[str]) -> Row:
    return {"client": client.name, "figures": [figures.of_cell(found.column(key).cells[client.id]) for key in keys]}


def _scatter(found: PortfolioComparison, key: str) -> Scatter | None:
    """How far clients lie apart, in words; None where too few have enough cases."""
    column = found.column(key)
    spread = column.spread
    if spread is None:
        return None
    low, middle, high = (words.value(column.kpi.unit, each, column.currency) for each in (spread.low, spread.median, spread.high))
    told = "Chance alone may explain that."
    if spread.is_inconsistent:
        told = f"They differ beyond chance, which explains {words.value(Unit.PERCENT, 1 - (spread.beyond_noise or 0.0))} of the difference."
    return {
        "name": column.kpi.name,
        "text": f"{low} to {high} across {words.counted(spread.clients, 'client')}, half of them above {middle}. {told}",
        "low": spread.low,
        "median": spread.median,
        "high": spread.high,
        "is_inconsistent": spread.is_inconsistent,
    }


def summary(document: Document, clients: int) -> list[str]:
    """The first sentences: which numbers got better or worse beyond chance, how many cannot be told, and which miss their target."""
    told = _told([block["figure"] for block in document["blocks"]]) if document["blocks"] else []
    if document["kind"] != Kind.CLIENT:
        told.append(
            f"{words.counted(clients, 'client')}: {words.counted(len(document['movers']), 'change')} beyond chance, "
            f"{words.counted(len(document['off_target']), 'number')} off target, {words.counted(len(document['silent']), 'client')} without new data."
        )
    return told


def _told(shown: list[Figure]) -> list[str]:
    named = {direction: [each["name"] for each in shown if each["direction"] == direction and each["change_text"]] for direction in Direction}
    ways = ((Direction.IMPROVED, "Better"), (Direction.WORSENED, "Worse"), (Direction.HIGHER, "Higher"), (Direction.LOWER, "Lower"))
    told = [f"{word} beyond chance: {words.listed(named[way])}." for way, word in ways if named[way]]
    told = told or ["No number changed beyond chance."]
    if few := named[Direction.UNKNOWN]:
        told.append(f"{words.counted(len(few), 'number')} had too few cases to compare.")
    off = [each["name"] for each in shown if each["status"] == Status.OFF_TARGET]
    return [*told, f"Off target: {words.listed(off)}."] if off else told
