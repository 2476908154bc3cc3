"""POST events: what lands, what is refused, and what a repetition does."""

import json
from typing import Any

import pytest
from django.test import Client

from tenants import schemas
from tenants.models import Account, Scope
from tests.factories import ApiKeyFactory
from tickets.kinds import Author, Kind
from tickets.models import Event, Ticket

from .conftest import Post

AT = "2026-03-02T09:00:00+01:00"


def body(**changes: Any) -> dict[str, Any]:
    tickets = [{"id": "7", "channel": "email", "customer": "c-1"}]
    events = [{"ticket": "7", "at": AT, "kind": "created"}, {"id": "m1", "ticket": "7", "at": "2026-03-02T08:10:00Z", "kind": "reply", "agent": "ann"}]
    return {"source": "desk", "tickets": tickets, "events": events, **changes}


@pytest.fixture
def inside(account: Account) -> Any:
    """Back inside the account after a request has left it."""
    return lambda: schemas.enter(account)


def test_tickets_and_events_land_and_their_facts_are_scheduled(send: Post, inside: Any, scheduled: list[Any]) -> None:
    answer = send(body())
    inside()
    assert answer.status_code == 200
    assert answer.json() == {
        "accepted": 3, "rejected": 0, "tickets_created": 1, "tickets_updated": 0, "events_created": 2, "events_updated": 0, "events_unchanged": 0, "errors": [],
    }  # fmt: skip
    assert list(Event.objects.order_by("at").values_list("kind", "author", "agent__key")) == [
        (Kind.CREATED, Author.CUSTOMER, None), (Kind.MESSAGE, Author.HUMAN, "ann"),
    ]  # fmt: skip
    assert scheduled == [("tickets.derive", ())]


def test_the_same_items_again_change_nothing_even_without_a_key(send: Post, scheduled: list[Any]) -> None:
    send(body())
    scheduled.clear()
    answer = send(body()).json()
    assert (answer["events_created"], answer["events_unchanged"], answer["tickets_updated"]) == (0, 2, 0)
    assert scheduled == []


def test_good_items_land_and_bad_ones_are_named(send: Post, inside: Any) -> None:
    bad = [
        {"ticket": "7", "at": "yesterday", "kind": "reply"},
        {"ticket": "7", "at": AT, "kind": "sneezed"},
        {"at": AT, "kind": "reply"},
        {"ticket": "7", "at": AT, "kind": "rated", "score": 9},
        {"ticket": "7", "at": AT, "kind": "reply", "autor": "ai"},
        "text",
        {"ticket": "7", "at": AT, "kind": "reply", "author": "robot"},
        {"ticket": "7", "at": AT, "kind": "reply", "public": "yes"},
        {"ticket": "7", "at": AT, "kind": "reply", "agent": "x" * 3000},
    ]
    answer = send(body(events=[*bad, {"ticket": "7", "at": AT, "kind": "solved"}])).json()
    inside()
    assert (answer["accepted"], answer["rejected"]) == (2, 9)
    assert [(one["list"], one["index"], one["field"]) for one in answer["errors"]] == [
        ("events", 0, "at"), ("events", 1, "kind"), ("events", 2, "ticket"), ("events", 3, "score"), ("events", 4, "autor"),
        ("events", 5, ""), ("events", 6, "author"), ("events", 7, "public"), ("events", 8, "agent"),
    ]  # fmt: skip
    assert Event.objects.get().kind == Kind.SOLVED


def test_text_that_no_table_can_hold_is_mended_or_refused(send: Post, inside: Any) -> None:
    tickets = [{"id": "a\ud800\x00", "channel": "\ud800", "custom": {"k\x00": "v\ud800"}}, {"id": "b", "custom": {"k": 1e999}}]
    answer = send(json.dumps(body(tickets=tickets, events=[{"ticket": "a\ud800\x00", "at": AT, "kind": "reply", "detail": "\x00\ud800"}])))
    inside()
    assert (answer.status_code, answer.json()["accepted"]) == (200, 2)
    assert [(one["index"], one["field"]) for one in answer.json()["errors"]] == [(1, "custom")]
    assert (Ticket.objects.get().external_id, Ticket.objects.get().custom) == ("a?", {"k": "v?"})


def test_a_batch_of_nothing_but_bad_items_is_unprocessable(send: Post) -> None:
    assert send({"source": "desk", "events": [{}]}).status_code == 422


def test_a_key_with_the_same_body_gets_the_same_answer_and_changes_nothing(send: Post, inside: Any, scheduled: list[Any]) -> None:
    first = send(body(), idempotency_key="k1")
    scheduled.clear()
    again = send(body(), idempotency_key="k1")
    inside()
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert (Event.objects.count(), scheduled) == (2, [])


def test_a_key_with_another_body_is_refused_and_nothing_of_it_lands(send: Post, inside: Any) -> None:
    send(body(), idempotency_key="k1")
    answer = send(body(tickets=[{"id": "8"}]), idempotency_key="k1")
    inside()
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert not Ticket.objects.filter(external_id="8").exists()


