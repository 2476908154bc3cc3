-- fact_contact: what came between first reply and first resolution, and how long after it the first thing that speaks against it
-- as a first contact, or as lasting, in microseconds (0: before it), as far as the longest window reaches.
CREATE TEMP TABLE fact_contact ON COMMIT DROP AS
SELECT
    e.ticket_id,
    coalesce(bool_or(e.is_inquiry AND e.n > m.first_reply_n AND e.n < m.first_resolved_n), false) AS asked_between,
    min(greatest(e.us - m.first_resolved, 0)) FILTER (
        WHERE e.us <= m.first_resolved + %(reach_us)s
        AND ((e.is_inquiry AND e.us > m.first_resolved) OR (e.is_comeback AND e.n > m.first_resolved_n) OR e.kind = %(ESCALATED)s)
    ) AS contact_broken,
    min(e.us - m.first_resolved) FILTER (
        WHERE e.us <= m.first_resolved + %(reach_us)s AND e.n > m.first_resolved_n AND (e.is_comeback OR e.kind = %(ESCALATED)s)
    ) AS durability_broken
FROM fact_event e
JOIN fact_mark m ON m.ticket_id = e.ticket_id
WHERE m.first_resolved_n IS NOT NULL AND (e.is_inquiry OR e.is_comeback OR e.kind = %(ESCALATED)s)
GROUP BY e.ticket_id;

-- fact_failed: the tickets whose latest review was not passed, and when that was.
CREATE TEMP TABLE fact_failed ON COMMIT DROP AS
SELECT ticket_id, (date_part('epoch', at) * 1e6)::bigint AS us
FROM (
    SELECT DISTINCT ON (r.ticket_id) r.ticket_id, r.at, r.is_passed
    FROM tickets_qareview r
    JOIN fact_batch b ON b.ticket_id = r.ticket_id
    ORDER BY r.ticket_id, r.at DESC, r.source DESC, r.external_id DESC
) latest
WHERE NOT is_passed;

-- fact_handover: how often the ticket changed hands. A hand-over is compared with the last holder named before; where either
-- names no agent, teams are compared. One that goes with a transfer or escalation at the same instant is that same move.
CREATE TEMP TABLE fact_handover ON COMMIT DROP AS
WITH handed AS (
    SELECT
        ticket_id, n, kind, agent_id, team_id,
        bool_or(kind <> %(ASSIGNED)s) OVER (PARTITION BY ticket_id, us) AS is_move,
        max(n << 32 | agent_id::bigint) OVER before & 4294967295 AS last_agent,
        max(n << 32 | team_id::bigint) OVER before & 4294967295 AS last_team
    FROM fact_event
    WHERE kind IN (%(ASSIGNED)s, %(TRANSFERRED)s, %(ESCALATED)s)
    WINDOW before AS (PARTITION BY ticket_id ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT
    ticket_id,
    count(*) FILTER (
        WHERE kind = %(TRANSFERRED)s
        OR (NOT is_move AND CASE WHEN agent_id IS NOT NULL AND last_agent IS NOT NULL THEN agent_id <> last_agent ELSE team_id <> last_team END)
    )::integer AS transfers
FROM handed
GROUP BY ticket_id;
