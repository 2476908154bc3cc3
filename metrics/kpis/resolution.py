"""Resolution: whether problems get solved, how fast, by whom, and whether they stay solved."""

from metrics.aggregates import Histogram, Share
from metrics.declare import (
    AI,
    CHAT,
    COUNTED,
    EMAIL,
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
    hours,
    known,
    median,
    share,
    topic,
    true,
)

from . import inputs


def _resolution(key: str, value: str) -> Measure:
    population = (*COUNTED, known("resolved_day"), known(value))
    return Measure(key, Facts.TICKETS, day="resolved_day", keep=Histogram(), population=population, value=value, resolver="resolver")


resolution = _resolution("resolution", "resolution_seconds")
resolution_business = _resolution("resolution_business", "resolution_business")

first_contacts = Measure(
    "first_contacts",
    Facts.TICKETS,
    day="first_resolved_day",
    keep=Share(),
    population=(*COUNTED, known("first_resolved_day"), known("is_first_contact")),
    condition=(true("is_first_contact"),),
    resolver="first_resolver",
)
first_resolved = Measure(
    "tickets_first_resolved",
    Facts.TICKETS,
    day="first_resolved_day",
    keep=Share(),
    population=(*COUNTED, known("first_resolved_day")),
    condition=(known("reopened_at"),),
    resolver="first_resolver",
)
escalated = Measure("tickets_escalated", Facts.TICKETS, day="created_day", keep=Share(), condition=(known("escalated_at"),), resolver="resolver")
transferred = Measure(
    "tickets_transferred",
    Facts.TICKETS,
    day="created_day",
    keep=Share(),
    population=(*COUNTED, differs("handled_by", AI)),
    condition=(at_least("transfers", 1),),
    resolver="resolver",
)

RESOLUTION = (
    Kpi(
        "resolution_time",
        name="Resolution time",
        asks="How long does it take until a problem is really solved?",
        definition=(
            "Tickets whose resolution that still stands was made in the period.",
            "The time from creation to that resolution: a ticket that was reopened counts with its last resolution, and not at all while it is open again.",
            "Tickets closed in silence, without an answer by a person, are not resolved; spam, merged and outbound tickets are left out.",
            "A ticket belongs to the local day of the resolution that stands.",
        ),
        formula="median(resolution − creation)",
        reads=median(resolution, business=resolution_business),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="resolution",
        day_of="resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS),
        balanced_by=("first_contact_resolution", "csat", "reopen_rate"),
        featured=2,
        benchmarks=(
            Benchmark("under 4 hours in chat", "corebee", high=hours(4), when=CHAT, condition="chat"),
            Benchmark("under 24 hours by e-mail", "corebee", high=hours(24), when=EMAIL, condition="e-mail"),
        ),
    ),
    Kpi(
        "first_contact_resolution",
        name="First contact resolution",
        asks="How many problems are solved in one interaction?",
        definition=(
            "Tickets first resolved in the period.",
            "Solved at first contact: not escalated, and within 7 days after the resolution neither reopened nor followed by another message of the customer. "
            "Outside live channels the customer also wrote nothing between our first reply and the resolution.",
            "Spam, merged and outbound tickets and those never resolved are left out.",
            "A ticket belongs to the local day of its first resolution; the last 7 days are provisional, because the customer may still come back.",
        ),
        formula="resolved at first contact ÷ resolved",
        reads=share(first_contacts),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="resolution",
        day_of="first resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS),
        balanced_by=("reopen_rate",),
        featured=3,
        window_days=7,
        benchmarks=(
            Benchmark("70% or more", "corebee", low=0.70),
            Benchmark("above 75% is the operating threshold", "chatgrow", low=0.75),
            Benchmark("88–92% is best in class", "chatgrow", BenchmarkKind.BEST, low=0.88, high=0.92),
            Benchmark("45–55% before an AI chatbot", "peopleloop", BenchmarkKind.AVERAGE, low=0.45, high=0.55, condition="before an AI chatbot"),
            Benchmark("over 70% within 90 days of an AI chatbot", "peopleloop", low=0.70, condition="90 days after an AI chatbot started"),
            Benchmark(
                "1 point of first contact resolution goes with 1 point of satisfaction",
                "chatty, citing SQM Group",
                BenchmarkKind.AVERAGE,
                condition="relation to csat",
            ),
        ),
    ),
    Kpi(
        "reopen_rate",
        name="Reopen rate",
        asks="How often does a customer come back to a ticket we called solved?",
        definition=(
            "Tickets first resolved in the period.",
            "Reopened: the customer, or somebody unnamed, opened the ticket again at least once; reopening by our own staff or by a rule does not count.",
            "Spam, merged and outbound tickets and those never resolved are left out.",
            "A ticket belongs to the local day of its first resolution, however late it is reopened. The last 7 days are provisional.",
        ),
        formula="reopened by the customer ÷ resolved",
        reads=share(first_resolved),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="resolution",
        day_of="first resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS),
        balanced_by=("first_contact_resolution",),
        window_days=7,
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
        balanced_by=("first_contact_resolution",),
        benchmarks=(
            Benchmark("15–25% for technical SaaS", "peopleloop", BenchmarkKind.AVERAGE, low=0.15, high=0.25, condition="technical SaaS"),
            Benchmark("8–12% for e-commerce", "peopleloop", low=0.08, high=0.12, condition="e-commerce"),
            Benchmark("under 20% for technical issues", "peopleloop", high=0.20, when=topic("technical", "technical issue"), condition="technical"),
            Benchmark("under 5% for billing", "peopleloop", high=0.05, when=topic("billing", "payment", "invoice"), condition="billing"),
            Benchmark("under 2% for general questions", "peopleloop", high=0.02, when=topic("general", "general question"), condition="general"),
        ),
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
        balanced_by=("csat",),
    ),
)
