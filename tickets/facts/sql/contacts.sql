-- fact_contact: what came between first reply and first resolution, and within the confirmation window after it.
CREATE TEMP TABLE fact_contact ON COMMIT DROP AS
SELECT
    e.ticket_id,
    bool_or(e.is_inquiry AND e.us > m.first_resolved AND e.us <= m.first_resolved + %(window_us)s) AS asked_again,
    coalesce(bool_or(e.is_inquiry AND e.n > m.first_reply_n AND e.n < m.first_resolved_n), false) AS asked_between,
    bool_or(e.is_comeback AND e.n > m.first_resolved_n AND e.us <= m.first_resolved + %(window_us)s) AS came_back,
    bool_or(e.kind = %(ESCALATED)s AND e.us <= m.first_resolved + %(window_us)s) AS escalated,
    bool_or(e.kind = %(ESCALATED)s AND e.n > m.first_resolved_n AND e.us <= m.first_resolved + %(window_us)s) AS escalated_after
FROM fact_event e
JOIN fact_mark m ON m.ticket_id = e.ticket_id
WHERE m.first_resolved_n IS NOT NULL AND (e.is_inquiry OR e.is_comeback OR e.kind = %(ESCALATED)s)
GROUP BY e.ticket_id;

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
