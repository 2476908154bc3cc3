"""Inside the account's schema for exactly as long as the request, whatever happens in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from tenants import grants, schemas
from tenants.access import AgencyAccess
from tenants.models import Account, AgencyMembership, AgencyRole, Role, Scope
from tests.factories import AgencyFactory, AgencyMembershipFactory, ApiKeyFactory, GrantFactory, MembershipFactory
from tickets.models import Customer


def where(request: HttpRequest, account: str) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        found = cursor.fetchone()[0]
    return JsonResponse({"path": found, "account": request.account.slug, "user": str(request.user)})  # type: ignore[attr-defined]


def broken(request: HttpRequest, account: str) -> HttpResponse:
    raise ValueError("No.")


@csrf_exempt
def write(request: HttpRequest, account: str) -> HttpResponse:
    Customer.objects.create(source="web", external_id="1")
    return HttpResponse(status=201)


def stream(request: HttpRequest, account: str) -> StreamingHttpResponse:
    def rows() -> Iterator[str]:
        yield "customers:"
        for customer in Customer.objects.order_by("pk"):
            yield f" {customer.external_id}"

    return StreamingHttpResponse(rows())


def mismatched_agency(request: HttpRequest, agency: str) -> HttpResponse:
    return HttpResponse("Nobody should read this.")


def mismatched(request: HttpRequest, account: str) -> HttpResponse:
    return HttpResponse("Nobody should read this.")


@csrf_exempt
def at_agency(request: HttpRequest, agency: str) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        found = cursor.fetchone()[0]
    access: AgencyAccess = request.agency_access  # type: ignore[attr-defined]
    return JsonResponse(
        {"path": found, "agency": access.agency.slug, "role": access.role, "user": str(request.user), "has_account": hasattr(request, "access")}
    )


def making(request: HttpRequest) -> HttpResponse:
    return HttpResponse("A new agency.")


urlpatterns = [
    path("agencies/<slug:agency>/api/v1/where", at_agency),
    path("agencies/new", making),
    path("beside/<slug:agency>", mismatched_agency),
    path("a/<slug:account>/api/v1/where", where),
    path("a/<slug:account>/api/v1/broken", broken),
    path("a/<slug:account>/api/v1/write", write),
    path("a/<slug:account>/api/v1/stream", stream),
    path("elsewhere/<slug:account>", mismatched),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def owner(account: Account) -> Client:
    return browser(account)


def browser(account: Account, **options: Any) -> Client:
    client = Client(raise_request_exception=False, **options)
    client.force_login(MembershipFactory(account=account, role=Role.OWNER).user)
    schemas.leave()
    return client


class TestTheSchema:
    def test_a_request_runs_inside_the_account(self, owner: Client) -> None:
        answer = owner.get("/a/acme/api/v1/where").json()
        assert (answer["path"], answer["account"]) == ("a_acme, public", "acme")

    def test_and_outside_of_it_afterwards(self, owner: Client) -> None:
        owner.get("/a/acme/api/v1/where")
        assert schemas.schema_name() == "public"

    def test_also_after_an_error(self, owner: Client) -> None:
        assert owner.get("/a/acme/api/v1/broken").status_code == 500
        assert schemas.schema_name() == "public"

    def test_a_refused_request_never_enters(self, owner: Client) -> None:
        assert owner.get("/a/umbra/api/v1/where").status_code == 404
        assert schemas.schema_name() == "public"

    def test_requests_of_two_accounts_take_turns(self, owner: Client, other_account: Account) -> None:
        other = browser(other_account)
        for _ in range(3):
            assert owner.get("/a/acme/api/v1/where").json()["path"] == "a_acme, public"
            assert other.get("/a/umbra/api/v1/where").json()["path"] == "a_umbra, public"

    def test_a_stream_is_read_inside_although_the_request_is_over(self, owner: Client, account: Account, other_account: Account) -> None:
        for entered, names in ((account, ["a", "b"]), (other_account, ["x"])):
            with schemas.inside(entered):
                Customer.objects.bulk_create(Customer(source="s", external_id=name) for name in names)
        mine, others = owner.get("/a/acme/api/v1/stream"), browser(other_account).get("/a/umbra/api/v1/stream")
        first, second = iter(mine), iter(others)
        assert [next(first), next(second)] == [b"customers:", b"customers:"]
        assert schemas.schema_name() == "public"
        assert b"".join(second) == b" x"
        assert b"".join(first) == b" a b"
        assert schemas.schema_name() == "public"

    def test_a_view_that_names_an_account_outside_of_its_address_is_never_reached(self, owner: Client) -> None:
        assert owner.get("/elsewhere/acme").status_code == 404


class TestForgery:
    """A page of somebody else's can make a browser send cookies, but neither tokens nor keys."""

    WRITE = "/a/acme/api/v1/write"

    def test_a_session_needs_the_token_even_if_the_view_is_exempt(self, account: Account) -> None:
        answer = browser(account, enforce_csrf_checks=True).post(self.WRITE)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "CSRF_FAILED")
        with schemas.inside(account):
            assert not Customer.objects.exists()

    def test_with_the_token_it_may_write(self, account: Account) -> None:
        client = browser(account, enforce_csrf_checks=True)
        client.cookies["csrftoken"] = token = "t" * 32
        assert client.post(self.WRITE, headers={"X-CSRFToken": token}).status_code == 201

    def test_not_from_a_foreign_origin(self, account: Account) -> None:
        client = browser(account, enforce_csrf_checks=True)
        client.cookies["csrftoken"] = token = "t" * 32
        assert client.post(self.WRITE, headers={"X-CSRFToken": token, "Origin": "https://evil.example"}).status_code == 403

    def test_a_key_needs_no_token(self, account: Account) -> None:
        key = ApiKeyFactory(account=account, scope=Scope.INGEST)
        schemas.leave()
        client = Client(enforce_csrf_checks=True)
        assert client.post(self.WRITE, headers={"Authorization": f"Bearer {key.secret}", "Origin": "https://shop.example"}).status_code == 201

    def test_a_key_does_not_lend_the_cookie_beside_it(self, account: Account) -> None:
        client = browser(account)
        key = ApiKeyFactory(account=account, scope=Scope.READ)
        answer = client.get("/a/acme/api/v1/where", headers={"Authorization": f"Bearer {key.secret}"})
        assert answer.json()["user"] == "AnonymousUser"


