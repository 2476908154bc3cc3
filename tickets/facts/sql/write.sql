-- Put what changed in place: gone rows deleted, others inserted or updated where they differ.
DELETE FROM tickets_ticketfact f
USING fact_changed c
WHERE f.ticket_id = c.ticket_id AND NOT EXISTS (SELECT FROM fact_new n WHERE n.ticket_id = f.ticket_id);

INSERT INTO tickets_ticketfact AS f ({fact_columns})
SELECT {fact_columns} FROM fact_new n WHERE EXISTS (SELECT FROM fact_changed c WHERE c.ticket_id = n.ticket_id)
ON CONFLICT (ticket_id) DO UPDATE SET ({fact_columns}) = ROW({excluded_fact_columns})
WHERE ROW(f.*) IS DISTINCT FROM ROW(excluded.*);

DELETE FROM tickets_reply r
USING fact_changed c
WHERE r.ticket_id = c.ticket_id AND NOT EXISTS (SELECT FROM fact_reply n WHERE n.event_id = r.event_id);

INSERT INTO tickets_reply AS r (event_id, ticket_id, replied_at, day, replied_by, hour, wait_seconds, wait_business)
SELECT event_id, ticket_id, replied_at, day, replied_by, hour, wait_seconds, wait_business
FROM fact_reply n
WHERE EXISTS (SELECT FROM fact_changed c WHERE c.ticket_id = n.ticket_id)
ON CONFLICT (event_id) DO UPDATE
SET ticket_id = excluded.ticket_id, replied_at = excluded.replied_at, day = excluded.day, replied_by = excluded.replied_by,
    hour = excluded.hour, wait_seconds = excluded.wait_seconds, wait_business = excluded.wait_business
WHERE ROW(r.*) IS DISTINCT FROM ROW(excluded.*);

DELETE FROM tickets_ticketlife l
USING fact_changed c
WHERE l.ticket_id = c.ticket_id AND NOT EXISTS (SELECT FROM fact_life n WHERE n.ticket_id = l.ticket_id AND n.number = l.number);

INSERT INTO tickets_ticketlife AS l (ticket_id, number, opened_at, opened_day, ended_at, ended_day)
SELECT ticket_id, number, opened_at, opened_day, ended_at, ended_day
FROM fact_life n
WHERE EXISTS (SELECT FROM fact_changed c WHERE c.ticket_id = n.ticket_id)
ON CONFLICT (ticket_id, number) DO UPDATE
SET opened_at = excluded.opened_at, opened_day = excluded.opened_day, ended_at = excluded.ended_at, ended_day = excluded.ended_day
WHERE (l.opened_at, l.ended_at, l.opened_day, l.ended_day) IS DISTINCT FROM (excluded.opened_at, excluded.ended_at, excluded.opened_day, excluded.ended_day);

DELETE FROM tickets_wait w
USING fact_changed c
WHERE w.ticket_id = c.ticket_id AND NOT EXISTS (SELECT FROM fact_wait n WHERE n.ticket_id = w.ticket_id AND n.number = w.number);

INSERT INTO tickets_wait AS w (ticket_id, number, started_at, started_day, ended_at, ended_day)
SELECT ticket_id, number, started_at, started_day, ended_at, ended_day
FROM fact_wait n
WHERE EXISTS (SELECT FROM fact_changed c WHERE c.ticket_id = n.ticket_id)
ON CONFLICT (ticket_id, number) DO UPDATE
SET started_at = excluded.started_at, started_day = excluded.started_day, ended_at = excluded.ended_at, ended_day = excluded.ended_day
WHERE (w.started_at, w.ended_at, w.started_day, w.ended_day) IS DISTINCT FROM (excluded.started_at, excluded.ended_at, excluded.started_day, excluded.ended_day);
