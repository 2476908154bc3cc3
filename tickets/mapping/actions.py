"""What activities of an event log mean: [activities] and [reopening] of a mapping."""

from typing import Any

from tickets.kinds import Author, Kind

from .model import Action, Reopening
from .problems import Problems

WORDS: dict[str, tuple[Kind, Author | None, bool | None]] = {
    "created": (Kind.CREATED, None, None),
    "message": (Kind.MESSAGE, None, None),
    "reply": (Kind.MESSAGE, None, True),
    "note": (Kind.MESSAGE, None, False),
    "customer_message": (Kind.MESSAGE, Author.CUSTOMER, True),
    "ai_message": (Kind.MESSAGE, Author.AI, True),
    "automatic_message": (Kind.MESSAGE, Author.AUTOMATIC, True),
    "assigned": (Kind.ASSIGNED, None, None),
    "transferred": (Kind.TRANSFERRED, None, None),
    "escalated": (Kind.ESCALATED, None, None),
    "status_changed": (Kind.STATUS_CHANGED, None, None),
    "solved": (Kind.SOLVED, None, None),
    "resolved": (Kind.SOLVED, None, None),
    "reopened": (Kind.REOPENED, None, None),
    "closed": (Kind.CLOSED, None, None),
    "merged": (Kind.MERGED, None, None),
    "spam": (Kind.SPAM, None, None),
    "rated": (Kind.RATED, None, None),
}
"""What an activity can be called in a mapping: kind, author, public."""

IGNORE = "ignore"
ENDS = frozenset({Kind.SOLVED, Kind.CLOSED, Kind.MERGED, Kind.SPAM, Kind.RATED})
"""Kinds that never reopen a ticket under `reopening.by = "any"`."""


def read_activities(table: dict[str, Any], problems: Problems) -> tuple[dict[str, tuple[Action, ...]], frozenset[str]]:
    """{activity in lower case: its actions, none if ignored}, and the activities as spelled."""
    found: dict[str, tuple[Action, ...]] = {}
    for name, value in table.items():
        part = f"activities.{name}"
        listed = value if isinstance(value, list) else [value]
        actions = [action for one in listed if (action := _action(part, one, problems))]
        found[name.strip().lower()] = tuple(actions)
    return found, frozenset(found)


def _action(part: str, value: Any, problems: Problems) -> Action | None:
    if value == IGNORE:
        return None
    table = {"kind": value} if isinstance(value, str) else problems.table(part, value, keys=("kind", "author", "public", "reopens", "detail"))
    word = problems.choice(f"{part}.kind" if isinstance(value, dict) else part, table.get("kind"), (*WORDS, IGNORE), required=True)
    if word == IGNORE:
        return None
    kind, author, public = WORDS[word]
    if "author" in table:
        author = Author[problems.choice(f"{part}.author", table["author"], [one.name.lower() for one in Author]).upper()]
    if "public" in table:
        public = problems.boolean(f"{part}.public", table["public"])
    reopens = problems.boolean(f"{part}.reopens", table.get("reopens", False))
    return Action(kind, author, public, reopens, problems.text(f"{part}.detail", table.get("detail")) or None)


def read_reopening(table: dict[str, Any], activities: frozenset[str], problems: Problems) -> Reopening:
    """[reopening]; the activities it excepts must be mapped, where any are."""
    problems.known("reopening", table, ("by", "except"))
    by = problems.choice("reopening.by", table.get("by", "explicit"), ("explicit", "customer", "any"))
    excepted = [name.strip().lower() for name in problems.texts("reopening.except", table.get("except", []))]
    for name in excepted:
        if activities and name not in activities:
            problems.add("reopening.except", f"{name!r} is not among the activities")
    return Reopening(by, frozenset(excepted))
