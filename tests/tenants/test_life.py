"""Accounts are handed on, suspended, closed, taken back and erased; and who may not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import shared_task
from celery.app.trace import build_tracer
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from metrics.reports.models import Edition, EditionFile, Report
from tenants import ending, life, schemas, tombstones
from tenants.access import Access
from tenants.errors import Invalid, Missing, Refused, Taken
from tenants.models import Account, AuditEntry, KeyUse, Membership, Profile, Role, Scope, Tombstone, User
from tenants.provisioning import create_account, free_slug
from tenants.tasks import HEADER, AccountTask, schedule_for_every_account
from tests.factories import (
    AccountFactory,
    AgencyFactory,
    AgencyMembershipFactory,
    ApiKeyFactory,
    GrantFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)
from tickets.models import Customer

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

    def test_tasks_do_nothing_in_it_but_those_that_say_so(self, account: Account) -> None:
        ran.clear()
        life.suspend(account, by=None)
        for task in (work, tidy):
            tracer = build_tracer(task.name, task, app=task.app, propagate=False)
            tracer("1", (), {}, {"id": "1", HEADER: account.schema_name, "delivery_info": {}, "is_eager": False, "called_directly": False})
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


def fill(account: Account, other: Account) -> Path:
    """Something of the account in every table and folder that there is; and the same of another one."""
    for each in (account, other):
        agency = AgencyFactory()
        GrantFactory(account=each, agency=agency)
        key = ApiKeyFactory(account=each)
        KeyUse.objects.create(key=key, hour=datetime(2026, 6, 1, tzinfo=UTC), requests=3)
        MembershipFactory(account=each, role=Role.OWNER)
        InvitationFactory(account=each)
        Profile.objects.create(account=each)
        AuditEntry.objects.create(account=each, agency=agency, action="grant.made", actor="olga@shop.test")
        for folder in ("imports", "exports"):
            file = Path(settings.MEDIA_ROOT) / "accounts" / each.schema_name / folder / "file"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("Rows")
    with schemas.inside(account):
        Customer.objects.create(source="desk", external_id="C-1")
    return Path(settings.MEDIA_ROOT) / "accounts" / account.schema_name


def columns_of_accounts() -> set[tuple[str, str]]:
    """Every column of the public schema that names an account: by a foreign key, by its name, or by that of its schema."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conrelid::regclass::text, attname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
            WHERE contype = 'f' AND confrelid = 'public.tenants_account'::regclass
            UNION SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND column_name IN ('account', 'account_id', 'tenant_id', 'schema_name')
            """
        )
        return {(table.removeprefix("public."), column) for table, column in cursor.fetchall()}


def rows_of(account: Account) -> dict[str, int]:
    """How many rows of each table of the public schema name the account."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in columns_of_accounts() | {("tenants_account", "id")}:
            cursor.execute(f'SELECT count(*) FROM public."{table}" WHERE "{column}"::text IN (%s, %s)', [str(account.pk), account.schema_name])
            found[f"{table}.{column}"] = cursor.fetchone()[0]
    return {name: count for name, count in found.items() if count}


def schema_exists(account: Account) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [account.schema_name])
        return bool(cursor.fetchone()[0])


@pytest.fixture
def over(account: Account, other_account: Account) -> Account:
    """An account in use whose grace period is over, beside another one."""
    fill(account, other_account)
    with schemas.outside():
        life.close(account, by=None)
        Account.objects.filter(pk=account.pk).update(erase_after=timezone.now() - timedelta(seconds=1))
    schemas.leave()
    return account


