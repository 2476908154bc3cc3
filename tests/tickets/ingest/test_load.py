"""What reaches the tables, and how often."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tenants import schemas
from tenants.models import Account
from tickets.ingest import Batch, EventRecord, TicketRecord, load
from tickets.kinds import Author, Kind
from tickets.models import Customer, Event, Label, Ticket, TouchedTicket

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def ticket(number: int = 1, **said: object) -> TicketRecord:
    return TicketRecord("desk", str(number), **said)  # type: ignore[arg-type]


def event(number: int = 1, *, kind: Kind = Kind.MESSAGE, minutes: int = 0, **said: object) -> EventRecord:
    return EventRecord("desk", str(number), NOON + timedelta(minutes=minutes), kind, **said)  # type: ignore[arg-type]


def test_a_batch_creates_labels_customers_tickets_and_events(account: Account) -> None:
    said = ticket(subject="Hi\tthere\\", channel="email", customer="c-1", tags=('a "b"', "c,d"), custom={"plan": "gold\n"}, is_outbound=True)
    loaded = load(Batch([said], [event(kind=Kind.CREATED, author=Author.CUSTOMER), event(author=Author.HUMAN, agent="ann", minutes=5)]))

    assert (loaded.tickets_created, loaded.events_created) == (1, 2)
    saved: Any = Ticket.objects.get()
    assert (saved.subject, saved.channel.key, saved.customer.external_id) == ("Hi\tthere\\", "email", "c-1")
    assert (saved.tags, saved.custom, saved.is_outbound) == (['a "b"', "c,d"], {"plan": "gold\n"}, True)
    assert list(Event.objects.order_by("at").values_list("kind", "author", "agent__key")) == [(1, 3, None), (2, 1, "ann")]
    assert list(TouchedTicket.objects.values_list("ticket_id", flat=True)) == [saved.pk]


def test_the_same_batch_again_changes_nothing(account: Account) -> None:
    batch = Batch([ticket(channel="chat", customer="c", tags=("x",), known_at=NOON)], [event(), event(minutes=1)])
    load(batch)
    TouchedTicket.objects.all().delete()
    again = load(batch)

    assert (again.tickets_created, again.tickets_updated, again.tickets_unchanged) == (0, 0, 1)
    assert (again.events_created, again.events_updated, again.events_unchanged, again.touched) == (0, 0, 2, set())
    assert not TouchedTicket.objects.exists()


def test_an_event_sent_twice_in_one_batch_is_one_event(account: Account) -> None:
    loaded = load(Batch([], [event(), event()]))
    assert (loaded.events_created, loaded.events_unchanged, Event.objects.count()) == (1, 1, 1)


def test_an_event_of_an_unknown_ticket_creates_the_ticket(account: Account) -> None:
    load(Batch([], [event(7)]))
    assert Ticket.objects.get().external_id == "7"


def test_what_a_record_does_not_say_stays_as_it_was(account: Account) -> None:
    load(Batch([ticket(channel="chat", subject="Old", tags=("x",), custom={"a": 1}, is_outbound=True)]))
    loaded = load(Batch([ticket(priority="high", custom={"b": 2})]))

    saved = Ticket.objects.get()
    assert loaded.tickets_updated == 1
    assert (saved.channel.key, saved.subject, saved.priority.key, saved.tags, saved.custom, saved.is_outbound) == (
        "chat", "Old", "high", ["x"], {"a": 1, "b": 2}, True,
    )  # fmt: skip


def test_what_a_record_erases_is_gone(account: Account) -> None:
    load(Batch([ticket(channel="chat", tags=("x",), custom={"a": 1}, subject="Old")]))
    load(Batch([ticket(erased=frozenset({"channel", "tags", "custom", "subject"}))]))

    saved = Ticket.objects.get()
    assert (saved.channel, saved.tags, saved.custom, saved.subject) == (None, [], {}, None)


def test_the_later_instant_stands_whichever_arrives_first(account: Account) -> None:
    old = ticket(channel="chat", priority="low", known_at=NOON)
    new = ticket(channel="email", known_at=NOON + timedelta(hours=1))
    newest = ticket(team="billing", known_at=NOON + timedelta(hours=2))
    seen = []
    for order in ([old, new, newest], [newest, new, old], [new, newest, old]):
        Ticket.objects.all().delete()
        for record in order:
            load(Batch([record]))
        seen.append(Ticket.objects.values_list("channel__key", "priority__key", "team__key", "known_at", "stamps").get())
    Ticket.objects.all().delete()
    load(Batch([newest, old, new]))
    seen.append(Ticket.objects.values_list("channel__key", "priority__key", "team__key", "known_at", "stamps").get())

    assert seen[0][:3] == ("email", "low", "billing")
    assert all(one == seen[0] for one in seen)


def test_an_event_with_a_known_key_is_corrected_in_place(account: Account) -> None:
    load(Batch([], [event(author=Author.HUMAN, key="0" * 32)]))
    loaded = load(Batch([], [event(author=Author.AI, minutes=3, key="0" * 32)]))
    assert (loaded.events_created, loaded.events_updated, len(loaded.touched)) == (0, 1, 1)
    assert Event.objects.get().author == Author.AI


def test_a_retracted_event_is_gone_and_its_ticket_touched(account: Account) -> None:
    load(Batch([], [event(key="0" * 32), event(minutes=1)]))
    loaded = load(Batch(retracted=["0" * 32, "f" * 32]))
    assert (loaded.events_retracted, len(loaded.touched), Event.objects.count()) == (1, 1, 1)


def test_labels_and_customers_are_shared_and_not_repeated(account: Account) -> None:
    load(Batch([ticket(1, agent="ann", customer="c"), ticket(2, agent="ann", customer="c")], [event(agent="ann")]))
    assert (Label.objects.count(), Customer.objects.count()) == (1, 1)


def test_an_account_never_sees_what_another_loads(account: Account, other_account: Account) -> None:
    load(Batch([ticket(channel="chat")], [event()]))
    schemas.enter(other_account)
    assert (Ticket.objects.count(), Event.objects.count(), Label.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("text", ["", "\\.", "\\N", "a\x00b", "Grüße 🙂", "\ud800", "tab\tnew\nline\r"])
def test_any_text_survives_the_copy_except_what_postgresql_cannot_hold(account: Account, text: str) -> None:
    load(Batch([ticket(subject=text)], [event(detail=text)]))
    kept = text.replace("\x00", "").replace("\ud800", "?")
    assert (Ticket.objects.get().subject, Event.objects.get().detail) == (kept, kept)
