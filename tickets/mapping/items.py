"""Tickets and events as programs send them, in JSON, into canonical records; every refusal names the item and the field."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tickets.ingest import ATTRIBUTES, Batch, EventRecord, TicketRecord, event_key
from tickets.ingest.copying import printable
from tickets.kinds import Author, Kind
from tickets.ratings import default_positive_from

from .actions import WORDS
from .event_rows import DEFAULT_AUTHORS, STATUS_KINDS
from .times import EARLIEST, LATEST, BadTime, TimeReader
from .words import STATUSES, plain

LONGEST = 2_000
"""Characters in an identifier, label or detail."""

TICKET_FIELDS = frozenset({"id", "updated_at", "outbound", *ATTRIBUTES} - {"is_outbound"})
EVENT_FIELDS = frozenset({"id", "ticket", "at", "kind", "author", "agent", "team", "public", "reopens", "detail", "status", "score", "scale", "positive_from"})
AUTHORS = {author.name.lower(): author for author in Author}


@dataclass(frozen=True, slots=True)
class ItemError:
    """Why an item was refused: the list it is in ("tickets" or "events"), its index there from 0 on, the field, and words for people."""

    list: str
    index: int
    field: str
    message: str


@dataclass(slots=True)
class Items:
    """The good items as a batch, and the others' errors."""

    batch: Batch
    errors: list[ItemError] = field(default_factory=list)
    accepted: int = 0


class BadItem(ValueError):
    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.field = name


def read_items(source: str, tickets: list[Any], events: list[Any], *, zone: str) -> Items:
    """Records of the items that can be read; `zone` is for times without an offset."""
    times = TimeReader(ZoneInfo(zone), ("iso",))
    read = Items(Batch())
    records = _each("tickets", tickets, lambda item: _ticket(source, item, times), read)
    made = _each("events", events, lambda item: _event(source, item, times), read)
    read.batch = Batch([*records, *(one for event in made if (one := _handed(event)))], made)
    read.accepted = len(records) + len(made)
    return read


def _each(name: str, items: list[Any], make: Callable[[dict[str, Any]], Any], read: Items) -> list[Any]:
    made = []
    for index, item in enumerate(items):
        try:
            if not isinstance(item, dict):
                raise BadItem("", "must be an object")
            made.append(make(item))
        except BadItem as error:
            read.errors.append(ItemError(name, index, error.field, str(error)))
    return made


def _ticket(source: str, item: dict[str, Any], times: TimeReader) -> TicketRecord:
    _known(item, TICKET_FIELDS)
    said: dict[str, Any] = {name: _text(item, name) for name in ("subject", "channel", "priority", "topic", "team", "agent", "customer")}
    said["tags"] = _tags(item)
    said["custom"] = _custom(item)
    said["is_outbound"] = _boolean(item, "outbound")
    erased = frozenset({"outbound": "is_outbound"}.get(name, name) for name, value in item.items() if value is None or value == "")
    return TicketRecord(
        source, _required(item, "id"), **said, known_at=_time(item, "updated_at", times) if item.get("updated_at") is not None else None,
        erased=erased & set(ATTRIBUTES),
    )  # fmt: skip


def _event(source: str, item: dict[str, Any], times: TimeReader) -> EventRecord:
    _known(item, EVENT_FIELDS)
    ticket, at = _required(item, "ticket"), _time(item, "at", times)
    kind, author, public = _kind(item)
    if item.get("author") is not None:
        if item["author"] not in AUTHORS:
            raise BadItem("author", f"must be one of {', '.join(AUTHORS)}")
        author = AUTHORS[item["author"]]
    stated = _boolean(item, "public")
    event = EventRecord(
        source, ticket, at, kind, int(author or DEFAULT_AUTHORS.get(kind, Author.HUMAN)), _text(item, "agent") or None, _text(item, "team") or None,
        public if public is not None else stated is not False, bool(_boolean(item, "reopens")),
        _status(item) if kind is Kind.STATUS_CHANGED else _text(item, "detail") or None,
    )  # fmt: skip
    event = _rated(item, event)
    given = item.get("id")
    return event if given is None else event._replace(key=event_key(source, ticket, "id", _required(item, "id")))


