"""Every question: what it answers, and that it computes only what is asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.graphql import ids
from metrics.kpis import KPIS
from metrics.models import Recompute
from metrics.readings import types as said
from tenants.models import Account
from tickets.kinds import Dimension
from tickets.models import Label, TouchedDay

from . import numbers
from .conftest import Caller
from .histories import NOON, label, ticket

MARCH = 'period: {from: "2026-03-01", to: "2026-03-31"}'


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The requests that reach metrics; answered with made-up numbers."""
    requests: list[said.Request] = []

    def read(wanted: Any) -> Any:
        requests.extend(wanted)
        return numbers.readings(wanted)

    monkeypatch.setattr("metrics.readings.read", read, raising=False)
    return requests


def test_the_catalogue_lists_every_kpi_in_its_order(viewer: Caller) -> None:
    assert [kpi["key"] for kpi in viewer.ask("{ kpis { key } }")["kpis"]] == list(KPIS)


def test_kpis_can_be_picked_by_key(viewer: Caller) -> None:
    assert viewer.ask('{ kpis(keys: ["csat", "nothing", "reopen_rate"]) { key } }') == {"kpis": [{"key": "csat"}, {"key": "reopen_rate"}]}
    assert viewer.ask('{ kpi(key: "csat") { key balancedBy { key } } none: kpi(key: "nothing") { key } }') == {
        "kpi": {"key": "csat", "balancedBy": [{"key": key} for key in KPIS["csat"].balanced_by]},
        "none": None,
    }


def test_a_kpi_says_all_that_a_card_needs(viewer: Caller) -> None:
    kpi = viewer.ask(
        '{ kpi(key: "first_response_time") { name asks unit better split cadence hasPercentiles hasClock dimensions benchmarks { label source } } }'
    )["kpi"]
    assert (kpi["unit"], kpi["better"], kpi["split"], kpi["cadence"], kpi["hasPercentiles"], kpi["hasClock"]) == (
        "DURATION",
        "LOWER",
        "ALWAYS",
        "DAILY",
        True,
        True,
    )
    assert "HOUR" not in kpi["dimensions"]
    assert {benchmark["label"] for benchmark in kpi["benchmarks"]} == {"published"}


def test_readings_come_in_the_order_of_their_keys(viewer: Caller, asked: list[said.Request]) -> None:
    answer = viewer.ask(f'{{ readings(kpis: ["csat", "reopen_rate", "csat"], {MARCH}) {{ kpi {{ key }} value timezone }} }}')
    assert [reading["kpi"]["key"] for reading in answer["readings"]] == ["csat", "reopen_rate", "csat"]
    assert answer["readings"][0]["value"] == 0.8125


def test_arguments_reach_metrics_as_they_were_given(viewer: Caller, asked: list[said.Request]) -> None:
    viewer.ask(
        f"""{{ readings(kpis: ["first_response_time"], {MARCH}, interval: WEEK, by: CHANNEL, compareWith: PREVIOUS_YEAR, percentile: 90, clock: BUSINESS,
        filter: [{{dimension: TOPIC, values: ["billing", ""]}}, {{dimension: RESOLVER, values: ["ai"]}}]) {{
        value previous {{ value }} series {{ n }} breakdown {{ n }} balancing {{ n }} }} }}"""
    )
    (request,) = asked
    assert (request.period.start.isoformat(), request.period.end.isoformat()) == ("2026-03-01", "2026-03-31")
    assert (request.step, request.by and request.by.name, request.compare_with) == ("week", "CHANNEL", "previous_year")
    assert (request.percentile, request.clock) == (90.0, "business")
    assert [(one.dimension.name, one.values) for one in request.filter] == [("TOPIC", ("billing", "")), ("RESOLVER", ("ai",))]
    assert request.balancing is True


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        ("value", (None, None, "none", False)),
        ("value previous { value }", (None, None, "previous_period", False)),
        ("split { ai { previousValue } }", (None, None, "previous_period", False)),
        ("series { n }", ("day", None, "none", False)),
        ("breakdown { n }", (None, "CHANNEL", "none", False)),
        ("breakdown { change }", (None, "CHANNEL", "previous_period", False)),
        ("balancing { n }", (None, None, "none", True)),
        ("status", (None, None, "previous_period", True)),
        ("contradictedBy { key }", (None, None, "previous_period", True)),
        ("...F", ("day", None, "none", False)),
        ("... on Reading { series @skip(if: true) { n } breakdown @include(if: $no) { n } }", (None, None, "none", False)),
    ],
)
def test_only_what_is_selected_is_computed(viewer: Caller, asked: list[said.Request], selection: str, wanted: Any) -> None:
    query = f'query ($no: Boolean = false) {{ readings(kpis: ["csat"], {MARCH}, interval: DAY, by: CHANNEL) {{ n {selection} x: n @include(if: $no) }} }}'
    viewer.ask(query + (" fragment F on Reading { series { n } }" if "...F" in selection else ""))
    (request,) = asked
    assert (request.step, request.by and request.by.name, request.compare_with, request.balancing) == wanted


