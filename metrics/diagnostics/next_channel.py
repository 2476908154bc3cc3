"""Which channel should the AI agent take on next?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period
from metrics.readings.statistics import ENOUGH

from .asking import TICKETS, ask, labelled, narrowing, nothing
from .figures import UNLABELLED, Drill, Rate, narrowed_to, rate


@dataclass(frozen=True, slots=True)
class ChannelCandidate:
    """One channel. `share`: of all tickets; `ai`: those the AI agent took part in; `durable`: of these, those it resolved alone and for
    good. `expected`: the rate at which it would resolve the tickets it has not touched, topic by topic as it does elsewhere; `potential`:
    how many that were in the period. None where the agent has too few cases anywhere to say."""

    key: str
    label: str
    n: int
    share: Rate
    ai: Rate
    durable: Rate
    untouched: int
    expected: float | None
    potential: float | None
    reason: str
    drill: Drill


@dataclass(frozen=True, slots=True)
class NextChannel:
    """Channels by what automating them would take off people's hands. `n`: counted tickets created in the period."""

    period: Period
    n: int
    ai: Rate
    durable: Rate
    rows: tuple[ChannelCandidate, ...]
    missing: tuple[str, ...] = ()


AI_FOR_GOOD = "f.handled_by = 2 AND f.first_resolver = 2 AND f.is_durable AND f.escalated_at IS NULL"
SQL = f"""
SELECT l.key, l.name, f.topic_id, count(*),
    count(*) FILTER (WHERE f.handled_by IN (2, 3)),
    count(*) FILTER (WHERE {AI_FOR_GOOD})
FROM {TICKETS} {labelled(Dimension.CHANNEL, "f.channel_id")}
WHERE f.exclusion IS NULL AND f.created_day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
GROUP BY l.key, l.name, f.topic_id
"""


class Cell(NamedTuple):
    """Tickets of one channel on one topic: all, those the AI agent touched, those it resolved for good."""

    topic: int | None
    n: int
    touched: int
    durable: int


def next_channel(period: Period, filter: Sequence[Filter] = ()) -> NextChannel:
    """Volume by channel with the AI agent's part in it. One statement and one for the names in a filter.

    What the agent would achieve in a channel is standardised directly: its rate on each topic over all channels (over all topics, for one
    it has touched fewer than 30 times) times the channel's untouched tickets on that topic.
    """
    found = ask(SQL.format(narrowing=narrowing(Facts.TICKETS, filter, resolver="f.resolver").sql), period)
    channels: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for key, label, *cell in found:
        channels[key or "", label or UNLABELLED].append(Cell(*cell))
    everything = [cell for cells in channels.values() for cell in cells]
    n, touched, durable = _sums(everything)
    if not n:
        return NextChannel(period, 0, rate(0, 0), rate(0, 0), (), nothing(Facts.TICKETS, period))
    known = _known(everything)
    rows = [
        _candidate(key, label, cells, n, known, Drill("ticket_volume", period, narrowed_to(filter, Dimension.CHANNEL, key)))
        for (key, label), cells in channels.items()
    ]
    rows.sort(key=lambda row: (-(row.potential or 0.0), -row.untouched, row.label))
    missing = () if touched else ("Work of the AI agent: send its messages and resolutions with the author `ai`.",)
    return NextChannel(period, n, rate(touched, n), rate(durable, touched), tuple(rows), missing)


def _sums(cells: Sequence[Cell]) -> tuple[int, int, int]:
    return sum(cell.n for cell in cells), sum(cell.touched for cell in cells), sum(cell.durable for cell in cells)


def _known(cells: list[Cell]) -> dict[int | None, float]:
    """The agent's rate by topic where it has enough cases; -1 stands for all topics."""
    touched: dict[int | None, int] = defaultdict(int)
    durable: dict[int | None, int] = defaultdict(int)
    for cell in cells:
        for each in (cell.topic, -1):
            touched[each] += cell.touched
            durable[each] += cell.durable
    return {topic: durable[topic] / of for topic, of in touched.items() if of >= ENOUGH}


def _candidate(key: str, label: str, cells: list[Cell], total: int, known: dict[int | None, float], drill: Drill) -> ChannelCandidate:
    n, touched, durable = _sums(cells)
    untouched = n - touched
    potential = sum((cell.n - cell.touched) * known.get(cell.topic, known[-1]) for cell in cells) if -1 in known else None
    expected = potential / untouched if potential is not None and untouched else None
    ai = rate(touched, n)
    return ChannelCandidate(
        key, label, n, rate(n, total), ai, rate(durable, touched), untouched, expected, potential, _reason(label, ai, untouched, potential), drill
    )


def _reason(label: str, ai: Rate, untouched: int, potential: float | None) -> str:
    if not untouched:
        return f"The AI agent takes part in every ticket of {label}."
    part = f"The AI agent takes part in {(ai.value or 0) * 100:.0f} % of {label}"
    if potential is None:
        return f"{part}; it has too few cases to say what it would resolve of the other {untouched}."
    return f"{part}; of the other {untouched} it would resolve about {potential:.0f} for good at the rates it has on these topics."
