"""Tickets with facts, put straight into the account that is entered: what the API reads, without the pipeline that makes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tenants import schemas
from tickets.kinds import Author, Dimension, Kind, Resolver
from tickets.models import Customer, Event, Label, Ticket, TicketFact

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def label(dimension: Dimension, key: str) -> Label:
    return Label.objects.get_or_create(dimension=dimension, key=key, defaults={"name": key.title()})[0]


def ticket(
    number: int, *, at: datetime = NOON, resolution: float | None = None, first_reply: float | None = None, marker: str = "", **options: Any
) -> TicketFact:
    """A ticket created at an instant, resolved after so many seconds; `marker` goes into every free text it has."""
    labels = {name: label(dimension, f"{marker}{options.pop(name, name)}") for name, dimension in LABELS.items()}
    customer, _ = Customer.objects.get_or_create(source=f"{marker}desk", external_id=f"{marker}c{number}")
    stored = Ticket.objects.create(
        source=f"{marker}desk",
        external_id=f"{marker}{number}",
        subject=options.pop("subject", f"{marker}subject {number}"),
        customer=customer,
        tags=[f"{marker}tag"],
        custom={f"{marker}field": f"{marker}value"},
        **labels,
    )
    resolved = at + timedelta(seconds=resolution) if resolution is not None else None
    local = at.astimezone(ZoneInfo(schemas.current().timezone))
    for moment, kind, author in ((at, Kind.CREATED, Author.CUSTOMER), (at + timedelta(minutes=1), Kind.MESSAGE, Author.HUMAN)):
        Event.objects.create(
            ticket=stored, at=moment, kind=kind, author=author, agent=labels["agent"], team=labels["team"], detail=f"{marker}detail", key=uuid4()
        )
    return TicketFact.objects.create(
        ticket=stored,
        created_at=at,
        created_day=local.date(),
        created_hour=local.hour,
        customer=customer,
        is_open=resolved is None,
        resolved_at=resolved,
        resolved_day=resolved.date() if resolved else None,
        resolver=Resolver.HUMAN if resolved else None,
        resolution_seconds=resolution,
        first_reply_seconds=first_reply,
        replies=1,
        reopens=0,
        transfers=0,
        **labels,
        **options,
    )


LABELS = {
    "channel": Dimension.CHANNEL,
    "priority": Dimension.PRIORITY,
    "topic": Dimension.TOPIC,
    "team": Dimension.TEAM,
    "agent": Dimension.AGENT,
}
