"""Which topics do customers need help with that the help centre and the AI agent do not give?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period
from metrics.snapshots.facts import SOURCES

from .asking import NAMES, TICKETS, ask, labelled, narrowing
from .figures import UNLABELLED, Drill, Rate, narrowed_to, rate


@dataclass(frozen=True, slots=True)
class ContentGap:
    """One topic, with the evidence beside its rank.

    `demand`: how often somebody needed an answer and found none by themselves: failed searches, AI conversations that fell back, visits
    without an answer, and tickets. `coverage`: answered visits of answered visits and demand. `unmet`: demand × (1 − coverage), the
    rank. `is_gap`: the topic is covered worse than all topics together, beyond noise.
    """

    key: str
    label: str
    tickets: int
    searches: Rate
    fallbacks: Rate
    visits: Rate
    demand: int
    coverage: Rate
    unmet: float
    is_gap: bool
    drill: Drill


@dataclass(frozen=True, slots=True)
class ContentGaps:
    """Topics by unmet demand in the period. `n`: everything counted. `without`: evidence that was never sent, so that it is not in."""

    period: Period
    n: int
    coverage: Rate
    rows: tuple[ContentGap, ...]
    missing: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


EVIDENCE = (Facts.SEARCHES, Facts.AI_SESSIONS, Facts.SELF_SERVICE)
SQL = f"""
WITH evidence AS (
    SELECT {SOURCES[Facts.SEARCHES]["topic"].sql} AS topic_id, count(*) AS searches, count(*) FILTER (WHERE r.is_failed) AS failed,
        0 AS sessions, 0 AS fallbacks, 0 AS visits, 0 AS answered, 0 AS tickets
    FROM {SOURCES[Facts.SEARCHES].rows} WHERE r.day BETWEEN %(first)s AND %(last)s AND {{searches}} GROUP BY 1
    UNION ALL
    SELECT {SOURCES[Facts.AI_SESSIONS]["topic"].sql}, 0, 0, count(*), count(*) FILTER (WHERE r.fallbacks > 0), 0, 0, 0
    FROM {SOURCES[Facts.AI_SESSIONS].rows} WHERE f.exclusion IS NULL AND r.day BETWEEN %(first)s AND %(last)s AND {{ai_sessions}} GROUP BY 1
    UNION ALL
    SELECT {SOURCES[Facts.SELF_SERVICE]["topic"].sql}, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE r.is_answered), 0
    FROM {SOURCES[Facts.SELF_SERVICE].rows} WHERE f.exclusion IS NULL AND r.day BETWEEN %(first)s AND %(last)s AND {{self_service}} GROUP BY 1
    UNION ALL
    SELECT f.topic_id, 0, 0, 0, 0, 0, 0, count(*)
    FROM {TICKETS} WHERE f.exclusion IS NULL AND f.created_day BETWEEN %(first)s AND %(last)s AND {{tickets}} GROUP BY 1
)
SELECT l.key, l.name, sum(searches)::int, sum(failed)::int, sum(sessions)::int, sum(fallbacks)::int, sum(visits)::int, sum(answered)::int, sum(tickets)::int
FROM evidence {labelled(Dimension.TOPIC, "evidence.topic_id")} GROUP BY l.key, l.name
"""


def content_gaps(period: Period, filter: Sequence[Filter] = ()) -> ContentGaps:
    """All topics, the largest unmet demand first. Filters that some of the evidence does not know are refused."""
    narrowed = {str(facts): narrowing(facts, filter) for facts in (*EVIDENCE, Facts.TICKETS)}
    refused = tuple(dict.fromkeys(reason for each in narrowed.values() for reason in each.refused))
    if refused:
        return ContentGaps(period, 0, rate(0, 0), (), refused)
    found = ask(SQL.format(**{name: each.sql for name, each in narrowed.items()}), period)
    searches, sessions, visits = (sum(row[place] for row in found) for place in (2, 4, 6))
    without = tuple(f"{NAMES[facts][0]}: {NAMES[facts][1]}." for facts, n in zip(EVIDENCE, (searches, sessions, visits), strict=True) if not n)
    n = searches + sessions + visits + sum(row[8] for row in found)
    if len(without) == len(EVIDENCE):
        return ContentGaps(period, n, rate(0, 0), (), without, without)
    answered = sum(row[7] for row in found)
    whole = rate(answered, answered + sum(_demand(row) for row in found))
    rows = sorted((_gap(row, period, filter, whole) for row in found), key=lambda each: (-each.unmet, each.label))
    return ContentGaps(period, n, whole, tuple(rows), (), without)


def _demand(row: Sequence[int]) -> int:
    _, _, _, failed, _, fallbacks, visits, answered, tickets = row
    return failed + fallbacks + visits - answered + tickets


def _gap(row: Sequence[int], period: Period, filters: Sequence[Filter], whole: Rate) -> ContentGap:
    key, label, searches, failed, sessions, fallbacks, visits, answered, tickets = row
    demand = _demand(row)
    coverage = rate(answered, answered + demand)
    return ContentGap(
        key=str(key or ""),
        label=str(label or UNLABELLED),
        tickets=tickets,
        searches=rate(failed, searches),
        fallbacks=rate(fallbacks, sessions),
        visits=rate(answered, visits),
        demand=demand,
        coverage=coverage,
        unmet=demand * (1 - (coverage.value or 0.0)),
        is_gap=bool(coverage.is_enough and coverage.interval and whole.value is not None and coverage.interval.high < whole.value),
        drill=Drill("ticket_volume", period, narrowed_to(filters, Dimension.TOPIC, str(key or ""))),
    )
