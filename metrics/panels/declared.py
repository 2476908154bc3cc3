"""The panels, and which KPIs belong to each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """KPIs that are read together because each shows what another hides."""

    key: str
    name: str
    asks: str
    kpis: tuple[str, ...]


PANELS = (
    Panel(
        "service_health",
        "Service health",
        "Are problems solved, quickly, and do they stay solved?",
        ("first_contact_resolution", "csat", "reopen_rate", "resolution_time", "first_response_time"),
    ),
    Panel(
        "automation_reliability",
        "Automation reliability",
        "What does the AI agent really take off people's hands, and where does it fail?",
        (
            "ai_resolution_rate",
            "ai_autonomous_resolution_rate",
            "ai_escalation_rate",
            "ai_silent_failure_rate",
            "ai_fallback_rate",
            "quality_adjusted_resolution_rate",
            "unresolved_intents",
        ),
    ),
    Panel(
        "customer_friction",
        "Customer friction",
        "Where do customers have to work hard for an answer?",
        ("ces", "repeat_contact_rate", "transfer_rate", "failed_search_rate", "complaint_resolution_satisfaction", "sentiment_score"),
    ),
)
