"""What the account has already: tickets of earlier files, and snapshots kept so that those of a later file find the ones they differ from."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from tickets.ingest import Batch, EventRecord, Loaded, load
from tickets.ingest.statements import TAKE_TURN

from .snapshot_rows import Snapshot, standing
from .state import from_json, to_json

Draw = Callable[[Sequence[Snapshot]], list[EventRecord]]

FIND = """
SELECT t.external_id, s.at, s.position, s.digest, s.state
FROM tickets_ticket t JOIN tickets_snapshot s ON s.ticket_id = t.id WHERE t.source = %s AND t.external_id = ANY (%s)"""

UPSERT = """
INSERT INTO tickets_snapshot (ticket_id, at, position, digest, state)
SELECT t.id, said.at, said.position, said.digest, said.state
FROM unnest(%s::text[], %s::timestamptz[], %s::bigint[], %s::uuid[], %s::jsonb[]) AS said (external_id, at, position, digest, state)
JOIN tickets_ticket t ON t.source = %s AND t.external_id = said.external_id
ORDER BY t.id, said.digest
ON CONFLICT (ticket_id, digest) DO UPDATE SET (at, position, state) = (excluded.at, excluded.position, excluded.state)
WHERE (tickets_snapshot.at, tickets_snapshot.position, tickets_snapshot.state) IS DISTINCT FROM (excluded.at, excluded.position, excluded.state)"""


def known_tickets(source: str, tickets: Iterable[str]) -> list[str]:
    """Those of the tickets that are in the account already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT external_id FROM tickets_ticket WHERE source = %s AND external_id = ANY (%s)", [source, list(tickets)])
        return [ticket for (ticket,) in cursor.fetchall()]


def keep(snapshots: Mapping[str, Mapping[str, Snapshot]], *, source: str, draw: Draw) -> Loaded:
    """Add snapshots, as {ticket: {digest: snapshot}}, to those kept, and bring the tickets' events up to date with all of them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE_TURN)
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
        added_now = [one for some in snapshots.values() for one in some.values()]
        columns = ([one.ticket for one in added_now], [one.at for one in added_now], [one.position for one in added_now],
                   [one.digest for one in added_now], [json.dumps(to_json(one.state)) for one in added_now])  # fmt: skip
        cursor.execute(UPSERT, [*columns, source])
    return loaded


def _kept(cursor: Any, source: str, tickets: list[str]) -> dict[str, dict[str, Snapshot]]:
    cursor.execute(FIND, [source, tickets])
    found: dict[str, dict[str, Snapshot]] = {}
    for ticket, at, position, digest, state in cursor.fetchall():
        data = json.loads(state) if isinstance(state, str) else state
        found.setdefault(ticket, {})[digest.hex] = Snapshot(source, ticket, at, position, digest.hex, from_json(data))
    return found
