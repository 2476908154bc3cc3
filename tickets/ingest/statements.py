"""The SQL of ingest: one staging table and one upsert for tickets, one of each for events."""

LABELS = ("channel", "priority", "topic", "team", "agent")
VALUES = ("subject", *(f"{name}_id" for name in LABELS), "customer_id", "tags", "custom", "is_outbound")
_ATTRIBUTE = {f"{name}_id": name for name in (*LABELS, "customer")}
_UNSAID = {"tags": "'{}'::text[]", "custom": "'{}'::jsonb", "is_outbound": "false"}

STAGING = (
    """CREATE TEMPORARY TABLE IF NOT EXISTS ingest_ticket (
        source text, external_id text, subject text, channel_id int, priority_id int, topic_id int, team_id int, agent_id int, customer_id bigint,
        tags text[], custom jsonb, is_outbound boolean, known_at timestamptz, erased text[], stamps jsonb)""",
    """CREATE TEMPORARY TABLE IF NOT EXISTS ingest_event (
        ticket_id bigint, at timestamptz, kind smallint, author smallint, agent_id int, team_id int, is_public boolean, reopens boolean, detail text,
        score float8, scale_low float8, scale_high float8, positive_from float8, key uuid)""",
    "TRUNCATE ingest_ticket, ingest_event",
)
COPY_TICKETS = "COPY ingest_ticket FROM STDIN"
COPY_EVENTS = "COPY ingest_event FROM STDIN"

ADD_LABELS = """
INSERT INTO tickets_label (dimension, key, name, is_active)
SELECT dimension, key, key, true FROM unnest(%s::smallint[], %s::text[]) AS said (dimension, key)
WHERE NOT EXISTS (SELECT FROM tickets_label known WHERE known.dimension = said.dimension AND known.key = said.key)
ORDER BY dimension, key ON CONFLICT (dimension, key) DO NOTHING"""
FIND_LABELS = """
SELECT dimension, key, id FROM tickets_label JOIN unnest(%s::smallint[], %s::text[]) AS said (dimension, key) USING (dimension, key)"""

ADD_CUSTOMERS = """
INSERT INTO tickets_customer (source, external_id)
SELECT source, external_id FROM unnest(%s::text[], %s::text[]) AS said (source, external_id)
WHERE NOT EXISTS (SELECT FROM tickets_customer known WHERE known.source = said.source AND known.external_id = said.external_id)
ORDER BY source, external_id ON CONFLICT (source, external_id) DO NOTHING"""
FIND_CUSTOMERS = """
SELECT source, external_id, id FROM tickets_customer JOIN unnest(%s::text[], %s::text[]) AS said (source, external_id) USING (source, external_id)"""

FIND_TICKETS = """
SELECT known.source, known.external_id, known.id FROM tickets_ticket known JOIN ingest_ticket USING (source, external_id)"""


def _old_stamp(column: str) -> str:
    """The instant of what the table holds; -infinity where it holds nothing or does not know since when."""
    said = f"t.{column} <> {_UNSAID[column]}" if column in _UNSAID else f"t.{column} IS NOT NULL"
    if column == "is_outbound":
        said = "t.is_outbound"
    name = _ATTRIBUTE.get(column, column)
    return f"coalesce((t.stamps->>'{name}')::timestamptz, CASE WHEN {said} THEN t.known_at END, '-infinity')"


def _new_stamp(column: str) -> str:
    return f"coalesce((s.stamps->>'{_ATTRIBUTE.get(column, column)}')::timestamptz, s.known_at)"


def _takes(column: str) -> str:
    """True where what is said now stands: it says something, and not about an earlier instant."""
    said = f"(s.{column} IS NOT NULL OR '{_ATTRIBUTE.get(column, column)}' = ANY (s.erased))"
    return f"({said} AND coalesce({_new_stamp(column)} >= {_old_stamp(column)}, true))"


def _value(column: str) -> str:
    if column == "custom":
        older_first = "CASE WHEN 'custom' = ANY (s.erased) THEN '{}' ELSE t.custom END || coalesce(s.custom, '{}')"
        return f"CASE WHEN {_takes(column)} THEN {older_first} ELSE coalesce(s.custom, '{{}}') || t.custom END"
    fallback = f", {_UNSAID[column]}" if column in _UNSAID else ""
    taken = f"coalesce(s.{column}{fallback})" if fallback else f"s.{column}"
    return f"CASE WHEN {_takes(column)} THEN {taken} ELSE t.{column} END"


