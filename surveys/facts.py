"""Rated events become responses: the last answer of a ticket stands. Called by tickets.facts, in its transaction."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from tickets import business_time
from tickets.kinds import Kind
from tickets.ratings import default_positive_from

RATED = """
    CREATE TEMP TABLE response_rated ON COMMIT DROP AS
    SELECT e.ticket_id, e.at, e.key, e.score, e.scale_low AS low, e.scale_high AS high, e.positive_from
    FROM tickets_event e
    WHERE e.ticket_id = ANY(%(ticket_ids)s) AND e.kind = %(rated)s
        AND e.score BETWEEN e.scale_low AND e.scale_high AND e.scale_low < e.scale_high
"""

# The answer that stands, per ticket. A score off its scale, or without one, says nothing, so it is no response.
STANDING = """
    CREATE TEMP TABLE response_new ON COMMIT DROP AS
    SELECT DISTINCT ON (r.ticket_id)
        r.ticket_id, r.at AS responded_at, (r.at AT TIME ZONE %(zone)s)::date AS day,
        r.score, r.low AS scale_low, r.high AS scale_high, r.score >= coalesce(r.positive_from, s.positive_from) AS is_positive
    FROM response_rated r
    LEFT JOIN unnest(%(lows)s::float8[], %(highs)s::float8[], %(thresholds)s::float8[]) AS s (low, high, positive_from)
        ON s.low = r.low AND s.high = r.high
    ORDER BY r.ticket_id, r.at DESC, r.key DESC
"""

# Days of responses that differ, old and new; and of those whose ticket's other facts changed, for they are counted by them.
TOUCH = """
    INSERT INTO tickets_touchedday (day)
    WITH stored AS (SELECT * FROM surveys_response WHERE ticket_id = ANY(%(ticket_ids)s)),
    different AS (
        SELECT stored.day AS was, n.day AS is_now
        FROM stored FULL JOIN response_new n ON n.ticket_id = stored.ticket_id
        WHERE ROW(stored.*) IS DISTINCT FROM ROW(n.*)
    )
    SELECT was FROM different WHERE was IS NOT NULL
    UNION
    SELECT is_now FROM different WHERE is_now IS NOT NULL
    UNION
    SELECT day FROM surveys_response WHERE ticket_id = ANY(%(changed)s)
"""

WRITE = """
    DELETE FROM surveys_response r
    WHERE r.ticket_id = ANY(%(ticket_ids)s) AND NOT EXISTS (SELECT FROM response_new n WHERE n.ticket_id = r.ticket_id);

    INSERT INTO surveys_response AS r (ticket_id, responded_at, day, score, scale_low, scale_high, is_positive)
    SELECT ticket_id, responded_at, day, score, scale_low, scale_high, is_positive FROM response_new
    ON CONFLICT (ticket_id) DO UPDATE
    SET responded_at = excluded.responded_at, day = excluded.day, score = excluded.score, scale_low = excluded.scale_low,
        scale_high = excluded.scale_high, is_positive = excluded.is_positive
    WHERE ROW(r.*) IS DISTINCT FROM ROW(excluded.*);

    DROP TABLE response_rated, response_new
"""


def derive(ticket_ids: Sequence[int], *, changed: Sequence[int] = ()) -> None:
    """Bring these tickets' responses up to date and touch the days that differ; `changed` lists tickets whose facts did change."""
    parameters: dict[str, Any] = {
        "ticket_ids": list(ticket_ids),
        "changed": list(changed),
        "zone": business_time.zone(),
        "rated": Kind.RATED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(RATED, parameters)
        parameters |= _default_thresholds(cursor)
        for statement in (STANDING, TOUCH, WRITE):
            cursor.execute(statement, parameters)


def _default_thresholds(cursor: CursorWrapper) -> dict[str, list[float]]:
    """For the scales that came without a threshold of their own, ours, as three parallel lists."""
    cursor.execute("SELECT DISTINCT low, high FROM response_rated WHERE positive_from IS NULL")
    scales = cursor.fetchall()
    return {
        "lows": [low for low, _ in scales],
        "highs": [high for _, high in scales],
        "thresholds": [default_positive_from(low, high) for low, high in scales],
    }
