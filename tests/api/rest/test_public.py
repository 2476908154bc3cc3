"""What the web application asks before it is inside an account or agency: who one is, new agencies, invitations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from tenants.invitations import Kind
from tenants.models import Account, Agency, AgencyRole, Invitation, Role, User
from tests.factories import AccountFactory, AgencyFactory, AgencyMembershipFactory, GrantFactory, InvitationFactory, MembershipFactory, UserFactory
from tests.queries import statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_accounts")]


@pytest.fixture
def ada() -> User:
    user: User = UserFactory(email="ada@people.test")
    return user


@pytest.fixture
def browser(ada: User) -> Client:
    return logged_in(ada)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, path: str, body: Any) -> tuple[int, Any]:
    answer = client.post(path, body, content_type="application/json")
    return answer.status_code, answer.json()


def code_of(answer: tuple[int, Any]) -> tuple[int, str, str | None]:
    status, body = answer
    (error,) = body["errors"]
    assert error["message"]
    return status, error["code"], error["field"]


class TestSession:
    def test_lists_accounts_by_every_way_in_and_agencies(self, ada: User, browser: Client) -> None:
        agency = AgencyMembershipFactory(agency=AgencyFactory(slug="plumb", name="Plumb", timezone="UTC"), user=ada, role=AgencyRole.MANAGER).agency
        MembershipFactory(account=AccountFactory(slug="own", name="B", timezone="UTC"), user=ada, role=Role.VIEWER)
        GrantFactory(account=AccountFactory(slug="client", name="A", timezone="UTC"), agency=agency, role=Role.OWNER)
        GrantFactory(agency=agency, revoked_at=True)
        GrantFactory(agency=agency, account=AccountFactory(suspended_at=timezone.now()))
        AgencyMembershipFactory()
        assert browser.get("/api/session").json() == {
            "user": {"email": "ada@people.test"},
            "accounts": [
                {"slug": "client", "name": "A", "timezone": "UTC", "role": "analyst", "via": "plumb"},
                {"slug": "own", "name": "B", "timezone": "UTC", "role": "viewer", "via": None},
            ],
            "agencies": [{"slug": "plumb", "name": "Plumb", "timezone": "UTC", "role": "manager"}],
        }

    def test_takes_as_many_queries_for_many_clients_as_for_none(self, ada: User, browser: Client) -> None:
        agency = AgencyMembershipFactory(user=ada).agency
        for _ in range(5):
            GrantFactory(agency=agency)
        with statements(4):  # the session, the person, the accounts, the agencies
            assert len(browser.get("/api/session").json()["accounts"]) == 5

    def test_a_stranger_is_nobody_and_belongs_nowhere(self) -> None:
        assert Client().get("/api/session").json() == {"user": None, "accounts": [], "agencies": []}


class TestAgencies:
    def test_one_makes_an_agency_and_owns_it(self, browser: Client) -> None:
        answer = post(browser, "/api/agencies", {"name": "Plumb & Partners", "timezone": "Europe/Berlin"})
        assert answer == (201, {"slug": "plumb-partners", "name": "Plumb & Partners", "timezone": "Europe/Berlin"})
        assert [(each["slug"], each["role"]) for each in browser.get("/api/session").json()["agencies"]] == [("plumb-partners", "owner")]

    def test_not_without_a_log_in_a_name_or_a_verified_address(self, ada: User, browser: Client) -> None:
        body = {"name": "Plumb", "timezone": "UTC"}
        assert code_of(post(Client(), "/api/agencies", body)) == (401, "NOT_LOGGED_IN", None)
        assert code_of(post(browser, "/api/agencies", {"timezone": "UTC"})) == (400, "REQUIRED", "name")
        assert code_of(post(browser, "/api/agencies", [])) == (400, "BAD_JSON", None)
        assert code_of(post(browser, "/api/agencies", {**body, "timezone": "Mars"})) == (400, "INVALID", "timezone")
        EmailAddress.objects.update(verified=False)
        assert code_of(post(browser, "/api/agencies", body)) == (403, "NOT_VERIFIED", None)
        assert not Agency.objects.exists()

    def test_nor_from_a_foreign_page(self, ada: User) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(ada)
        assert client.post("/api/agencies", {"name": "Plumb", "timezone": "UTC"}, content_type="application/json").status_code == 403
        assert not Agency.objects.exists()


class TestInvitations:
    @pytest.fixture
    def shop(self) -> Account:
        account: Account = AccountFactory(slug="shop", name="Shop")
        return account

    def test_are_read_by_who_holds_the_link(self, shop: Account, browser: Client) -> None:
        invitation = InvitationFactory(account=shop, email="ada@people.test", role=Role.ANALYST, created_by=UserFactory(email="olga@shop.test"))
        told = {
            "kind": "member",
            "email": "ada@people.test",
            "role": "analyst",
            "by": "olga@shop.test",
            "account": {"slug": "shop", "name": "Shop"},
            "agency": None,
            "expiresAt": invitation.expires_at.isoformat(),
            "fits": False,
            "accounts": [],
            "agencies": [],
        }
        answer = Client().get(f"/api/invitations/{invitation.token}")
        assert (answer.status_code, answer.json()) == (200, told)
        assert "no-store" in answer.headers["Cache-Control"]
        assert browser.get(f"/api/invitations/{invitation.token}").json() == {**told, "fits": True}

    def test_are_accepted_once(self, shop: Account, browser: Client) -> None:
        path = f"/api/invitations/{InvitationFactory(account=shop, email='ada@people.test').token}"
        assert post(browser, path, {}) == (200, {"kind": "account", "slug": "shop", "name": "Shop"})
        assert code_of(post(browser, path, {})) == (410, "ACCEPTED", None)

    def test_of_a_client_name_the_account(self, ada: User, browser: Client) -> None:
        agency = AgencyFactory(slug="plumb", name="Plumb")
        MembershipFactory(account=AccountFactory(slug="own", name="Own"), user=ada, role=Role.OWNER)
        path = f"/api/invitations/{InvitationFactory(kind=Kind.CLIENT, agency=agency, email='ada@people.test', role=Role.VIEWER).token}"
        assert browser.get(path).json()["accounts"] == [{"slug": "own", "name": "Own"}]
        assert code_of(post(browser, path, {})) == (400, "INVALID", "account")
        assert code_of(post(browser, path, {"account": ["own"]})) == (400, "REQUIRED", "account")
        assert code_of(post(browser, path, {"newAccount": "own"})) == (400, "INVALID", "newAccount")
        assert code_of(post(browser, path, {"newAccount": {"name": "Own"}})) == (400, "REQUIRED", "timezone")
        assert post(browser, path, {"account": "own"}) == (200, {"kind": "account", "slug": "own", "name": "Own"})

    def test_of_an_account_name_the_agency(self, ada: User, browser: Client, shop: Account) -> None:
        AgencyMembershipFactory(agency=AgencyFactory(slug="plumb", name="Plumb"), user=ada, role=AgencyRole.OWNER)
        path = f"/api/invitations/{InvitationFactory(kind=Kind.AGENCY, account=shop, email='ada@people.test', role=Role.VIEWER).token}"
        assert post(browser, path, {"agency": "plumb"}) == (200, {"kind": "agency", "slug": "plumb", "name": "Plumb"})

    def test_are_for_nobody_else(self, shop: Account, browser: Client) -> None:
        path = f"/api/invitations/{InvitationFactory(account=shop, email='ben@people.test').token}"
        assert code_of(post(browser, path, {})) == (403, "OTHER_ADDRESS", None)
        assert code_of(post(Client(), path, {})) == (401, "NOT_LOGGED_IN", None)
        assert code_of(post(browser, "/api/invitations/guessed", {})) == (404, "NOT_FOUND", None)
        assert code_of((lambda answer: (answer.status_code, answer.json()))(browser.get("/api/invitations/guessed"))) == (404, "NOT_FOUND", None)
        assert not shop.memberships.exists()

    def test_end(self, shop: Account, browser: Client) -> None:
        ended: dict[str, dict[str, Any]] = {"EXPIRED": {"expires_at": timezone.now() - timedelta(days=1)}, "REVOKED": {"revoked_at": timezone.now()}}
        for code, state in ended.items():
            path = f"/api/invitations/{InvitationFactory(account=shop, email='ada@people.test', **state).token}"
            assert code_of(post(browser, path, {})) == (410, code, None)
            assert browser.get(path).status_code == 410
        assert not shop.memberships.exists()

    def test_need_the_page_they_are_accepted_on(self, shop: Account, ada: User) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(ada)
        token = InvitationFactory(account=shop, email="ada@people.test").token
        assert client.post(f"/api/invitations/{token}", {}, content_type="application/json").status_code == 403
        assert Invitation.objects.get().accepted_at is None
        assert client.put(f"/api/invitations/{token}").status_code in (403, 405)
