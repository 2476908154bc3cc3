"""Fills the current account with a simulated history, through the same ingest as a real one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import transaction

from tenants.models import Account
from tickets.facts import derive_touched
from tickets.ingest import load
from tickets.kinds import Dimension
from tickets.models import Label, SlaTarget

from .characters import BY_SLUG, Character
from .history import History
from .records import batches

SAMPLE = BY_SLUG["snapfennel"]
"""What a newcomer sees: an account that launched an AI agent half-way through the year."""

Progress = Callable[[int, int], None]
"""Called with the tickets written so far and the tickets there will be."""


@dataclass(frozen=True)
class Filled:
    """What was written: tickets, events, and facts derived from them."""

    tickets: int
    events: int
    facts: int


def fill(
    account: Account, *, tickets: int = 3_000, character: Character = SAMPLE, seed: int = 1, until: datetime | None = None, progress: Progress | None = None,
) -> Filled:  # fmt: skip
    """Write a year of invented tickets ending at `until` (default: now) into the account, and derive their facts.

    The connection must be inside the account's schema. Days and hours follow the account's time zone, whatever the character's.
    Every ticket has the source `sample`. Doing it again with the same arguments changes nothing. Snapshots are not computed here.
    """
    history = History(replace(character, timezone=account.timezone), tickets=tickets, seed=seed, until=until or datetime.now(UTC))
    promise(character)
    events = written = 0
    for batch in batches(history):
        load(batch)
        written, events = written + len(batch.tickets), events + len(batch.events)
        if progress:
            progress(written, tickets)
    name_labels(character)
    return Filled(tickets=written, events=events, facts=derive_touched())


def promise(character: Character) -> None:
    """The character's commitments to its customers, unless the account has made its own."""
    if SlaTarget.objects.exists():
        return
    SlaTarget.objects.bulk_create(
        SlaTarget(priority=priority, first_reply_seconds=reply * 3600, resolution_seconds=resolution * 3600)
        for priority, (reply, resolution) in character.sla.items()
    )


@transaction.atomic
def name_labels(character: Character) -> None:
    """Readable names for the labels that still have their key as a name."""
    names = {
        Dimension.CHANNEL: {"email": "E-mail", "web-form": "Web form", "chat": "Chat", "phone": "Phone", "social": "Social media"},
        Dimension.PRIORITY: {key: key.capitalize() for key in ("urgent", "high", "normal", "low")},
        Dimension.TOPIC: {topic.key: topic.name for topic in character.topics},
        Dimension.TEAM: {team.key: team.name for team in character.teams},
    }
    for label in Label.objects.filter(dimension__in=names):
        name = names[Dimension(label.dimension)].get(label.key)
        if name and label.name == label.key:
            label.name = name
            label.save(update_fields=["name"])
