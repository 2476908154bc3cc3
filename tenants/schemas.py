"""Entering an account's schema and leaving it: the one place that touches django-tenants' connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection as django_connection
from django_tenants.utils import get_public_schema_name

from tenants.models import Account

# django-tenants adds the account to Django's connection, which Django's types cannot know.
connection = cast(Any, django_connection)


def enter(account: Account) -> None:
    """From here on, this thread's queries run in the account's schema."""
    connection.set_tenant(account)


def leave() -> None:
    """From here on, this thread's queries run in the public schema."""
    connection.set_schema_to_public()


@contextmanager
def inside(account: Account) -> Iterator[None]:
    """Run a block in the account's schema, then return to where it was entered from, also after an error."""
    before = connection.tenant
    connection.set_tenant(account)
    try:
        yield
    finally:
        connection.set_tenant(before)


@contextmanager
def outside() -> Iterator[None]:
    """Run a block in the public schema, then return to where it was entered from, also after an error."""
    before = connection.tenant
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connection.set_tenant(before)


def current() -> Account:
    """The account whose schema this thread is in; LookupError when it is in none."""
    account = connection.tenant
    if not isinstance(account, Account):
        raise LookupError(f"No account is entered; the connection is in the schema {schema_name()!r}.")
    return account


def schema_name() -> str:
    """The name of the schema this thread is in, `public` when outside of all accounts."""
    return cast(str, connection.schema_name or get_public_schema_name())
