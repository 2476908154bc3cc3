"""The second, independent implementation: each KPI as the SQL anybody would write over the facts. Shares no code with the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

COUNTED = "f.exclusion IS NULL"
AI_ALONE = "f.ai_outcome = 1"
TICKETS = "tickets_ticketfact f"
REPLIES = "tickets_reply r JOIN tickets_ticketfact f USING (ticket_id)"
LIVES = "tickets_ticketlife l JOIN tickets_ticketfact f USING (ticket_id)"
RESPONSES = "surveys_response s JOIN tickets_ticketfact f USING (ticket_id)"


@dataclass(frozen=True)
class Straight:
    """Rows, their day, who is credited, what they are and what is read of them."""

    rows: str
    day: str
    resolver: str
    population: str = "true"
    met: str | None = None
    value: str | None = None
    averages: bool = False


KPIS = {
    "first_response_time": Straight(TICKETS, "f.created_day", "f.first_reply_by", "f.first_reply_seconds IS NOT NULL", value="f.first_reply_seconds"),
    "response_time_mean": Straight(REPLIES, "r.day", "r.replied_by", value="r.wait_seconds", averages=True),
    "response_time_median": Straight(REPLIES, "r.day", "r.replied_by", value="r.wait_seconds"),
    "first_reply_sla": Straight(TICKETS, "f.created_day", "f.first_reply_by", "f.first_reply_sla_met IS NOT NULL", met="f.first_reply_sla_met"),
    "resolution_sla": Straight(TICKETS, "f.created_day", "f.resolver", "f.resolution_sla_met IS NOT NULL", met="f.resolution_sla_met"),
    "resolution_time": Straight(TICKETS, "f.resolved_day", "f.resolver", "f.resolution_seconds IS NOT NULL", value="f.resolution_seconds"),
    "first_contact_resolution": Straight(TICKETS, "f.first_resolved_day", "f.first_resolver", "f.is_first_contact IS NOT NULL", met="f.is_first_contact"),
    "escalation_resolution_time": Straight(
        TICKETS, "f.resolved_day", "f.resolver", "f.escalation_resolution_seconds IS NOT NULL", value="f.escalation_resolution_seconds"
    ),
    "reopen_rate": Straight(TICKETS, "f.first_resolved_day", "f.first_resolver", met="f.reopened_at IS NOT NULL"),
    "repeat_contact_rate": Straight(TICKETS, "f.created_day", "f.resolver", "f.is_repeated IS NOT NULL", met="f.is_repeated"),
    "escalation_rate": Straight(TICKETS, "f.created_day", "f.resolver", met="f.escalated_at IS NOT NULL"),
    "transfer_rate": Straight(TICKETS, "f.created_day", "f.resolver", "f.handled_by IS DISTINCT FROM 2", met="f.transfers > 0"),
    "ai_resolution_rate": Straight(TICKETS, "f.created_day", "f.resolver", met=AI_ALONE),
    "ai_autonomous_resolution_rate": Straight(TICKETS, "f.created_day", "f.resolver", "f.handled_by IN (2, 3)", met=AI_ALONE),
    "ai_involvement_rate": Straight(TICKETS, "f.created_day", "f.resolver", met="coalesce(f.handled_by, 0) >= 2"),
    "ai_escalation_rate": Straight(TICKETS, "f.created_day", "f.resolver", "f.handled_by IN (2, 3)", met="f.ai_outcome = 2"),
    "ai_containment_rate": Straight(TICKETS, "f.created_day", "f.resolver", "f.handled_by IN (2, 3)", met="f.ai_outcome <> 2"),
    "ai_silent_failure_rate": Straight(TICKETS, "f.created_day", "f.resolver", "f.handled_by IN (2, 3)", met="f.ai_outcome = 3"),
    "quality_adjusted_resolution_rate": Straight(TICKETS, "f.first_resolved_day", "f.first_resolver", "f.is_durable IS NOT NULL", met="f.is_durable"),
    "ticket_volume": Straight(TICKETS, "f.created_day", "f.resolver"),
    "volume_by_topic": Straight(TICKETS, "f.created_day", "f.resolver"),
    "volume_by_channel": Straight(TICKETS, "f.created_day", "f.resolver"),
    "backlog_size": Straight(LIVES, "", "NULL"),
    "csat": Straight(RESPONSES, "s.day", "f.resolver", met="s.is_positive"),
}


def straight(key: str, start: date, end: date, *where: str, resolver: int | None = None, percentile: float = 0.5) -> tuple[float | None, int]:
    """The value and how many it is of, for facts that meet the further conditions and are credited to this resolver."""
    kpi = KPIS[key]
    clauses = [COUNTED, kpi.population, *where, *_days(key, kpi, start, end)]
    if resolver is not None:
        clauses.append(f"coalesce({kpi.resolver}, 0) = {resolver}")
    read = "count(*)::float8"
    if kpi.met:
        read = f"avg(coalesce({kpi.met}, false)::int)::float8"
    if kpi.value:
        read = f"avg({kpi.value})" if kpi.averages else f"percentile_cont({percentile}) WITHIN GROUP (ORDER BY {kpi.value})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {read}, count(*) FROM {kpi.rows} WHERE {' AND '.join(f'({clause})' for clause in clauses)}")
        value, n = cursor.fetchone() or (None, 0)
    return value, n


def _days(key: str, kpi: Straight, start: date, end: date) -> Sequence[str]:
    if key == "backlog_size":
        return (f"l.opened_day <= '{end}'", f"l.ended_day IS NULL OR l.ended_day > '{end}'")
    return (f"{kpi.day} BETWEEN '{start}' AND '{end}'",)
