"""Speed: how long customers wait for us, and whether we keep what we promised."""

from metrics.aggregates import Histogram, Share
from metrics.declare import (
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
    hours,
    known,
    median,
    minutes,
    priority,
    share,
    true,
)

from . import inputs


def _first_reply(key: str, value: str) -> Measure:
    return Measure(key, Facts.TICKETS, day="created_day", keep=Histogram(), population=(*COUNTED, known(value)), value=value, resolver="first_reply_by")


def _wait(key: str, value: str) -> Measure:
    return Measure(key, Facts.REPLIES, day="day", keep=Histogram(), population=(*COUNTED, known(value)), value=value, resolver="replied_by")


first_reply = _first_reply("first_reply", "first_reply_seconds")
first_reply_business = _first_reply("first_reply_business", "first_reply_business")
replies_waited = _wait("replies_waited", "wait_seconds")
replies_waited_business = _wait("replies_waited_business", "wait_business")

first_reply_commitments = Measure(
    "first_reply_commitments",
    Facts.TICKETS,
    day="created_day",
    keep=Share(),
    population=(*COUNTED, known("first_reply_sla_met")),
    condition=(true("first_reply_sla_met"),),
    resolver="first_reply_by",
)
resolution_commitments = Measure(
    "resolution_commitments",
    Facts.TICKETS,
    day="created_day",
    keep=Share(),
    population=(*COUNTED, known("resolution_sla_met")),
    condition=(true("resolution_sla_met"),),
    resolver="resolver",
)

SPEED = (
    Kpi(
        "first_response_time",
        name="First response time",
        asks="How long does the typical customer wait for a first real answer?",
        definition=(
            "Tickets created in the period that have been answered by a person or by the AI agent.",
            "The time from creation to the first public reply, within the ticket's first life: a reply after a reopening is not a first reply.",
            "Automatic acknowledgements and internal notes are no replies; spam, merged and outbound tickets are left out.",
            "A ticket belongs to the local day on which it was created.",
        ),
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
        "first_reply_sla",
        name="First replies in time",
        asks="How often do we answer within the time we promised?",
        definition=(
            "Tickets created in the period for which a first reply was promised within a set time and whose outcome is known.",
            "Met if the first reply, by a person or by the AI agent, came within the time promised for the ticket's priority, on the clock the promise names.",
            "Missed as soon as the time has passed, answered or not; tickets still within their time do not count yet.",
            "Spam, merged and outbound tickets are left out. A ticket belongs to the local day on which it was created.",
        ),
        formula="met ÷ tickets with a decided first-reply commitment",
        reads=share(first_reply_commitments),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.HUMAN,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="speed",
        day_of="created",
        needs=(inputs.TICKETS, inputs.REPLY_COMMITMENTS),
        balanced_by=("csat",),
    ),
    Kpi(
        "resolution_sla",
        name="Resolutions in time",
        asks="How often do we resolve within the time we promised?",
        definition=(
            "Tickets created in the period for which a resolution was promised within a set time and whose outcome is known.",
            "Met if the resolution that stands came within the time promised for the ticket's priority, on the clock the promise names.",
            "Missed as soon as the time has passed, resolved or not; tickets still within their time do not count yet.",
            "Spam, merged and outbound tickets are left out. A ticket belongs to the local day on which it was created.",
        ),
        formula="met ÷ tickets with a decided resolution commitment",
        reads=share(resolution_commitments),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.HUMAN,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="speed",
        day_of="created",
        needs=(inputs.TICKETS, inputs.RESOLUTION_COMMITMENTS),
        balanced_by=("reopen_rate",),
    ),
)
