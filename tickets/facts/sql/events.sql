-- fact_event: the batch's events in the order they are told, each with what it did to its ticket.
--
-- A ticket is open from the start. It is shut by the first SOLVED, CLOSED, MERGED or SPAM, opens again by the first reopening
-- after that, and so on; once merged or spam it stays shut. So all one must know before an event is the last such step, which a
-- running maximum of (instant, kind, step) tells in one pass over events sorted once.
CREATE TEMP TABLE fact_event ON COMMIT DROP AS
WITH seen AS (
    SELECT
        e.id, e.ticket_id, (date_part('epoch', e.at) * 1e6)::bigint AS us, b.created, b.is_outbound, b.clock_base, e.kind, e.key, e.author, e.agent_id, e.team_id, e.reopens,
        e.kind = %(MESSAGE)s AND e.is_public AND e.author IN (%(HUMAN)s, %(AI)s) AS is_reply,
        e.kind = %(MESSAGE)s AND e.is_public AND e.author IN (%(HUMAN)s, %(AI)s, %(AUTOMATIC)s) AS is_word,
        e.kind = %(MESSAGE)s AND e.is_public AND e.author = %(CUSTOMER)s AS is_inquiry,
        e.kind IN (%(MERGED)s, %(SPAM)s) AS sets_aside,
        CASE
            WHEN e.kind IN (%(SOLVED)s, %(CLOSED)s, %(MERGED)s, %(SPAM)s) THEN 0
            WHEN e.reopens OR e.kind = %(REOPENED)s OR (e.kind = %(STATUS_CHANGED)s AND lower(e.detail) = ANY(%(open_statuses)s)) THEN 1
        END AS step
    FROM tickets_event e
    JOIN fact_batch b ON b.ticket_id = e.ticket_id
    WHERE e.ticket_id BETWEEN %(first_id)s AND %(last_id)s
),
placed AS (
    SELECT
        seen.*,
        row_number() OVER before AS n,
        coalesce(max(us * 32 + kind * 2 + step) OVER before & 1, 1) = 1 AND bool_or(sets_aside) OVER before IS NOT TRUE AS was_open,
        bool_or(sets_aside) OVER before IS TRUE AS was_aside
    FROM seen
    WINDOW before AS (PARTITION BY ticket_id ORDER BY us, kind, key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
turned AS (
    SELECT
        *,
        step IS NOT DISTINCT FROM 0 AND was_open AS shuts,
        step IS NOT DISTINCT FROM 1 AND NOT was_open AND NOT was_aside AS opens,
        us >= created AND is_reply AS answers
    FROM placed
),
numbered AS (
    SELECT
        *,
        1 + opens::integer + count(*) FILTER (WHERE opens) OVER before AS life,
        count(*) FILTER (WHERE answers) OVER before AS turn,
        (max(n * 4 + author) FILTER (WHERE is_reply) OVER before & 3)::smallint AS last_reply_by
    FROM turned
    WINDOW before AS (PARTITION BY ticket_id ORDER BY us, kind, key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
judged AS (
    SELECT
        *,
        -- Silence is not success: what a rule shuts is resolved only if a human had the last word.
        shuts AND NOT sets_aside AND (author IS DISTINCT FROM %(AUTOMATIC)s OR last_reply_by IS NOT DISTINCT FROM %(HUMAN)s) AS resolves,
        opens AND (author IS NULL OR author = %(CUSTOMER)s OR (reopens AND kind <> %(REOPENED)s)) AS is_comeback,
        us >= created AND (is_inquiry OR (opens AND (author IS NULL OR author = %(CUSTOMER)s OR kind = %(REOPENED)s))) AS asks
    FROM numbered
)
SELECT
    e.id, e.ticket_id, e.n, e.us, c.opened * 1000000::bigint + c.is_open * (e.us %% 900000000) AS clock,
    e.created, e.is_outbound, e.kind, e.author, e.agent_id, e.team_id, e.is_reply, e.is_word AND e.us >= e.created AS speaks, e.is_inquiry,
    e.shuts, e.opens, e.resolves, e.is_comeback, e.asks, e.asks AND (e.was_open OR e.opens) AS is_asked_open, e.answers, e.life, e.turn,
    CASE WHEN NOT e.resolves THEN NULL WHEN e.author IN (%(HUMAN)s, %(AI)s) THEN e.author ELSE e.last_reply_by END AS resolver
FROM judged e
LEFT JOIN tickets_businessslot c ON c.slot = CASE WHEN e.us BETWEEN 0 AND %(clock_end)s - 1 THEN (e.clock_base + e.us / 900000000)::integer END;

ANALYZE fact_event (ticket_id, turn, life);
