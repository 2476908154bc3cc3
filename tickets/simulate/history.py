"""A simulated history of one account: blocks of tickets in order of creation, each a function of seed, size and number alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .arrivals import Arrivals, Span
from .characters import Character
from .lives import Lives
from .log import NOBODY, Events, Ints
from .staff import Floats, Staff

BLOCK = 25_000
"""Tickets are drawn by so many at a time, whatever the size of the batches in which they are written."""
TAGS = ("vip", "first-order", "follow-up", "mobile-app", "legal")
TAG_SHARES = np.array([0.05, 0.09, 0.12, 0.15, 0.01])
PLANS = ("free", "plus", "business")
PRIORITY_SHARES = np.array([0.06, 0.16, 0.60, 0.18])


@dataclass(frozen=True)
class Tickets:
    """The columns of a block's tickets: positions in the character's tuples; -1 means none. `number` counts the account's from 1."""

    number: Ints
    created: Ints
    channel: Ints
    topic: Ints
    priority: Ints
    subject: Ints
    customer: Ints
    plan: Ints
    tags: NDArray[np.bool_]
    is_outbound: NDArray[np.bool_]
    team: Ints
    agent: Ints


@dataclass(frozen=True)
class Block:
    """Some tickets and all their events up to the end of the span."""

    tickets: Tickets
    events: Events


@dataclass
class _Returns:
    """Customers who will write again, in a later block."""

    at: Ints
    customer: Ints
    topic: Ints


class History:
    """The history of one account. The same character, size, seed and end give the same blocks, always.

    `until` is aware; the span is that many whole local days before it and the running day.
    """

    def __init__(self, character: Character, *, tickets: int, seed: int, until: datetime, days: int = 365) -> None:
        self.character, self.tickets, self.seed = character, tickets, seed
        self.span = Span(until.replace(microsecond=0), days, character.timezone, character.starts)
        self.arrivals = Arrivals(character, self.span, self._rng("arrivals"))
        self.staff = Staff(character, self.span, self._rng("staff"))

    def _rng(self, purpose: str, number: int = 0) -> np.random.Generator:
        return np.random.default_rng([self.seed, crc32(self.character.slug.encode()), crc32(purpose.encode()), number])

    def blocks(self) -> Iterator[Block]:
        """All blocks, oldest first. Customers who write again are handed from block to block, so the order matters."""
        nothing = np.array([], dtype=np.int64)
        returns = _Returns(nothing, nothing, nothing)
        for first in range(0, self.tickets, BLOCK):
            block, returns = self._block(first, min(BLOCK, self.tickets - first), returns)
            yield block

    def _block(self, first: int, count: int, returns: _Returns) -> tuple[Block, _Returns]:
        rng = self._rng("block", first // BLOCK)
        created = self.arrivals.moments((first + np.sort(rng.random(count)) * count) / self.tickets)
        elapsed = self.span.elapsed(created)
        channel = self._mixed(rng, elapsed, [c[1] for c in self.character.channels], [c[2] for c in self.character.channels])
        topics = self.character.topics
        topic = self._mixed(rng, elapsed, [t.share for t in topics], [t.share * t.later for t in topics])
        gravity = np.array([t.gravity for t in topics])[topic]
        priority = np.searchsorted(np.cumsum(PRIORITY_SHARES)[:-1], rng.random(count) ** gravity)
        lives = Lives(
            self.character, self.staff, rng, created=created, channel=channel, topic=topic, priority=priority,
            elapsed=elapsed, load=self.arrivals.load(created),
        )  # fmt: skip
        events = lives.play(self.span.end)
        customer, left = self._customers(rng, lives, elapsed, returns)
        team, agent = _last(events, events.team, count), _last(events, events.agent, count)
        tickets = Tickets(
            number=np.arange(first + 1, first + count + 1), created=created, channel=channel, topic=lives.topic, priority=priority,
            subject=rng.integers(0, 60, count), customer=customer, plan=(customer * 2654435761 % 2**32 % 10 // 4).astype(np.int64),
            tags=rng.random((count, len(TAGS))) < TAG_SHARES, is_outbound=lives.is_outbound, team=team, agent=agent,
        )  # fmt: skip
        return Block(tickets, events), left

    @staticmethod
    def _mixed(rng: np.random.Generator, elapsed: Floats, at_first: list[float], at_last: list[float]) -> Ints:
        """Draws from shares that change evenly through the year."""
        draw, count = rng.random(len(elapsed)), len(at_first) - 1
        early, late = (np.searchsorted(np.cumsum(shares)[:count] / np.sum(shares), draw) for shares in (at_first, at_last))
        mixed: Ints = np.where(rng.random(len(elapsed)) < elapsed, late, early)
        return mixed

    def _customers(self, rng: np.random.Generator, lives: Lives, elapsed: Floats, earlier: _Returns) -> tuple[Ints, _Returns]:
        """A customer for every ticket. Those who return take over the next ticket to arrive, and its topic becomes theirs."""
        count, created = len(lives.created), lives.created
        pool = np.maximum(self.tickets * 0.62 * (0.35 + 0.65 * elapsed), 5)
        customer = (rng.random(count) ** 0.8 * pool).astype(np.int64) + 1
        customer[rng.random(count) < 0.012] = NOBODY
        parent, due = lives.returning()
        at = np.concatenate([earlier.at, due])
        origin = np.concatenate([np.full(len(earlier.at), NOBODY), parent])
        next_ticket = np.searchsorted(created, at)
        missing = np.flatnonzero(next_ticket >= count)
        reached = np.flatnonzero(next_ticket < count)
        children, once = np.unique(next_ticket[reached], return_index=True)
        taken = reached[once]
        soon = (created[children] - at[taken] < 43_200) & ~lives.is_excluded[children]
        children, taken = children[soon], taken[soon]
        carried = origin[taken] == NOBODY
        customer[children[carried]] = earlier.customer[taken[carried]]
        lives.topic[children[carried]] = earlier.topic[taken[carried]]
        source = np.arange(count)
        source[children[~carried]] = origin[taken[~carried]]
        while not np.array_equal(source, source[source]):
            source = source[source]
        customer, lives.topic = customer[source], lives.topic[source]
        old, new = missing[origin[missing] == NOBODY], missing[origin[missing] != NOBODY]
        left = _Returns(
            at=np.concatenate([at[old], at[new]]),
            customer=np.concatenate([earlier.customer[old], customer[origin[new]]]),
            topic=np.concatenate([earlier.topic[old], lives.topic[origin[new]]]),
        )
        return customer, left


def _last(events: Events, column: NDArray[Any], count: int) -> Ints:
    """The last value other than -1 of each ticket's events."""
    last = np.full(count, NOBODY)
    said = column != NOBODY
    last[events.who[said]] = column[said]
    return last
