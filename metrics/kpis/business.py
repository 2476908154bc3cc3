"""Business: whether customers stay and what they are worth. Outcomes of much more than support: shown, never a team's target."""

from collections.abc import Mapping

from metrics.aggregates import Count, Level, Mean, Share
from metrics.declare import (
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Facts,
    Kpi,
    Measure,
    SplitRule,
    Take,
    Term,
    Unit,
    formula,
    known,
    ratio,
    true,
)

from . import inputs

DAYS_PER_MONTH = 365.25 / 12
LOST = (known("ended_day"),)

customers = Measure("customers", Facts.SUBSCRIPTIONS, day="started_day", ended="ended_day", keep=Level(), population=())
joined = Measure("customers_joined", Facts.SUBSCRIPTIONS, day="started_day", keep=Count(), population=())
lost = Measure("customers_lost", Facts.SUBSCRIPTIONS, day="ended_day", keep=Count(), population=LOST)
lost_with_reason = Measure(
    "customers_lost_with_reason",
    Facts.SUBSCRIPTIONS,
    day="ended_day",
    keep=Share(),
    population=(*LOST, known("names_support")),
    condition=(true("names_support"),),
)
lost_value = Measure("customers_lost_value", Facts.SUBSCRIPTIONS, day="ended_day", keep=Mean(), population=(*LOST, known("value")), value="value")
lost_lifespan = Measure("customers_lost_lifespan", Facts.SUBSCRIPTIONS, day="ended_day", keep=Mean(), population=(*LOST, known("value")), value="lifespan_days")


def lifetime_value(told: Mapping[str, float]) -> float | None:
    """What a customer pays in a month × months it stays, both the means of those who left; None if nobody did."""
    if not told["customers"]:
        return None
    return told["value a month"] / told["customers"] * told["days"] / told["customers"] / DAYS_PER_MONTH


BUSINESS = (
    Kpi(
        "support_churn_rate",
        name="Churn because of support",
        asks="How many customers do we lose because of how we helped them?",
        definition=(
            "Customers whose last day was in the period and who name support as a reason, divided by all customers before the period began.",
            "Those who left without a reason count as not naming support, so it is the least it can be.",
            "It is of the period as it is, never of a year: compare periods of the same length.",
            "A departure belongs to the customer's last day.",
        ),
        formula="leavers who name support ÷ customers at the start",
        reads=ratio([Term(lost_with_reason, Take.MET)], [Term(customers, Take.START)]),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="loyalty",
        category="business",
        day_of="left",
        needs=(inputs.SUBSCRIPTIONS, inputs.REASONS),
        balanced_by=("csat", "reopen_rate", "ces"),
        dimensions=(),
        is_outcome=True,
    ),
    Kpi(
        "churn_rate",
        name="Churn rate",
        asks="How many customers do we lose?",
        definition=(
            "Customers whose last day was in the period, divided by those there were before it began.",
            "Together with retention it is always 100%: a customer who comes and goes within the period counts as lost.",
            "It is of the period as it is, never of a year: compare periods of the same length.",
            "A departure belongs to the customer's last day.",
        ),
        formula="customers lost ÷ customers at the start",
        reads=ratio([Term(lost, Take.ROWS)], [Term(customers, Take.START)]),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="loyalty",
        category="business",
        day_of="left",
        needs=(inputs.SUBSCRIPTIONS,),
        balanced_by=("first_contact_resolution",),
        dimensions=(),
        is_outcome=True,
    ),
    Kpi(
        "retention_rate",
        name="Retention rate",
        asks="How many customers stay?",
        definition=(
            "Customers at the end of the period, less those who joined in it, divided by those there were before it began.",
            "Together with churn it is always 100%.",
            "It is of the period as it is, never of a year: compare periods of the same length.",
            "A customer belongs to the days from the first to the one before the last.",
        ),
        formula="(customers at the end − new customers) ÷ customers at the start",
        reads=ratio([Term(customers, Take.END), Term(joined, Take.ROWS, factor=-1)], [Term(customers, Take.START)]),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="loyalty",
        category="business",
        day_of="end of period",
        needs=(inputs.SUBSCRIPTIONS,),
        balanced_by=("first_contact_resolution",),
        dimensions=(),
        is_outcome=True,
        benchmarks=(
            Benchmark("5% more retention goes with 25–95% more profit", "peopleloop, citing Bain", BenchmarkKind.AVERAGE, condition="relation to profit"),
        ),
    ),
    Kpi(
        "customer_lifetime_value",
        name="Customer lifetime value",
        asks="What is a customer worth over all its time with us?",
        definition=(
            "Of the customers whose last day was in the period and whose value is known: what they paid in a month, once a month, for as long as they stayed.",
            "The mean monthly value times the mean lifespan in months of 30.44 days. Those who are still there have no lifespan yet and do not count.",
            "Context for other numbers: much more than support decides it.",
            "A customer belongs to the day it left.",
        ),
        formula="mean value a month × mean lifespan in months",
        reads=formula(
            lifetime_value,
            Term(lost_value, Take.SUM, name="value a month"),
            Term(lost_value, Take.ROWS, name="customers"),
            Term(lost_lifespan, Take.SUM, name="days"),
        ),
        unit=Unit.MONEY,
        better=Better.HIGHER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="loyalty",
        category="business",
        day_of="left",
        needs=(inputs.SUBSCRIPTIONS, inputs.VALUES),
        balanced_by=("retention_rate",),
        dimensions=(),
        is_outcome=True,
    ),
)
