"""One row per ticket: its times, flags and counts become the events that must have happened.

What a row does not tell is filled in by these rules, which docs/importing.md states for users:
a reopening without a time lies two microseconds before the resolution that stands, between an earlier resolution and it;
a reopening of an unresolved ticket lies at the last instant the row knows; an escalation without a time at the first reply, else at creation.
"""

from collections.abc import Generator, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from tickets.ingest import EventRecord, event_key
from tickets.kinds import Author, Kind

from .cells import MIXED_AUTHOR, Rejected
from .state import State

TICK = timedelta(microseconds=1)
SLOTS = ("first_response", "resolve:1", "reopen:1", "resolved", "closed", "escalated", "transfer:1", "spam", "merged", "rated")
"""What a row may take back by not saying it any more."""


class Drawn(NamedTuple):
    """An event of a row, in its slot: a row of the same ticket that comes later replaces it."""

    slot: str
    at: datetime
    kind: Kind
    author: int | None = None


def check(state: State, column: dict[str, str]) -> None:
    """Refuses a row that contradicts itself. `column` names the columns for messages. Raises Rejected."""
    created = state.created_at
    if created is None:
        raise Rejected(column["created_at"], "", "is missing")
    for name in ("first_resolved_at", "resolved_at", "closed_at", "reopened_at"):
        at = getattr(state, name)
        if at is not None and at < created:
            raise Rejected(column.get(name, name), at.isoformat(), f"is before the creation, {created.isoformat()}")


def events(state: State, source: str, ticket: str) -> list[EventRecord]:
    """The events of a row."""
    drawn = {one.slot: one for one in _draw(state)}
    agent, team = state.attributes.get("agent"), state.attributes.get("team")
    return [_record(one, state, source=source, ticket=ticket, agent=agent, team=team) for one in drawn.values()]


def gone(made: Iterable[EventRecord], source: str, ticket: str) -> list[str]:
    """The keys of events that an earlier row of the ticket may have had and this one, with the events `made`, has not."""
    kept = {event.key for event in made}
    return [key for slot in SLOTS if (key := event_key(source, ticket, "row", slot)) not in kept]


def _record(one: Drawn, state: State, *, source: str, ticket: str, agent: str | None, team: str | None) -> EventRecord:
    key = event_key(source, ticket, "row", one.slot)
    ours = one.author in (Author.HUMAN, Author.AI)
    event = EventRecord(source, ticket, one.at, one.kind, one.author, agent if ours else None, team if ours else None, key=key)
    if one.kind is Kind.RATED and state.scale is not None:
        low, high, positive = state.scale
        return event._replace(score=state.score, scale_low=low, scale_high=high, positive_from=positive)
    return event._replace(detail=state.escalation_reason) if one.kind is Kind.ESCALATED else event


def _draw(state: State) -> Iterator[Drawn]:
    created = state.created_at
    assert created is not None
    replier = _replier(state)
    yield Drawn("created", created, Kind.CREATED, Author.HUMAN if state.attributes.get("is_outbound") else Author.CUSTOMER)
    if state.first_response_at is not None:
        yield Drawn("first_response", state.first_response_at, Kind.MESSAGE, replier)
    yield from _resolutions(state, created)
    if state.escalated_at is not None or state.escalated:
        at = state.escalated_at or max(created, state.first_response_at or created)
        yield Drawn("escalated", at, Kind.ESCALATED, Author.AI if replier == Author.AI else Author.HUMAN)
    for number in range(1, (state.transfers or 0) + 1):
        yield Drawn(f"transfer:{number}", created + number * TICK, Kind.TRANSFERRED)
    end = state.resolved_at or state.closed_at or last_known(state, created)
    if state.spam or state.status == "spam":
        yield Drawn("spam", end, Kind.SPAM)
    if state.merged or state.status == "merged":
        yield Drawn("merged", end, Kind.MERGED)
    if state.score is not None:
        yield Drawn("rated", state.rated_at or end, Kind.RATED, Author.CUSTOMER)


