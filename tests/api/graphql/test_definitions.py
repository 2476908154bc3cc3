"""What an account means by its KPIs, over HTTP: versions, KPIs of its own, and expressions looked at before they are saved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.kpis import KPIS
from metrics.models import Definition
from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account, Role
from tests.metrics.facts import AI, HUMAN, ticket

from .conftest import Caller, person

MARCH = 'period: {from: "2026-03-01", to: "2026-03-31"}'
ERRORS = "errors { field code message }"
CREATE = f"""mutation ($expression: ExpressionInput!) {{ kpiCreate(expression: $expression) {{
    kpi {{ key isCustom isAvailable expression {{ key reads percentile value population {{ field is isNot text }} denominator {{ facts }} balancedBy }} }}
    version {{ number isReady isCurrent createdBy }} {ERRORS} }} }}"""
SHARE = {
    "key": "chat_resolved",
    "name": "Chats resolved",
    "unit": "PERCENT",
    "better": "HIGHER",
    "facts": "tickets",
    "reads": "SHARE",
    "population": [{"field": "channel", "is": ["chat"]}],
    "condition": [{"field": "resolver", "known": True}],
    "balancedBy": ["reopen_rate"],
}


@pytest.fixture(autouse=True)
def unscheduled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrics.definitions.life.schedule_named", lambda name: None)


@pytest.fixture
def chats(account: Account) -> None:
    """Of four chats three are resolved, two of them by the AI agent; one e-mail is not."""
    for resolver in (AI, AI, HUMAN):
        ticket("03-02 10:00", reply="10:05", by=resolver, solved="11:00", resolver=resolver, channel="chat")
    ticket("03-03 10:00", channel="chat")
    ticket("03-03 11:00", channel="email")
    recompute()


def read(caller: Caller, key: str) -> dict[str, Any]:
    (found,) = caller.ask(f'{{ readings(kpis: ["{key}"], {MARCH}) {{ value numerator denominator n versionNumber }} }}')["readings"]
    return dict(found)


def test_a_kpi_of_the_accounts_own_is_read_like_any_other(analyst: Caller, chats: None) -> None:
    made = analyst.ask(CREATE, expression=SHARE)["kpiCreate"]
    assert made["errors"] == []
    assert made["version"] == {"number": 1, "isReady": False, "isCurrent": True, "createdBy": "analyst@acme.test"}
    recompute()
    assert read(analyst, "chat_resolved") == {"value": 0.75, "numerator": 3.0, "denominator": 4.0, "n": 4, "versionNumber": 1}
    kpi = analyst.ask('{ kpi(key: "chat_resolved") { isCustom hasTickets facts expression { population { field is text } } balancedBy { key } } }')["kpi"]
    assert kpi == {
        "isCustom": True,
        "hasTickets": True,
        "facts": "tickets",
        "expression": {"population": [{"field": "channel", "is": ["chat"], "text": "channel is chat"}]},
        "balancedBy": [{"key": "reopen_rate"}],
    }
    assert "chat_resolved" in [each["key"] for each in analyst.ask("{ kpis { key } }")["kpis"]]


def test_a_malformed_expression_is_told_apart_by_part(analyst: Caller, chats: None) -> None:
    wrong = {**SHARE, "population": [{"field": "colour", "is": ["red"]}], "windowDays": 0, "balancedBy": ["nothing"]}
    answer = analyst.ask(CREATE, expression=wrong)["kpiCreate"]
    assert (answer["kpi"], answer["version"]) == (None, None)
    assert {(each["field"], each["code"]) for each in answer["errors"]} == {
        ("expression.population[0].field", "INVALID"),
        ("expression.windowDays", "INVALID"),
        ("expression.balancedBy[0]", "INVALID"),
    }
    assert not Definition.objects.exists()


def test_a_key_is_taken_by_shipped_kpis_and_by_those_that_were(analyst: Caller, chats: None) -> None:
    analyst.ask(CREATE, expression=SHARE)
    for key in ("csat", "chat_resolved"):
        (error,) = analyst.ask(CREATE, expression={**SHARE, "key": key})["kpiCreate"]["errors"]
        assert (error["field"], error["code"]) == ("expression.key", "TAKEN")


def test_an_expression_is_checked_and_previewed_without_saving_anything(analyst: Caller, chats: None) -> None:
    query = """query ($expression: ExpressionInput!) { kpiCheck(expression: $expression) {
        problems { part message } traits { key name holds explanation } definition formula preview(days: 366) { value n kpi { key } } } }"""
    found = analyst.ask(query, expression=SHARE)["kpiCheck"]
    assert found["problems"] == []
    assert [each["key"] for each in found["traits"]] == ["measurable", "behaviour", "improvable", "customer_impact"]
    assert all(each["explanation"].endswith(".") for each in found["traits"])
    assert (found["preview"]["value"], found["preview"]["n"], found["preview"]["kpi"]["key"]) == (0.75, 4, "chat_resolved")
    assert found["formula"] == "tickets that meet the condition ÷ tickets"
    assert not Definition.objects.exists()


def test_a_malformed_expression_has_problems_and_nothing_else(analyst: Caller, chats: None) -> None:
    query = """query ($expression: ExpressionInput!) { kpiCheck(expression: $expression) {
        problems { part } traits { key } definition formula preview { value } } }"""
    wrong = {**SHARE, "reads": "RATIO", "denominator": {"facts": "tickets", "value": "colour"}}
    found = analyst.ask(query, expression=wrong)["kpiCheck"]
    assert {"part": "denominator.value"} in found["problems"]
    assert (found["traits"], found["definition"], found["formula"], found["preview"]) == ([], [], None, None)


def test_a_preview_has_a_longest_time(analyst: Caller, chats: None) -> None:
    query = "query ($expression: ExpressionInput!) { kpiCheck(expression: $expression) { preview(days: 5000) { value } } }"
    answer = analyst.send(query, expression=SHARE)
    assert answer["data"] == {"kpiCheck": {"preview": None}}
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "reason": "BAD_DEFINITION"}


DEFINE = f"""mutation ($kpi: String!, $values: [ParameterValueInput!], $population: [ConditionInput!]) {{
    kpiDefine(kpi: $kpi, values: $values, population: $population) {{
    kpi {{ versionNumber pendingVersion {{ number }} }} version {{ number isReady values {{ key value meaning }} population {{ text }} }} {ERRORS} }} }}"""


def test_a_narrower_population_makes_a_version_that_is_read_once_it_is_computed(analyst: Caller, chats: None) -> None:
    answer = analyst.ask(DEFINE, kpi="ticket_volume", population=[{"field": "channel", "isNot": ["chat"]}])["kpiDefine"]
    assert answer["errors"] == []
    assert answer["version"] == {"number": 2, "isReady": False, "values": [], "population": [{"text": "channel is not chat"}]}
    assert answer["kpi"] == {"versionNumber": 1, "pendingVersion": {"number": 2}}
    assert read(analyst, "ticket_volume")["value"] == 5
    recompute()
    assert read(analyst, "ticket_volume")["value"] == 1
    kpi = analyst.ask('{ kpi(key: "ticket_volume") { versionNumber pendingVersion { number } population { field isNot text } } }')["kpi"]
    assert kpi == {"versionNumber": 2, "pendingVersion": None, "population": [{"field": "channel", "isNot": ["chat"], "text": "channel is not chat"}]}


def test_every_version_says_what_it_would_have_said(analyst: Caller, chats: None) -> None:
    analyst.ask(DEFINE, kpi="ticket_volume", population=[{"field": "channel", "isNot": ["chat"]}])
    recompute()
    query = f"""{{ kpi(key: "ticket_volume") {{ versions(first: 10) {{ totalCount nodes {{
        number isCurrent isReady progress createdBy formula reading({MARCH}) {{ value versionNumber }} }} }} }} }}"""
    found = analyst.ask(query)["kpi"]["versions"]
    assert found["totalCount"] == 2
    told = [(each["number"], each["isCurrent"], each["isReady"], each["progress"], each["reading"]) for each in found["nodes"]]
    assert told == [
        (2, True, True, None, {"value": 1.0, "versionNumber": 2}),
        (1, False, True, None, {"value": 5.0, "versionNumber": 1}),
    ]
    older = analyst.ask(f'{{ readings(kpis: ["ticket_volume"], {MARCH}, version: 1) {{ value }} }}')
    assert older == {"readings": [{"value": 5.0}]}


def test_versions_come_in_pages(analyst: Caller, chats: None) -> None:
    for channel in ("chat", "email"):
        analyst.ask(DEFINE, kpi="ticket_volume", population=[{"field": "channel", "is": [channel]}])
    query = """query ($after: String) { kpi(key: "ticket_volume") { versions(first: 2, after: $after) {
        nodes { number } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""
    first = analyst.ask(query)["kpi"]["versions"]
    second = analyst.ask(query, after=first["pageInfo"]["endCursor"])["kpi"]["versions"]
    assert [[each["number"] for each in page["nodes"]] for page in (first, second)] == [[3, 2], [1]]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (True, False, True)
    assert analyst.refused(query, after="x") == "INVALID_CURSOR"


def test_versions_take_no_statement_each(analyst: Caller, chats: None) -> None:
    query = "{ kpis { key versions { totalCount nodes { number isCurrent } } population { text } expression { key } pendingVersion { number } } }"
    analyst.ask(query)
    with CaptureQueriesContext(connection) as before:
        analyst.ask("{ kpis { key } }")
    analyst.ask(DEFINE, kpi="ticket_volume", population=[{"field": "channel", "is": ["chat"]}])
    with CaptureQueriesContext(connection) as after:
        analyst.ask(query)
    assert len(after) == len(before)


def test_a_reset_goes_back_to_the_shipped_definition(analyst: Caller, chats: None) -> None:
    analyst.ask(DEFINE, kpi="ticket_volume", population=[{"field": "channel", "is": ["chat"]}])
    recompute()
    answer = analyst.ask(f'mutation {{ kpiReset(kpi: "ticket_volume") {{ version {{ number population {{ text }} }} {ERRORS} }} }}')["kpiReset"]
    assert answer == {"version": {"number": 3, "population": []}, "errors": []}
    assert read(analyst, "ticket_volume")["value"] == 5


def parameter() -> tuple[str, str, str]:
    """A shipped KPI with a parameter, and a choice that is not the default."""
    kpi = next(kpi for kpi in KPIS.values() if kpi.parameters)
    return kpi.key, kpi.parameters[0].key, kpi.parameters[0].choices[1].value


def test_a_parameter_is_set_and_its_meaning_told(analyst: Caller, chats: None) -> None:
    kpi, key, value = parameter()
    answer = analyst.ask(DEFINE, kpi=kpi, values=[{"key": key, "value": value}])["kpiDefine"]
    assert answer["errors"] == []
    (told,) = [each for each in answer["version"]["values"] if each["key"] == key]
    assert told["value"] == value
    recompute()
    (shown,) = [
        each
        for each in analyst.ask(f'{{ kpi(key: "{kpi}") {{ parameters {{ key value default choices {{ value name }} }} }} }}')["kpi"]["parameters"]
        if each["key"] == key
    ]
    assert (shown["value"], shown["default"]) == (value, KPIS[kpi].parameters[0].default)


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"kpi": "nothing"}, "kpi", "UNKNOWN_KPI"),
        ({"kpi": "csat", "values": [{"key": "colour", "value": "red"}]}, "values.colour", "INVALID"),
        ({"kpi": "ticket_volume", "population": [{"field": "channel"}]}, "population[0]", "INVALID"),
        ({"kpi": "ticket_volume", "population": [{"field": "channel", "atLeast": 3}]}, "population[0].atLeast", "INVALID"),
    ],
)
def test_definitions_that_cannot_be_are_refused_by_part(analyst: Caller, chats: None, given: dict[str, Any], field: str, code: str) -> None:
    answer = analyst.ask(DEFINE, **given)["kpiDefine"]
    assert [(each["field"], each["code"]) for each in answer["errors"]] == [(field, code)]
    assert not Definition.objects.exists()


