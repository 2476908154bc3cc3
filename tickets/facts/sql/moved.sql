-- Stored tickets whose is_repeated or is_durable may no longer hold, since a ticket of the batch entered or left their window:
-- it is new, gone, counted or not any more, or has another customer, topic or time of creation. Runs before facts are written.
WITH stored AS (
    SELECT f.ticket_id, f.customer_id, f.topic_id, f.created_at, f.exclusion IS NULL AS is_counted
    FROM tickets_ticketfact f JOIN fact_changed c ON c.ticket_id = f.ticket_id
),
now_is AS (
    SELECT n.ticket_id, n.customer_id, n.topic_id, n.created_at, n.exclusion IS NULL AS is_counted
    FROM fact_new n JOIN fact_changed c ON c.ticket_id = n.ticket_id
),
moved AS (
    (SELECT * FROM stored EXCEPT SELECT * FROM now_is)
    UNION ALL
    (SELECT * FROM now_is EXCEPT SELECT * FROM stored)
),
neighbour AS (
    SELECT DISTINCT f.ticket_id
    FROM moved m
    JOIN tickets_ticketfact f ON f.customer_id = m.customer_id AND f.topic_id = m.topic_id
    WHERE m.is_counted
        AND (
            m.created_at BETWEEN f.created_at AND f.created_at + make_interval(secs => %(window_seconds)s)
            OR m.created_at BETWEEN f.first_resolved_at AND f.first_resolved_at + make_interval(secs => %(window_seconds)s)
        )
)
SELECT n.ticket_id
FROM neighbour n
WHERE NOT EXISTS (SELECT FROM fact_batch b WHERE b.ticket_id = n.ticket_id)
ORDER BY n.ticket_id;
