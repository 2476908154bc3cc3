"""Resolution: whether problems get solved, how fast, and whether customers have to come back."""

from dataclasses import replace

from metrics.aggregates import Histogram, Share
from metrics.declare import (
    CHAT,
    COUNTED,
    EMAIL,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Choice,
    Facts,
    Kpi,
    Measure,
    Parameter,
    SplitRule,
    Unit,
    Values,
    hours,
    known,
    later_than,
    median,
    share,
)

from . import inputs, windows


def _resolution(key: str, value: str) -> Measure:
    population = (*COUNTED, known("resolved_day"), known(value))
    return Measure(key, Facts.TICKETS, day="resolved_day", keep=Histogram(), population=population, value=value, resolver="resolver")


resolution = _resolution("resolution", "resolution_seconds")
resolution_business = _resolution("resolution_business", "resolution_business")


def _first_resolution(key: str, value: str) -> Measure:
    population = (*COUNTED, known("first_resolved_day"), known(value))
    return Measure(key, Facts.TICKETS, day="first_resolved_day", keep=Histogram(), population=population, value=value, resolver="first_resolver")


first_resolution = _first_resolution("first_resolution", "first_resolution_seconds")
first_resolution_business = _first_resolution("first_resolution_business", "first_resolution_business")
first_resolved = Measure(
    "tickets_first_resolved",
    Facts.TICKETS,
    day="first_resolved_day",
    keep=Share(),
    population=(*COUNTED, known("first_resolved_day")),
    condition=(known("reopened_at"),),
    resolver="first_resolver",
)


def first_contacts(days: str, *, submitted: bool = False) -> Measure:
    """Tickets solved at first contact, confirmed by a window of so many days, of those resolved or of all that were submitted."""
    held = later_than("contact_broken_after", windows.seconds(days))
    return Measure(
        f"first_contacts{'_submitted' if submitted else ''}{windows.suffix(days)}",
        Facts.TICKETS,
        day="created_day" if submitted else "first_resolved_day",
        keep=Share(),
        population=COUNTED if submitted else (*COUNTED, known("first_resolved_day")),
        condition=(known("first_resolved_day"), held) if submitted else (held,),
        resolver="first_resolver",
    )


WHICH_RESOLUTION = Parameter(
    "resolution",
    "Resolution",
    "Which resolution ends the ticket, if it was reopened?",
    (Choice("final", "The last one, which stands", "chatty, corebee, enjo"), Choice("first", "The first one, however long it held")),
)
DENOMINATOR = Parameter(
    "denominator",
    "Of which tickets",
    "What is the number of first contacts divided by?",
    (Choice("resolved", "Tickets resolved in the period"), Choice("submitted", "All tickets created in the period", "chatgrow, enjo")),
)
CONFIRMATION = windows.window("confirmation_window", "Confirmation window", "How long must a resolution hold before it counts as made at first contact?")


def resolution_time(kpi: Kpi, values: Values) -> Kpi:
    """Resolution time up to the first resolution instead of the one that stands."""
    if values["resolution"] == "final":
        return kpi
    return replace(
        kpi,
        reads=median(first_resolution, business=first_resolution_business),
        formula="median(first resolution − creation)",
        day_of="first resolved",
        definition=(
            "Tickets first resolved in the period, whether or not they were reopened later.",
            "The time from creation to that first resolution.",
            "Tickets closed in silence, without an answer by a person, are not resolved; spam, merged and outbound tickets are left out.",
            "A ticket belongs to the local day of its first resolution.",
        ),
    )


def first_contact_resolution(kpi: Kpi, values: Values) -> Kpi:
    """First contact resolution of all tickets submitted, or with another window."""
    days, submitted = values["confirmation_window"], values["denominator"] == "submitted"
    return replace(
        kpi,
        reads=share(first_contacts(days, submitted=submitted)),
        formula=f"resolved at first contact ÷ {'all tickets' if submitted else 'resolved'}",
        day_of="created" if submitted else "first resolved",
        window_days=int(days),
        definition=_first_contact_told(days, submitted=submitted),
    )


