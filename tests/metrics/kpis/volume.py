"""Worked examples of the KPIs of volume and backlog."""

from __future__ import annotations

from tests.metrics.facts import SPAM, answer, at, life, ticket, waiting
from tests.metrics.sent import employment, work

from .example import DAY, HOUR, MINUTE, Expected, choosing, example


@example("ticket_volume")
def three_created_on_monday() -> Expected:
    """Midnight belongs to the day that begins; spam is counted as left out."""
    for when in ("03-02 00:00", "03-02 12:00", "03-02 23:59"):
        ticket(when)
    for when in ("03-01 23:59", "03-03 00:00"):
        ticket(when)
    ticket("03-02 12:00", exclusion=SPAM)
    return Expected(3, n=3)


@example("volume_by_topic")
def billing_asks_most() -> Expected:
    for topic in ("billing", "billing", "login", None):
        ticket("03-02 09:00", topic=topic)
    ticket("03-02 09:00", topic="billing", exclusion=SPAM)
    return Expected(4, n=4, rows={"billing": 2, "login": 1, "": 1})


@example("volume_by_channel")
def most_come_by_chat() -> Expected:
    for channel in ("chat", "chat", "email"):
        ticket("03-02 09:00", channel=channel)
    return Expected(3, n=3, rows={"chat": 2, "email": 1})


@example("repeat_contact_rate")
def one_of_three_asked_again() -> Expected:
    """Within a week; ten days later is no repeated contact. Of the last ticket nobody knows the topic."""
    ticket("03-02 09:00", is_repeated=True, repeated_after=2 * DAY)
    ticket("03-02 09:00", is_repeated=False, repeated_after=10 * DAY)
    ticket("03-02 09:00", is_repeated=False)
    ticket("03-02 09:00", is_repeated=None)
    return Expected(1 / 3, 1, 3)


def who_asks_again_when() -> None:
    """Four tickets: asked again after half a day, after two days, after ten days, never."""
    for again in (0.5 * DAY, 2 * DAY, 10 * DAY, None):
        ticket("03-02 09:00", is_repeated=again is not None and again <= 7 * DAY, repeated_after=again)


@choosing("repeat_contact_rate", window="1")
def one_within_a_day() -> Expected:
    who_asks_again_when()
    return Expected(1 / 4, 1, 4)


@choosing("repeat_contact_rate", window="3")
def two_within_three_days() -> Expected:
    who_asks_again_when()
    return Expected(2 / 4, 2, 4)


@choosing("repeat_contact_rate", window="14")
def three_within_two_weeks() -> Expected:
    who_asks_again_when()
    return Expected(3 / 4, 3, 4)


@choosing("repeat_contact_rate", window="30")
def three_within_a_month() -> Expected:
    who_asks_again_when()
    return Expected(3 / 4, 3, 4)


@example("backlog_size")
def what_is_open_at_midnight() -> Expected:
    """Four were open at some time, one was solved on Monday and one was solved and reopened: three are left. The one solved on Tuesday is one of them."""
    ticket("02-10 09:00")
    ticket("03-02 09:00", solved="10:00")
    back = ticket("03-01 09:00", first_solved="03-01 10:00", ended="03-01 10:00")
    life(back, 2, at("03-02 08:00"), None)
    ticket("03-02 09:00", solved="03-03 00:00")
    return Expected(3, n=3)


@example("backlog_growth")
def two_more_open_than_on_sunday() -> Expected:
    """Five opened on Monday, one of them again; three ended: two by a solution, one set aside. What was opened before stays out of it."""
    ticket("02-10 09:00")
    ticket("03-01 09:00", solved="03-02 10:00")
    ticket("03-02 09:00", solved="10:00")
    ticket("03-02 09:00", ended="10:00")
    back = ticket("02-20 09:00", first_solved="02-21 10:00", ended="02-21 10:00")
    life(back, 2, at("03-02 08:00"), None)
    ticket("03-02 11:00")
    ticket("03-02 12:00", solved="03-03 09:00")
    return Expected(2, n=6)


@example("backlog_hours")
def twelve_open_for_two_people() -> Expected:
    """People worked 2 hours for 4 tickets they resolved: half an hour each. 12 open tickets are 6 hours of work, 3 for each of two."""
    for _ in range(4):
        ticket("03-02 09:00", solved="10:00")
    for _ in range(12):
        ticket("03-02 11:00")
    for _ in range(2):
        work("03-02 09:00", talk=40 * MINUTE, follow_up=20 * MINUTE)
        employment("01-01")
    employment("01-01", "02-01")
    return Expected(3 * HOUR, n=12)


@example("queue_depth")
def two_are_waiting_at_midnight() -> Expected:
    """One was answered, one writes again in the evening, one has waited since Sunday."""
    answered = ticket("03-02 09:00", reply="10:00")
    waiting(answered, "09:00", "10:00")
    answer(answered, "10:00", HOUR)
    again = ticket("03-01 09:00", reply="10:00")
    waiting(again, "03-01 09:00", "03-01 10:00")
    waiting(again, "03-02 20:00")
    waiting(ticket("03-01 12:00"), "12:00")
    waiting(ticket("03-02 12:00", exclusion=SPAM), "12:00")
    return Expected(2, n=2)
