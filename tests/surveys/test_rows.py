"""Answers and invitations: scales are kept apart, ratings go to their tickets, and invitations learn of their answers in either order."""

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from surveys.models import Answer, Answered, Invitation, Response
from tenants.models import Account
from tickets import facts
from tickets.ingest import Batch, EventRecord, TicketRecord, load
from tickets.ingest.rows import Rejected
from tickets.ingest.rows import load as load_rows
from tickets.kinds import Kind
from tickets.models import Event, Ticket, TouchedDay

pytestmark = pytest.mark.usefixtures("account")

AT = "2026-03-02T14:30:00Z"


def answer(**said: Any) -> dict[str, Any]:
    return {"id": "a1", "at": AT, "kind": "csat", "score": 4, **said}


def send(*rows: dict[str, Any], kind: str = "survey_answers") -> Any:
    return load_rows(kind, rows, source="survey")


def ticket(number: str = "7") -> Ticket:
    load(Batch([TicketRecord("desk", number, channel="email")], [EventRecord("desk", number, datetime(2026, 3, 1, 9, tzinfo=UTC), Kind.CREATED)]))
    return Ticket.objects.get(external_id=number)


@pytest.mark.parametrize(
    ("said", "net", "ease", "positive", "scale"),
    [
        ({"kind": "nps", "score": 9}, 1, None, None, 10),
        ({"kind": "nps", "score": 8}, 0, None, None, 10),
        ({"kind": "nps", "score": 7}, 0, None, None, 10),
        ({"kind": "nps", "score": 6}, -1, None, None, 10),
        ({"kind": "agent_enps", "score": 0}, -1, None, None, 10),
        ({"kind": "ces", "score": 4}, None, 4, None, 105),
        ({"kind": "ces", "score": 6, "scale_low": 1, "scale_high": 7, "polarity": "effort"}, None, 2, None, 107),
        ({"kind": "ces", "score": 2, "scale_low": 1, "scale_high": 5, "polarity": "effort"}, None, 4, None, 105),
        ({"kind": "csat", "score": 4}, None, None, True, 105),
        ({"kind": "csat", "score": 3}, None, None, False, 105),
        ({"kind": "csat", "score": 3, "positive_from": 3}, None, None, True, 105),
        ({"kind": "csat", "score": 7, "scale_low": 0, "scale_high": 10}, None, None, True, 10),
        ({"kind": "exit", "score": 5}, None, None, True, 105),
    ],
)
def test_an_answer_says_what_its_question_asks(said: dict[str, Any], net: int | None, ease: float | None, positive: bool | None, scale: int) -> None:
    send(answer(**said))
    told = Answer.objects.get()
    assert (told.net, told.ease, told.is_positive, told.scale) == (net, ease, positive, scale)


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        ({"score": 6}, "score", "lies outside its scale, 1 to 5"),
        ({"kind": "nps", "score": 11}, "score", "lies outside its scale, 0 to 10"),
        ({"kind": "nps", "scale_low": 1, "score": 5}, "scale_low", "is not that of nps, which is asked from 0 to 10"),
        ({"kind": "nps", "scale_high": 5, "score": 5}, "scale_high", "is not that of nps, which is asked from 0 to 10"),
        ({"scale_low": 5, "scale_high": 1}, "scale_low", "is not below scale_high, 1"),
        ({"positive_from": 1}, "positive_from", "is not above 1 and up to 5"),
        ({"polarity": "effort"}, "polarity", "is only of ces: what a high score means on an effort question"),
        ({"kind": "0-10"}, "kind", "is not one of csat, ces, nps, exit, agent_enps, complaint"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_by_name(said: dict[str, Any], field: str, reason: str) -> None:
    (refused,) = send(answer(**said)).rejected
    assert (refused.row, refused.field, refused.reason) == (1, field, reason)
    assert isinstance(refused, Rejected)


def test_a_rating_of_a_ticket_becomes_its_event_and_its_response() -> None:
    told = ticket()
    given = answer(ticket="7", ticket_source="desk", agent="ann", positive_from=5, comment="Slow")
    assert send(given).created == 1
    rated: Any = Event.objects.select_related("agent").get(kind=Kind.RATED)
    assert (rated.ticket_id, rated.at.isoformat(), rated.agent.key, rated.score, rated.positive_from) == (told.pk, "2026-03-02T14:30:00+00:00", "ann", 4, 5)
    assert not Answer.objects.exists()
    facts.derive_touched()
    assert (Response.objects.get().score, Response.objects.get().is_positive) == (4, False)
    assert (send(given).unchanged, Event.objects.filter(kind=Kind.RATED).count()) == (1, 1)


def test_a_corrected_rating_corrects_the_response_and_one_taken_back_takes_it_back() -> None:
    ticket()
    send(answer(ticket="7", ticket_source="desk"))
    assert send(answer(ticket="7", ticket_source="desk", score=1)).updated == 1
    facts.derive_touched()
    assert Response.objects.get().score == 1
    assert send({"id": "a1", "deleted": True}).deleted == 1
    facts.derive_touched()
    assert not Response.objects.exists()
    assert not Event.objects.filter(kind=Kind.RATED).exists()


def test_a_rating_that_moves_to_another_ticket_leaves_the_first() -> None:
    first, second = ticket("7"), ticket("8")
    send(answer(ticket="7", ticket_source="desk"))
    facts.derive_touched()
    moved = send(answer(ticket="8", ticket_source="desk"))
    facts.derive_touched()
    assert (moved.created, moved.updated, moved.deleted) == (0, 1, 0)
    assert list(Response.objects.values_list("ticket_id", flat=True)) == [second.pk] != [first.pk]


def test_a_rating_that_waited_for_its_ticket_is_the_same_as_one_that_did_not() -> None:
    given = answer(ticket="7", ticket_source="desk", positive_from=5)
    send(given)
    assert (Answer.objects.count(), Event.objects.count()) == (1, 0)
    ticket()
    facts.derive_touched()
    assert (Answer.objects.count(), Response.objects.get().is_positive, send(given).unchanged) == (0, False, 1)


def test_a_rating_that_loses_its_ticket_is_an_answer_again() -> None:
    ticket()
    send(answer(ticket="7", ticket_source="desk"))
    lost = send(answer())
    assert (lost.created, lost.updated, lost.deleted) == (0, 1, 0)
    assert (Answer.objects.count(), Event.objects.filter(kind=Kind.RATED).count()) == (1, 0)


@pytest.mark.parametrize("order", list(permutations(("ticket", "answer", "invitation"))))
def test_an_invitation_learns_of_its_answer_whatever_arrives_first(order: tuple[str, ...]) -> None:
    steps = {
        "ticket": ticket,
        "answer": lambda: send(answer(ticket="7", ticket_source="desk", invitation="i1")),
        "invitation": lambda: send(
            {"id": "i1", "at": "2026-03-01T10:00:00Z", "kind": "csat", "ticket": "7", "ticket_source": "desk"}, kind="survey_invitations"
        ),
    }
    for step in order:
        steps[step]()
    told = Invitation.objects.get()
    assert (told.is_answered, told.ticket_id, Event.objects.filter(kind=Kind.RATED).count()) == (True, Ticket.objects.get().pk, 1)


def test_an_answer_taken_back_or_moved_leaves_its_invitation_unanswered_and_says_which_day() -> None:
    for number, day in (("i1", 1), ("i2", 3)):
        send({"id": number, "at": f"2026-03-0{day}T10:00:00Z", "kind": "nps"}, kind="survey_invitations")
    send(answer(kind="nps", score=9, invitation="i1"))
    TouchedDay.objects.all().delete()
    send(answer(kind="nps", score=9, invitation="i2"))
    assert list(Invitation.objects.order_by("external_id").values_list("is_answered", flat=True)) == [False, True]
    assert {day.day for day in TouchedDay.objects.values_list("day", flat=True)} >= {1, 3}
    send({"id": "a1", "deleted": True})
    assert (Answered.objects.count(), Invitation.objects.filter(is_answered=True).count()) == (0, 0)


def test_an_invitation_sent_again_stays_answered(account: Account) -> None:
    invitation = {"id": "i1", "at": "2026-03-01T10:00:00Z", "kind": "nps"}
    send(invitation, kind="survey_invitations")
    send(answer(kind="nps", score=9, invitation="i1"))
    assert send(invitation, kind="survey_invitations").unchanged == 1
    assert send({**invitation, "channel": "email"}, kind="survey_invitations").updated == 1
    assert Invitation.objects.get().is_answered
