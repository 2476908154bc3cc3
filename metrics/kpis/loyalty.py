"""Loyalty: what customers say of the whole relationship, and whether complaints win them back."""

from dataclasses import replace

from metrics.aggregates import Mean, Share
from metrics.declare import (
    COUNTED,
    CUTS,
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
    among,
    known,
    net,
    share,
    true,
)

from . import inputs
from .experience import positive

NPS, COMPLAINT = 3, 6  # surveys.models.SurveyKind

recommended = Measure("nps_answers", Facts.ANSWERS, day="day", keep=Mean(), population=(*COUNTED, among("kind", NPS)), value="net")
complaints = Measure(
    "complaint_answers",
    Facts.ANSWERS,
    day="day",
    keep=Share(),
    population=(*COUNTED, among("kind", COMPLAINT), known("is_positive")),
    condition=(true("is_positive"),),
    resolver="resolver",
)
complaints_tagged = replace(positive, key="responses_to_complaints", population=(*COUNTED, true("tag:complaint")))

COMPLAINTS = Parameter(
    "complaint",
    "What is a complaint",
    "How does the account mark complaints?",
    (
        Choice("survey", "It asks about them in a survey of their own: answers of the kind `complaint`"),
        Choice("tag", "It tags their tickets `complaint`: their ratings"),
    ),
)


def complaint_satisfaction(kpi: Kpi, values: Values) -> Kpi:
    """Satisfaction of tickets tagged as complaints."""
    if values["complaint"] == "survey":
        return kpi
    return replace(
        kpi,
        reads=share(complaints_tagged),
        needs=(inputs.TICKETS, inputs.RATINGS),
        definition=(
            "Ratings given in the period for tickets that bear the tag `complaint`, one per ticket: the latest stands.",
            "Satisfied: the score reaches the positive threshold of its own scale.",
            *kpi.definition[2:],
        ),
    )


LOYALTY = (
    Kpi(
        "nps",
        name="Net promoter score",
        asks="How many would recommend us, and how many would warn others?",
        definition=(
            "Answers given in the period to the question how likely the customer is to recommend us, on a scale of 0 to 10.",
            "Promoters give 9 or 10, detractors 0 to 6; those in between count among the answers and for neither side.",
            "It belongs to the whole relationship, not to one contact, and has no part of people or the AI agent.",
            "An answer belongs to the local day on which it was given.",
        ),
        formula="100 × (promoters − detractors) ÷ answers",
        reads=net(recommended),
        unit=Unit.SCORE,
        better=Better.HIGHER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="loyalty",
        category="experience",
        day_of="answered",
        needs=(inputs.NPS_ANSWERS,),
        balanced_by=("survey_response_rate",),
        dimensions=CUTS[:-1],
        benchmarks=(
            Benchmark("35–45 on average for SaaS", "peopleloop", BenchmarkKind.AVERAGE, low=35, high=45, condition="SaaS", scale="0-10"),
            Benchmark("above 50 is good", "chatgrow", low=50, scale="0-10"),
        ),
    ),
    Kpi(
        "complaint_resolution_satisfaction",
        name="Satisfaction after a complaint",
        asks="Do we win back those who complained?",
        definition=(
            "Answers given in the period to the question asked after a complaint.",
            "Satisfied: the score reaches the positive threshold of its own scale.",
            "Spam, merged and outbound tickets are left out; customers who did not answer are not counted.",
            "An answer belongs to the local day on which it was given, and to whoever resolved its ticket.",
        ),
        formula="positive answers after complaints ÷ answers after complaints",
        reads=share(complaints),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.LARGE,
        cadence=Cadence.MONTHLY,
        pillar="loyalty",
        category="experience",
        day_of="answered",
        needs=(inputs.COMPLAINT_ANSWERS,),
        balanced_by=("csat",),
        parameters=(COMPLAINTS,),
        variant=complaint_satisfaction,
    ),
)
