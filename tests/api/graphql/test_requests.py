"""GraphQL over HTTP, sentence by sentence of the draft."""

import json
from typing import Any

import pytest

from api.graphql.errors import ApiError, Code
from api.graphql.requests import LEGACY, RESPONSE, decoded, media_type

from .conftest import Caller

TYPENAME = {"query": "{ __typename }"}


def code_of(response: Any) -> str:
    return response.json()["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, RESPONSE),
        ("", RESPONSE),
        ("*/*", RESPONSE),
        ("application/*", RESPONSE),
        (RESPONSE, RESPONSE),
        (LEGACY, LEGACY),
        ("application/json; charset=utf-8", LEGACY),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", RESPONSE),
        ("application/graphql-response+json;q=0.5, application/json", LEGACY),
        ("text/html, application/json;q=0.1", LEGACY),
        ("application/graphql-response+json;q=0, */*;q=0.1", LEGACY),
        ("APPLICATION/JSON", LEGACY),
    ],
)
def test_the_better_liked_form_is_taken(accept: str | None, form: str) -> None:
    assert media_type(accept) == form


@pytest.mark.parametrize("accept", ["text/html", "image/*", "application/json;q=0", "application/json; charset=latin-1", "application/json;q=high", ";;;,,,"])
def test_a_form_that_does_not_exist_is_refused(accept: str | None) -> None:
    with pytest.raises(ApiError) as refused:
        media_type(accept)
    assert refused.value.code is Code.NOT_ACCEPTABLE


@pytest.mark.parametrize("body", ["{", b"\xff\xfe{}", '{"a": NaN}', '{"a": Infinity}', "[" * 100_000, '{"a": ' * 20_000, "9" * 10_000, "\ufeff{}", ""])
def test_what_is_not_strict_json_is_a_bad_request(body: Any) -> None:
    with pytest.raises(ApiError) as refused:
        decoded(body)
    assert refused.value.code is Code.BAD_REQUEST


@pytest.mark.parametrize("form", [RESPONSE, LEGACY])
def test_an_answer_has_the_media_type_that_was_asked_for(viewer: Caller, form: str) -> None:
    response = viewer.post(TYPENAME, accept=form)
    assert (response.status_code, response["Content-Type"]) == (200, f"{form}; charset=utf-8")
    assert response.json()["data"] == {"__typename": "Query"}


def test_an_answer_is_for_its_asker_alone(viewer: Caller) -> None:
    response = viewer.post(TYPENAME)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Vary"] == "Accept, Authorization, Cookie"


def test_an_unknown_form_is_not_acceptable(viewer: Caller) -> None:
    response = viewer.post(TYPENAME, accept="text/html")
    assert (response.status_code, code_of(response)) == (406, "NOT_ACCEPTABLE")


def test_queries_may_be_asked_by_get(viewer: Caller) -> None:
    parameters = {"query": "query Who($yes: Boolean!) { viewer @include(if: $yes) { kind } }", "variables": '{"yes": true}', "operationName": "Who"}
    response = viewer.get(parameters)
    assert (response.status_code, response.json()["data"]) == (200, {"viewer": {"kind": "person"}})


def test_mutations_may_not_be_sent_by_get(owner: Caller) -> None:
    response = owner.get({"query": 'mutation { targetSet(kpi: "csat", value: 0.8) { errors { code } } }'})
    assert (response.status_code, code_of(response), response["Allow"]) == (405, "METHOD_NOT_ALLOWED", "POST")
    assert owner.ask("{ account { targets { kpi } } }") == {"account": {"targets": []}}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "head", "options"])
def test_other_methods_are_not_allowed(viewer: Caller, method: str) -> None:
    response = getattr(viewer.client, method)(viewer.url)
    assert (response.status_code, response["Allow"]) == (405, "GET, POST")


