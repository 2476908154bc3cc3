"""Volume: how much comes in, how much comes back, how much is waiting; and what is left out of every KPI."""

from metrics.aggregates import Count, Level, Share
from metrics.declare import (
    COUNTED,
    CUTS,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Dimension,
    Facts,
    Kpi,
    Measure,
    SplitRule,
    Unit,
    among,
    count,
    known,
    level,
    share,
    true,
)

from . import inputs

created = Measure("tickets_created", Facts.TICKETS, day="created_day", keep=Count(), resolver="resolver", by_hour=True)
repeated = Measure(
    "tickets_repeated",
    Facts.TICKETS,
    day="created_day",
    keep=Share(),
    population=(*COUNTED, known("is_repeated")),
    condition=(true("is_repeated"),),
    resolver="resolver",
)
backlog = Measure("tickets_open", Facts.LIVES, day="opened_day", ended="ended_day", keep=Level())


def _excluded(key: str, reason: int) -> Measure:
    return Measure(key, Facts.TICKETS, day="created_day", keep=Count(), population=(among("exclusion", reason),), resolver="resolver")


EXCLUDED = {"spam": _excluded("excluded_spam", 1), "merged": _excluded("excluded_merged", 2), "outbound": _excluded("excluded_outbound", 3)}

VOLUME = (
    Kpi(
        "ticket_volume",
        name="Ticket volume",
        asks="How much are customers asking of us?",
        definition=(
            "Tickets created in the period by customers.",
            "Each ticket counts once. Spam, tickets merged into another and those we opened ourselves are counted as left out.",
            "A ticket belongs to the local day and hour in which it was created.",
        ),
        formula="number of tickets created",
        reads=count(created),
        unit=Unit.COUNT,
        better=Better.BAND,
        split=SplitRule.NEVER,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="volume",
        day_of="created",
        needs=(inputs.TICKETS,),
        balanced_by=("backlog_size",),
        dimensions=(*CUTS, Dimension.HOUR),
    ),
    Kpi(
        "repeat_contact_rate",
        name="Repeat contact rate",
        asks="How often must a customer ask about the same thing again?",
        definition=(
            "Tickets created in the period whose customer and topic are known.",
            "Repeated: the same customer opened another ticket about the same topic within the next 7 days.",
            "Spam, merged and outbound tickets are left out, on either side.",
            "A ticket belongs to the local day on which it was created; the last 7 days are provisional, because the customer may still come back.",
        ),
        formula="tickets followed by another of the same customer and topic ÷ tickets",
        reads=share(repeated),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="volume",
        day_of="created",
        needs=(inputs.TICKETS, inputs.REPEATS),
        balanced_by=("resolution_time",),
        window_days=7,
        benchmarks=(
            Benchmark("a second contact makes a resolution 40–60% more expensive", "chatgrow", BenchmarkKind.AVERAGE, condition="cost of a resolution"),
        ),
    ),
    Kpi(
        "backlog_size",
        name="Backlog",
        asks="How much is open right now?",
        definition=(
            "Tickets open at the end of the period, or now while it is not over.",
            "A ticket is open from its creation, and from each reopening, until it is solved, closed or set aside.",
            "Spam, merged and outbound tickets are left out.",
            "It is a level: it adds up across teams, never across days.",
        ),
        formula="tickets opened − tickets ended, up to the end of the day",
        reads=level(backlog),
        unit=Unit.COUNT,
        better=Better.LOWER,
        split=SplitRule.NEVER,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="volume",
        day_of="end of day",
        needs=(inputs.TICKETS,),
        balanced_by=("first_response_time",),
    ),
)
