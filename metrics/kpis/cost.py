"""Cost: what a resolution costs, and what the AI agent saves with those that last."""

from collections.abc import Mapping

from metrics.aggregates import Mean
from metrics.declare import (
    AI,
    HUMAN,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Dimension,
    Facts,
    Kpi,
    Measure,
    SplitRule,
    Take,
    Term,
    Unit,
    among,
    formula,
    ratio,
)

from . import inputs, windows
from .ai_quality import durable
from .team import resolved

costs = Measure("costs", Facts.COSTS, day="day", keep=Mean(), population=(), value="amount", resolver="borne_by")
costs_people = Measure("costs_people", Facts.COSTS, day="day", keep=Mean(), population=(among("borne_by", HUMAN),), value="amount")
costs_ai = Measure("costs_ai", Facts.COSTS, day="day", keep=Mean(), population=(among("borne_by", AI),), value="amount")


def savings(told: Mapping[str, float]) -> float | None:
    """Durable AI resolutions × (what a resolution by people costs − what one by the AI agent costs); None unless both are known."""
    known = told["people resolved"] and told["ai resolved"] and told["days of people's costs"] and told["days of AI costs"]
    if not known:
        return None
    return told["durable"] * (told["people's costs"] / told["people resolved"] - told["AI costs"] / told["ai resolved"])


COST = (
    Kpi(
        "cost_per_resolution",
        name="Cost per resolution",
        asks="What does it cost us to solve one problem?",
        definition=(
            "All costs of support that fall on days of the period: people, the AI agent, software and the rest, each spread evenly over the days it is for.",
            "Divided by the tickets resolved in the period, by whomever.",
            "For people and for the AI agent only what is marked as borne by them is divided by what they resolved; costs borne by both are in the whole only.",
            "Spam, merged and outbound tickets are left out. A ticket belongs to the local day of the resolution that stands.",
        ),
        formula="costs ÷ tickets resolved",
        reads=ratio([Term(costs, Take.SUM)], [Term(resolved, Take.ROWS)]),
        unit=Unit.MONEY,
        better=Better.LOWER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.MONTHLY,
        pillar="efficiency",
        category="cost",
        day_of="resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS, inputs.COSTS),
        balanced_by=("csat",),
        dimensions=(Dimension.RESOLVER,),
        benchmarks=(
            Benchmark("$3–8 in small businesses", "peopleloop", BenchmarkKind.AVERAGE, low=3, high=8, condition="small businesses", scale="US dollars"),
            Benchmark("$3–4 with AI", "peopleloop", BenchmarkKind.AVERAGE, low=3, high=4, condition="with AI deflection", scale="US dollars"),
            Benchmark("AI and people differ 10 to 50 times", "enjo", BenchmarkKind.AVERAGE, condition="depending on complexity and AI pricing"),
        ),
    ),
    Kpi(
        "ai_cost_savings",
        name="AI cost savings",
        asks="What would people's work have cost that the AI agent did for good?",
        definition=(
            "First resolutions of the period by the AI agent that held for 7 days: only those save anything.",
            "Each saves what a resolution by people cost in the period, less what one by the AI agent cost: what each bears, divided by what each resolved.",
            "Unknown unless both unit costs are known; it can be negative. Costs borne by both alike are in neither.",
            "A ticket belongs to the local day of its first resolution; the last 7 days are provisional until their window has closed.",
        ),
        formula="durable AI resolutions × (cost of a resolution by people − cost of one by AI)",
        reads=formula(
            savings,
            Term(durable(windows.DEFAULT), Take.MET, resolver=AI, name="durable"),
            Term(costs_people, Take.SUM, name="people's costs"),
            Term(costs_people, Take.ROWS, name="days of people's costs"),
            Term(costs_ai, Take.SUM, name="AI costs"),
            Term(costs_ai, Take.ROWS, name="days of AI costs"),
            Term(resolved, Take.ROWS, resolver=HUMAN, name="people resolved"),
            Term(resolved, Take.ROWS, resolver=AI, name="ai resolved"),
        ),
        unit=Unit.MONEY,
        better=Better.HIGHER,
        split=SplitRule.AI,
        cadence=Cadence.MONTHLY,
        pillar="efficiency",
        category="cost",
        day_of="first resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS, inputs.AI_EVENTS, inputs.PEOPLE_COSTS, inputs.AI_COSTS),
        balanced_by=("quality_adjusted_resolution_rate",),
        dimensions=(),
        window_days=int(windows.DEFAULT),
    ),
)
