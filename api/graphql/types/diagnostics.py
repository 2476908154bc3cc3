"""What each diagnostic answers. The values are those of metrics.diagnostics, whose attributes have the same names."""

from __future__ import annotations

from typing import Any

import strawberry

from api.graphql.costs import Cost

from .causes import DEFAULT_TOP, TOP, Cause, Drill, Rate
from .figures import Period

ROWS = [Cost(weight=0.1)]
MISSING = "Why there is nothing to tell, or not all of it, in sentences; empty otherwise."


def top(rows: Any, first: int) -> Any:
    """The first rows of a list."""
    return list(rows[:first])


@strawberry.type(description="One topic among those that make most of the tickets.")
class ParetoRow:
    key: str = strawberry.field(description="The topic's key, for filters.")
    label: str = strawberry.field(description="The topic as people read it.")
    n: int = strawberry.field(description="Its tickets.")
    share: Rate = strawberry.field(description="Its fraction of all tickets with a topic.")
    cumulative: float = strawberry.field(description="The fraction of this topic and all larger ones.")
    is_vital: bool = strawberry.field(description="Whether it is one of the few that reach the cut.")
    ai: Rate = strawberry.field(description="Those of its tickets in which the AI agent took part.")
    drill: Drill = strawberry.field(description="The way to its tickets.")


@strawberry.type(description="The few topics that make most of the tickets.")
class TopicsPareto:
    period: Period = strawberry.field(description="The local days of the tickets' creation.")
    n: int = strawberry.field(description="Tickets with a topic.")
    unlabelled: int = strawberry.field(description="Tickets without one.")
    cut: float = strawberry.field(description="The fraction that the vital few reach together.")
    vital_few: int = strawberry.field(description="How many topics reach it.")
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="How many topics there are.")
    def row_count(self: Any) -> int:
        return len(self.rows)

    @strawberry.field(description="The topics, the most common first.", directives=ROWS)
    def rows(self: Any, first: TOP = DEFAULT_TOP) -> list[ParetoRow]:
        return top(self.rows, first)  # type: ignore[no-any-return]


@strawberry.type(description="Why tickets needed more than one contact, and on which topics.")
class FailedFirstContacts:
    period: Period = strawberry.field(description="The local days of the first resolution.")
    n: int = strawberry.field(description="Tickets first resolved in the period.")
    rate: Rate = strawberry.field(description="Those that took more than one contact.")
    by_reason: list[Cause] = strawberry.field(description="Each failed ticket once, by what spoiled it first.", directives=[Cost(weight=0.1, size=5)])
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="How many topics there are.")
    def row_count(self: Any) -> int:
        return len(self.by_topic)

    @strawberry.field(description="The failed of all resolved ones by topic, the most failed first.", directives=ROWS)
    def by_topic(self: Any, first: TOP = DEFAULT_TOP) -> list[Cause]:
        return top(self.by_topic, first)  # type: ignore[no-any-return]


@strawberry.type(description="One reason of escalations, as the source writes it.")
class EscalationReason:
    cause: Cause = strawberry.field(description="The reason, with its escalations of all.")
    avoidable: Rate = strawberry.field(description="Those judged avoidable, of those that a QA review judged.")


@strawberry.type(description="Why tickets are handed on, and how many of the hand-overs could have been avoided.")
class EscalationReasons:
    period: Period = strawberry.field(description="The local days of the first escalation.")
    n: int = strawberry.field(description="Escalated tickets.")
    avoidable: Rate = strawberry.field(description="Those judged avoidable, of those that a QA review judged.")
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="How many reasons there are.")
    def row_count(self: Any) -> int:
        return len(self.rows)

    @strawberry.field(description="The reasons, the most common first.", directives=ROWS)
    def rows(self: Any, first: TOP = DEFAULT_TOP) -> list[EscalationReason]:
        return top(self.rows, first)  # type: ignore[no-any-return]

    @strawberry.field(description="Escalated tickets by topic: each topic's share of all escalations, the most common first.", directives=ROWS)
    def by_topic(self: Any, first: TOP = DEFAULT_TOP) -> list[Cause]:
        return top(self.by_topic, first)  # type: ignore[no-any-return]


