"""Worked examples of the KPIs of cost and business."""

from __future__ import annotations

from tests.metrics.facts import AI, HUMAN, ticket
from tests.metrics.sent import cost, subscription

from .example import DAY, MARCH, Expected, example


@example("cost_per_resolution")
def four_euros_each() -> Expected:
    """Of 310 a month for people 10 fall on Monday; 2 for the AI; 8 for software serve both. 20 for five resolutions; people's 10 ÷ 2,
    the AI's 2 ÷ 3."""
    cost("03-01", 310, days=31, borne_by=HUMAN)
    cost("03-02", 2, borne_by=AI)
    cost("03-02", 8)
    for _ in range(2):
        ticket("03-02 09:00", solved="10:00")
    for _ in range(3):
        ticket("03-02 09:00", solved="10:00", resolver=AI)
    return Expected(20 / 5, 20, 5, ai=2 / 3, human=10 / 2)


@example("ai_cost_savings")
def two_of_the_three_resolutions_save_anything() -> Expected:
    """A resolution by people cost 10 ÷ 2 = 5, one by the AI 3 ÷ 3 = 1. Two of the AI's three held: 2 × (5 - 1)."""
    cost("03-02", 10, borne_by=HUMAN)
    cost("03-02", 3, borne_by=AI)
    cost("03-02", 100)
    for _ in range(2):
        ticket("03-02 09:00", solved="10:00")
        ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-02 09:00", solved="10:00", resolver=AI, durability_broken_after=2 * DAY)
    return Expected(8, n=2, ai=8)


def customers_of_march() -> None:
    """Ten before March. In March two of them leave, one because of support; three sign up, of whom one leaves again."""
    for _ in range(8):
        subscription("01-01")
    subscription("01-01", "03-10", names_support=True)
    subscription("01-01", "03-20", names_support=False)
    subscription("03-05")
    subscription("03-06")
    subscription("03-07", "03-30")
    subscription("01-01", "02-10", names_support=True)


@example("churn_rate")
def three_lost_of_ten() -> Expected:
    customers_of_march()
    return Expected(3 / 10, 3, 10, over=MARCH)


@example("retention_rate")
def seven_of_ten_stayed() -> Expected:
    """Ten at the end, less the three who joined: what churn leaves of 100%."""
    customers_of_march()
    return Expected(7 / 10, 7, 10, over=MARCH)


@example("support_churn_rate")
def one_of_ten_left_because_of_us() -> Expected:
    customers_of_march()
    return Expected(1 / 10, 1, 10, over=MARCH)


@example("customer_lifetime_value")
def thirty_a_month_for_two_months() -> Expected:
    """Two left: one paid 20 a month for 30.4375 days, one 40 for three times as long. 30 a month × 2 months."""
    for value, days in ((20, 30.4375), (40, 3 * 30.4375)):
        left = subscription("01-01", "03-10", value=value)
        left.lifespan_days = round(days)
        left.save()
    subscription("01-01", value=1000)
    return Expected(30 * (30 + 91) / 2 / 30.4375, n=2, over=MARCH)
