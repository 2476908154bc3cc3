"""Snapshots of a customer who was erased come again: they are kept without text, and a ticket's events stay as they were."""

from __future__ import annotations

import json

import pytest

from tests.tickets.mapping.conftest import SNAPSHOTS, Import
from tickets import erasure
from tickets.models import Customer, Event, Snapshot, Ticket

HEADER = "id,updated,state,opened,who,subject,plan,why,moved\n"
COLUMNS = {"status": "state", "created_at": "opened", "customer": "who", "subject": "subject", "escalation_reason": "why", "escalated": "moved"}


@pytest.fixture(autouse=True)
def _sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.tasks.schedule_or_leave", lambda *args: None)


def rows(*stages: tuple[str, str, int], ticket: int = 1) -> str:
    told = (f"{ticket},2026-03-{at},{state},2026-03-02 09:00,anna@shop.test,Hello from Anna,pro,angry Anna,{moved}\n" for at, state, moved in stages)
    return HEADER + "".join(told)


def forget() -> None:
    erasure.perform(erasure.request(identities=[("desk", "anna@shop.test")], also=["Anna"], by=None).pk)


def happened() -> list[tuple[object, ...]]:
    return list(Event.objects.order_by("at", "kind").values_list("ticket__external_id", "at", "kind", "author"))


FIRST = (("02 10:00", "New", 0), ("02 11:00", "Active", 1))
LATER = ("03 10:00", "Resolved", 1)


def test_the_same_file_again_brings_nothing_back(import_rows: Import) -> None:
    import_rows(SNAPSHOTS, rows(*FIRST), columns=COLUMNS)
    before = happened()
    forget()
    import_rows(SNAPSHOTS, rows(*FIRST), columns=COLUMNS)
    assert happened() == before
    assert Ticket.objects.get().subject is None
    assert "anna" not in json.dumps(list(Snapshot.objects.values_list("state", flat=True))).lower()
    assert not Customer.objects.filter(external_id__icontains="anna").exists()
    assert not Event.objects.exclude(detail=None).filter(detail__icontains="anna").exists()


def test_a_later_state_is_compared_with_those_that_were_kept(import_rows: Import) -> None:
    import_rows(SNAPSHOTS, rows(*FIRST), columns=COLUMNS)
    nameless = Customer.objects.get().pk
    forget()
    import_rows(SNAPSHOTS, rows(LATER), columns=COLUMNS)
    after = happened()
    Ticket.objects.all().delete()
    import_rows(SNAPSHOTS, rows(*FIRST, LATER), columns=COLUMNS)
    assert after == happened()
    assert Ticket.objects.get().customer_id == nameless


def test_a_new_ticket_of_theirs_is_the_nameless_customers(import_rows: Import) -> None:
    import_rows(SNAPSHOTS, rows(*FIRST), columns=COLUMNS)
    forget()
    import_rows(SNAPSHOTS, rows(*FIRST, LATER, ticket=2), columns=COLUMNS)
    fresh = Ticket.objects.get(external_id="2")
    assert (fresh.customer_id, fresh.subject) == (Ticket.objects.get(external_id="1").customer_id, None)
    assert "anna" not in json.dumps(list(Snapshot.objects.values_list("state", flat=True))).lower()
