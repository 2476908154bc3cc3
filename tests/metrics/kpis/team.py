"""Worked examples of the KPIs of the team."""

from __future__ import annotations

from tests.metrics.facts import AI, HUMAN, SPAM, ticket
from tests.metrics.sent import AGENT_ENPS, employment, opinion, review, shift, work

from .example import MARCH, MINUTE, Expected, example


@example("average_handle_time")
def six_minutes_a_contact() -> Expected:
    """4, 6 and 8 minutes of talking, holding and following up."""
    work("03-02 09:00", talk=3 * MINUTE, hold=1 * MINUTE)
    work("03-02 10:00", talk=4 * MINUTE, hold=1 * MINUTE, follow_up=1 * MINUTE)
    work("03-02 11:00", talk=8 * MINUTE)
    work("03-02 11:00", talk=60 * MINUTE, of=ticket("03-02 09:00", exclusion=SPAM))
    return Expected(6 * MINUTE, n=3, human=6 * MINUTE)


@example("qa_score")
def people_and_the_ai_are_never_blended() -> Expected:
    """People 90% in a sample of two, the AI 60% over five: no number for both, only how many there were."""
    for score in (1.0, 0.8):
        review("03-02 15:00", HUMAN, score)
    for score in (1.0, 0.5, 0.5, 0.5, 0.5):
        review("03-02 15:00", AI, score)
    return Expected(None, n=7, ai=0.6, human=0.9)


@example("qa_coverage")
def one_of_four_and_all_of_two() -> Expected:
    for _ in range(4):
        ticket("03-02 09:00", solved="10:00")
    review("03-02 15:00", HUMAN, 0.9)
    for _ in range(2):
        ticket("03-02 09:00", solved="10:00", resolver=AI)
        review("03-02 15:00", AI, 0.9)
    return Expected(None, n=6, ai=1.0, human=1 / 4)


@example("tickets_per_agent")
def three_a_day_and_person() -> Expected:
    """Six resolved by people; Ann had two shifts on Monday, Bob one: two agents on duty. The AI's ticket is not theirs."""
    for _ in range(6):
        ticket("03-02 09:00", solved="10:00")
    ticket("03-02 09:00", solved="10:00", resolver=AI)
    shift("03-02 08:00", hours=4)
    shift("03-02 14:00", hours=4)
    shift("03-02 08:00", hours=8, agent_key="bob")
    return Expected(6 / 2, 6, 2, human=6 / 2)


@example("agent_utilization")
def three_hours_of_six() -> Expected:
    """Of 8 hours on duty 6 were available."""
    shift("03-02 08:00", hours=8, available=6)
    for _ in range(3):
        work("03-02 09:00", talk=45 * MINUTE, follow_up=15 * MINUTE)
    return Expected(1 / 2, 180 * MINUTE, 360 * MINUTE, n=1, human=1 / 2)


@example("agent_turnover")
def two_leave_of_nine() -> Expected:
    """Ten before March; two leave and none but one of them is replaced: nine at its end. 2 ÷ ½ (10 + 9)."""
    for _ in range(8):
        employment("01-01")
    employment("01-01", "03-10")
    employment("01-01", "03-20")
    employment("03-15")
    employment("01-01", "02-15")
    return Expected(2 / 9.5, 2, 9.5, n=10, over=MARCH)


@example("agent_enps")
def the_team_is_torn() -> Expected:
    """Two promoters, one passive, two detractors."""
    for score in (10, 9, 8, 6, 3):
        opinion("03-02 11:00", AGENT_ENPS, score, scale=(0, 10))
    return Expected(0, n=5)