def _stamp(column: str) -> str:
    """The instant of the attribute as it will stand, where it differs from that of the whole ticket."""
    old, new = _old_stamp(column), _new_stamp(column)
    stamp = f"CASE WHEN {_takes(column)} THEN greatest({old}, {new}) ELSE {old} END"
    name = _ATTRIBUTE.get(column, column)
    return f"'{name}', nullif(nullif({stamp}, '-infinity'), greatest(t.known_at, s.known_at))"


def _first(column: str) -> str:
    """What a new ticket starts with."""
    return f"coalesce(s.{column}, {_UNSAID[column]})" if column in _UNSAID else f"s.{column}"


def _upsert_tickets() -> str:
    columns = ", ".join(VALUES)
    merged = ", ".join(f"{_value(column)} AS {column}" for column in VALUES)
    stamps = ", ".join(_stamp(column) for column in VALUES)
    everything = f"{columns}, known_at, stamps"
    current = ", ".join(f"tickets_ticket.{column}" for column in (*VALUES, "known_at", "stamps"))
    excluded = ", ".join(f"excluded.{column}" for column in (*VALUES, "known_at", "stamps"))
    return f"""
WITH fresh AS (
    SELECT s.* FROM ingest_ticket s WHERE NOT EXISTS (SELECT FROM tickets_ticket t WHERE t.source = s.source AND t.external_id = s.external_id)
), heard AS (
    SELECT source, external_id, {", ".join(f"{_first(column)} AS {column}" for column in VALUES)}, known_at, stamps FROM fresh s
    UNION ALL
    SELECT s.source, s.external_id, {merged}, greatest(t.known_at, s.known_at), nullif(jsonb_strip_nulls(jsonb_build_object({stamps})), '{{}}')
    FROM ingest_ticket s JOIN tickets_ticket t USING (source, external_id)
)
INSERT INTO tickets_ticket (source, external_id, {everything})
SELECT source, external_id, {everything} FROM heard ORDER BY source, external_id
ON CONFLICT (source, external_id) DO UPDATE SET ({everything}) = ({excluded})
WHERE ({current}) IS DISTINCT FROM ({excluded})
RETURNING id, xmax = 0"""


UPSERT_TICKETS = _upsert_tickets()

_EVENT = ("at", "kind", "author", "agent_id", "team_id", "is_public", "reopens", "detail", "score", "scale_low", "scale_high", "positive_from")
_EVENT_COLUMNS = ", ".join(_EVENT)
_EXCLUDED = ", ".join(f"excluded.{name}" for name in _EVENT)

UPSERT_EVENTS = f"""
WITH written AS (
    INSERT INTO tickets_event (ticket_id, {_EVENT_COLUMNS}, key)
    SELECT s.ticket_id, {", ".join(f"s.{name}" for name in _EVENT)}, s.key
    FROM ingest_event s LEFT JOIN tickets_event known ON known.key = s.key
    WHERE known.id IS NULL OR ({", ".join(f"known.{name}" for name in _EVENT)}) IS DISTINCT FROM ({", ".join(f"s.{name}" for name in _EVENT)})
    ON CONFLICT (key) DO UPDATE SET ({_EVENT_COLUMNS}) = ({_EXCLUDED})
    WHERE ({", ".join(f"tickets_event.{name}" for name in _EVENT)}) IS DISTINCT FROM ({_EXCLUDED})
    RETURNING ticket_id, xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new), coalesce(array_agg(DISTINCT ticket_id), '{{}}') FROM written"""

RETRACT_EVENTS = """
WITH gone AS (DELETE FROM tickets_event WHERE key = ANY (%s::uuid[]) RETURNING ticket_id)
SELECT count(*), coalesce(array_agg(DISTINCT ticket_id), '{}') FROM gone"""

TOUCH = "INSERT INTO tickets_touchedticket (ticket_id) SELECT unnest(%s::bigint[])"

# Batches of one account take turns, so that two imports at once neither deadlock nor overwrite each other's merge.
TAKE_TURN = "SELECT pg_advisory_xact_lock(1768843636, hashtext(current_schema()))"
