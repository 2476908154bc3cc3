"""Who gets into an account, by every address there is: the cast tries each route that the URLconf knows.

A route without a line in `NEEDS` fails the suite, so nobody adds an address without saying who may use it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from tenants import schemas
from tenants.access import Ability
from tenants.models import Account, Role, Scope
from tests.factories import ApiKeyFactory, MembershipFactory, UserFactory

BELOW = "a/<slug:account>/"
# What each route asks of those who have access, by method. Whoever has access but lacks this gets 403.
NEEDS: dict[str, dict[str, Ability]] = {
    "graphql": {"POST": Ability.READ, "GET": Ability.READ},
    "api/v1/schema": {"GET": Ability.READ},
    "api/v1/events": {"POST": Ability.INGEST},
    "api/v1/rows": {"GET": Ability.UPLOAD},
    "api/v1/rows/<str:kind>": {"POST": Ability.INGEST},
    "api/v1/imports": {"POST": Ability.UPLOAD, "GET": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>": {"GET": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>/preview": {"POST": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>/start": {"POST": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>/rejects": {"GET": Ability.UPLOAD},
    "api/v1/sample-data": {"POST": Ability.IMPORT},
}
PAGES = ("", "welcome", "import", "kpis", "kpis/first_response_time", "tickets", "tickets/1", "settings", "api", "no/such/page")
QUERY = {"query": "{ __typename }"}
STRANGERS = ("outsider", "anonymous", "revoked_key", "foreign_key", "nonsense_key")
MEMBERS = {"owner": Role.OWNER, "analyst": Role.ANALYST, "viewer": Role.VIEWER}
KEYS = {"read_key": Scope.READ, "ingest_key": Scope.INGEST, "admin_key": Scope.ADMIN}
MAY = {
    "owner": set(Ability),
    "analyst": set(Ability) - {Ability.ADMINISTER},
    "viewer": {Ability.READ},
    "read_key": {Ability.READ},
    "ingest_key": {Ability.INGEST, Ability.UPLOAD},
    "admin_key": set(Ability),
}


def routes(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[str]:
    """Every route below an account, without `a/<slug:account>/`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, whole)
        elif whole.startswith(BELOW):
            yield whole.removeprefix(BELOW)


def example(route: str) -> str:
    """An address that the route matches."""
    return re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str:|slug:)?\w+>", "x", re.sub(r"<uuid:\w+>", "01234567-89ab-cdef-0123-456789abcdef", route)))


CALLS = [(method, example(route), needed) for route, methods in NEEDS.items() for method, needed in methods.items()]
ADDRESSES = sorted({(method, path) for method, path, _ in CALLS} | {("GET", page) for page in PAGES})

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(account: Account, other_account: Account) -> dict[str, Client]:
    """One client for each part, all of them outside of any schema when they call."""
    schemas.leave()
    clients = {}
    for name, role in MEMBERS.items():
        clients[name] = logged_in(MembershipFactory(account=account, role=role).user)
    clients["outsider"] = logged_in(MembershipFactory(account=other_account, role=Role.OWNER).user)
    clients["anonymous"] = Client()
    for name, scope in KEYS.items():
        clients[name] = with_key(ApiKeyFactory(account=account, scope=scope).secret)
    clients["revoked_key"] = with_key(ApiKeyFactory(account=account, scope=Scope.ADMIN, revoked_at=True).secret)
    clients["foreign_key"] = with_key(ApiKeyFactory(account=other_account, scope=Scope.ADMIN).secret)
    clients["nonsense_key"] = with_key("plk_nonsense")
    return clients


@pytest.fixture(autouse=True)
def _built(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Plumbline</title>")
    settings.FRONTEND_DIST = tmp_path


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_key(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})


def call(client: Client, method: str, path: str, slug: str = "acme") -> Any:
    if method == "GET":
        return client.get(f"/a/{slug}/{path}", QUERY if path == "graphql" else None)
    return client.generic(method, f"/a/{slug}/{path}", json.dumps(QUERY if path == "graphql" else {}), "application/json")


def everything_said(response: Any, slug: str) -> tuple[Any, ...]:
    """Status, headers and body, with the account's own name taken out of the address one is sent to."""
    headers = {name: value.replace(slug, "…") for name, value in response.headers.items()}
    return response.status_code, headers, response.content


def test_every_route_says_who_may_use_it() -> None:
    assert set(routes()) == set(NEEDS), "List new routes in NEEDS, with what they need by method."


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_learns_nothing_about_whether_the_account_exists(cast: dict[str, Client], name: str) -> None:
    for method, path in ADDRESSES:
        there, missing = call(cast[name], method, path), call(cast[name], method, path, slug="nope")
        assert everything_said(there, "acme") == everything_said(missing, "nope"), (method, path)
        if name == "anonymous" and path in PAGES:
            assert (there.status_code, there.headers["Location"]) == (302, "/log-in?" + urlencode({"next": f"/a/acme/{path}"}))
        else:
            assert there.status_code == 404, (method, path)


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("path", ["graphql", ""])
def test_a_foreign_account_costs_as_many_queries_as_a_missing_one(cast: dict[str, Client], name: str, path: str) -> None:
    counts = []
    for slug in ("acme", "nope"):
        with CaptureQueriesContext(connection) as queries:
            call(cast[name], "GET", path, slug)
        counts.append(len([query for query in queries if not query["sql"].startswith("SET search_path")]))
    assert counts[0] == counts[1] <= 3


@pytest.mark.parametrize("name", [*MEMBERS, *KEYS])
def test_everybody_inside_can_do_what_the_role_or_scope_says_and_no_more(cast: dict[str, Client], name: str) -> None:
    for method, path, needed in CALLS:
        status = call(cast[name], method, path).status_code
        assert (status == 403) == (needed not in MAY[name]), (method, path, status)
        assert status not in (401, 500), (method, path)


@pytest.mark.parametrize("name", MEMBERS)
def test_members_see_the_pages(cast: dict[str, Client], name: str) -> None:
    assert [page for page in PAGES if call(cast[name], "GET", page).status_code != 200] == []


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


def test_a_pending_membership_lets_nobody_in(account: Account) -> None:
    MembershipFactory(account=account, user=None, email="ada@shop.test")
    schemas.leave()
    assert call(logged_in(UserFactory(email="ada@shop.test", verified=False)), "GET", "").status_code == 404


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
