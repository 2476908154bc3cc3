"""Views that answer one question from several sides: declared KPIs, and readings that are no KPI.

`PANELS` names the KPIs of each; `ai_outcomes(period, filter)` is what became of everything the AI agent touched;
`friction(period, filter)` is where customers had a hard time.
"""

from .ai_outcomes import AiOutcomes, Outcome, TopicOutcomes, ai_outcomes, outcome_tickets
from .declared import PANELS, Panel
from .friction import Comment, Friction, NextAsked, Word, friction

__all__ = [
    "PANELS",
    "AiOutcomes",
    "Comment",
    "Friction",
    "NextAsked",
    "Outcome",
    "Panel",
    "TopicOutcomes",
    "Word",
    "ai_outcomes",
    "friction",
    "outcome_tickets",
]
