"""Worked examples of the KPIs of experience and loyalty."""

from __future__ import annotations

from tests.metrics.facts import AI, SPAM, rating, ticket
from tests.metrics.sent import CES, COMPLAINT, CSAT, NPS, invitation, opinion, tone
from tickets.models import Ticket, TicketFact

from .example import Expected, choosing, example


@example("csat")
def three_of_four_are_satisfied() -> Expected:
    for score in (5, 2):
        rating(ticket("03-02 09:00", solved="10:00", resolver=AI), "11:00", score)
    for score in (4, 5):
        rating(ticket("02-20 09:00", solved="03-01 10:00"), "03-02 11:00", score)
    rating(ticket("03-02 09:00", solved="10:00", exclusion=SPAM), "11:00", 1)
    return Expected(3 / 4, 3, 4, ai=1 / 2, human=1.0)


def ratings_of_all_kinds() -> None:
    """From 1 to 5: a five, a four and a two. From 1 to 10: a ten and an eight. Thumbs: one up and one down."""
    for score, scale in ((5, (1, 5)), (4, (1, 5)), (2, (1, 5)), (10, (1, 10)), (8, (1, 10)), (1, (0, 1)), (0, (0, 1))):
        rating(ticket("03-02 09:00", solved="10:00"), "11:00", score, scale)


@choosing("csat", scale="1-5")
def two_of_three_from_one_to_five() -> Expected:
    ratings_of_all_kinds()
    return Expected(2 / 3, 2, 3, human=2 / 3)


@choosing("csat", scale="1-10")
def both_from_one_to_ten() -> Expected:
    ratings_of_all_kinds()
    return Expected(1.0, 2, 2, human=1.0)


@choosing("csat", scale="thumbs")
def one_thumb_of_two() -> Expected:
    ratings_of_all_kinds()
    return Expected(1 / 2, 1, 2, human=1 / 2)


@choosing("csat", positive="top")
def three_best_scores_of_seven() -> Expected:
    """A five, a ten and a thumb up, whatever the scale."""
    ratings_of_all_kinds()
    return Expected(3 / 7, 3, 7, human=3 / 7)


@choosing("csat", scale="1-5", positive="top")
def one_five_of_three() -> Expected:
    ratings_of_all_kinds()
    return Expected(1 / 3, 1, 3, human=1 / 3)


@choosing("csat", scale="1-10", positive="top")
def one_ten_of_two() -> Expected:
    ratings_of_all_kinds()
    return Expected(1 / 2, 1, 2, human=1 / 2)


@choosing("csat", scale="thumbs", positive="top")
def one_thumb_up_of_two() -> Expected:
    ratings_of_all_kinds()
    return Expected(1 / 2, 1, 2, human=1 / 2)


def how_easy_it_was() -> None:
    """From 1 to 5: ease 4 after the AI, ease 2 after a person, and effort 2 after a person, which is ease 4. From 1 to 7: ease 7 and
    effort 3, which is ease 5. From 1 to 10: ease 6."""
    opinion("03-02 11:00", CES, 4, of=ticket("03-02 09:00", solved="10:00", resolver=AI))
    for score, effort in ((2, False), (2, True)):
        opinion("03-02 11:00", CES, score, effort=effort, of=ticket("03-02 09:00", solved="10:00"))
    opinion("03-02 11:00", CES, 7, scale=(1, 7))
    opinion("03-02 11:00", CES, 3, scale=(1, 7), effort=True)
    opinion("03-02 11:00", CES, 6, scale=(1, 10))


@example("ces")
def three_and_a_third_of_five() -> Expected:
    """(4 + 2 + 4) ÷ 3; the other scales are never mixed in."""
    how_easy_it_was()
    return Expected(10 / 3, n=3, ai=4, human=3)


@choosing("ces", scale="1-7")
def six_of_seven() -> Expected:
    how_easy_it_was()
    return Expected(6, n=2)


@choosing("ces", scale="1-10")
def six_of_ten() -> Expected:
    how_easy_it_was()
    return Expected(6, n=1)


@example("deflected_csat")
def two_of_three_without_a_ticket() -> Expected:
    """What was said of a ticket is that ticket's rating, and counts there."""
    for score in (5, 4, 2):
        opinion("03-02 11:00", CSAT, score)
    opinion("03-02 11:00", CSAT, 1, of=ticket("03-02 09:00"))
    return Expected(2 / 3, 2, 3)


def complained() -> TicketFact:
    """A solved ticket that bears the tag `complaint`."""
    fact = ticket("03-02 09:00", solved="10:00")
    Ticket.objects.filter(pk=fact.ticket_id).update(tags=["complaint", "vip"])
    return fact


@example("complaint_resolution_satisfaction")
def one_of_four_was_won_back() -> Expected:
    for score in (5, 2, 1, 3):
        opinion("03-02 11:00", COMPLAINT, score, of=ticket("03-02 09:00", solved="10:00"))
    return Expected(1 / 4, 1, 4)


@choosing("complaint_resolution_satisfaction", complaint="tag")
def one_of_two_tagged_complaints() -> Expected:
    rating(complained(), "11:00", 5)
    rating(complained(), "11:00", 1)
    rating(ticket("03-02 09:00", solved="10:00"), "11:00", 5)
    return Expected(1 / 2, 1, 2)


@example("survey_response_rate")
def two_of_five_answered() -> Expected:
    """Whatever was asked; the invitation about spam does not count."""
    for answered, kind in ((True, CSAT), (True, NPS), (False, CSAT), (False, CES), (False, CSAT)):
        invitation("03-02 12:00", answered=answered, kind=kind)
    invitation("03-02 12:00", answered=True, of=ticket("03-02 09:00", exclusion=SPAM))
    return Expected(2 / 5, 2, 5)


@example("sentiment_score")
def rather_friendly() -> Expected:
    """0.8 and 0.2 after the AI, -0.4 after a person: 0.2 in the middle of all."""
    by_ai = ticket("03-02 09:00", solved="10:00", resolver=AI)
    tone("03-02 11:00", 0.8, of=by_ai)
    tone("03-02 12:00", 0.2, of=by_ai)
    tone("03-02 11:00", -0.4, of=ticket("03-02 09:00", solved="10:00"))
    return Expected(0.2, n=3, ai=0.5, human=-0.4)


@example("nps")
def more_promoters_than_detractors() -> Expected:
    """Of ten answers five are 9 or 10, three 7 or 8, two at most 6: 50 - 20 = 30."""
    for score in (9, 10, 9, 10, 10, 7, 8, 8, 6, 0):
        opinion("03-02 11:00", NPS, score, scale=(0, 10))
    return Expected(30, n=10)
