"""How many people are needed in each hour of the week?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from metrics.aggregates import Floats
from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period
from metrics.readings.build import WEEKDAYS
from metrics.snapshots.facts import SOURCES
from tickets.business_time import clocks
from tickets.facts import LIVE_CHANNELS
from tickets.models import SlaTarget

from .asking import NAMES, TICKETS, ask, labelled, narrowing
from .erlang import Staffed, agents_needed
from .forecast import Forecast, deferred, forecast

HOURS = 168
HOUR = 3600.0
PATIENCE = 120.0  # seconds: the published target for a first reply in chat (CoreBee)
FEWEST_WEEKS = 4
METHOD = "Erlang C for live channels, where the customer waits on the line; for all others the work of an hour is spread over the hours it may wait"
SOURCE = "A. K. Erlang 1917; forecast: mean of the account's own weeks with quasi-Poisson dispersion (McCullagh and Nelder 1989)"


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """One hour of the week, 0 = Monday 00:00. Volumes are tickets for people, with the 95 % range of a single week. `agents` is for the
    expected volume, `agents_high` for the upper end; `live` of them for live channels. `on_duty`: people on shift, None without shifts."""

    hour: int
    label: str
    volume: float
    low: float
    high: float
    live: int
    agents: int
    agents_high: int
    in_time: float | None
    occupancy: float | None
    on_duty: float | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class StaffingNeed:
    """`n`: tickets that people took part in, over `weeks` whole weeks. `handle_live`, `handle_other`: seconds of work on one ticket.
    `within`: seconds in which `service_level` of the customers are to be answered, from the account's commitments unless told;
    `within_live`: the same in live channels, where nobody waits longer than two minutes whatever was promised, unless told."""

    period: Period
    weeks: int
    n: int
    service_level: float
    within: float | None
    in_business_time: bool
    occupancy: float
    handle_live: float | None
    handle_other: float | None
    worked: int
    dispersion: float | None
    rows: tuple[StaffingRow, ...]
    method: str = METHOD
    source: str = SOURCE
    missing: tuple[str, ...] = ()
    within_live: float | None = None


VOLUME = f"""
SELECT f.created_day, f.created_hour, coalesce(lower(l.key) = ANY(%(live)s), false), count(*)
FROM {TICKETS} {labelled(Dimension.CHANNEL, "f.channel_id")}
WHERE f.exclusion IS NULL AND f.handled_by IS DISTINCT FROM 2 AND f.created_day BETWEEN %(first)s AND %(last)s AND {{narrowing}}
GROUP BY 1, 2, 3
"""
WORK = SOURCES[Facts.WORK]
HANDLED = f"""
SELECT coalesce(lower(l.key) = ANY(%(live)s), false), count(*), sum(r.handle_seconds), count(DISTINCT r.ticket_id) + count(*) FILTER (WHERE r.ticket_id IS NULL)
FROM {WORK.rows} {labelled(Dimension.CHANNEL, WORK["channel"].sql)}
WHERE f.exclusion IS NULL AND r.day BETWEEN %(first)s AND %(last)s AND {{narrowing}} GROUP BY 1
"""
ON_DUTY = """
SELECT hour, sum(seconds * present) FROM (
    SELECT ((extract(isodow FROM h) - 1) * 24 + extract(hour FROM h))::int AS hour,
        extract(epoch FROM least(ends, h + interval '1 hour') - greatest(starts, h))::float8 AS seconds,
        available / nullif(extract(epoch FROM ends - starts)::float8, 0) AS present
    FROM (
        SELECT at AT TIME ZONE %(zone)s AS starts, ends_at AT TIME ZONE %(zone)s AS ends, available_seconds AS available
        FROM tickets_shift WHERE day BETWEEN %(first)s AND %(last)s
    ) shift, generate_series(date_trunc('hour', starts), ends - interval '1 microsecond', interval '1 hour') h
) part GROUP BY hour
"""


def staffing_need(
    period: Period, filter: Sequence[Filter] = (), *, service_level: float = 0.8, within: float | None = None, occupancy: float = 0.85
) -> StaffingNeed:
    """From the whole weeks at the end of the period, four at least. Raises ValueError unless 0 ≤ service_level < 1 and 0 < occupancy ≤ 1."""
    if not 0 <= service_level < 1 or not 0 < occupancy <= 1:
        raise ValueError("The service level is at least 0 and below 1; the occupancy is above 0 and at most 1.")
    weeks = period.days // 7
    history = Period(period.end - timedelta(days=7 * weeks - 1), period.end) if weeks else period
    promised, in_business_time = _promised()
    within_live = within if within is not None or promised is None else min(promised, PATIENCE)
    within = promised if within is None else within
    volume = ask(VOLUME.format(narrowing=narrowing(Facts.TICKETS, filter, resolver="f.resolver").sql), history, {"live": list(LIVE_CHANNELS)})
    worked = ask(
        HANDLED.format(narrowing=narrowing(Facts.WORK, [each for each in filter if each.dimension is not Dimension.RESOLVER]).sql),
        history,
        {"live": list(LIVE_CHANNELS)},
    )
    n, items = sum(row[3] for row in volume), sum(row[1] for row in worked)
    handle = {is_live: seconds / tickets for is_live, _, seconds, tickets in worked if seconds}
    blended = sum(row[2] for row in worked) / max(sum(row[3] for row in worked), 1)
    live, other = (handle.get(is_live, blended or None) for is_live in (True, False))
    missing = tuple(_missing(weeks, n, items if blended else 0, within))
    told = (history, weeks, n, service_level, within, in_business_time, occupancy, live, other, items)
    if missing or live is None or other is None or within is None or within_live is None:
        return StaffingNeed(*told, None, (), missing=missing, within_live=within_live)
    plan = _Plan(live, other, within, within_live, service_level, occupancy, _open(history) if in_business_time else np.ones(HOURS))
    counts = _counts(volume, history, weeks)
    expected = forecast(counts.sum(axis=0))
    on_duty = _on_duty(history, weeks)
    need, most = (plan.need(*_parts(counts, numbers, expected)) for numbers in (expected.mean, expected.high))
    rows = tuple(_row(hour, expected, need, most, on_duty, plan) for hour in range(HOURS))
    return StaffingNeed(*told, expected.dispersion, rows, within_live=within_live)


def _promised() -> tuple[float | None, bool]:
    """The account's commitment on first replies: the one for all priorities, else the strictest."""
    targets = list(SlaTarget.objects.exclude(first_reply_seconds=None))
    chosen = min(targets, key=lambda each: (each.priority != "", each.first_reply_seconds), default=None)
    return (chosen.first_reply_seconds, chosen.in_business_time) if chosen else (None, True)


