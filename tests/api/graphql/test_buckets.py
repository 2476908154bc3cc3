"""Budgets: what an operation costs, how it is taken, what happens when there is none left."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.graphql import buckets
from api.models import Bucket
from tenants.models import Account

from .conftest import Caller

QUERY = "{ account { slug members { email } } }"
DEAR = '{ readings(kpis: ["csat", "csat", "csat"], period: {from: "2026-01-01", to: "2026-01-02"}) { balancing { n } } }'


@pytest.fixture(autouse=True)
def nothing_owed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "owed", buckets.Owed())


@pytest.fixture
def small_budget(settings: Any) -> None:
    """Ten points a caller, which come back one a second."""
    settings.GRAPHQL_BUDGET = (10, 1)


def test_every_answer_says_what_it_cost(viewer: Caller) -> None:
    cost = viewer.send(QUERY)["extensions"]["cost"]
    assert cost == {"requested": 2, "actual": 1, "maximum": buckets.MAXIMUM, "available": buckets.MAXIMUM - 1, "restoreRate": buckets.RESTORE}


@pytest.mark.parametrize("body", [{"query": "{"}, {"query": "{ nope }"}, {}, {"query": "{ tickets(first: 1000) { totalCount } }"}])
def test_a_refusal_costs_a_point_and_says_so(viewer: Caller, small_budget: None, body: Any) -> None:
    cost = viewer.post(body).json()["extensions"]["cost"]
    assert (cost["requested"], cost["actual"], cost["available"]) == (1, 1, 9)


def test_who_has_spent_the_budget_is_throttled(viewer: Caller, small_budget: None) -> None:
    for _ in range(5):
        assert viewer.post({"query": QUERY}).status_code == 200
    Bucket.objects.filter(name__startswith="user").update(level=20)
    response = viewer.post({"query": QUERY})
    error = response.json()["errors"][0]
    assert (response.status_code, error["extensions"]["code"]) == (429, "THROTTLED")
    assert response["Retry-After"] == str(error["extensions"]["retryAfter"])
    assert error["extensions"]["retryAfter"] in (10, 11)
    assert response.json()["extensions"]["cost"]["available"] == 0
    assert "data" not in response.json()


def test_a_throttled_operation_takes_nothing(viewer: Caller, small_budget: None) -> None:
    assert viewer.refused(DEAR) == "THROTTLED"
    assert viewer.post({"query": QUERY}).status_code == 200


def test_what_leaks_can_be_spent_again(viewer: Caller, settings: Any) -> None:
    settings.GRAPHQL_BUDGET = (10, 100)
    viewer.ask(QUERY)
    Bucket.objects.update(level=10)
    time.sleep(0.2)
    assert viewer.post({"query": QUERY}).status_code == 200


def test_callers_have_budgets_of_their_own(viewer: Caller, read_key: Caller, small_budget: None) -> None:
    viewer.ask(QUERY)
    Bucket.objects.filter(name__startswith="user").update(level=100)
    assert viewer.refused(QUERY) == "THROTTLED"
    assert read_key.ask("{ account { slug } }")


def test_an_account_has_a_budget_for_all_its_callers(viewer: Caller, read_key: Caller, small_budget: None) -> None:
    viewer.ask(QUERY)
    Bucket.objects.filter(name__startswith="account").update(level=400)
    assert (viewer.refused(QUERY), read_key.refused("{ account { slug } }")) == ("THROTTLED", "THROTTLED")


def test_an_account_does_not_spend_the_budget_of_another(viewer: Caller, outsider: Caller, small_budget: None, other_account: Account) -> None:
    Bucket.objects.all().delete()
    outsider.post({"query": QUERY})
    assert not Bucket.objects.exists()


def test_what_was_not_needed_is_given_back_with_the_next_operation(viewer: Caller, settings: Any) -> None:
    settings.GRAPHQL_BUDGET = (100, 0)
    estimates = [viewer.send("{ dimensionValues(dimension: TOPIC) { key } account { targets { kpi } } }")["extensions"]["cost"] for _ in range(3)]
    assert [(cost["requested"], cost["actual"], cost["available"]) for cost in estimates] == [(2, 1, 99), (2, 1, 98), (2, 1, 97)]


def test_a_charge_is_one_statement(viewer: Caller) -> None:
    viewer.ask(QUERY)
    with CaptureQueriesContext(connection) as captured:
        viewer.ask(QUERY)
    assert len([one for one in captured.captured_queries if "api_bucket" in one["sql"]]) == 1
