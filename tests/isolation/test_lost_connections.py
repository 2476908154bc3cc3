"""A database connection that is killed under load never comes back in another account, nor outside of all accounts.

Threads ask the real WSGI application for rows of two accounts while PostgreSQL terminates the very connections they
use. A request may fail; what must not happen is an answer with anything but the account's own rows.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

import psycopg
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.http import HttpRequest, JsonResponse
from django.test import RequestFactory
from django.urls import path

from tenants import keys, schemas
from tenants.models import Account, ApiKey
from tickets.models import Customer

SECONDS = 3.0
THREADS = 4
live: set[int] = set()


def rows(request: HttpRequest, account: str) -> JsonResponse:
    """What this account's table holds, asked several times, as a page would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    live.add(pid)
    seen = set()
    for _ in range(5):
        seen |= set(Customer.objects.filter(source="lost").values_list("external_id", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            seen.add(cursor.fetchone()[0])
        time.sleep(0.002)
    live.discard(pid)
    return JsonResponse({"seen": sorted(seen)})


urlpatterns = [path("a/<slug:account>/api/v1/rows", rows)]


@pytest.fixture
def secrets(_accounts: dict[str, int], django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """A committed row and a key in each of the two accounts, since threads see only what is committed."""
    with django_db_blocker.unblock():
        found = {}
        for account in Account.objects.filter(pk__in=_accounts.values()):
            _, found[account.slug] = keys.create(account, name="lost", scope="read", by=None)
            with schemas.inside(account):
                Customer.objects.create(source="lost", external_id=f"of {account.slug}")
        yield found
        ApiKey.objects.filter(name="lost").delete()
        for account in Account.objects.filter(pk__in=_accounts.values()):
            with schemas.inside(account):
                Customer.objects.filter(source="lost").delete()
        connection.close()


@pytest.fixture(params=[False, True], ids=["own connections", "pooled connections"])
def _pool(request: pytest.FixtureRequest) -> Iterator[None]:
    options = connections.settings["default"]["OPTIONS"]
    before = options.get("pool")
    options["pool"] = {"min_size": 1, "max_size": THREADS, "timeout": 10} if request.param else False
    yield
    if request.param:
        cast(Any, connections.create_connection("default")).close_pool()
    options["pool"] = before or False


def ask(application: Any, slug: str, secret: str) -> tuple[str, Any]:
    """Status and JSON of one request, from a server's point of view."""
    environ = RequestFactory().get(f"/a/{slug}/api/v1/rows", headers={"Authorization": f"Bearer {secret}"}).environ
    status: list[str] = []
    response = application(environ, lambda line, headers: status.append(line))
    body = b"".join(response)
    response.close()
    return status[0][:3], json.loads(body) if status[0].startswith("200") else None


@pytest.mark.urls(__name__)
@pytest.mark.usefixtures("_pool")
def test_a_killed_connection_shows_nobody_elses_rows(secrets: dict[str, str]) -> None:
    application = get_wsgi_application()
    outcomes: Counter[str] = Counter()
    wrong: list[Any] = []
    executioner = {name: value for name, value in connection.get_connection_params().items() if name in ("host", "port", "user", "password", "dbname")}
    over = time.monotonic() + SECONDS

    def load(number: int) -> None:
        slugs = sorted(secrets)
        while time.monotonic() < over:
            number += 1
            slug = slugs[number % 2]
            status, answer = ask(application, slug, secrets[slug])
            outcomes[status] += 1
            if status == "200" and answer != {"seen": [f"a_{slug}", f"of {slug}"]}:
                wrong.append((slug, answer))
        connection.close()

    def kill() -> None:
        with psycopg.connect(**{**executioner, "autocommit": True}) as own:
            while time.monotonic() < over:
                time.sleep(0.04)
                victims = [live.pop()] if live else []
                outcomes["killed"] += sum(done for (done,) in own.execute("SELECT pg_terminate_backend(pid)::int FROM unnest(%s::int[]) pid", [victims]))

    threads = [threading.Thread(target=load, args=(number,)) for number in range(THREADS)] + [threading.Thread(target=kill)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(dict(outcomes))
    assert wrong == []
    assert outcomes["200"] > 20
    assert outcomes["killed"] > 5
    assert outcomes["500"] > 0
