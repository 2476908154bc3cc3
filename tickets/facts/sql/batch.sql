-- fact_batch: the tickets to derive, each with its creation: the earliest CREATED event, else the earliest of any kind.
-- Its opening hours are counted by the clock whose slots begin at `clock_base`: its team's, else its channel's, else the default
-- one. Instants in microseconds since the epoch, so that every duration is exact.
CREATE TEMP TABLE fact_batch ON COMMIT DROP AS
WITH own AS (
    SELECT label_id, base FROM unnest(%(clock_labels)s::integer[], %(clock_bases)s::integer[]) AS own (label_id, base)
),
given AS (
    SELECT each.ticket_id, coalesce(t.is_outbound, false) AS is_outbound, coalesce(team.base, channel.base, 0) AS clock_base
    FROM (SELECT DISTINCT unnest(%(ticket_ids)s::bigint[]) AS ticket_id ORDER BY 1) each
    LEFT JOIN tickets_ticket t ON t.id = each.ticket_id
    LEFT JOIN own team ON team.label_id = t.team_id
    LEFT JOIN own channel ON channel.label_id = t.channel_id
)
SELECT
    given.ticket_id, given.is_outbound, given.clock_base,
    (date_part('epoch', coalesce(min(e.at) FILTER (WHERE e.kind = %(CREATED)s), min(e.at))) * 1e6)::bigint AS created,
    min(e.at) AS first_at, max(e.at) AS last_at
FROM given
LEFT JOIN tickets_event e ON e.ticket_id = given.ticket_id AND e.ticket_id BETWEEN %(first_id)s AND %(last_id)s
GROUP BY given.ticket_id, given.is_outbound, given.clock_base;

ALTER TABLE fact_batch ADD PRIMARY KEY (ticket_id);
ANALYZE fact_batch;
