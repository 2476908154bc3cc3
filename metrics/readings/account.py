"""One look at the account, in one statement: its definitions and labels, how it stands, and which states are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from metrics.kpis import KPIS
from metrics.models import Definition

MET = sorted({each.seen_in for kpi in KPIS.values() for each in kpi.needs if each.met and each.seen_in})
"""Measures of which something must have met the condition, not only been counted, for an input to be there."""

SERIES = """
SELECT s.measure, s.id, s.fingerprint,
       (SELECT min(day) FROM metrics_snapshot x WHERE x.series_id = s.id AND grain = 1 AND dimension = 0),
       CASE WHEN s.measure = ANY(%(met)s) THEN
           (SELECT string_agg(cells, '') FROM metrics_snapshot x WHERE x.series_id = s.id AND grain = 2 AND dimension = 0)
       END{}
FROM metrics_series s WHERE s.measure = ANY(%(measures)s)
"""
ACCOUNT = f"""
SELECT NULL::text, NULL::int, NULL::text, NULL::date, NULL::bytea,
       (SELECT max(finished_at) FROM metrics_recompute),
       (SELECT json_agg(json_build_array(kpi, value, upper, dimension, key, since, start, due)) FROM metrics_target)::text,
       (SELECT min(currency) FROM tickets_cost),
       EXISTS (SELECT FROM tickets_label WHERE dimension IN (4, 5)),
       EXISTS (SELECT FROM tickets_slatarget WHERE first_reply_seconds IS NOT NULL),
       EXISTS (SELECT FROM tickets_slatarget WHERE resolution_seconds IS NOT NULL),
       (SELECT json_agg(d ORDER BY id) FROM metrics_definition d)::text,
       CASE WHEN %(dimensions)s::int[] <> '{{}}' THEN
           (SELECT json_agg(json_build_array(id, dimension, key, name)) FROM tickets_label WHERE dimension = ANY(%(dimensions)s))::text
       END
UNION ALL {SERIES.format(", NULL" * 8)}
"""
MOMENTS = ("created_at", "ready_at", "retired_at")


@dataclass(frozen=True, slots=True)
class Series:
    """A stored series of a measure, the first day it has anything on, and, of a measure in MET, all its months' cells."""

    measure: str
    id: int
    fingerprint: str
    began: date | None
    cells: bytes | None


@dataclass(frozen=True, slots=True)
class Account:
    """What the account looked like. `targets` and `labels` are as they were stored; `asked`: the measures whose series were looked for."""

    as_of: datetime | None
    targets: Sequence[Sequence[Any]]
    currency: str | None
    sent: Mapping[str, bool]
    definitions: Sequence[Definition]
    labels: Sequence[tuple[int, int, str, str]]
    series: Sequence[Series]
    asked: frozenset[str]


def look(measures: Iterable[str], dimensions: Iterable[int] = ()) -> Account:
    """At the current account: with the series of these measures, and the labels of these dimensions."""
    wanted = frozenset(measures)
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNT, {"met": MET, "measures": sorted(wanted), "dimensions": sorted(dimensions)})
        rows = cursor.fetchall()
    alone = next(row for row in rows if row[0] is None)
    as_of, targets, currency, *sent, definitions, labels = alone[5:]
    return Account(
        as_of,
        json.loads(targets or "[]"),
        currency,
        dict(zip(("assignments", "first_reply_targets", "resolution_targets"), sent, strict=True)),
        [_definition(told) for told in json.loads(definitions or "[]")],
        json.loads(labels or "[]"),
        [Series(*row[:5]) for row in rows if row[0] is not None],
        wanted,
    )


def series_of(measures: Iterable[str]) -> list[Series]:
    """Only the series of these measures."""
    with connection.cursor() as cursor:
        cursor.execute(SERIES.format(""), {"met": MET, "measures": sorted(measures)})
        return [Series(*row) for row in cursor.fetchall()]


def _definition(told: Mapping[str, Any]) -> Definition:
    return Definition(**{name: datetime.fromisoformat(value) if name in MOMENTS and value else value for name, value in told.items()})
