"""Which KPIs an agency compares, and so which measures leave an account. To publish one more, add it here."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declare import Kpi, Measure
from metrics.kpis import KPIS

PUBLISHED_KPIS: tuple[str, ...] = (
    *("first_response_time", "response_time_median", "first_reply_sla", "resolution_sla", "resolution_time"),
    *("first_contact_resolution", "reopen_rate", "repeat_contact_rate", "quality_adjusted_resolution_rate"),
    *("escalation_rate", "transfer_rate"),
    *("ai_resolution_rate", "ai_involvement_rate", "ai_autonomous_resolution_rate", "ai_escalation_rate", "ai_silent_failure_rate", "deflection_rate"),
    *("csat", "ces", "nps", "survey_response_rate", "sentiment_score"),
    *("ticket_volume", "backlog_size", "backlog_growth"),
    *("average_handle_time", "qa_score", "qa_coverage", "cost_per_resolution"),
)
"""Their shipped definitions with the shipped parameters, by the calendar clock: what can be compared like with like."""


def published_kpi(key: str) -> Kpi | None:
    """The shipped KPI of this key, if it is published."""
    return KPIS[key] if key in PUBLISHED_KPIS else None


def measures_of(kpi: Kpi) -> tuple[Measure, ...]:
    """What a published KPI is read from: its terms' measures, or the one it counts by the calendar."""
    terms = tuple(dict.fromkeys(term.measure for term in (*kpi.reads.over, *kpi.reads.under)))
    return terms or (kpi.measure(),)


PUBLISHED_MEASURES: Mapping[str, Measure] = {measure.key: measure for key in PUBLISHED_KPIS if key in KPIS for measure in measures_of(KPIS[key])}
