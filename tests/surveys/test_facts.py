"""Answers: the last one of a ticket stands, and the days it moves between are touched."""

import pytest

from surveys.models import Response
from tests.tickets.histories import append, created, derived, rated, reply, ticket
from tickets import facts
from tickets.models import Ticket, TouchedDay

pytestmark = pytest.mark.usefixtures("account")


def touched() -> list[str]:
    """The weekdays touched, and forgotten at once."""
    days = sorted(set(TouchedDay.objects.values_list("day", flat=True)))
    TouchedDay.objects.all().delete()
    return [f"{day:%a}" for day in days]


def answer(told: Ticket) -> Response:
    facts.derive([told.pk])
    return Response.objects.get(ticket=told)


def test_the_last_answer_stands() -> None:
    response = answer(ticket(created("mon 10:00"), rated("tue 10:00", 2), rated("wed 10:00", 5)))
    assert (response.score, response.is_positive, f"{response.day:%a}") == (5, True, "Wed")


@pytest.mark.parametrize(
    ("score", "low", "high", "positive_from", "is_positive"),
    [(4, 1, 5, None, True), (3, 1, 5, None, False), (3, 1, 5, 3, True), (7, 0, 10, None, True), (6, 0, 10, None, False), (1, 0, 1, None, True)],
)
def test_satisfied_is_from_the_questions_threshold_or_the_scales(score: float, low: float, high: float, positive_from: float | None, is_positive: bool) -> None:
    assert answer(ticket(created("mon 10:00"), rated("tue 10:00", score, low, high, positive_from))).is_positive is is_positive


def test_a_score_off_its_scale_is_no_answer() -> None:
    derived(ticket(created("mon 10:00"), rated("tue 10:00", 7, 1, 5)))
    assert not Response.objects.exists()


def test_a_newer_answer_touches_the_day_it_leaves_and_the_day_it_enters() -> None:
    told = ticket(created("mon 10:00"), rated("tue 10:00", 2))
    facts.derive([told.pk])
    touched()
    append(told, rated("thu 10:00", 5))
    facts.derive([told.pk])
    assert touched() == ["Tue", "Thu"]


def test_an_answer_that_vanished_is_deleted() -> None:
    told = ticket(created("mon 10:00"), rated("tue 10:00", 2))
    facts.derive([told.pk])
    touched()
    told.events.filter(score=2).delete()
    facts.derive([told.pk])
    assert not Response.objects.exists()
    assert touched() == ["Tue"]


def test_other_news_of_the_ticket_touches_the_answers_day() -> None:
    told = ticket(created("mon 10:00"), rated("thu 10:00", 2))
    facts.derive([told.pk])
    touched()
    append(told, reply("tue 10:00"))
    facts.derive([told.pk])
    assert touched() == ["Mon", "Tue", "Thu"]


def test_an_unchanged_answer_touches_nothing() -> None:
    told = ticket(created("mon 10:00"), rated("tue 10:00", 2))
    facts.derive([told.pk])
    touched()
    facts.derive([told.pk])
    assert touched() == []
