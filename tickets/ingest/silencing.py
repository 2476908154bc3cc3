"""Takes text out of what is stored of some tickets and customers. Nothing that a number is made of changes."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps

from tickets.kinds import Kind

from .forgotten import COUNTED_CUSTOM, COUNTED_TAGS, TELLING, Forgotten, counted, free_text, hushed
from .records import EventRecord, snapshot_key

FREE_TEXT = {"tickets.Subscription": ("reason",)}
"""The columns of this app's rows that hold customers' own words; subjects, events and snapshots are known below."""

TICKETS = f"""
    UPDATE tickets_ticket t SET subject = NULL, tags = {COUNTED_TAGS.format("t")}, custom = {COUNTED_CUSTOM.format("t")}
    WHERE t.id = ANY(%(tickets)s) AND (subject IS NOT NULL OR NOT tags <@ %(tags)s::text[] 
        OR EXISTS (SELECT FROM jsonb_object_keys(custom) key WHERE key <> ALL(%(fields)s)))"""
EVENTS = """
    UPDATE tickets_event SET detail = NULL WHERE ticket_id = ANY(%(tickets)s) AND detail IS NOT NULL AND kind <> ALL(%(telling)s)"""
SNAPSHOTS = """
    SELECT s.id, s.state, c.external_id, t.id FROM tickets_snapshot s
    JOIN tickets_ticket t ON t.id = s.ticket_id LEFT JOIN tickets_customer c ON c.id = t.customer_id WHERE t.id = ANY(%(tickets)s)"""
ESCALATIONS = f"""
    SELECT e.id, e.key, t.id, t.source, t.external_id, e.at, agent.key, team.key FROM tickets_event e JOIN tickets_ticket t ON t.id = e.ticket_id
    LEFT JOIN tickets_label agent ON agent.id = e.agent_id LEFT JOIN tickets_label team ON team.id = e.team_id
    WHERE t.id = ANY(%(tickets)s) AND e.kind = {Kind.ESCALATED.value}"""


def silence(cursor: Any, *, tickets: Sequence[int], customers: Sequence[int] = ()) -> Counter[str]:
    """Take the text out of these tickets, of rows that belong to them, and of rows of these customers. Returns {table: rows changed}."""
    tags, fields = counted()
    asked = {"tickets": list(tickets), "customers": list(customers), "tags": sorted(tags), "fields": sorted(fields), "telling": [int(kind) for kind in TELLING]}
    done: Counter[str] = Counter()
    for table, statement in (("tickets_ticket", TICKETS), ("tickets_event", EVENTS), *_rows()):
        cursor.execute(statement, asked)
        done[table] += cursor.rowcount
    done["tickets_snapshot"] += _snapshots(cursor, asked)
    return done


def silence_arrived(cursor: Any, known: Forgotten, *, touched: Sequence[int]) -> None:
    """The same for tickets that a batch has touched and that turn out to be an erased customer's."""
    cursor.execute("SELECT id FROM tickets_ticket WHERE id = ANY(%s) AND customer_id = ANY(%s)", [list(touched), known.ids])
    if tickets := [found for (found,) in cursor.fetchall()]:
        silence(cursor, tickets=tickets)


def _rows() -> list[tuple[str, str]]:
    """For each table with customers' own words: the statement that takes them out."""
    found = []
    for label, columns in free_text().items():
        model = apps.get_model(label)
        names = {each.column for each in model._meta.concrete_fields}
        ways = [f"{column} = ANY(%({whose})s)" for column, whose in (("customer_id", "customers"), ("ticket_id", "tickets")) if column in names]
        nothing, something = ", ".join(f"{column} = NULL" for column in columns), " OR ".join(f"{column} IS NOT NULL" for column in columns)
        found.append((model._meta.db_table, f"UPDATE {model._meta.db_table} SET {nothing} WHERE ({' OR '.join(ways)}) AND ({something})"))
    return found


def _snapshots(cursor: Any, asked: Mapping[str, Any]) -> int:
    """Snapshots keep what a ticket said of itself; so must they be silenced, or the next one would bring it back."""
    cursor.execute(SNAPSHOTS, asked)
    changed, reasons = [], defaultdict(set)
    for number, state, alias, ticket in cursor.fetchall():
        told = json.loads(state) if isinstance(state, str) else state
        kept = {name: value for name, value in told.items() if name != "escalation_reason"}
        if "attributes" in told:
            kept["attributes"] = hushed(told["attributes"], alias)
        if "escalation_reason" in told:
            reasons[ticket].add(told["escalation_reason"])
        if kept != told:
            changed.append((json.dumps(kept, ensure_ascii=False), number))
    cursor.executemany("UPDATE tickets_snapshot SET state = %s::jsonb WHERE id = %s", changed)
    _rekey(cursor, reasons)
    return len(changed)


def _rekey(cursor: Any, reasons: Mapping[int, set[str]]) -> None:
    """Escalations that were drawn from snapshots are known by their reason too: give them the key that they would have had without it,
    so that the next snapshot finds them."""
    cursor.execute(ESCALATIONS, {"tickets": list(reasons)})
    changed = []
    for number, key, ticket, source, external_id, at, agent, team in cursor.fetchall():
        event = EventRecord(source, external_id, at, int(Kind.ESCALATED), agent=agent, team=team)
        if key.hex in {snapshot_key(event._replace(detail=reason)) for reason in reasons[ticket]}:
            changed.append({"key": snapshot_key(event), "number": number})
    free = "NOT EXISTS (SELECT FROM tickets_event known WHERE known.key = %(key)s::uuid)"
    cursor.executemany(f"UPDATE tickets_event SET key = %(key)s::uuid WHERE id = %(number)s AND {free}", changed)
