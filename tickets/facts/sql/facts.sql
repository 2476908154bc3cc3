-- fact_new: the batch's rows of tickets_ticketfact, but for what other tickets decide (neighbours.sql). Whether the resolution
-- lasted says so far what the ticket's own history says.
CREATE TEMP TABLE fact_new (LIKE tickets_ticketfact) ON COMMIT DROP;

WITH promise AS (
    SELECT l.id AS priority_id, s.first_reply_seconds, s.resolution_seconds, s.in_business_time
    FROM tickets_slatarget s
    JOIN tickets_label l ON l.dimension = %(PRIORITY)s AND l.key = s.priority
    WHERE s.priority <> ''
),
today AS (
    SELECT clocks.clock_base, a.us, s.opened * 1000000::bigint + s.is_open * (a.us %% 900000000) AS clock
    FROM (SELECT (date_part('epoch', %(as_of)s::timestamptz) * 1e6)::bigint AS us) a
    CROSS JOIN (SELECT DISTINCT clock_base FROM fact_batch) clocks
    LEFT JOIN tickets_businessslot s ON s.slot = (clocks.clock_base + a.us / 900000000)::integer
),
live AS (
    SELECT id AS channel_id FROM tickets_label WHERE dimension = %(CHANNEL)s AND lower(key) = ANY(%(live_channels)s)
),
measured AS (
    SELECT
        m.*, t.channel_id, t.priority_id, t.topic_id, t.team_id, t.agent_id, t.customer_id, b.is_outbound,
        to_timestamp(m.created / 1e6) AT TIME ZONE %(zone)s AS created_local,
        CASE WHEN m.standing = 2 THEN m.last_resolved END AS resolved,
        CASE WHEN m.standing = 2 THEN m.last_resolver END AS resolver,
        m.standing = 2 AND m.last_resolved >= m.escalated AS is_taken_care_of,
        (m.first_reply - m.created) / 1e6::float8 AS reply_seconds,
        (m.first_reply_clock - m.created_clock) / 1e6::float8 AS reply_business,
        CASE WHEN m.first_resolved >= m.created THEN (m.first_resolved - m.created) / 1e6::float8 END AS first_seconds,
        CASE WHEN m.first_resolved >= m.created THEN (m.first_resolved_clock - m.created_clock) / 1e6::float8 END AS first_business,
        CASE WHEN m.standing = 2 AND m.last_resolved >= m.created THEN (m.last_resolved - m.created) / 1e6::float8 END AS last_seconds,
        CASE WHEN m.standing = 2 AND m.last_resolved >= m.created THEN (m.last_resolved_clock - m.created_clock) / 1e6::float8 END AS last_business,
        (today.us - m.created) / 1e6::float8 AS open_seconds,
        (today.clock - m.created_clock) / 1e6::float8 AS open_business,
        m.by_human OR (b.is_outbound AND m.created_by_human) AS with_human,
        m.by_ai OR (b.is_outbound AND m.created_by_ai) AS with_ai,
        CASE WHEN p.priority_id IS NULL THEN d.first_reply_seconds ELSE p.first_reply_seconds END AS reply_target,
        CASE WHEN p.priority_id IS NULL THEN d.resolution_seconds ELSE p.resolution_seconds END AS resolution_target,
        coalesce(p.in_business_time, d.in_business_time) AS in_business_time
    FROM fact_mark m
    JOIN tickets_ticket t ON t.id = m.ticket_id
    JOIN fact_batch b ON b.ticket_id = m.ticket_id
    JOIN today ON today.clock_base = b.clock_base
    LEFT JOIN promise p ON p.priority_id = t.priority_id
    LEFT JOIN tickets_slatarget d ON d.priority = ''
),
promised AS (
    SELECT
        *,
        CASE WHEN in_business_time THEN reply_business ELSE reply_seconds END AS reply_taken,
        CASE WHEN in_business_time THEN last_business ELSE last_seconds END AS resolution_taken,
        CASE WHEN standing = 0 THEN CASE WHEN in_business_time THEN open_business ELSE open_seconds END END AS open_for
    FROM measured
),
broken AS (
    SELECT
        p.*,
        CASE WHEN c.asked_between AND live.channel_id IS NULL THEN 0 ELSE c.contact_broken END AS contact_broken,
        least(c.durability_broken, CASE WHEN q.us <= p.first_resolved + %(reach_us)s THEN greatest(q.us - p.first_resolved, 0) END) AS durability_broken
    FROM promised p
    LEFT JOIN fact_contact c ON c.ticket_id = p.ticket_id
    LEFT JOIN fact_failed q ON q.ticket_id = p.ticket_id
    LEFT JOIN live ON live.channel_id = p.channel_id
)
INSERT INTO fact_new (
    ticket_id, created_at, created_day, created_hour, channel_id, priority_id, topic_id, team_id, agent_id, customer_id,
    exclusion, handled_by, is_open,
    first_reply_at, first_reply_by, first_reply_seconds, first_reply_business,
    first_human_reply_at, first_human_reply_seconds, first_human_reply_business,
    first_ai_reply_at, first_ai_reply_seconds, first_ai_reply_business, first_any_reply_seconds, first_any_reply_business, replies,
    first_resolved_at, first_resolved_day, first_resolver, first_resolution_seconds, first_resolution_business,
    resolved_at, resolved_day, resolver, resolution_seconds, resolution_business,
    reopened_at, reopens, escalated_at, escalated_day, escalation_resolution_seconds, escalation_resolution_business, transfers,
    contact_broken_after, is_first_contact, durability_broken_after, is_durable, ai_outcome, first_reply_sla_met, resolution_sla_met
)
SELECT
    p.ticket_id, to_timestamp(p.created / 1e6), p.created_local::date, date_part('hour', p.created_local),
    p.channel_id, p.priority_id, p.topic_id, p.team_id, p.agent_id, p.customer_id,
    CASE WHEN p.is_spam THEN %(EXCLUDED_SPAM)s WHEN p.is_merged THEN %(EXCLUDED_MERGED)s WHEN p.is_outbound THEN %(EXCLUDED_OUTBOUND)s END,
    CASE WHEN p.with_human AND p.with_ai THEN %(BY_MIXED)s WHEN p.with_human THEN %(BY_HUMAN)s WHEN p.with_ai THEN %(BY_AI)s END,
    p.standing = 0,
    to_timestamp(p.first_reply / 1e6), p.first_reply_by, p.reply_seconds, p.reply_business,
    to_timestamp(p.first_human / 1e6), (p.first_human - p.created) / 1e6::float8, (p.first_human_clock - p.created_clock) / 1e6::float8,
    to_timestamp(p.first_ai / 1e6), (p.first_ai - p.created) / 1e6::float8, (p.first_ai_clock - p.created_clock) / 1e6::float8,
    (p.first_any - p.created) / 1e6::float8, (p.first_any_clock - p.created_clock) / 1e6::float8,
    p.replies,
    to_timestamp(p.first_resolved / 1e6), (to_timestamp(p.first_resolved / 1e6) AT TIME ZONE %(zone)s)::date,
    p.first_resolver, p.first_seconds, p.first_business,
    to_timestamp(p.resolved / 1e6), (to_timestamp(p.resolved / 1e6) AT TIME ZONE %(zone)s)::date,
    p.resolver, p.last_seconds, p.last_business,
    to_timestamp(p.reopened / 1e6), p.reopens,
    to_timestamp(p.escalated / 1e6), (to_timestamp(p.escalated / 1e6) AT TIME ZONE %(zone)s)::date,
    CASE WHEN p.is_taken_care_of THEN (p.last_resolved - p.escalated) / 1e6::float8 END,
    CASE WHEN p.is_taken_care_of THEN (p.last_resolved_clock - p.escalated_clock) / 1e6::float8 END,
    coalesce(h.transfers, 0),
    p.contact_broken / 1e6::float8, CASE WHEN p.first_resolved IS NOT NULL THEN coalesce(p.contact_broken > %(window_us)s, true) END,
    p.durability_broken / 1e6::float8, CASE WHEN p.first_resolved IS NOT NULL THEN coalesce(p.durability_broken > %(window_us)s, true) END,
    CASE
        WHEN NOT p.with_ai THEN NULL
        WHEN p.with_human OR p.escalated IS NOT NULL THEN %(OUTCOME_ESCALATED)s
        WHEN p.standing = 0 THEN %(OUTCOME_OPEN)s
        WHEN p.standing = 2 AND coalesce(p.resolver, %(AI)s) = %(AI)s THEN %(OUTCOME_RESOLVED)s
        ELSE %(OUTCOME_SILENT)s
    END,
    CASE
        WHEN p.reply_taken IS NOT NULL THEN p.reply_taken <= p.reply_target
        WHEN p.first_reply IS NULL AND p.open_for > p.reply_target THEN false
    END,
    CASE
        WHEN p.resolution_taken IS NOT NULL THEN p.resolution_taken <= p.resolution_target
        WHEN p.open_for > p.resolution_target THEN false
    END
FROM broken p
LEFT JOIN fact_handover h ON h.ticket_id = p.ticket_id;

ANALYZE fact_new (ticket_id, customer_id, topic_id);
