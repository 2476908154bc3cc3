"""What one row says about a ticket as a whole: the common part of ticket rows and snapshots."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from tickets.ingest import TicketRecord

from .cells import Cells, Rejected
from .model import Policy
from .times import Moment

TIMES = ("created_at", "updated_at", "first_response_at", "first_resolved_at", "resolved_at", "closed_at", "reopened_at", "escalated_at", "rated_at")
DERIVED_FROM_DURATIONS = ("first_response_at", "resolved_at", "closed_at")


@dataclass(slots=True)
class State:
    """A ticket as a row describes it. Authors are numbers of tickets.kinds or cells.MIXED_AUTHOR; `reopened`, `escalated`, `transfers` count."""

    created_at: datetime | None = None
    updated_at: datetime | None = None
    first_response_at: datetime | None = None
    first_resolved_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    escalated_at: datetime | None = None
    rated_at: datetime | None = None
    status: str | None = None
    resolver: int | None = None
    first_response_by: int | None = None
    author: int | None = None
    agent_is: int | None = None
    reopened: int | None = None
    escalated: int | None = None
    transfers: int | None = None
    spam: bool | None = None
    merged: bool | None = None
    score: float | None = None
    scale: tuple[float, float, float] | None = None
    escalation_reason: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)

    def record(self, source: str, external_id: str, *, known_at: datetime | None) -> TicketRecord:
        return TicketRecord(source, external_id, **self.attributes, known_at=known_at)


def read_state(cells: Cells, row: Sequence[str], *, unknown_status: Policy) -> State:
    """The state a row describes. A time given without time of day is moved up to the creation where it falls on the same day. Raises Rejected."""
    moments = {name: cells.moment(row, name) for name in TIMES if cells.has(name)}
    created = moments.get("created_at")
    if created is not None:
        moments = {name: _not_before(created, moment) for name, moment in moments.items()}
    times: dict[str, Any] = {name: moment.at for name, moment in moments.items() if moment}
    for target in DERIVED_FROM_DURATIONS:
        if created is not None and target not in times and (seconds := cells.seconds(row, target)) is not None:
            times[target] = _after(cells, target, created.at, seconds)
    attributes = cells.attributes(row)
    score = cells.score(row)
    scale = cells.mapping.csat
    return State(
        **times,
        status=cells.status(row, "status", otherwise=unknown_status),
        resolver=cells.author(row, "resolver"),
        first_response_by=cells.author(row, "first_response_by"),
        author=cells.author(row, "author"),
        agent_is=cells.named_author(attributes.get("agent")),
        reopened=cells.count(row, "reopened"),
        escalated=cells.count(row, "escalated"),
        transfers=cells.count(row, "transfers"),
        spam=cells.flag(row, "spam"),
        merged=cells.flag(row, "merged"),
        score=score,
        scale=None if score is None else (scale.low, scale.high, scale.positive_from),
        escalation_reason=cells.text(row, "escalation_reason"),
        attributes=attributes,
    )


def _not_before(created: Moment, moment: Moment | None) -> Moment | None:
    if moment is None or not moment.is_day or not moment.at < created.at < moment.at + timedelta(days=1):
        return moment
    return Moment(created.at, is_day=True)


def _after(cells: Cells, target: str, created: datetime, seconds: float) -> datetime:
    try:
        return created + timedelta(seconds=seconds)
    except OverflowError as error:
        raise Rejected(target, str(seconds), "is too long a time") from error


NAMES = tuple(one.name for one in fields(State))


def to_json(state: State) -> dict[str, Any]:
    """The state as it is kept in Snapshot.state; what it does not say is left out."""
    said = {name: value for name in NAMES if (value := getattr(state, name)) not in (None, {})}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in said.items()}


def from_json(data: dict[str, Any]) -> State:
    """The state as to_json made it."""
    said: dict[str, Any] = {name: datetime.fromisoformat(value) if name in TIMES else value for name, value in data.items() if name in NAMES}
    if "tags" in said.get("attributes", {}):
        said["attributes"] = {**said["attributes"], "tags": tuple(said["attributes"]["tags"])}
    if "scale" in said:
        said["scale"] = tuple(said["scale"])
    return State(**said)
