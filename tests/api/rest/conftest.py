"""Programs and people at the REST door of the account `acme`."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tenants.models import Account, Role, Scope
from tests.factories import ApiKeyFactory, MembershipFactory

Post = Callable[..., Any]


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Any, ...]]]:
    """Tasks that were scheduled, in place of sending them."""
    sent: list[tuple[str, tuple[Any, ...]]] = []
    monkeypatch.setattr("tenants.tasks.schedule_named", lambda name, *args: sent.append((name, args)))
    monkeypatch.setattr("tenants.tasks.schedule_or_leave", lambda name, *args: sent.append((name, args)))
    monkeypatch.setattr("api.rest.events.schedule_or_leave", lambda name, *args: sent.append((name, args)))
    monkeypatch.setattr("api.rest.rows.schedule_or_leave", lambda name, *args: sent.append((name, args)))
    return sent


@pytest.fixture
def send(account: Account, scheduled: list[Any]) -> Post:
    """POST events with an ingest key: send(body, idempotency_key=…)."""
    key = ApiKeyFactory(account=account, scope=Scope.INGEST)

    def post(body: Any, *, idempotency_key: str | None = None) -> Any:
        headers = {"Authorization": f"Bearer {key.secret}", **({"Idempotency-Key": idempotency_key} if idempotency_key else {})}
        data = body if isinstance(body, bytes | str) else json.dumps(body)
        return Client().post(f"/a/{account.slug}/api/v1/events", data, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def analyst(account: Account) -> Client:
    """A member who may import files."""
    client = Client()
    client.force_login(MembershipFactory(account=account, role=Role.ANALYST).user)
    return client