@strawberry.type(description="What customers want of the AI agent, and how much of it stays unresolved.")
class UnresolvedIntent:
    cause: Cause = strawberry.field(description="The intent, with its unresolved conversations of all finished ones.")
    silent: int = strawberry.field(description="Conversations that ended neither resolved nor escalated.")
    escalated: int = strawberry.field(description="Conversations that people took over.")
    open: int = strawberry.field(description="Conversations that are not over.")
    fallback: Rate = strawberry.field(description="Conversations in which the agent said that it did not know.")


@strawberry.type(description="The intents that the AI agent leaves unresolved.")
class UnresolvedIntents:
    period: Period = strawberry.field(description="The local days of the conversations.")
    n: int = strawberry.field(description="Conversations.")
    rate: Rate = strawberry.field(description="Unresolved of the finished ones.")
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="How many intents there are.")
    def row_count(self: Any) -> int:
        return len(self.rows)

    @strawberry.field(description="The intents, the most unresolved first.", directives=ROWS)
    def rows(self: Any, first: TOP = DEFAULT_TOP) -> list[UnresolvedIntent]:
        return top(self.rows, first)  # type: ignore[no-any-return]


@strawberry.type(description="What customers searched for in vain.")
class FailedSearch:
    cause: Cause = strawberry.field(description="The words searched for, with the failed of all their searches.")
    without_result: int = strawberry.field(description="Searches that found nothing.")
    without_click: int = strawberry.field(description="Searches that found something that nobody opened.")


@strawberry.type(description="Searches of the help centre that failed.")
class FailedSearches:
    period: Period = strawberry.field(description="The local days of the searches.")
    n: int = strawberry.field(description="Searches.")
    rate: Rate = strawberry.field(description="Those that failed.")
    without_result: int = strawberry.field(description="Searches that found nothing.")
    without_click: int = strawberry.field(description="Searches that found something that nobody opened.")
    queries: int = strawberry.field(description="How many different words were searched for in vain; `rows` lists the 100 most common.")
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="The words, the most failed first.", directives=ROWS)
    def rows(self: Any, first: TOP = DEFAULT_TOP) -> list[FailedSearch]:
        return top(self.rows, first)  # type: ignore[no-any-return]


@strawberry.type(description="One topic, with the evidence for writing about it.")
class ContentGap:
    key: str = strawberry.field(description="The topic's key, for filters; empty for unlabelled.")
    label: str = strawberry.field(description="The topic as people read it.")
    tickets: int = strawberry.field(description="Its tickets.")
    searches: Rate = strawberry.field(description="Its searches, and those that failed.")
    fallbacks: Rate = strawberry.field(description="Its AI conversations, and those that fell back.")
    visits: Rate = strawberry.field(description="Its visits to the help centre, and those that were answered.")
    demand: int = strawberry.field(description="How often somebody needed an answer and found none without people.")
    coverage: Rate = strawberry.field(description="Answered visits, of these and the demand.")
    unmet: float = strawberry.field(description="The demand that is not covered: what rows are ranked by.")
    is_gap: bool = strawberry.field(description="Whether it is covered worse than all topics together, beyond chance.")
    drill: Drill = strawberry.field(description="The way to its tickets.")


@strawberry.type(description="Topics that customers need help with and neither the help centre nor the AI agent gives.")
class ContentGaps:
    period: Period = strawberry.field(description="The local days of the evidence.")
    n: int = strawberry.field(description="Everything that was counted.")
    coverage: Rate = strawberry.field(description="The coverage of all topics together.")
    missing: list[str] = strawberry.field(description=MISSING)
    without: list[str] = strawberry.field(description="Evidence that was never sent, so that it is not in; in sentences.")

    @strawberry.field(description="How many topics there are.")
    def row_count(self: Any) -> int:
        return len(self.rows)

    @strawberry.field(description="The topics, the largest unmet demand first.", directives=ROWS)
    def rows(self: Any, first: TOP = DEFAULT_TOP) -> list[ContentGap]:
        return top(self.rows, first)  # type: ignore[no-any-return]
