"""A customer is forgotten, whoever it is and wherever the person's words are; no trace is left, and no number changes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from metrics import archive, definitions
from metrics.catalogue import catalogue
from metrics.declare import Dimension
from metrics.models import Snapshot
from metrics.readings import Period, Request, read
from metrics.snapshots import recompute
from tenants.models import Account
from tickets import erasure, facts, uploads
from tickets.ingest import Batch, EventRecord, TicketRecord, load
from tickets.ingest.rows import load as load_rows
from tickets.kinds import Author, Kind
from tickets.models import Export, Import

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLACES = ("subject", "tag", "custom", "field", "reason", "status", "comment", "query", "plan", "ticket_ref", "upload", "rating")
WORDS = ("Zoë Quastenflosser", "zoe.q@mail.test", "+49 171 5550199")
PERSONS = ("zoe.q@mail.test", "cus_77AbZ19", "17")
ORDERS = ("plain", "upper", "within")


@pytest.fixture(autouse=True)
def _sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.tasks.schedule_or_leave", lambda *args: None)


@pytest.fixture
def archives(account: Account) -> Iterator[None]:
    """None is left behind."""
    yield
    archive.lapse(everything=True)


def said(word: str, how: str) -> str:
    return {"plain": word, "upper": word.upper(), "within": f"so ({word}), then"}[how]


def fill(person: str, places: dict[str, tuple[str, str]]) -> None:
    """A month of six customers, one of whom is `person`; and the person's words in these places, of the person's tickets and of others'."""

    def at(place: str, otherwise: str) -> str:
        return said(*places[place]) if place in places else otherwise

    customers = [person, "ben", "cleo", "dan", "eve", "17b"]
    tickets, events = [], []
    for number in range(18):
        customer, opened = customers[number % 6], START + timedelta(hours=31 * number)
        own = number % 6 < 2  # the person's tickets, and Ben's, who writes about the person
        custom: dict[str, Any] = {
            "plan": "pro" if number % 2 else "free",
            "seats": number,
            "note": at("custom", "nothing") if own else "x",
            at("field", "f") if own else "f": 1,
        }
        tickets.append(
            TicketRecord(
                "desk", str(number), subject=at("subject", "Help") if own else "Help", channel=("email", "chat")[number % 2],
                topic=("login", "billing")[number % 3 > 0], priority="high", team="north", agent="ann", customer=customer,
                tags=("vip", at("tag", "late")) if own else ("vip",), custom=custom, known_at=opened,
            )
        )  # fmt: skip
        steps: list[tuple[Kind, int, Author, dict[str, Any]]] = [
            (Kind.CREATED, 0, Author.CUSTOMER, {}),
            (Kind.MESSAGE, 20 + number, Author.AI if number % 3 else Author.HUMAN, {}),
            (Kind.ESCALATED, 40, Author.HUMAN, {"detail": at("reason", "complex") if own else "complex"}),
            (Kind.STATUS_CHANGED, 50, Author.HUMAN, {"detail": at("status", "waiting") if own else "waiting"}),
            (Kind.SOLVED, 60 + 9 * number, Author.HUMAN if number % 4 else Author.AI, {}),
            (Kind.RATED, 300, Author.CUSTOMER, {"score": 1 + number % 5, "scale_low": 1, "scale_high": 5, "detail": at("rating", "fine") if own else "fine"}),
        ]
        events += [EventRecord("desk", str(number), opened + timedelta(minutes=minutes), int(kind), int(by), **more) for kind, minutes, by, more in steps]
    load(Batch(tickets, events))
    whose = {"customer": person, "customer_source": "desk"}
    of = {"at": START.isoformat(), "ticket_source": "desk"}
    ended = {"started_day": "2026-01-01", "ended_day": "2026-03-09"}
    rows: dict[str, list[dict[str, Any]]] = {
        "survey_answers": [
            {"id": f"A{n}", "kind": ("ces", "nps")[n % 2], "score": 1 + n % 5, **of, **(whose if n < 3 else {"ticket": str(n)}), "comment": text}
            for n in range(8)
            for text in (at("comment", "ok"),)
        ],
        "ai_sessions": [{"id": f"S{n}", "outcome": "resolved" if n % 2 else "escalated", **of, **(whose if n < 2 else {}), "ticket": str(n)} for n in range(6)],
        "searches": [{"id": f"Q{n}", "at": START.isoformat(), "query": at("query", "login"), "results": n % 2, "clicked": False} for n in range(4)],
        "subscriptions": [
            {"id": "B1", **whose, **ended, "reason": at("reason", "price"), "plan": at("plan", "pro"), "value": 10},
            {"id": "B2", "customer": "ben", "started_day": "2026-03-02", "value": 20, "plan": "free"},
        ],
        "sentiments": [{"id": "T1", "value": 0.5, **of, "ticket": at("ticket_ref", "1")}, {"id": "T2", "value": -0.5, **of, "ticket": "0"}],
    }  # fmt: skip
    for kind, some in rows.items():
        assert load_rows(kind, some, source="tool").rejected == []
    upload = uploads.store([f"id,note\n1,{at('upload', 'nothing')}\n".encode()], filename="rows.csv")
    Import.objects.filter(pk=upload.pk).update(status=Import.Status.DONE)


