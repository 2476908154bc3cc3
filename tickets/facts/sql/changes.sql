-- fact_changed: the tickets of which anything stored differs from what is true now. Everything below is for these alone.
CREATE TEMP TABLE fact_changed ON COMMIT DROP AS
SELECT b.ticket_id
FROM fact_batch b
LEFT JOIN fact_new n ON n.ticket_id = b.ticket_id
LEFT JOIN tickets_ticketfact f ON f.ticket_id = b.ticket_id
WHERE ROW(n.*) IS DISTINCT FROM ROW(f.*);

ALTER TABLE fact_changed ADD PRIMARY KEY (ticket_id);
ANALYZE fact_changed;

INSERT INTO fact_changed
WITH same AS (
    SELECT b.ticket_id FROM fact_batch b WHERE NOT EXISTS (SELECT FROM fact_changed c WHERE c.ticket_id = b.ticket_id)
),
was AS (SELECT r.* FROM tickets_reply r JOIN same ON same.ticket_id = r.ticket_id),
is_now AS (SELECT r.* FROM fact_reply r JOIN same ON same.ticket_id = r.ticket_id),
lived AS (
    SELECT l.ticket_id, l.number, l.opened_at, l.opened_day, l.ended_at, l.ended_day
    FROM tickets_ticketlife l JOIN same ON same.ticket_id = l.ticket_id
),
lives AS (SELECT l.* FROM fact_life l JOIN same ON same.ticket_id = l.ticket_id),
waited AS (
    SELECT w.ticket_id, w.number, w.started_at, w.started_day, w.ended_at, w.ended_day
    FROM tickets_wait w JOIN same ON same.ticket_id = w.ticket_id
),
waits AS (SELECT w.* FROM fact_wait w JOIN same ON same.ticket_id = w.ticket_id)
SELECT coalesce(was.ticket_id, is_now.ticket_id)
FROM was FULL JOIN is_now ON is_now.event_id = was.event_id
WHERE ROW(was.*) IS DISTINCT FROM ROW(is_now.*)
UNION
SELECT coalesce(lived.ticket_id, lives.ticket_id)
FROM lived FULL JOIN lives ON lives.ticket_id = lived.ticket_id AND lives.number = lived.number
WHERE ROW(lived.*) IS DISTINCT FROM ROW(lives.*)
UNION
SELECT coalesce(waited.ticket_id, waits.ticket_id)
FROM waited FULL JOIN waits ON waits.ticket_id = waited.ticket_id AND waits.number = waited.number
WHERE ROW(waited.*) IS DISTINCT FROM ROW(waits.*);