def test_what_is_usual_and_the_own_history_are_computed_only_when_selected(viewer: Caller, asked: list[said.Request]) -> None:
    for selection in ("series { n }", "series { usual { middle weeks isUnusual } }", "ownHistory { months middle best }"):
        viewer.ask(f'{{ readings(kpis: ["csat"], {MARCH}, interval: DAY) {{ {selection} }} }}')
    assert [(request.usual, request.history) for request in asked] == [(False, False), (True, False), (False, True)]


def test_a_reading_says_who_contradicts_it_and_how_it_stands_on_the_way_to_its_goal(viewer: Caller, asked: list[said.Request]) -> None:
    (reading,) = viewer.ask(
        f"""{{ readings(kpis: ["csat"], {MARCH}, by: CHANNEL) {{ status contradictedBy {{ key }} currency versionNumber
        trajectory {{ expected goal due isOnTrack }} target {{ dimension key due since start }}
        breakdown {{ status target {{ value dimension key due }} }} }} }}"""
    )["readings"]
    assert (reading["status"], reading["contradictedBy"]) == ("CONTRADICTED", [{"key": KPIS["csat"].balanced_by[0]}])
    assert reading["trajectory"] == {"expected": 0.82, "goal": 0.9, "due": "2026-12-31", "isOnTrack": None}
    assert reading["target"] == {"dimension": None, "key": "", "due": "2026-12-31", "since": "2026-01-01", "start": 0.7}
    assert reading["breakdown"] == [{"status": "ON_TARGET", "target": {"value": 0.8, "dimension": "CHANNEL", "key": "chat", "due": None}}]
    assert (reading["currency"], reading["versionNumber"]) == (None, 1)


def test_an_older_version_is_read_for_one_kpi_at_a_time(viewer: Caller, asked: list[said.Request]) -> None:
    viewer.ask(f'{{ readings(kpis: ["csat"], {MARCH}, version: 2) {{ n }} }}')
    assert [request.version for request in asked] == [2]
    error = viewer.send(f'{{ readings(kpis: ["csat", "reopen_rate"], {MARCH}, version: 2) {{ n }} }}')["errors"][0]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "reason": "BAD_VERSION"}


