"""The questions an agency asks of its portfolio."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.readings import Comparison, Period, Step
from tenants.models import Agency

from .types import ClientPage, Mover, OffTarget, PortfolioComparison, PortfolioSeries, Segments


def compare(
    agency: Agency,
    kpis: Sequence[str],
    period: Period,
    *,
    compare_with: Comparison = Comparison.PREVIOUS_PERIOD,
    accounts: Sequence[int] | None = None,
    channel: str | None = None,
    percentile: float | None = None,
) -> PortfolioComparison:
    """These published KPIs of every client (or of `accounts`), with roll-ups, ranks and spread, in one statement for each grain."""
    raise NotImplementedError


def series(
    agency: Agency, kpi: str, period: Period, step: Step, *, accounts: Sequence[int] | None = None, channel: str | None = None, percentile: float | None = None
) -> PortfolioSeries:
    """One KPI over the steps of a period, client by client and all together."""
    raise NotImplementedError


def movers(
    agency: Agency, period: Period, kpis: Sequence[str] | None = None, *, compare_with: Comparison = Comparison.PREVIOUS_PERIOD, limit: int = 20
) -> list[Mover]:
    """The changes that are more than noise, the largest in standard errors first. `kpis`: all that are published unless told."""
    raise NotImplementedError


def off_target(agency: Agency, period: Period, *, accounts: Sequence[int] | None = None) -> list[OffTarget]:
    """Every client's published KPIs that miss its own targets beyond their intervals, the farthest off first, client by client."""
    raise NotImplementedError


def segments(agency: Agency, account: int, kpi: str, period: Period, *, compare_with: Comparison = Comparison.PREVIOUS_PERIOD) -> Segments:
    """One KPI of one client by canonical channel."""
    raise NotImplementedError


def client(agency: Agency, account: int, period: Period, *, compare_with: Comparison = Comparison.PREVIOUS_PERIOD) -> ClientPage:
    """Everything published of one client, each KPI with its place in the portfolio."""
    raise NotImplementedError
