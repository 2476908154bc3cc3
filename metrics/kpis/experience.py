"""Experience: what customers say when they are asked, about one contact."""

from dataclasses import replace

from metrics.aggregates import Count, Mean, Share
from metrics.declare import (
    COUNTED,
    CUTS,
    Benchmark,
    BenchmarkKind,
    Better,
    Cadence,
    Choice,
    Dimension,
    Facts,
    Input,
    Kpi,
    Measure,
    Parameter,
    SplitRule,
    Take,
    Term,
    Unit,
    Values,
    Where,
    among,
    at_least,
    at_most,
    known,
    mean,
    ratio,
    share,
    true,
    unknown,
)

from . import inputs

CSAT, CES = 1, 2  # surveys.models.SurveyKind

positive = Measure("responses_positive", Facts.RESPONSES, day="day", keep=Share(), condition=(true("is_positive"),), resolver="resolver")
deflected = Measure(
    "deflected_answers",
    Facts.ANSWERS,
    day="day",
    keep=Share(),
    population=(*COUNTED, among("kind", CSAT), unknown("created_day"), known("is_positive")),
    condition=(true("is_positive"),),
)
invited = Measure("invitations_answered", Facts.INVITATIONS, day="day", keep=Share(), condition=(true("is_answered"),), resolver="resolver")
sentiments = Measure("sentiments", Facts.SENTIMENTS, day="day", keep=Mean(), value="value", resolver="resolver")

SCALES = {"1-5": (1, 5), "1-7": (1, 7), "1-10": (1, 10), "thumbs": (0, 1)}


def effort(scale: str) -> Measure:
    """The ease told on one scale: scales are never pooled."""
    low, high = SCALES[scale]
    on = among("scale", low * 100 + high)
    key = f"effort_answers_{scale.replace('-', '_')}"
    return Measure(key, Facts.ANSWERS, day="day", keep=Mean(), population=(*COUNTED, among("kind", CES), on, known("ease")), value="ease", resolver="resolver")


def effort_input(scale: str, seen_in: Measure) -> tuple[Input, ...]:
    return (inputs.answers("ces", "Answers about effort", seen_in.key, scale),)


effort_on_any_scale = Measure("effort_answers", Facts.ANSWERS, day="day", keep=Count(), population=(*COUNTED, among("kind", CES)))


SCALE = Parameter(
    "scale",
    "Scale",
    "Which ratings count?",
    (
        Choice("each", "All, each against the threshold of its own scale", "peopleloop, corebee"),
        Choice("1-5", "Only those from 1 to 5", "peopleloop, corebee, enjo"),
        Choice("1-10", "Only those from 1 to 10", "peopleloop, corebee"),
        Choice("thumbs", "Only thumbs up or down", "enjo"),
    ),
)
POSITIVE = Parameter(
    "positive",
    "Positive from",
    "From which score on is a customer satisfied?",
    (Choice("threshold", "The threshold sent with the rating, or the scale's usual one", "enjo"), Choice("top", "Only the best score of the scale")),
)
EFFORT_SCALE = Parameter(
    "scale",
    "Scale",
    "On which scale is ease asked? Whether a high score means ease or effort belongs to each question, and effort is turned round.",
    (
        Choice("1-5", "1 to 5", "chatgrow"),
        Choice("1-7", "1 to 7", "enjo; corebee asks for effort on it"),
        Choice("1-10", "1 to 10", "enjo"),
    ),
)


def csat(kpi: Kpi, values: Values) -> Kpi:
    """Satisfaction on one scale, or only with the best score."""
    scale, top = values["scale"], values["positive"] == "top"
    if scale == "each":
        return _best_of_each(kpi) if top else kpi
    low, high = SCALES[scale]
    satisfied = f"gave the best score, {high}" if top else "gave a score that reaches the positive threshold"
    return replace(
        kpi,
        reads=share(_rated(scale, top=top)),
        definition=(
            f"Ratings given in the period on the scale {'of thumbs' if scale == 'thumbs' else f'from {low} to {high}'}, one per ticket: the latest stands.",
            f"Satisfied: the customer {satisfied}.",
            *kpi.definition[2:],
        ),
    )


def _best_of_each(kpi: Kpi) -> Kpi:
    """The best score of whichever of the three scales a rating is on."""
    rated = [_rated(scale, top=True) for scale in ("1-5", "1-10", "thumbs")]
    return replace(
        kpi,
        reads=ratio([Term(each, Take.MET) for each in rated], [Term(each, Take.ROWS) for each in rated], is_share=True),
        definition=(
            "Ratings given in the period from 1 to 5, from 1 to 10 or as thumbs, one per ticket: the latest stands. Other scales are left out.",
            "Satisfied: the customer gave the best score of the scale.",
            *kpi.definition[2:],
        ),
    )


def _rated(scale: str, *, top: bool) -> Measure:
    """The ratings on one scale, and those that are positive, or the best."""
    low, high = SCALES[scale]
    key = f"{positive.key}_{scale.replace('-', '_')}{'_top' if top else ''}"
    met = at_least("score", high) if top else true("is_positive")
    return replace(positive, key=key, population=(*COUNTED, *_scale(low, high)), condition=(met,))


