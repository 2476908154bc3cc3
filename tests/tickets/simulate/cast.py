"""Histories for the tests of the simulator: one end of time, one seed, and what can be read off the columns."""

from datetime import UTC, datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tickets.kinds import Author, Kind
from tickets.simulate import BY_SLUG, History, batches
from tickets.simulate.history import Block

UNTIL = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
WEEK = 7 * 86_400


@cache
def block(slug: str, tickets: int = 8_000, seed: int = 3) -> Block:
    """The first block of an account's history; up to 25,000 tickets there is no other."""
    return next(iter(History(BY_SLUG[slug], tickets=tickets, seed=seed, until=UNTIL).blocks()))


def records(slug: str, *, tickets: int, seed: int = 3, size: int = 5_000, until: datetime = UNTIL) -> tuple[list[object], list[object]]:
    """All ticket records and all event records of a history."""
    written = list(batches(History(BY_SLUG[slug], tickets=tickets, seed=seed, until=until), size=size))
    return [ticket for batch in written for ticket in batch.tickets], [event for batch in written for event in batch.events]


def has(history: Block, kind: Kind, author: Author | None = None) -> NDArray[np.bool_]:
    """Which tickets have such an event."""
    events = history.events
    found = events.kind == kind
    if author is not None:
        found &= events.author == author
    return np.isin(np.arange(len(history.tickets.number)), events.who[found])


def reopened_share(history: Block, by: Author) -> float:
    """Of the tickets this author solved first, the share that the customer reopened."""
    events = history.events
    solved = events.kind == Kind.SOLVED
    who, first = np.unique(events.who[solved], return_index=True)
    mine = who[events.author[solved][first] == by]
    again = np.unique(events.who[(events.kind == Kind.REOPENED) | events.reopens])
    return float(np.isin(mine, again).mean())


def first_wait(history: Block) -> NDArray[np.float64]:
    """Seconds from creation to the first human's answer; nan where there is none."""
    events, count = history.events, len(history.tickets.number)
    answers = np.flatnonzero((events.kind == Kind.MESSAGE) & (events.author == Author.HUMAN) & events.is_public)
    who, first = np.unique(events.who[answers], return_index=True)
    wait = np.full(count, np.nan)
    wait[who] = events.at[answers[first]] - history.tickets.created[who]
    return wait


def open_at(history: Block, at: int) -> int:
    """How many cases were open at an instant, going by each ticket's last opening or ending before it."""
    events = history.events
    ends = np.isin(events.kind, (Kind.SOLVED, Kind.CLOSED, Kind.MERGED, Kind.SPAM))
    opens = (events.kind == Kind.CREATED) | (events.kind == Kind.REOPENED) | events.reopens
    told = np.flatnonzero((events.at <= at) & (ends | opens))
    state = np.zeros(len(history.tickets.number), dtype=bool)
    state[events.who[told]] = opens[told]
    return int(state.sum())
