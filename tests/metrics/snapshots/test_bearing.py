"""A tag that comes or goes changes no fact of its ticket, but every number that asks for it."""

from __future__ import annotations

from datetime import date

import pytest

from metrics import definitions
from metrics.readings import Period, Request, read
from metrics.snapshots import recompute
from metrics.snapshots.bearing import touch_days
from tenants.models import Account
from tests.metrics.definitions.expressions import of
from tests.metrics.facts import answer, at, ticket
from tickets import facts
from tickets.ingest import Batch, load
from tickets.ingest.records import EventRecord, TicketRecord
from tickets.kinds import Kind
from tickets.models import Ticket, TouchedDay

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
VIP = [{"field": "tag", "is": ["vip"]}]


@pytest.fixture(autouse=True)
def _no_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrics.definitions.life.schedule_named", lambda name: None)


def vips() -> float | None:
    return read([Request("own_kpi", MARCH, balancing=False)])[0].number.value


def test_every_day_on_which_it_is_counted_is_touched(account: Account) -> None:
    fact = ticket("03-02 09:00", solved="03-05 10:00")
    answer(fact, "03-04 10:00", 60.0)
    definitions.create(of("count", population=VIP), by="ada@ours.test")
    recompute()
    assert vips() == 0
    Ticket.objects.filter(pk=fact.ticket_id).update(tags=["vip"])
    touch_days([fact.ticket_id])
    assert set(TouchedDay.objects.values_list("day", flat=True)) == {date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 5)}
    recompute()
    assert vips() == 1


def test_no_day_is_touched_where_nothing_asks_for_tags(account: Account) -> None:
    fact = ticket("03-02 09:00")
    definitions.create(of("count"), by="ada@ours.test")
    recompute()
    touch_days([fact.ticket_id])
    assert not TouchedDay.objects.exists()


def test_a_tag_sent_later_is_counted(account: Account) -> None:
    """All the way from what a source sends."""
    created = EventRecord("helpdesk", "1", at("03-02 09:00"), Kind.CREATED)
    load(Batch([TicketRecord("helpdesk", "1", channel="chat")], [created]))
    facts.derive_touched()
    definitions.create(of("count", population=VIP), by="ada@ours.test")
    recompute()
    assert vips() == 0
    load(Batch([TicketRecord("helpdesk", "1", tags=("vip",))]))
    facts.derive_touched()
    recompute()
    assert vips() == 1