def _first_contact_told(days: str, *, submitted: bool = False) -> tuple[str, ...]:
    who = "Tickets created in the period, resolved or not; those never resolved are in nobody's part." if submitted else "Tickets first resolved in the period."
    unresolved = "" if submitted else " and those never resolved"
    return (
        who,
        f"Solved at first contact: not escalated, and within {windows.told(days)} after the resolution neither reopened nor followed by another message of"
        " the customer. Outside live channels the customer also wrote nothing between our first reply and the resolution.",
        f"Spam, merged and outbound tickets{unresolved} are left out.",
        f"A ticket belongs to the local day {'on which it was created' if submitted else 'of its first resolution'}; the last {windows.told(days)}"
        f" {'is' if days == '1' else 'are'} provisional, because the customer may still come back.",
    )


RESOLUTION = (
    Kpi(
        "resolution_time",
        name="Resolution time",
        asks="How long does it take until a problem is really solved?",
        definition=(
            "Tickets whose resolution that still stands was made in the period.",
            "The time from creation to that resolution: a ticket that was reopened counts with its last resolution, and not at all while it is open again.",
            "Tickets closed in silence, without an answer by a person, are not resolved; spam, merged and outbound tickets are left out.",
            "A ticket belongs to the local day of the resolution that stands.",
        ),
        formula="median(resolution − creation)",
        reads=median(resolution, business=resolution_business),
        unit=Unit.DURATION,
        better=Better.LOWER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.DAILY,
        pillar="efficiency",
        category="resolution",
        day_of="resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS),
        balanced_by=("first_contact_resolution", "csat", "reopen_rate"),
        featured=2,
        parameters=(WHICH_RESOLUTION,),
        variant=resolution_time,
        benchmarks=(
            Benchmark("under 4 hours in chat", "corebee", high=hours(4), when=CHAT, condition="chat"),
            Benchmark("under 24 hours by e-mail", "corebee", high=hours(24), when=EMAIL, condition="e-mail"),
        ),
    ),
    Kpi(
        "first_contact_resolution",
        name="First contact resolution",
        asks="How many problems are solved in one interaction?",
        definition=_first_contact_told(windows.DEFAULT),
        formula="resolved at first contact ÷ resolved",
        reads=share(first_contacts(windows.DEFAULT)),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="resolution",
        day_of="first resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS),
        balanced_by=("reopen_rate",),
        featured=3,
        window_days=int(windows.DEFAULT),
        parameters=(DENOMINATOR, CONFIRMATION),
        variant=first_contact_resolution,
        benchmarks=(
            Benchmark("70% or more", "corebee", low=0.70),
            Benchmark("above 75% is the operating threshold", "chatgrow", low=0.75),
            Benchmark("88–92% is best in class", "chatgrow", BenchmarkKind.BEST, low=0.88, high=0.92),
            Benchmark("45–55% before an AI chatbot", "peopleloop", BenchmarkKind.AVERAGE, low=0.45, high=0.55, condition="before an AI chatbot"),
            Benchmark("over 70% within 90 days of an AI chatbot", "peopleloop", low=0.70, condition="90 days after an AI chatbot started"),
            Benchmark(
                "1 point of first contact resolution goes with 1 point of satisfaction",
                "chatty, citing SQM Group",
                BenchmarkKind.AVERAGE,
                condition="relation to csat",
            ),
        ),
    ),
    Kpi(
        "reopen_rate",
        name="Reopen rate",
        asks="How often does a customer come back to a ticket we called solved?",
        definition=(
            "Tickets first resolved in the period.",
            "Reopened: the customer, or somebody unnamed, opened the ticket again at least once; reopening by our own staff or by a rule does not count.",
            "Spam, merged and outbound tickets and those never resolved are left out.",
            "A ticket belongs to the local day of its first resolution, however late it is reopened. The last 7 days are provisional.",
        ),
        formula="reopened by the customer ÷ resolved",
        reads=share(first_resolved),
        unit=Unit.PERCENT,
        better=Better.LOWER,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="resolution",
        day_of="first resolved",
        needs=(inputs.TICKETS, inputs.RESOLUTIONS),
        balanced_by=("first_contact_resolution",),
        window_days=7,
    ),
)
