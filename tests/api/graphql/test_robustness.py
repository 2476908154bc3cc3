"""Whatever comes in, an answer comes out: JSON, with a code, never a trace of how it was made."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.graphql.errors import MASKED, Code
from metrics.readings import types as said

from .conftest import Caller
from .histories import ticket

MARCH = 'period: {from: "2026-03-01", to: "2026-03-31"}'
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PLACES = """query ($a: String!, $ids: [ID!]!, $first: Int, $after: String, $filter: TicketFilter, $period: PeriodInput!, $p: Float, $by: Dimension) {
  kpi(key: $a) { key } nodes(ids: $ids) { id } tickets(first: $first, after: $after, filter: $filter) { totalCount nodes { id } }
  readings(kpis: [$a], period: $period, percentile: $p, by: $by) { value breakdown { key } }
}"""


def is_answer(response: Any) -> bool:
    """Whether a response is what the API answers, good or bad."""
    answer = response.json()
    codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
    assert response.status_code < 500, answer
    assert Code.INTERNAL.name not in codes, answer
    assert set(codes) <= {code.name for code in Code}
    return "data" in answer or bool(codes)


@FUZZ
@given(body=st.binary(max_size=200) | st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(str.encode))
def test_any_bytes_get_an_answer(viewer: Caller, body: bytes) -> None:
    assert is_answer(viewer.post(body))


@FUZZ
@given(body=st.dictionaries(st.sampled_from(["query", "variables", "operationName", "extensions", "documentId"]), json_values))
def test_any_json_gets_an_answer(viewer: Caller, body: dict[str, Any]) -> None:
    assert is_answer(viewer.post(json.dumps(body)))


@FUZZ
@given(query=st.text(st.sampled_from(list('{}()[]:$@!|=&"\\ .#\nabquery on fragment 019-e\u00e9\0')), max_size=80))
def test_any_document_gets_an_answer(viewer: Caller, query: str) -> None:
    assert is_answer(viewer.post({"query": query}))


@FUZZ
@given(variables=st.fixed_dictionaries({}, optional=dict.fromkeys(("a", "ids", "first", "after", "filter", "period", "p", "by"), json_values)))
def test_any_variables_get_an_answer(viewer: Caller, variables: dict[str, Any]) -> None:
    assert is_answer(viewer.post(json.dumps({"query": PLACES, "variables": variables})))


texts = st.text(st.characters(), max_size=20)


@FUZZ
@given(
    key=texts,
    ids=st.lists(texts, max_size=3),
    cursor=st.none() | texts,
    values=st.lists(texts, max_size=3),
    search=texts,
    days=st.tuples(st.dates(), st.dates()),
    percentile=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    dimension=st.sampled_from(["CHANNEL", "PRIORITY", "TOPIC", "TEAM", "RESOLVER", "HOUR"]),
)
def test_any_text_in_its_place_gets_an_answer(
    viewer: Caller, key: str, ids: list[str], cursor: str | None, values: list[str], search: str, days: Any, percentile: float | None, dimension: str
) -> None:
    wanted = {"search": search, "dimensions": [{"dimension": dimension, "values": values}], "createdFrom": days[0].isoformat()}
    period = {"from": days[0].isoformat(), "to": days[1].isoformat()}
    variables = {"a": key, "ids": ids, "after": cursor, "filter": wanted, "period": period, "p": percentile, "by": dimension}
    assert is_answer(viewer.post(json.dumps({"query": PLACES, "variables": variables})))


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x\udfffy"])
def test_text_that_no_database_holds_is_refused(viewer: Caller, text: str) -> None:
    body = json.dumps({"query": "query ($key: String!) { kpi(key: $key) { key } }", "variables": {"key": text}})
    assert viewer.post(body).json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert viewer.post(json.dumps({"query": f"{{ __typename }} # {text}"})).json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert viewer.post({"query": '{ kpi(key: "a\\u0000b") { key } }'}).json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_what_went_wrong_inside_is_not_told(viewer: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def failing(_: list[said.Request]) -> list[said.Reading]:
        raise RuntimeError('relation "a_umbra.tickets_ticket" does not exist')

    monkeypatch.setattr("metrics.readings.read", failing)
    answer = viewer.send(f'{{ readings(kpis: ["csat"], {MARCH}) {{ n }} }}')
    assert answer["data"] is None
    assert answer["errors"] == [{"message": MASKED, "locations": [{"line": 1, "column": 3}], "path": ["readings"], "extensions": {"code": "INTERNAL"}}]
    assert "a_umbra" in caplog.text


def test_a_failing_endpoint_still_answers_in_json(viewer: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.graphql.view.answered", lambda *_: 1 / 0)
    response = viewer.post({"query": "{ __typename }"})
    assert (response.status_code, response.json()["errors"][0]) == (500, {"message": MASKED, "extensions": {"code": "INTERNAL"}})


def test_a_refused_document_is_logged_by_its_hash_alone(viewer: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="api.graphql")
    viewer.send('{ kpi(key: "somebody@people.test") { nothing } }')
    assert "sha256" in caplog.text
    assert "somebody" not in caplog.text


def test_numbers_beyond_64_bits_in_further_fields_are_answered(viewer: Caller) -> None:
    fact = ticket(1)
    fact.ticket.custom = {"order": 10**30}
    fact.ticket.save()
    assert viewer.ask("{ tickets { nodes { custom } } }")["tickets"]["nodes"] == [{"custom": {"order": 10**30}}]


def test_a_long_value_is_not_sent_back_whole(viewer: Caller) -> None:
    answer = viewer.send("query ($first: Int) { tickets(first: $first) { totalCount } }", first="x" * 50_000)
    assert len(answer["errors"][0]["message"]) < 500