def _scale(low: float, high: float) -> tuple[Where, ...]:
    return tuple(each for column, number in (("scale_low", low), ("scale_high", high)) for each in (at_least(column, number), at_most(column, number)))


def ces(kpi: Kpi, values: Values) -> Kpi:
    """Ease on another scale; a figure published for one scale says nothing on another."""
    scale = values["scale"]
    if scale == "1-5":
        return kpi
    return replace(
        kpi,
        reads=mean(effort(scale)),
        needs=effort_input(scale, effort_on_any_scale),
        definition=(kpi.definition[0].replace("1 to 5", scale.replace("-", " to ")), *kpi.definition[1:]),
        benchmarks=tuple(each for each in kpi.benchmarks if each.scale == f"{scale} ease"),
    )


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
        balanced_by=("survey_response_rate",),
        featured=4,
        parameters=(SCALE, POSITIVE),
        variant=csat,
        benchmarks=(
            Benchmark("80% or more", "peopleloop", low=0.80, scale="share of positive ratings"),
            Benchmark("85% or more", "corebee", low=0.85, scale="share of positive ratings"),
        ),
    ),
    Kpi(
        "ces",
        name="Customer effort score",
        asks="How easy is it to get help from us?",
        definition=(
            "Answers given in the period to a question about effort on a scale of 1 to 5. Other scales are never mixed in.",
            "The mean of the ease: where a high score means effort, the scale is turned round, so higher is always easier.",
            "Answers about spam, merged and outbound tickets are left out; customers who did not answer are not counted.",
            "An answer belongs to the local day on which it was given, and to whoever resolved its ticket.",
        ),
        formula="sum of ease ÷ answers",
        reads=mean(effort("1-5")),
        unit=Unit.SCORE,
        better=Better.HIGHER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="experience",
        day_of="answered",
        needs=effort_input("1-5", effort("1-5")),
        balanced_by=("first_contact_resolution",),
        parameters=(EFFORT_SCALE,),
        variant=ces,
        benchmarks=(
            Benchmark("above 3.0 stays out of the zone of high risk", "chatgrow", low=3.0, scale="1-5 ease"),
            Benchmark("below 3.0, customers are 25% likelier to leave within 12 months", "chatgrow", BenchmarkKind.ALERT, low=3.0, scale="1-5 ease"),
        ),
    ),
    Kpi(
        "deflected_csat",
        name="Satisfaction without a ticket",
        asks="Are those satisfied who got their answer without a ticket?",
        definition=(
            "Ratings given in the period by customers of whose question no ticket came: after a visit to the help centre or a conversation with the AI agent.",
            "Satisfied: the score reaches the positive threshold of its own scale. Scales are never averaged together.",
            "Customers who did not answer are not counted.",
            "A rating belongs to the local day on which it was given.",
        ),
        formula="positive ratings without a ticket ÷ ratings without a ticket",
        reads=share(deflected),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.NEVER,
        cadence=Cadence.MONTHLY,
        pillar="quality",
        category="experience",
        day_of="rated",
        needs=(inputs.DEFLECTED_RATINGS,),
        balanced_by=("survey_response_rate",),
        dimensions=(Dimension.CHANNEL, Dimension.TOPIC),
        benchmarks=(Benchmark("80% or more", "peopleloop", low=0.80, scale="share of positive ratings"),),
    ),
    Kpi(
        "survey_response_rate",
        name="Survey response rate",
        asks="How many customers answer when we ask them?",
        definition=(
            "Questions of every kind that were delivered to customers in the period.",
            "Answered: an answer to this very invitation has arrived, on whatever day.",
            "Invitations about spam, merged and outbound tickets are left out.",
            "An invitation belongs to the local day on which it was delivered; the last 7 days are provisional, because answers still arrive.",
        ),
        formula="answered ÷ delivered invitations",
        reads=share(invited),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        split=SplitRule.LARGE,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="experience",
        day_of="delivered",
        needs=(inputs.INVITATIONS,),
        balanced_by=("csat",),
        window_days=7,
    ),
    Kpi(
        "sentiment_score",
        name="Sentiment",
        asks="In what tone do customers write to us?",
        definition=(
            "Messages and comments of customers in the period whose tone somebody, or a model, has judged.",
            "The mean tone, from -1 (angry) over 0 to 1 (delighted), as the source judged it.",
            "Messages of spam, merged and outbound tickets are left out.",
            "A message belongs to the local day on which it was written, and to whoever resolved its ticket.",
        ),
        formula="sum of tones ÷ messages",
        reads=mean(sentiments),
        unit=Unit.SCORE,
        better=Better.HIGHER,
        split=SplitRule.ALWAYS,
        cadence=Cadence.WEEKLY,
        pillar="quality",
        category="experience",
        day_of="written",
        needs=(inputs.SENTIMENTS,),
        balanced_by=("csat",),
        dimensions=CUTS,
    ),
)