class TestErasing:
    def test_nothing_of_it_is_left_but_a_tombstone_and_nothing_of_others_is_touched(self, over: Account, other_account: Account) -> None:
        before = rows_of(other_account)
        named = {name.partition(".")[0] for name in rows_of(over)}
        assert {
            "tenants_account",
            "tenants_membership",
            "tenants_apikey",
            "tenants_grant",
            "tenants_invitation",
            "tenants_auditentry",
            "tenants_profile",
        } <= named
        assert ending.erase_due() == 1
        assert rows_of(over) == {"tenants_tombstone.schema_name": 1}
        assert KeyUse.objects.count() == 1
        assert not schema_exists(over)
        assert not (Path(settings.MEDIA_ROOT) / "accounts" / over.schema_name).exists()
        assert rows_of(other_account) == before
        assert schema_exists(other_account)
        assert (Path(settings.MEDIA_ROOT) / "accounts" / other_account.schema_name / "imports" / "file").exists()
        tombstone = Tombstone.objects.get()
        assert (tombstone.slug, tombstone.number, tombstone.erased_at is not None) == (over.slug, over.pk, True)

    @pytest.mark.parametrize("step", range(len(ending.STEPS)))
    def test_a_crash_before_any_step_is_made_good_by_the_next_sweep(self, over: Account, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
        def crash(account: Account) -> None:
            raise OSError("The machine went away.")

        steps = list(ending.STEPS)
        monkeypatch.setattr(ending, "STEPS", (*steps[:step], crash, *steps[step:]))
        assert ending.erase_due() == 0
        assert Account.objects.filter(pk=over.pk).exists()
        monkeypatch.setattr(ending, "STEPS", tuple(steps))
        assert ending.erase_due() == 1
        assert rows_of(over) == {"tenants_tombstone.schema_name": 1}
        assert not schema_exists(over)

    def test_a_crash_within_the_last_step_leaves_neither_rows_nor_schema_without_the_other(self, over: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        def crash() -> Any:
            raise OSError("The machine went away.")

        monkeypatch.setattr(ending, "owned", crash)
        assert ending.erase_due() == 0
        assert schema_exists(over)
        assert Account.objects.filter(pk=over.pk).exists()

    def test_twice_is_once(self, over: Account) -> None:
        first = ending.erase(over)
        assert ending.erase(over).erased_at == first.erased_at
        assert ending.erase_due() == 0

    def test_what_is_not_due_stays(self, shop: Account, olga: User) -> None:
        with pytest.raises(Refused, match="closed account"):
            ending.erase(shop)
        life.close(shop, by=olga)
        assert ending.erase_due() == 0
        with pytest.raises(Refused, match="grace period"):
            ending.erase(shop)
        assert Account.objects.filter(pk=shop.pk).exists()

    def test_the_address_is_given_to_nobody_for_a_year(self, shop: Account) -> None:
        Tombstone.objects.create(number=17, slug="gone", schema_name="a_gone", erased_at=timezone.now() - timedelta(days=364))
        Tombstone.objects.create(number=18, slug="past", schema_name="a_past", erased_at=timezone.now() - timedelta(days=366))
        with pytest.raises(Taken, match="not long ago"):
            create_account(slug="gone", name="Gone", timezone="UTC")
        assert free_slug("Gone") == "gone-2"
        assert [tombstones.is_reserved(slug) for slug in ("gone", "past", "shop")] == [True, False, False]


class TestElsewhere:
    def test_editions_of_agencies_that_show_it_among_others_lose_what_they_showed(self, over: Account, other_account: Account) -> None:
        report = Report.objects.create(agency=AgencyFactory(), kind="portfolio", name="All", frequency="weekly", day=1)
        made = {"start": date(2026, 6, 1), "wait_until": timezone.now(), "state": "done"}
        shows = Edition.objects.create(report=report, end=date(2026, 6, 7), accounts=[other_account.pk, over.pk], document={"title": over.name}, **made)
        other = Edition.objects.create(report=report, end=date(2026, 6, 8), accounts=[other_account.pk], document={"title": "Umbra"}, **made)
        own = Report.objects.create(agency=report.agency, account=over, kind="client", name="One", frequency="weekly", day=1)
        EditionFile.objects.create(edition=shows, format="pdf", content=b"%PDF")
        ending.erase(over)
        shows.refresh_from_db()
        other.refresh_from_db()
        assert (shows.document, shows.state, EditionFile.objects.count()) == (None, "withheld", 0)
        assert (other.document, other.state) == ({"title": "Umbra"}, "done")
        assert not Report.objects.filter(pk=own.pk).exists()


class TestByCommand:
    def test_an_operator_suspends_resumes_closes_and_erases(self, over: Account, shop: Account, capsys: pytest.CaptureFixture[str]) -> None:
        for action, state in (("suspend", (True, False)), ("resume", (False, False)), ("close", (True, True)), ("reopen", (False, False))):
            call_command("account", action, "shop")
            shop.refresh_from_db()
            assert (shop.suspended_at is not None, shop.closed_at is not None) == state
        call_command("account", "erase", over.slug)
        assert not Account.objects.filter(pk=over.pk).exists()
        assert "is gone" in capsys.readouterr().out

    def test_what_cannot_be_is_said(self, shop: Account) -> None:
        with pytest.raises(CommandError, match="no account nowhere"):
            call_command("account", "suspend", "nowhere")
        with pytest.raises(CommandError, match="grace period"):
            call_command("account", "erase", "shop")
