"""Speed: how long customers wait for us."""

from dataclasses import replace

from metrics.aggregates import Histogram
from metrics.declare import (
    CHAT,
    COUNTED,
    EMAIL,
    HUMAN,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Choice,
    Facts,
    How,
    Kpi,
    Measure,
    Parameter,
    Reads,
    SplitRule,
    Unit,
    Values,
    among,
    hours,
    known,
    mean,
    median,
    minutes,
    priority,
)

from . import inputs


def _first_reply(key: str, value: str, resolver: str | None = "first_reply_by") -> Measure:
    return Measure(key, Facts.TICKETS, day="created_day", keep=Histogram(), population=(*COUNTED, known(value)), value=value, resolver=resolver)


def _wait(key: str, value: str) -> Measure:
    return Measure(key, Facts.REPLIES, day="day", keep=Histogram(), population=(*COUNTED, known(value)), value=value, resolver="replied_by")


def _wait_for_people(key: str, value: str) -> Measure:
    population = (*COUNTED, among("replied_by", HUMAN), known(value))
    return Measure(key, Facts.REPLIES, day="day", keep=Histogram(), population=population, value=value, resolver="replied_by", by_hour=True)


first_reply = _first_reply("first_reply", "first_reply_seconds")
first_reply_business = _first_reply("first_reply_business", "first_reply_business")
replies_waited = _wait("replies_waited", "wait_seconds")
replies_waited_business = _wait("replies_waited_business", "wait_business")
people_waited = _wait_for_people("replies_by_people", "wait_seconds")
people_waited_business = _wait_for_people("replies_by_people_business", "wait_business")

REPLIED_BY = Parameter(
    "replied_by",
    "Answered by",
    "Whose reply counts as the first one?",
    (
        Choice("any", "A person's or the AI agent's", "peopleloop, enjo, corebee"),
        Choice("human", "Only a person's", "chatty"),
        Choice("ai", "Only the AI agent's, which shows its latency", "enjo"),
    ),
)
AUTOMATIC = Parameter(
    "automatic",
    "Automatic acknowledgements",
    "Does an automatic acknowledgement answer the customer? Asked only where anybody's reply counts.",
    (Choice("excluded", "No", "corebee"), Choice("included", "Yes: the first public reply, whatever wrote it", "peopleloop, enjo (they name no exception)")),
)
CLOCK = Parameter(
    "clock",
    "Clock",
    "Does the time count while nobody is expected to answer?",
    (Choice("calendar", "All the time counts", "peopleloop, chatty, enjo"), Choice("business", "Only the account's opening hours count", "corebee")),
)
REPLIES = {
    ("any", "excluded"): ("first_reply", "first_reply", "a person or the AI agent"),
    ("any", "included"): ("first_any_reply", "first_any_reply", "a person, the AI agent or an automatic acknowledgement"),
    ("human", "excluded"): ("first_human_reply", "first_human_reply", "a person"),
    ("ai", "excluded"): ("first_ai_reply", "first_ai_reply", "the AI agent"),
}
PARTS = {"any": SplitRule.ALWAYS, "human": SplitRule.HUMAN, "ai": SplitRule.AI}


def first_response(kpi: Kpi, values: Values) -> Kpi:
    """First response time as an account wants it: whose reply, with or without acknowledgements, on which clock."""
    by, clock = values["replied_by"], values["clock"]
    key, column, who = REPLIES[by, values["automatic"] if by == "any" else "excluded"]
    resolver = "first_reply_by" if by == "any" else None
    calendar, business = _first_reply(key, f"{column}_seconds", resolver), _first_reply(f"{key}_business", f"{column}_business", resolver)
    return replace(
        kpi,
        reads=median(calendar, business=business) if clock == "calendar" else median(business),
        formula="median(first reply − creation)" + (" in opening hours" if clock == "business" else ""),
        split=PARTS[by],
        definition=_first_response_told(who, acknowledged=key == "first_any_reply", business=clock == "business"),
    )


def _first_response_told(who: str, *, acknowledged: bool = False, business: bool = False) -> tuple[str, ...]:
    return (
        f"Tickets created in the period that have been answered by {who}.",
        "The time from creation to the first such public reply, within the ticket's first life: a reply after a reopening is not a first reply.",
        f"{'Internal notes are no replies' if acknowledged else 'Automatic acknowledgements and internal notes are no replies'};"
        " spam, merged and outbound tickets are left out.",
        *(("Only the account's opening hours count.",) if business else ()),
        "A ticket belongs to the local day on which it was created.",
    )


