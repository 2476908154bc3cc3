"""Worked examples of the KPIs of automation."""

from __future__ import annotations

from tests.metrics.facts import AI, HUMAN, MIXED, SPAM, at, ticket
from tests.metrics.sent import ESCALATED, OPEN, RESOLVED, SILENT, review, session

from .example import DAY, Expected, choosing, example


@example("ai_resolution_rate")
def two_of_five_tickets_by_ai_alone() -> Expected:
    """Not those in which a person took part, that were escalated, or that are open again."""
    for _ in range(2):
        ticket("03-02 09:00", solved="09:05", resolver=AI)
    ticket("03-02 09:00", solved="09:05", resolver=AI, handled_by=MIXED)
    ticket("03-02 09:00", solved="09:05", resolver=AI, escalated_at=at("03-02 09:04"))
    ticket("03-02 09:00", first_solved="09:05", first_resolver=AI, handled_by=AI)
    return Expected(2 / 5, 2, 5, ai=2 / 5)


def one_of_each_ending() -> None:
    """The AI touched eight tickets: 3 it resolved, 2 went to people, 1 fell silent, 2 are open. Two more it never saw."""
    for _ in range(3):
        ticket("03-02 09:00", solved="09:05", resolver=AI)
    ticket("03-02 09:00", solved="12:00", resolver=HUMAN, handled_by=MIXED)
    ticket("03-02 09:00", handled_by=AI, escalated_at=at("03-02 09:10"))
    ticket("03-02 09:00", handled_by=AI, ended="09:30")
    for _ in range(2):
        ticket("03-02 09:00", handled_by=AI)
        ticket("03-02 09:00", solved="10:00")


@example("ai_involvement_rate")
def eight_of_ten() -> Expected:
    one_of_each_ending()
    return Expected(8 / 10, 8, 10, ai=8 / 10)


@example("ai_autonomous_resolution_rate")
def one_of_three_touched_by_ai() -> Expected:
    ticket("03-02 09:00", solved="09:05", resolver=AI)
    ticket("03-02 09:00", solved="12:00", resolver=HUMAN, handled_by=MIXED)
    ticket("03-02 09:00", handled_by=AI)
    ticket("03-02 09:00", solved="12:00", resolver=HUMAN)
    return Expected(1 / 3, 1, 3, ai=1 / 3)


@example("ai_escalation_rate")
def two_of_eight_reached_people() -> Expected:
    one_of_each_ending()
    return Expected(2 / 8, 2, 8, ai=2 / 8)


@example("ai_containment_rate")
def six_of_eight_never_reached_people() -> Expected:
    """Three solved, one silent, two open: contained, though only half of them solved."""
    one_of_each_ending()
    return Expected(6 / 8, 6, 8, ai=6 / 8)


@example("ai_silent_failure_rate")
def one_of_eight_was_lost() -> Expected:
    one_of_each_ending()
    return Expected(1 / 8, 1, 8, ai=1 / 8)


@example("quality_adjusted_resolution_rate")
def the_ai_closes_fast_but_not_for_long() -> Expected:
    """First resolutions of Monday: AI 1 of 3 held, people 2 of 2."""
    ticket("03-02 09:00", solved="09:01", resolver=AI)
    for _ in range(2):
        ticket("03-02 09:00", solved="09:01", resolver=AI, durability_broken_after=3 * DAY)
    for _ in range(2):
        ticket("03-01 09:00", solved="03-02 10:00")
    return Expected(3 / 5, 3, 5, ai=1 / 3, human=1.0)


def the_ai_slips_back() -> None:
    """Of the AI's three resolutions one broke after two days and one after three weeks; people's one held."""
    ticket("03-02 09:00", solved="09:01", resolver=AI)
    for broken in (2 * DAY, 21 * DAY):
        ticket("03-02 09:00", solved="09:01", resolver=AI, durability_broken_after=broken)
    ticket("03-01 09:00", solved="03-02 10:00")


@choosing("quality_adjusted_resolution_rate", window="1")
def all_held_for_a_day() -> Expected:
    the_ai_slips_back()
    return Expected(1.0, 4, 4, ai=1.0, human=1.0)


@choosing("quality_adjusted_resolution_rate", window="3")
def one_broke_within_three_days() -> Expected:
    the_ai_slips_back()
    return Expected(3 / 4, 3, 4, ai=2 / 3, human=1.0)


@choosing("quality_adjusted_resolution_rate", window="14")
def one_broke_within_two_weeks() -> Expected:
    the_ai_slips_back()
    return Expected(3 / 4, 3, 4, ai=2 / 3, human=1.0)


@choosing("quality_adjusted_resolution_rate", window="30")
def two_broke_within_a_month() -> Expected:
    the_ai_slips_back()
    return Expected(2 / 4, 2, 4, ai=1 / 3, human=1.0)


def a_confused_agent() -> None:
    """Four conversations: one with a fallback, one with three, two without. A fifth belongs to spam."""
    for fallbacks in (0, 1, 3, 0):
        session("03-02 09:00", RESOLVED, fallbacks=fallbacks)
    session("03-02 09:00", RESOLVED, fallbacks=9, of=ticket("03-02 09:00", exclusion=SPAM))


@example("ai_fallback_rate")
def two_of_four_conversations_had_one() -> Expected:
    a_confused_agent()
    return Expected(2 / 4, 2, 4, ai=2 / 4)


@choosing("ai_fallback_rate", counted="fallbacks")
def one_fallback_per_conversation() -> Expected:
    """1 + 3 fallbacks in four conversations."""
    a_confused_agent()
    return Expected(4 / 4, 4, 4, ai=4 / 4)


@example("ai_accuracy_rate")
def three_of_four_answers_were_right() -> Expected:
    """A review of a person's answer does not count, nor one that did not ask whether the answer was right."""
    for correct in (True, True, True, False):
        review("03-02 15:00", AI, correct=correct)
    review("03-02 15:00", HUMAN, correct=False)
    review("03-02 15:00", AI)
    return Expected(3 / 4, 3, 4, ai=3 / 4)


@example("unresolved_intents")
def login_fails_most() -> Expected:
    """Five conversations ended without a solution: three about logging in, two about refunds. One is open, one was solved."""
    for outcome in (ESCALATED, SILENT, SILENT):
        session("03-02 09:00", outcome, topic="login")
    for outcome in (ESCALATED, ESCALATED, RESOLVED, OPEN):
        session("03-02 09:00", outcome, topic="refund")
    return Expected(5, n=5, ai=5, rows={"login": 3, "refund": 2})