def test_all_readings_of_an_operation_are_read_in_one_call(viewer: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []

    def read(wanted: list[said.Request]) -> list[said.Reading]:
        calls.append([f"{one.kpi} by {one.by and one.by.name}" for one in wanted])
        return numbers.readings(wanted)

    monkeypatch.setattr("metrics.readings.read", read)
    answer = viewer.ask(
        f"""query ($kpis: [String!]!) {{
            channel: readings(kpis: $kpis, {MARCH}, by: CHANNEL) {{ kpi {{ key }} breakdown {{ n }} }}
            viewer {{ kind }}
            ...Topic
        }}
        fragment Topic on Query {{ topic: readings(kpis: ["csat", "reopen_rate"], {MARCH}, by: TOPIC) {{ kpi {{ key }} breakdown {{ n }} }} }}""",
        kpis=["backlog_size"],
    )
    assert calls == [["backlog_size by CHANNEL", "csat by TOPIC", "reopen_rate by TOPIC"]]
    assert [reading["kpi"]["key"] for reading in (*answer["channel"], *answer["topic"])] == ["backlog_size", "csat", "reopen_rate"]


@pytest.mark.parametrize("wrong", ['kpis: ["nothing"], ' + MARCH, 'kpis: ["csat"], period: {from: "2026-03-31", to: "2026-03-01"}'])
def test_a_wrong_question_does_not_spoil_the_others(viewer: Caller, asked: list[said.Request], wrong: str) -> None:
    right = f'b: readings(kpis: ["csat"], {MARCH}) {{ n }}'
    for order in (f"a: readings({wrong}) {{ n }} {right}", f"{right} a: readings({wrong}) {{ n }}"):
        (error,) = viewer.send(f"{{ {order} }}")["errors"]
        assert (error["path"], error["extensions"]["code"]) == (["a"], "BAD_USER_INPUT")


@pytest.mark.parametrize(
    "arguments",
    [
        'kpis: ["csat"], period: {from: "2026-03-31", to: "2026-03-01"}',
        'kpis: ["csat"], period: {from: "2000-01-01", to: "2026-03-01"}',
        'kpis: ["nothing"], period: {from: "2026-03-01", to: "2026-03-31"}',
        'kpis: ["csat"], interval: DAY, period: {from: "2022-03-01", to: "2026-03-01"}',
    ],
)
def test_a_question_that_cannot_be_answered_says_why(viewer: Caller, asked: list[said.Request], arguments: str) -> None:
    error = viewer.send(f"{{ readings({arguments}) {{ value series {{ n }} }} }}")["errors"][0]
    assert (error["extensions"]["code"], error["path"]) == ("BAD_USER_INPUT", ["readings"])
    assert error["extensions"]["reason"] in ("BAD_PERIOD", "UNKNOWN_KPI")


def test_dates_that_are_none_are_refused_before_anything_runs(viewer: Caller, asked: list[said.Request]) -> None:
    query = "query ($period: PeriodInput!) { readings(kpis: [], period: $period) { n } }"
    assert viewer.refused(query, period={"from": "2026-02-30", "to": "2026-03-01"}) == "BAD_USER_INPUT"
    assert viewer.refused('{ readings(kpis: [], period: {from: "yesterday", to: "today"}) { n } }') == "VALIDATION_FAILED"
    assert asked == []


def test_an_account_says_how_fresh_it_is(viewer: Caller, account: Account) -> None:
    query = "{ account { slug name timezone asOf dataFrom dataTo ticketCount isComputing computeProgress } }"
    assert viewer.ask(query)["account"] == {
        "slug": "acme",
        "name": "Acme",
        "timezone": "Europe/Berlin",
        "asOf": None,
        "dataFrom": None,
        "dataTo": None,
        "ticketCount": 0,
        "isComputing": False,
        "computeProgress": None,
    }
    ticket(1, at=datetime(2026, 2, 1, 23, 30, tzinfo=UTC))
    ticket(2)
    Recompute.objects.create(finished_at=NOON, days_total=2, days_done=2)
    assert viewer.ask("{ account { asOf dataFrom dataTo ticketCount isComputing } }")["account"] == {
        "asOf": "2026-03-02T12:00:00+00:00",
        "dataFrom": "2026-02-02",
        "dataTo": "2026-03-02",
        "ticketCount": 2,
        "isComputing": False,
    }


def test_an_account_says_how_far_its_computation_is(viewer: Caller, account: Account) -> None:
    Recompute.objects.create(days_total=8, days_done=2)
    assert viewer.ask("{ account { isComputing computeProgress } }")["account"] == {"isComputing": True, "computeProgress": 0.25}


def test_waiting_news_counts_as_computing(viewer: Caller, account: Account) -> None:
    TouchedDay.objects.create(day=NOON.date())
    assert viewer.ask("{ account { isComputing computeProgress } }")["account"] == {"isComputing": True, "computeProgress": None}


def test_dimensions_list_their_values_for_filters(viewer: Caller, account: Account) -> None:
    for key in ("chat", "E-Mail"):
        label(Dimension.CHANNEL, key)
    label(Dimension.TOPIC, "billing")
    Label.objects.create(dimension=Dimension.CHANNEL, key="fax", name="Fax", is_active=False)
    assert viewer.ask("{ dimensionValues(dimension: CHANNEL) { key label } }")["dimensionValues"] == [
        {"key": "chat", "label": "Chat"},
        {"key": "E-Mail", "label": "E-Mail"},
    ]
    assert [value["key"] for value in viewer.ask("{ dimensionValues(dimension: RESOLVER) { key } }")["dimensionValues"]] == ["ai", "human", "none"]
    hours = viewer.ask("{ dimensionValues(dimension: HOUR) { key label } }")["dimensionValues"]
    assert (len(hours), hours[33]) == (168, {"key": "33", "label": "Tuesday 09:00"})


TICKETS = "query ($filter: TicketFilter) { tickets(filter: $filter, orderBy: CREATED_AT_ASC) { nodes { externalId } } }"


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, "0123"),
        ({"createdFrom": "2026-03-04"}, "23"),
        ({"createdTo": "2026-03-03"}, "01"),
        ({"createdFrom": "2026-03-03", "createdTo": "2026-03-04"}, "12"),
        ({"isOpen": True}, "13"),
        ({"isOpen": False}, "02"),
        ({"dimensions": [{"dimension": "CHANNEL", "values": ["chat"]}]}, "1"),
        ({"dimensions": [{"dimension": "CHANNEL", "values": ["chat", "channel"]}, {"dimension": "TOPIC", "values": ["topic"]}]}, "0123"),
        ({"dimensions": [{"dimension": "CHANNEL", "values": []}]}, ""),
        ({"dimensions": [{"dimension": "TEAM", "values": [""]}]}, ""),
        ({"dimensions": [{"dimension": "RESOLVER", "values": ["human"]}]}, "02"),
        ({"dimensions": [{"dimension": "RESOLVER", "values": ["none", "ai"]}]}, "13"),
        ({"search": "refund"}, "2"),
        ({"search": "MY refund"}, "2"),
        ({"search": "re%nd"}, ""),
        ({"search": "  3 "}, "3"),
        ({"search": "   "}, "0123"),
    ],
)
def test_tickets_can_be_filtered(viewer: Caller, account: Account, wanted: Any, numbers: str) -> None:
    for number in range(4):
        options: dict[str, Any] = {"subject": "Where is my refund?"} if number == 2 else {}
        options |= {"channel": "chat"} if number == 1 else {}
        ticket(number, at=NOON + timedelta(days=number), resolution=None if number % 2 else 60.0, **options)
    assert "".join(node["externalId"] for node in viewer.ask(TICKETS, filter=wanted)["tickets"]["nodes"]) == numbers