@pytest.mark.parametrize("content_type", ["application/graphql", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"])
def test_a_body_is_json_in_utf8(viewer: Caller, content_type: str) -> None:
    response = viewer.post(json.dumps(TYPENAME), content_type=content_type)
    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_multipart_forms_are_no_way_in(viewer: Caller) -> None:
    response = viewer.client.post(viewer.url, {"query": "{ __typename }"})
    assert (response.status_code, code_of(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_body_may_name_its_charset(viewer: Caller) -> None:
    assert viewer.post(json.dumps(TYPENAME), content_type="application/json; charset=UTF-8").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "null",
        '"text"',
        "17",
        "true",
        "{}",
        '{"query": 1}',
        '{"query": null}',
        '{"query": ["{ __typename }"]}',
        '{"query": "{ __typename }", "variables": "{}"}',
        '{"query": "{ __typename }", "variables": [1]}',
        '{"query": "{ __typename }", "operationName": 7}',
        '{"query": "{ __typename }", "operationName": "Nobody"}',
        '{"query": "{ __typename }", "extensions": 0}',
        '{"query": "query A { __typename } query B { __typename }"}',
        '{"documentId": 1}',
        "not json",
        b"\xff\xfe",
        b'{"query": "\xff"}',
    ],
)
@pytest.mark.parametrize("form", [RESPONSE, LEGACY])
def test_a_request_that_is_none_is_a_bad_request(viewer: Caller, body: Any, form: str) -> None:
    response = viewer.post(body, accept=form)
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")
    assert "data" not in response.json()


@pytest.mark.parametrize("name", ["variables", "operationName", "extensions", "documentId"])
def test_parameters_may_be_null(viewer: Caller, name: str) -> None:
    assert viewer.post({**TYPENAME, name: None}).json()["data"] == {"__typename": "Query"}


def test_unknown_parameters_are_ignored(viewer: Caller) -> None:
    assert viewer.post({**TYPENAME, "id": 7}).status_code == 200


def test_a_list_of_operations_is_refused(viewer: Caller) -> None:
    response = viewer.post(json.dumps([TYPENAME] * 500))
    assert (response.status_code, code_of(response)) == (400, "BATCHING_NOT_SUPPORTED")


def test_a_body_beyond_all_measure_is_refused(viewer: Caller) -> None:
    response = viewer.post({"query": "#" * 300_000})
    assert (response.status_code, code_of(response)) == (413, "REQUEST_TOO_LARGE")


REFUSED_DOCUMENTS = [
    ("{", {}, "PARSE_FAILED"),
    ("", {}, "PARSE_FAILED"),
    ("{ nothing }", {}, "VALIDATION_FAILED"),
    ("query ($kpi: String!) { kpi(key: $kpi) { key } }", {}, "BAD_USER_INPUT"),
    ("query ($first: Int) { tickets(first: $first) { totalCount } }", {"first": "many"}, "BAD_USER_INPUT"),
    ("query ($first: Int) { tickets(first: $first) { totalCount } }", {"first": 2**40}, "PAGE_SIZE_LIMIT"),
    ("subscription { anything }", {}, "VALIDATION_FAILED"),
    ("type Query { a: Int }", {}, "VALIDATION_FAILED"),
]


@pytest.mark.parametrize(("query", "variables", "code"), REFUSED_DOCUMENTS)
def test_a_refused_document_has_no_data_and_status_400(viewer: Caller, query: str, variables: dict[str, Any], code: Any) -> None:
    response = viewer.post({"query": query, "variables": variables})
    assert (response.status_code, code_of(response)) == (400, code)
    assert "data" not in response.json()


@pytest.mark.parametrize(("query", "variables", "code"), [row for row in REFUSED_DOCUMENTS if not row[2].endswith("LIMIT")])
def test_the_legacy_form_reports_a_refused_document_with_status_200(viewer: Caller, query: str, variables: dict[str, Any], code: Any) -> None:
    response = viewer.post({"query": query, "variables": variables}, accept=LEGACY)
    assert (response.status_code, code_of(response)) == (200, code)
    assert "data" not in response.json()


def test_an_error_of_one_field_comes_with_the_data_of_the_others(viewer: Caller) -> None:
    response = viewer.post(
        {"query": '{ viewer { kind } node(id: "x") { id } readings(kpis: ["nothing"], period: {from: "2026-01-01", to: "2026-01-31"}) { n } }'}
    )
    assert response.status_code == 200
    assert response.json()["data"] is None
    assert response.json()["errors"][0]["path"] == ["readings"]


def test_suggestions_are_not_made(owner: Caller) -> None:
    for query in ("{ viewr { kind } }", '{ kpi(ky: "csat") { key } }', "{ ...on Acount { id } }", "{ tickets(orderBy: CREATED_AT) { totalCount } }"):
        assert "Did you mean" not in json.dumps(owner.send(query))


def test_a_document_that_parses_and_fits_is_checked_once(viewer: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "{ viewer { kind scope } }"
    viewer.ask(query)
    monkeypatch.setattr("api.graphql.documents.validate", lambda *_, **__: pytest.fail("It was validated again."))
    viewer.ask(query)
