"""Experience: what customers say when they are asked."""

from metrics.aggregates import Share
from metrics.declare import Benchmark, Better, Cadence, Facts, Kpi, Measure, SplitRule, Unit, share, true

from . import inputs

positive = Measure("responses_positive", Facts.RESPONSES, day="day", keep=Share(), condition=(true("is_positive"),), resolver="resolver")

EXPERIENCE = (
    Kpi(
        "csat",
        name="Customer satisfaction",
        asks="Are customers satisfied with how we helped them?",
        definition=(
            "Ratings given in the period, one per ticket: the latest stands.",
            "Satisfied: the score reaches the positive threshold of its own scale. Scales are never averaged together.",
            "Ratings of spam, merged and outbound tickets are left out; customers who did not answer are not counted.",
            "A rating belongs to the local day on which it was given, and to whoever resolved the ticket.",
        ),
        formula="positive ratings ÷ ratings",
        reads=share(positive),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="experience",
        day_of="rated",
        needs=(inputs.TICKETS, inputs.RATINGS),
        balanced_by=("first_contact_resolution",),
        featured=4,
        benchmarks=(
            Benchmark("80% or more", "peopleloop", low=0.80, scale="share of positive ratings"),
            Benchmark("85% or more", "corebee", low=0.85, scale="share of positive ratings"),
        ),
    ),
)
