"""Keys are shown once, recognised by their first characters, and refused once revoked."""

from __future__ import annotations

import re

import pytest

from tenants import access, keys
from tenants.errors import Invalid, Missing
from tenants.models import Account, ApiKey, Scope
from tests.factories import AgencyFactory, ApiKeyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_secret_is_long_and_random_and_not_kept(account: Account) -> None:
    key, secret = keys.create(account, name="Warehouse", scope=Scope.READ, by=UserFactory())
    assert re.fullmatch(r"plk_[0-9A-Za-z]{43}", secret)
    assert secret.startswith(key.prefix)
    assert len(key.prefix) == 12
    assert secret not in str(ApiKey.objects.filter(pk=key.pk).values().get())
    assert keys.create(account, name="Warehouse", scope=Scope.READ, by=None)[1] != secret


def test_a_key_is_found_by_its_secret(account: Account) -> None:
    key, secret = keys.create(account, name="Warehouse", scope="ingest", by=None)
    found = access.authenticate(secret)
    assert found is not None
    assert (found, found.account, found.scope) == (key, account, Scope.INGEST)


@pytest.mark.parametrize("wrong", ["", "plk_", "x", "ü", "plk_" + "0" * 43])
def test_any_other_secret_finds_nothing(account: Account, wrong: str) -> None:
    ApiKeyFactory(account=account)
    assert access.authenticate(wrong) is None


def test_neither_prefix_nor_digest_open_anything(account: Account) -> None:
    key = ApiKeyFactory(account=account)
    assert access.authenticate(key.prefix) is None
    assert access.authenticate(key.digest) is None


def test_a_revoked_key_is_refused_and_stays_in_the_list(account: Account) -> None:
    key = ApiKeyFactory(account=account)
    revoked = keys.revoke(account, key_id=key.pk)
    assert revoked.revoked_at
    assert access.authenticate(key.secret) is None
    assert keys.revoke(account, key_id=key.pk).revoked_at == revoked.revoked_at


def test_keys_of_other_accounts_are_out_of_reach(account: Account, other_account: Account) -> None:
    foreign = ApiKeyFactory(account=other_account)
    with pytest.raises(Missing):
        keys.revoke(account, key_id=foreign.pk)
    assert access.authenticate(foreign.secret)


@pytest.mark.parametrize(
    ("name", "scope", "field"), [("", "read", "name"), ("  ", "read", "name"), ("x" * 81, "read", "name"), ("A", "root", "scope"), ("A", "", "scope")]
)
def test_a_key_needs_a_name_and_a_scope(account: Account, name: str, scope: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        keys.create(account, name=name, scope=scope, by=None)
    assert refused.value.field == field
    assert not account.api_keys.exists()


def test_an_agency_has_keys_that_read_or_administer(account: Account) -> None:
    agency, other = AgencyFactory(), AgencyFactory()
    key, secret = keys.create(agency, name="Warehouse", scope=Scope.READ, by=None)
    found = access.authenticate(secret)
    assert found
    assert (found.pk, found.agency, found.account) == (key.pk, agency, None)
    with pytest.raises(Invalid):
        keys.create(agency, name="Events", scope=Scope.INGEST, by=None)
    for stranger in (account, other):
        with pytest.raises(Missing):
            keys.revoke(stranger, key_id=key.pk)
    keys.revoke(agency, key_id=key.pk)
    assert access.authenticate(secret) is None
    assert [entry.action for entry in agency.audit.order_by("id")] == ["key.made", "key.revoked"]
