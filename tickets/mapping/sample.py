"""A few tickets of a batch as people read them, for the preview of an import."""

from typing import Any

from tickets.ingest import ATTRIBUTES, Batch, EventRecord
from tickets.kinds import Author, Kind


def sample(batch: Batch, count: int) -> list[dict[str, Any]]:
    """The batch's first tickets with their attributes and events: {id, attributes, events: [{at, kind, author, …}]}."""
    chosen = {record.external_id: record for record in batch.tickets[:count]}
    events: dict[str, dict[str, EventRecord]] = {ticket: {} for ticket in chosen}
    for event in batch.events:
        if event.ticket in events:
            events[event.ticket][event.key or ""] = event
    return [
        {
            "id": ticket,
            "attributes": {name: value for name in ATTRIBUTES if (value := getattr(record, name)) is not None},
            "events": [_event(event) for event in sorted(events[ticket].values(), key=lambda one: (one.at, one.kind, one.key or ""))],
        }
        for ticket, record in chosen.items()
    ]


def _event(event: EventRecord) -> dict[str, Any]:
    said = {
        "at": event.at.isoformat(),
        "kind": Kind(event.kind).name.lower(),
        "author": None if event.author is None else Author(event.author).name.lower(),
        "agent": event.agent,
        "team": event.team,
        "public": event.is_public if event.kind == Kind.MESSAGE else None,
        "reopens": event.reopens or None,
        "detail": event.detail,
        "score": event.score,
    }
    return {name: value for name, value in said.items() if value is not None or name in ("at", "kind", "author")}
