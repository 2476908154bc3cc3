"""Worked examples of the KPIs of speed and of what was promised."""

from __future__ import annotations

from tests.metrics.facts import AI, HUMAN, SPAM, answer, ticket
from tickets.models import SlaTarget

from .example import HOUR, MINUTE, Expected, choosing, example


@example("first_response_time")
def two_people_and_one_ai_answer_first() -> Expected:
    """2, 10 and 60 minutes: the median is 10. Spam and the unanswered do not count, nor does what was created on Sunday."""
    for when, reply, by in (("03-02 09:00", "09:02", AI), ("03-02 10:00", "10:10", HUMAN), ("03-02 11:00", "12:00", HUMAN)):
        answer(ticket(when, reply=reply, by=by), reply, 60)
    ticket("03-02 12:00")
    ticket("03-02 12:00", reply="12:01", exclusion=SPAM)
    ticket("03-01 23:59", reply="03-02 08:00")
    return Expected(10 * MINUTE, n=3, ai=2 * MINUTE, human=(10 + 60) / 2 * MINUTE)


def a_day_with_acknowledgements() -> None:
    """Acknowledged at once; the AI answers after 2 minutes, a person after 10; a second ticket a person answers after 30."""
    ticket(
        "03-02 09:00", reply="09:02", by=AI, first_any_reply_seconds=5, first_any_reply_business=5,
        first_ai_reply_seconds=2 * MINUTE, first_human_reply_seconds=10 * MINUTE, first_human_reply_business=4 * MINUTE,
    )  # fmt: skip
    ticket(
        "03-02 10:00", reply="10:30", first_any_reply_seconds=15, first_any_reply_business=15,
        first_human_reply_seconds=30 * MINUTE, first_human_reply_business=6 * MINUTE,
    )  # fmt: skip
    answer(ticket("02-20 09:00"), "09:30", 60)


@choosing("first_response_time", replied_by="human")
def only_people_count() -> Expected:
    a_day_with_acknowledgements()
    return Expected(20 * MINUTE, n=2, human=20 * MINUTE)


@choosing("first_response_time", replied_by="human", clock="business")
def only_people_in_opening_hours() -> Expected:
    a_day_with_acknowledgements()
    return Expected(5 * MINUTE, n=2, human=5 * MINUTE)


@choosing("first_response_time", replied_by="ai")
def only_the_ai_counts() -> Expected:
    a_day_with_acknowledgements()
    return Expected(2 * MINUTE, n=1, ai=2 * MINUTE)


@choosing("first_response_time", automatic="included")
def acknowledgements_count() -> Expected:
    """5 and 15 seconds: whoever really answered first, the AI or a person, is credited."""
    a_day_with_acknowledgements()
    return Expected(10, n=2, ai=5, human=15)


@choosing("first_response_time", clock="business")
def only_opening_hours_count() -> Expected:
    """2 and 30 minutes, of which half were opening hours: 1 and 15, in the middle 8."""
    a_day_with_acknowledgements()
    return Expected(8 * MINUTE, n=2, ai=1 * MINUTE, human=15 * MINUTE)


@example("response_time_mean")
def one_long_wait_weighs() -> Expected:
    """1, 2 and 27 minutes: 10 on average, however short the others."""
    chat = ticket("03-02 10:00", reply="10:01", by=AI)
    answer(chat, "10:01", 1 * MINUTE, by=AI)
    answer(chat, "10:30", 2 * MINUTE)
    answer(chat, "11:30", 27 * MINUTE)
    answer(ticket("03-02 10:00", exclusion=SPAM), "12:00", 2 * HOUR)
    return Expected(10 * MINUTE, n=3, ai=1 * MINUTE, human=14.5 * MINUTE)


@example("response_time_median")
def every_wait_counts_on_the_day_it_ended() -> Expected:
    """Waits that ended on Monday: 1, 20, 30 and 90 minutes: the median lies between 20 and 30."""
    early = ticket("03-01 22:00", reply="03-02 08:00")
    answer(early, "03-02 08:00", 30 * MINUTE)
    answer(early, "03-02 09:00", 90 * MINUTE)
    chat = ticket("03-02 10:00", reply="10:01", by=AI)
    answer(chat, "10:01", 1 * MINUTE, by=AI)
    answer(chat, "10:30", 20 * MINUTE)
    answer(chat, "03-03 09:00", 5 * HOUR)
    return Expected(25 * MINUTE, n=4, ai=1 * MINUTE, human=30 * MINUTE)


@example("peak_hour_response_time")
def people_answer_slowly_when_all_write() -> Expected:
    """Most tickets come on Mondays at 9. Begun then: a wait of 40 and one of 20 minutes for people, one for the AI. The 5 minutes at
    22:00 are at no busy hour: nothing was created then."""
    for _ in range(5):
        ticket("03-02 09:10")
    busy = ticket("03-02 09:20")
    answer(busy, "10:00", 40 * MINUTE)
    answer(busy, "09:45", 20 * MINUTE)
    answer(busy, "09:21", 1 * MINUTE, by=AI)
    answer(busy, "22:10", 5 * MINUTE)
    return Expected(30 * MINUTE, n=2, human=30 * MINUTE)


@example("first_reply_sla")
def three_promises_decided_two_kept() -> Expected:
    SlaTarget.objects.create(priority="", first_reply_seconds=HOUR)
    ticket("03-02 09:00", reply="09:10", first_reply_sla_met=True)
    ticket("03-02 09:00", reply="09:20", first_reply_sla_met=True)
    ticket("03-02 09:00", reply="12:00", first_reply_sla_met=False)
    ticket("03-02 09:00", first_reply_sla_met=None)
    return Expected(2 / 3, 2, 3, human=2 / 3)


@example("resolution_sla")
def one_promise_of_four_kept() -> Expected:
    SlaTarget.objects.create(priority="", resolution_seconds=HOUR)
    ticket("03-02 09:00", solved="09:30", resolution_sla_met=True)
    for _ in range(2):
        ticket("03-02 09:00", solved="15:00", resolution_sla_met=False)
    ticket("03-02 09:00", resolution_sla_met=False)
    return Expected(1 / 4, 1, 4, human=1 / 3)
