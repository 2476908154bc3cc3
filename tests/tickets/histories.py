"""Tickets told in one line each, for tests that need a history in the database.

    ticket(created("mon 10:00"), bot("10:00"), reply("10:12"), solved("10:30"), channel="email", customer="C-1")

Times are local to the account: a weekday of the week of Monday 2 March 2026 ("mon" to "sun", "mon2" a week later, "mon3" two),
or a date, then HH:MM; a time alone keeps the day of the event before.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from tenants import schemas
from tickets import facts
from tickets.kinds import Author, Dimension, Kind
from tickets.models import Customer, Event, Label, Ticket, TicketFact

MONDAY = date(2026, 3, 2)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE, HOUR, DAY = 60, 3600, 86400
_numbers = count(1)


@dataclass(frozen=True)
class Told:
    """One event as a test tells it; `when` is read when the ticket is made."""

    kind: Kind
    when: str | datetime
    author: Author | None = None
    agent: str | None = None
    team: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)


def created(when: str | datetime, author: Author | None = Author.CUSTOMER) -> Told:
    return Told(Kind.CREATED, when, author)


def reply(when: str | datetime, agent: str | None = None) -> Told:
    """A human's public reply."""
    return Told(Kind.MESSAGE, when, Author.HUMAN, agent)


def ai(when: str | datetime) -> Told:
    """An AI's public reply."""
    return Told(Kind.MESSAGE, when, Author.AI)


def bot(when: str | datetime) -> Told:
    """An automatic acknowledgement."""
    return Told(Kind.MESSAGE, when, Author.AUTOMATIC)


def asks(when: str | datetime, **fields: Any) -> Told:
    """The customer writes."""
    return Told(Kind.MESSAGE, when, Author.CUSTOMER, fields=fields)


def note(when: str | datetime, author: Author = Author.HUMAN) -> Told:
    """An internal note."""
    return Told(Kind.MESSAGE, when, author, fields={"is_public": False})


def assigned(when: str | datetime, agent: str | None = None, team: str | None = None, author: Author = Author.HUMAN) -> Told:
    return Told(Kind.ASSIGNED, when, author, agent, team)


def transferred(when: str | datetime, agent: str | None = None, team: str | None = None) -> Told:
    return Told(Kind.TRANSFERRED, when, Author.HUMAN, agent, team)


def escalated(when: str | datetime, author: Author = Author.HUMAN, reason: str | None = None) -> Told:
    return Told(Kind.ESCALATED, when, author, fields={"detail": reason})


def status(when: str | datetime, name: str, author: Author | None = Author.HUMAN) -> Told:
    return Told(Kind.STATUS_CHANGED, when, author, fields={"detail": name})


def solved(when: str | datetime, author: Author | None = Author.HUMAN) -> Told:
    return Told(Kind.SOLVED, when, author)


def closed(when: str | datetime, author: Author | None = Author.AUTOMATIC) -> Told:
    return Told(Kind.CLOSED, when, author)


def reopened(when: str | datetime, author: Author | None = Author.CUSTOMER) -> Told:
    return Told(Kind.REOPENED, when, author)


def merged(when: str | datetime) -> Told:
    return Told(Kind.MERGED, when, Author.HUMAN)


def spam(when: str | datetime) -> Told:
    return Told(Kind.SPAM, when, Author.HUMAN)


def rated(when: str | datetime, score: float, low: float = 1, high: float = 5, positive_from: float | None = None) -> Told:
    return Told(Kind.RATED, when, Author.CUSTOMER, fields={"score": score, "scale_low": low, "scale_high": high, "positive_from": positive_from})


def reopening(event: Told) -> Told:
    """The same event, flagged by its mapping as one that reopens a resolved ticket."""
    return replace(event, fields={**event.fields, "reopens": True})


def ticket(*events: Told, customer: str | None = None, is_outbound: bool = False, **labels: str | None) -> Ticket:
    """A ticket with these events, stored in the current account; `labels` name its channel, priority, topic, team and agent."""
    return append(
        Ticket.objects.create(
            source="test",
            external_id=f"T-{next(_numbers)}",
            customer=None if customer is None else Customer.objects.get_or_create(source="test", external_id=customer)[0],
            is_outbound=is_outbound,
            **{name: label(name, key) for name, key in labels.items()},
        ),
        *events,
    )


def append(stored: Ticket, *events: Told) -> Ticket:
    """The ticket, with more events stored."""
    Event.objects.bulk_create(
        Event(
            ticket=stored, at=at, kind=told.kind, author=told.author, agent=label("agent", told.agent), team=label("team", told.team),
            key=uuid.UUID(int=next(_numbers)), **told.fields,
        )
        for told, at in _dated(events)
    )  # fmt: skip
    return stored


def label(dimension: str, key: str | None) -> Label | None:
    """The label of this key, made when there is none."""
    if key is None:
        return None
    return Label.objects.get_or_create(dimension=Dimension[dimension.upper()], key=key, defaults={"name": key})[0]


def at(when: str, zone: str | None = None) -> datetime:
    """The instant of "mon 10:00" or "2026-03-29 10:00" in the account's zone."""
    day, _, clock = when.rpartition(" ")
    return _instant(_day(day), clock, zone or schemas.current().timezone)


def _dated(events: tuple[Told, ...]) -> Iterator[tuple[Told, datetime]]:
    day = MONDAY
    for told in events:
        if isinstance(told.when, datetime):
            yield told, told.when
            continue
        named, _, clock = told.when.rpartition(" ")
        day = _day(named) if named else day
        yield told, _instant(day, clock, schemas.current().timezone)


def _day(name: str) -> date:
    if name[:3] in WEEKDAYS:
        weeks = int(name[3:] or 1) - 1
        return MONDAY + timedelta(weeks=weeks, days=WEEKDAYS.index(name[:3]))
    return date.fromisoformat(name)


def _instant(day: date, clock: str, zone: str) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo(zone))


def derived(*tickets: Ticket, as_of: str = "mon4 12:00") -> TicketFact:
    """The facts of the first of these tickets, all of them derived."""
    facts.derive([each.pk for each in tickets], as_of=at(as_of))
    return TicketFact.objects.get(pk=tickets[0].pk)
