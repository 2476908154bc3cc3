"""An agency's clients, and how each stands, in one statement: only those whose grant holds at this moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson
from django.utils import timezone

from metrics.declare import Kpi
from metrics.published.kpis import measures_of
from metrics.published.layout import LAYOUT
from metrics.published.models import PublishedAccount
from metrics.published.readers import GRANTED
from metrics.readings import ReadingError, TargetValue
from metrics.readings.targets import targets_of
from metrics.snapshots.binary import binary_cursor
from tenants.models import Agency

from .types import Client

CLIENTS = f"""
SELECT c.*, p.layout = %(layout)s, p.as_of, p.currency, p.lacking::text, p.began::text, p.stale::text, p.targets::text
FROM (SELECT a.id, a.slug, a.name, a.timezone, g.role, g.created_at FROM {GRANTED} AND g.agency_id = %(agency)s) c
LEFT JOIN {PublishedAccount._meta.db_table} p ON p.account_id = c.id
ORDER BY lower(c.name), c.id
"""
ZONE = 3  # the place of the time zone among the columns
UNPUBLISHED = "Its numbers are being published; they can be compared in a few minutes."
STALE = "Its numbers are still of an older definition; they can be compared as soon as they are computed anew."


@dataclass(frozen=True, slots=True)
class Standing:
    """A client, and everything of it that a number needs beside its states."""

    client: Client
    is_published: bool
    lacking: frozenset[str]
    began: Mapping[str, str]
    stale: frozenset[str]
    targets: Mapping[str, Sequence[TargetValue]]

    @property
    def reasons(self) -> tuple[bool, frozenset[str], frozenset[str]]:
        """All that decides whether a KPI is missing."""
        return self.is_published, self.lacking, self.stale

    def missing(self, kpi: Kpi) -> tuple[str, ...]:
        """Why there is no number of a KPI; nothing if there is one."""
        if not self.is_published:
            return (UNPUBLISHED,)
        if self.stale and any(measure.key in self.stale for measure in measures_of(kpi)):
            return (STALE,)
        return tuple([each.missing for each in kpi.needs if each.key in self.lacking]) if self.lacking else ()

    def gone(self) -> Standing:
        """The same client without anything published."""
        return replace(self, is_published=False)

    def known_from(self, kpi: Kpi) -> date | None:
        """The first day with facts."""
        since = self.began.get(kpi.key)
        return date.fromisoformat(since) if since else None


def standings(agency: Agency, accounts: Collection[int] | None = None) -> list[Standing]:
    """Of the agency's clients, by name; of these accounts only, if told. ReadingError for one that is no client."""
    with binary_cursor() as cursor:
        cursor.execute(CLIENTS, {"layout": LAYOUT, "agency": agency.pk})
        rows = cursor.fetchall()
    now = timezone.now()
    days = {zone: now.astimezone(ZoneInfo(zone)).date() for zone in {row[ZONE] for row in rows}}
    told = cache(_told)
    found = [_standing(row, days[row[ZONE]], told) for row in rows]
    if accounts is None:
        return found
    wanted = set(accounts)
    if wanted - {each.client.id for each in found}:
        raise ReadingError("UNKNOWN_ACCOUNT", "There is no such client.")
    return [each for each in found if each.client.id in wanted]


def _standing(row: Sequence[Any], today: date, read: Callable[[str | None, str | None, str | None, str | None], _Told]) -> Standing:
    pk, slug, name, zone, role, since, is_current, as_of, currency, *told = row
    client = Client(pk, slug, name, zone, today, as_of, currency, role, since)
    return Standing(client, bool(is_current), *read(*told))


class _Told(NamedTuple):
    """What a client has published of itself, read; many clients say the same."""

    lacking: frozenset[str]
    began: Mapping[str, str]
    stale: frozenset[str]
    targets: Mapping[str, Sequence[TargetValue]]


def _told(*columns: str | None) -> _Told:
    lacking, began, stale, targets = (orjson.loads(each) if each else () for each in columns)
    return _Told(frozenset(lacking), dict(began), frozenset(stale), targets_of(targets))
