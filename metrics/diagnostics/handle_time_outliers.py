"""Which pieces of work took far longer than is usual for their topic?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period
from metrics.readings.statistics import ENOUGH
from metrics.snapshots.facts import SOURCES

from .asking import ask, labelled, narrowing, nothing
from .figures import UNLABELLED, Rate, rate

CUT = 3.5
TO_DEVIATION = 1.4826  # of a normal distribution: its standard deviation ÷ its median absolute deviation


@dataclass(frozen=True, slots=True)
class UsualTime:
    """What one topic usually takes: `limit` is where the outliers begin; None with fewer than 30 pieces of work, or if more than half of
    them took the same time. `outliers`: how many lie beyond; `time`: their share of the topic's seconds."""

    key: str
    label: str
    n: int
    median: float
    limit: float | None
    outliers: Rate
    time: float | None


@dataclass(frozen=True, slots=True)
class Outlier:
    """One piece of work beyond its topic's limit. Whose it was is not told: the question is what made it long, not who was slow."""

    key: str
    label: str
    ticket: int | None
    day: date
    seconds: float
    median: float
    ratio: float


@dataclass(frozen=True, slots=True)
class HandleTimeOutliers:
    """Work of the period. `usual`: by topic, the most work first; `rows`: the outliers, the longest against their median first.

    Beyond the median + 3.5 robust standard deviations (1.4826 × the median absolute deviation; Iglewicz and Hoaglin 1993) of the
    logarithms. Logarithms, because work times are skewed: on the plain scale the ordinary long tail would be called unusual. Median and
    median deviation, because a mean and a standard deviation are themselves moved by what one looks for.
    """

    period: Period
    n: int
    usual: tuple[UsualTime, ...]
    rows: tuple[Outlier, ...]
    missing: tuple[str, ...] = ()


SOURCE = SOURCES[Facts.WORK]
SQL = f"""
WITH work AS (
    SELECT {SOURCE["topic"].sql} AS topic_id, r.id, r.ticket_id, r.day, r.handle_seconds AS seconds, ln(r.handle_seconds) AS log
    FROM {SOURCE.rows}
    WHERE f.exclusion IS NULL AND r.handle_seconds > 0 AND r.day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
), middle AS (
    SELECT topic_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY log) AS log FROM work GROUP BY topic_id
), usual AS (
    SELECT w.topic_id, m.log, count(*) AS n, sum(w.seconds) AS seconds, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(w.log - m.log)) AS deviation
    FROM work w JOIN middle m ON m.topic_id IS NOT DISTINCT FROM w.topic_id GROUP BY w.topic_id, m.log
), bounded AS (
    SELECT topic_id, n, log, seconds, CASE WHEN n >= {ENOUGH} AND deviation > 1e-9 THEN log + %(cut)s * {TO_DEVIATION} * deviation END AS high FROM usual
)
"""
USUAL = f"""
{SQL}
SELECT l.key, l.name, b.n, b.log, b.high, count(w.id), coalesce(sum(w.seconds), 0), b.seconds
FROM bounded b LEFT JOIN work w ON w.topic_id IS NOT DISTINCT FROM b.topic_id AND w.log > b.high {labelled(Dimension.TOPIC, "b.topic_id")}
GROUP BY l.key, l.name, b.n, b.log, b.high, b.seconds ORDER BY b.n DESC, l.key
"""
BEYOND = f"""
{SQL}
SELECT l.key, l.name, w.ticket_id, w.day, w.seconds, b.log
FROM bounded b JOIN work w ON w.topic_id IS NOT DISTINCT FROM b.topic_id AND w.log > b.high {labelled(Dimension.TOPIC, "b.topic_id")}
ORDER BY w.log - b.log DESC, w.id LIMIT %(limit)s
"""


def handle_time_outliers(period: Period, filter: Sequence[Filter] = (), *, limit: int = 50, cut: float = CUT) -> HandleTimeOutliers:
    """At most `limit` outliers are listed; `usual` counts them all. Work without any time is left out."""
    narrowed = narrowing(Facts.WORK, filter)
    if narrowed.refused:
        return HandleTimeOutliers(period, 0, (), (), narrowed.refused)
    params = {"cut": cut, "limit": limit}
    found = ask(USUAL.format(narrowing=narrowed.sql), period, params)
    if not found:
        return HandleTimeOutliers(period, 0, (), (), nothing(Facts.WORK, period))
    usual = tuple(
        UsualTime(
            key or "",
            label or UNLABELLED,
            n,
            math.exp(middle),
            None if high is None else math.exp(high),
            rate(beyond, n),
            None if high is None else long / seconds,
        )
        for key, label, n, middle, high, beyond, long, seconds in found
    )
    rows = tuple(
        Outlier(key or "", label or UNLABELLED, ticket, day, seconds, math.exp(middle), seconds / math.exp(middle))
        for key, label, ticket, day, seconds, middle in ask(BEYOND.format(narrowing=narrowed.sql), period, params)
    )
    return HandleTimeOutliers(period, sum(each.n for each in usual), usual, rows)
