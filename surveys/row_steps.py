"""SQL beside the upsert of answers and invitations: ratings of tickets become events, and invitations learn that they were answered."""

from typing import Any

from surveys.models import SurveyKind
from tickets.ingest.rows.declare import Counts
from tickets.kinds import Author, Kind

# The event that an answer is: its key is that of the answer, so that sending it again finds it.
KEY = "md5(concat_ws(chr(31), {0}.source, 'survey answer', {0}.external_id))::uuid"
COLUMNS = "at, kind, author, agent_id, is_public, reopens, detail, score, scale_low, scale_high, positive_from"
SAID = (
    f"{{0}}.at, {Kind.RATED.value}::smallint, {Author.CUSTOMER.value}::smallint, {{0}}.agent_id, true, false, {{0}}.comment,"
    " {0}.score, {0}.scale_low, {0}.scale_high, {0}.positive_from"
)

PLACED = f"""
    CREATE TEMP TABLE rows_rated ON COMMIT DROP AS
    SELECT {KEY.format("s")} AS key, s.*, NOT s.is_deleted AND s.kind = {SurveyKind.CSAT.value} AND s.ticket_id IS NOT NULL AS is_rating
    FROM rows_in s
"""

# Events of answers that were of another ticket, or are ratings no longer.
RETRACT = """
    WITH gone AS (
        DELETE FROM tickets_event e USING rows_rated r WHERE e.key = r.key AND (NOT r.is_rating OR e.ticket_id <> r.ticket_id)
        RETURNING e.ticket_id, r.is_deleted
    ), touched AS (INSERT INTO tickets_touchedticket (ticket_id) SELECT DISTINCT ticket_id FROM gone)
    SELECT count(*) FILTER (WHERE is_deleted), count(*) FILTER (WHERE NOT is_deleted) FROM gone
"""
RATE = f"""
    WITH written AS (
        INSERT INTO tickets_event AS e (ticket_id, {COLUMNS}, key)
        SELECT r.ticket_id, {SAID.format("r")}, r.key FROM rows_rated r WHERE r.is_rating ORDER BY r.key
        ON CONFLICT (key) DO UPDATE SET ({COLUMNS}) = ({", ".join(f"excluded.{name}" for name in COLUMNS.split(", "))})
        WHERE ({", ".join(f"e.{name}" for name in COLUMNS.split(", "))}) IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in COLUMNS.split(", "))})
        RETURNING ticket_id, xmax = 0 AS is_new
    ), touched AS (INSERT INTO tickets_touchedticket (ticket_id) SELECT DISTINCT ticket_id FROM written)
    SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""
MOVED = """
    SELECT count(*) FROM surveys_answer a JOIN rows_rated r ON r.source = a.source AND r.external_id = a.external_id WHERE r.is_rating
"""
LEAVE = "UPDATE rows_in s SET is_deleted = true FROM rows_rated r WHERE r.source = s.source AND r.external_id = s.external_id AND r.is_rating"

# Which invitations answers name, and named before: those are looked at again.
INVITED = """
    CREATE TEMP TABLE rows_invited ON COMMIT DROP AS
    SELECT a.source, a.invitation FROM surveys_answered a JOIN rows_rated r ON r.source = a.source AND r.external_id = a.answer
    UNION SELECT source, invitation FROM rows_rated WHERE invitation IS NOT NULL AND NOT is_deleted
"""
FORGET = """
    DELETE FROM surveys_answered a USING rows_rated r
    WHERE r.source = a.source AND r.external_id = a.answer AND (r.is_deleted OR r.invitation IS NULL)
"""
REMEMBER = """
    INSERT INTO surveys_answered AS a (source, answer, invitation)
    SELECT source, external_id, invitation FROM rows_rated WHERE invitation IS NOT NULL AND NOT is_deleted ORDER BY source, external_id
    ON CONFLICT (source, answer) DO UPDATE SET invitation = excluded.invitation WHERE a.invitation <> excluded.invitation
"""
_IS_ANSWERED = "EXISTS (SELECT FROM surveys_answered a WHERE a.source = i.source AND a.invitation = i.external_id)"
ANSWER = f"""
    WITH answered AS (
        UPDATE surveys_invitation i SET is_answered = NOT i.is_answered FROM rows_invited n
        WHERE n.source = i.source AND n.invitation = i.external_id AND i.is_answered <> {_IS_ANSWERED}
        RETURNING i.day
    )
    INSERT INTO tickets_touchedday (day) SELECT DISTINCT day FROM answered
"""
END = "DROP TABLE rows_rated, rows_invited"

ANSWERED_AFTER = (
    f"""
    UPDATE surveys_invitation i SET is_answered = NOT i.is_answered FROM rows_in s
    WHERE s.source = i.source AND s.external_id = i.external_id AND i.is_answered <> {_IS_ANSWERED}
    """,
)

# Answers that waited for their ticket: they become its ratings. Their days were touched when they were linked.
RATE_LINKED = (
    f"""
    WITH waited AS (
        DELETE FROM surveys_answer a WHERE a.ticket_id = ANY(%(arrived)s) AND a.kind = {SurveyKind.CSAT.value} RETURNING a.*
    )
    INSERT INTO tickets_event (ticket_id, {COLUMNS}, key)
    SELECT w.ticket_id, {SAID.format("w")}, {KEY.format("w")} FROM waited w ORDER BY w.source, w.external_id ON CONFLICT (key) DO NOTHING
    """,
)


def place_ratings(cursor: Any) -> Counts:
    """Turn satisfaction answers that name a known ticket into its events, and tell invitations of all answers."""
    cursor.execute(PLACED)
    cursor.execute(RETRACT)
    deleted, replaced = cursor.fetchone()
    cursor.execute(RATE)
    created, updated = cursor.fetchone()
    cursor.execute(MOVED)
    (moved,) = cursor.fetchone()
    for statement in (LEAVE, INVITED, FORGET, REMEMBER, ANSWER, END):
        cursor.execute(statement)
    return Counts(created=created - moved - replaced, updated=updated + moved + replaced, deleted=deleted - moved)
