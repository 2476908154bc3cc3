"""Accounts are handed on, suspended, closed, taken back and erased; and who may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery import shared_task
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from metrics.published.models import PublishedAccount
from tenants import life, schemas
from tenants.access import Access
from tenants.errors import Invalid, Missing, Refused
from tenants.models import Account, AuditEntry, Membership, Role, Scope, User
from tenants.tasks import HEADER, AccountTask, schedule_for_every_account
from tests.factories import (
    AccountFactory,
    AgencyMembershipFactory,
    ApiKeyFactory,
    GrantFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ran: list[str] = []


@shared_task(base=AccountTask, name="tests.work")
def work() -> None:
    ran.append(schemas.schema_name())


@shared_task(base=AccountTask, name="tests.tidy", while_suspended=True)
def tidy() -> None:
    ran.append(schemas.schema_name())


@pytest.fixture
def shop() -> Account:
    shop: Account = AccountFactory(slug="shop", name="Shop")
    return shop


@pytest.fixture
def olga(shop: Account) -> User:
    """The shop's owner."""
    person: User = MembershipFactory(account=shop, role=Role.OWNER, user__email="olga@shop.test").user
    return person


def told(account: Account) -> list[str]:
    return list(AuditEntry.objects.filter(account=account).order_by("id").values_list("action", flat=True))


def role_of(account: Account, person: User) -> str:
    return Membership.objects.get(account=account, user=person).role


class TestHandingOn:
    def test_the_heir_owns_it_and_the_giver_stays_as_an_analyst(self, shop: Account, olga: User) -> None:
        heir = MembershipFactory(account=shop, role=Role.VIEWER)
        assert life.transfer(shop, membership_id=heir.pk, by=olga).role == Role.OWNER
        assert (role_of(shop, heir.user), role_of(shop, olga)) == (Role.OWNER, Role.ANALYST)
        assert told(shop) == ["account.transferred"]

    def test_only_to_a_member_who_has_come(self, shop: Account, olga: User) -> None:
        stranger = MembershipFactory()
        gone = MembershipFactory(account=shop, user__is_active=False)
        for membership in (stranger, gone):
            with pytest.raises(Missing):
                life.transfer(shop, membership_id=membership.pk, by=olga)
        assert role_of(shop, olga) == Role.OWNER

    def test_an_agency_hands_on_what_it_made_and_nothing_that_somebody_owns(self, shop: Account) -> None:
        staff = AgencyMembershipFactory()
        GrantFactory(account=shop, agency=staff.agency, role=Role.OWNER)
        heir = MembershipFactory(account=shop, role=Role.VIEWER)
        by = Access(account=shop, user=staff.user, role=Role.OWNER, agency=staff.agency)
        life.transfer(shop, membership_id=heir.pk, by=by)
        assert role_of(shop, heir.user) == Role.OWNER
        with pytest.raises(Refused, match="Only an owner"):
            life.close(shop, by=by)


class TestWhoMayNot:
    @pytest.mark.parametrize("act", [life.suspend, life.resume, life.close, life.reopen])
    def test_analysts_viewers_outsiders_and_keys(self, shop: Account, olga: User, act: Any) -> None:
        key = ApiKeyFactory(account=shop, scope=Scope.ADMIN)
        analyst = MembershipFactory(account=shop, role=Role.ANALYST).user
        for by in (analyst, UserFactory(), Access(account=shop, user=analyst, role=Role.ANALYST), Access(account=shop, key=key, scope=Scope.ADMIN)):
            with pytest.raises(Refused) as refused:
                act(shop, by=by)
            assert refused.value.code == "FORBIDDEN"
        assert told(shop) == ["key.made"]