def test_a_retired_kpi_leaves_the_catalogue(analyst: Caller, chats: None) -> None:
    analyst.ask(CREATE, expression=SHARE)
    answer = analyst.ask(f'mutation {{ kpiRetire(kpi: "chat_resolved") {{ kpi {{ key }} {ERRORS} }} }}')["kpiRetire"]
    assert answer["errors"] == []
    assert analyst.ask('{ kpi(key: "chat_resolved") { key } }') == {"kpi": None}
    assert analyst.ask(f'mutation {{ kpiRetire(kpi: "csat") {{ kpi {{ key }} {ERRORS} }} }}')["kpiRetire"]["errors"][0]["field"] == "kpi"


def test_an_own_kpi_keeps_its_key_when_it_changes(analyst: Caller, chats: None) -> None:
    analyst.ask(CREATE, expression=SHARE)
    query = f'mutation ($expression: ExpressionInput!) {{ kpiUpdate(kpi: "chat_resolved", expression: $expression) {{ version {{ number }} {ERRORS} }} }}'
    assert analyst.ask(query, expression={**SHARE, "name": "Chats done"})["kpiUpdate"] == {"version": {"number": 2}, "errors": []}
    (error,) = analyst.ask(query, expression={**SHARE, "key": "another_key"})["kpiUpdate"]["errors"]
    assert (error["field"], error["code"]) == ("expression.key", "INVALID")
    unknown = query.replace("chat_resolved", "nothing_here")
    (error,) = analyst.ask(unknown, expression={**SHARE, "key": "nothing_here"})["kpiUpdate"]["errors"]
    assert (error["field"], error["code"]) == ("kpi", "UNKNOWN_KPI")


