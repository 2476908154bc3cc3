-- fact_event: the batch's events in the order they are told, each with what it did to its ticket.
--
-- A ticket is open from the start. It is shut by the first SOLVED, CLOSED, MERGED or SPAM, opens again by the first reopening
-- after that, and so on; once merged or spam it never opens again. All of that is "the last step before this event", which a
-- running maximum of (position, step) tells in one pass over events sorted once.
CREATE TEMP TABLE fact_event ON COMMIT DROP AS
WITH seen AS (
    SELECT
        e.id, e.ticket_id, (date_part('epoch', e.at) * 1e6)::bigint AS us, e.kind, e.key, e.author, e.agent_id, e.team_id,
        e.reopens,
        e.kind = %(MESSAGE)s AND e.is_public AND e.author IN (%(HUMAN)s, %(AI)s) AS is_reply,
        e.kind = %(MESSAGE)s AND e.is_public AND e.author = %(CUSTOMER)s AS is_inquiry,
        e.kind IN (%(SOLVED)s, %(CLOSED)s, %(MERGED)s, %(SPAM)s) AS may_shut,
        e.reopens OR e.kind = %(REOPENED)s OR (e.kind = %(STATUS_CHANGED)s AND lower(e.detail) = ANY(%(open_statuses)s)) AS may_open
    FROM tickets_event e
    JOIN fact_batch b ON b.ticket_id = e.ticket_id
    WHERE e.ticket_id BETWEEN %(first_id)s AND %(last_id)s
),
placed AS (
    SELECT
        seen.*,
        row_number() OVER told AS n,
        coalesce(bool_or(kind IN (%(MERGED)s, %(SPAM)s)) OVER before, false) AS is_aside,
        coalesce(min(us) FILTER (WHERE kind = %(CREATED)s) OVER whole, min(us) OVER whole) AS created
    FROM seen
    WINDOW
        whole AS (PARTITION BY ticket_id),
        told AS (PARTITION BY ticket_id ORDER BY us, kind, key),
        before AS (PARTITION BY ticket_id ORDER BY us, kind, key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
stepped AS (
    SELECT *, CASE WHEN may_shut THEN 0 WHEN may_open AND NOT is_aside THEN 1 END AS step FROM placed
),
walked AS (
    SELECT
        *,
        coalesce(max(n * 2 + step) OVER before & 1, 1) = 1 AS was_open,
        (max(n * 4 + author) FILTER (WHERE is_reply) OVER before & 3)::smallint AS last_reply_by
    FROM stepped
    WINDOW before AS (PARTITION BY ticket_id ORDER BY us, kind, key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
turned AS (
    SELECT
        *,
        coalesce(step = 0 AND was_open, false) AS shuts,
        coalesce(step = 1 AND NOT was_open, false) AS opens,
        us >= created AND is_reply AS answers
    FROM walked
),
numbered AS (
    SELECT
        *,
        -- Silence is not success: what a rule shuts is resolved only if a human had the last word.
        shuts AND kind IN (%(SOLVED)s, %(CLOSED)s)
            AND (author IS DISTINCT FROM %(AUTOMATIC)s OR coalesce(last_reply_by = %(HUMAN)s, false)) AS resolves,
        opens AND (author IS NULL OR author = %(CUSTOMER)s OR (reopens AND kind <> %(REOPENED)s)) AS is_comeback,
        us >= created AND (is_inquiry OR (opens AND (author IS NULL OR author = %(CUSTOMER)s OR kind = %(REOPENED)s))) AS asks,
        1 + count(*) FILTER (WHERE opens) OVER told AS life,
        count(*) FILTER (WHERE answers) OVER before AS turn
    FROM turned
    WINDOW
        told AS (PARTITION BY ticket_id ORDER BY us, kind, key ROWS UNBOUNDED PRECEDING),
        before AS (PARTITION BY ticket_id ORDER BY us, kind, key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT
    e.id, e.ticket_id, e.n, e.us, c.opened * 1000000::bigint + c.is_open * (e.us - c.slot * 900000000::bigint) AS clock,
    e.created, e.kind, e.author, e.agent_id, e.team_id, e.is_reply, e.is_inquiry,
    e.shuts, e.opens, e.resolves, e.is_comeback, e.asks, e.answers, e.life, e.turn,
    CASE WHEN NOT e.resolves THEN NULL WHEN e.author IN (%(HUMAN)s, %(AI)s) THEN e.author ELSE e.last_reply_by END AS resolver
FROM numbered e
LEFT JOIN tickets_businessslot c ON c.slot = (e.us / 900000000)::integer;

ANALYZE fact_event (ticket_id, turn, life);
