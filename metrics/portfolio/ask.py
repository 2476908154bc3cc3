"""The other questions an agency asks of its portfolio: over time, what moved, who is off target, one client."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from metrics.declare import Kpi
from metrics.published.channels import CHANNELS
from metrics.published.kpis import PUBLISHED_KPIS
from metrics.readings import Comparison, Direction, Number, Period, Point, ReadingError, Status, Step
from metrics.readings.build import UNKNOWN, Parts, split_of
from metrics.readings.judge import COUNTED, bounds
from metrics.readings.statistics import Z
from metrics.readings.wants import refusals, steps
from tenants.models import Agency

from .cells import Question, compared, is_known, parts
from .clients import Standing, standings
from .compare import channel_called, check_percentile, compare, kpis_called, portfolio, previous_of
from .fetch import fetch
from .figures import Figures, figures
from .types import Cell, ClientPage, ClientSeries, Mover, OffTarget, PortfolioSeries, SegmentRow, Segments

FALSE_SHARE = 0.05
"""Of what is told as moved, so much may be chance."""


def series(
    agency: Agency, kpi: str, period: Period, step: Step, *, accounts: Sequence[int] | None = None, channel: str | None = None, percentile: float | None = None
) -> PortfolioSeries:
    """One KPI over the steps of a period, client by client and all together."""
    (asked,) = kpis_called([kpi])
    check_percentile(percentile)
    whole = steps(period, step)
    cut = [Period(max(each.start, period.start), min(each.end, period.end)) for each in whole]
    found = portfolio(agency, [asked], cut, accounts=accounts, channel=channel_called(channel), percentile=percentile)
    missing = found.missing(asked)
    numbers = found.figures(asked, np.array([not each for each in missing], dtype=np.bool_))
    why = found.why_not_together(asked, missing)

    def points(subject: int, standing: Standing | None) -> tuple[Point, ...]:
        since = standing.known_from(asked) if standing else found.known_from(asked, missing)
        today = standing.client.today if standing else found.today(missing)
        made = (parts(asked, numbers, subject, window) if is_known(asked, each, since, today) else UNKNOWN for window, each in enumerate(cut))
        return tuple(_point(asked, told, cut[at], cut[at] != whole[at] or whole[at].end >= today) for at, told in enumerate(made))

    clients = tuple(ClientSeries(each.client, () if missing[at] else points(at, each), missing[at]) for at, each in enumerate(found.standings))
    return PortfolioSeries(asked, period, step, () if why else points(len(found.standings), None), clients, why)


def _point(kpi: Kpi, told: Parts, period: Period, is_partial: bool) -> Point:
    split = split_of(kpi, told)
    return Point(
        period,
        told.whole,
        is_partial,
        ai=split.ai.number.value if split.ai else None,
        human=split.human.number.value if split.human else None,
        ai_n=split.ai.number.n if split.ai else 0,
        human_n=split.human.number.n if split.human else 0,
    )


def movers(
    agency: Agency, period: Period, kpis: Sequence[str] | None = None, *, compare_with: Comparison = Comparison.PREVIOUS_PERIOD, limit: int = 20
) -> list[Mover]:
    """The changes that are more than noise, the largest in standard errors first. `kpis`: all that are published unless told.

    Of a few hundred comparisons one in twenty would pass as a change by chance alone; so only those are told of which at most
    FALSE_SHARE are expected to be false (see `discoveries`).
    """
    found = compare(agency, kpis if kpis is not None else PUBLISHED_KPIS, period, compare_with=compare_with)
    cells = [cell for column in found.columns for cell in column.cells.values() if cell.change.direction not in (Direction.UNKNOWN, Direction.NEW)]
    judged = [_mover(cell) for cell in cells]
    moved = [each for each, holds in zip(judged, discoveries([each.size for each in judged]), strict=True) if holds and each.change.is_significant]
    return sorted(moved, key=lambda each: (-each.size, each.client.name, each.kpi.key))[:limit]


def discoveries(sizes: Sequence[float], *, share: float = FALSE_SHARE) -> list[bool]:
    """Which of many differences, each in its standard errors, to believe: the largest number of them of which at most `share` are expected
    to be chance (Benjamini and Hochberg 1995, on two-sided normal p-values)."""
    chances = [math.erfc(abs(size) / math.sqrt(2)) for size in sizes]
    ordered = sorted(chances)
    passing = [chance for rank, chance in enumerate(ordered, start=1) if chance <= share * rank / len(ordered)]
    limit = passing[-1] if passing else -1.0
    return [chance <= limit for chance in chances]


def _mover(cell: Cell) -> Mover:
    before = cell.previous or Number()
    return Mover(cell.client, cell.kpi, cell.number, before, cell.change, _size(cell.kpi, cell.number, before), cell.currency)


def _size(kpi: Kpi, now: Number, before: Number) -> float:
    """The change in standard errors: of two Poisson counts, that of their sum; else from the halves of both intervals that face each other
    (MOVER: Zou and Donner 2008)."""
    difference = (now.value or 0.0) - (before.value or 0.0)
    if kpi.reads.how in COUNTED:
        return abs(difference) / math.sqrt(max((now.value or 0.0) + (before.value or 0.0), 1.0))
    if now.interval is None or before.interval is None or now.value is None or before.value is None:
        return Z
    rose = difference > 0
    halves = (
        (now.value - now.interval.low, before.interval.high - before.value) if rose else (now.interval.high - now.value, before.value - before.interval.low)
    )
    error = math.hypot(*halves) / Z
    return abs(difference) / error if error > 0 else Z


def off_target(agency: Agency, period: Period, *, accounts: Sequence[int] | None = None) -> list[OffTarget]:
    """Every client's published KPIs that miss its own targets beyond their intervals, the farthest off in relation to the target first."""
    found = compare(agency, PUBLISHED_KPIS, period, compare_with=Comparison.NONE, accounts=accounts)
    missed = [_missed(cell) for column in found.columns for cell in column.cells.values() if cell.status is Status.OFF_TARGET]
    return sorted(missed, key=lambda each: (-each.gap / max(abs(each.target.value), 1e-9), each.client.name, each.kpi.key))