def test_an_unlabelled_ticket_is_found_by_the_empty_key(viewer: Caller, account: Account) -> None:
    fact = ticket(1)
    ticket(2)
    fact.team = None
    fact.save()
    assert viewer.ask(TICKETS, filter={"dimensions": [{"dimension": "TEAM", "values": [""]}]})["tickets"]["nodes"] == [{"externalId": "1"}]


@pytest.mark.parametrize(
    "wanted",
    [
        {"search": "x" * 101},
        {"search": "a\0b"},
        {"dimensions": [{"dimension": "HOUR", "values": ["1"]}]},
        {"dimensions": [{"dimension": "RESOLVER", "values": ["bot"]}]},
    ],
)
def test_a_filter_that_means_nothing_is_refused(viewer: Caller, account: Account, wanted: Any) -> None:
    assert viewer.refused(TICKETS, filter=wanted) == "BAD_USER_INPUT"


def test_a_ticket_shows_what_is_known_of_it(viewer: Caller, account: Account) -> None:
    ticket(7, resolution=3600.0, first_reply=60.0)
    (node,) = viewer.ask(
        """{ tickets { nodes { externalId source subject channel priority topic team agent customer tags custom
        createdAt isOpen resolvedAt resolver handledBy exclusion
        firstReplySeconds resolutionSeconds events { at kind author agent team isPublic detail score scaleHigh } } } }"""
    )["tickets"]["nodes"]
    assert node["events"][1] == {
        "at": "2026-03-02T12:01:00+00:00",
        "kind": "message",
        "author": "human",
        "agent": "Agent",
        "team": "Team",
        "isPublic": True,
        "detail": "detail",
        "score": None,
        "scaleHigh": None,
    }
    assert (node["channel"], node["customer"], node["tags"], node["custom"]) == ("Channel", "c7", ["tag"], {"field": "value"})
    assert (node["createdAt"], node["resolvedAt"], node["resolver"]) == ("2026-03-02T12:00:00+00:00", "2026-03-02T13:00:00+00:00", "human")
    assert (node["isOpen"], node["firstReplySeconds"], node["resolutionSeconds"]) == (False, 60.0, 3600.0)


NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"


def everything(caller: Caller) -> dict[str, str]:
    """The id of one thing of every type, by the type's name."""
    answer = caller.ask('{ account { id members { id } apiKeys { id } } kpi(key: "csat") { id } tickets { nodes { id } } }')
    account = answer["account"]
    return {
        "Account": account["id"],
        "Member": account["members"][0]["id"],
        "ApiKey": account["apiKeys"][0]["id"],
        "Kpi": answer["kpi"]["id"],
        "Ticket": answer["tickets"]["nodes"][0]["id"],
    }


def test_anything_can_be_fetched_again_by_its_id(owner: Caller, admin_key: Caller, account: Account) -> None:
    ticket(1)
    found = everything(owner)
    assert owner.ask(NODES, ids=list(found.values())) == {"nodes": [{"__typename": name, "id": one} for name, one in found.items()]}
    for name, one in found.items():
        assert owner.ask("query ($id: ID!) { node(id: $id) { __typename } }", id=one) == {"node": {"__typename": name}}


def test_ids_that_mean_nothing_are_null(owner: Caller, account: Account) -> None:
    own = account.pk
    strange = ["", "x", "é", "A" * 1_000, "VGlja2V0OjE="]
    foreign = [ids.encode(kind, 1, realm=own + 1) for kind in ids.Kind]
    gone = [ids.encode(kind, 2**62, realm=own) for kind in ids.Kind] + [
        ids.encode(ids.Kind.TICKET, 10**30, realm=own),
        ids.encode(ids.Kind.KPI, "gone", realm=own),
    ]
    assert owner.ask(NODES, ids=[*strange, *foreign, *gone]) == {"nodes": [None] * len([*strange, *foreign, *gone])}


def test_many_tickets_are_fetched_in_one_statement(viewer: Caller, account: Account) -> None:
    keys = [ticket(number).pk for number in range(5)]
    texts = [ids.encode(ids.Kind.TICKET, key, realm=account.pk) for key in keys]
    with CaptureQueriesContext(connection) as captured:
        answer = viewer.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { externalId } } }", ids=texts)
    assert [node["externalId"] for node in answer["nodes"]] == list("01234")
    assert len([one for one in captured.captured_queries if "tickets_ticketfact" in one["sql"]]) == 1
