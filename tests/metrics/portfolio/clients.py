"""Clients without a schema: accounts of which only what they publish is there.

client(agency, "Alder", csat=(80, 100))
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from django.db import connection

from metrics.aggregates import Histogram, Sketch, States, bucket
from metrics.published import PUBLISHED_MEASURES
from metrics.published.layout import LAYOUT
from metrics.published.models import PublishedAccount
from metrics.published.pack import DAY, MONTH, packed
from metrics.published.publishing import write
from metrics.snapshots.cells import Cells
from metrics.snapshots.facts import epoch_day
from tenants.models import Account, Agency, Grant, Role
from tests.factories import AccountFactory

DAY_OF_ALL = date(2026, 4, 15)
MEASURES = {"csat": "responses_positive", "fcr": "first_contacts", "created": "tickets_created", "cost": "costs", "resolved": "tickets_resolved"}


def client(agency: Agency, name: str, *, day: date = DAY_OF_ALL, waits: list[float] | None = None, **told: Any) -> Account:
    """A client of the agency: `csat=(met, of)` and the like on one day, `waits` for a first reply in seconds; all else as PublishedAccount has it."""
    counted = {MEASURES[key]: told.pop(key) for key in MEASURES if key in told}
    account: Account = AccountFactory(name=name, **{key: told.pop(key) for key in ("timezone",) if key in told})
    Grant.objects.create(account=account, agency=agency, role=Role.VIEWER)
    standing = {"layout": LAYOUT, "as_of": datetime(2026, 6, 1, tzinfo=UTC), "began": {"ticket_volume": "2026-01-01"}, **told}
    PublishedAccount.objects.create(account=account, **standing)
    cells = {key: one_cell(day, *numbers) for key, numbers in counted.items()}
    if waits is not None:
        cells["first_reply"] = _histogram(day, waits)
    with connection.cursor() as cursor:
        for grain in (DAY, MONTH):
            dated = {key: _dated(each, day if grain == DAY else day.replace(day=1)) for key, each in cells.items()}
            write(cursor, account.pk, grain, packed(dated, PUBLISHED_MEASURES, {}, grain=grain))
    return account


def one_cell(day: date, num: float, den: float) -> Cells:
    """One cell, of all channels, of people's work."""
    one = np.ones(1, dtype=np.int64)
    return Cells(0 * one, epoch_day(day) * one, 0 * one, one, States(np.array([float(num)]), np.array([float(den)]), np.zeros(1)))


def _histogram(day: date, values: list[float]) -> Cells:
    told = np.array(values)
    where = np.zeros(len(told), dtype=np.int64)
    plain = one_cell(day, 1000 * told.sum(), len(told))
    states = States(plain.states.num, plain.states.den, plain.states.sumsq, Sketch.of(where, bucket(told), 1))
    assert isinstance(PUBLISHED_MEASURES["first_reply"].keep, Histogram)
    return Cells(plain.dimension, plain.day, plain.value, plain.resolver, states)


def _dated(cells: Cells, day: date) -> Cells:
    return Cells(cells.dimension, np.full(len(cells), epoch_day(day)), cells.value, cells.resolver, cells.states)
