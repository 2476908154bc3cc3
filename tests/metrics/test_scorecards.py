"""The scorecard: few KPIs, in the account's own order."""

from __future__ import annotations

import pytest

from metrics.kpis import KPIS
from metrics.scorecards import arrange, scorecard
from tenants import schemas
from tenants.errors import Invalid
from tenants.models import Account


def test_until_it_is_arranged_it_holds_the_featured_kpis_in_their_places(account: Account) -> None:
    featured = sorted((kpi for kpi in KPIS.values() if kpi.featured is not None), key=lambda kpi: kpi.featured or 0)
    found = scorecard()
    assert found.is_default
    assert found.keys == tuple(kpi.key for kpi in featured)[:6]


def test_it_keeps_the_order_in_which_it_was_arranged(account: Account) -> None:
    assert arrange(["csat", "backlog_size", "first_response_time"]).keys == ("csat", "backlog_size", "first_response_time")
    assert arrange(["backlog_size"]).keys == ("backlog_size",)
    assert not scorecard().is_default
    assert arrange([]).is_default


@pytest.mark.parametrize(
    ("keys", "cap", "field", "said"),
    [
        (list(KPIS)[:7], None, "keys", "holds 6 KPIs; 7 are too many"),
        (["csat", "csat"], None, "keys", "on the scorecard already"),
        (["no_such"], None, "keys", "There is no KPI 'no_such'"),
        (["csat"], 9, "cap", "from 1 to 8"),
        (["csat"], -1, "cap", "from 1 to 8"),
    ],
)
def test_too_many_twice_or_unknown_is_refused_and_nothing_changes(account: Account, keys: list[str], cap: int | None, field: str, said: str) -> None:
    arrange(["csat"])
    with pytest.raises(Invalid) as refused:
        arrange(keys, cap=cap)
    assert refused.value.field == field
    assert said in refused.value.message
    assert scorecard().keys == ("csat",)


def test_a_raised_cap_holds_from_then_on(account: Account) -> None:
    assert len(arrange(list(KPIS)[:8], cap=8).keys) == 8
    assert scorecard().cap == 8


def test_another_account_keeps_its_own(account: Account, other_account: Account) -> None:
    arrange(["csat"])
    with schemas.inside(other_account):
        assert scorecard().is_default
