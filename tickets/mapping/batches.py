"""Rows gathered into batches, one kind of batch per shape, and written by tickets.ingest."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction

from tickets.ingest import Batch, EventRecord, Loaded, TicketRecord, event_key, load, merge

from . import snapshot_rows, ticket_rows
from .cells import Cells
from .event_rows import EventRows
from .keeping import keep, known_tickets
from .model import Policy, Shape
from .snapshot_rows import Snapshot
from .state import State, read_state


class Batches(Protocol):
    """Takes rows, and writes those taken since the last time."""

    warnings: dict[str, int]

    def take(self, row: Sequence[str]) -> None:
        """Read a row into the batch. Raises cells.Rejected, and then the row is not in it."""

    def batch(self) -> Batch:
        """What the rows taken come to, without looking at what is there already."""

    def write(self) -> Loaded:
        """Write what was taken, in one transaction, and begin anew."""


def batches(cells: Cells) -> Batches:
    """The gatherer for the mapping's shape. Ticket rows that say when they were updated are snapshots of which only the last counts."""
    if cells.mapping.shape is Shape.EVENTS:
        return EventBatches(cells)
    if cells.mapping.shape is Shape.TICKETS and not cells.has("updated_at"):
        return TicketBatches(cells)
    return SnapshotBatches(cells)


class EventBatches:
    """Of an event log: one record per ticket, merged row by row, and the events."""

    def __init__(self, cells: Cells) -> None:
        self.rows = EventRows(cells)
        self.warnings: dict[str, int] = {}
        self._begin()

    def _begin(self) -> None:
        self.tickets: dict[str, TicketRecord] = {}
        self.events: list[EventRecord] = []

    def take(self, row: Sequence[str]) -> None:
        ticket, events = self.rows.read(row)
        if not events:
            return
        known = self.tickets.get(ticket.external_id)
        self.tickets[ticket.external_id] = ticket if known is None else merge(known, ticket)
        self.events += events

    def batch(self) -> Batch:
        return Batch(list(self.tickets.values()), self.events)

    def write(self) -> Loaded:
        batch = self.batch()
        self._begin()
        return load(batch)


class TicketBatches:
    """Of one row per ticket without a time of update: the row that arrives last stands."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.columns = {name: cells.column(name) for name in cells.places}
        self.warnings: dict[str, int] = {}
        self._begin()

    def _begin(self) -> None:
        self.records: dict[str, TicketRecord] = {}
        self.states: dict[str, State] = {}

    def take(self, row: Sequence[str]) -> None:
        ticket = self.cells.required(row, "id")
        self.cells.required(row, "created_at")
        state = read_state(self.cells, row, unknown_status=Policy.NULL)
        ticket_rows.check(state, self.columns)
        warn(self.warnings, state)
        record = state.record(self.cells.mapping.source, ticket, known_at=None)
        known = self.records.get(ticket)
        self.records[ticket] = record if known is None else merge(known, record)
        self.states[ticket] = state

    def batch(self) -> Batch:
        return Batch(list(self.records.values()), [event for ticket in self.states for event in self._events(ticket)])

    def _events(self, ticket: str) -> list[EventRecord]:
        return ticket_rows.events(self.states[ticket], self.cells.mapping.source, ticket)

    def write(self) -> Loaded:
        """A ticket that is there already loses the events that its new row does not have."""
        batch, source = self.batch(), self.cells.mapping.source
        with transaction.atomic():
            known = known_tickets(source, self.states)
            batch.retracted = [key for ticket in known for key in ticket_rows.gone(self._events(ticket), source, ticket)]
            self._begin()
            return load(batch)


class SnapshotBatches:
    """Of snapshots: they are kept, and a ticket's events are drawn anew from all of its snapshots."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.columns = {name: cells.column(name) for name in cells.places}
        self.only_last = cells.mapping.shape is Shape.TICKETS
        self.warnings: dict[str, int] = {}
        self.snapshots: dict[str, dict[str, Snapshot]] = {}

    def take(self, row: Sequence[str]) -> None:
        cells = self.cells
        ticket = cells.required(row, "id")
        cells.required(row, "updated_at")
        state = read_state(cells, row, unknown_status=Policy.NULL if self.only_last else Policy.REJECT)
        if self.only_last:
            ticket_rows.check(state, self.columns)
            warn(self.warnings, state)
        assert state.updated_at is not None
        position = int(cells.number(row, "position") or 0)
        digest = event_key(cells.mapping.source, ticket, *row)
        self.snapshots.setdefault(ticket, {})[digest] = Snapshot(cells.mapping.source, ticket, state.updated_at, position, digest, state)

    def draw(self, snapshots: Sequence[Snapshot]) -> list[EventRecord]:
        """The events of one ticket's snapshots."""
        if not self.only_last:
            return snapshot_rows.events(snapshots)
        if not snapshots:
            return []
        last = max(snapshots, key=lambda one: one.order)
        return ticket_rows.events(last.state, last.source, last.ticket)

    def batch(self) -> Batch:
        gathered = [list(snapshots.values()) for snapshots in self.snapshots.values()]
        return Batch([snapshot_rows.standing(snapshots) for snapshots in gathered], [event for snapshots in gathered for event in self.draw(snapshots)])

    def write(self) -> Loaded:
        snapshots, self.snapshots = self.snapshots, {}
        return keep(snapshots, source=self.cells.mapping.source, draw=self.draw)


def warn(warnings: dict[str, int], state: State) -> None:
    """Notes what is odd about a row but no reason to refuse it."""
    untimed = state.status in ("solved", "closed") and not (state.resolved_at or state.closed_at)
    noted = (
        (untimed, "solved or closed by status, but no time says when: counted as open"),
        (_before(state.first_response_at, state.created_at), "first response before the creation: the reply is kept, its time is not counted"),
        (_before(state.closed_at, state.resolved_at), "closed before resolved: taken as closed when resolved"),
    )
    for odd, what in noted:
        if odd:
            warnings[what] = warnings.get(what, 0) + 1


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other