class TestSuspending:
    def test_twice_is_once_and_it_is_undone(self, shop: Account, olga: User) -> None:
        first = life.suspend(shop, by=olga).suspended_at
        assert life.suspend(shop, by=olga).suspended_at == first
        assert life.resume(shop, by=olga).suspended_at is None
        life.resume(shop, by=olga)
        assert told(shop) == ["account.suspended", "account.resumed"]

    def test_what_the_operator_suspends_no_owner_resumes(self, shop: Account, olga: User) -> None:
        life.suspend(shop, by=olga)
        life.suspend(shop, by=None)
        with pytest.raises(Refused) as refused:
            life.resume(shop, by=olga)
        assert refused.value.code == "HELD"
        life.close(shop, by=olga)
        assert life.reopen(shop, by=olga).suspended_at is not None
        assert life.resume(shop, by=None).suspended_at is None

    def test_what_is_published_follows(self, shop: Account, olga: User, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[bool] = []
        monkeypatch.setattr("tenants.grants.readers_changed", lambda account: seen.append(account.suspended_at is not None))
        life.suspend(shop, by=olga)
        life.resume(shop, by=olga)
        life.close(shop, by=olga)
        assert seen == [True, False, True]

    def test_what_was_published_is_gone_at_once(self, account: Account) -> None:
        schemas.leave()
        GrantFactory(account=account)
        PublishedAccount.objects.create(account=account, layout="1")
        life.suspend(account, by=None)
        assert not PublishedAccount.objects.filter(account=account).exists()

    def test_tasks_do_nothing_in_it_but_those_that_say_so(self, account: Account) -> None:
        ran.clear()
        life.suspend(account, by=None)
        for task in (work, tidy):
            task.apply(headers={HEADER: account.schema_name})
        assert ran == [account.schema_name]

    def test_the_clock_passes_it_by(self, account: Account, other_account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        life.suspend(account, by=None)
        sent: list[str] = []
        monkeypatch.setattr("tenants.tasks.schedule", lambda task: sent.append(f"{task.name} {schemas.schema_name()}"))
        schedule_for_every_account(work)
        schedule_for_every_account(tidy)
        assert f"tests.work {account.schema_name}" not in sent
        assert {f"tests.work {other_account.schema_name}", f"tests.tidy {account.schema_name}"} <= set(sent)

    def test_its_owner_gets_in_and_its_keys_and_analysts_do_not(self, account: Account) -> None:
        life.suspend(account, by=None)
        key = ApiKeyFactory(account=account, scope=Scope.INGEST)
        answers = {}
        for role in (Role.OWNER, Role.ANALYST):
            browser = Client()
            browser.force_login(MembershipFactory(account=account, role=role).user)
            answers[role] = browser.get(f"/a/{account.slug}/api/v1/imports").status_code
        assert answers == {Role.OWNER: 200, Role.ANALYST: 404}
        sent = Client().post(f"/a/{account.slug}/api/v1/events", "{}", content_type="application/json", headers={"Authorization": f"Bearer {key.secret}"})
        missing = Client().post("/a/nowhere/api/v1/events", "{}", content_type="application/json", headers={"Authorization": f"Bearer {key.secret}"})
        assert (sent.status_code, sent.content) == (404, missing.content)


class TestClosing:
    def test_it_is_suspended_and_can_be_taken_back_for_thirty_days(self, shop: Account, olga: User) -> None:
        life.close(shop, by=olga, confirm="shop")
        assert shop.suspended_at == shop.closed_at
        assert shop.erase_after is not None
        assert shop.closed_at is not None
        assert shop.erase_after - shop.closed_at == timedelta(days=30)
        before = shop.erase_after
        assert life.close(shop, by=olga).erase_after == before
        with pytest.raises(Refused, match="closed"):
            life.resume(shop, by=olga)
        life.reopen(shop, by=olga)
        assert not any((shop.closed_at, shop.erase_after, shop.suspended_at))
        assert told(shop) == ["account.closed", "account.reopened"]

    def test_one_that_was_suspended_before_stays_so(self, shop: Account, olga: User) -> None:
        life.suspend(shop, by=olga)
        life.close(shop, by=olga)
        assert life.reopen(shop, by=olga).suspended_at is not None

    def test_the_address_must_be_written(self, shop: Account, olga: User) -> None:
        with pytest.raises(Invalid, match="shop"):
            life.close(shop, by=olga, confirm="Shop!")
        assert not Account.objects.exclude(closed_at=None).exists()

    def test_when_the_time_is_over_nobody_takes_it_back(self, shop: Account, olga: User, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(Refused, match="not closed"):
            life.reopen(shop, by=olga)
        life.close(shop, by=olga)
        later = timezone.now() + timedelta(days=30)
        monkeypatch.setattr(timezone, "now", lambda: later)
        with pytest.raises(Refused) as refused:
            life.reopen(shop, by=olga)
        assert refused.value.code == "GONE"


class TestByCommand:
    def test_an_operator_suspends_resumes_closes_and_erases(self, account: Account, shop: Account, capsys: pytest.CaptureFixture[str]) -> None:
        schemas.leave()
        for action, state in (("suspend", (True, False)), ("resume", (False, False)), ("close", (True, True)), ("reopen", (False, False))):
            call_command("account", action, "shop")
            shop.refresh_from_db()
            assert (shop.suspended_at is not None, shop.closed_at is not None) == state
        call_command("account", "close", account.slug)
        Account.objects.filter(pk=account.pk).update(erase_after=timezone.now())
        call_command("account", "erase", account.slug)
        assert not Account.objects.filter(pk=account.pk).exists()
        assert "is gone" in capsys.readouterr().out

    def test_what_cannot_be_is_said(self, shop: Account) -> None:
        with pytest.raises(CommandError, match="no account nowhere"):
            call_command("account", "suspend", "nowhere")
        with pytest.raises(CommandError, match="grace period"):
            call_command("account", "erase", "shop")
