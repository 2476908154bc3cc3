-- fact_peer: the counted tickets of the batch's customers and topics, as they will stand after it, as far as the longest
-- window reaches.
CREATE TEMP TABLE fact_peer ON COMMIT DROP AS
WITH pair AS (
    SELECT
        customer_id, topic_id, least(min(created_at), min(first_resolved_at)) AS first_at,
        greatest(max(created_at), max(first_resolved_at)) + make_interval(secs => %(reach_seconds)s) AS last_at
    FROM fact_new
    WHERE customer_id IS NOT NULL AND topic_id IS NOT NULL
    GROUP BY customer_id, topic_id
)
SELECT f.customer_id, f.topic_id, f.created_at, f.ticket_id
FROM pair
JOIN tickets_ticketfact f
    ON f.customer_id = pair.customer_id AND f.topic_id = pair.topic_id AND f.created_at BETWEEN pair.first_at AND pair.last_at
WHERE f.exclusion IS NULL AND NOT EXISTS (SELECT FROM fact_batch b WHERE b.ticket_id = f.ticket_id)
UNION ALL
SELECT customer_id, topic_id, created_at, ticket_id
FROM fact_new
WHERE exclusion IS NULL AND customer_id IS NOT NULL AND topic_id IS NOT NULL;

CREATE INDEX ON fact_peer (customer_id, topic_id, created_at, ticket_id);
ANALYZE fact_peer;

-- Windows end so many seconds later in elapsed time: an interval of days would follow the session's clock changes.
UPDATE fact_new n
SET
    repeated_after = near.repeated_after,
    is_repeated = coalesce(near.repeated_after <= %(window_seconds)s, false),
    durability_broken_after = least(n.durability_broken_after, near.returned_after),
    is_durable = n.is_durable AND coalesce(near.returned_after > %(window_seconds)s, true)
FROM (
    SELECT
        s.ticket_id,
        (
            SELECT extract(epoch FROM p.created_at - s.created_at)::float8
            FROM fact_peer p
            WHERE p.customer_id = s.customer_id AND p.topic_id = s.topic_id
                AND (p.created_at, p.ticket_id) > (s.created_at, s.ticket_id)
                AND p.created_at <= s.created_at + make_interval(secs => %(reach_seconds)s)
            ORDER BY p.created_at, p.ticket_id
            LIMIT 1
        ) AS repeated_after,
        (
            SELECT extract(epoch FROM p.created_at - s.first_resolved_at)::float8
            FROM fact_peer p
            WHERE p.customer_id = s.customer_id AND p.topic_id = s.topic_id AND p.ticket_id <> s.ticket_id
                AND p.created_at > s.first_resolved_at
                AND p.created_at <= s.first_resolved_at + make_interval(secs => %(reach_seconds)s)
            ORDER BY p.created_at, p.ticket_id
            LIMIT 1
        ) AS returned_after
    FROM fact_new s
    WHERE s.customer_id IS NOT NULL AND s.topic_id IS NOT NULL
) near
WHERE near.ticket_id = n.ticket_id;
