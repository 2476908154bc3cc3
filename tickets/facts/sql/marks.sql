-- fact_mark: one row per ticket with the instants its history is measured between. Instants in microseconds since the epoch
-- (`us`) and, with the suffix _clock, of opening time. Both grow together, so the least of each belongs to the same event.
CREATE TEMP TABLE fact_mark ON COMMIT DROP AS
SELECT
    ticket_id,
    min(created) AS created,
    min(clock) FILTER (WHERE us = created) AS created_clock,
    min(us) FILTER (WHERE answers AND life = 1) AS first_reply,
    min(clock) FILTER (WHERE answers AND life = 1) AS first_reply_clock,
    min(n) FILTER (WHERE answers AND life = 1) AS first_reply_n,
    (min(n * 4 + author) FILTER (WHERE answers AND life = 1) & 3)::smallint AS first_reply_by,
    min(us) FILTER (WHERE answers AND life = 1 AND author = %(HUMAN)s) AS first_human,
    min(clock) FILTER (WHERE answers AND life = 1 AND author = %(HUMAN)s) AS first_human_clock,
    min(us) FILTER (WHERE answers AND life = 1 AND author = %(AI)s) AS first_ai,
    min(clock) FILTER (WHERE answers AND life = 1 AND author = %(AI)s) AS first_ai_clock,
    min(us) FILTER (WHERE speaks AND life = 1) AS first_any,
    min(clock) FILTER (WHERE speaks AND life = 1) AS first_any_clock,
    count(*) FILTER (WHERE is_reply)::integer AS replies,
    min(us) FILTER (WHERE resolves) AS first_resolved,
    min(clock) FILTER (WHERE resolves) AS first_resolved_clock,
    min(n) FILTER (WHERE resolves) AS first_resolved_n,
    nullif(min(n * 4 + coalesce(resolver, 0)) FILTER (WHERE resolves) & 3, 0)::smallint AS first_resolver,
    max(us) FILTER (WHERE resolves) AS last_resolved,
    max(clock) FILTER (WHERE resolves) AS last_resolved_clock,
    nullif(max(n * 4 + coalesce(resolver, 0)) FILTER (WHERE resolves) & 3, 0)::smallint AS last_resolver,
    -- The last turn of the ticket: 2 resolved, 1 shut without a resolution, 0 (or none) open.
    coalesce(max(n * 4 + CASE WHEN resolves THEN 2 WHEN shuts THEN 1 ELSE 0 END) FILTER (WHERE shuts OR opens) & 3, 0) AS standing,
    min(us) FILTER (WHERE is_comeback) AS reopened,
    count(*) FILTER (WHERE is_comeback)::integer AS reopens,
    min(us) FILTER (WHERE kind = %(ESCALATED)s) AS escalated,
    min(clock) FILTER (WHERE kind = %(ESCALATED)s) AS escalated_clock,
    bool_or(kind = %(SPAM)s) AS is_spam,
    bool_or(kind = %(MERGED)s) AS is_merged,
    coalesce(bool_or(author = %(HUMAN)s) FILTER (WHERE kind NOT IN (%(RATED)s, %(CREATED)s)), false) AS by_human,
    coalesce(bool_or(author = %(AI)s) FILTER (WHERE kind NOT IN (%(RATED)s, %(CREATED)s)), false) AS by_ai,
    coalesce(bool_or(author = %(HUMAN)s) FILTER (WHERE kind = %(CREATED)s), false) AS created_by_human,
    coalesce(bool_or(author = %(AI)s) FILTER (WHERE kind = %(CREATED)s), false) AS created_by_ai
FROM fact_event
GROUP BY ticket_id;

ANALYZE fact_mark (ticket_id);
