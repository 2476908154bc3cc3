"""Backlog: how much is open, whether it grows, how much work that is, and who is waiting now."""

from collections.abc import Mapping

from metrics.aggregates import Level
from metrics.declare import (
    HUMAN,
    LABELLED,
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
    difference,
    formula,
    hours,
    level,
)

from . import inputs
from .team import employed, handled, resolved

backlog = Measure("tickets_open", Facts.LIVES, day="opened_day", ended="ended_day", keep=Level())
waiting = Measure("customers_waiting", Facts.WAITS, day="started_day", ended="ended_day", keep=Level())


def team_seconds(told: Mapping[str, float]) -> float | None:
    """Open tickets × handling time per ticket resolved ÷ people: how long all of them together would work on what is open."""
    if not told["resolved"] or not told["handled"] or told["agents"] <= 0:
        return None
    return told["open"] * told["handled"] / told["resolved"] / told["agents"]


BACKLOG = (
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
        balanced_by=("average_handle_time", "first_response_time"),
    ),
    Kpi(
        "backlog_growth",
        name="Backlog growth",
        asks="Does more come in than we get done?",
        definition=(
            "Tickets opened in the period, by their creation or a reopening, less those that ended: solved, closed or set aside.",
            "It is exactly the backlog at the end of the period less the one before it began; below zero the backlog shrinks.",
            "Spam, merged and outbound tickets are left out.",
            "A ticket counts on the local day on which it was opened and on the one on which it ended.",
        ),
        formula="tickets opened − tickets ended",
        reads=difference(Term(backlog, Take.END), Term(backlog, Take.START, factor=-1)),
        unit=Unit.COUNT,
        better=Better.LOWER,
        split=SplitRule.NEVER,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="volume",
        day_of="opened or ended",
        needs=(inputs.TICKETS,),
        balanced_by=("first_response_time",),
        dimensions=LABELLED,
    ),
    Kpi(
        "backlog_hours",
        name="Backlog in hours of work",
        asks="How long would the whole team work on what is open?",
        definition=(
            "Tickets open at the end of the period, times what a ticket takes: the time people worked in the period for each ticket they resolved in it.",
            "Divided by the people in the team at the end of the period: if all of them did nothing else, this is how long each would work.",
            "Unknown while nobody resolved anything or nobody recorded work. Spam, merged and outbound tickets are left out.",
            "It is a level of the period's last day.",
        ),
        formula="open tickets × (work time ÷ tickets resolved by people) ÷ people in the team",
        reads=formula(
            team_seconds,
            Term(backlog, Take.END, name="open"),
            Term(handled, Take.SUM, name="handled"),
            Term(resolved, Take.ROWS, resolver=HUMAN, name="resolved"),
            Term(employed, Take.END, name="agents"),
        ),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.NEVER,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="volume",
        day_of="end of day",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS, inputs.WORK, inputs.EMPLOYMENTS),
        balanced_by=("first_response_time",),
        dimensions=(Dimension.TEAM,),
        benchmarks=(Benchmark("an alert above 48 hours of capacity", "chatty", BenchmarkKind.ALERT, high=hours(48)),),
    ),
    Kpi(
        "queue_depth",
        name="Queue depth",
        asks="How many customers are waiting for an answer right now?",
        definition=(
            "Customers waiting for an answer at the end of the period, or now while it is not over; a ticket counts once.",
            "One waits from the creation of a ticket, and again from the first message after our last reply, until the reply or the end of the ticket.",
            "Automatic acknowledgements end no wait. Spam, merged and outbound tickets are left out.",
            "It is a level: it adds up across teams, never across days.",
        ),
        formula="waits begun − waits ended, up to the end of the day",
        reads=level(waiting),
        unit=Unit.COUNT,
        better=Better.LOWER,
        split=SplitRule.NEVER,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="volume",
        day_of="end of day",
        needs=(inputs.TICKETS, inputs.MESSAGES),
        balanced_by=("first_response_time",),
    ),
)
