"""Worked examples of the KPIs of self-service."""

from __future__ import annotations

from tests.metrics.facts import AI, SPAM, ticket
from tests.metrics.sent import ESCALATED, RESOLVED, search, session, visit

from .example import Expected, choosing, example


def eleven_inquiries() -> None:
    """Without a ticket: two conversations that the AI resolved and one it did not, three visits answered and one not. Four tickets:
    one came of an AI conversation and one of a visit, which count as those tickets only; one of them the AI resolved."""
    for outcome in (RESOLVED, RESOLVED, ESCALATED):
        session("03-02 09:00", outcome)
    for answered in (True, True, True, False):
        visit("03-02 09:00", answered=answered)
    session("03-02 09:00", RESOLVED, of=ticket("03-02 09:00", solved="09:05", resolver=AI))
    visit("03-02 09:00", answered=True, of=ticket("03-02 09:00"))
    ticket("03-02 09:00")
    ticket("03-02 09:00")
    session("03-02 09:00", RESOLVED, of=ticket("03-02 09:00", exclusion=SPAM))


@example("deflection_rate")
def five_of_eleven_needed_no_ticket() -> Expected:
    eleven_inquiries()
    return Expected(5 / 11, 5, 11, ai=5 / 11)


@choosing("deflection_rate", scope="with_ai")
def six_of_eleven_needed_no_person() -> Expected:
    """And the ticket that the AI resolved alone."""
    eleven_inquiries()
    return Expected(6 / 11, 6, 11, ai=6 / 11)


@choosing("deflection_rate", scope="self_service_only")
def three_of_eight_found_it_themselves() -> Expected:
    """Three visits of four, and the four tickets; conversations with the AI count on neither side."""
    eleven_inquiries()
    return Expected(3 / 8, 3, 8, ai=3 / 8)


@example("kb_effectiveness")
def three_of_four_visits_helped() -> Expected:
    for answered in (True, True, False):
        visit("03-02 09:00", answered=answered)
    visit("03-02 09:00", answered=True, of=ticket("03-02 10:00"))
    visit("03-01 23:00", answered=False)
    return Expected(3 / 4, 3, 4)


@example("failed_search_rate")
def two_of_three_found_nothing() -> Expected:
    """One without a result, one without a click."""
    search("03-02 09:00", results=7, clicked=True)
    search("03-02 09:00", results=0, clicked=False)
    search("03-02 09:00", results=7, clicked=False)
    return Expected(2 / 3, 2, 3)
