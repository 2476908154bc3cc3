"""Somebody of every kind who asks the API: people by role, keys by scope, and those who have no business here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tenants import keys, schemas
from tenants.models import Account, Agency, Membership, Role, Scope, User

GRAPHQL = "application/graphql-response+json"


class Caller:
    """One caller of one endpoint, an account's or an agency's."""

    def __init__(self, place: Account | Agency, *, user: User | None = None, secret: str | None = None, csrf: bool = False) -> None:
        self.place = place
        self.client = Client(enforce_csrf_checks=csrf, headers={"Authorization": f"Bearer {secret}"} if secret else {})
        self.secret = secret
        self.user = user
        if user is not None:
            self.client.force_login(user)

    @property
    def url(self) -> str:
        return f"/{'a' if isinstance(self.place, Account) else 'agencies'}/{self.place.slug}/graphql"

    def post(self, body: Any, *, accept: str | None = GRAPHQL, content_type: str = "application/json", **headers: str) -> Any:
        """The raw response to a POST; the connection is back in the account afterwards."""
        if accept is not None:
            headers["Accept"] = accept
        return self._inside(lambda: self.client.post(self.url, body, content_type=content_type, headers=headers))

    def get(self, parameters: dict[str, str], *, accept: str | None = GRAPHQL) -> Any:
        return self._inside(lambda: self.client.get(self.url, parameters, headers={"Accept": accept} if accept else {}))

    def send(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer to a document, whatever became of it."""
        answer: dict[str, Any] = self.post({"query": query, "variables": variables}).json()
        return answer

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = self.send(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def refused(self, query: str, **variables: Any) -> str:
        """The code of the first error."""
        code: str = self.send(query, **variables)["errors"][0]["extensions"]["code"]
        return code

    def _inside(self, request: Callable[[], Any]) -> Any:
        before = schemas.connection.tenant
        try:
            return request()
        finally:
            schemas.connection.set_tenant(before)


def person(account: Account, role: Role, *, address: str = "") -> Caller:
    """A member of the account."""
    user = User.objects.create_user(address or f"{role}@{account.slug}.test")
    Membership.objects.create(account=account, user=user, email=user.email, role=role)
    return Caller(account, user=user)


def program(account: Account, scope: Scope) -> Caller:
    """A key of the account."""
    _, secret = keys.create(account, name=f"{scope} key", scope=scope, by=None)
    return Caller(account, secret=secret)


@pytest.fixture
def owner(account: Account) -> Caller:
    return person(account, Role.OWNER)


@pytest.fixture
def analyst(account: Account) -> Caller:
    return person(account, Role.ANALYST)


@pytest.fixture
def viewer(account: Account) -> Caller:
    return person(account, Role.VIEWER)


@pytest.fixture
def read_key(account: Account) -> Caller:
    return program(account, Scope.READ)


@pytest.fixture
def ingest_key(account: Account) -> Caller:
    return program(account, Scope.INGEST)


@pytest.fixture
def admin_key(account: Account) -> Caller:
    return program(account, Scope.ADMIN)


@pytest.fixture
def outsider(account: Account, other_account: Account) -> Caller:
    """The owner of another account, asking this one."""
    elsewhere = person(other_account, Role.OWNER)
    return Caller(account, user=elsewhere.user)


@pytest.fixture
def stranger(account: Account) -> Caller:
    """Nobody who has logged in."""
    return Caller(account)


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of tasks that a change schedules, instead of scheduling them."""
    names: list[str] = []
    monkeypatch.setattr("api.graphql.settings.schedule_named", lambda name: names.append(name))
    return names
