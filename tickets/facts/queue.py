"""Which tickets' facts are out of date: the TouchedTicket queue, filled by ingest and settings, drained here."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.db import connection, transaction

from tickets import business_time

from .deriving import derive

Progress = Callable[[int, int], None]
"""Called with (tickets done, tickets in the queue when it began)."""

MANY = 10_000
"""So many tickets derived at once change what the planner should know of the tables."""

TAKE = """
    WITH next AS (
        SELECT DISTINCT ticket_id FROM tickets_touchedticket WHERE ticket_id > %(after)s ORDER BY ticket_id LIMIT %(batch)s
    ), taken AS (
        DELETE FROM tickets_touchedticket t USING next WHERE t.ticket_id = next.ticket_id
    )
    SELECT ticket_id FROM next ORDER BY ticket_id
"""

# Open tickets whose commitment has run out since their facts were derived; tickets that are merely undecided can wait.
OVERDUE = """
    INSERT INTO tickets_touchedticket (ticket_id)
    WITH own AS (
        SELECT label_id, base FROM unnest(%(clock_labels)s::integer[], %(clock_bases)s::integer[]) AS own (label_id, base)
    ), today AS (
        SELECT clocks.base, a.us, s.opened * 1000000::bigint + s.is_open * (a.us %% 900000000) AS clock
        FROM (SELECT (date_part('epoch', %(as_of)s::timestamptz) * 1e6)::bigint AS us) a
        CROSS JOIN (SELECT 0 AS base UNION SELECT base FROM own) clocks
        JOIN tickets_businessslot s ON s.slot = (clocks.base + a.us / 900000000)::integer
    ), undecided AS (
        SELECT
            f.ticket_id, (date_part('epoch', f.created_at) * 1e6)::bigint AS us, coalesce(team.base, channel.base, 0) AS base,
            coalesce(o.in_business_time, rest.in_business_time) AS in_business_time,
            CASE WHEN f.first_reply_sla_met IS NULL AND f.first_reply_at IS NULL
                THEN CASE WHEN o.id IS NULL THEN rest.first_reply_seconds ELSE o.first_reply_seconds END END AS reply_target,
            CASE WHEN f.resolution_sla_met IS NULL
                THEN CASE WHEN o.id IS NULL THEN rest.resolution_seconds ELSE o.resolution_seconds END END AS resolution_target
        FROM tickets_ticketfact f
        LEFT JOIN tickets_label l ON l.id = f.priority_id
        LEFT JOIN tickets_slatarget o ON o.priority = l.key AND o.priority <> ''
        LEFT JOIN tickets_slatarget rest ON rest.priority = ''
        LEFT JOIN own team ON team.label_id = f.team_id
        LEFT JOIN own channel ON channel.label_id = f.channel_id
        WHERE f.is_open AND (f.first_reply_sla_met IS NULL OR f.resolution_sla_met IS NULL)
    )
    SELECT u.ticket_id
    FROM undecided u
    JOIN today ON today.base = u.base
    LEFT JOIN tickets_businessslot s ON s.slot = CASE WHEN u.us BETWEEN 0 AND %(clock_end)s - 1 THEN (u.base + u.us / 900000000)::integer END
    WHERE least(u.reply_target, u.resolution_target) < CASE
        WHEN u.in_business_time THEN (today.clock - s.opened * 1000000::bigint - s.is_open * (u.us %% 900000000)) / 1e6::float8
        ELSE (today.us - u.us) / 1e6::float8
    END
"""


def touch(ticket_ids: Sequence[int]) -> None:
    """Queue these tickets."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tickets_touchedticket (ticket_id) SELECT unnest(%s::bigint[])", [list(ticket_ids)])


def touch_all() -> None:
    """Queue every ticket: the zone, the calendar or a commitment changed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tickets_touchedticket (ticket_id) SELECT id FROM tickets_ticket ORDER BY id")


def sweep_undecided(*, as_of: datetime | None = None) -> int:
    """Queue the open tickets that have missed a commitment by now though their facts do not say so yet; how many."""
    at = as_of or datetime.now(UTC)
    clocks = business_time.scoped(business_time.ensure(at, at))
    with connection.cursor() as cursor:
        cursor.execute(OVERDUE, {"as_of": at, "clock_end": business_time.CLOCK_END_US, **clocks})
        return int(cursor.rowcount)


def derive_touched(*, batch: int = 20_000, progress: Progress | None = None) -> int:
    """Derive queued tickets, in batches of their own transactions, until the queue is empty; how many were derived.

    A ticket leaves the queue in the transaction that derives it, so a crash loses nothing and news that comes in meanwhile
    stays queued.
    """
    total, done, after = _queued(), 0, 0
    while True:
        with transaction.atomic():
            business_time.lock()
            ticket_ids = _take(batch, after)
            if ticket_ids:
                derive(ticket_ids)
        if ticket_ids:
            done, after = done + len(ticket_ids), ticket_ids[-1]
            if progress:
                progress(done, max(total, done))
        elif after:
            after = 0  # Once around: what was touched meanwhile has smaller numbers.
        else:
            if done >= MANY:
                _analyze()
            return done


def _analyze() -> None:
    """Tell the planner now what autovacuum would tell it in a minute: readings follow at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticketfact, tickets_reply, tickets_wait, tickets_ticketlife")


def _queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT ticket_id) FROM tickets_touchedticket")
        return int(cursor.fetchone()[0])


def _take(batch: int, after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"batch": batch, "after": after})
        return [ticket_id for (ticket_id,) in cursor.fetchall()]
