"""SQL that some kinds need beside the upsert: the days of costs, and the first shift of an agent's day."""

# Every day a changed cost was spread over. Its rows go before the cost itself may.
COST_LEAVING = (
    "INSERT INTO tickets_touchedday (day) SELECT DISTINCT d.day FROM tickets_costday d JOIN rows_was w ON w.id = d.cost_id",
    "DELETE FROM tickets_costday d USING rows_was w WHERE d.cost_id = w.id",
)

# The first n days of a cost come to n shares of it, to the ten-thousandth; so its days sum exactly to the amount.
COST_AFTER = (
    """
    INSERT INTO tickets_costday (cost_id, day, kind, borne_by, amount)
    SELECT c.id, c.first_day + n - 1, c.kind, c.borne_by, (round(c.amount * n / length, 4) - round(c.amount * (n - 1) / length, 4))::float8
    FROM rows_in s
    JOIN tickets_cost c ON c.source = s.source AND c.external_id = s.external_id
    CROSS JOIN LATERAL (SELECT c.last_day - c.first_day + 1 AS length) whole
    CROSS JOIN LATERAL generate_series(1, length) AS n
    """,
    """
    INSERT INTO tickets_touchedday (day)
    SELECT DISTINCT d.day FROM rows_in s JOIN tickets_cost c ON c.source = s.source AND c.external_id = s.external_id JOIN tickets_costday d ON d.cost_id = c.id
    """,
)

SHIFT_AFTER = (
    """
    WITH looked_at AS (
        SELECT agent_id, day FROM rows_was UNION SELECT agent_id, day FROM rows_in WHERE NOT is_deleted
    ), ranked AS (
        SELECT t.id, row_number() OVER (PARTITION BY t.agent_id, t.day ORDER BY t.at, t.source, t.external_id) = 1 AS is_first
        FROM tickets_shift t JOIN looked_at l ON l.agent_id = t.agent_id AND l.day = t.day
    )
    UPDATE tickets_shift t SET is_first_of_day = r.is_first FROM ranked r WHERE r.id = t.id AND t.is_first_of_day <> r.is_first
    """,
)

SHIFT_REDATED = (
    """
    WITH ranked AS (SELECT id, row_number() OVER (PARTITION BY agent_id, day ORDER BY at, source, external_id) = 1 AS is_first FROM tickets_shift)
    UPDATE tickets_shift t SET is_first_of_day = r.is_first FROM ranked r WHERE r.id = t.id AND t.is_first_of_day <> r.is_first
    """,
)
