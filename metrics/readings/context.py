"""What readings need to know before they can be planned: the account's catalogue and its labels, in one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from metrics.catalogue import Catalogue, from_rows
from metrics.declare import LABELLED, Dimension
from metrics.models import Definition

QUERY = """
SELECT id, 0, row_to_json(d)::text, NULL FROM metrics_definition d
UNION ALL SELECT id, dimension, key, name FROM tickets_label WHERE dimension = ANY(%s)
ORDER BY id
"""
MOMENTS = ("created_at", "ready_at", "retired_at")


@dataclass(frozen=True, slots=True)
class LabelNames:
    """The account's labels: ids by dimension and key, and key and name by id."""

    ids: Mapping[tuple[Dimension, str], int]
    named: Mapping[int, tuple[str, str]]


def context(dimensions: Iterable[Dimension]) -> tuple[Catalogue, LabelNames]:
    """The catalogue of the current account, and its labels of these dimensions."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [sorted({int(dimension) for dimension in dimensions if dimension in LABELLED})])
        rows = cursor.fetchall()
    labels = [row for row in rows if row[1]]
    ids = {(Dimension(dimension), key): label for label, dimension, key, _ in labels}
    names = LabelNames(ids, {label: (key, name) for label, _, key, name in labels})
    return from_rows([_definition(row[2]) for row in rows if not row[1]]), names


def _definition(told: str) -> Definition:
    row: dict[str, Any] = json.loads(told)
    return Definition(**{name: datetime.fromisoformat(value) if name in MOMENTS and value else value for name, value in row.items()})


def label_names(dimensions: Iterable[Dimension]) -> LabelNames:
    """Only the labels of these dimensions."""
    return context(dimensions)[1]
