"""Where a KPI got better at another's cost."""

from __future__ import annotations

from datetime import date

from metrics.pairs import conflicts
from metrics.readings import Period
from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account
from tests.metrics.readings.test_companions import solved

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def test_speed_bought_with_reopened_tickets_is_named(account: Account) -> None:
    solved("02-10", 30, of=100, reopened=10)
    solved("03-10", 10, of=100, reopened=30)
    recompute()
    found = {(each.reading.kpi.key, each.partner.kpi.key): each for each in conflicts(MARCH)}
    conflict = found["first_response_time", "reopen_rate"]
    assert conflict.kind == "speed against resolution"
    assert conflict.sentence == "First response time improved, while Reopen rate worsened."


def test_an_account_in_which_nothing_came_apart_has_none(account: Account) -> None:
    solved("02-10", 30, of=100, reopened=10)
    solved("03-10", 30, of=100, reopened=10)
    recompute()
    assert conflicts(MARCH) == []


def test_another_accounts_numbers_make_no_conflict_here(account: Account, other_account: Account) -> None:
    solved("02-10", 30, of=100, reopened=10)
    solved("03-10", 10, of=100, reopened=30)
    recompute()
    with schemas.inside(other_account):
        assert conflicts(MARCH) == []
