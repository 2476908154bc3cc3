-- fact_batch: the tickets to derive, each with its creation: the earliest CREATED event, else the earliest of any kind.
-- Instants in microseconds since the epoch, so that every duration is exact.
CREATE TEMP TABLE fact_batch ON COMMIT DROP AS
SELECT
    given.ticket_id,
    (date_part('epoch', coalesce(min(e.at) FILTER (WHERE e.kind = %(CREATED)s), min(e.at))) * 1e6)::bigint AS created,
    min(e.at) AS first_at, max(e.at) AS last_at
FROM (SELECT DISTINCT unnest(%(ticket_ids)s::bigint[]) AS ticket_id ORDER BY 1) given
LEFT JOIN tickets_event e ON e.ticket_id = given.ticket_id AND e.ticket_id BETWEEN %(first_id)s AND %(last_id)s
GROUP BY given.ticket_id;

ALTER TABLE fact_batch ADD PRIMARY KEY (ticket_id);
ANALYZE fact_batch;
