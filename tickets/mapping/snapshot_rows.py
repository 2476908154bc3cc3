"""One row per snapshot: the last one stands, and what differs between two becomes an event at the later one's instant.

The events are drawn from all snapshots of a ticket together, in the order of their instants, so the order of arrival does not matter.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tickets.ingest import EventRecord, TicketRecord, merge
from tickets.ingest.records import snapshot_key
from tickets.kinds import Author, Kind

from .cells import MIXED_AUTHOR
from .state import NAMES, State
from .ticket_rows import solver

TICK = timedelta(microseconds=1)
RANKS = ("new", "open", "in_progress", "pending", "reopened", "solved", "closed", "merged", "spam")
RESOLVED = frozenset({"solved", "closed"})
ASIDE = frozenset({"spam", "merged"})


class Snapshot(NamedTuple):
    """A ticket's state at an instant. `position` orders snapshots of one instant where the source numbers them; `digest` tells two apart."""

    source: str
    ticket: str
    at: datetime
    position: int
    digest: str
    state: State

    @property
    def order(self) -> tuple[datetime, int, int, int, int, str]:
        """Within one instant and position a ticket moves forwards: counts grow, and it is solved after it was open."""
        state = self.state
        rank = RANKS.index(state.status) if state.status in RANKS else -1
        return self.at, self.position, state.reopened or 0, state.transfers or 0, rank, self.digest


def standing(snapshots: Sequence[Snapshot]) -> TicketRecord:
    """The ticket as the last snapshot shows it; what that leaves empty stays as an earlier one had it."""
    ordered = sorted(snapshots, key=lambda one: one.order)
    record = ordered[0].state.record(ordered[0].source, ordered[0].ticket, known_at=ordered[0].at)
    for one in ordered[1:]:
        record = merge(record, one.state.record(one.source, one.ticket, known_at=one.at))
    return record


def events(snapshots: Sequence[Snapshot]) -> list[EventRecord]:
    """The events that lie between the snapshots of one ticket. The same snapshots give the same events, in any order."""
    ordered = sorted(snapshots, key=lambda one: one.order)
    return _Walk(ordered).events() if ordered else []


