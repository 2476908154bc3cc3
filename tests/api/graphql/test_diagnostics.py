"""Diagnostics and panels over HTTP: what each answers of a small world, that each costs, and that none shows another account."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.panels import PANELS
from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account, Role
from tests.metrics.diagnostics.sent import complaint, cost, effort, escalation, review, search, session, subscription, visit, work
from tests.metrics.facts import AI, HUMAN, MIXED, at, ticket
from tickets.ingest.rows import KINDS
from tickets.kinds import AiOutcome, CostKind

from .conftest import Caller, person

MARCH = 'period: {from: "2026-03-01", to: "2026-03-31"}'
RATE = "{ numerator n value isEnough interval { low high method } }"


@pytest.fixture(scope="module")
def world(kept_account: Account) -> None:
    """Eight tickets on billing and two on login in March; the AI agent touched four, and of everything else there is a little."""
    for number in range(6):
        ticket("03-02 10:00", reply="10:05", by=HUMAN, solved="11:00", resolver=HUMAN, channel="email", topic="billing", customer=f"P-{number}")
    ticket("03-03 10:00", reply="10:01", by=AI, solved="10:02", resolver=AI, ai_outcome=AiOutcome.RESOLVED, channel="chat", topic="billing")
    ticket("03-03 11:00", reply="11:01", by=AI, ended="12:00", ai_outcome=AiOutcome.SILENT, channel="chat", topic="billing")
    handed = ticket(
        "03-04 10:00",
        reply="10:01",
        by=AI,
        solved="12:00",
        resolver=HUMAN,
        handled_by=MIXED,
        ai_outcome=AiOutcome.ESCALATED,
        channel="chat",
        topic="login",
        escalated_at=at("03-04 10:30"),
        escalated_day=date(2026, 3, 4),
        is_first_contact=False,
        contact_broken_after=0.0,
    )
    ticket("03-05 10:00", reply="10:01", by=AI, ai_outcome=AiOutcome.OPEN, channel="chat", topic="login")
    escalation(handed, "03-04 10:30", "Needs a refund")
    review(handed, "03-04 11:00", avoidable=True)
    for outcome in (AiOutcome.RESOLVED, AiOutcome.SILENT):
        session("03-05 09:00", outcome, topic="login", fallbacks=1 if outcome is AiOutcome.SILENT else 0)
    search("03-06 09:00", "refund", results=0)
    search("03-06 10:00", "invoice", clicked=True)
    visit("03-06 11:00", answered=True, topic="billing")
    work("03-06 12:00", 240.0, topic="billing", fact=handed)
    cost(date(2026, 3, 1), 31, 3100.0)
    cost(date(2026, 3, 1), 31, 62.0, CostKind.AI)
    subscription("P-0", date(2025, 1, 1), date(2026, 3, 20), value=50.0, reason="Support was slow")
    subscription("P-1", date(2025, 1, 1), value=30.0)
    effort("03-07 09:00", 1, topic="login", comment="It took three attempts")
    complaint("03-08 09:00", "Nobody called back", topic="billing")
    recompute()


def diagnosed(caller: Caller, field: str) -> dict[str, Any]:
    found: dict[str, Any] = caller.ask(f"{{ diagnostics({MARCH}) {{ it: {field} }} }}")["diagnostics"]["it"]
    return found


def test_the_few_topics_that_make_most_of_the_tickets(viewer: Caller, world: None) -> None:
    found = diagnosed(
        viewer, "topicsPareto { n unlabelled cut vitalFew rowCount missing rows { key label n cumulative isVital share { value } ai { numerator n } } }"
    )
    assert found == {
        "n": 10,
        "unlabelled": 0,
        "cut": 0.8,
        "vitalFew": 1,
        "rowCount": 2,
        "missing": [],
        "rows": [
            {"key": "billing", "label": "Billing", "n": 8, "cumulative": 0.8, "isVital": True, "share": {"value": 0.8}, "ai": {"numerator": 2.0, "n": 8}},
            {"key": "login", "label": "Login", "n": 2, "cumulative": 1.0, "isVital": False, "share": {"value": 0.2}, "ai": {"numerator": 2.0, "n": 2}},
        ],
    }


def test_a_row_leads_to_the_tickets_behind_it(viewer: Caller, world: None) -> None:
    (row, *_) = diagnosed(viewer, "topicsPareto { rows(first: 1) { n drill { kpi { key } part period { from to } filter { dimension values } } } }")["rows"]
    drill = row["drill"]
    assert drill == {
        "kpi": {"key": "ticket_volume"},
        "part": "POPULATION",
        "period": {"from": "2026-03-01", "to": "2026-03-31"},
        "filter": [{"dimension": "TOPIC", "values": ["billing"]}],
    }
    behind = {**drill, "kpi": drill["kpi"]["key"]}
    query = "query ($behind: BehindInput!) { tickets(filter: {behind: $behind}) { totalCount } }"
    assert viewer.ask(query, behind=behind)["tickets"]["totalCount"] == row["n"] == 8


def test_why_first_contacts_failed(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, f"failedFirstContacts {{ n rate {RATE} byReason {{ key n total ticketIds }} byTopic {{ key n total }} rowCount }}")
    assert (found["n"], found["rate"]["numerator"], found["rate"]["n"], found["rate"]["isEnough"]) == (8, 1.0, 8, False)
    (reason,) = found["byReason"]
    assert (reason["key"], reason["n"]) == ("escalated", 1)
    assert found["byTopic"][0] == {"key": "login", "n": 1, "total": 1}


def test_why_tickets_are_escalated(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, "escalationReasons { n avoidable { numerator n } rows { cause { key label n ticketIds } avoidable { n } } byTopic { label n } }")
    (row,) = found["rows"]
    assert (found["n"], found["avoidable"], row["cause"]["label"], row["cause"]["n"]) == (1, {"numerator": 1.0, "n": 1}, "Needs a refund", 1)
    assert found["byTopic"] == [{"label": "Login", "n": 1}]
    nodes = viewer.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { topic } } }", ids=row["cause"]["ticketIds"])["nodes"]
    assert nodes == [{"topic": "Login"}]


def test_what_the_ai_agent_leaves_unresolved(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, "unresolvedIntents { n rate { value } rowCount rows { silent escalated open cause { label n total } fallback { numerator } } }")
    assert found == {
        "n": 2,
        "rate": {"value": 0.5},
        "rowCount": 1,
        "rows": [{"silent": 1, "escalated": 0, "open": 0, "cause": {"label": "Login", "n": 1, "total": 2}, "fallback": {"numerator": 1.0}}],
    }


def test_what_customers_search_for_in_vain(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, "failedSearches { n queries withoutResult withoutClick rate { value } rows { cause { label } withoutResult withoutClick } }")
    assert (found["n"], found["withoutResult"], found["withoutClick"], found["rate"]) == (2, 1, 0, {"value": 0.5})
    assert found["rows"] == [{"cause": {"label": "refund"}, "withoutResult": 1, "withoutClick": 0}]


def test_what_should_be_written_about(viewer: Caller, world: None) -> None:
    fields = "key tickets demand unmet isGap searches { n } fallbacks { n } visits { n } coverage { value }"
    found = diagnosed(viewer, f"contentGaps {{ n without coverage {{ n }} rowCount rows {{ {fields} }} }}")
    assert found["rows"][0]["key"] in ("billing", "login")
    assert {row["key"]: row["tickets"] for row in found["rows"]}["billing"] == 8
    assert found["without"] == []


def test_which_channel_to_automate_next(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, "nextChannel { n ai { numerator } durable { n } missing rows { key n untouched expected potential reason share { value } } }")
    assert (found["n"], found["ai"]["numerator"], [row["key"] for row in found["rows"]]) == (10, 4.0, ["email", "chat"])
    assert (found["rows"][0]["untouched"], found["rows"][0]["potential"]) == (6, None)


def test_whose_work_took_unusually_long(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, "handleTimeOutliers { n missing usual { key n median limit time outliers { n } } rows { key ticketId } }")
    assert (found["n"], found["rows"]) == (1, [])
    assert found["usual"] == [
        {
            "key": "billing",
            "n": 1,
            "median": pytest.approx(240.0),
            "limit": None,
            "time": None,
            "outliers": {
                "n": 1,
            },
        }
    ]


def test_who_left_and_what_came_before(viewer: Caller, world: None) -> None:
    found = diagnosed(
        viewer,
        """churnAndSupport { n lookBack valueLost left { numerator n } missing leavers { customer left value reason tickets ticketIds }
        rows { key label sentence risk { ratio isSignificant exposed { n } unexposed { n } } byValue { group risk { ratio } } } }""",
    )
    assert (found["n"], found["left"], found["valueLost"]) == (2, {"numerator": 1.0, "n": 2}, 50.0)
    assert [(leaver["customer"], leaver["left"], leaver["reason"]) for leaver in found["leavers"]] == [("P-0", "2026-03-20", "Support was slow")]


def test_what_ai_returns(viewer: Caller, world: None) -> None:
    found = diagnosed(
        viewer, "aiReturn { n currency durable { numerator n } humanCost aiCost humanUnitCost aiUnitCost avoided savings ratio isProvisional missing }"
    )
    assert (found["n"], found["durable"], found["currency"], found["missing"]) == (8, {"numerator": 1.0, "n": 1}, "EUR", [])
    assert found["humanUnitCost"] == pytest.approx(3100 / 7)
    assert found["savings"] == pytest.approx(3100 / 7 - 62)


def test_how_many_people_each_hour_needs(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, "staffingNeed(serviceLevel: 0.9, withinSeconds: 60) { n weeks serviceLevel within method source missing rows { hour agents } }")
    assert (found["serviceLevel"], found["within"]) == (0.9, 60.0)
    assert found["source"].startswith("A. K. Erlang")
    assert len(found["rows"]) == 168 or found["missing"]


@pytest.mark.parametrize("arguments", ["serviceLevel: 1", "serviceLevel: 0", "withinSeconds: -1", "withinSeconds: 1e12"])
def test_a_staffing_question_that_cannot_be_is_refused(viewer: Caller, world: None, arguments: str) -> None:
    assert viewer.refused(f"{{ diagnostics({MARCH}) {{ staffingNeed({arguments}) {{ n }} }} }}") == "BAD_USER_INPUT"


EVERY = (
    *("topicsPareto", "failedFirstContacts", "escalationReasons", "unresolvedIntents", "failedSearches", "contentGaps"),
    *("nextChannel", "handleTimeOutliers", "churnAndSupport", "aiReturn", "staffingNeed"),
)


@pytest.mark.parametrize("name", EVERY)
def test_an_empty_account_says_what_is_missing_and_never_zero(other_account: Account, name: str) -> None:
    found = diagnosed(person(other_account, Role.VIEWER), f"{name} {{ n missing }}")
    assert found["n"] == 0
    assert found["missing"] != []
    assert all(sentence.endswith(".") for sentence in found["missing"])


@pytest.mark.parametrize("name", EVERY)
def test_another_accounts_facts_are_in_no_diagnostic(viewer: Caller, world: None, other_account: Account, name: str) -> None:
    with schemas.inside(other_account):
        elsewhere = person(other_account, Role.OWNER)
    assert diagnosed(elsewhere, f"{name} {{ n }}") == {"n": 0}


def test_what_became_of_the_tickets_that_ai_touched_adds_up(viewer: Caller, world: None) -> None:
    part = "{ key label rate { numerator n value } tickets { totalCount } }"
    found = viewer.ask(
        f"""{{ aiOutcomes({MARCH}) {{ n resolved {part} escalated {part} silent {part} open {part}
        byTopic {{ key n escalated {{ numerator }} }} leadership isProvisional }} }}"""
    )["aiOutcomes"]
    parts = [found[key] for key in ("resolved", "escalated", "silent", "open")]
    assert found["n"] == sum(part["rate"]["numerator"] for part in parts) == 4
    assert [part["tickets"]["totalCount"] for part in parts] == [1, 1, 1, 1]
    assert sum(topic["n"] for topic in found["byTopic"]) == 4
    assert found["isProvisional"] is False


def test_where_customers_had_a_hard_time(viewer: Caller, world: None) -> None:
    found = viewer.ask(
        f"""{{ friction({MARCH}) {{ n complaints windowDays effort {{ numerator n }} effortTopics {{ key n }} complaintTopics {{ key n }}
        comments {{ kind day topic ease comment ticketId }} words {{ word }} afterAi {{ n }} next {{ asked ticketIds }} missing }} }}"""
    )["friction"]
    assert (found["complaints"], found["effort"]) == (1, {"numerator": 1.0, "n": 1})
    assert found["effortTopics"] == [{"key": "login", "n": 1}]
    assert [(each["kind"], each["comment"]) for each in found["comments"]] == [("complaint", "Nobody called back"), ("effort", "It took three attempts")]


def test_panels_name_their_kpis(viewer: Caller, account: Account) -> None:
    found = viewer.ask("{ panels { key name asks kpis { key } } }")["panels"]
    assert [panel["key"] for panel in found] == [panel.key for panel in PANELS]
    assert all(panel["kpis"] for panel in found)


def test_what_can_be_imported_is_told_field_by_field(viewer: Caller, account: Account) -> None:
    found = {kind["key"]: kind for kind in viewer.ask("{ rowKinds { key name help fields { name label kind isRequired help unit choices } } }")["rowKinds"]}
    assert set(found) == set(KINDS)
    outcome = next(field for field in found["ai_sessions"]["fields"] if field["name"] == "outcome")
    assert (outcome["kind"], outcome["isRequired"], set(outcome["choices"])) == ("choice", True, {"resolved", "escalated", "silent", "open"})


def test_only_the_diagnostics_that_are_asked_for_are_computed(viewer: Caller, world: None) -> None:
    viewer.ask(f"{{ diagnostics({MARCH}) {{ __typename }} }}")
    with CaptureQueriesContext(connection) as without:
        viewer.ask(f"{{ diagnostics({MARCH}) {{ __typename }} }}")
    with CaptureQueriesContext(connection) as with_one:
        viewer.ask(f"{{ diagnostics({MARCH}) {{ topicsPareto {{ n rows {{ key drill {{ filter {{ values }} }} }} }} }} }}")
    assert not [query for query in without.captured_queries if "tickets_ticketfact" in query["sql"]]
    assert len(with_one) - len(without) <= 4


def test_a_diagnostic_costs_by_itself(viewer: Caller, world: None) -> None:
    one = viewer.send(f"{{ diagnostics({MARCH}) {{ topicsPareto {{ n }} }} }}")["extensions"]["cost"]
    assert 50 <= one["actual"] <= one["requested"] <= 60
    every = " ".join(f"{name}{number}: {name} {{ n }}" for number in range(5) for name in EVERY)
    assert viewer.refused(f"{{ a: diagnostics({MARCH}) {{ {every} }} b: diagnostics({MARCH}) {{ {every} }} }}") in ("COST_LIMIT", "ALIAS_LIMIT")


def test_rows_are_never_clipped_in_silence(viewer: Caller, world: None) -> None:
    found = diagnosed(viewer, "topicsPareto { rowCount rows(first: 1) { key } }")
    assert (found["rowCount"], len(found["rows"])) == (2, 1)
    assert viewer.refused(f"{{ diagnostics({MARCH}) {{ topicsPareto {{ rows(first: 101) {{ key }} }} }} }}") == "PAGE_SIZE_LIMIT"