def _replier(state: State) -> int:
    """Who replied first: as the column says; else AI where an AI resolved, took part or is the agent; else a human."""
    if state.first_response_by:
        return state.first_response_by
    if state.resolver in (Author.AI, MIXED_AUTHOR) or (state.agent_is == Author.AI):
        return Author.AI
    return Author.HUMAN


def solver(state: State) -> int:
    """Who resolved: as the column says; else AI where the agent is one; else a human."""
    if state.resolver == MIXED_AUTHOR:
        return Author.HUMAN
    return state.resolver or (Author.AI if state.agent_is == Author.AI else Author.HUMAN)


def last_known(state: State, created: datetime) -> datetime:
    """The last instant the row tells of."""
    told = (created, state.updated_at, state.first_response_at, state.first_resolved_at, state.resolved_at, state.closed_at, state.reopened_at)
    return max(at for at in told if at is not None)


def _resolutions(state: State, created: datetime) -> Iterator[Drawn]:
    """Resolutions, reopenings and the closing, in the order in which they must have happened."""
    count = max(state.reopened or 0, int(state.reopened_at is not None), int(state.status == "reopened"))
    author = solver(state)
    resolved = state.resolved_at
    if count == 0:
        if resolved is not None and state.first_resolved_at is not None and state.first_resolved_at < resolved:
            yield Drawn("resolve:1", state.first_resolved_at, Kind.SOLVED, author)
        if resolved is not None:
            yield Drawn("resolved", resolved, Kind.SOLVED, author)
    elif state.reopened_at is not None and resolved is not None and state.reopened_at >= resolved:
        yield Drawn("resolved", resolved, Kind.SOLVED, author)
        yield Drawn("reopen:1", max(state.reopened_at, resolved + TICK), Kind.REOPENED, Author.CUSTOMER)
        yield from _pairs(state, created, count - 1, before=resolved, numbered_from=2)
    else:
        resolved = yield from _reopened_before(state, created, count)
        if resolved is not None:
            yield Drawn("resolved", resolved, Kind.SOLVED, author)
    if state.closed_at is not None:
        stands = resolved is not None and (state.reopened_at is None or state.reopened_at < resolved)
        by = Author.AUTOMATIC if stands else author
        yield Drawn("closed", max(state.closed_at, resolved or state.closed_at), Kind.CLOSED, by)


def _reopened_before(state: State, created: datetime, count: int) -> Generator[Drawn, None, datetime | None]:
    """Reopenings before the resolution that stands, if one does; returns that resolution's instant."""
    resolved, reopened = state.resolved_at, state.reopened_at
    if reopened is None:
        known = resolved or state.closed_at
        start = (known or last_known(state, created) + 2 * count * TICK) - 2 * count * TICK
        yield from _chain(state, max(start, created), count)
        return None if resolved is None else max(resolved, max(start, created) + 2 * count * TICK)
    yield from _chain(state, max(created, reopened - TICK), count)
    last = max(created, reopened - TICK) + 2 * count * TICK
    return None if resolved is None else max(resolved, last)


def _chain(state: State, start: datetime, count: int) -> Iterator[Drawn]:
    """`count` times resolved and reopened, one tick apart; the first resolution at its own time where that is known."""
    author = solver(state)
    for number in range(1, count + 1):
        at = start + 2 * (number - 1) * TICK
        first = state.first_resolved_at
        yield Drawn(f"resolve:{number}", first if number == 1 and first is not None and first < at else at, Kind.SOLVED, author)
        yield Drawn(f"reopen:{number}", at + TICK, Kind.REOPENED, Author.CUSTOMER)


def _pairs(state: State, created: datetime, count: int, *, before: datetime, numbered_from: int) -> Iterator[Drawn]:
    start = max(created, before - 2 * count * TICK)
    for one in _chain(state, start, count):
        stem, _, number = one.slot.partition(":")
        yield one._replace(slot=f"{stem}:{int(number) + numbered_from - 1}")
