"""Pairs: where a KPI got better at the cost of one that must be looked at beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.catalogue import catalogue
from metrics.readings import Comparison, Direction, Filter, Period, Reading, Request, read


@dataclass(frozen=True, slots=True)
class Conflict:
    """A KPI that looks good, and the balancing one that says otherwise. `kind` names what stands against what."""

    reading: Reading
    partner: Reading
    kind: str
    sentence: str


def conflicts(period: Period, *, compare_with: Comparison = Comparison.PREVIOUS_PERIOD, filter: Sequence[Filter] = ()) -> list[Conflict]:
    """Every contradicted KPI of the current account with each partner that contradicts it, those that changed beyond noise first."""
    readings = read([Request(key, period, filter=tuple(filter), compare_with=compare_with) for key in catalogue().kpis])
    found = [_conflict(reading, partner) for reading in readings for partner in reading.balancing if partner.kpi.key in reading.contradicted_by]
    return sorted(found, key=lambda each: (not _improved(each.reading), not _worsened(each.partner)))


def _conflict(reading: Reading, partner: Reading) -> Conflict:
    gain = "improved" if _improved(reading) else "is on target"
    loss = "worsened" if _worsened(partner) else "misses its target"
    return Conflict(
        reading,
        partner,
        kind=f"{reading.kpi.category} against {partner.kpi.category}",
        sentence=f"{reading.kpi.name} {gain}, while {partner.kpi.name} {loss}.",
    )


def _improved(reading: Reading) -> bool:
    return reading.previous is not None and reading.previous.change.direction is Direction.IMPROVED


def _worsened(reading: Reading) -> bool:
    return reading.previous is not None and reading.previous.change.direction is Direction.WORSENED
