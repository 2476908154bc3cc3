"""The overview through GraphQL over HTTP, whole requests, against a plain Django view of the same content."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import sleep
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenants import keys, schemas
from tenants.models import Account, Scope

from . import measure, overview, world
from .report import Report, at_most, seconds

FEATURED = ("first_response_time", "resolution_time", "first_contact_resolution", "csat", "ai_resolution_rate", "quality_adjusted_resolution_rate")
QUERIES = Path(__file__).parent.parent / "frontend" / "src"
CUT = """
  kpi { key } value n interval { low high } previous { value n change relativeChange isSignificant direction }
  split { ai { ...Part } human { ...Part } }
  breakdown { key label value n interval { low high } previousValue change isSignificant direction split { ai { ...Part } human { ...Part } } }"""
PART = "fragment Part on SplitPart { value n share interval { low high } previousValue }"


def run(report: Report, *, sizes: list[int], runs: int) -> None:
    """Both pages, of the last 30 days against the 30 before, at each size."""
    for tickets in sizes:
        account = world.filled(tickets)
        schemas.leave()
        _, secret = keys.create(account, name="bench", scope=Scope.READ, by=None)
        report.title(f"GraphQL over HTTP, {tickets:,} tickets, median of {runs * 5}")
        with _served() as port:
            for name, document, variables, plain in _pages(account):
                _compare(report, _Caller(port, secret), account, name=name, asked={"query": document, "variables": variables}, plain=plain, runs=runs * 5)
        for name, document, variables, _ in _pages(account):
            report.add(f"{name}: SQL statements", _statements(account, secret, document, variables), "whole request", at_most(10), unit="")


def _pages(account: Account) -> list[tuple[str, str, dict[str, Any], str]]:
    """(name, GraphQL document, its variables, the rival's address) of the web application's page and of the four breakdowns."""
    start, end = (day.isoformat() for day in world.last_days(30))
    period = {"from": start, "to": end}
    base = f"/a/{account.slug}/api/v1/plain"
    by = ",".join(dimension.name.lower() for dimension in overview.BREAKDOWNS)
    cuts = " ".join(f"{one}: readings(kpis: $kpis, period: $period, by: {one.upper()}) {{ {CUT} }}" for one in by.split(","))
    return [
        (
            "overview page",
            _web_document(),
            {"kpis": FEATURED, "period": period, "interval": "DAY", "compareWith": "PREVIOUS_PERIOD"},
            f"{base}/page?kpis={','.join(FEATURED)}&from={start}&to={end}",
        ),
        (
            "12 KPIs × 4 breakdowns",
            f"query Cuts($kpis: [String!]!, $period: PeriodInput!) {{ {cuts} }} {PART}",
            {"kpis": overview.KPIS, "period": period},
            f"{base}/breakdowns?kpis={','.join(overview.KPIS)}&by={by}&from={start}&to={end}",
        ),
    ]


def _web_document() -> str:
    """The document that the web application sends."""
    text = (QUERIES / "features" / "overview" / "overview.graphql").read_text()
    first = text[text.index("query Overview") : text.index("query Heatmap")]
    return first + (QUERIES / "lib" / "fragments.graphql").read_text()


class _Caller:
    """One connection that is kept open, and one key."""

    def __init__(self, port: int, secret: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}

    def __call__(self, method: str, address: str, body: Any = None) -> Any:
        self.connection.request(method, address, json.dumps(body) if body else None, self.headers)
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        if response.status != 200 or "errors" in answer:
            raise RuntimeError(f"{address} answered {response.status}: {str(answer)[:500]}")
        return answer["data"]


def _compare(report: Report, call: _Caller, account: Account, *, name: str, asked: dict[str, Any], plain: str, runs: int) -> None:
    address = f"/a/{account.slug}/graphql"
    if (ours := call("POST", address, asked)) != (rival := call("GET", plain)):
        raise RuntimeError(f"The {name} is not the same: {_difference(ours, rival)}")
    graphql, view = measure.alternately([lambda: call("POST", address, asked), lambda: call("GET", plain)], runs=runs, warm=5)
    report.add(f"{name}: of a plain JSON view", graphql / view, f"{seconds(graphql)} against {seconds(view)}", at_most(2))


def _difference(ours: Any, rival: Any, path: str = "data") -> str:
    """Where two answers first differ."""
    if isinstance(ours, dict) and isinstance(rival, dict) and ours.keys() == rival.keys():
        return next((_difference(ours[key], rival[key], f"{path}.{key}") for key in ours if ours[key] != rival[key]), "")
    if isinstance(ours, list) and isinstance(rival, list) and len(ours) == len(rival):
        return next((_difference(one, other, f"{path}[{at}]") for at, (one, other) in enumerate(zip(ours, rival, strict=True)) if one != other), "")
    return f"{path}: {str(ours)[:200]} and {str(rival)[:200]}"


def _statements(account: Account, secret: str, document: str, variables: dict[str, Any]) -> int:
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    body = {"query": document, "variables": variables}
    client.post(f"/a/{account.slug}/graphql", body, content_type="application/json")
    with CaptureQueriesContext(connection) as seen:
        client.post(f"/a/{account.slug}/graphql", body, content_type="application/json")
    return sum(not query["sql"].startswith(("SET ", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in seen.captured_queries)


@contextmanager
def _served() -> Iterator[int]:
    """The product served by Granian as `make run` does, with the rival view beside it. Yields the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "DATABASE_POOL": "true"}
    server = subprocess.Popen([*command, "--log-level", "warning", "config.wsgi:application"], env=environment)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.1)
    raise RuntimeError("The server does not answer.")
