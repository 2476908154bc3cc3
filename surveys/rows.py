"""The kinds of row that surveys are sent as: answers, and the invitations they answer."""

from surveys.models import Answer, Invitation, Polarity, SurveyKind
from tickets.ingest.rows.declare import DELETED, ID, TICKET, BadRow, RowField, RowKind, Value, Values, at, customer, label, words
from tickets.ratings import default_positive_from

from . import row_steps

SCALES = {
    SurveyKind.CSAT: (1, 5),
    SurveyKind.CES: (1, 5),
    SurveyKind.NPS: (0, 10),
    SurveyKind.EXIT: (1, 5),
    SurveyKind.AGENT_ENPS: (0, 10),
    SurveyKind.COMPLAINT: (1, 5),
}
"""Lowest and highest score of each question where a row does not say."""

NET = (SurveyKind.NPS, SurveyKind.AGENT_ENPS)
SATISFACTION = (SurveyKind.CSAT, SurveyKind.EXIT, SurveyKind.COMPLAINT)
PROMOTER, DETRACTOR = 9, 6


def answer(values: Values) -> Values:
    """The answer with its scale, and what the score says: satisfied, easy, or for and against."""
    kind = SurveyKind(values["kind"])
    low, high = _scale(values, kind)
    score, threshold = values["score"], values["positive_from"]
    if not low <= score <= high:
        raise BadRow("score", score, f"lies outside its scale, {low} to {high}")
    if threshold is not None and not low < threshold <= high:
        raise BadRow("positive_from", threshold, f"is not above {low} and up to {high}")
    if values["polarity"] is not None and kind is not SurveyKind.CES:
        raise BadRow("polarity", Polarity(values["polarity"]).name.lower(), "is only of ces: what a high score means on an effort question")
    polarity = values["polarity"] or int(Polarity.EASE)
    return {
        **values, "scale_low": low, "scale_high": high, "scale": low * 100 + high, "polarity": polarity,
        "is_positive": score >= (threshold if threshold is not None else default_positive_from(low, high)) if kind in SATISFACTION else None,
        "ease": None if kind is not SurveyKind.CES else score if polarity == Polarity.EASE else low + high - score,
        "net": (score >= PROMOTER) - (score <= DETRACTOR) if kind in NET else None,
    }  # fmt: skip


def _scale(values: Values, kind: SurveyKind) -> tuple[int, int]:
    usual = SCALES[kind]
    low, high = (usual[place] if values[name] is None else values[name] for place, name in enumerate(("scale_low", "scale_high")))
    if low >= high:
        raise BadRow("scale_low", low, f"is not below scale_high, {high}")
    if kind in NET and (low, high) != usual:
        raise BadRow("scale_low" if low else "scale_high", low or high, f"is not that of {kind.name.lower()}, which is asked from 0 to 10")
    return low, high


KIND = RowField(
    name="kind", label="Kind", kind=Value.CHOICE, required=True, column="kind", choices=words(SurveyKind),
    help="What was asked: satisfaction (csat), effort (ces), recommendation (nps; agent_enps of agents), why a customer left (exit), or about a complaint."
    " A question from 0 to 10 is an nps only if it says so.",
)  # fmt: skip
INVITATION = RowField(name="invitation", label="Invitation", kind=Value.TEXT, column="invitation", help="The id of the invitation it answers, in either order.")

ANSWERS = RowKind(
    key="survey_answers", name="Survey answers", model=Answer,
    help="One row per answer. A csat answer that names a ticket becomes that ticket's rating; the latest stands.",
    fields=(
        ID, at("When it was given."), KIND,
        RowField(name="score", label="Score", kind=Value.NUMBER, required=True, column="score", help="On the question's own scale."),
        RowField(name="scale_low", label="Lowest score", kind=Value.COUNT, high=99, column="scale_low",
                 help="Of the scale; with scale_high 1 to 5 otherwise, 0 to 10 for nps and agent_enps."),
        RowField(name="scale_high", label="Highest score", kind=Value.COUNT, high=100, column="scale_high", help="Of the scale."),
        RowField(name="positive_from", label="Satisfied from", kind=Value.NUMBER, column="positive_from",
                 help="The lowest satisfied score, of csat, exit and complaint; the first whole number above 60 % of the scale otherwise."),
        RowField(name="polarity", label="A high score means", kind=Value.CHOICE, column="polarity", choices=words(Polarity),
                 help="Of ces: ease (otherwise so) or effort."),
        label("channel", "Where it was asked."), label("topic", "What it was about."), label("agent", "Whom it is about; of agent_enps, leave it out."),
        *customer(), *TICKET, INVITATION,
        RowField(name="comment", label="Comment", kind=Value.TEXT, column="comment", help="In the customer's words."),
        DELETED,
    ),
    complete=answer, elsewhere=row_steps.place_ratings, linked=row_steps.RATE_LINKED,
)  # fmt: skip

INVITATIONS = RowKind(
    key="survey_invitations", name="Survey invitations", model=Invitation,
    help="One row per question that was delivered. Answers that name it make it answered, whichever arrives first.",
    fields=(ID, at("When it was delivered."), KIND, label("channel", "Where."), *TICKET, DELETED),
    fresh={"is_answered": "false"}, after=row_steps.ANSWERED_AFTER,
)  # fmt: skip

KINDS = (ANSWERS, INVITATIONS)
