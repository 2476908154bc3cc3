"""Requests of two accounts and an agency, and tasks of both accounts, all at once over pooled connections: nobody meets a foreign row.

Web requests go through the real WSGI application, tasks through the signals that a worker runs. Each account's texts hold its marker,
so one foreign marker in any answer, or in any table afterwards, is a leak.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from celery import current_app
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.test import RequestFactory
from psycopg import sql

from tenants import schemas
from tenants.models import Account, Agency, ApiKey, Grant, Scope
from tenants.tasks import HEADER
from tests.factories import AgencyFactory, ApiKeyFactory, GrantFactory
from tests.isolation import marked

SECONDS = 4.0
WEB, WORKERS = 4, 2
PERIOD = 'period: {from: "2026-03-01", to: "2026-03-31"}'
OVERVIEW = f'{{ account {{ name members {{ email }} }} readings(kpis: ["csat", "reopen_rate"], {PERIOD}, by: TOPIC) {{ value n breakdown {{ key n }} }} }}'
TICKETS = "{ tickets(first: 20) { totalCount nodes { externalId channel topic } } kpis { key name } }"
PORTFOLIO = "{ agency { name } clients(first: 50) { nodes { slug name } } }"


@dataclass
class Found:
    """What the threads saw: how often what was answered, and every leak."""

    outcomes: Counter[str] = field(default_factory=Counter)
    leaks: list[Any] = field(default_factory=list)
    posted: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def full(_accounts: dict[str, int], django_db_blocker: Any) -> Iterator[dict[str, dict[str, str]]]:
    """Both accounts filled and committed, a key of each, and one of an agency that looks after the first alone; all of it removed after."""
    with django_db_blocker.unblock():
        told: dict[str, dict[str, str]] = {}
        agency = AgencyFactory(slug="concurrent", name="Concurrent")
        for number, account in enumerate(Account.objects.filter(pk__in=_accounts.values()).order_by("slug")):
            marked.fill(account, marker=f"{account.slug}only", factor=1 + 2 * number)
            told[account.slug] = {scope: ApiKeyFactory(account=account, name="concurrent", scope=scope).secret for scope in (Scope.ADMIN, Scope.INGEST)}
        GrantFactory(agency=agency, account=Account.objects.get(slug="acme"))
        told["concurrent"] = {Scope.READ: ApiKeyFactory(account=None, agency=agency, name="concurrent", scope=Scope.READ).secret}
        yield told
        schemas.leave()
        ApiKey.objects.filter(name="concurrent").delete()
        Grant.objects.filter(agency=agency).delete()
        Agency.objects.filter(pk=agency.pk).delete()
        for account in Account.objects.filter(pk__in=_accounts.values()):
            empty(account)


def empty(account: Account) -> None:
    with schemas.outside(), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_name <> 'django_migrations'", [account.schema_name])
        tables = sql.SQL(", ").join(sql.Identifier(account.schema_name, name) for (name,) in cursor.fetchall())
        cursor.execute(sql.SQL("TRUNCATE {}").format(tables))
        for table, column in marked.pointing():
            if table not in ("tenants_membership", "tenants_domain"):
                cursor.execute(sql.SQL("DELETE FROM {} WHERE {} = %s").format(sql.Identifier("public", table), sql.Identifier(column)), [account.pk])


@pytest.fixture
def _pool() -> Iterator[None]:
    options = connections.settings["default"]["OPTIONS"]
    connection.close()
    before, options["pool"] = options.get("pool"), {"min_size": 1, "max_size": WEB + 1, "timeout": 10}
    yield
    connection.close()
    cast(Any, connections.create_connection("default")).close_pool()
    options["pool"] = before or False


def send(application: Any, path: str, secret: str, body: dict[str, Any]) -> tuple[str, str]:
    """Status and text of one request, from a server's point of view."""
    environ = RequestFactory().post(path, json.dumps(body), "application/json", headers={"Authorization": f"Bearer {secret}"}).environ
    status: list[str] = []
    response = application(environ, lambda line, headers: status.append(line))
    text = b"".join(response).decode()
    response.close()
    return status[0][:3], text


def foreign(slug: str) -> str:
    return "umbraonly" if slug == "acme" else "acmeonly"


@pytest.mark.usefixtures("_pool")
def test_mixed_work_of_two_accounts_shows_nobody_a_foreign_row(full: dict[str, dict[str, str]]) -> None:
    application, found, over = get_wsgi_application(), Found(), time.monotonic() + SECONDS
    schema_of = dict(Account.objects.filter(slug__in=("acme", "umbra")).values_list("slug", "schema_name"))
    current_app.loader.import_default_modules()

    def ask(slug: str, number: int) -> None:
        """One request of an account: numbers, tickets, or a row sent in."""
        if number % 3 == 2:
            row = {"id": f"{slug}only-{number}-{threading.get_ident()}", "at": "2026-03-09T10:00:00Z", "value": 0.5}
            status, text = send(application, f"/a/{slug}/api/v1/rows/sentiments", full[slug][Scope.INGEST], {"source": f"{slug}only", "rows": [row]})
            found.posted[slug] += status.startswith("2")
        else:
            status, text = send(application, f"/a/{slug}/graphql", full[slug][Scope.ADMIN], {"query": (OVERVIEW, TICKETS)[number % 3]})
            if f"{slug}only" not in text:
                found.leaks.append((slug, number % 3, text[:300]))
        found.outcomes[f"web {status}"] += 1
        if foreign(slug) in text:
            found.leaks.append((slug, number % 3, text[:300]))

    def browse(number: int) -> None:
        """One request of the agency, which may see nothing of the second account."""
        status, text = send(application, "/agencies/concurrent/graphql", full["concurrent"][Scope.READ], {"query": PORTFOLIO})
        found.outcomes[f"agency {status}"] += 1
        if "umbra" in text.lower():
            found.leaks.append(("agency", text[:300]))

    def work(slug: str, number: int) -> None:
        """One task of an account, as a worker runs it."""
        task = current_app.tasks[("tickets.derive", "metrics.recompute", "tickets.sweep_sla")[number % 3]]
        done = task.apply([], headers={HEADER: schema_of[slug]})
        found.outcomes[f"task {done.state}"] += 1

    def repeat(act: Callable[[int], None], number: int) -> None:
        while time.monotonic() < over:
            act(number)
            number += 1
        connection.close()

    def web(number: int) -> None:
        browse(number) if number % 5 == 4 else ask(("acme", "umbra")[number % 2], number)

    def worker(number: int) -> None:
        work(("acme", "umbra")[number % 2], number)

    acts = [(web, number * 7) for number in range(WEB)] + [(worker, number) for number in range(WORKERS)]
    threads = [threading.Thread(target=repeat, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(dict(found.outcomes), dict(found.posted))
    assert found.leaks == []
    assert {name for name in found.outcomes if not name.endswith(("200", "201", "SUCCESS"))} == set()
    assert min(found.outcomes["web 200"], found.outcomes["agency 200"], found.outcomes["task SUCCESS"]) > 5
    for slug in schema_of:
        account = Account.objects.get(slug=slug)
        assert marked.traces(account, foreign(slug)) == []
        with schemas.inside(account), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tickets_sentiment WHERE source = %s", [f"{slug}only"])
            assert cursor.fetchone()[0] == found.posted[slug] > 0
