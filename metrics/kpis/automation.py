"""Automation: how much the AI agent takes part in, and how each of those tickets ended.

Of the tickets that the AI agent touched, resolved + escalated + silently failed + still open is always all of them.
"""

from metrics.aggregates import Share
from metrics.declare import (
    AI,
    COUNTED,
    MIXED,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Facts,
    Kpi,
    Measure,
    SplitRule,
    Unit,
    among,
    share,
)

from . import inputs

RESOLVED, ESCALATED, SILENT, OPEN = 1, 2, 3, 4
BY_AI = among("handled_by", AI, MIXED)

ai_resolved = Measure("tickets_ai_resolved", Facts.TICKETS, day="created_day", keep=Share(), condition=(among("ai_outcome", RESOLVED),), resolver="resolver")
ai_involved = Measure("tickets_ai_involved", Facts.TICKETS, day="created_day", keep=Share(), condition=(BY_AI,), resolver="resolver")


def _ended(key: str, *outcomes: int) -> Measure:
    """The tickets that the AI agent touched, and those of them that ended so."""
    population = (*COUNTED, BY_AI)
    return Measure(key, Facts.TICKETS, day="created_day", keep=Share(), population=population, condition=(among("ai_outcome", *outcomes),), resolver="resolver")


ai_touched = _ended("tickets_ai_touched", RESOLVED)
ai_escalated = _ended("tickets_ai_escalated", ESCALATED)
ai_contained = _ended("tickets_ai_contained", RESOLVED, SILENT, OPEN)
ai_silent = _ended("tickets_ai_silent", SILENT)
ai_open = _ended("tickets_ai_open", OPEN)

TOUCHED = "Tickets created in the period that the AI agent touched, alone or together with people."
BY_AI_ALONE = "Resolved by AI: resolved now, by the AI agent, never escalated, and no person took part. A ticket that merely fell silent is not resolved."
LEFT_OUT = "Spam, merged and outbound tickets are left out."
CREATED = "A ticket belongs to the local day on which it was created, and changes sides when it is reopened or passed on later."

AUTOMATION = (
    Kpi(
        "ai_resolution_rate",
        name="AI resolution rate",
        asks="How much of all work does the AI agent take off people's hands?",
        definition=(
            "All tickets created in the period, whoever handled them.",
            BY_AI_ALONE,
            LEFT_OUT,
            "A ticket belongs to the local day on which it was created, and leaves the numerator when it is reopened.",
        ),
        formula="resolved by AI alone ÷ all tickets",
        reads=share(ai_resolved),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="efficiency",
        category="automation",
        day_of="created",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS, inputs.AI_EVENTS),
        balanced_by=("quality_adjusted_resolution_rate",),
        featured=5,
    ),
    Kpi(
        "ai_involvement_rate",
        name="AI involvement rate",
        asks="How much of what comes in does the AI agent see at all?",
        definition=(
            "All tickets created in the period, whoever handled them.",
            "Touched: the AI agent answered or resolved, alone or together with people, whatever came of it.",
            LEFT_OUT,
            "A ticket belongs to the local day on which it was created.",
        ),
        formula="touched by AI ÷ all tickets",
        reads=share(ai_involved),
        unit=Unit.PERCENT,
        better=Better.BAND,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="efficiency",
        category="automation",
        day_of="created",
        needs=(inputs.TICKETS, inputs.AI_EVENTS),
        balanced_by=("ai_autonomous_resolution_rate",),
    ),
    Kpi(
        "ai_autonomous_resolution_rate",
        name="AI autonomous resolution rate",
        asks="When the AI agent takes a ticket, how often does it finish alone?",
        definition=(
            TOUCHED,
            BY_AI_ALONE,
            LEFT_OUT,
            "A ticket belongs to the local day on which it was created, and leaves the numerator when it is reopened.",
        ),
        formula="resolved by AI alone ÷ tickets touched by AI",
        reads=share(ai_touched),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="efficiency",
        category="automation",
        day_of="created",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS, inputs.AI_EVENTS),
        balanced_by=("quality_adjusted_resolution_rate",),
    ),
    Kpi(
        "ai_escalation_rate",
        name="AI escalation rate",
        asks="What does the AI agent hand to people?",
        definition=(
            TOUCHED,
            "Escalated: passed on by an event that says so, or a person took part in it, whoever resolved it in the end.",
            LEFT_OUT,
            CREATED,
        ),
        formula="handed to a person ÷ tickets touched by AI",
        reads=share(ai_escalated),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="automation",
        day_of="created",
        needs=(inputs.TICKETS, inputs.AI_EVENTS),
        balanced_by=("ai_autonomous_resolution_rate",),
        benchmarks=(
            Benchmark("a rise on stable topics points to a gap in what the AI knows", "enjo", BenchmarkKind.ALERT, condition="topics that stay the same"),
        ),
    ),
    Kpi(
        "ai_containment_rate",
        name="AI containment rate",
        asks="How often does a customer who meets the AI agent never reach a person?",
        definition=(
            TOUCHED,
            "Contained: no person took part and nobody passed it on, whether it was solved, fell silent or is still open. Contained is not solved.",
            LEFT_OUT,
            CREATED,
        ),
        formula="never reached a person ÷ tickets touched by AI",
        reads=share(ai_contained),
        unit=Unit.PERCENT,
        better=Better.BAND,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="efficiency",
        category="automation",
        day_of="created",
        needs=(inputs.TICKETS, inputs.AI_EVENTS),
        balanced_by=("reopen_rate", "ces"),
    ),
    Kpi(
        "ai_silent_failure_rate",
        name="AI silent failure rate",
        asks="How many customers does the AI agent lose without anybody noticing?",
        definition=(
            TOUCHED,
            "Silently failed: it has ended, nobody resolved it, and it was passed to no person.",
            "Still open is no failure yet. " + LEFT_OUT,
            CREATED,
        ),
        formula="ended neither resolved nor escalated ÷ tickets touched by AI",
        reads=share(ai_silent),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="automation",
        day_of="created",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS, inputs.AI_EVENTS),
        balanced_by=("ai_containment_rate",),
    ),
)