def test_a_request_that_was_refused_as_a_whole_leaves_its_key_free(send: Post) -> None:
    assert send("{", idempotency_key="k1").status_code == 400
    assert send(body(), idempotency_key="k1").status_code == 200


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ("{", 400, "BAD_JSON"),
        ("[]", 400, "BAD_JSON"),
        ('{"events": []}', 400, "REQUIRED"),
        ({"source": "desk", "events": {}}, 400, "INVALID"),
        ({"source": "desk", "evnets": []}, 400, "INVALID"),
        ({"source": "desk", "events": [{}] * 10_001}, 413, "TOO_MANY_ITEMS"),
        (b"[" * 200_000, 400, "BAD_JSON"),
        (b"x" * (20 * 1024 * 1024 + 1), 413, "TOO_LARGE"),
    ],
)
def test_a_body_that_cannot_be_right_is_refused(send: Post, given: Any, status: int, code: str) -> None:
    answer = send(given)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)


def test_null_erases_an_attribute_and_silence_does_not(send: Post, inside: Any) -> None:
    send(body(tickets=[{"id": "7", "channel": "email", "priority": "high"}]))
    send(body(tickets=[{"id": "7", "channel": None}]))
    inside()
    saved = Ticket.objects.get()
    assert (saved.channel, saved.priority.key) == (None, "high")


def test_an_event_sent_again_with_its_id_is_corrected(send: Post, inside: Any) -> None:
    send(body())
    answer = send(body(events=[{"id": "m1", "ticket": "7", "at": "2026-03-02T08:10:00Z", "kind": "reply", "author": "ai"}])).json()
    inside()
    assert answer["events_updated"] == 1
    assert Event.objects.get(kind=Kind.MESSAGE).author == Author.AI


def test_an_assignment_tells_whose_ticket_it_is_in_any_order(send: Post, inside: Any) -> None:
    late = {"ticket": "7", "at": "2026-03-02T12:00:00Z", "kind": "assigned", "agent": "bob"}
    early = {"ticket": "7", "at": "2026-03-02T10:00:00Z", "kind": "assigned", "agent": "ann", "team": "first"}
    send(body(events=[late]))
    send(body(events=[early]))
    inside()
    saved = Ticket.objects.get()
    assert (saved.agent.key, saved.team.key) == ("bob", "first")


def test_a_time_without_an_offset_is_in_the_account_s_zone(send: Post, inside: Any) -> None:
    send(body(events=[{"ticket": "7", "at": "2026-07-01T12:00:00", "kind": "created"}]))
    inside()
    assert Event.objects.get().at.isoformat() == "2026-07-01T10:00:00+00:00"


def test_a_change_of_status_becomes_what_it_means(send: Post, inside: Any) -> None:
    changes = [("Resolved", Kind.SOLVED), ("In Progress", Kind.STATUS_CHANGED), ("closed", Kind.CLOSED)]
    events = [{"ticket": "7", "at": f"2026-03-02T1{n}:00:00Z", "kind": "status_changed", "status": status} for n, (status, _) in enumerate(changes)]
    send(body(events=events))
    inside()
    assert list(Event.objects.order_by("at").values_list("kind", "detail")) == [(Kind.SOLVED, None), (Kind.STATUS_CHANGED, "in_progress"), (Kind.CLOSED, None)]


def test_a_key_that_may_only_read_sends_nothing(account: Account) -> None:
    key = ApiKeyFactory(account=account, scope=Scope.READ)
    answer = Client().post(f"/a/{account.slug}/api/v1/events", "{}", content_type="application/json", headers={"Authorization": f"Bearer {key.secret}"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "FORBIDDEN")


def test_another_account_s_key_finds_no_account_and_writes_nothing(account: Account, other_account: Account) -> None:
    key = ApiKeyFactory(account=other_account, scope=Scope.INGEST)
    answer = Client().post(f"/a/{account.slug}/api/v1/events", body(), content_type="application/json", headers={"Authorization": f"Bearer {key.secret}"})
    assert answer.status_code == 404
    for one in (account, other_account):
        schemas.enter(one)
        assert not Ticket.objects.exists()


def test_an_idempotency_key_belongs_to_one_account(account: Account, other_account: Account, scheduled: list[Any]) -> None:
    for one in (account, other_account):
        key = ApiKeyFactory(account=one, scope=Scope.INGEST)
        headers = {"Authorization": f"Bearer {key.secret}", "Idempotency-Key": "same"}
        answer = Client().post(f"/a/{one.slug}/api/v1/events", body(), content_type="application/json", headers=headers)
        assert (answer.json()["events_created"], "Idempotent-Replayed" in answer.headers) == (2, False)


def test_the_schema_describes_every_endpoint(account: Account) -> None:
    key = ApiKeyFactory(account=account, scope=Scope.READ)
    answer = Client().get(f"/a/{account.slug}/api/v1/schema?format=json", headers={"Authorization": f"Bearer {key.secret}"})
    assert answer.status_code == 200
    assert set(answer.json()["paths"]) == {
        "/audit.csv", "/events", "/exports/{export_id}/file", "/imports",
        "/imports/{import_id}", "/imports/{import_id}/preview", "/imports/{import_id}/rejects", "/imports/{import_id}/start",
        "/rows", "/rows/{kind}", "/sample-data",
    }  # fmt: skip


def test_names_that_no_text_can_hold_are_refused(send: Any) -> None:
    answer = send({"source": "desk", "tickets": [{"id": "1", "\ud800\x00": 1}]}, idempotency_key="k")
    assert (answer.status_code, answer.json()["rejected"]) == (422, 1)
    assert send({"source": "desk", "\ud800": []}).status_code == 400
