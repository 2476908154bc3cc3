-- The stored tickets whose next contact may be another now: fact_moved has something in their longest window, and no later than
-- what comes first in it as it is stored.
-- A customer may have very many tickets on a topic, so each looks once into the moved ones instead of being joined with all.
WITH pair AS (
    SELECT customer_id, topic_id, min(created_at) - make_interval(secs => %(reach_seconds)s) AS first_at, max(created_at) AS last_at
    FROM fact_moved
    GROUP BY customer_id, topic_id
),
near AS (
    SELECT
        f.ticket_id, f.customer_id, f.topic_id, f.created_at, f.first_resolved_at,
        f.created_at + make_interval(secs => coalesce(f.repeated_after, %(reach_seconds)s)) AS created_until,
        f.first_resolved_at + make_interval(secs => coalesce(f.durability_broken_after, %(reach_seconds)s)) AS resolved_until
    FROM pair
    JOIN tickets_ticketfact f ON f.customer_id = pair.customer_id AND f.topic_id = pair.topic_id
    WHERE f.created_at BETWEEN pair.first_at AND pair.last_at OR f.first_resolved_at BETWEEN pair.first_at AND pair.last_at
)
SELECT f.ticket_id
FROM near f
WHERE NOT EXISTS (SELECT FROM fact_batch b WHERE b.ticket_id = f.ticket_id)
    AND (
        EXISTS (
            SELECT FROM fact_moved m
            WHERE m.customer_id = f.customer_id AND m.topic_id = f.topic_id
                AND m.created_at BETWEEN f.created_at AND f.created_until
        )
        OR EXISTS (
            SELECT FROM fact_moved m
            WHERE m.customer_id = f.customer_id AND m.topic_id = f.topic_id
                AND m.created_at BETWEEN f.first_resolved_at AND f.resolved_until
        )
    )
ORDER BY f.ticket_id;
