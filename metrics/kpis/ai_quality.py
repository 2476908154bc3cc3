"""Whether what was resolved stays resolved, and whether the AI agent says what is right, or that it does not know."""

from dataclasses import replace

from metrics.aggregates import Count, Mean, Share
from metrics.declare import (
    AI,
    COUNTED,
    Better,
    Cadence,
    Choice,
    Dimension,
    Facts,
    Kpi,
    Measure,
    Parameter,
    SplitRule,
    Take,
    Term,
    Unit,
    Values,
    among,
    at_least,
    count,
    known,
    later_than,
    ratio,
    share,
    true,
)

from . import inputs, windows
from .automation import ESCALATED, SILENT

INTENTS = (Dimension.CHANNEL, Dimension.TOPIC)


def durable(days: str) -> Measure:
    """First resolutions, and those that held for so many days."""
    return Measure(
        f"resolutions_durable{windows.suffix(days)}",
        Facts.TICKETS,
        day="first_resolved_day",
        keep=Share(),
        population=(*COUNTED, known("first_resolved_day")),
        condition=(later_than("durability_broken_after", windows.seconds(days)),),
        resolver="first_resolver",
    )


fallen_back = Measure(
    "ai_sessions_fallen_back",
    Facts.AI_SESSIONS,
    day="day",
    keep=Share(),
    condition=(at_least("fallbacks", 1),),
)
fallbacks = Measure("ai_session_fallbacks", Facts.AI_SESSIONS, day="day", keep=Mean(), value="fallbacks")
unresolved = Measure("ai_sessions_unresolved", Facts.AI_SESSIONS, day="day", keep=Count(), population=(*COUNTED, among("outcome", ESCALATED, SILENT)))
audited = Measure(
    "ai_answers_audited",
    Facts.REVIEWS,
    day="day",
    keep=Share(),
    population=(*COUNTED, among("about", AI), known("is_correct")),
    condition=(true("is_correct"),),
    resolver="about",
)

DURABILITY = windows.window("window", "Window", "How long must a resolution hold before it counts as one that stays?")
COUNTED_FALLBACKS = Parameter(
    "counted",
    "What is counted",
    "Does a conversation in which the AI agent gave up several times count once or each time?",
    (Choice("sessions", "Once: conversations with a fallback"), Choice("fallbacks", "Each time: fallbacks per conversation, which can exceed 100%")),
)


def quality_adjusted(kpi: Kpi, values: Values) -> Kpi:
    """The quality-adjusted resolution rate with another window."""
    days = values["window"]
    return replace(kpi, reads=share(durable(days)), definition=_durable_told(days), window_days=int(days))


def _durable_told(days: str) -> tuple[str, ...]:
    return (
        "Tickets first resolved in the period, by people or by the AI agent.",
        f"It stayed resolved if, within {windows.told(days)}, the customer neither reopened it nor opened another ticket about the same topic, it was not"
        " escalated, and its latest QA review did not fail it.",
        "Spam, merged and outbound tickets and those never resolved are left out.",
        f"A ticket belongs to the local day of its first resolution; the last {windows.told(days)} {'is' if days == '1' else 'are'} provisional until"
        f" {'its' if days == '1' else 'their'} window has closed.",
    )


def fallback_rate(kpi: Kpi, values: Values) -> Kpi:
    """Every fallback counted, not only whether there was one."""
    if values["counted"] == "sessions":
        return kpi
    return replace(
        kpi,
        reads=ratio([Term(fallbacks, Take.SUM)], [Term(fallbacks, Take.ROWS)]),
        formula="fallbacks ÷ AI sessions",
        definition=(
            "Conversations with the AI agent that began in the period, whether or not they became a ticket.",
            "Every time the agent said that it did not know counts, so one conversation can count several times.",
            "Conversations that belong to spam, merged and outbound tickets are left out.",
            "A conversation belongs to the local day on which it began.",
        ),
    )


AI_QUALITY = (
    Kpi(
        "quality_adjusted_resolution_rate",
        name="Quality-adjusted resolution rate",
        asks="How many resolutions stay resolved?",
        definition=_durable_told(windows.DEFAULT),
        formula="resolutions that stayed resolved ÷ resolutions",
        reads=share(durable(windows.DEFAULT)),
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
        window_days=int(windows.DEFAULT),
        parameters=(DURABILITY,),
        variant=quality_adjusted,
    ),
    Kpi(
        "ai_fallback_rate",
        name="AI fallback rate",
        asks="How often does the AI agent not know what to say?",
        definition=(
            "Conversations with the AI agent that began in the period, whether or not they became a ticket.",
            "Fallen back: the agent said at least once that it did not know. Several times in one conversation count once.",
            "Conversations that belong to spam, merged and outbound tickets are left out.",
            "A conversation belongs to the local day on which it began.",
        ),
        formula="AI sessions with a fallback ÷ AI sessions",
        reads=share(fallen_back),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="automation",
        day_of="began",
        needs=(inputs.AI_SESSIONS,),
        balanced_by=("unresolved_intents",),
        dimensions=INTENTS,
        parameters=(COUNTED_FALLBACKS,),
        variant=fallback_rate,
    ),
    Kpi(
        "ai_accuracy_rate",
        name="AI accuracy",
        asks="How often is what the AI agent says right?",
        definition=(
            "Reviews of the AI agent's answers made in the period in which somebody, or a rule, judged whether the answer was right.",
            "Correct: the reviewer says so. Answers nobody judged are not counted.",
            "Reviews of spam, merged and outbound tickets are left out.",
            "A review belongs to the local day on which it was made.",
        ),
        formula="correct ÷ audited AI answers",
        reads=share(audited),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="automation",
        day_of="reviewed",
        needs=(inputs.AUDITED_ANSWERS,),
        balanced_by=("csat",),
    ),
    Kpi(
        "unresolved_intents",
        name="Unresolved intents",
        asks="On what does the AI agent fail most often?",
        definition=(
            "Conversations with the AI agent that began in the period and that it did not resolve: passed to a person, or ended in silence.",
            "Counted by topic, which is the customer's intent. Conversations still open are not counted yet.",
            "Conversations that belong to spam, merged and outbound tickets are left out.",
            "A conversation belongs to the local day on which it began.",
        ),
        formula="number of AI sessions escalated or silent, by topic",
        reads=count(unresolved),
        unit=Unit.COUNT,
        better=Better.LOWER,
        split=SplitRule.AI,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="automation",
        day_of="began",
        needs=(inputs.AI_SESSIONS,),
        balanced_by=("ai_fallback_rate",),
        dimensions=INTENTS,
        by=Dimension.TOPIC,
    ),
)
