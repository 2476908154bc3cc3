"""Automation: what the AI agent really solves, and whether it stays solved."""

from metrics.aggregates import Share
from metrics.declare import AI, COUNTED, MIXED, Better, Cadence, Facts, Kpi, Measure, SplitRule, Unit, among, known, share, true, unknown

from . import inputs

RESOLVED_BY_AI_ALONE = (known("resolved_day"), among("resolver", AI), among("handled_by", AI), unknown("escalated_at"))

ai_resolved = Measure("tickets_ai_resolved", Facts.TICKETS, day="created_day", keep=Share(), condition=RESOLVED_BY_AI_ALONE, resolver="resolver")
ai_touched = Measure(
    "tickets_ai_touched",
    Facts.TICKETS,
    day="created_day",
    keep=Share(),
    population=(*COUNTED, among("handled_by", AI, MIXED)),
    condition=RESOLVED_BY_AI_ALONE,
    resolver="resolver",
)
durable = Measure(
    "resolutions_durable",
    Facts.TICKETS,
    day="first_resolved_day",
    keep=Share(),
    population=(*COUNTED, known("first_resolved_day"), known("is_durable")),
    condition=(true("is_durable"),),
    resolver="first_resolver",
)

AUTOMATION = (
    Kpi(
        "ai_resolution_rate",
        name="AI resolution rate",
        asks="How much of all work does the AI agent take off people's hands?",
        definition=(
            "All tickets created in the period, whoever handled them.",
            "Resolved by AI: resolved now, by the AI agent, never escalated, and no person took part. A ticket that merely fell silent is not resolved.",
            "Spam, merged and outbound tickets are left out.",
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
        "ai_autonomous_resolution_rate",
        name="AI autonomous resolution rate",
        asks="When the AI agent takes a ticket, how often does it finish alone?",
        definition=(
            "Tickets created in the period that the AI agent touched, alone or together with people.",
            "Resolved by AI: resolved now, by the AI agent, never escalated, and no person took part. A ticket that merely fell silent is not resolved.",
            "Spam, merged and outbound tickets are left out.",
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
        "quality_adjusted_resolution_rate",
        name="Quality-adjusted resolution rate",
        asks="How many resolutions stay resolved?",
        definition=(
            "Tickets first resolved in the period, by people or by the AI agent.",
            "It stayed resolved if, within 7 days, the customer neither reopened it nor opened another ticket about the same topic, and it was not escalated.",
            "Spam, merged and outbound tickets and those never resolved are left out.",
            "A ticket belongs to the local day of its first resolution; the last 7 days are provisional until their window has closed.",
        ),
        formula="resolutions that stayed resolved ÷ resolutions",
        reads=share(durable),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="automation",
        day_of="first resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS),
        balanced_by=("ai_resolution_rate",),
        featured=6,
        window_days=7,
    ),
)
