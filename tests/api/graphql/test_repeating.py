"""A mutation that makes something, sent twice."""

from typing import Any

import pytest

from tenants.models import Account, ApiKey

from .conftest import Caller

MAKE = """mutation ($name: String!, $id: String) { apiKeyCreate(name: $name, scope: READ, clientMutationId: $id) {
    apiKey { id name } secret errors { field code } } }"""


@pytest.fixture
def keys_before(owner: Caller, account: Account) -> int:
    return ApiKey.objects.filter(account=account).count()


def test_a_key_that_is_asked_for_twice_is_made_once_and_shown_once(owner: Caller, account: Account, keys_before: int) -> None:
    first, second = (owner.ask(MAKE, name="Warehouse", id="job-7")["apiKeyCreate"] for _ in range(2))
    assert first["secret"].startswith("plk_")
    assert second == {"apiKey": first["apiKey"], "secret": None, "errors": []}
    assert ApiKey.objects.filter(account=account).count() == keys_before + 1


def test_the_same_id_does_not_stand_for_another_key(owner: Caller, account: Account, keys_before: int) -> None:
    owner.ask(MAKE, name="Warehouse", id="job-7")
    answer = owner.ask(MAKE, name="Shop", id="job-7")["apiKeyCreate"]
    assert answer == {"apiKey": None, "secret": None, "errors": [{"field": "clientMutationId", "code": "INVALID"}]}
    assert ApiKey.objects.filter(account=account).count() == keys_before + 1


def test_a_refused_first_attempt_may_be_repeated(owner: Caller, account: Account, keys_before: int) -> None:
    assert owner.ask(MAKE, name=" ", id="job-7")["apiKeyCreate"]["errors"] == [{"field": "name", "code": "INVALID"}]
    assert owner.ask(MAKE, name="Warehouse", id="job-7")["apiKeyCreate"]["secret"]


@pytest.mark.parametrize("client_id", ["", "x" * 101, "a\nb"])
def test_an_id_that_cannot_be_is_refused(owner: Caller, account: Account, keys_before: int, client_id: Any) -> None:
    assert owner.ask(MAKE, name="Warehouse", id=client_id)["apiKeyCreate"]["errors"] == [{"field": "clientMutationId", "code": "INVALID"}]
    assert ApiKey.objects.filter(account=account).count() == keys_before


def test_without_an_id_every_mutation_makes_a_key(owner: Caller, account: Account, keys_before: int) -> None:
    for _ in range(2):
        owner.ask(MAKE, name="Warehouse")
    assert ApiKey.objects.filter(account=account).count() == keys_before + 2
