"""Clients side by side: what is asked, fetched for all KPIs at once, and put into columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.aggregates import Flags
from metrics.declare import Kpi, Unit
from metrics.kpis import KPIS
from metrics.published.channels import CHANNELS, number
from metrics.published.kpis import PUBLISHED_KPIS, published_kpi
from metrics.readings import Change, Comparison, Number, Period, ReadingError, Request
from metrics.readings.numbers import ADDED
from metrics.readings.wants import compared as period_compared
from metrics.readings.wants import refusals
from tenants.models import Agency

from .cells import Cells, Question, compared
from .clients import Standing, standings
from .fetch import Merged, fetch
from .figures import Figures, figures
from .places import places
from .types import Column, PortfolioComparison

MIXED = "The clients count in several currencies ({}), which are not added up or ranked."
NOBODY = "None of the clients has sent what this needs."


def kpis_called(keys: Sequence[str]) -> list[Kpi]:
    """Published KPIs by key, each once. ReadingError names the first that is none."""
    for key in keys:
        if published_kpi(key) is None:
            said = f"{key} is not published by clients" if key in KPIS else f"There is no KPI {key!r}"
            raise ReadingError("UNKNOWN_KPI", f"{said}; there are {', '.join(PUBLISHED_KPIS)}.")
    return [KPIS[key] for key in dict.fromkeys(keys)]


def channel_called(channel: str | None) -> int:
    """The number of a canonical channel, 0 for all."""
    if channel is not None and channel not in CHANNELS:
        raise ReadingError("UNKNOWN_VALUE", f"There is no channel {channel!r}; there are {', '.join(CHANNELS)}.")
    return number(channel) if channel else 0


def previous_of(period: Period, compare_with: Comparison) -> Period | None:
    return period_compared(Request("", period, compare_with=compare_with))


def check_percentile(percentile: float | None) -> None:
    if percentile is not None and not 0 < percentile < 100:
        raise ReadingError("BAD_PERCENTILE", "A percentile is a number between 0 and 100, both excluded.")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Some clients and their merged states over some windows, from which any of the KPIs asked for can be read."""

    standings: Sequence[Standing]
    merged: Merged
    channel: int
    percentile: float | None
    alike: Sequence[Standing]
    places: Sequence[int]

    @classmethod
    def of(cls, standings: Sequence[Standing], merged: Merged, channel: int, percentile: float | None) -> Portfolio:
        """`alike`: one client for each set of reasons why numbers may be missing; `places`: the one that each client is like."""
        reasons = {each.reasons: each for each in standings}
        order = {reason: place for place, reason in enumerate(reasons)}
        return cls(standings, merged, channel, percentile, list(reasons.values()), [order[each.reasons] for each in standings])

    def missing(self, kpi: Kpi) -> list[tuple[str, ...]]:
        """Client by client, why there is no number."""
        refused = self.refused(kpi)
        said = [each.missing(kpi) + refused for each in self.alike]
        return [said[place] for place in self.places]

    def refused(self, kpi: Kpi) -> tuple[str, ...]:
        """Why the KPI cannot be narrowed to the channel."""
        return refusals(kpi, Question(kpi, Period(date.max, date.max), None, self.channel).filters)

    def figures(self, kpi: Kpi, comparable: Flags) -> Figures:
        return figures(kpi, self.merged, comparable, self.percentile if kpi.has_percentiles else None)

    def column(self, question: Question) -> Column:
        """One KPI of all clients."""
        kpi, missing = question.kpi, self.missing(question.kpi)
        comparable = np.array([not each for each in missing], dtype=np.bool_)
        currencies = self.currencies(kpi, missing)
        found = self.figures(kpi, comparable)
        placed = places(kpi, found, comparable, is_one_currency=len(currencies) < 2)
        cells = Cells(question, self.standings, missing, found, placed)
        why = self.why_not_together(kpi, missing)
        if why:
            return Column(kpi, Number(), None, Change(), placed.spread, cells, None, why)
        told = compared(question, found, len(self.standings), self.known_from(kpi, missing), self.today(missing))
        return Column(kpi, told.number, told.previous, told.change, placed.spread, cells, next(iter(currencies), None), told=told.split)

    def why_not_together(self, kpi: Kpi, missing: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Why there is no roll-up."""
        if all(missing):
            return self.refused(kpi) or (NOBODY,)
        currencies = self.currencies(kpi, missing)
        return (MIXED.format(", ".join(currencies)),) if len(currencies) > 1 else ()

    def currencies(self, kpi: Kpi, missing: Sequence[tuple[str, ...]]) -> list[str]:
        """Those of the clients that have a number; none for what is no money."""
        if kpi.unit is not Unit.MONEY:
            return []
        return sorted({each.client.currency or "" for each, why in zip(self.standings, missing, strict=True) if not why})

    def known_from(self, kpi: Kpi, missing: Sequence[tuple[str, ...]]) -> date | None:
        """The first day on which any comparable client has facts; of a KPI for which it matters."""
        if kpi.reads.how not in ADDED:
            return None
        found = [each.known_from(kpi) for each, why in zip(self.standings, missing, strict=True) if not why]
        return min((since for since in found if since), default=None)

    def today(self, missing: Sequence[tuple[str, ...]]) -> date:
        """The day it is for the client where it is earliest: until it is over there, a period is partial."""
        return min({each.client.today for each, why in zip(self.standings, missing, strict=True) if not why})


def portfolio(
    agency: Agency,
    kpis: Collection[Kpi],
    windows: Sequence[Period],
    *,
    accounts: Sequence[int] | None = None,
    channel: int = 0,
    percentile: float | None = None,
) -> Portfolio:
    """The agency's clients with their states: one statement for who they are, and one for each grain."""
    known = standings(agency, accounts)
    readable = [each.client.id for each in known]
    merged = fetch(agency, readable, kpis, windows, (channel,))
    still = [each if each.client.id in merged.present or not each.is_published else each.gone() for each in known]
    return Portfolio.of(still, merged, channel, percentile)


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
    """These published KPIs of every client (or of `accounts`), with roll-ups, ranks and spread, in one statement for each grain.

    A client that has ended its grant or withdrawn its states between two statements has no numbers any more.
    """
    asked, part = kpis_called(kpis), channel_called(channel)
    check_percentile(percentile)
    previous = previous_of(period, compare_with)
    found = portfolio(agency, asked, [period, *([previous] if previous else [])], accounts=accounts, channel=part, percentile=percentile)
    columns = tuple(found.column(Question(kpi, period, previous, part)) for kpi in asked)
    clients = tuple(each.client for each in found.standings)
    return PortfolioComparison(
        period,
        previous,
        channel,
        clients,
        columns,
        is_partial=any(period.end >= each.today for each in clients),
        as_of=min((each.as_of for each in clients if each.as_of), default=None),
    )