def _kind(item: dict[str, Any]) -> tuple[Kind, Author | None, bool | None]:
    word = item.get("kind")
    if not isinstance(word, str) or word not in WORDS:
        raise BadItem("kind", f"must be one of {', '.join(WORDS)}")
    kind, author, public = WORDS[word]
    if kind is Kind.STATUS_CHANGED:
        kind = STATUS_KINDS.get(_status(item), kind)
    return kind, author, public


def _status(item: dict[str, Any]) -> str:
    """The new status, by the name this product has for it where it has one."""
    status = _required(item, "status")
    return STATUSES.get(plain(status), status)


def _rated(item: dict[str, Any], event: EventRecord) -> EventRecord:
    if event.kind is not Kind.RATED:
        return event
    scale = item.get("scale", [1, 5])
    if not (isinstance(scale, list) and len(scale) == 2 and all(map(_is_number, scale)) and scale[0] < scale[1]):
        raise BadItem("scale", "must be the lowest and the highest score, such as [1, 5]")
    low, high = map(float, scale)
    score, positive = item.get("score"), item.get("positive_from")
    if not _is_number(score) or not low <= float(score or 0) <= high:
        raise BadItem("score", f"must be a number from {low:g} to {high:g}")
    if positive is not None and not (_is_number(positive) and low < positive <= high):
        raise BadItem("positive_from", f"must be a number above {low:g} and up to {high:g}")
    positive_from = default_positive_from(low, high) if positive is None else float(positive)
    return event._replace(score=float(score or 0), scale_low=low, scale_high=high, positive_from=positive_from)


def _handed(event: EventRecord) -> TicketRecord | None:
    """Who has the ticket, by an assignment or transfer: true from then on, until somebody says otherwise."""
    if event.kind not in (Kind.ASSIGNED, Kind.TRANSFERRED) or not (event.agent or event.team):
        return None
    return TicketRecord(event.source, event.ticket, agent=event.agent, team=event.team, known_at=event.at)


def _known(item: Mapping[str, Any], fields: frozenset[str]) -> None:
    for name in item:
        if name not in fields:
            raise BadItem(printable(name), f"is not known; there are {', '.join(sorted(fields))}")


def _clean(name: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadItem(name, "must be text")
    if len(value) > LONGEST:
        raise BadItem(name, f"may have up to {LONGEST:,} characters")
    return printable(value).strip()


def _required(item: Mapping[str, Any], name: str) -> str:
    if item.get(name) is None or not (text := _clean(name, item[name])):
        raise BadItem(name, "is required")
    return text


def _text(item: Mapping[str, Any], name: str) -> str | None:
    return None if item.get(name) is None else _clean(name, item[name]) or None


def _boolean(item: Mapping[str, Any], name: str) -> bool | None:
    value = item.get(name)
    if value is not None and not isinstance(value, bool):
        raise BadItem(name, "must be true or false")
    return value


def _time(item: Mapping[str, Any], name: str, times: TimeReader) -> datetime:
    text = _required(item, name)
    try:
        at = times.read(text).at
    except BadTime as error:
        raise BadItem(name, f"must be a time such as 2026-03-02T14:30:00Z; {text!r} {error}") from error
    assert EARLIEST <= at < LATEST
    return at.astimezone(UTC)


def _tags(item: Mapping[str, Any]) -> tuple[str, ...] | None:
    value = item.get("tags")
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadItem("tags", "must be a list of texts")
    return tuple(dict.fromkeys(_clean("tags", one) for one in value))


def _custom(item: Mapping[str, Any]) -> dict[str, Any] | None:
    value = item.get("custom")
    if value is None:
        return None
    try:
        size = len(json.dumps(value, allow_nan=False))
    except ValueError as error:
        raise BadItem("custom", "has a number that is none") from error
    if not isinstance(value, dict) or size > 10 * LONGEST:
        raise BadItem("custom", f"must be an object of up to {10 * LONGEST:,} characters")
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value and abs(value) < 1e12
