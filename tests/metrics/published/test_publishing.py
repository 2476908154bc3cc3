"""What an account publishes is in step with its states, is the same however often it is published, and goes with its last reader."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from metrics import published, snapshots
from metrics.models import Series, Target, UnpublishedDay
from metrics.published import publishing
from metrics.published.layout import LAYOUT
from metrics.published.models import PublishedAccount, PublishedBlock
from tenants import schemas
from tenants.models import Account, Agency, Grant, Profile, Role
from tests.metrics.facts import ticket, touch
from tests.metrics.histories import random_history

Rows = list[tuple[object, ...]]


@pytest.fixture
def grant(account: Account) -> Grant:
    agency = Agency.objects.create(slug="straightedge", name="Straightedge")
    return Grant.objects.create(account=account, agency=agency, role=Role.VIEWER)


def rows() -> Rows:
    found = PublishedBlock.objects.order_by("account_id", "grain", "channel", "block").values_list()
    return [tuple(bytes(each) if isinstance(each, memoryview) else each for each in row) for row in found]


def published_anew() -> Rows:
    published.withdraw(Account.objects.get(slug="acme"))
    published.publish()
    return rows()


def test_nothing_is_published_without_a_reader(account: Account) -> None:
    random_history(1, tickets=30)
    snapshots.recompute()
    assert UnpublishedDay.objects.exists()
    assert published.publish() == 0
    assert not PublishedBlock.objects.exists()
    assert not PublishedAccount.objects.exists()
    assert not UnpublishedDay.objects.exists()


def test_publishing_twice_makes_the_same_bytes_and_writes_nothing(grant: Grant) -> None:
    random_history(2, tickets=60)
    snapshots.recompute()
    assert published.publish() > 0
    first = rows()
    assert published.publish() == 0
    snapshots.recompute(everything=True)
    assert published.publish() == 0
    assert rows() == first
    assert published_anew() == first


def test_a_late_edit_writes_the_blocks_of_its_days_and_no_others(grant: Grant) -> None:
    random_history(3, tickets=60)
    snapshots.recompute()
    published.publish()
    before = rows()
    ticket("04-03 10:00", reply="10:05", solved="11:00", channel="fax")
    snapshots.recompute()
    assert published.publish() == 4  # April's days and the year's months: of all channels, and of the other ones
    changed = {(row[1], row[2]) for row in set(rows()) ^ set(before)}
    assert changed == {(1, 0), (1, 7), (2, 0), (2, 7)}
    after = rows()
    assert published_anew() == after


def test_what_is_deleted_in_the_account_is_deleted_in_public(grant: Grant) -> None:
    fact = ticket("03-02 10:00", channel="chat")
    ticket("04-02 10:00", channel="chat")
    snapshots.recompute()
    published.publish()
    fact.ticket.delete()
    touch(datetime(2026, 3, 2, 9, tzinfo=UTC))
    snapshots.recompute()
    published.publish()
    assert {(row[1], row[3].isoformat()) for row in rows()} == {(1, "2026-04-01"), (2, "2026-01-01")}  # type: ignore[attr-defined]


def test_withdrawn_rows_are_gone(grant: Grant, account: Account) -> None:
    random_history(4, tickets=30)
    snapshots.recompute()
    published.publish()
    grant.revoked_at = timezone.now()
    grant.save()
    published.readers_changed(account)
    assert rows() == []
    assert not PublishedAccount.objects.exists()


@pytest.mark.parametrize("moment", ["suspended_at", "closed_at"])
def test_a_suspended_or_closed_account_publishes_nothing(moment: str, grant: Grant, account: Account) -> None:
    ticket("03-02 10:00")
    snapshots.recompute()
    published.publish()
    Account.objects.filter(pk=account.pk).update(**{moment: timezone.now()})
    assert published.publish() == 0
    assert rows() == []


def test_an_account_that_shares_with_its_peers_publishes_without_an_agency(account: Account) -> None:
    ticket("03-02 10:00")
    snapshots.recompute()
    Profile.objects.update_or_create(account=account, defaults={"shares_since": timezone.now()})
    assert published.publish() > 0


def test_it_says_how_the_account_stands(grant: Grant, account: Account) -> None:
    ticket("03-02 10:00", reply="10:05", channel="Live chat")
    ticket("03-03 10:00", channel="mail")
    ticket("03-03 11:00", channel="email")
    Target.objects.create(kpi="csat", value=0.9)
    Target.objects.create(kpi="first_response_time", value=60.0, dimension=1, key="Live chat")
    Target.objects.create(kpi="first_response_time", value=90.0, dimension=1, key="mail")
    snapshots.recompute()
    published.publish()
    told = PublishedAccount.objects.get(account=account)
    assert (told.layout, told.stale, told.currency) == (LAYOUT, [], None)
    assert "tickets" not in told.lacking
    assert {"messages", "ratings", "costs"} <= set(told.lacking)
    assert told.began["ticket_volume"] == "2026-03-02"
    # Two of its channels are e-mail, so that a target of one of them is no target of e-mail.
    assert told.targets == [["csat", 0.9, None, 0, "", None, None, None], ["first_response_time", 60.0, None, 1, "chat", None, None, None]]


def test_states_of_an_older_definition_are_named(grant: Grant, account: Account) -> None:
    ticket("03-02 10:00", reply="10:05")
    snapshots.recompute()
    Series.objects.filter(measure="first_reply").update(fingerprint="h1older")
    published.publish()
    assert PublishedAccount.objects.get(account=account).stale == ["first_reply"]
    snapshots.recompute()
    published.publish()
    assert PublishedAccount.objects.get(account=account).stale == []


def test_another_layout_is_published_anew(grant: Grant, account: Account) -> None:
    ticket("03-02 10:00")
    snapshots.recompute()
    published.publish()
    before = rows()
    PublishedAccount.objects.update(layout="of old")
    PublishedBlock.objects.update(counts=b"of old")
    published.publish()
    assert rows() == before


def test_the_first_reader_has_everything_published_by_a_task_of_the_account(
    grant: Grant, account: Account, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(publishing, "schedule_or_leave", lambda name: sent.append((name, schemas.schema_name())))
    with schemas.outside(), django_capture_on_commit_callbacks(execute=True):
        published.readers_changed(account)
        assert sent == []
    assert sent == [("metrics.publish", account.schema_name)]
    published.publish()
    with schemas.outside(), django_capture_on_commit_callbacks(execute=True):
        published.readers_changed(account)
    assert len(sent) == 1
