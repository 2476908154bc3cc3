"""The SQL of a load. `rows_in` has the rows as they came, then those that change anything; `rows_was` what the table held instead."""

from collections.abc import Sequence
from functools import cache

from .declare import RowKind

END = "DROP TABLE rows_in, rows_was"


@cache
def staging(kind: RowKind) -> str:
    return f"CREATE TEMP TABLE rows_in ON COMMIT DROP AS SELECT {', '.join(kind.columns)}, false AS is_deleted FROM {kind.table} WITH NO DATA"


def copying(kind: RowKind) -> str:
    return f"COPY rows_in ({', '.join(kind.columns)}, is_deleted) FROM STDIN"


@cache
def resolving(kind: RowKind) -> tuple[str, ...]:
    """The tickets the rows name, where they are known, and the local day of their instant (%(zone)s)."""
    tickets = "UPDATE rows_in s SET ticket_id = t.id FROM tickets_ticket t WHERE t.source = s.ticket_source AND t.external_id = s.ticket_ref"
    days = "UPDATE rows_in SET day = (at AT TIME ZONE %(zone)s)::date"
    return (*([tickets] if kind.names_tickets else []), *([days] if kind.has_instant else []))


@cache
def comparing(kind: RowKind) -> tuple[str, str]:
    """Keep what the table holds of rows that differ, and forget the others."""
    held, said = _row("t", kind), _row("s", kind)
    was = f"""
        CREATE TEMP TABLE rows_was ON COMMIT DROP AS
        SELECT t.*, s.is_deleted FROM {kind.table} t JOIN rows_in s ON s.source = t.source AND s.external_id = t.external_id
        WHERE s.is_deleted OR {held} IS DISTINCT FROM {said}"""
    same = f"""
        DELETE FROM rows_in s USING rows_in own LEFT JOIN {kind.table} t ON t.source = own.source AND t.external_id = own.external_id
        WHERE own.ctid = s.ctid AND CASE WHEN s.is_deleted THEN t.id IS NULL ELSE t.id IS NOT NULL AND {held} IS NOT DISTINCT FROM {said} END"""
    return was, same


def deleting(kind: RowKind) -> str:
    return f"DELETE FROM {kind.table} t USING rows_was w WHERE t.id = w.id AND w.is_deleted"


@cache
def writing(kind: RowKind) -> str:
    """Answers how many rows were created, and how many updated."""
    columns = ", ".join(kind.columns)
    started = "".join(f", {name}" for name in kind.fresh), "".join(f", {value}" for value in kind.fresh.values())
    return f"""
        WITH written AS (
            INSERT INTO {kind.table} AS t ({columns}{started[0]})
            SELECT {columns}{started[1]} FROM rows_in WHERE NOT is_deleted ORDER BY source, external_id
            ON CONFLICT (source, external_id) DO UPDATE SET ({columns}) = {_row("excluded", kind)}
            WHERE {_row("t", kind)} IS DISTINCT FROM {_row("excluded", kind)}
            RETURNING xmax = 0 AS is_new
        )
        SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written"""


@cache
def touching(kind: RowKind) -> tuple[str, ...]:
    """The days that changed rows leave and enter, and the tickets whose facts depend on them."""
    days = f"""
        INSERT INTO tickets_touchedday (day)
        SELECT DISTINCT day FROM (
            SELECT unnest(ARRAY[{", ".join(kind.days)}]) AS day FROM rows_was
            UNION ALL SELECT unnest(ARRAY[{", ".join(kind.days)}]) FROM rows_in WHERE NOT is_deleted
        ) days WHERE day IS NOT NULL"""
    tickets = """
        INSERT INTO tickets_touchedticket (ticket_id)
        SELECT DISTINCT ticket_id FROM (SELECT ticket_id FROM rows_was UNION ALL SELECT ticket_id FROM rows_in WHERE NOT is_deleted) tickets
        WHERE ticket_id IS NOT NULL"""
    return (*([days] if kind.days else []), *([tickets] if kind.touches_tickets else []))


def waiting(kinds: Sequence[RowKind]) -> str:
    """The keys of the kinds of which any row waits for its ticket: usually none, and then tickets cost nothing more."""
    return " UNION ALL ".join(
        f"SELECT '{kind.key}' WHERE EXISTS (SELECT FROM {kind.table} WHERE ticket_id IS NULL AND ticket_ref IS NOT NULL)" for kind in kinds
    )


def linking(kind: RowKind) -> str:
    """Link the rows that have waited for tickets %(arrived)s, and touch their days."""
    return f"""
        WITH linked AS (
            UPDATE {kind.table} r SET ticket_id = t.id FROM tickets_ticket t
            WHERE t.id = ANY(%(arrived)s) AND r.ticket_id IS NULL AND r.ticket_ref IS NOT NULL AND r.ticket_source = t.source AND r.ticket_ref = t.external_id
            RETURNING r.day
        )
        INSERT INTO tickets_touchedday (day) SELECT DISTINCT day FROM linked"""


def following(kind: RowKind) -> str:
    """The days of the rows of tickets %(changed)s."""
    return f"INSERT INTO tickets_touchedday (day) SELECT DISTINCT day FROM {kind.table} WHERE ticket_id = ANY(%(changed)s)"


def redating(kind: RowKind) -> str:
    """Each row on the local day that it has in %(zone)s."""
    return f"""
        WITH moved AS (
            UPDATE {kind.table} t SET day = (t.at AT TIME ZONE %(zone)s)::date FROM {kind.table} was
            WHERE was.id = t.id AND t.day <> (t.at AT TIME ZONE %(zone)s)::date
            RETURNING was.day AS left_day, t.day AS entered_day
        )
        INSERT INTO tickets_touchedday (day) SELECT left_day FROM moved UNION SELECT entered_day FROM moved"""


def _row(alias: str, kind: RowKind) -> str:
    return f"({', '.join(f'{alias}.{name}' for name in kind.columns)})"
