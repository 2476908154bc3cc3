"""Worked examples of the KPIs of resolution and escalation."""

from __future__ import annotations

from tests.metrics.facts import AI, HUMAN, MIXED, SPAM, at, local_day, ticket
from tests.metrics.sent import review
from tickets.models import TicketFact

from .example import DAY, HOUR, Expected, choosing, example


@example("resolution_time")
def the_resolution_that_stands_counts_on_its_day() -> Expected:
    """Resolved on Monday after 1, 3 and 26 hours (created on Sunday): the median is 3 hours. Solved on Tuesday: not yet."""
    ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-02 09:00", solved="12:00")
    ticket("03-01 08:00", solved="03-02 10:00")
    ticket("03-02 09:00", first_solved="03-02 10:00", solved="03-03 10:00")
    ticket("03-02 09:00", first_solved="03-02 10:00", reopened_at=at("03-02 11:00"))
    return Expected(3 * HOUR, n=3, ai=1 * HOUR, human=(3 + 26) / 2 * HOUR)


@choosing("resolution_time", resolution="first")
def the_first_resolution_counts() -> Expected:
    """After 1 hour for good, and after 3 hours for a while: reopened or not, the first one counts. The middle is 2 hours."""
    ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-02 09:00", first_solved="12:00", solved="03-20 09:00", reopened_at=at("03-10 09:00"))
    return Expected(2 * HOUR, n=2, ai=1 * HOUR, human=3 * HOUR)


@example("first_contact_resolution")
def three_of_four_solved_at_once() -> Expected:
    for _ in range(2):
        ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-01 09:00", solved="03-02 10:00")
    ticket("03-02 09:00", solved="10:00", contact_broken_after=2 * HOUR)
    ticket("03-02 09:00")
    return Expected(3 / 4, 3, 4, ai=1.0, human=1 / 2)


def who_came_back_when() -> None:
    """Four resolved: one for good, one until the next day, one for ten days, one never at first contact. One is open."""
    ticket("03-02 09:00", solved="10:00", resolver=AI)
    for broken in (1.5 * DAY, 10 * DAY, 0.0):
        ticket("03-02 09:00", solved="10:00", contact_broken_after=broken)
    ticket("03-02 09:00")


@choosing("first_contact_resolution", denominator="submitted")
def of_all_that_came_in() -> Expected:
    """Two of five. What is still open belongs to nobody's part: the AI 1 of 1, people 1 of 3."""
    who_came_back_when()
    return Expected(2 / 5, 2, 5, ai=1.0, human=1 / 3)


@choosing("first_contact_resolution", confirmation_window="1")
def confirmed_after_a_day() -> Expected:
    """Three of four: the one that broke after a day and a half has held for a day."""
    who_came_back_when()
    return Expected(3 / 4, 3, 4, ai=1.0, human=2 / 3)


@choosing("first_contact_resolution", confirmation_window="3")
def confirmed_after_three_days() -> Expected:
    who_came_back_when()
    return Expected(2 / 4, 2, 4, ai=1.0, human=1 / 3)


@choosing("first_contact_resolution", confirmation_window="14")
def confirmed_after_two_weeks() -> Expected:
    """One of four: ten days are not enough any more."""
    who_came_back_when()
    return Expected(1 / 4, 1, 4, ai=1.0, human=0.0)


@choosing("first_contact_resolution", confirmation_window="30")
def confirmed_after_a_month() -> Expected:
    who_came_back_when()
    return Expected(1 / 4, 1, 4, ai=1.0, human=0.0)


@example("reopen_rate")
def one_of_five_came_back() -> Expected:
    """However late: the ticket reopened in April belongs to the Monday of its first resolution."""
    for _ in range(4):
        ticket("03-02 09:00", solved="10:00")
    ticket("03-02 09:00", first_solved="03-02 10:00", solved="04-02 10:00", reopened_at=at("04-01 10:00"), reopens=1)
    return Expected(1 / 5, 1, 5)


def passed_on(created: str, escalated: str, solved: str) -> TicketFact:
    moment = at(escalated)
    took = (at(solved) - moment).total_seconds()
    return ticket(
        created, solved=solved, escalated_at=moment, escalated_day=local_day(moment), escalation_resolution_seconds=took, escalation_resolution_business=took
    )


@example("escalation_resolution_time")
def the_specialist_takes_hours() -> Expected:
    """Resolved on Monday, 1, 2 and 20 hours after they were passed on, whenever they were created: the middle is 2."""
    passed_on("03-02 08:00", "03-02 09:00", "03-02 10:00")
    passed_on("02-20 08:00", "03-02 09:00", "03-02 11:00")
    passed_on("03-01 08:00", "03-01 14:00", "03-02 10:00")
    ticket("03-02 09:00", solved="10:00")
    return Expected(2 * HOUR, n=3)


@example("escalation_rate")
def one_of_four_was_passed_on() -> Expected:
    ticket("03-02 09:00", escalated_at=at("03-03 09:00"))
    for _ in range(3):
        ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-02 09:00", escalated_at=at("03-02 10:00"), exclusion=SPAM)
    return Expected(1 / 4, 1, 4)


@example("unnecessary_escalation_rate")
def one_of_four_could_have_stayed() -> Expected:
    """Four escalations were judged on Monday. Of a fifth review nobody asked whether it was needed."""
    for avoidable in (True, False, False, False):
        review("03-02 15:00", HUMAN, avoidable=avoidable)
    review("03-02 15:00", HUMAN)
    return Expected(1 / 4, 1, 4)


@example("transfer_rate")
def one_of_three_was_handed_over() -> Expected:
    """The ticket that only the AI handled is not in the population."""
    ticket("03-02 09:00", handled_by=HUMAN, transfers=2, team="billing")
    ticket("03-02 09:00", handled_by=MIXED)
    ticket("03-02 09:00")
    ticket("03-02 09:00", handled_by=AI)
    return Expected(1 / 3, 1, 3)