@pytest.fixture
def own_kpi(account: Account) -> None:
    """A KPI of the account's own that counts by a tag and by custom fields."""
    share = {"key": "pro_share", "name": "Pro", "unit": "percent", "better": "higher", "facts": "tickets", "reads": "share", "balanced_by": ["csat"]}
    pro = [{"field": "tag", "is": ["vip"]}, {"field": "custom.plan", "is": ["pro"]}]
    definitions.create({**share, "population": [{"field": "custom.seats", "at_least": 3.0}], "condition": pro}, by="olga@shop.test")


def numbers() -> tuple[dict[tuple[Any, ...], tuple[bytes, bytes | None]], list[Any]]:
    """All states, and what every KPI says of March: overall and, of a few, by channel."""
    facts.touch_all()
    facts.derive_touched()
    recompute(everything=True)
    states = {
        (row.series.measure, row.grain, row.dimension, row.day): (bytes(row.cells), bytes(row.hist) if row.hist else None)
        for row in Snapshot.objects.select_related("series")
    }
    kpis = catalogue().kpis
    by_channel = [key for key, kpi in sorted(kpis.items())[::9] if Dimension.CHANNEL in kpi.dimensions]
    return states, read([Request(key, MARCH) for key in sorted(kpis)] + [Request(key, MARCH, by=Dimension.CHANNEL) for key in by_channel])


def traces(account: Account, texts: list[str]) -> list[str]:
    """Where a text is left: tables of the account's schema and of the public one, and files of its folder."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema IN (%s, 'public')", [account.schema_name])
        for schema, table in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{schema}"."{table}" t WHERE EXISTS (SELECT FROM unnest(%s::text[]) x WHERE position(lower(x) IN lower(t::text)) > 0)',
                [texts],
            )
            found += [f"{schema}.{table}"] * cursor.fetchone()[0]
    for path in (Path(django_settings.MEDIA_ROOT) / "accounts" / account.schema_name).rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as file:
                content = b"".join(file.read(name) for name in file.namelist())
        found += [path.name for text in texts if text.lower().encode() in content.lower() or text.upper().encode() in content]
    return found


@settings(max_examples=3, phases=[Phase.generate], deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    person=st.sampled_from(PERSONS),
    places=st.dictionaries(st.sampled_from(PLACES), st.tuples(st.sampled_from(WORDS), st.sampled_from(ORDERS)), min_size=6),
)
def test_no_trace_is_left_and_no_number_changes(account: Account, own_kpi: None, archives: None, person: str, places: dict[str, tuple[str, str]]) -> None:
    with transaction.atomic():
        fill(person, places)
        before = numbers()
        export = archive.request(by=None)
        archive.perform(export.pk)
        looked_for = [*WORDS, *([person] if len(person) > 2 else [])]
        assert len(traces(account, looked_for)) > 4
        asked = erasure.request(identities=[("desk", person)], also=WORDS, by=None)
        erasure.perform(asked.pk)
        assert traces(account, looked_for) == []
        assert Export.objects.get().status == Export.Status.LAPSED
        after = numbers()
        assert after[0] == before[0]
        assert after[1] == before[1]
        transaction.set_rollback(True)