def _missing(weeks: int, n: int, items: int, within: float | None) -> list[str]:
    found = []
    if weeks < FEWEST_WEEKS:
        found.append(f"At least {FEWEST_WEEKS} whole weeks are needed to know what is usual; the period holds {weeks}.")
    if not n:
        found.append(f"{NAMES[Facts.TICKETS][0]}: there are none for people in the period.")
    if not items:
        found.append(f"{NAMES[Facts.WORK][0]}: {NAMES[Facts.WORK][1]}.")
    if within is None:
        found.append("First-reply commitments: set in the account's settings how fast a first reply is promised, by priority.")
    return found


def _counts(volume: Sequence[tuple[date, int, bool, int]], history: Period, weeks: int) -> Floats:
    """Tickets as [other, live] × weeks × hours of the week."""
    counts = np.zeros((2, weeks, HOURS))
    for day, hour, is_live, held in volume:
        counts[int(is_live), (day - history.start).days // 7, day.weekday() * 24 + hour] += held
    return counts


def _parts(counts: Floats, numbers: Floats, expected: Forecast) -> tuple[Floats, Floats]:
    """So many tickets, divided into live and other ones as they usually are in that hour."""
    live = counts[1].mean(axis=0) / np.where(expected.mean > 0, expected.mean, 1.0)
    return numbers * live, numbers * (1 - live)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the need follows from: seconds of work on a ticket, the promise, and the open hours."""

    live: float
    other: float
    within: float
    within_live: float
    service_level: float
    occupancy: float
    is_open: Floats

    def need(self, live: Floats, other: Floats) -> list[tuple[Staffed, int]]:
        """By hour: the queue of live channels, and the agents for everything else. What is live in a closed hour waits like the rest."""
        seconds = other * self.other + np.where(self.is_open > 0, 0.0, live * self.live)
        work = deferred(seconds, hours=round(self.within / HOUR), is_staffed=self.is_open)
        return [(self._queue(float(volume)), self._agents(float(load))) for volume, load in zip(np.where(self.is_open > 0, live, 0.0), work, strict=True)]

    def _queue(self, volume: float) -> Staffed:
        load = volume * self.live / HOUR
        return agents_needed(load, handle=self.live, within=self.within_live, service_level=self.service_level, occupancy=self.occupancy)

    def _agents(self, seconds: float) -> int:
        return math.ceil(seconds / HOUR / self.occupancy - 1e-9)


def _row(
    hour: int, expected: Forecast, need: Sequence[tuple[Staffed, int]], most: Sequence[tuple[Staffed, int]], on_duty: dict[int, float] | None, plan: _Plan
) -> StaffingRow:
    queue, others = need[hour]
    return StaffingRow(
        hour=hour,
        label=f"{WEEKDAYS[hour // 24]} {hour % 24:02}:00",
        volume=float(expected.mean[hour]),
        low=float(expected.low[hour]),
        high=float(expected.high[hour]),
        live=queue.agents,
        agents=queue.agents + others,
        agents_high=most[hour][0].agents + most[hour][1],
        in_time=queue.in_time if queue.agents else None,
        occupancy=queue.occupancy if queue.agents else None,
        on_duty=on_duty.get(hour, 0.0) if on_duty is not None else None,
        is_open=bool(plan.is_open[hour] > 0),
    )


def _open(history: Period) -> Floats:
    """Which hours of the week the default calendar is open in at least half of the weeks."""
    schedule, open_quarters = clocks().schedules[0], np.zeros(HOURS)
    for offset in range(history.days):
        day = history.start + timedelta(days=offset)
        hours = np.array(schedule.quarters(day), dtype=np.float64).reshape(24, 4).mean(axis=1)
        open_quarters[day.weekday() * 24 : day.weekday() * 24 + 24] += hours
    return np.where(open_quarters * 7 >= history.days / 2, 1.0, 0.0)


def _on_duty(history: Period, weeks: int) -> dict[int, float] | None:
    """People on shift in each hour, breaks taken off; None if the account sent no shifts for these weeks."""
    found = ask(ON_DUTY, history, {"zone": str(clocks().schedules[0].zone)})
    return {hour: (seconds or 0.0) / HOUR / weeks for hour, seconds in found} if found else None
