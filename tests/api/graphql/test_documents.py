"""Stored documents, sent by their hash."""

import json
from hashlib import sha256
from typing import Any

import pytest
from graphql import parse, validate

from api.graphql import documents
from api.management.commands.graphql_schema import APIS

from .conftest import Caller

QUERY = "query Who { viewer { kind } }"
HASH = sha256(QUERY.encode()).hexdigest()


@pytest.fixture(autouse=True)
def stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "persisted", lambda: {HASH: QUERY})


@pytest.mark.parametrize(
    "body", [{"documentId": HASH}, {"documentId": f"sha256:{HASH}"}, {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}}]
)
def test_a_stored_document_is_found_by_its_hash(viewer: Caller, body: Any) -> None:
    assert viewer.post(body).json()["data"] == {"viewer": {"kind": "person"}}


def test_a_stored_document_can_be_fetched_by_get(viewer: Caller) -> None:
    assert viewer.get({"documentId": HASH}).json()["data"] == {"viewer": {"kind": "person"}}


def test_an_unknown_hash_says_so(viewer: Caller) -> None:
    response = viewer.post({"documentId": "0" * 64})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "DOCUMENT_NOT_FOUND")


def test_a_document_beside_its_hash_must_be_that_document(viewer: Caller) -> None:
    assert viewer.post({"query": QUERY, "documentId": HASH}).status_code == 200
    response = viewer.post({"query": "{ __typename }", "documentId": HASH})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


COMMITTED = json.loads(documents.MANIFEST.read_text()) if documents.MANIFEST.exists() else {}


@pytest.mark.parametrize(("name", "text"), COMMITTED.items(), ids=[text.split("(")[0].split("{")[0].strip() for text in COMMITTED.values()])
def test_a_committed_document_is_valid_within_all_limits_and_under_its_own_hash(name: str, text: str) -> None:
    assert sha256(text.encode()).hexdigest() == name
    api = next(each for each in APIS if not validate(each.graphql, parse(text)))
    api.checked.check(text)
    twelve = {"kpis": ["csat"] * 12, "keys": ["csat"] * 12, "first": 100}
    _, cost = api.checked.weigh(text, None, documents.shape(twelve))
    assert cost <= 1_000
