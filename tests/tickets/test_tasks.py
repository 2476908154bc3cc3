"""Tasks on tickets: each calls one rule and has the next step done."""

from datetime import date, datetime
from typing import Any

import pytest

from tenants.models import Account
from tickets import tasks
from tickets.ingest import Batch, TicketRecord, load
from tickets.models import Sentiment, TicketFact, TouchedDay, TouchedTicket


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sent: list[str] = []
    monkeypatch.setattr(tasks, "schedule_named", lambda name, *_: sent.append(name))
    return sent


def inside(task: Any) -> None:
    """Run the task's body where the test is."""
    task.run()


def test_deriving_has_the_numbers_recomputed_only_if_there_was_news(account: Account, scheduled: list[str]) -> None:
    inside(tasks.derive)
    assert scheduled == []
    load(Batch([TicketRecord("desk", "1")], []))
    inside(tasks.derive)
    assert (scheduled, TouchedTicket.objects.count()) == (["metrics.recompute"], 0)


def test_the_sweep_has_news_derived_that_nobody_did(account: Account, scheduled: list[str]) -> None:
    inside(tasks.sweep_sla)
    assert scheduled == []
    load(Batch([TicketRecord("desk", "1")], []))
    inside(tasks.sweep_sla)
    assert (scheduled, TicketFact.objects.count()) == (["tickets.derive"], 0)


def test_in_a_new_zone_rows_beside_tickets_move_to_its_days_and_tickets_follow(account: Account, scheduled: list[str]) -> None:
    """23:30 in Berlin is the next morning in Tokyo."""
    at = datetime.fromisoformat("2026-03-02T22:30:00Z")
    Sentiment.objects.create(source="desk", external_id="1", at=at, day=date(2026, 3, 2), value=0.5)
    Account.objects.filter(pk=account.pk).update(timezone="Asia/Tokyo")
    inside(tasks.redate)
    assert Sentiment.objects.get().day == date(2026, 3, 3)
    assert set(TouchedDay.objects.values_list("day", flat=True)) == {date(2026, 3, 2), date(2026, 3, 3)}
    assert scheduled == ["tickets.derive"]


@pytest.mark.parametrize("name", ["import_file", "fill_sample", "derive", "redate", "sweep_sla", "sweep_sla_all"])
def test_tasks_are_known_by_their_names(name: str) -> None:
    assert getattr(tasks, name).name == f"tickets.{name}"


def test_rows_beside_tickets_are_news_as_well(account: Account, scheduled: list[str]) -> None:
    TouchedDay.objects.create(day=date(2026, 3, 2))
    inside(tasks.derive)
    inside(tasks.sweep_sla)
    assert scheduled == ["metrics.recompute", "tickets.derive"]
