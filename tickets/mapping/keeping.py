"""What the account has already: tickets of earlier files, and snapshots kept so that those of a later file find the ones they differ from."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, transaction

from tickets.ingest import Batch, EventRecord, Loaded, forgotten, load
from tickets.ingest.copying import escaped
from tickets.ingest.statements import TAKE_TURN

from .snapshot_rows import Snapshot, standing
from .state import from_json, to_json

Draw = Callable[[Sequence[Snapshot]], list[EventRecord]]

FIND = """
SELECT t.external_id, s.at, s.position, s.digest, s.state
FROM tickets_ticket t JOIN tickets_snapshot s ON s.ticket_id = t.id WHERE t.source = %s AND t.external_id = ANY (%s)"""

STAGING = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS ingest_snapshot (external_id text, at timestamptz, position bigint, digest uuid, state jsonb)",
    "TRUNCATE ingest_snapshot",
)
COPY = "COPY ingest_snapshot FROM STDIN"
UPSERT = """
INSERT INTO tickets_snapshot (ticket_id, at, position, digest, state)
SELECT t.id, said.at, said.position, said.digest, said.state
FROM ingest_snapshot said JOIN tickets_ticket t ON t.source = %s AND t.external_id = said.external_id
ORDER BY t.id, said.digest
ON CONFLICT (ticket_id, digest) DO UPDATE SET (at, position, state) = (excluded.at, excluded.position, excluded.state)
WHERE (tickets_snapshot.at, tickets_snapshot.position, tickets_snapshot.state) IS DISTINCT FROM (excluded.at, excluded.position, excluded.state)"""


def known_tickets(source: str, tickets: Iterable[str]) -> list[str]:
    """Those of the tickets that are in the account already; no other import adds one before the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURN)
        cursor.execute("SELECT external_id FROM tickets_ticket WHERE source = %s AND external_id = ANY (%s)", [source, list(tickets)])
        return [ticket for (ticket,) in cursor.fetchall()]


def keep(snapshots: Mapping[str, Mapping[str, Snapshot]], *, source: str, draw: Draw) -> Loaded:
    """Add snapshots, as {ticket: {digest: snapshot}}, to those kept, and bring the tickets' events up to date with all of them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE_TURN)
        snapshots = _hushed(cursor, source, snapshots)
        kept = _kept(cursor, source, list(snapshots))
        tickets, events, retracted = [], [], []
        for ticket, added in snapshots.items():
            before = kept.get(ticket, {})
            now = {**before, **added}
            tickets.append(standing(list(now.values())))
            drawn = draw(list(now.values()))
            events += drawn
            if before and before != now:
                left = {event.key for event in drawn}
                retracted += [event.key for event in draw(list(before.values())) if event.key is not None and event.key not in left]
        loaded = load(Batch(tickets, events, retracted))
        _upsert(cursor, source, [one for some in snapshots.values() for one in some.values()])
    return loaded


def _hushed(cursor: Any, source: str, snapshots: Mapping[str, Mapping[str, Snapshot]]) -> Mapping[str, Mapping[str, Snapshot]]:
    """The snapshots, those of erased customers' tickets without text."""
    known = forgotten.forgotten(cursor)
    if known is None:
        return snapshots
    called, theirs = forgotten.names(cursor, known), forgotten.aliases(cursor, known, source=source, tickets=list(snapshots))
    found = {}
    for ticket, some in snapshots.items():
        named = known.find((source, one.state.attributes["customer"]) for one in some.values() if one.state.attributes.get("customer"))
        alias = theirs.get(ticket) or next((called[number] for number in named.values()), None)
        found[ticket] = some if alias is None else {digest: _without_text(one, alias) for digest, one in some.items()}
    return found


def _without_text(one: Snapshot, alias: str) -> Snapshot:
    return one._replace(state=replace(one.state, escalation_reason=None, attributes=forgotten.hushed(one.state.attributes, alias)))


def _upsert(cursor: Any, source: str, snapshots: Iterable[Snapshot]) -> None:
    for statement in STAGING:
        cursor.execute(statement)
    with cursor.copy(COPY) as copy:
        for one in snapshots:
            state = json.dumps(to_json(one.state), ensure_ascii=False)
            line = f"{escaped(one.ticket)}\t{one.at}\t{one.position}\t{one.digest}\t{escaped(state)}\n"
            copy.write(line.encode("utf-8", "replace"))
    cursor.execute(UPSERT, [source])


def _kept(cursor: Any, source: str, tickets: list[str]) -> dict[str, dict[str, Snapshot]]:
    cursor.execute(FIND, [source, tickets])
    found: dict[str, dict[str, Snapshot]] = {}
    for ticket, at, position, digest, state in cursor.fetchall():
        data = json.loads(state) if isinstance(state, str) else state
        found.setdefault(ticket, {})[digest.hex] = Snapshot(source, ticket, at, position, digest.hex, from_json(data))
    return found
