"""Escalation: what is passed on, whether it had to be, how long it takes then, and how often customers are handed around."""

from metrics.aggregates import Histogram, Share
from metrics.declare import (
    AI,
    COUNTED,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Facts,
    Kpi,
    Measure,
    SplitRule,
    Unit,
    at_least,
    differs,
    known,
    median,
    share,
    topic,
    true,
)

from . import inputs

escalated = Measure("tickets_escalated", Facts.TICKETS, day="created_day", keep=Share(), condition=(known("escalated_at"),), resolver="resolver")
judged = Measure(
    "escalations_judged",
    Facts.REVIEWS,
    day="day",
    keep=Share(),
    population=(*COUNTED, known("is_avoidable")),
    condition=(true("is_avoidable"),),
    resolver="about",
)
transferred = Measure(
    "tickets_transferred",
    Facts.TICKETS,
    day="created_day",
    keep=Share(),
    population=(*COUNTED, differs("handled_by", AI)),
    condition=(at_least("transfers", 1),),
    resolver="resolver",
)


def _handed_over(key: str, value: str) -> Measure:
    population = (*COUNTED, known("resolved_day"), known(value))
    return Measure(key, Facts.TICKETS, day="resolved_day", keep=Histogram(), population=population, value=value, resolver="resolver")


handed_over = _handed_over("escalation_resolution", "escalation_resolution_seconds")
handed_over_business = _handed_over("escalation_resolution_business", "escalation_resolution_business")

ESCALATION = (
    Kpi(
        "escalation_resolution_time",
        name="Escalation resolution time",
        asks="Once a problem is passed on, how long does the customer still wait?",
        definition=(
            "Tickets that were escalated and whose resolution that still stands was made in the period.",
            "The time from the first escalation to that resolution: what the hand-over itself costs, apart from what came before it.",
            "Spam, merged and outbound tickets are left out.",
            "A ticket belongs to the local day of the resolution that stands.",
        ),
        formula="median(resolution − escalation)",
        reads=median(handed_over, business=handed_over_business),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="efficiency",
        category="resolution",
        day_of="resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS, inputs.ESCALATIONS),
        balanced_by=("escalation_rate",),
    ),
    Kpi(
        "escalation_rate",
        name="Escalation rate",
        asks="How much has to be passed on to a specialist?",
        definition=(
            "All tickets created in the period, whoever handled them.",
            "Escalated: passed at least once from the AI agent or the first tier to a specialist, as an event that says so.",
            "Spam, merged and outbound tickets are left out.",
            "A ticket belongs to the local day on which it was created. Neither none nor many is good: hard problems should be passed on.",
        ),
        formula="escalated ÷ all tickets",
        reads=share(escalated),
        unit=Unit.PERCENT,
        better=Better.BAND,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="resolution",
        day_of="created",
        needs=(inputs.TICKETS, inputs.ESCALATIONS),
        balanced_by=("unnecessary_escalation_rate",),
        benchmarks=(
            Benchmark("15–25% for technical SaaS", "peopleloop", BenchmarkKind.AVERAGE, low=0.15, high=0.25, condition="technical SaaS"),
            Benchmark("8–12% for e-commerce", "peopleloop", low=0.08, high=0.12, condition="e-commerce"),
            Benchmark("under 20% for technical issues", "peopleloop", high=0.20, when=topic("technical", "technical issue"), condition="technical"),
            Benchmark("under 5% for billing", "peopleloop", high=0.05, when=topic("billing", "payment", "invoice"), condition="billing"),
            Benchmark("under 2% for general questions", "peopleloop", high=0.02, when=topic("general", "general question"), condition="general"),
        ),
    ),
    Kpi(
        "unnecessary_escalation_rate",
        name="Unnecessary escalations",
        asks="How much of what we pass on could have been solved where it was?",
        definition=(
            "Reviews made in the period in which somebody judged whether an escalation could have been avoided.",
            "Unnecessary: the reviewer says that the AI agent or the first tier should have solved it.",
            "Escalations nobody reviewed are not counted; reviews of spam, merged and outbound tickets are left out.",
            "A review belongs to the local day on which it was made, and to whose work was reviewed.",
        ),
        formula="judged avoidable ÷ escalations reviewed",
        reads=share(judged),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="resolution",
        day_of="reviewed",
        needs=(inputs.JUDGED_ESCALATIONS,),
        balanced_by=("escalation_rate",),
        benchmarks=(Benchmark("below 5%", "peopleloop", high=0.05),),
    ),
    Kpi(
        "transfer_rate",
        name="Transfer rate",
        asks="How often is a customer handed from one colleague or team to another?",
        definition=(
            "Tickets created in the period, except those that only the AI agent handled.",
            "Transferred: moved at least once between agents or teams; the first assignment is no transfer, and an escalation counts as an escalation.",
            "Spam, merged and outbound tickets are left out.",
            "A ticket belongs to the local day on which it was created.",
        ),
        formula="transferred ÷ tickets not handled by the AI agent alone",
        reads=share(transferred),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.HUMAN,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="resolution",
        day_of="created",
        needs=(inputs.TICKETS, inputs.ASSIGNMENTS),
        balanced_by=("ces",),
    ),
)
