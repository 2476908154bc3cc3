"""Volume: how much comes in and how much comes back; and what is left out of every KPI."""

from dataclasses import replace

from metrics.aggregates import Count, Share
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
    Values,
    among,
    at_most,
    count,
    known,
    share,
)

from . import inputs, windows

created = Measure("tickets_created", Facts.TICKETS, day="created_day", keep=Count(), resolver="resolver", by_hour=True)


def repeated(days: str) -> Measure:
    """Tickets whose customer and topic are known, and those followed by another one on the topic within so many days."""
    return Measure(
        f"tickets_repeated{windows.suffix(days)}",
        Facts.TICKETS,
        day="created_day",
        keep=Share(),
        population=(*COUNTED, known("is_repeated")),
        condition=(at_most("repeated_after", windows.seconds(days)),),
        resolver="resolver",
    )


def _excluded(key: str, reason: int) -> Measure:
    return Measure(key, Facts.TICKETS, day="created_day", keep=Count(), population=(among("exclusion", reason),), resolver="resolver")


EXCLUDED = {"spam": _excluded("excluded_spam", 1), "merged": _excluded("excluded_merged", 2), "outbound": _excluded("excluded_outbound", 3)}

WINDOW = windows.window("window", "Window", "Within how many days does a second contact about the same topic count as a repeated one?")


def repeat_contact(kpi: Kpi, values: Values) -> Kpi:
    """The repeat contact rate with another window."""
    days = values["window"]
    return replace(kpi, reads=share(repeated(days)), definition=_repeated_told(days), window_days=int(days))


def _repeated_told(days: str) -> tuple[str, ...]:
    return (
        "Tickets created in the period whose customer and topic are known.",
        f"Repeated: the same customer opened another ticket about the same topic within the next {windows.told(days)}.",
        "Spam, merged and outbound tickets are left out, on either side.",
        f"A ticket belongs to the local day on which it was created; the last {windows.told(days)} {'is' if days == '1' else 'are'} provisional, because"
        " the customer may still come back.",
    )


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
        balanced_by=("deflection_rate",),
        dimensions=(*CUTS, Dimension.HOUR),
    ),
    Kpi(
        "volume_by_topic",
        name="Volume by topic",
        asks="What do customers ask us about?",
        definition=(
            "Tickets created in the period by customers, by what they are about.",
            "Each ticket counts once, under one topic, or as unlabelled. How many of them the AI agent took part in stands beside it.",
            "Spam, tickets merged into another and those we opened ourselves are counted as left out.",
            "A ticket belongs to the local day on which it was created.",
        ),
        formula="number of tickets created, by topic",
        reads=count(created),
        unit=Unit.COUNT,
        better=Better.BAND,
        split=SplitRule.NEVER,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="volume",
        day_of="created",
        needs=(inputs.TICKETS,),
        balanced_by=("reopen_rate", "ai_involvement_rate"),
        by=Dimension.TOPIC,
    ),
    Kpi(
        "volume_by_channel",
        name="Volume by channel",
        asks="Where do customers reach us?",
        definition=(
            "Tickets created in the period by customers, by the channel they came in on.",
            "Each ticket counts once, under one channel, or as unlabelled. How many of them the AI agent took part in stands beside it.",
            "Spam, tickets merged into another and those we opened ourselves are counted as left out.",
            "A ticket belongs to the local day on which it was created.",
        ),
        formula="number of tickets created, by channel",
        reads=count(created),
        unit=Unit.COUNT,
        better=Better.BAND,
        split=SplitRule.NEVER,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="volume",
        day_of="created",
        needs=(inputs.TICKETS,),
        balanced_by=("reopen_rate", "ai_involvement_rate"),
        by=Dimension.CHANNEL,
    ),
    Kpi(
        "repeat_contact_rate",
        name="Repeat contact rate",
        asks="How often must a customer ask about the same thing again?",
        definition=_repeated_told(windows.DEFAULT),
        formula="tickets followed by another of the same customer and topic ÷ tickets",
        reads=share(repeated(windows.DEFAULT)),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="volume",
        day_of="created",
        needs=(inputs.TICKETS, inputs.REPEATS),
        balanced_by=("average_handle_time",),
        window_days=int(windows.DEFAULT),
        parameters=(WINDOW,),
        variant=repeat_contact,
        benchmarks=(
            Benchmark("a second contact makes a resolution 40–60% more expensive", "chatgrow", BenchmarkKind.AVERAGE, condition="cost of a resolution"),
        ),
    ),
)
