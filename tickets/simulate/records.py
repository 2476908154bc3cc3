"""Columns of a simulation as canonical records, so that a sample enters through the same door as a real history."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np

from tickets.ingest import Batch, EventRecord, TicketRecord, event_key

from .characters import Character
from .history import PLANS, TAGS, Block, History
from .rates import PRIORITIES, REASONS
from .staff import Staff

SOURCE = "sample"
"""The source of every simulated ticket: what tells a sample from a real import."""
SCALE = (1.0, 5.0, 4.0)
"""Lowest and highest rating, and the lowest that counts as satisfied."""
UNRATED = (None, None, None)


def batches(history: History, *, size: int = 5_000) -> Iterator[Batch]:
    """The history's tickets with their events, `size` tickets at a time. What is in them does not depend on `size`."""
    names = Names(history.character, history.staff)
    for block in history.blocks():
        count = len(block.tickets.number)
        for start in range(0, count, size):
            stop = min(start + size, count)
            yield Batch(list(names.tickets(block, start, stop, history.span.until)), list(names.events(block, start, stop)))


class Names:
    """Turns positions and numbers into the words a helpdesk would use. A position of -1 picks the last entry, which is None."""

    def __init__(self, character: Character, staff: Staff) -> None:
        self.character = character
        self.channels = [key for key, _, _ in character.channels]
        self.topics = [topic.key for topic in character.topics]
        self.subjects = [topic.subjects for topic in character.topics]
        self.teams: list[str | None] = [*(team.key for team in character.teams), None]
        self.agents: list[str | None] = [*staff.agents, None]
        self.reasons: list[str | None] = [*REASONS, None]
        self.plans = [{"plan": plan} for plan in PLANS]
        self.tags = [tuple(tag for bit, tag in enumerate(TAGS) if code >> bit & 1) for code in range(2 ** len(TAGS))]

    def tickets(self, block: Block, start: int, stop: int, known_at: datetime) -> Iterator[TicketRecord]:
        columns = block.tickets
        tag_codes = (columns.tags[start:stop] * (2 ** np.arange(len(TAGS)))).sum(axis=1)
        lists = [
            getattr(columns, name)[start:stop].tolist()
            for name in ("number", "subject", "channel", "priority", "topic", "team", "agent", "customer", "plan", "is_outbound")
        ]
        for tags, number, subject, channel, priority, topic, team, agent, customer, plan, is_outbound in zip(tag_codes.tolist(), *lists, strict=True):
            phrases = self.subjects[topic]
            yield TicketRecord(
                SOURCE, external_id(number), phrases[subject % len(phrases)], self.channels[channel], PRIORITIES[priority], self.topics[topic],
                self.teams[team], self.agents[agent], f"C-{customer:05d}" if customer > 0 else None, self.tags[tags], self.plans[plan], is_outbound, known_at,
            )  # fmt: skip

    def events(self, block: Block, start: int, stop: int) -> Iterator[EventRecord]:
        events = block.events
        first, last = np.searchsorted(events.who, [start, stop])
        lists: list[list[Any]] = [getattr(events, name)[first:last].tolist() for name in _EVENT_COLUMNS]
        numbers = [external_id(number) for number in block.tickets.number[start:stop].tolist()]
        agents, teams, reasons = self.agents, self.teams, self.reasons
        for who, at, kind, author, agent, team, is_public, reopens, detail, score, number in zip(*lists, strict=True):
            ticket = numbers[who - start]
            low, high, positive_from = SCALE if score else UNRATED
            yield EventRecord(
                SOURCE, ticket, datetime.fromtimestamp(at, UTC), kind, author or None, agents[agent], teams[team], is_public, reopens, reasons[detail],
                float(score) if score else None, low, high, positive_from, event_key(SOURCE, ticket, "number", number),
            )  # fmt: skip


_EVENT_COLUMNS = ("who", "at", "kind", "author", "agent", "team", "is_public", "reopens", "detail", "score", "number")


def external_id(number: int) -> str:
    """The identifier of the account's ticket of this number."""
    return f"S-{number:06d}"
