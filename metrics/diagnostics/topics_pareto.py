"""Which few topics make most of the tickets?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period

from .asking import TICKETS, ask, labelled, narrowing, nothing
from .figures import Drill, Rate, narrowed_to, rate

CUT = 0.8


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """One topic. `cumulative`: the share of this and all larger ones. `is_vital`: it is needed to reach the cut. `ai`: the tickets of it
    in which the AI agent took part."""

    key: str
    label: str
    n: int
    share: Rate
    cumulative: float
    is_vital: bool
    ai: Rate
    drill: Drill


@dataclass(frozen=True, slots=True)
class TopicsPareto:
    """Counted tickets created in the period that have a topic, the most common topic first. `vital_few`: how many topics reach `cut`."""

    period: Period
    n: int
    unlabelled: int
    cut: float
    vital_few: int
    rows: tuple[ParetoRow, ...]
    missing: tuple[str, ...] = ()


SQL = f"""
SELECT l.key, l.name, count(*), count(*) FILTER (WHERE f.handled_by IN (2, 3))
FROM {TICKETS} {labelled(Dimension.TOPIC, "f.topic_id")}
WHERE f.exclusion IS NULL AND f.created_day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
GROUP BY l.key, l.name ORDER BY count(*) DESC, l.key
"""


def topics_pareto(period: Period, filter: Sequence[Filter] = (), *, cut: float = CUT) -> TopicsPareto:
    """The topics of the period's tickets. Two statements and one for the names in a filter."""
    narrowed = narrowing(Facts.TICKETS, filter, resolver="f.resolver")
    found = ask(SQL.format(narrowing=narrowed.sql), period)
    topics = [row for row in found if row[0] is not None]
    n = sum(row[2] for row in topics)
    rows: list[ParetoRow] = []
    before = 0
    for key, label, count, ai in topics:
        drill = Drill("ticket_volume", period, narrowed_to(filter, Dimension.TOPIC, key))
        rows.append(ParetoRow(key, label, count, rate(count, n), (before + count) / n, before < cut * n, rate(ai, count), drill))
        before += count
    missing = () if n else nothing(Facts.TICKETS, period, what="Tickets with a topic")
    return TopicsPareto(period, n, sum(row[2] for row in found) - n, cut, sum(row.is_vital for row in rows), tuple(rows), missing)
