"""Promises: whether we answer and resolve within the time we committed ourselves to."""

from metrics.aggregates import Share
from metrics.declare import COUNTED, Better, Cadence, Facts, Kpi, Measure, SplitRule, Unit, known, share, true

from . import inputs

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

PROMISES = (
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
