"""Records as lines of PostgreSQL's COPY text format, in chunks: memory stays flat and Python's share of an import small."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from tickets.kinds import Dimension

from .records import EventRecord, TicketRecord

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": None})
_NULL = "\\N"
_CHUNK = 2_000

Labels = Mapping[tuple[int, str], int]


def escaped(text: str) -> str:
    """A field of COPY's text format. NUL, which PostgreSQL cannot hold, is left out."""
    return text if text.isalnum() else text.translate(_ESCAPES)


def printable(text: str) -> str:
    """The text without what neither an answer nor the database can hold: NUL, and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def ticket_lines(tickets: Iterable[TicketRecord], *, labels: Labels, customers: Mapping[tuple[str, str], int]) -> Iterator[bytes]:
    """Lines of the staging table ingest_ticket, in chunks."""
    return _chunks(_ticket_line(ticket, labels, customers) for ticket in tickets)


def event_lines(events: Iterable[tuple[str, EventRecord]], *, ids: Mapping[tuple[str, str], int], labels: Labels) -> Iterator[bytes]:
    """Lines of the staging table ingest_event, in chunks; `events` are (key, record), `ids` those of the tickets."""
    return _chunks(_event_line(key, event, ids, labels) for key, event in events)


def _chunks(lines: Iterator[str]) -> Iterator[bytes]:
    while chunk := "".join(islice(lines, _CHUNK)):
        yield chunk.encode("utf-8", "replace")


def _ticket_line(ticket: TicketRecord, labels: Labels, customers: Mapping[tuple[str, str], int]) -> str:
    subject, tags, custom = ticket.subject, ticket.tags, ticket.custom
    customer = customers[ticket.source, ticket.customer] if ticket.customer else _NULL
    outbound = _NULL if ticket.is_outbound is None else "t" if ticket.is_outbound else "f"
    stamps = _NULL if not ticket.stamps else json.dumps({name: at.isoformat() for name, at in ticket.stamps.items()})
    return (
        f"{escaped(ticket.source)}\t{escaped(ticket.external_id)}\t{_NULL if subject is None else escaped(subject)}"
        f"\t{labels[Dimension.CHANNEL, ticket.channel] if ticket.channel else _NULL}"
        f"\t{labels[Dimension.PRIORITY, ticket.priority] if ticket.priority else _NULL}"
        f"\t{labels[Dimension.TOPIC, ticket.topic] if ticket.topic else _NULL}"
        f"\t{labels[Dimension.TEAM, ticket.team] if ticket.team else _NULL}"
        f"\t{labels[Dimension.AGENT, ticket.agent] if ticket.agent else _NULL}"
        f"\t{customer}\t{_NULL if tags is None else _array(tags)}"
        f"\t{_NULL if custom is None else escaped(json.dumps(custom, ensure_ascii=False).replace(chr(92) + 'u0000', ''))}"
        f"\t{outbound}\t{ticket.known_at or _NULL}\t{_array(sorted(ticket.erased)) if ticket.erased else '{}'}\t{stamps}\n"
    )


def _array(values: Iterable[str]) -> str:
    quoted = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return escaped("{" + ",".join(quoted) + "}")


def _event_line(key: str, event: EventRecord, ids: Mapping[tuple[str, str], int], labels: Labels) -> str:
    source, ticket, at, kind, author, agent, team, is_public, reopens, detail, score, low, high, positive, _ = event
    rated = "\\N\t\\N\t\\N\t\\N" if score is None else f"{score!r}\t{_number(low)}\t{_number(high)}\t{_number(positive)}"
    return (
        f"{ids[source, ticket]}\t{at}\t{kind:d}\t{_NULL if author is None else int(author)}"
        f"\t{labels[_AGENT, agent] if agent else _NULL}\t{labels[_TEAM, team] if team else _NULL}"
        f"\t{'t' if is_public else 'f'}\t{'t' if reopens else 'f'}\t{_NULL if detail is None else escaped(detail)}\t{rated}\t{key}\n"
    )


_AGENT, _TEAM = int(Dimension.AGENT), int(Dimension.TEAM)


def _number(value: float | None) -> str:
    return _NULL if value is None else repr(float(value))
