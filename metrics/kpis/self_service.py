"""Self-service: what customers solve without a ticket, and whether the help centre helps.

The law of deflection. An inquiry is one attempt of a customer to get help: a conversation with the AI agent or a visit to the help
centre that became no ticket, or a ticket. A session that became a ticket is that ticket and nothing else, so no inquiry counts twice.
"""

from dataclasses import replace

from metrics.aggregates import Share
from metrics.declare import (
    COUNTED,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Choice,
    Dimension,
    Facts,
    Kpi,
    Measure,
    Parameter,
    Reads,
    SplitRule,
    Take,
    Term,
    Unit,
    Values,
    among,
    ratio,
    share,
    topic,
    true,
    unknown,
)

from . import inputs
from .automation import RESOLVED, ai_resolved
from .volume import created

WITHOUT_TICKET = unknown("created_day")  # the day of the ticket, if it became one
INQUIRIES = (Dimension.CHANNEL, Dimension.TOPIC)

ai_apart = Measure(
    "ai_sessions_without_ticket",
    Facts.AI_SESSIONS,
    day="day",
    keep=Share(),
    population=(*COUNTED, WITHOUT_TICKET),
    condition=(among("outcome", RESOLVED),),
)
visits_apart = Measure(
    "self_service_without_ticket",
    Facts.SELF_SERVICE,
    day="day",
    keep=Share(),
    population=(*COUNTED, WITHOUT_TICKET),
    condition=(true("is_answered"),),
)
visits = Measure("self_service_answered", Facts.SELF_SERVICE, day="day", keep=Share(), condition=(true("is_answered"),))
searches = Measure("searches_failed", Facts.SEARCHES, day="day", keep=Share(), population=(), condition=(true("is_failed"),))

SCOPE = Parameter(
    "scope",
    "What counts as deflected",
    "Is a question that the AI agent answered deflected, and must there be no ticket?",
    (
        Choice("without_ticket", "Self-service and AI conversations that never became a ticket", "enjo"),
        Choice("with_ai", "Those, and tickets that the AI agent resolved alone: no person was needed", "peopleloop, chatgrow"),
        Choice("self_service_only", "Only visits to the help centre", "chatty"),
    ),
)

AI_CHATS = "a conversation with the AI agent that it resolved"
VISITS = "a visit to the help centre that answered the question"
ONCE = "A session that became a ticket counts as that ticket only, so nothing counts twice."
DAYS = "A session belongs to the local day on which it began, a ticket to the one on which it was created. Spam, merged and outbound tickets are left out."
SCOPES: dict[str, tuple[Reads, str, str]] = {
    "without_ticket": (
        ratio(
            [Term(ai_apart, Take.MET), Term(visits_apart, Take.MET)],
            [Term(ai_apart, Take.ROWS), Term(visits_apart, Take.ROWS), Term(created, Take.ROWS)],
            is_share=True,
        ),
        "Inquiries of the period: conversations with the AI agent and visits to the help centre that became no ticket, and tickets.",
        f"Deflected: {AI_CHATS}, or {VISITS}, without a ticket.",
    ),
    "with_ai": (
        ratio(
            [Term(ai_apart, Take.MET), Term(visits_apart, Take.MET), Term(ai_resolved, Take.MET)],
            [Term(ai_apart, Take.ROWS), Term(visits_apart, Take.ROWS), Term(ai_resolved, Take.ROWS)],
            is_share=True,
        ),
        "Inquiries of the period: conversations with the AI agent and visits to the help centre that became no ticket, and tickets.",
        f"Deflected: {AI_CHATS}, or {VISITS}, without a ticket; and a ticket that the AI agent resolved alone.",
    ),
    "self_service_only": (
        ratio([Term(visits_apart, Take.MET)], [Term(visits_apart, Take.ROWS), Term(created, Take.ROWS)], is_share=True),
        "Inquiries of the period: visits to the help centre that became no ticket, and tickets. Conversations with the AI agent are left out.",
        f"Deflected: {VISITS}, without a ticket.",
    ),
}
NEEDED = {
    "without_ticket": (inputs.TICKETS, inputs.AI_SESSIONS, inputs.SELF_SERVICE),
    "with_ai": (inputs.TICKETS, inputs.RESOLUTIONS, inputs.AI_SESSIONS, inputs.SELF_SERVICE),
    "self_service_only": (inputs.TICKETS, inputs.SELF_SERVICE),
}


