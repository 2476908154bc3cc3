"""What the five guides disagree on, and what this product does about each: a parameter, two KPIs, or a rule for all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question, how the guides answer it, and the product's answer. `kpis`: the keys it is about; `parameters`: those that decide it."""

    number: int
    question: str
    readings: str
    answer: str
    kpis: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


DISAGREEMENTS = (
    Disagreement(
        1,
        "Whose reply is the first response?",
        "Only a person's (chatty); a person's or a bot's (peopleloop, enjo); a meaningful one, no automatic acknowledgement (corebee).",
        "A person's or the AI agent's, acknowledgements left out, by the calendar; all three can be chosen otherwise.",
        ("first_response_time",),
        ("replied_by", "automatic", "clock"),
    ),
    Disagreement(
        2,
        "On which scale is satisfaction asked?",
        "1–5 or 1–10 (peopleloop, corebee); 1–5 or thumbs (enjo).",
        "Each rating is kept with its scale and its positive threshold and judged by them; scores of different scales are never averaged.",
        ("csat",),
        ("scale", "positive"),
    ),
    Disagreement(
        3,
        "On which scale is effort asked, and does a high score mean ease?",
        "1–5 ease (chatgrow); 1–7 or 1–10 ease (enjo); 1–7 effort, so the sign flips (corebee).",
        "Scale and polarity belong to the question; effort is turned round into ease; one scale is read at a time, and a published figure holds for its own.",
        ("ces",),
        ("scale",),
    ),
    Disagreement(
        4,
        "What is first contact resolution divided by?",
        "Tickets submitted (chatgrow); all tickets (enjo); the others do not say.",
        "Tickets resolved, so that what is still open does not look like a failure; or all that were submitted. The window that confirms it can be chosen.",
        ("first_contact_resolution",),
        ("denominator", "confirmation_window"),
    ),
    Disagreement(
        5,
        "Is the escalation rate a share of all tickets?",
        "Yes, from AI or the first tier to a specialist (peopleloop); no, of the AI's conversations (enjo).",
        "Two KPIs, one for each.",
        ("escalation_rate", "ai_escalation_rate"),
    ),
    Disagreement(
        6,
        "Is escalation the inverse of autonomous resolution?",
        "Yes (enjo); but some conversations with AI neither resolve nor escalate (chatgrow).",
        "Every ticket that the AI agent touched is resolved, escalated, silently failed or still open; the four always add up to all of them.",
        ("ai_autonomous_resolution_rate", "ai_escalation_rate", "ai_silent_failure_rate", "ai_containment_rate"),
    ),
    Disagreement(
        7,
        "What is AI resolution divided by?",
        "All tickets (chatgrow); those the AI touched (enjo).",
        "Both, and how much the AI agent touches between them: the first is the product of the other two.",
        ("ai_resolution_rate", "ai_involvement_rate", "ai_autonomous_resolution_rate"),
    ),
    Disagreement(
        8,
        "Is a chat that the AI answered deflected?",
        "Yes (peopleloop, chatgrow); only what never became a ticket (enjo); only self-service (chatty).",
        "What never became a ticket; the other two can be chosen. A session that became a ticket counts once, as the ticket.",
        ("deflection_rate",),
        ("scope",),
    ),
    Disagreement(
        9,
        "Does the AI agent have a handle time?",
        "Compare it with people's (peopleloop); it means nothing (enjo).",
        "Only people have one. How long the AI agent takes to answer is a diagnostic of its own.",
        ("average_handle_time",),
    ),
    Disagreement(
        10,
        "How many KPIs should a team follow?",
        "Two or three (peopleloop); five to seven (corebee, chatty); five or six (enjo).",
        "The account sets its own cap, six unless told; everything else stays there to look at.",
    ),
    Disagreement(
        11,
        "Is churn a KPI of support?",
        "Yes, a core one (peopleloop); it is largely beyond support's control (corebee).",
        "It is an outcome: shown, compared, and never offered as anybody's target.",
        ("churn_rate", "retention_rate", "support_churn_rate", "customer_lifetime_value"),
    ),
    Disagreement(
        12,
        "Which published figure holds?",
        "First contact resolution 70% (corebee) or 75% (chatgrow), satisfaction 80% (peopleloop) or 85% (corebee), net promoter score 35–45"
        " (peopleloop) or above 50 (chatgrow).",
        "All are kept with source, kind and condition; the one whose condition fits best is shown first, the others stay visible.",
        ("first_contact_resolution", "csat", "nps"),
    ),
    Disagreement(
        13,
        "Which resolution of a reopened ticket counts?",
        "The final one (chatty), the full one (corebee, enjo); a first one is often what a tool reports.",
        "The last one, which stands; the first can be chosen.",
        ("resolution_time",),
        ("resolution",),
    ),
)
