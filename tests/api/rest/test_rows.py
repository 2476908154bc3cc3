"""POST rows/<kind>: what a program sends lands once, and every refusal names row, field and reason."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from kombu.exceptions import OperationalError

from tenants import schemas
from tenants.models import Account, Role, Scope
from tests.factories import ApiKeyFactory, MembershipFactory
from tests.tickets.ingest.rows.examples import EXAMPLES
from tickets.ingest.rows import KINDS
from tickets.models import AiSession, Search, TouchedDay

Send = Callable[..., Any]


@pytest.fixture
def send(account: Account, scheduled: list[Any]) -> Send:
    """POST rows with an ingest key: send(kind, rows, …)."""
    return sender(account)


def sender(account: Account, *, scope: Scope = Scope.INGEST) -> Send:
    key = ApiKeyFactory(account=account, scope=scope)

    def post(kind: str, rows: Any, *, source: str = "tool", idempotency_key: str | None = None, slug: str = account.slug) -> Any:
        headers = {"Authorization": f"Bearer {key.secret}", **({"Idempotency-Key": idempotency_key} if idempotency_key else {})}
        return Client().post(f"/a/{slug}/api/v1/rows/{kind}", json.dumps({"source": source, "rows": rows}), "application/json", headers=headers)

    return post


def searches() -> int:
    """How many there are in the account `acme`."""
    with schemas.inside(Account.objects.get(slug="acme")):
        return Search.objects.count()


def test_every_kind_is_told_with_its_fields(account: Account) -> None:
    key = ApiKeyFactory(account=account, scope=Scope.INGEST)
    told = Client().get(f"/a/{account.slug}/api/v1/rows", headers={"Authorization": f"Bearer {key.secret}"}).json()["kinds"]
    assert [kind["key"] for kind in told] == list(KINDS)
    (outcome,) = [field for field in told[0]["fields"] if field["name"] == "outcome"]
    assert (outcome["kind"], outcome["required"], outcome["choices"]) == ("choice", True, ["resolved", "escalated", "silent", "open"])


@pytest.mark.parametrize("kind", list(KINDS))
def test_rows_of_every_kind_land_once(send: Send, scheduled: list[Any], kind: str) -> None:
    rows = EXAMPLES[kind]
    answer = send(kind, rows)
    assert (answer.status_code, answer.json()) == (
        200,
        {"accepted": len(rows), "rejected": 0, "created": len(rows), "updated": 0, "unchanged": 0, "deleted": 0, "errors": []},
    )
    assert scheduled == [("tickets.derive", ())]
    assert send(kind, rows).json()["unchanged"] == len(rows)
    assert scheduled == [("tickets.derive", ())]


def test_a_bad_row_is_named_and_the_good_ones_land(send: Send) -> None:
    good = EXAMPLES["searches"][0]
    answer = send("searches", [good, {**good, "id": "q9", "results": -1}, "nonsense", {**good, "id": "q8", "colour": "red"}])
    assert (answer.status_code, answer.json()["accepted"], searches()) == (200, 1, 1)
    assert [(one["index"], one["field"], one["value"]) for one in answer.json()["errors"]] == [
        (1, "results", "-1"),
        (2, "row", "nonsense"),
        (3, "colour", "red"),
    ]
    assert answer.json()["errors"][0]["message"] == "is negative"


def test_what_no_text_can_hold_is_refused_and_not_an_error_of_ours(send: Send) -> None:
    bad = [{"id": "q\x00", "at": "\ud800", "query": "\x00", "results": "\x00\ud800", "clicked": True}, {"\ud800\x00": 1}]
    answer = send("searches", bad, idempotency_key="k")
    assert (answer.status_code, answer.json()["rejected"]) == (422, 2)
    good = send("searches", [{**EXAMPLES["searches"][0], "id": "1\x00", "query": "fax \ud83d"}], source="help\ud800")
    assert good.json()["created"] == 1


def test_rows_that_are_all_bad_are_answered_422(send: Send) -> None:
    assert send("searches", [{"id": "q"}]).status_code == 422


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("colours", {"source": "x", "rows": []}, 404),
        ("searches", {"rows": []}, 400),
        ("searches", {"source": "x", "rows": {}}, 400),
        ("searches", {"source": "x", "rows": [], "mapping": {}}, 400),
        ("searches", {"source": "x", "rows": [{}] * 10_001}, 413),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_whole(account: Account, kind: str, body: Any, status: int) -> None:
    key = ApiKeyFactory(account=account, scope=Scope.INGEST)
    answer = Client().post(f"/a/acme/api/v1/rows/{kind}", json.dumps(body), "application/json", headers={"Authorization": f"Bearer {key.secret}"})
    assert (answer.status_code, len(answer.json()["errors"])) == (status, 1)


def test_the_same_idempotency_key_repeats_the_first_answer(send: Send) -> None:
    first = send("ai_sessions", EXAMPLES["ai_sessions"], idempotency_key="k")
    again = send("ai_sessions", EXAMPLES["ai_sessions"], idempotency_key="k")
    assert (again.json(), again.headers["Idempotent-Replayed"]) == (first.json(), "true")
    assert send("ai_sessions", [], idempotency_key="k").status_code == 422
    assert send("searches", EXAMPLES["ai_sessions"], idempotency_key="k").status_code == 422


def test_a_viewer_and_a_key_that_reads_may_send_nothing(account: Account) -> None:
    client = Client()
    client.force_login(MembershipFactory(account=account, role=Role.VIEWER).user)
    body = json.dumps({"source": "x", "rows": EXAMPLES["searches"]})
    assert client.post("/a/acme/api/v1/rows/searches", body, "application/json").status_code == 403
    assert sender(account, scope=Scope.READ)("searches", EXAMPLES["searches"]).status_code == 403
    assert searches() == 0


def test_rows_of_one_account_are_never_seen_or_changed_by_another(account: Account, other_account: Account, scheduled: list[Any]) -> None:
    sender(account)("ai_sessions", EXAMPLES["ai_sessions"])
    theirs = sender(other_account)
    assert theirs("ai_sessions", EXAMPLES["ai_sessions"], slug="acme").status_code == 404
    assert theirs("ai_sessions", [{**row, "outcome": "open"} for row in EXAMPLES["ai_sessions"]]).json()["created"] == 2
    assert theirs("ai_sessions", [{"id": "s1", "deleted": True}]).json()["deleted"] == 1
    with schemas.inside(account):
        assert list(AiSession.objects.order_by("external_id").values_list("external_id", "outcome")) == [("s1", 1), ("s2", 2)]


def test_rows_land_although_the_broker_is_down(account: Account, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> None:
    def down(*_: Any, **__: Any) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr("tenants.tasks.schedule_named", down)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sender(account)("searches", EXAMPLES["searches"])
    assert (answer.status_code, answer.json()["created"]) == (200, 2)
    with schemas.inside(account):
        assert TouchedDay.objects.exists()
