"""The words of a declaration: units, directions, dimensions, kinds of facts."""

from __future__ import annotations

from enum import IntEnum, StrEnum

HUMAN, AI, MIXED = 1, 2, 3


class Unit(StrEnum):
    """What a value is: seconds, a fraction, a whole number, points of a scale, or money."""

    DURATION = "duration"
    PERCENT = "percent"
    COUNT = "count"
    SCORE = "score"
    MONEY = "money"


class Better(StrEnum):
    """Which way is good. BAND: neither end is."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class SplitRule(StrEnum):
    """Which of the AI and human parts stand beside the blended value. LARGE: only with enough cases. APART: both, and no blended
    value at all, because the two are not measured alike."""

    ALWAYS = "always"
    APART = "apart"
    HUMAN = "human"
    AI = "ai"
    LARGE = "large"
    NEVER = "never"


class Cadence(StrEnum):
    """How often it is worth a look."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Dimension(IntEnum):
    """What a reading can be cut by. The numbers are stored, and are those of tickets.kinds where both have them.

    HOUR is the local hour of the week, 0 = Monday 00:00. RESOLVER is no cell of its own: every cell is split by it.
    """

    TOTAL = 0
    CHANNEL = 1
    PRIORITY = 2
    TOPIC = 3
    TEAM = 4
    HOUR = 6
    RESOLVER = 7


LABELLED = (Dimension.CHANNEL, Dimension.PRIORITY, Dimension.TOPIC, Dimension.TEAM)
CUTS = (*LABELLED, Dimension.RESOLVER)


class Facts(StrEnum):
    """The kinds of facts a measure can be taken from. See tickets.models and surveys.models for their columns."""

    TICKETS = "tickets"
    REPLIES = "replies"
    LIVES = "lives"
    WAITS = "waits"
    RESPONSES = "responses"
    ANSWERS = "answers"
    INVITATIONS = "invitations"
    AI_SESSIONS = "ai_sessions"
    SELF_SERVICE = "self_service"
    SEARCHES = "searches"
    WORK = "work"
    REVIEWS = "reviews"
    COSTS = "costs"
    SHIFTS = "shifts"
    EMPLOYMENTS = "employments"
    SUBSCRIPTIONS = "subscriptions"
    SENTIMENTS = "sentiments"
