-- fact_reply: the replies that ended a wait, in the columns of tickets_reply. Between two replies (one `turn`) the wait begins
-- with the first thing the customer did; before the first reply it began at creation, unless we wrote first. A wait outside the
-- clock's years (tickets.business_time) is a slip of the source and no row.
CREATE TEMP TABLE fact_reply (LIKE tickets_reply) ON COMMIT DROP;

WITH turns AS (
    SELECT
        e.ticket_id,
        max(e.id) FILTER (WHERE e.answers) AS event_id,
        max(e.us) FILTER (WHERE e.answers) AS us,
        max(e.clock) FILTER (WHERE e.answers) AS clock,
        max(e.author) FILTER (WHERE e.answers) AS author,
        CASE WHEN e.turn = 0 AND NOT e.is_outbound THEN min(e.created) ELSE min(e.us) FILTER (WHERE e.asks) END AS since,
        min(e.clock) FILTER (WHERE e.asks) AS since_clock,
        e.turn = 0 AND NOT e.is_outbound AS is_first
    FROM fact_event e
    WHERE e.answers OR e.asks
    GROUP BY e.ticket_id, e.turn, e.is_outbound
)
INSERT INTO fact_reply (event_id, ticket_id, replied_at, day, replied_by, hour, wait_seconds, wait_business)
SELECT
    w.event_id, w.ticket_id, to_timestamp(w.us / 1e6), (to_timestamp(w.us / 1e6) AT TIME ZONE %(zone)s)::date, w.author,
    (date_part('isodow', w.since_local) - 1) * 24 + date_part('hour', w.since_local),
    (w.us - w.since) / 1e6::float8, (w.clock - CASE WHEN w.is_first THEN m.created_clock ELSE w.since_clock END) / 1e6::float8
FROM (SELECT *, to_timestamp(since / 1e6) AT TIME ZONE %(zone)s AS since_local FROM turns) w
JOIN fact_mark m ON m.ticket_id = w.ticket_id
WHERE w.us IS NOT NULL AND w.since IS NOT NULL AND w.clock - CASE WHEN w.is_first THEN m.created_clock ELSE w.since_clock END IS NOT NULL;

-- fact_wait: the stretches in which a customer waited while the ticket was open, in the columns of tickets_wait but its id. The end
-- of a life ends a wait too, and who writes to a shut ticket does not wait until it is opened again. One that a source ends before
-- it began is empty.
CREATE TEMP TABLE fact_wait ON COMMIT DROP AS
WITH stretches AS (
    SELECT
        e.ticket_id, e.life, e.turn,
        CASE WHEN e.life = 1 AND e.turn = 0 AND NOT e.is_outbound THEN min(e.created) ELSE min(e.us) FILTER (WHERE e.is_asked_open) END AS started,
        min(e.us) FILTER (WHERE e.answers OR e.shuts) AS ended
    FROM fact_event e
    WHERE e.answers OR e.asks OR e.shuts OR e.n = 1
    GROUP BY e.ticket_id, e.life, e.turn, e.is_outbound
),
dated AS (
    SELECT
        ticket_id, row_number() OVER (PARTITION BY ticket_id ORDER BY life, turn)::integer AS number,
        to_timestamp(started / 1e6) AS started_at, to_timestamp(CASE WHEN ended IS NOT NULL THEN greatest(started, ended) END / 1e6) AS ended_at
    FROM stretches
    WHERE started IS NOT NULL
)
SELECT
    ticket_id, number, started_at, (started_at AT TIME ZONE %(zone)s)::date AS started_day,
    ended_at, (ended_at AT TIME ZONE %(zone)s)::date AS ended_day
FROM dated;

-- fact_life: the stretches in which the ticket was open, in the columns of tickets_ticketlife but its id. A life that a source
-- ends before it began is empty rather than negative.
CREATE TEMP TABLE fact_life ON COMMIT DROP AS
WITH lives AS (
    SELECT
        ticket_id, life::integer AS number,
        CASE WHEN life = 1 THEN min(created) ELSE min(us) FILTER (WHERE opens) END AS opened,
        max(us) FILTER (WHERE shuts) AS ended
    FROM fact_event
    WHERE shuts OR opens OR n = 1
    GROUP BY ticket_id, life
),
dated AS (
    SELECT ticket_id, number, to_timestamp(opened / 1e6) AS opened_at, to_timestamp(CASE WHEN ended IS NOT NULL THEN greatest(opened, ended) END / 1e6) AS ended_at
    FROM lives
)
SELECT
    ticket_id, number, opened_at, (opened_at AT TIME ZONE %(zone)s)::date AS opened_day,
    ended_at, (ended_at AT TIME ZONE %(zone)s)::date AS ended_day
FROM dated;
