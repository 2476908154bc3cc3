"""Every task works in the account that its message names: the other account stays as it is, to the byte, and leaves no trace here.

A task without a line in `CALLS` fails the suite, so nobody adds one without saying how it is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from celery import current_app
from django.utils import timezone

from metrics import archive
from metrics.published import publishing
from metrics.readings import Period
from metrics.reports import history, making, rules
from metrics.reports.models import Delivery
from tenants import schemas
from tenants.models import Account, Agency, AgencyRole
from tenants.tasks import HEADER, PUBLIC, AccountTask, NoAccount
from tests.factories import AgencyFactory, GrantFactory
from tests.isolation import marked
from tests.metrics.reports.conftest import access_of, wanted
from tickets import erasure, facts, uploads
from tickets.models import Export, Import
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


def published() -> list[Any]:
    """An agency that looks after the account, so that there is somebody to publish for."""
    GrantFactory(account=schemas.current(), agency=AgencyFactory(slug="reader"))
    return []


def an_export() -> list[Any]:
    return [archive.request(by=None).pk]


def an_old_export() -> list[Any]:
    Export.objects.create(status=Export.Status.READY, path="gone.zip", expires_at=timezone.now() - timedelta(days=1), created_by="somebody")
    return []


def a_customer() -> list[Any]:
    return [erasure.request(identities=[("acmeonly-tool", "acmeonly-customer-0")], also=["acmeonly-customer-0"], by=None).pk]


def an_edition() -> list[Any]:
    """One of a report on the account, over a week in which it had tickets."""
    published()
    publishing.publish()
    agency = Agency.objects.get(slug="reader")
    access = access_of(agency, AgencyRole.MANAGER)
    report = rules.create(access, kind="client", account_id=schemas.current().pk, wanted=wanted())
    return [history.send_now(access, report.pk, period=Period(date(2026, 3, 2), date(2026, 3, 8))).pk]


def a_report_in_hand() -> list[Any]:
    an_edition()
    return []


def a_letter() -> list[Any]:
    (edition,) = an_edition()
    making.make(edition)
    return [Delivery.objects.get(edition_id=edition).pk]


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
    "metrics.publish": published,
    "metrics.freeze_benchmarks": nothing,
    "exports.write": an_export,
    "exports.tidy": an_old_export,
    "exports.tidy_all": nothing,
    "customers.erase": a_customer,
    "accounts.erase_due": nothing,
    "reports.sweep": a_report_in_hand,
    "reports.make": an_edition,
    "reports.deliver": a_letter,
    "tenants.recheck_domains": nothing,
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
def test_a_task_leaves_the_other_account_as_it_is(
    account: Account, umbra: Account, name: str, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(uploads, "fill", lambda *args, **kwargs: simulated(*args, **{**kwargs, "tickets": 20}))
    task, before, arguments = tasks()[name], marked.contents(umbra), CALLS[name]()
    own = marked.contents(account)
    task.apply(arguments, headers={HEADER: PUBLIC if task.shared else account.schema_name}, throw=True)
    assert schemas.schema_name() == account.schema_name
    assert {table for table, found in marked.contents(umbra).items() if found != before[table]} == set()
    assert marked.traces(account, "umbraonly") == []
    assert [file for file in tmp_path.rglob("*") if file.is_file() and account.schema_name not in file.parts] == []
    assert task.shared or marked.contents(account) != own, "What is tried must have work to do."


@pytest.mark.parametrize("name", sorted(name for name, task in tasks().items() if not task.shared))
def test_a_task_refuses_to_run_outside_of_all_accounts(db: None, name: str) -> None:
    with schemas.outside(), pytest.raises(NoAccount):
        tasks()[name].apply([], headers={HEADER: PUBLIC}, throw=True)


def test_the_search_for_traces_finds_what_is_there(account: Account, umbra: Account) -> None:
    assert "tickets_label" in marked.traces(account, "acmeonly")
    assert "tickets_label" in marked.traces(umbra, "umbraonly")
