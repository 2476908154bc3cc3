"""Accounts to test in: real schemas in a real database, entered by a fixture and rolled back after each test."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadFileScheduling

from tenants import schemas
from tenants.models import Account
from tenants.provisioning import create_account
from tests.settings import UPLOADS


def provisioned(slug: str, timezone: str) -> Account:
    return Account.objects.filter(slug=slug).first() or create_account(slug=slug, name=slug.title(), timezone=timezone)


@pytest.fixture(scope="session")
def _accounts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, int]:
    """Two account schemas for the whole session: making one takes longer than most tests."""
    with django_db_blocker.unblock():
        schemas.leave()
        return {slug: provisioned(slug, zone).pk for slug, zone in (("acme", "Europe/Berlin"), ("umbra", "America/New_York"))}


@pytest.fixture
def account(_accounts: dict[str, int], db: None) -> Iterator[Account]:
    """The account `acme` (Europe/Berlin); the connection is inside its schema."""
    found = Account.objects.get(pk=_accounts["acme"])
    schemas.enter(found)
    yield found
    schemas.leave()


@pytest.fixture
def other_account(_accounts: dict[str, int], db: None) -> Account:
    """A second account, `umbra` (America/New_York), which must never show through; not entered."""
    return Account.objects.get(pk=_accounts["umbra"])


@pytest.fixture(scope="module")
def kept_account(_accounts: dict[str, int], django_db_blocker: DjangoDbBlocker) -> Iterator[Account]:
    """The account `acme`, entered: what a module's own fixture makes in it once is there for all tests of that module, which each take
    back what they add to it, and is gone after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = Account.objects.get(pk=_accounts["acme"])
        schemas.enter(found)
        yield found
        transaction.set_rollback(True)
        schemas.leave()


class ByPlace(LoadFileScheduling):
    """A file's tests run on one worker, and so do all of the browser's, which share one running product."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "tests/browser" if file.startswith("tests/browser/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPlace:
    return ByPlace(config, log)


def pytest_unconfigure() -> None:
    """A worker of the suite ends without what Python does at an exit."""
    UPLOADS.cleanup()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What `make test` found before the tests is said again where it is read: above the last line."""
    if failed := os.environ.get("FAILED_CHECKS"):
        terminalreporter.write_line(f"Failed before the tests: {failed}.", red=True)
