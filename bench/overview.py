"""The overview's readings in the engine, against grouped SQL, DuckDB, and the product itself at another size."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from metrics.declare import Dimension
from metrics.readings import Period, Reading, Request, read
from tenants import schemas
from tickets.models import Ticket, TicketFact

from . import measure, quantiles, rivals, world
from .report import Report, at_least, at_most, seconds

KPIS = (
    "first_response_time",
    "response_time_median",
    "resolution_time",
    "first_contact_resolution",
    "reopen_rate",
    "quality_adjusted_resolution_rate",
    "escalation_rate",
    "ai_resolution_rate",
    "transfer_rate",
    "ticket_volume",
    "repeat_contact_rate",
    "csat",
)
BREAKDOWNS = (Dimension.CHANNEL, Dimension.PRIORITY, Dimension.TOPIC, Dimension.TEAM)
BARS = {30: (100.0, 15.0), 365: (400.0, 25.0)}
"""By days: so many times grouped SQL, so many times DuckDB. Smaller sizes than JUDGED are shown, not judged."""
JUDGED = 5_000_000


def run(report: Report, *, sizes: list[int], runs: int) -> None:
    """Every line of this section, at each size."""
    ours: dict[int, dict[int, float]] = {}
    for tickets in sizes:
        with schemas.inside(world.filled(tickets)), TemporaryDirectory() as folder:
            report.title(f"The overview of {tickets:,} tickets: {len(KPIS)} KPIs, both periods, {len(BREAKDOWNS)} breakdowns, median of {runs}")
            rivals.index()
            duck = rivals.Duck(Path(folder))
            ours[tickets] = {days: _against(report, duck, days=days, runs=runs, judged=tickets >= JUDGED) for days in BARS}
            duck.close()
            rivals.unindex()
            _tile(report, runs=runs)
            quantiles.run(report)
    if len(sizes) > 1:
        _growth(report, ours, smallest=min(sizes), largest=max(sizes))


def overview(days: int) -> list[Reading]:
    """The readings of the overview page and its breakdowns, of the last so many days against as many before."""
    period = Period(*world.last_days(days))
    return read([Request(kpi, period, by=by, balancing=False) for kpi in KPIS for by in BREAKDOWNS])


def _against(report: Report, duck: rivals.Duck, *, days: int, runs: int, judged: bool) -> float:
    start, end = world.last_days(days)
    period = rivals.Period(start - timedelta(days), start, end)
    _agree(overview(days), period)
    ours = measure.median(lambda: overview(days), runs=runs, warm=2)
    slow = min(runs, 3)
    at_once = measure.median(lambda: rivals.postgres(period, at_once=True), runs=slow)
    one_by_one = measure.median(lambda: rivals.postgres(period, at_once=False), runs=slow)
    in_duck = measure.median(lambda: duck.overview(period), runs=slow)
    grouped = min(at_once, one_by_one)
    sql_bar, duck_bar = (at_least(bar) if judged else None for bar in BARS[days])
    report.add(f"{days} + {days} days: grouped SQL takes", grouped / ours, f"{seconds(grouped)} against {seconds(ours)}", sql_bar)
    report.add(f"{days} + {days} days: DuckDB takes", in_duck / ours, f"{seconds(in_duck)} against {seconds(ours)}", duck_bar)
    return ours


CASES = {"ticket_volume": 0, "first_response_time": 1, "reopen_rate": 2, "resolution_time": 3, "response_time_median": 4, "csat": 5}
"""KPIs whose number of cases is the first column of a rival's population."""


def _agree(readings: list[Reading], period: rivals.Period) -> None:
    """Both sides answer the same question: the numbers of cases are equal."""
    for kpi, place in CASES.items():
        told = next(reading.number.n for reading in readings if reading.kpi.key == kpi)
        counted = rivals.cases(rivals.POPULATIONS[place], period)
        if told != counted:
            raise RuntimeError(f"{kpi}: the engine counts {told} cases, grouped SQL {counted}.")


def _tile(report: Report, *, runs: int) -> None:
    """One KPI by channel, against one look-up by primary key."""
    key = TicketFact.objects.values_list("pk", flat=True)[0]
    request = Request("first_response_time", Period(*world.last_days(30)), by=Dimension.CHANNEL, balancing=False)
    ours, rival = measure.alternately([lambda: read([request]), lambda: Ticket.objects.get(pk=key)], runs=runs * 10, warm=5)
    report.add("one tile, of a look-up by primary key", ours / rival, f"{seconds(ours)} against {seconds(rival)}", at_most(2))


def _growth(report: Report, ours: dict[int, dict[int, float]], *, smallest: int, largest: int) -> None:
    report.title(f"Growth from {smallest:,} to {largest:,} tickets")
    bar = at_most(3) if largest <= JUDGED else None
    for days in BARS:
        first, last = ours[smallest][days], ours[largest][days]
        report.add(f"{days} + {days} days: cost for ×{largest / smallest:g} tickets", last / first, f"{seconds(last)} against {seconds(first)}", bar)
