-- fact_moved: where the batch's counted tickets appear or vanish, by customer, topic and creation: they are new, gone, counted or
-- not any more, or have another customer, topic or time. Runs before facts are written.
CREATE TEMP TABLE fact_moved ON COMMIT DROP AS
WITH stored AS (
    SELECT f.ticket_id, f.customer_id, f.topic_id, f.created_at
    FROM tickets_ticketfact f JOIN fact_changed c ON c.ticket_id = f.ticket_id
    WHERE f.exclusion IS NULL AND f.customer_id IS NOT NULL AND f.topic_id IS NOT NULL
),
now_is AS (
    SELECT n.ticket_id, n.customer_id, n.topic_id, n.created_at
    FROM fact_new n JOIN fact_changed c ON c.ticket_id = n.ticket_id
    WHERE n.exclusion IS NULL AND n.customer_id IS NOT NULL AND n.topic_id IS NOT NULL
)
(SELECT * FROM stored EXCEPT SELECT * FROM now_is)
UNION ALL
(SELECT * FROM now_is EXCEPT SELECT * FROM stored);

CREATE INDEX ON fact_moved (customer_id, topic_id, created_at);
ANALYZE fact_moved;
