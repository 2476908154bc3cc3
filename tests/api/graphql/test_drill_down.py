"""From tickets to numbers and back: what a reading counts is what its list of tickets holds."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.declare import Facts, How
from metrics.kpis import KPIS
from metrics.snapshots import recompute
from tenants.models import Account
from tests.tickets.histories import ai, asks, assigned, closed, created, escalated, rated, reply, solved, ticket, transferred
from tickets import facts
from tickets.kinds import Author
from tickets.models import SlaTarget, Ticket

from .conftest import Caller

MARCH = 'period: {from: "2026-03-01", to: "2026-03-31"}'
OVERVIEW = """
query ($kpis: [String!]!) {
  readings(kpis: $kpis, period: {from: "2026-03-01", to: "2026-03-31"}, interval: DAY) {
    kpi { key name unit better target { value } } version timezone asOf value numerator denominator n interval { low high method }
    isPartial isProvisional isAvailable missing previous { value n change direction isSignificant }
    target { value } status bestBenchmark { text } split { ai { value n share } human { value n share } }
    balancing { kpi { key } value n split { ai { value } } previous { direction } }
    series { from to value n ai human isPartial } excluded { spam merged outbound }
  }
}"""


@pytest.fixture(scope="module")
def month(kept_account: Account) -> None:
    """A month with a bit of everything: AI and people, reopenings, escalations, ratings good and bad."""
    SlaTarget.objects.create(priority="", first_reply_seconds=600, resolution_seconds=7200, in_business_time=False)
    for number in range(6):
        ticket(
            created(f"2026-03-{3 + number:02} 10:00"),
            reply("10:05"),
            solved("11:00"),
            channel="email",
            topic="billing",
            priority="high",
            customer=f"C-{number % 3}",
        )
        ticket(created(f"2026-03-{3 + number:02} 12:00"), ai("12:01"), solved("12:02", Author.AI), channel="chat", topic="login", customer=f"C-{number}")
    ticket(
        created("2026-03-04 09:00"), reply("09:30"), solved("09:40"), asks("2026-03-05 09:00", reopens=True), channel="email", topic="billing", customer="C-9"
    )
    ticket(created("2026-03-06 09:00"), ai("09:01"), escalated("09:10"), reply("10:00"), solved("10:10"), channel="chat")
    ticket(created("2026-03-07 09:00"), channel="email")
    ticket(created("2026-03-08 09:00"), reply("09:01"), solved("09:05"), closed("2026-03-09 09:00"))
    ticket(created("2026-03-10 09:00"), assigned("09:01", agent="a1"), transferred("09:30", agent="a2"), reply("10:00"), solved("11:00"), rated("12:00", 5))
    ticket(created("2026-03-11 09:00"), assigned("09:01", agent="a1"), reply("09:02"), solved("09:20"), rated("2026-03-12 08:00", 2), topic="login")
    facts.derive(list(Ticket.objects.values_list("pk", flat=True)))
    recompute()


def walked(caller: Caller, query: str) -> list[str]:
    """Every ticket of a drill-down, over all pages; `query` has the place of `after` as `%s`."""
    found: list[str] = []
    after = "null"
    while True:
        (reading,) = caller.ask(query % after)["readings"]
        found += [node["externalId"] for node in reading["tickets"]["nodes"]]
        if not reading["tickets"]["pageInfo"]["hasNextPage"]:
            assert reading["tickets"]["totalCount"] == len(set(found)) == len(found)
            return found
        after = f'"{reading["tickets"]["pageInfo"]["endCursor"]}"'


OF_TICKETS = (Facts.TICKETS, Facts.REPLIES, Facts.LIVES, Facts.RESPONSES)
CASES = (How.SHARE, How.QUANTILE, How.COUNT, How.LEVEL)
LISTED = [key for key, kpi in KPIS.items() if kpi.reads.measure.facts in OF_TICKETS and kpi.reads.how in CASES]
"""KPIs whose every case is a ticket, or something that belongs to one."""


@pytest.mark.parametrize("kpi", LISTED)
def test_a_reading_counts_the_tickets_that_it_lists(viewer: Caller, month: None, kpi: str) -> None:
    page = "{ totalCount pageInfo { hasNextPage endCursor } nodes { externalId } }"
    (reading,) = viewer.ask(f'{{ readings(kpis: ["{kpi}"], {MARCH}) {{ isAvailable n numerator denominator }} }}')["readings"]
    listed = walked(viewer, f'{{ readings(kpis: ["{kpi}"], {MARCH}) {{ tickets(first: 4, after: %s) {page} }} }}')
    by_filter = viewer.ask(f'{{ tickets(first: 100, filter: {{behind: {{kpi: "{kpi}", {MARCH}}}}}) {{ totalCount nodes {{ externalId }} }} }}')["tickets"]
    assert [node["externalId"] for node in by_filter["nodes"]] == listed
    if not reading["isAvailable"]:
        assert (reading["n"], reading["denominator"]) == (0, None)
        return
    if KPIS[kpi].reads.measure.facts is not Facts.REPLIES:
        assert len(listed) == reading["n"]
    if reading["denominator"] is not None:
        met = viewer.ask(f'{{ readings(kpis: ["{kpi}"], {MARCH}) {{ tickets(part: NUMERATOR) {{ totalCount }} }} }}')["readings"][0]["tickets"]["totalCount"]
        rest = viewer.ask(f'{{ readings(kpis: ["{kpi}"], {MARCH}) {{ tickets(part: REST) {{ totalCount }} }} }}')["readings"][0]["tickets"]["totalCount"]
        assert (met, met + rest) == (reading["numerator"], reading["denominator"])


def test_a_filter_narrows_the_number_and_its_tickets_alike(viewer: Caller, month: None) -> None:
    narrowed = 'filter: [{dimension: CHANNEL, values: ["chat"]}]'
    (reading,) = viewer.ask(f'{{ readings(kpis: ["ticket_volume"], {MARCH}, {narrowed}) {{ value tickets {{ totalCount nodes {{ channel }} }} }} }}')[
        "readings"
    ]
    assert reading["value"] == reading["tickets"]["totalCount"] == 7
    assert {node["channel"] for node in reading["tickets"]["nodes"]} == {"chat"}


def test_a_part_that_a_number_does_not_have_is_refused(viewer: Caller, month: None) -> None:
    error = viewer.send(f'{{ tickets(filter: {{behind: {{kpi: "ticket_volume", {MARCH}, part: NUMERATOR}}}}) {{ totalCount }} }}')["errors"][0]
    assert (error["extensions"]["code"], error["extensions"]["reason"]) == ("BAD_USER_INPUT", "NO_PART")


def sql_of(caller: Caller, query: str, **variables: Any) -> list[str]:
    """The statements of a whole request; entering a schema, which django-tenants says before each, is not counted."""
    caller.ask("{ viewer { kind } }")
    with CaptureQueriesContext(connection) as captured:
        caller.ask(query, **variables)
    return [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(("SET search_path", "SAVEPOINT", "RELEASE"))]


@pytest.mark.parametrize("count", [6, 12])
@pytest.mark.parametrize("who", ["viewer", "read_key"])
def test_the_overview_takes_at_most_ten_statements(request: pytest.FixtureRequest, month: None, who: str, count: int) -> None:
    statements = sql_of(request.getfixturevalue(who), OVERVIEW, kpis=list(KPIS)[:count])
    assert len(statements) <= 10, statements


def test_breakdowns_of_twelve_kpis_by_four_dimensions_take_at_most_ten_statements(viewer: Caller, month: None) -> None:
    cuts = " ".join(
        f"{by.lower()}: readings(kpis: $kpis, {MARCH}, by: {by}) {{ kpi {{ key }} breakdown {{ key label value n change split {{ ai {{ n }} }} }} }}"
        for by in ("CHANNEL", "PRIORITY", "TOPIC", "TEAM")
    )
    statements = sql_of(viewer, f"query ($kpis: [String!]!) {{ {cuts} }}", kpis=list(KPIS)[:12])
    assert len(statements) <= 10, statements


def test_the_overview_is_answered_from_what_was_computed(viewer: Caller, month: None) -> None:
    readings = {reading["kpi"]["key"]: reading for reading in viewer.ask(OVERVIEW, kpis=list(KPIS))["readings"]}
    assert (readings["ticket_volume"]["value"], readings["ai_resolution_rate"]["numerator"]) == (18.0, 6.0)
    assert readings["first_response_time"]["split"]["ai"]["value"] == pytest.approx(60, rel=0.011)
    assert len(readings["ticket_volume"]["series"]) == 31
    assert (readings["csat"]["value"], readings["csat"]["n"], readings["csat"]["status"]) == (0.5, 2, "NO_TARGET")
