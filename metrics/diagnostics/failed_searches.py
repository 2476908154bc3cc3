"""What do customers search for and not find?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.declare import Facts
from metrics.readings import Filter, Period
from metrics.snapshots.facts import SOURCES

from .asking import ask, narrowing, nothing
from .figures import Cause, Rate, cause, rate


@dataclass(frozen=True, slots=True)
class FailedSearch:
    """One query, whatever its case and spaces. `cause`: failed of all its searches. Without a result, content is missing or not found;
    with one that nobody opened, the title does not promise what was asked."""

    cause: Cause
    without_result: int
    without_click: int


@dataclass(frozen=True, slots=True)
class FailedSearches:
    """Searches of the help centre in the period, the query that failed most often first; queries that never failed are left out."""

    period: Period
    n: int
    rate: Rate
    without_result: int
    without_click: int
    queries: int
    rows: tuple[FailedSearch, ...]
    missing: tuple[str, ...] = ()


SQL = f"""
WITH asked AS (
    SELECT btrim(regexp_replace(r.query, '\\s+', ' ', 'g')) AS query, r.results, r.is_failed
    FROM {SOURCES[Facts.SEARCHES].rows}
    WHERE r.day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
), by_query AS (
    SELECT lower(query) AS key, mode() WITHIN GROUP (ORDER BY query) AS label, count(*) AS n, count(*) FILTER (WHERE is_failed) AS failed,
        count(*) FILTER (WHERE is_failed AND results = 0) AS empty
    FROM asked GROUP BY 1
)
SELECT key, label, n, failed, empty, sum(n) OVER (), sum(failed) OVER (), sum(empty) OVER (), count(*) OVER ()
FROM by_query ORDER BY failed DESC, n, key LIMIT %(limit)s
"""


def failed_searches(period: Period, filter: Sequence[Filter] = (), *, limit: int = 100) -> FailedSearches:
    """At most `limit` queries are listed; the rates are of all. `queries`: how many different ones there were."""
    narrowed = narrowing(Facts.SEARCHES, filter)
    if narrowed.refused:
        return FailedSearches(period, 0, rate(0, 0), 0, 0, 0, (), narrowed.refused)
    found = ask(SQL.format(narrowing=narrowed.sql), period, {"limit": limit})
    if not found:
        return FailedSearches(period, 0, rate(0, 0), 0, 0, 0, (), nothing(Facts.SEARCHES, period))
    n, failed, empty, queries = (int(number) for number in found[0][5:])
    rows = tuple(FailedSearch(cause(key, label, bad, of), none, bad - none) for key, label, of, bad, none, *_ in found if bad)
    return FailedSearches(period, n, rate(failed, n), empty, failed - empty, queries, rows)
