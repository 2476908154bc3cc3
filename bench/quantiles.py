"""How far medians and percentiles read from histograms are from `percentile_cont` over the facts."""

from datetime import date, timedelta
from itertools import product
from random import Random

from metrics.readings import Period, Request, read

from . import world
from .report import Report, at_most

READ_FROM = {"first_response_time": ("created_day", "first_reply_seconds"), "resolution_time": ("resolved_day", "resolution_seconds")}
PERCENTILES = (10.0, 50.0, 90.0, 99.0)
LENGTHS = (1, 2, 7, 30, 365)


def run(report: Report) -> None:
    """The largest relative error over periods of every length, at every percentile."""
    random, worst, cases = Random(5), 0.0, 0
    for length, percentile, kpi in product(LENGTHS, PERCENTILES, READ_FROM):
        end = world.LAST_DAY - timedelta(random.randrange(0, 365))
        period = Period(end - timedelta(length - 1), end)
        (reading,) = read([Request(kpi, period, percentile=percentile, balancing=False)])
        exact = _exact(kpi, percentile, period.start, period.end)
        if exact and reading.number.value is not None:
            worst, cases = max(worst, abs(reading.number.value / exact - 1)), cases + 1
    report.add("largest error of a percentile", worst, f"{cases} percentiles of periods of 1 to 365 days against percentile_cont", at_most(0.01), unit="")


def _exact(kpi: str, percentile: float, start: date, end: date) -> float | None:
    day, value = READ_FROM[kpi]
    ((exact,),) = world.execute(
        f"SELECT percentile_cont(%s) WITHIN GROUP (ORDER BY {value}) FROM tickets_ticketfact WHERE {day} BETWEEN %s AND %s AND exclusion IS NULL",
        [percentile / 100, start, end],
    )
    return exact