class TestAgencies:
    WHERE = "/agencies/plumb/api/v1/where"

    @pytest.fixture
    def membership(self, _accounts: dict[str, int]) -> AgencyMembership:
        membership: AgencyMembership = AgencyMembershipFactory(agency=AgencyFactory(slug="plumb"), role=AgencyRole.MANAGER)
        return membership

    def client_of(self, membership: AgencyMembership, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        client.force_login(membership.user)
        return client

    def test_are_served_outside_of_all_accounts(self, membership: AgencyMembership) -> None:
        answer = self.client_of(membership).get(self.WHERE).json()
        assert answer == {"path": "public", "agency": "plumb", "role": "manager", "user": membership.user.email, "has_account": False}

    def test_who_is_no_member_of_it_finds_nothing(self, membership: AgencyMembership) -> None:
        stranger = self.client_of(AgencyMembershipFactory(role=AgencyRole.OWNER))
        there, missing = stranger.get(self.WHERE), stranger.get("/agencies/nope/api/v1/where")
        assert (there.status_code, there.content, there.headers) == (404, missing.content, missing.headers)

    def test_a_member_is_out_with_the_next_request(self, membership: AgencyMembership) -> None:
        client = self.client_of(membership)
        assert client.get(self.WHERE).status_code == 200
        AgencyMembership.objects.filter(pk=membership.pk).delete()
        assert client.get(self.WHERE).status_code == 404

    def test_a_revoked_grant_is_over_with_the_next_request(self, membership: AgencyMembership, account: Account) -> None:
        MembershipFactory(account=account, role=Role.OWNER)
        given = GrantFactory(account=account, agency=membership.agency)
        schemas.leave()
        client = self.client_of(membership)
        assert client.get("/a/acme/api/v1/where").json()["path"] == "a_acme, public"
        grants.revoke(account, given.pk)
        assert client.get("/a/acme/api/v1/where").status_code == 404

    def test_a_session_needs_the_token_and_a_key_does_not(self, membership: AgencyMembership) -> None:
        assert self.client_of(membership, enforce_csrf_checks=True).post(self.WHERE).json()["errors"][0]["code"] == "CSRF_FAILED"
        key = ApiKeyFactory(agency=membership.agency, scope=Scope.READ)
        answer = Client(enforce_csrf_checks=True).post(self.WHERE, headers={"Authorization": f"Bearer {key.secret}"})
        assert (answer.status_code, answer.json()["user"]) == (200, "AnonymousUser")

    def test_views_that_name_an_agency_outside_of_its_address_are_never_reached(self, membership: AgencyMembership) -> None:
        assert self.client_of(membership).get("/beside/plumb").status_code == 404

    @pytest.mark.usefixtures("_accounts")
    def test_everybody_may_come_to_where_one_makes_an_agency(self) -> None:
        assert Client().get("/agencies/new").content == b"A new agency."
