"""The audit log: who did what, in words, for those concerned, with the change or not at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tenants import accounts, audit, keys, members, opening_hours
from tenants.access import Access, AgencyAccess
from tenants.actions import ACTIONS
from tenants.callers import Actor
from tenants.models import Account, Agency, AgencyRole, AuditEntry, KeyUse, Role, Scope
from tests.factories import AccountFactory, AgencyFactory, AgencyMembershipFactory, ApiKeyFactory, GrantFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SOURCES = ("tenants", "tickets", "surveys", "metrics", "api", "config")


@pytest.fixture
def shop() -> Account:
    account: Account = AccountFactory(slug="shop", name="Shop", timezone="America/New_York")
    return account


@pytest.fixture
def agency() -> Agency:
    agency: Agency = AgencyFactory(slug="plumb", name="Plumb")
    return agency


class TestEntries:
    def test_name_who_did_it_as_it_read_then(self, shop: Account, agency: Agency) -> None:
        ada, key = UserFactory(email="ada@people.test"), ApiKeyFactory(account=shop, name="Warehouse")
        actors: list[tuple[Actor | None, str]] = [
            (ada, "ada@people.test"),
            (Access(account=shop, user=ada, role=Role.OWNER), "ada@people.test"),
            (Access(account=shop, user=ada, role=Role.OWNER, agency=agency), "ada@people.test (Plumb)"),
            (Access(account=shop, key=key, scope=Scope.ADMIN), f"the key Warehouse ({key.prefix}…)"),
            (AgencyAccess(agency=agency, user=ada, role=AgencyRole.OWNER), "ada@people.test (Plumb)"),
            (None, "Plumbline"),
        ]
        assert [audit.record("sla.set", account=shop, by=by).actor for by, _ in actors] == [name for _, name in actors]
        ada.delete()
        assert shop.audit.filter(actor="ada@people.test", user=None).count() == 2

    def test_read_as_sentences(self, shop: Account, agency: Agency) -> None:
        ada = UserFactory(email="ada@people.test")
        invited = audit.record("member.invited", account=shop, by=ada, subject="ben@people.test", role="viewer")
        assert audit.sentence(invited) == "ada@people.test invited ben@people.test as viewer."
        granted = audit.record("grant.made", account=shop, agency=agency, by=ada, subject="Plumb", role="analyst")
        assert audit.sentence(granted) == "ada@people.test let Plumb into Shop as analyst."
        assert audit.sentence(AuditEntry(actor="x", action="grant.made", details={})) == "x let … into … as …."
        assert audit.sentence(AuditEntry(actor="x", action="of.a.former.release", details={})) == "x of.a.former.release."

    def test_belong_to_those_concerned(self, shop: Account, agency: Agency) -> None:
        audit.record("grant.made", account=shop, agency=agency)
        audit.record("sla.set", account=shop)
        audit.record("brand.changed", agency=agency)
        audit.record("sla.set", account=AccountFactory())
        assert [entry.action for entry in audit.entries(account=shop)] == ["sla.set", "grant.made"]
        assert [entry.action for entry in audit.entries(agency=agency)] == ["brand.changed", "grant.made"]
        with pytest.raises(ValueError, match="or to an agency"):
            audit.entries(account=shop, agency=agency)
        with pytest.raises(ValueError, match="or to an agency"):
            audit.entries()

    def test_are_paged_and_filtered(self, shop: Account) -> None:
        made = [audit.record(action, account=shop) for action in ("grant.made", "key.made", "grant.revoked")]
        assert list(audit.entries(account=shop, limit=2)) == [made[2], made[1]]
        assert list(audit.entries(account=shop, before_id=made[1].pk)) == [made[0]]
        assert list(audit.entries(account=shop, action="grant.made")) == [made[0]]
        assert list(audit.entries(account=shop, action="grant")) == [made[2], made[0]]

    def test_are_found_by_local_days(self, shop: Account) -> None:
        late, early = (audit.record("sla.set", account=shop) for _ in range(2))
        AuditEntry.objects.filter(pk=late.pk).update(at=datetime(2026, 3, 2, 4, 59, 59, tzinfo=UTC))  # 23:59:59 on the first, in New York
        AuditEntry.objects.filter(pk=early.pk).update(at=datetime(2026, 3, 2, 5, 0, tzinfo=UTC))
        assert list(audit.entries(account=shop, first=date(2026, 3, 1), last=date(2026, 3, 1))) == [late]
        assert list(audit.entries(account=shop, first=date(2026, 3, 2))) == [early]

    def test_stand_and_fall_with_the_change(self, shop: Account) -> None:
        def change() -> None:
            with transaction.atomic():
                accounts.rename(shop, name="Another")
                raise RuntimeError("No.")

        before = shop.audit.count()
        with pytest.raises(RuntimeError):
            change()
        assert shop.audit.count() == before


class TestActions:
    def test_an_unknown_one_is_refused(self, shop: Account) -> None:
        with pytest.raises(KeyError, match=r"tea\.made"):
            audit.record("tea.made", account=shop)

    def test_every_one_is_recorded_somewhere_and_nothing_else_is(self) -> None:
        root = Path(__file__).parents[2]
        texts = {path: path.read_text() for source in SOURCES for path in (root / source).rglob("*.py") if path.name != "actions.py"}
        named = {found for text in texts.values() for found in re.findall(r'"([a-z]+\.[a-z_]+)"', text)}
        assert {action for action in ACTIONS if action not in named} == set()
        recorded = {found for text in texts.values() for found in re.findall(r'\brecord\(\s*"([a-z_.]+)"', text)}
        assert recorded <= set(ACTIONS)


def test_settings_keys_and_members_tell_of_themselves(shop: Account) -> None:
    olga = MembershipFactory(account=shop, role=Role.OWNER).user
    member = MembershipFactory(account=shop, user__email="ben@people.test")
    accounts.rename(shop, name="Shop Two")
    accounts.rename(shop, name="Shop Two")
    accounts.set_timezone(shop, timezone="Europe/Paris")
    opening_hours.set_version(shop, weekly_hours={"mon": [["09:00", "12:00"]]}, holidays=[], scope="team", key="night")
    opening_hours.remove(shop, scope="team", key="night")
    key, secret = keys.create(shop, name="Warehouse", scope=Scope.READ, by=olga)
    keys.revoke(shop, key_id=key.pk, by=olga)
    keys.revoke(shop, key_id=key.pk, by=olga)
    members.change_role(shop, membership_id=member.pk, role="analyst", by=olga)
    members.change_role(shop, membership_id=member.pk, role="analyst", by=olga)
    members.remove(shop, membership_id=member.pk, by=olga)
    assert [(entry.action, entry.subject) for entry in audit.entries(account=shop).order_by("id")] == [
        ("account.renamed", "Shop Two"),
        ("account.timezone_set", "Europe/Paris"),
        ("calendar.set", "the team night"),
        ("calendar.removed", "the team night"),
        ("key.made", f"Warehouse ({key.prefix}…)"),
        ("key.revoked", f"Warehouse ({key.prefix}…)"),
        ("member.role_changed", "ben@people.test"),
        ("member.removed", "ben@people.test"),
    ]
    assert secret not in str(list(shop.audit.values()))


class TestExporting:
    def test_the_whole_log_is_rows_of_inert_text(self, shop: Account, agency: Agency) -> None:
        audit.record("grant.made", account=shop, agency=agency, subject="Plumb", role="viewer")
        AuditEntry.objects.update(at=datetime(2026, 3, 2, 4, 59, 59, tzinfo=UTC), actor='=HYPERLINK("http://evil.test")', address="203.0.113.9")
        header, row = audit.export_rows(account=shop)
        assert header == ("at", "actor", "address", "action", "what", "subject", "account", "agency")
        assert row == (
            "2026-03-02T04:59:59Z",
            '\'=HYPERLINK("http://evil.test")',
            "203.0.113.9",
            "grant.made",
            '\'=HYPERLINK("http://evil.test") let Plumb into Shop as viewer.',
            "Plumb",
            "Shop",
            "Plumb",
        )

    def test_owners_download_it_and_that_is_told_as_well(self, account: Account, agency: Agency) -> None:
        GrantFactory(account=account, agency=agency)
        owner, boss = MembershipFactory(account=account, role=Role.OWNER).user, AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER).user
        for user, path in ((owner, f"/a/{account.slug}/api/v1/audit.csv"), (boss, "/agencies/plumb/api/v1/audit.csv")):
            client = Client()
            client.force_login(user)
            answer: Any = client.get(path)
            text = b"".join(answer.streaming_content).decode()
            assert (answer.status_code, text.splitlines()[0]) == (200, "at,actor,address,action,what,subject,account,agency")
            assert f"{user.email}" in text.splitlines()[1]
            assert "audit.exported" in text.splitlines()[1]
        assert AuditEntry.objects.filter(action="audit.exported", address="127.0.0.1").count() == 2


class TestUsesOfKeys:
    def uses(self) -> list[tuple[str, int, int]]:
        return [(use.address, use.requests, use.refused) for use in KeyUse.objects.order_by("address")]

    def test_are_counted_by_the_hour_and_address(self, account: Account) -> None:
        client = Client(headers={"Authorization": f"Bearer {ApiKeyFactory(account=account, scope=Scope.READ).secret}"})
        for address in ("203.0.113.9", "203.0.113.9", "2001:db8::1"):
            client.get(f"/a/{account.slug}/graphql", {"query": "{ __typename }"}, REMOTE_ADDR=address)
        assert self.uses() == [("203.0.113.9", 2, 0), ("2001:db8::1", 1, 0)]
        hour = KeyUse.objects.earliest("hour").hour
        assert (hour.minute, hour.second, hour.microsecond) == (0, 0, 0)

    def test_so_are_those_refused(self, account: Account, agency: Agency) -> None:
        key = ApiKeyFactory(account=account, scope=Scope.READ)
        client = Client(headers={"Authorization": f"Bearer {key.secret}"})
        client.post(f"/a/{account.slug}/api/v1/events", "{}", content_type="application/json")  # More than it may.
        client.get("/a/nope/graphql")
        client.get("/agencies/plumb/graphql")
        keys.revoke(account, key_id=key.pk)
        client.get(f"/a/{account.slug}/graphql")
        assert self.uses() == [("127.0.0.1", 4, 4)]

    def test_unknown_keys_are_nobodys(self, account: Account) -> None:
        Client(headers={"Authorization": "Bearer plk_nonsense"}).get(f"/a/{account.slug}/graphql")
        assert self.uses() == []
