"""How the account stands: which series are stored, since when there are data, what was never sent, which targets are set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.db import connection
from django.utils import timezone

from metrics.aggregates import Share
from metrics.declare import Input, Kpi, Measure
from metrics.kpis import EXCLUDED, KPIS, MEASURES
from tenants import schemas

from .targets import targets_of
from .types import TargetValue

MET = sorted({each.seen_in for kpi in KPIS.values() for each in kpi.needs if each.met and each.seen_in})

ANCHOR = "tickets_created"  # every account has tickets or nothing: the days of this measure are the days with data

QUERY = """
SELECT s.measure, s.id, s.fingerprint,
       (SELECT min(day) FROM metrics_snapshot x WHERE x.series_id = s.id AND grain = 1 AND dimension = 0),
       CASE WHEN s.measure = ANY(%(met)s) THEN
           (SELECT string_agg(cells, '') FROM metrics_snapshot x WHERE x.series_id = s.id AND grain = 2 AND dimension = 0)
       END,
       account.*
FROM (
    SELECT (SELECT max(finished_at) FROM metrics_recompute),
           (SELECT json_agg(json_build_array(kpi, value, upper, dimension, key, since, start, due)) FROM metrics_target)::text,
           (SELECT min(currency) FROM tickets_cost),
           EXISTS (SELECT FROM tickets_label WHERE dimension IN (4, 5)),
           EXISTS (SELECT FROM tickets_slatarget WHERE first_reply_seconds IS NOT NULL),
           EXISTS (SELECT FROM tickets_slatarget WHERE resolution_seconds IS NOT NULL)
) account LEFT JOIN metrics_series s ON s.measure = ANY(%(measures)s)
ORDER BY s.id DESC
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for every reading of the account at this moment. `series` and `fingerprints` are by measure: the version
    that is stored in full, so an older one while a new one is being computed."""

    zone: str
    today: date
    as_of: datetime | None
    began: Mapping[str, date]
    series: Mapping[str, int]
    fingerprints: Mapping[str, str]
    sent: Mapping[str, bool]
    targets: Mapping[str, Sequence[TargetValue]]
    currency: str | None

    def missing(self, kpi: Kpi) -> tuple[str, ...]:
        """What the account never sent of what a KPI needs, and how to send it."""
        return tuple(each.missing for each in kpi.needs if not self._has(each))

    def _has(self, needed: Input) -> bool:
        return self.sent.get(needed.key, False) or bool(needed.seen_in and self.sent.get(f"measure {needed.seen_in}", False))

    def known_from(self, kpi: Kpi) -> date | None:
        """The first day with facts: tickets, or what the KPI itself counts."""
        keys = (ANCHOR, *(measure.key for measure in (*EXCLUDED.values(), *kpi.measures)))
        return min((self.began[key] for key in keys if key in self.began), default=None)

    def version(self, kpi: Kpi) -> str:
        return kpi.version_of([self.fingerprints.get(measure.key, measure.fingerprint) for measure in kpi.measures])


def standing(kpis: Iterable[Kpi], measures: Mapping[str, Measure] = MEASURES) -> Standing:
    """Of the current account, as far as these KPIs and the exclusions need it, in one statement. `measures`: those of its catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"met": MET, "measures": sorted({ANCHOR, *_measures(kpis)})})
        rows = cursor.fetchall()
    oldest = {row[0]: row for row in rows if _is_readable(measures.get(row[0]), row[2])}  # newest first: an older one is complete, its successor not yet
    as_of, targets, currency, *asked = rows[0][5:]
    sent = {f"measure {measure}": _is_sent(row) for measure, row in oldest.items()}
    zone = schemas.current().timezone
    return Standing(
        zone=zone,
        today=timezone.now().astimezone(ZoneInfo(zone)).date(),
        as_of=as_of,
        began={measure: row[3] for measure, row in oldest.items() if row[3]},
        series={measure: row[1] for measure, row in oldest.items()},
        fingerprints={measure: row[2] for measure, row in oldest.items()},
        sent=sent | dict(zip(("assignments", "first_reply_targets", "resolution_targets"), asked, strict=True)),
        targets=targets_of(json.loads(targets or "[]")),
        currency=currency,
    )


def _measures(kpis: Iterable[Kpi]) -> Iterator[str]:
    """The measures these KPIs read, those that show whether their inputs are sent, and the exclusions."""
    for kpi in kpis:
        yield from (measure.key for measure in kpi.measures)
        yield from (needed.seen_in for needed in kpi.needs if needed.seen_in)
    yield from (measure.key for measure in EXCLUDED.values())


def _is_readable(measure: Measure | None, fingerprint: str) -> bool:
    """Whether the measure's states are stored as they are today, whatever else of its declaration has changed."""
    return measure is not None and fingerprint[:2] == measure.fingerprint[:2]


def _is_sent(row: Sequence[Any]) -> bool:
    """A measure has counted something; where its condition matters, something has met it."""
    if row[0] not in MET:
        return row[3] is not None
    return bool(row[4]) and bool(np.frombuffer(bytes(row[4]), dtype=Share.record)["num"].any())
