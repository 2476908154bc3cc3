"""Who gets into an account, by every address there is: the cast tries each route that the URLconf knows.

A route without a line in tests/isolation/cast.py fails the suite, so nobody adds an address without saying who may use it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tenants import schemas
from tenants.models import Account, Role, Scope
from tests.factories import ApiKeyFactory, InvitationFactory, UserFactory

from tests.isolation.cast import (  # isort: skip
    ACCOUNT, ACCOUNT_NEEDS, AGENCY, AGENCY_MAY, AGENCY_NEEDS, AGENCY_STRANGERS, AGENTS, KEYS, MAY, MEMBERS, OPEN, STRANGERS, call, calls,
    everything_said, gather, logged_in, pages, routes,
)  # fmt: skip

CALLS = calls(ACCOUNT_NEEDS)
PAGES = pages("account")
ADDRESSES = sorted({(method, path) for method, path, _ in CALLS} | {("GET", page) for page in PAGES})
AGENCY_CALLS = calls(AGENCY_NEEDS)
AGENCY_PAGES = pages("agency")
AGENCY_ADDRESSES = sorted({(method, path) for method, path, _ in AGENCY_CALLS} | {("GET", page) for page in AGENCY_PAGES})

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(account: Account, other_account: Account) -> dict[str, Client]:
    return gather(account, other_account)


@pytest.fixture(autouse=True)
def _built(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Plumbline</title>")
    settings.FRONTEND_DIST = tmp_path


def test_every_route_says_who_may_use_it() -> None:
    listed = {ACCOUNT + route for route in ACCOUNT_NEEDS} | {AGENCY + route for route in AGENCY_NEEDS} | set(OPEN)
    assert set(routes()) == listed, "List new routes in tests/isolation/cast.py, with what they need by method, or why they are open."


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_learns_nothing_about_whether_the_account_exists(cast: dict[str, Client], name: str) -> None:
    for method, path in ADDRESSES:
        there, missing = call(cast[name], method, path), call(cast[name], method, path, "a/nope")
        assert everything_said(there, "acme") == everything_said(missing, "nope"), (method, path)
        refused(there, name, path, PAGES, "a/acme")


@pytest.mark.parametrize("name", AGENCY_STRANGERS)
def test_a_stranger_learns_nothing_about_whether_the_agency_exists(cast: dict[str, Client], name: str) -> None:
    for method, path in AGENCY_ADDRESSES:
        there, missing = call(cast[name], method, path, "agencies/granted"), call(cast[name], method, path, "agencies/nope")
        assert everything_said(there, "granted") == everything_said(missing, "nope"), (method, path)
        refused(there, name, path, AGENCY_PAGES, "agencies/granted")


def refused(response: Any, name: str, path: str, among: list[str], below: str) -> None:
    """404, save that somebody unknown at a page is asked to log in first."""
    if name == "anonymous" and path in among:
        assert (response.status_code, response.headers["Location"]) == (302, "/log-in?" + urlencode({"next": f"/{below}/{path}"}))
    else:
        assert response.status_code == 404, path


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("path", ["graphql", ""])
def test_a_foreign_account_costs_as_many_queries_as_a_missing_one(cast: dict[str, Client], name: str, path: str) -> None:
    assert statements(cast[name], path, "a/acme") == statements(cast[name], path, "a/nope") <= 4


@pytest.mark.parametrize("name", AGENCY_STRANGERS)
@pytest.mark.parametrize("path", ["graphql", ""])
def test_a_foreign_agency_costs_as_many_queries_as_a_missing_one(cast: dict[str, Client], name: str, path: str) -> None:
    assert statements(cast[name], path, "agencies/granted") == statements(cast[name], path, "agencies/nope") <= 4


def statements(client: Client, path: str, below: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        call(client, "GET", path, below)
    return len([query for query in queries if not query["sql"].startswith("SET search_path")])


@pytest.mark.parametrize("name", MAY)
def test_everybody_inside_can_do_what_the_role_or_scope_says_and_no_more(cast: dict[str, Client], name: str) -> None:
    for method, path, needed in CALLS:
        status = call(cast[name], method, path).status_code
        assert (status == 403) == (needed not in MAY[name]), (method, path, status)
        assert status not in (401, 500), (method, path)


@pytest.mark.parametrize("name", AGENCY_MAY)
def test_everybody_of_an_agency_can_do_what_the_role_or_scope_says_and_no_more(cast: dict[str, Client], name: str) -> None:
    for method, path, needed in AGENCY_CALLS:
        status = call(cast[name], method, path, "agencies/granted").status_code
        assert (status == 403) == (needed not in AGENCY_MAY[name]), (method, path, status)
        assert status not in (401, 500), (method, path)


@pytest.mark.parametrize("name", [*MEMBERS, *AGENTS])
def test_members_see_the_pages(cast: dict[str, Client], name: str) -> None:
    assert [page for page in PAGES if call(cast[name], "GET", page).status_code != 200] == []


@pytest.mark.parametrize("name", AGENTS)
def test_people_of_an_agency_see_its_pages(cast: dict[str, Client], name: str) -> None:
    assert [page for page in AGENCY_PAGES if call(cast[name], "GET", page, "agencies/granted").status_code != 200] == []


@pytest.mark.parametrize("name", AGENTS)
def test_a_revoked_grant_shuts_out_with_the_next_request(cast: dict[str, Client], account: Account, name: str) -> None:
    assert call(cast[name], "GET", "").status_code == 200
    account.grants.update(revoked_at=timezone.now())
    assert call(cast[name], "GET", "").status_code == 404


@pytest.mark.parametrize("name", [*MEMBERS, *KEYS, *AGENTS])
def test_of_a_suspended_account_only_owners_are_left(cast: dict[str, Client], account: Account, name: str) -> None:
    Account.objects.filter(pk=account.pk).update(suspended_at=timezone.now())
    assert (call(cast[name], "GET", "graphql").status_code == 200) == (name == "owner")


def test_a_removed_member_is_out_with_the_next_request(cast: dict[str, Client], account: Account) -> None:
    assert call(cast["viewer"], "GET", "").status_code == 200
    account.memberships.get(role=Role.VIEWER).delete()
    assert call(cast["viewer"], "GET", "").status_code == 404


def test_a_closed_log_in_is_out_with_the_next_request(cast: dict[str, Client], account: Account) -> None:
    user = account.memberships.get(role=Role.VIEWER).user
    assert user
    user.is_active = False
    user.save()
    assert call(cast["viewer"], "GET", "").status_code == 302


def test_an_open_invitation_lets_nobody_in_until_it_is_accepted(account: Account) -> None:
    user = UserFactory(email="ada@shop.test")
    InvitationFactory(account=account, email=user.email)
    schemas.leave()
    assert call(logged_in(user), "GET", "").status_code == 404


def test_a_key_is_judged_alone_and_not_with_the_cookie_beside_it(cast: dict[str, Client], account: Account, other_account: Account) -> None:
    owner = cast["owner"]
    for secret in ("plk_nonsense", ApiKeyFactory(account=other_account, scope=Scope.ADMIN).secret):
        assert owner.get("/a/acme/graphql", headers={"Authorization": f"Bearer {secret}"}).status_code == 404


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "bearer  x", "Bearer plk_\x80"])
def test_a_broken_header_is_no_access_and_no_error(cast: dict[str, Client], header: str) -> None:
    assert cast["owner"].get("/a/acme/graphql", headers={"Authorization": header}).status_code == 404


@pytest.mark.parametrize("path", ["/a/ACME/", "/a/acme", "/a//graphql", "/a/", "/a/ac%00me/", "/a/a_cme/", "/a/%C3%BC/graphql", "/a/a.b/"])
def test_odd_addresses_are_no_way_in(cast: dict[str, Client], path: str) -> None:
    if path == "/a/acme":
        assert cast["outsider"].get(path).status_code == 404
        return
    assert cast["owner"].get(path).status_code in (302, 404)
    assert cast["anonymous"].get(path).status_code in (302, 404)
