"""What common words in exports mean: who acted, which status, yes or no. A mapping's own lists come first."""

from tickets.kinds import Author

AUTHORS: dict[str, Author] = {
    **dict.fromkeys(("human", "agent", "staff", "support", "operator", "person", "employee", "admin", "teammate", "manual"), Author.HUMAN),
    **dict.fromkeys(
        ("ai", "bot", "chatbot", "assistant", "ai agent", "ai assistant", "ai bot", "virtual agent", "virtual assistant", "llm", "robot"), Author.AI
    ),
    **dict.fromkeys(("customer", "end user", "enduser", "requester", "client", "contact", "caller", "user", "lead", "self service"), Author.CUSTOMER),
    **dict.fromkeys(("automatic", "system", "automation", "rule", "trigger", "workflow", "auto", "scheduler", "macro"), Author.AUTOMATIC),
}
MIXED = frozenset({"mixed", "hybrid", "both", "ai + human", "ai+human", "ai and human", "human + ai", "ai then human", "ai/human"})

STATUSES: dict[str, str] = {
    **dict.fromkeys(("new", "created", "submitted", "logged", "unassigned"), "new"),
    **dict.fromkeys(("open", "opened"), "open"),
    **dict.fromkeys(("active", "in progress", "inprogress", "work in progress", "wip", "assigned", "accepted", "started", "working"), "in_progress"),
    **dict.fromkeys(
        ("pending", "on hold", "hold", "onhold", "waiting", "wait", "snoozed", "suspended", "awaiting user info", "awaiting customer", "waiting on customer",
         "waiting for customer", "awaiting problem", "awaiting vendor", "awaiting evidence", "waiting on third party", "pending customer response"), "pending",
    ),
    **dict.fromkeys(("solved", "resolved", "done", "completed", "complete", "fixed", "answered"), "solved"),
    **dict.fromkeys(("closed", "archived", "cancelled", "canceled", "closed complete", "closed incomplete", "closed skipped"), "closed"),
    **dict.fromkeys(("reopened", "re opened", "reopen"), "reopened"),
    **dict.fromkeys(("spam", "junk"), "spam"),
    **dict.fromkeys(("merged", "duplicate"), "merged"),
}  # fmt: skip

FLAGS: dict[str, bool] = {
    **dict.fromkeys(("true", "t", "yes", "y", "1", "x", "on", "si", "sì", "ja", "oui", "sim", "wahr", "vero", "✓", "✔"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0", "off", "nein", "non", "não", "falsch", "falso", "✗"), False),
}
VISIBILITIES: dict[str, bool] = {"public": True, "external": True, "private": False, "internal": False}
DIRECTIONS: dict[str, bool] = {"outbound": True, "out": True, "outgoing": True, "inbound": False, "in": False, "incoming": False}

THUMBS: dict[str, bool | None] = {
    **dict.fromkeys(("good", "positive", "thumbs up", "thumb up", "up", "satisfied", "happy", "like", "👍", "yes", "true"), True),
    **dict.fromkeys(("bad", "negative", "thumbs down", "thumb down", "down", "unsatisfied", "dissatisfied", "unhappy", "dislike", "👎", "no", "false"), False),
    **dict.fromkeys(("offered", "unoffered", "not rated", "unrated", "no rating"), None),
}


def plain(text: str) -> str:
    """A word as the tables above spell it.

    >>> plain("Work_In-Progress")
    'work in progress'
    """
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split())