def test_fields_of_expressions_are_listed_with_what_they_can_be(viewer: Caller, chats: None) -> None:
    found = {
        each["name"]: each
        for each in viewer.ask('{ expressionFields(facts: "tickets") { name label facts kind choices { value label } } }')["expressionFields"]
    }
    assert found["channel"] == {
        "name": "channel",
        "label": "Channel",
        "facts": "tickets",
        "kind": "CHOICE",
        "choices": [{"value": "chat", "label": "Chat"}, {"value": "email", "label": "Email"}],
    }
    assert found["resolution_seconds"]["kind"] == "DURATION"
    assert viewer.refused('{ expressionFields(facts: "colours") { name } }') == "BAD_USER_INPUT"


def test_nothing_of_another_accounts_definitions_is_seen(analyst: Caller, chats: None, other_account: Account) -> None:
    analyst.ask(CREATE, expression=SHARE)
    analyst.ask(DEFINE, kpi="ticket_volume", population=[{"field": "channel", "is": ["chat"]}])
    with schemas.inside(other_account):
        elsewhere = person(other_account, Role.OWNER)
    assert elsewhere.ask('{ kpi(key: "chat_resolved") { key } kpis { key } }')["kpi"] is None
    assert elsewhere.ask('{ kpi(key: "ticket_volume") { versions { totalCount } } }') == {"kpi": {"versions": {"totalCount": 1}}}
    made_id = analyst.ask('{ kpi(key: "csat") { id } }')["kpi"]["id"]
    assert elsewhere.ask("query ($id: ID!) { node(id: $id) { id } }", id=made_id) == {"node": None}


def test_a_read_key_does_not_learn_who_made_a_version(analyst: Caller, read_key: Caller, admin_key: Caller, chats: None) -> None:
    analyst.ask(DEFINE, kpi="ticket_volume", population=[{"field": "channel", "is": ["chat"]}])
    query = '{ kpi(key: "ticket_volume") { versions(first: 1) { nodes { createdBy } } } }'
    told = {caller: caller.ask(query)["kpi"]["versions"]["nodes"][0]["createdBy"] for caller in (analyst, read_key, admin_key)}
    assert told == {analyst: "analyst@acme.test", read_key: None, admin_key: "analyst@acme.test"}


def test_a_day_of_the_preview_ends_today(analyst: Caller, chats: None) -> None:
    query = "query ($expression: ExpressionInput!) { kpiCheck(expression: $expression) { preview { period { from to } } } }"
    period = analyst.ask(query, expression=SHARE)["kpiCheck"]["preview"]["period"]
    assert (date.fromisoformat(period["to"]) - date.fromisoformat(period["from"])).days == 29
