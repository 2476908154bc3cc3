-- Every local day a changed ticket is counted on, as it was stored and as it is now. Runs before anything is written.
INSERT INTO tickets_touchedday (day)
SELECT DISTINCT days.day
FROM (
    SELECT unnest(ARRAY[f.created_day, f.first_resolved_day, f.resolved_day, f.escalated_day]) AS day
    FROM tickets_ticketfact f JOIN fact_changed c ON c.ticket_id = f.ticket_id
    UNION ALL
    SELECT unnest(ARRAY[n.created_day, n.first_resolved_day, n.resolved_day, n.escalated_day])
    FROM fact_new n JOIN fact_changed c ON c.ticket_id = n.ticket_id
    UNION ALL
    SELECT r.day FROM tickets_reply r JOIN fact_changed c ON c.ticket_id = r.ticket_id
    UNION ALL
    SELECT r.day FROM fact_reply r JOIN fact_changed c ON c.ticket_id = r.ticket_id
    UNION ALL
    SELECT unnest(ARRAY[l.opened_day, l.ended_day]) FROM tickets_ticketlife l JOIN fact_changed c ON c.ticket_id = l.ticket_id
    UNION ALL
    SELECT unnest(ARRAY[l.opened_day, l.ended_day]) FROM fact_life l JOIN fact_changed c ON c.ticket_id = l.ticket_id
    UNION ALL
    SELECT unnest(ARRAY[w.started_day, w.ended_day]) FROM tickets_wait w JOIN fact_changed c ON c.ticket_id = w.ticket_id
    UNION ALL
    SELECT unnest(ARRAY[w.started_day, w.ended_day]) FROM fact_wait w JOIN fact_changed c ON c.ticket_id = w.ticket_id
) days
WHERE days.day IS NOT NULL;