def deflection(kpi: Kpi, values: Values) -> Kpi:
    """The deflection rate of another scope."""
    reads, inquiries, deflected = SCOPES[values["scope"]]
    return replace(kpi, reads=reads, definition=(inquiries, deflected, ONCE, DAYS), needs=NEEDED[values["scope"]])


SELF_SERVICE = (
    Kpi(
        "deflection_rate",
        name="Deflection rate",
        asks="How much is solved before anybody has to open a ticket?",
        definition=(*SCOPES["without_ticket"][1:], ONCE, DAYS),
        formula="deflected ÷ inquiries",
        reads=SCOPES["without_ticket"][0],
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.AI,
        cadence=Cadence.MONTHLY,
        pillar="efficiency",
        category="self-service",
        day_of="began or created",
        needs=NEEDED["without_ticket"],
        balanced_by=("deflected_csat", "ces"),
        dimensions=INQUIRIES,
        parameters=(SCOPE,),
        variant=deflection,
        benchmarks=(
            Benchmark("40–60%", "corebee", low=0.40, high=0.60),
            Benchmark("40–50% to start with", "peopleloop", low=0.40, high=0.50, condition="to start with"),
            Benchmark("20–30% with basic support", "peopleloop, citing Gartner", BenchmarkKind.AVERAGE, low=0.20, high=0.30, condition="before AI support"),
            Benchmark("over 60% with AI support", "peopleloop, citing Gartner", BenchmarkKind.AVERAGE, low=0.60, condition="with AI support"),
            Benchmark(
                "around 60% in shops with a chatbot", "peopleloop, citing Shopify", BenchmarkKind.AVERAGE, low=0.60, condition="e-commerce with a chatbot"
            ),
            Benchmark("90% of common questions", "peopleloop", low=0.90, when=topic("faq", "faqs", "general", "general info"), condition="common questions"),
            Benchmark("65% of billing questions", "peopleloop", low=0.65, when=topic("billing", "account", "payment", "invoice"), condition="billing"),
            Benchmark(
                "50% of technical problems", "peopleloop", low=0.50, when=topic("technical", "technical issue", "troubleshooting"), condition="technical"
            ),
        ),
    ),
    Kpi(
        "kb_effectiveness",
        name="Help centre effectiveness",
        asks="Does the help centre answer what people come for?",
        definition=(
            "Visits to the help centre that began in the period.",
            "Answered: the visitor found the answer, as the help centre itself judges it, whether or not a ticket followed.",
            "Visits that belong to spam, merged and outbound tickets are left out.",
            "A visit belongs to the local day on which it began.",
        ),
        formula="visits answered ÷ visits",
        reads=share(visits),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="quality",
        category="self-service",
        day_of="began",
        needs=(inputs.SELF_SERVICE,),
        balanced_by=("failed_search_rate",),
        dimensions=INQUIRIES,
    ),
    Kpi(
        "failed_search_rate",
        name="Failed searches",
        asks="How often does somebody look for an answer and find none?",
        definition=(
            "Searches made in the help centre in the period.",
            "Failed: there was no result, or none of the results was opened.",
            "A search belongs to the local day on which it was made.",
        ),
        formula="searches without a result or a click ÷ searches",
        reads=share(searches),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="quality",
        category="self-service",
        day_of="searched",
        needs=(inputs.SEARCHES,),
        balanced_by=("deflection_rate",),
        dimensions=(Dimension.TOPIC,),
    ),
)
