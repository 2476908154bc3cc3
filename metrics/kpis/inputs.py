"""What an account sends, and how it would send what is missing."""

from metrics.declare import Input

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