def _missed(cell: Cell) -> OffTarget:
    target, value = cell.target, cell.number.value
    if target is None or value is None:
        raise ValueError(f"{cell.kpi.key} of {cell.client.slug} has no target to miss.")
    low, high = bounds(cell.kpi.better, target)
    gap = low - value if low is not None and value < low else value - (high if high is not None else value)
    return OffTarget(cell.client, cell.kpi, cell.number, target, cell.status, gap, cell.currency)


def segments(agency: Agency, account: int, kpi: str, period: Period, *, compare_with: Comparison = Comparison.PREVIOUS_PERIOD) -> Segments:
    """One KPI of one client by canonical channel."""
    (asked,) = kpis_called([kpi])
    (standing,) = standings(agency, [account])
    previous, channels = previous_of(period, compare_with), range(1, len(CHANNELS) + 1)
    refused = refusals(asked, Question(asked, period, previous, 1).filters)
    missing = standing.missing(asked) + refused
    if missing:
        return Segments(standing.client, asked, period, (), missing)
    merged = fetch(agency, [account], [asked], [period, *([previous] if previous else [])], channels)
    if account not in merged.present:
        raise ReadingError("UNKNOWN_ACCOUNT", "There is no such client.")
    found = figures(asked, merged, np.ones(len(channels), dtype=np.bool_))
    rows = [_segment(Question(asked, period, previous, channel), found, standing) for channel in channels]
    kept = [row for row in rows if row.number.n or (row.previous and row.previous.n)]
    return Segments(standing.client, asked, period, tuple(sorted(kept, key=lambda row: (-row.number.n, row.key))))


def _segment(question: Question, found: Figures, standing: Standing) -> SegmentRow:
    told = compared(question, found, question.channel - 1, standing.known_from(question.kpi), standing.client.today)
    return SegmentRow(CHANNELS[question.channel - 1], told.number, told.previous, told.change)


def client(agency: Agency, account: int, period: Period, *, compare_with: Comparison = Comparison.PREVIOUS_PERIOD) -> ClientPage:
    """Everything published of one client, each KPI with its place in the portfolio."""
    found = compare(agency, PUBLISHED_KPIS, period, compare_with=compare_with)
    if account not in {each.id for each in found.clients}:
        raise ReadingError("UNKNOWN_ACCOUNT", "There is no such client.")
    own = next(each for each in found.clients if each.id == account)
    return ClientPage(own, period, found.previous, tuple(column.cells[account] for column in found.columns))
