"""Writes a batch: COPY into staging, one upsert per table, and the news of which tickets really changed — in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from tickets.kinds import Dimension

from . import statements
from .copying import event_lines, ticket_lines
from .forgotten import Forgotten, forgotten, hush_events, hush_tickets
from .naming import LabelIds, customer_ids, label_ids
from .records import Batch, EventRecord, TicketRecord, content_key, merge
from .silencing import silence_arrived

Identity = tuple[str, str]


@dataclass(slots=True)
class Loaded:
    """What a batch changed. Events given twice, in the batch or before it, are unchanged; `touched` are ticket ids."""

    tickets_created: int = 0
    tickets_updated: int = 0
    tickets_unchanged: int = 0
    events_created: int = 0
    events_updated: int = 0
    events_unchanged: int = 0
    events_retracted: int = 0
    touched: set[int] = field(default_factory=set)


def load(batch: Batch) -> Loaded:
    """Write the batch into the current account. The same batch again changes nothing, and so does any order of batches.

    An event of a ticket never heard of creates the ticket. Tickets that changed are queued for tickets.facts (TouchedTicket).
    Every AFTER_TICKETS entry is called with the ids of new tickets, in the same transaction.
    Raises django.db.DatabaseError, having written nothing, when the database refuses.
    """
    tickets = _distinct_tickets(batch)
    events = _distinct_events(batch.events)
    loaded = Loaded()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.TAKE_TURN)
        for statement in statements.STAGING:
            cursor.execute(statement)
        labels = _labels(cursor, tickets.values(), events.values())
        erased = forgotten(cursor)
        arrived = _load_tickets(cursor, tickets, labels, erased, loaded)
        _load_events(cursor, events, labels, erased, loaded)
        _retract(cursor, batch.retracted, loaded)
        cursor.execute(statements.TOUCH, [sorted(loaded.touched)])
        for path in settings.AFTER_TICKETS if arrived else ():
            import_string(path)(arrived)
        if erased:
            silence_arrived(cursor, erased, touched=sorted(loaded.touched))
    loaded.events_unchanged = len(batch.events) - loaded.events_created - loaded.events_updated
    return loaded


def _distinct_tickets(batch: Batch) -> dict[Identity, TicketRecord]:
    tickets: dict[Identity, TicketRecord] = {}
    for record in batch.tickets:
        identity = (record.source, record.external_id)
        known = tickets.get(identity)
        tickets[identity] = record if known is None else merge(known, record)
    for event in batch.events:
        if (identity := (event.source, event.ticket)) not in tickets:
            tickets[identity] = TicketRecord(*identity)
    return tickets


def _distinct_events(events: Iterable[EventRecord]) -> dict[str, EventRecord]:
    return {event.key or content_key(event): event for event in events}


def _labels(cursor: Any, tickets: Iterable[TicketRecord], events: Iterable[EventRecord]) -> LabelIds:
    """{(dimension, key): id} of every label the batch names; new ones are added."""
    seen: tuple[set[str | None], ...] = (set(), set(), set(), set(), set())
    channels, priorities, topics, teams, agents = seen
    for ticket in tickets:
        channels.add(ticket.channel)
        priorities.add(ticket.priority)
        topics.add(ticket.topic)
        teams.add(ticket.team)
        agents.add(ticket.agent)
    for event in events:
        agents.add(event.agent)
        teams.add(event.team)
    dimensions = (Dimension.CHANNEL, Dimension.PRIORITY, Dimension.TOPIC, Dimension.TEAM, Dimension.AGENT)
    return label_ids(cursor, ((int(dimension), key) for dimension, keys in zip(dimensions, seen, strict=True) for key in keys if key))


def _load_tickets(cursor: Any, tickets: dict[Identity, TicketRecord], labels: LabelIds, erased: Forgotten | None, loaded: Loaded) -> list[int]:
    """Write the tickets; the ids of the new ones."""
    customers = customer_ids(cursor, {(ticket.source, ticket.customer) for ticket in tickets.values() if ticket.customer}, erased)
    with cursor.copy(statements.COPY_TICKETS) as copy:
        for chunk in ticket_lines(tickets.values(), labels=labels, customers=customers):
            copy.write(chunk)
    if erased:
        hush_tickets(cursor, erased)
    cursor.execute(statements.UPSERT_TICKETS)
    arrived = []
    for ticket_id, is_new in cursor.fetchall():
        loaded.touched.add(ticket_id)
        if is_new:
            arrived.append(ticket_id)
    loaded.tickets_created = len(arrived)
    loaded.tickets_updated = len(loaded.touched) - loaded.tickets_created
    loaded.tickets_unchanged = len(tickets) - len(loaded.touched)
    return arrived


def _load_events(cursor: Any, events: dict[str, EventRecord], labels: LabelIds, erased: Forgotten | None, loaded: Loaded) -> None:
    if not events:
        return
    cursor.execute(statements.FIND_TICKETS)
    ids = {(source, external_id): found for source, external_id, found in cursor.fetchall()}
    with cursor.copy(statements.COPY_EVENTS) as copy:
        for chunk in event_lines(events.items(), ids=ids, labels=labels):
            copy.write(chunk)
    if erased:
        hush_events(cursor, erased)
    cursor.execute(statements.UPSERT_EVENTS)
    loaded.events_created, loaded.events_updated, touched = cursor.fetchone()
    loaded.touched.update(touched)


def _retract(cursor: Any, keys: Iterable[str], loaded: Loaded) -> None:
    if keys := list(keys):
        cursor.execute(statements.RETRACT_EVENTS, [keys])
        loaded.events_retracted, touched = cursor.fetchone()
        loaded.touched.update(touched)
