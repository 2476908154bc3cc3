"""What an account sends, and how it would send what is missing."""

from metrics.declare import Input


def rows(kind: str) -> str:
    """How rows of a kind are sent."""
    return f"send them by REST to `rows/{kind}`, or import a file of the kind `{kind}`."


TICKETS = Input("tickets", "Tickets", "import a history, or send events of the kind `created`.", seen_in="tickets_created")
MESSAGES = Input(
    "messages",
    "Messages",
    "send events of the kind `message` with their author, or map a column with the time of the first reply.",
    seen_in="replies_waited",
)
RESOLUTIONS = Input(
    "resolutions",
    "Resolutions",
    "send events of the kind `solved`, or map a column with the time of resolution.",
    seen_in="tickets_first_resolved",
)
ESCALATIONS = Input(
    "escalations",
    "Escalations",
    "send events of the kind `escalated` whenever a ticket is passed to a specialist.",
    seen_in="tickets_escalated",
    met=True,
)
ASSIGNMENTS = Input("assignments", "Assignments", "send events of the kind `assigned` or `transferred` with the agent or the team.")
REPEATS = Input(
    "customers_and_topics", "Customers and topics", "send with each ticket who wrote (`customer`) and about what (`topic`).", seen_in="tickets_repeated"
)
REPLY_COMMITMENTS = Input(
    "first_reply_targets",
    "First-reply commitments",
    "set in the account's settings how fast a first reply is promised, by priority.",
    seen_in="first_reply_commitments",
)
RESOLUTION_COMMITMENTS = Input(
    "resolution_targets",
    "Resolution commitments",
    "set in the account's settings how fast a resolution is promised, by priority.",
    seen_in="resolution_commitments",
)
AI_EVENTS = Input(
    "ai_events",
    "Work of the AI agent",
    "send the AI agent's messages and resolutions with the author `ai`.",
    seen_in="tickets_ai_touched",
)
RATINGS = Input("ratings", "Ratings", "send events of the kind `rated` with the score and its scale, or map the score's column.", seen_in="responses_positive")

AI_SESSIONS = Input("ai_sessions", "AI sessions", rows("ai_sessions"), seen_in="ai_sessions_fallen_back")
SELF_SERVICE = Input("self_service_sessions", "Self-service sessions", rows("self_service_sessions"), seen_in="self_service_answered")
SEARCHES = Input("searches", "Searches in the help centre", rows("searches"), seen_in="searches_failed")
WORK = Input("work", "Work time", rows("work"), seen_in="work_handled")
REVIEWS = Input("reviews", "QA reviews", rows("reviews"), seen_in="reviews_scored")
AUDITED_ANSWERS = Input(
    "audited_answers",
    "Audited AI answers",
    "send reviews of the AI agent's work with `correct`, by REST to `rows/reviews` or as a file of the kind `reviews`.",
    seen_in="ai_answers_audited",
)
JUDGED_ESCALATIONS = Input(
    "judged_escalations",
    "Judged escalations",
    "send reviews of escalated tickets with `avoidable`, by REST to `rows/reviews` or as a file of the kind `reviews`.",
    seen_in="escalations_judged",
)
COSTS = Input("costs", "Costs", rows("costs"), seen_in="costs")
PEOPLE_COSTS = Input(
    "people_costs", "Costs of people's work", "send costs borne by `human`, by REST to `rows/costs` or as a file of the kind `costs`.", seen_in="costs_people"
)
AI_COSTS = Input("ai_costs", "Costs of the AI agent", "send costs borne by `ai`, by REST to `rows/costs` or as a file of the kind `costs`.", seen_in="costs_ai")
SHIFTS = Input("shifts", "Shifts", rows("shifts"), seen_in="shifts_available")
EMPLOYMENTS = Input("employments", "Roster", rows("employments"), seen_in="agents_employed")
SUBSCRIPTIONS = Input("subscriptions", "Customers", rows("subscriptions"), seen_in="customers")
VALUES = Input(
    "customer_values",
    "What customers pay",
    "send each customer's `value` a month, by REST to `rows/subscriptions` or as a file of the kind `subscriptions`.",
    seen_in="customers_lost_value",
)
REASONS = Input(
    "leaving_reasons",
    "Why customers leave",
    "send with those who left the `reason` and whether it `names_support`, by REST to `rows/subscriptions` or as a file of the kind `subscriptions`.",
    seen_in="customers_lost_with_reason",
)
SENTIMENTS = Input("sentiments", "Tone of messages", rows("sentiments"), seen_in="sentiments")
INVITATIONS = Input("survey_invitations", "Survey invitations", rows("survey_invitations"), seen_in="invitations_answered")


def answers(kind: str, name: str, seen_in: str, scale: str = "") -> Input:
    """Answers to a question of one kind, and of one scale if it says so."""
    on = f" on the scale {scale.replace('-', ' to ')}" if scale else ""
    other = " If you ask on another scale, choose it in the definition." if scale else ""
    send = f"send answers of the kind `{kind}`{on}, by REST to `rows/survey_answers` or as a file of the kind `survey_answers`.{other}"
    return Input(f"{kind}_answers", name, send, seen_in=seen_in)


NPS_ANSWERS = answers("nps", "Answers about recommending us", "nps_answers")
ENPS_ANSWERS = answers("agent_enps", "Agents' answers about recommending us", "agent_enps_answers")
COMPLAINT_ANSWERS = answers("complaint", "Answers about complaints", "complaint_answers")
DEFLECTED_RATINGS = Input(
    "deflected_ratings",
    "Ratings without a ticket",
    "send answers of the kind `csat` that name no ticket, by REST to `rows/survey_answers` or as a file of the kind `survey_answers`.",
    seen_in="deflected_answers",
)
