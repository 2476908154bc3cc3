"""Workers bring snapshots up to date, each in its own account."""

from __future__ import annotations

import pytest

from metrics.models import Snapshot
from metrics.tasks import recompute, recompute_all
from tenants.models import Account
from tests.metrics.facts import ticket


def test_the_task_computes_its_own_account(account: Account, other_account: Account) -> None:
    ticket("03-02 09:00")
    assert recompute.apply(headers={"plumbline_schema": account.schema_name}).get() == 1
    assert Snapshot.objects.exists()


def test_all_accounts_are_scheduled_once(account: Account, other_account: Account, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks) -> None:
    sent: list[str] = []
    monkeypatch.setattr(recompute, "apply_async", lambda args, kwargs, headers: sent.append(headers["plumbline_schema"]))
    with django_capture_on_commit_callbacks(execute=True):
        assert recompute_all.run() == len(sent) or sent == []
    assert {account.schema_name, other_account.schema_name} <= set(sent)
