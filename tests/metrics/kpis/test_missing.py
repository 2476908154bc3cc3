"""What an account never sent is named, with how to send it; its number is missing, never zero."""

from __future__ import annotations

import re

import pytest

from metrics.declare import How
from metrics.kpis import KPIS
from metrics.readings import Request, read
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.facts import ticket
from tests.metrics.sent import CES, opinion
from tickets.ingest.rows import KINDS

from .example import EXAMPLES, MONDAY

OF_TICKETS = {
    "resolution_time", "first_contact_resolution", "reopen_rate", "quality_adjusted_resolution_rate",
    "ticket_volume", "volume_by_topic", "volume_by_channel", "backlog_size", "backlog_growth",
}  # fmt: skip

NAMED = {
    "first_response_time": ("Messages",),
    "response_time_mean": ("Messages",),
    "response_time_median": ("Messages",),
    "peak_hour_response_time": ("Messages",),
    "first_reply_sla": ("First-reply commitments",),
    "resolution_sla": ("Resolution commitments",),
    "escalation_resolution_time": ("Escalations",),
    "escalation_rate": ("Escalations",),
    "unnecessary_escalation_rate": ("Judged escalations",),
    "transfer_rate": ("Assignments",),
    "ai_resolution_rate": ("Work of the AI agent",),
    "ai_involvement_rate": ("Work of the AI agent",),
    "ai_autonomous_resolution_rate": ("Work of the AI agent",),
    "ai_escalation_rate": ("Work of the AI agent",),
    "ai_containment_rate": ("Work of the AI agent",),
    "ai_silent_failure_rate": ("Work of the AI agent",),
    "ai_fallback_rate": ("AI sessions",),
    "ai_accuracy_rate": ("Audited AI answers",),
    "unresolved_intents": ("AI sessions",),
    "deflection_rate": ("AI sessions", "Self-service sessions"),
    "kb_effectiveness": ("Self-service sessions",),
    "failed_search_rate": ("Searches in the help centre",),
    "csat": ("Ratings",),
    "ces": ("Answers about effort",),
    "deflected_csat": ("Ratings without a ticket",),
    "complaint_resolution_satisfaction": ("Answers about complaints",),
    "survey_response_rate": ("Survey invitations",),
    "sentiment_score": ("Tone of messages",),
    "nps": ("Answers about recommending us",),
    "repeat_contact_rate": ("Customers and topics",),
    "backlog_hours": ("Work time", "Roster"),
    "queue_depth": ("Messages",),
    "average_handle_time": ("Work time",),
    "qa_score": ("QA reviews",),
    "qa_coverage": ("QA reviews",),
    "tickets_per_agent": ("Shifts",),
    "agent_utilization": ("Work time", "Shifts"),
    "agent_turnover": ("Roster",),
    "agent_enps": ("Agents' answers about recommending us",),
    "cost_per_resolution": ("Costs",),
    "ai_cost_savings": ("Work of the AI agent", "Costs of people's work", "Costs of the AI agent"),
    "support_churn_rate": ("Customers", "Why customers leave"),
    "churn_rate": ("Customers",),
    "retention_rate": ("Customers",),
    "customer_lifetime_value": ("Customers", "What customers pay"),
}


@pytest.mark.parametrize("key", KPIS)
def test_an_account_that_sent_nothing_reads_no_number_but_what_to_send(account: Account, key: str) -> None:
    found = read([Request(key, MONDAY)])[0]
    assert found.number.value is None
    assert not found.is_available
    assert all(": " in sentence for sentence in found.missing)


def test_every_kpi_that_needs_more_than_solved_tickets_is_here() -> None:
    assert {*NAMED, *OF_TICKETS} == set(KPIS)


@pytest.mark.parametrize(("key", "named"), NAMED.items())
def test_tickets_alone_leave_these_missing_and_never_zero(account: Account, key: str, named: tuple[str, ...]) -> None:
    ticket("03-02 09:00", solved="10:00")
    recompute()
    found = read([Request(key, MONDAY)])[0]
    assert found.number.value is None
    assert (found.split.ai, found.split.human) == (None, None)
    assert tuple(sentence.partition(":")[0] for sentence in found.missing) == named


def test_answers_on_another_scale_do_not_make_a_number_of_this_one(account: Account) -> None:
    opinion("03-02 11:00", CES, 6, scale=(1, 7))
    recompute()
    found = read([Request("ces", MONDAY)])[0]
    assert found.number.value is None
    assert "on the scale 1 to 5" in found.missing[0]


@pytest.mark.parametrize("key", KPIS)
def test_an_input_names_a_kind_of_row_that_can_be_sent(key: str) -> None:
    for needed in KPIS[key].needs:
        assert set(re.findall(r"`rows/(\w+)`", needed.send)) <= set(KINDS)


@pytest.mark.parametrize("key", [key for key, kpi in KPIS.items() if kpi.reads.how in (How.RATIO, How.FORMULA)])
def test_nothing_to_divide_by_makes_no_number(account: Account, key: str) -> None:
    """Everything was sent once, but nothing of it in this period."""
    EXAMPLES[key]()
    recompute()
    later = read([Request(key, MONDAY.shifted(-700))])[0]
    assert later.number.value is None
