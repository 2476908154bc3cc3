"""Fills the current account with a simulated history, through the same ingest as a real one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from django.db import transaction

from tenants.models import Account
from tickets.facts import derive_touched
from tickets.ingest import load
from tickets.ingest.rows import load as load_rows
from tickets.kinds import Dimension
from tickets.models import Label, SlaTarget

from .around import Around, Row
from .characters import BY_SLUG, Character
from .company import rows_of
from .history import History
from .records import SOURCE, batches

SAMPLE = BY_SLUG["snapfennel"]
"""What a newcomer sees: an account that launched an AI agent half-way through the year."""

BATCH = 5_000

Progress = Callable[[int, int], None]
"""Called with the tickets written so far and the tickets there will be."""


@dataclass(frozen=True)
class Filled:
    """What was written: tickets, events, facts derived from them, and rows of other kinds."""

    tickets: int
    events: int
    facts: int
    rows: int


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
    rows = surround(history)
    name_labels(character)
    return Filled(tickets=written, events=events, facts=derive_touched(), rows=rows)


def surround(history: History) -> int:
    """Write what the account sends beside tickets; how many rows."""
    around, written = Around(history), 0
    for block in history.blocks():
        for kind, rows in around.rows(block).items():
            written += _send(kind, iter(rows))
    return written + sum(_send(kind, rows) for kind, rows in rows_of(history, around))


def _send(kind: str, rows: Iterator[Row]) -> int:
    """Through the same door as anybody's rows. A refused one is a fault of the simulation."""
    written = 0
    while batch := list(islice(rows, BATCH)):
        loaded = load_rows(kind, batch, source=SOURCE)
        if loaded.rejected:
            raise ValueError(f"A simulated row of {kind} was refused: {loaded.rejected[0]}")
        written += len(batch)
    return written


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
