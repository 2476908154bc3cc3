"""What those who share contribute to a quarter: each KPI's value, whom they belong together with, and their place. From published states alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from metrics.declare import Kpi, Unit
from metrics.kpis import KPIS
from metrics.portfolio.fetch import Merged, fetch
from metrics.portfolio.figures import figures
from metrics.published.channels import CHANNELS
from metrics.published.kpis import PUBLISHED_KPIS, measures_of
from metrics.published.layout import LAYOUT
from metrics.published.models import PublishedAccount
from metrics.published.readers import SHARED
from metrics.readings import Period
from metrics.readings.judge import ADDED, COUNTED
from metrics.readings.statistics import ENOUGH

from .cohorts import Contribution, Node

BATCH = 200
VOLUME = KPIS["ticket_volume"]
BENCHMARKED: Mapping[str, Kpi] = {
    key: KPIS[key] for key in PUBLISHED_KPIS if KPIS[key].reads.how not in (*ADDED, *COUNTED) and KPIS[key].unit is not Unit.MONEY
}
"""Rates, durations and scores: counts tell how large somebody is, and money is in many currencies."""

SIZES = ((500, "under_500"), (2_000, "500_to_2000"), (10_000, "2000_to_10000"), (float("inf"), "over_10000"))
"""Bands of tickets a month, by the bound that they stay below."""
MOSTLY = 0.6
"""From this part of the tickets on, channels give a mix its name."""
MIXES: Mapping[str, str] = {"email": "email", "web": "email", "chat": "chat", "messaging": "chat", "phone": "phone", "social": "social"}
"""Channels that are worked alike: written and answered later, or talked back and forth."""

SHARING = f"""
SELECT c.id, p.industry, p.business_model, s.stale, s.lacking
FROM (SELECT a.id FROM {SHARED}) c JOIN tenants_profile p ON p.account_id = c.id
JOIN {PublishedAccount._meta.db_table} s ON s.account_id = c.id AND s.layout = %(layout)s
ORDER BY c.id
"""
TOGETHER = """
SELECT account_id, 'agency ' || agency_id FROM tenants_grant WHERE revoked_at IS NULL AND account_id = ANY(%(accounts)s)
UNION ALL SELECT account_id, 'person ' || user_id FROM tenants_membership WHERE role = 'owner' AND user_id IS NOT NULL AND account_id = ANY(%(accounts)s)
"""


@dataclass(frozen=True, slots=True)
class Sharer:
    """An account that shares, with what it says of itself, and whom it contributes together with."""

    account: int
    contributor: int
    industry: str
    business_model: str
    unread: frozenset[str]

    def lacks(self, kpi: Kpi) -> bool:
        """Whether it never sent what the KPI needs, or has states of another definition."""
        return any(measure.key in self.unread for measure in measures_of(kpi)) or any(each.key in self.unread for each in kpi.needs)


def sharers() -> list[Sharer]:
    """Everybody who shares and has published, in two queries."""
    with connection.cursor() as cursor:
        cursor.execute(SHARING, {"layout": LAYOUT})
        found = cursor.fetchall()
        cursor.execute(TOGETHER, {"accounts": [row[0] for row in found]})
        one = contributors([row[0] for row in found], cursor.fetchall())
    told = ((pk, industry, model, (*_list(stale), *_list(lacking))) for pk, industry, model, stale, lacking in found)
    return [Sharer(pk, one[pk], industry, model, frozenset(unread)) for pk, industry, model, unread in told]


def contributors(accounts: Sequence[int], ties: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Of each account the contributor it belongs to: the least account that it is tied to, by an agency or an owner, or by others between."""
    leader = {account: account for account in accounts}

    def found(account: int) -> int:
        while leader[account] != account:
            account = leader[account]
        return account

    first: dict[str, int] = {}
    for account, tie in ties:
        low, high = sorted((found(account), found(first.setdefault(tie, account))))
        leader[high] = low
    return {account: found(account) for account in accounts}


@dataclass(frozen=True, slots=True)
class Contributed:
    """What a quarter is made of: where each sharer belongs, and each KPI's values."""

    nodes: Mapping[int, Node]
    values: Mapping[str, Sequence[Contribution]]


def contributed(sharing: Sequence[Sharer], quarter: Period) -> Contributed:
    """Everybody's values of the quarter; one with fewer than 30 cases contributes nothing to that KPI."""
    nodes: dict[int, Node] = {}
    values: dict[str, list[Contribution]] = {key: [] for key in BENCHMARKED}
    for start in range(0, len(sharing), BATCH):
        batch = sharing[start : start + BATCH]
        nodes.update(_nodes(batch, quarter))
        for key, contribution in _values(batch, quarter, nodes):
            values[key].append(contribution)
    return Contributed(nodes, values)


def _values(batch: Sequence[Sharer], quarter: Period, nodes: Mapping[int, Node]) -> Iterator[tuple[str, Contribution]]:
    merged = fetch(None, [each.account for each in batch], BENCHMARKED.values(), [quarter])
    nobody = np.zeros(len(batch), dtype=np.bool_)
    for key, kpi in BENCHMARKED.items():
        read = figures(kpi, merged, nobody)
        for place, each in enumerate(batch):
            value, n = float(read.value[0, place]), read.n[0, place]
            if each.account in merged.present and n >= ENOUGH and np.isfinite(value) and not each.lacks(kpi):
                yield key, Contribution(each.account, each.contributor, nodes[each.account], value)


def _nodes(batch: Sequence[Sharer], quarter: Period) -> dict[int, Node]:
    """Each one's place: as far down as everything above it is known."""
    accounts = [each.account for each in batch]
    volumes = _volumes(fetch(None, accounts, [VOLUME], [quarter], channels=range(1, len(CHANNELS) + 1)), len(batch))
    months = quarter.days / (365.25 / 12)
    return {each.account: node(each, volumes[place].tolist(), months=months) for place, each in enumerate(batch)}


def _volumes(merged: Merged, accounts: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Tickets by account and channel."""
    subjects = accounts * len(CHANNELS)
    found: np.ndarray[tuple[int, int], np.dtype[np.float64]] = (
        figures(VOLUME, merged, np.zeros(subjects, dtype=np.bool_)).value[0, :subjects].reshape(accounts, -1)
    )
    return np.nan_to_num(found)


def node(sharer: Sharer, volumes: Sequence[float], *, months: float) -> Node:
    """Industry, business model, size and mix; what follows something that is not known is left out. `volumes`: tickets by channel."""
    known: list[str] = []
    for told in (sharer.industry, sharer.business_model, size(sum(volumes) / months), mix(volumes)):
        if not told:
            break
        known.append(told)
    return tuple(known)


def size(tickets_a_month: float) -> str:
    """The band of a volume; "" for nothing at all."""
    return next(name for bound, name in SIZES if tickets_a_month < bound) if tickets_a_month > 0 else ""


def mix(volumes: Sequence[float]) -> str:
    """What most tickets come by, or `mixed`; "" without tickets."""
    total = sum(volumes)
    parts: dict[str, float] = {}
    for channel, volume in zip(CHANNELS, volumes, strict=True):
        if channel in MIXES:
            parts[MIXES[channel]] = parts.get(MIXES[channel], 0.0) + volume
    if not total:
        return ""
    return next((name for name, volume in sorted(parts.items()) if volume >= MOSTLY * total), "mixed")


def _list(told: object) -> list[str]:
    """A JSON array as a cursor gives it: read already, or as text."""
    found = json.loads(told) if isinstance(told, str) else told
    return [str(each) for each in found] if isinstance(found, list) else []
