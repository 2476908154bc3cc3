"""Every KPI of the catalogue over everything an account can send: it is taken apart, or refused by name."""

from __future__ import annotations

import math
from datetime import date

import pytest

from metrics.declare import CUTS
from metrics.decomposition import decompose
from metrics.kpis import KPIS
from metrics.readings import Period, ReadingError, Request
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.diagnostics.worlds import random_world

APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))


@pytest.fixture
def world(account: Account) -> Account:
    random_world(7)
    recompute()
    return account


def test_it_is_taken_apart_or_refused_by_name(world: Account) -> None:
    taken, refused = set(), set()
    for key, kpi in KPIS.items():
        for by in [by for by in CUTS if by in kpi.dimensions]:
            try:
                found = decompose(Request(key, APRIL), by)
            except ReadingError as error:
                refused.add(error.code)
                continue
            assert found.missing or found.change is not None, (key, by)
            if found.change is not None:
                taken.add(kpi.reads.how)
                effects = [effect for each in found.segments for effect in (each.rate or 0, each.mix or 0)]
                largest = max([abs(effect) for effect in effects] + [abs(found.change), 1e-300])
                assert abs(math.fsum(effects) - found.change) <= 1e-12 * largest, (key, by)
    assert len(taken) >= 5
    assert refused <= {"NO_DECOMPOSITION"}