SPEED = (
    Kpi(
        "first_response_time",
        name="First response time",
        asks="How long does the typical customer wait for a first real answer?",
        definition=_first_response_told(REPLIES["any", "excluded"][2]),
        formula="median(first reply − creation)",
        reads=median(first_reply, business=first_reply_business),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="speed",
        day_of="created",
        needs=(inputs.TICKETS, inputs.MESSAGES),
        balanced_by=("first_contact_resolution", "reopen_rate"),
        featured=1,
        parameters=(REPLIED_BY, AUTOMATIC, CLOCK),
        variant=first_response,
        benchmarks=(
            Benchmark("under 2 minutes in chat", "corebee", high=minutes(2), when=CHAT, condition="chat"),
            Benchmark("under 1 hour by e-mail", "corebee", high=hours(1), when=EMAIL, condition="e-mail"),
            Benchmark("under 5 minutes when urgent", "peopleloop", high=minutes(5), when=priority("urgent", "critical", "p1"), condition="urgent priority"),
            Benchmark("under 15 minutes when high", "peopleloop", high=minutes(15), when=priority("high", "p2"), condition="high priority"),
            Benchmark("under 1 hour", "peopleloop", high=hours(1), condition="standard priority", when=priority("standard", "normal", "medium", "p3")),
            Benchmark("12 hours by e-mail on average", "chatty, citing SuperOffice", BenchmarkKind.AVERAGE, high=hours(12), when=EMAIL, condition="e-mail"),
            Benchmark("1 hour or less is what customers expect", "chatty, citing SuperOffice", high=hours(1), when=EMAIL, condition="e-mail"),
        ),
    ),
    Kpi(
        "response_time_mean",
        name="Average response time",
        asks="How long do customers wait for us on average at any point of the conversation?",
        definition=(
            "Replies sent in the period by a person or by the AI agent to a customer who was waiting, the first reply included.",
            "The sum of all waits divided by their number, so a few very long waits weigh heavily: read it beside the median.",
            "A wait starts when the ticket is created, and again with the first public customer message after our last reply.",
            "Automatic acknowledgements, internal notes and replies while nobody waits are left out, as are spam, merged and outbound tickets.",
            "A wait belongs to the local day of the reply that ended it.",
        ),
        formula="sum of waits ÷ number of replies",
        reads=mean(replies_waited, business=replies_waited_business),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="speed",
        day_of="replied",
        needs=(inputs.TICKETS, inputs.MESSAGES),
        balanced_by=("reopen_rate",),
    ),
    Kpi(
        "response_time_median",
        name="Median response time",
        asks="How long does a customer usually wait for us at any point of the conversation?",
        definition=(
            "Replies sent in the period by a person or by the AI agent to a customer who was waiting, the first reply included.",
            "The wait starts when the ticket is created, and again with the first public customer message after our last reply.",
            "Automatic acknowledgements, internal notes and replies while nobody waits are left out, as are spam, merged and outbound tickets.",
            "A wait belongs to the local day of the reply that ended it.",
        ),
        formula="median(reply − start of the customer's wait)",
        reads=median(replies_waited, business=replies_waited_business),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="speed",
        day_of="replied",
        needs=(inputs.TICKETS, inputs.MESSAGES),
        balanced_by=("reopen_rate",),
    ),
    Kpi(
        "peak_hour_response_time",
        name="Peak-hour response time",
        asks="Do customers wait longer when everybody writes at once?",
        definition=(
            "Replies that a person sent in the period to a customer who had begun to wait in one of the busiest hours of the week.",
            "The busiest hours are the tenth of the week's 168 hours, 17 of them, in which the most tickets were created in the same period.",
            "The AI agent answers at any hour alike and is left out, as are automatic acknowledgements, internal notes, spam, merged and outbound tickets.",
            "A wait belongs to the local day of the reply that ended it.",
        ),
        formula="median(reply by a person − start of the wait), in the busiest hours",
        reads=Reads(How.QUANTILE, people_waited, business=people_waited_business, quantile=0.5, peak=True),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.HUMAN,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="speed",
        day_of="replied",
        needs=(inputs.TICKETS, inputs.MESSAGES),
        balanced_by=("agent_utilization",),
    ),
)
