"""Entering an account, and getting back to where one was."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from tenants import schemas
from tenants.models import Account

pytestmark = pytest.mark.django_db


def search_path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return str(cursor.fetchone()[0])


def test_inside_the_account_its_tables_come_first(account: Account) -> None:
    assert search_path() == "a_acme, public"
    assert schemas.current() == account


def test_outside_there_is_no_account(account: Account) -> None:
    with schemas.outside():
        assert search_path() == "public"
        with pytest.raises(LookupError):
            schemas.current()
    assert schemas.current() == account


def test_an_account_within_another_gives_the_first_one_back(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        assert search_path() == "a_umbra, public"
    assert search_path() == "a_acme, public"


def test_an_error_brings_one_back_as_well(account: Account, other_account: Account) -> None:
    with pytest.raises(ValueError, match="No"), schemas.inside(other_account):
        raise ValueError("No.")
    assert schemas.current() == account


def test_a_rolled_back_transaction_does_not_bring_the_former_account_back(account: Account, other_account: Account) -> None:
    """PostgreSQL undoes a SET with the transaction it was made in."""
    schemas.leave()
    with transaction.atomic():
        schemas.enter(other_account)
        assert search_path() == "a_umbra, public"
        transaction.set_rollback(True)
    assert search_path() == "a_umbra, public"
