"""The one form in which tickets and events reach the tables, whatever file, connector or API they came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import md5
from typing import Any, NamedTuple

ATTRIBUTES = ("subject", "channel", "priority", "topic", "team", "agent", "customer", "tags", "custom", "is_outbound")
"""What a ticket is known by beside its identity; each is kept up to date on its own."""


class TicketRecord(NamedTuple):
    """What somebody says about a ticket. None means "not said" and never erases; a name in `erased` does.

    `known_at` is the instant at which this was true; `stamps` gives attributes an instant of their own.
    Of two sayings the later instant stands, whichever arrives first. Without an instant, the last to arrive stands.
    """

    source: str
    external_id: str
    subject: str | None = None
    channel: str | None = None
    priority: str | None = None
    topic: str | None = None
    team: str | None = None
    agent: str | None = None
    customer: str | None = None
    tags: tuple[str, ...] | None = None
    custom: Mapping[str, Any] | None = None
    is_outbound: bool | None = None
    known_at: datetime | None = None
    erased: frozenset[str] = frozenset()
    stamps: Mapping[str, datetime] | None = None


class EventRecord(NamedTuple):
    """Something that happened to a ticket, at an aware instant. `kind` and `author` are numbers of tickets.kinds.

    `key` (32 hexadecimal digits, see event_key) makes it one row however often it is sent; without one, the content is the key.
    """

    source: str
    ticket: str
    at: datetime
    kind: int
    author: int | None = None
    agent: str | None = None
    team: str | None = None
    is_public: bool = True
    reopens: bool = False
    detail: str | None = None
    score: float | None = None
    scale_low: float | None = None
    scale_high: float | None = None
    positive_from: float | None = None
    key: str | None = None


@dataclass(slots=True)
class Batch:
    """Tickets and events that are written together, in one transaction. `retracted` are keys of events taken back."""

    tickets: Sequence[TicketRecord] = ()
    events: Sequence[EventRecord] = ()
    retracted: Sequence[str] = field(default=())


def event_key(source: str, ticket: str, *parts: object) -> str:
    """MD5, as 32 hexadecimal digits, of what identifies an event: its id at the source, or its content.

    >>> event_key("zendesk", "17", "id", "981") == event_key("zendesk", "17", "id", "981")
    True
    """
    text = "\x1f".join((source, ticket, *("" if part is None else str(part) for part in parts)))
    return md5(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def snapshot_key(event: EventRecord, number: int = 0) -> str:
    """The key of an event that lies between two snapshots; `number` tells apart those that are equal in all else."""
    what = (event.at.isoformat(), int(event.kind), event.agent, event.team, event.detail, number)
    return event_key(event.source, event.ticket, "snapshot", *what)


def content_key(event: EventRecord) -> str:
    """The key of an event to which the source gives no id: two events equal in all this are one."""
    source, ticket, at, kind, author, agent, _, is_public, _, detail, score, *_ = event
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    text = f"{source}\x1f{ticket}\x1f{at}\x1f{kind:d}\x1f{author or 0:d}\x1f{agent or ''}\x1f{is_public:d}\x1f{detail or ''}\x1f{score}"
    return md5(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def merge(known: TicketRecord, said: TicketRecord) -> TicketRecord:
    """What is known of a ticket after `said` has been heard too: attribute by attribute the later instant stands.

    The same rule as the upsert in statements.py applies to rows; this one spares the database several rows per ticket.
    """
    if _covers(said, known):
        return said
    latest = max((at for at in (known.known_at, said.known_at) if at), default=None)
    values: list[Any] = []
    stamps: dict[str, datetime] = {}
    erased: set[str] = set()
    pairs: Iterable[tuple[str, Any, Any]] = zip(ATTRIBUTES, known[2:12], said[2:12], strict=True)
    for name, old, new in pairs:
        old_at, new_at = _stamp(known, name, old), _stamp(said, name, new)
        says, knew = new is not None or name in said.erased, old is not None or name in known.erased
        takes = says and (not knew or new_at is None or old_at is None or new_at >= old_at)
        values.append(_joined(old, new, takes=takes) if name == "custom" else new if takes else old)
        if name in (said if takes else known).erased:
            erased.add(name)
        stamp = (old_at if old_at and (new_at is None or old_at > new_at) else new_at) if takes else old_at
        if stamp is not None and stamp != latest:
            stamps[name] = stamp
    merged: dict[str, Any] = dict(zip(ATTRIBUTES, values, strict=True))
    return TicketRecord(known.source, known.external_id, **merged, known_at=latest, erased=frozenset(erased), stamps=stamps or None)


def _covers(said: TicketRecord, known: TicketRecord) -> bool:
    """Whether `said` is later and complete, so that nothing of `known` remains: the usual case in a log read forwards."""
    if said.stamps or known.stamps or said.erased or known.erased or said.known_at is None or known.known_at is None:
        return False
    if said.known_at < known.known_at or (known.custom and not known.custom.keys() <= (said.custom or {}).keys()):
        return False
    return all(new is not None or old is None for old, new in zip(known[2:12], said[2:12], strict=True))


def _stamp(record: TicketRecord, name: str, value: Any) -> datetime | None:
    """Since when an attribute is known to be so; None where nothing is said of it, or nobody knows since when."""
    if value is None and name not in record.erased:
        return None
    return record.stamps.get(name, record.known_at) if record.stamps else record.known_at


def _joined(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, *, takes: bool) -> Mapping[str, Any] | None:
    if old is None or new is None:
        return new if old is None else old
    return {**old, **new} if takes else {**new, **old}
