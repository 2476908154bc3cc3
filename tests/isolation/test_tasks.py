"""Every task works in the account that its message names: the other account stays as it is, to the byte, and leaves no trace here.

A task without a line in `CALLS` fails the suite, so nobody adds one without saying how it is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from celery import current_app

from tenants import schemas
from tenants.models import Account
from tenants.tasks import HEADER, PUBLIC, AccountTask, NoAccount
from tests.isolation import marked
from tickets import facts, uploads
from tickets.models import Import
from tickets.simulate.fill import fill as simulated

ROWS = b"id,at,value\nacmeonly-1,2026-03-05 09:00,0.5\n"


def an_upload() -> list[Any]:
    """The id of a stored file whose import somebody has started."""
    stored = uploads.store([ROWS], filename="acmeonly.csv", kind="sentiments")
    uploads.start(stored, {"source": "acmeonly"})
    return [stored.pk]


def a_sample() -> list[Any]:
    return [Import.objects.create(filename="Sample data", path="", status=Import.Status.QUEUED).pk]


def touched() -> list[Any]:
    facts.touch_all()
    return []


def nothing() -> list[Any]:
    return []


CALLS: dict[str, Callable[[], list[Any]]] = {
    "tickets.import_file": an_upload,
    "tickets.fill_sample": a_sample,
    "tickets.derive": touched,
    "tickets.redate": nothing,
    "tickets.sweep_sla": nothing,
    "tickets.sweep_sla_all": nothing,
    "metrics.recompute": nothing,
    "metrics.recompute_all": nothing,
}


def tasks() -> dict[str, AccountTask]:
    """Every task of ours that a worker knows."""
    current_app.loader.import_default_modules()
    return {name: cast(AccountTask, task) for name, task in current_app.tasks.items() if not name.startswith(("celery.", "tests."))}


@pytest.fixture(scope="module")
def umbra(kept_account: Account, _accounts: dict[str, int]) -> Account:
    """The other account; this one is entered, and both are full."""
    other = Account.objects.get(pk=_accounts["umbra"])
    marked.fill(kept_account, marker="acmeonly", factor=3)
    marked.fill(other, marker="umbraonly", factor=1)
    return other


def test_every_task_is_tried() -> None:
    assert set(tasks()) == set(CALLS), "Say in CALLS with which arguments a new task is tried."


def test_every_task_belongs_to_an_account_or_says_that_it_does_not() -> None:
    assert [name for name, task in tasks().items() if not isinstance(task, AccountTask)] == []


@pytest.mark.parametrize("name", CALLS)
def test_a_task_leaves_the_other_account_as_it_is(account: Account, umbra: Account, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "fill", lambda *args, **kwargs: simulated(*args, **{**kwargs, "tickets": 20}))
    task, before, arguments = tasks()[name], marked.contents(umbra), CALLS[name]()
    own = marked.contents(account)
    task.apply(arguments, headers={HEADER: PUBLIC if task.shared else account.schema_name}, throw=True)
    assert schemas.schema_name() == account.schema_name
    assert {table for table, found in marked.contents(umbra).items() if found != before[table]} == set()
    assert marked.traces(account, "umbraonly") == []
    assert (marked.contents(account) != own) == (not task.shared), "What is tried must have work to do; a shared task only sends others."


@pytest.mark.parametrize("name", [name for name, task in tasks().items() if not task.shared])
def test_a_task_refuses_to_run_outside_of_all_accounts(db: None, name: str) -> None:
    with schemas.outside(), pytest.raises(NoAccount):
        tasks()[name].apply([], headers={HEADER: PUBLIC}, throw=True)


def test_the_search_for_traces_finds_what_is_there(account: Account, umbra: Account) -> None:
    assert "tickets_label" in marked.traces(account, "acmeonly")
    assert "tickets_label" in marked.traces(umbra, "umbraonly")
