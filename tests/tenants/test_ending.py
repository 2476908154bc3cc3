"""Accounts whose time is over are erased: what was theirs is gone from every table and folder, after any crash, and nothing of others is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from metrics.published.models import PublishedAccount
from metrics.reports.models import Edition, EditionFile, Report
from tenants import ending, life, schemas, tombstones
from tenants.errors import Refused, Taken
from tenants.models import Account, AuditEntry, KeyUse, Profile, Role, Tombstone
from tenants.provisioning import create_account, free_slug
from tests.factories import AccountFactory, AgencyFactory, ApiKeyFactory, GrantFactory, InvitationFactory, MembershipFactory
from tickets.models import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Account:
    shop: Account = AccountFactory(slug="shop", name="Shop")
    return shop


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
        PublishedAccount.objects.create(account=each, layout="1")
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

    def test_what_is_not_due_stays(self, shop: Account) -> None:
        with pytest.raises(Refused, match="closed account"):
            ending.erase(shop)
        life.close(shop, by=None)
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