class _Walk:
    """Goes through the snapshots of a ticket once and notes what changed."""

    def __init__(self, ordered: Sequence[Snapshot]) -> None:
        self.ordered = ordered
        self.final = _last(ordered)
        self.source, self.ticket = ordered[0].source, ordered[0].ticket
        self.created = self.final["created_at"] or ordered[0].at
        self.counts_reopenings = any(one.state.reopened is not None for one in ordered)
        self.counts_transfers = any(one.state.transfers is not None for one in ordered)
        self.made: list[EventRecord] = []
        self.solved = False
        self.resolution: int | None = None
        self.last_reopening = self.created

    def events(self) -> list[EventRecord]:
        self._note(self.created, Kind.CREATED, Author.HUMAN if self.final["outbound"] else Author.CUSTOMER)
        self._told_times()
        before = State()
        for at, snapshot in _spread(self.ordered):
            self._differences(before, snapshot.state, at)
            before = _carried(before, snapshot.state)
        self._tell_resolution()
        return self.made

    def _told_times(self) -> None:
        """Times that the last snapshot tells in columns of their own."""
        final = self.final
        if final["first_response_at"] is not None:
            ai = final["resolver"] in (Author.AI, MIXED_AUTHOR) or self.ordered[-1].state.agent_is == Author.AI
            self._note(final["first_response_at"], Kind.MESSAGE, final["first_response_by"] or (Author.AI if ai else Author.HUMAN))
        if final["escalated_at"] is not None:
            self._note(final["escalated_at"], Kind.ESCALATED, Author.HUMAN, detail=final["escalation_reason"])
        if final["score"] is not None:
            low, high, positive = final["scale"]
            at = final["rated_at"] or next(one.at for one in self.ordered if one.state.score is not None)
            self._note(at, Kind.RATED, Author.CUSTOMER)
            self.made[-1] = self.made[-1]._replace(score=final["score"], scale_low=low, scale_high=high, positive_from=positive)

    def _differences(self, before: State, now: State, at: datetime) -> None:
        by = now.author or now.agent_is or Author.HUMAN
        self._hands(before, now, at, by)
        is_open = now.status is not None and now.status not in (*RESOLVED, *ASIDE)
        counted = max(0, (now.reopened or 0) - (before.reopened or 0)) if self.counts_reopenings else int(is_open and self.solved)
        self._reopenings(counted, now, at)
        if now.status in RESOLVED:
            self._resolved(before, now, at)
        elif now.status is not None and now.status != before.status and not (counted and is_open):
            self._moved(now.status, at, by)

    def _hands(self, before: State, now: State, at: datetime, by: int) -> None:
        """Assignments, transfers and escalations. Where the source counts transfers, its count is the truth."""
        agent, team = now.attributes.get("agent"), now.attributes.get("team")
        if self.counts_transfers:
            for number in range((before.transfers or 0) + 1, (now.transfers or 0) + 1):
                self._note(at, Kind.TRANSFERRED, by, agent=agent, team=team, number=number)
        elif (agent or team) and (agent, team) != (before.attributes.get("agent"), before.attributes.get("team")):
            self._note(at, Kind.ASSIGNED, by, agent=agent, team=team)
        if (now.escalated or 0) > (before.escalated or 0) and self.final["escalated_at"] is None:
            self._note(at, Kind.ESCALATED, by, agent=agent, team=team, detail=now.escalation_reason)

    def _reopenings(self, count: int, now: State, at: datetime) -> None:
        """Reopenings up to this snapshot; a ticket that was not seen resolved before one was so in between."""
        for left in range(count, 0, -1):
            moment = at if left == 1 and now.status not in RESOLVED else at - 2 * left * TICK
            if not self.solved:
                self._note(moment - TICK, Kind.SOLVED, self._solver(now))
            self._note(moment, Kind.REOPENED, Author.CUSTOMER)
            self.solved, self.last_reopening = False, moment

    def _resolved(self, before: State, now: State, at: datetime) -> None:
        agent = now.attributes.get("agent")
        if not self.solved:
            self.resolution = len(self.made)
            self._note(at, Kind.SOLVED if now.status == "solved" else Kind.CLOSED, self._solver(now), agent=agent)
            self.solved = True
        elif now.status == "closed" and before.status != "closed":
            self._note(at, Kind.CLOSED, Author.AUTOMATIC, agent=agent)

    def _moved(self, status: str, at: datetime, by: int) -> None:
        """A change to a status that ends nothing. One that leaves a resolution behind, though the source counted no reopening, is no customer's."""
        if status in ASIDE:
            self._note(at, Kind.SPAM if status == "spam" else Kind.MERGED, by)
            return
        self._note(at, Kind.STATUS_CHANGED, by, detail="open" if self.solved else status)
        if self.solved:
            self.solved, self.last_reopening = False, at

    def _tell_resolution(self) -> None:
        """The resolution that stands happened when the last snapshot says, unless that lies before a reopening."""
        resolved, closed = self.final["resolved_at"], self.final["closed_at"]
        if self.solved and self.resolution is not None:
            seen = self.made[self.resolution]
            told = resolved or (closed if seen.kind == Kind.CLOSED else None)
            if told is None or told < self.last_reopening:
                return
            self.made[self.resolution] = self._keyed(seen._replace(at=told, kind=Kind.SOLVED if resolved else Kind.CLOSED))
            self.made = [self._keyed(one._replace(at=max(one.at, told))) if one.kind == Kind.CLOSED else one for one in self.made]
        elif not any(one.state.status for one in self.ordered) and (told := resolved or closed) is not None and told >= self.last_reopening:
            self._note(told, Kind.SOLVED if resolved else Kind.CLOSED, self._solver(self.ordered[-1].state))

    def _solver(self, state: State) -> int:
        named = self.final["resolver"]
        return Author.HUMAN if named == MIXED_AUTHOR else named or state.author or solver(state)

    def _note(
        self, at: datetime, kind: Kind, author: int | None, *, agent: str | None = None, team: str | None = None, detail: str | None = None, number: int = 0,
    ) -> None:  # fmt: skip
        event = EventRecord(self.source, self.ticket, at, kind, author or Author.HUMAN, agent, team, detail=detail)
        self.made.append(self._keyed(event, number))

    def _keyed(self, event: EventRecord, number: int = 0) -> EventRecord:
        return event._replace(key=snapshot_key(event, number))


def _spread(ordered: Sequence[Snapshot]) -> Iterator[tuple[datetime, Snapshot]]:
    """The snapshots with their instants, those of the same instant a tick apart so that their order is kept."""
    last: datetime | None = None
    for snapshot in ordered:
        last = snapshot.at if last is None or snapshot.at > last else last + TICK
        yield last, snapshot


def _last(ordered: Sequence[Snapshot]) -> dict[str, Any]:
    """What the last snapshot that says anything about a field says."""
    final: dict[str, Any] = dict.fromkeys(NAMES)
    for snapshot in ordered:
        for name in final:
            value = getattr(snapshot.state, name)
            final[name] = final[name] if value is None else value
    final["outbound"] = final["attributes"].get("is_outbound")
    return final


def _carried(before: State, now: State) -> State:
    """The state to compare the next snapshot with: what this one does not say is as it was."""
    carried: dict[str, Any] = {name: old if (new := getattr(now, name)) is None else new for name in NAMES for old in (getattr(before, name),)}
    return State(**{**carried, "attributes": {**before.attributes, **now.attributes}})
