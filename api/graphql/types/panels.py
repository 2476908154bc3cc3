"""Panels: KPIs that are read together, what became of what AI touched, and where customers had a hard time."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.costs import Cost
from metrics import panels
from metrics.readings.types import Filter
from metrics.readings.types import Period as Days

from .catalogue import Kpi
from .causes import Cause, Rate, ticket_ids
from .diagnostics import MISSING, ROWS
from .enums import TicketOrder
from .figures import Period
from .nodes import Info
from .tickets import TicketConnection


@strawberry.type(description="KPIs that are read together, because each shows what another hides.")
class Panel:
    key: str = strawberry.field(description="Its name for programs.")
    name: str = strawberry.field(description="Its name for people.")
    asks: str = strawberry.field(description="The question it answers.")
    kpis: list[Kpi] = strawberry.field(description="Its KPIs, to be read by `readings`.", directives=[Cost(weight=0.1, size=7)])


@strawberry.type(description="One of the ways in which AI's part in a ticket can end.")
class AiOutcome:
    found: strawberry.Private[panels.Outcome]
    days: strawberry.Private[Days]
    filters: strawberry.Private[tuple[Filter, ...]]

    @strawberry.field(description="`resolved`, `escalated`, `silent` or `open`.")
    def key(self) -> str:
        return self.found.key

    @strawberry.field(description="The same for people.")
    def label(self) -> str:
        return self.found.label

    @strawberry.field(description="Its tickets, of all that the AI agent touched.")
    def rate(self) -> Rate:
        return self.found.rate  # type: ignore[return-value]  # this has the attributes already

    @strawberry.field(description="Its tickets: counted by the same predicate.", directives=[Cost(weight=2)])
    def tickets(self, info: Info, first: FIRST = None, after: AFTER = None, last: LAST = None, before: BEFORE = None) -> TicketConnection:
        from api.graphql.tickets import connection

        rows = panels.outcome_tickets(self.days, self.found.outcome, self.filters)
        return connection(info, rows, order=TicketOrder.CREATED_AT_DESC, first=first, after=after, last=last, before=before)


@strawberry.type(description="What became of the tickets that the AI agent touched, on one topic.")
class TopicOutcomes:
    key: str = strawberry.field(description="The topic's key, for filters; empty for unlabelled.")
    label: str = strawberry.field(description="The topic as people read it.")
    n: int = strawberry.field(description="Tickets that the AI agent touched.")
    resolved: int = strawberry.field(description="Those it resolved alone.")
    silent: int = strawberry.field(description="Those that ended without an answer anybody confirmed.")
    open: int = strawberry.field(description="Those that are open.")
    escalated: Rate = strawberry.field(description="Those that people took over.")


@strawberry.type(description="What became of the tickets that the AI agent touched. The four parts add up to all of them, always.")
class AiOutcomes:
    period: Period = strawberry.field(description="The local days of the tickets' creation.")
    n: int = strawberry.field(description="Tickets that the AI agent touched.")
    resolved: AiOutcome = strawberry.field(description="Those it resolved alone.")
    escalated: AiOutcome = strawberry.field(description="Those that people took over.")
    silent: AiOutcome = strawberry.field(description="Those that ended without an answer anybody confirmed.")
    open: AiOutcome = strawberry.field(description="Those that are open.")
    by_topic: list[TopicOutcomes] = strawberry.field(description="The same by topic, the most escalated first.", directives=ROWS)
    leadership: str = strawberry.field(description="What the agent resolves, in a sentence; empty without tickets.")
    automation: str = strawberry.field(description="What it does not, and where, in a sentence; empty without tickets.")
    is_provisional: bool = strawberry.field(description="Whether resolutions of the last days are still being watched.")
    missing: list[str] = strawberry.field(description=MISSING)


@strawberry.type(description="What a customer wrote who found it difficult, or complained.")
class FrictionComment:
    kind: str = strawberry.field(description="`effort` or `complaint`.")
    day: date = strawberry.field(description="The local day.")
    topic: str = strawberry.field(description="The topic as people read it.")
    ease: float | None = strawberry.field(description="From 0, the hardest, to 1, the easiest answer of its scale; null for a complaint.")
    comment: str = strawberry.field(description="The comment, as written.")

    @strawberry.field(description="The global id of its ticket; null if it names none.")
    def ticket_id(self: Any, info: Info) -> strawberry.ID | None:
        return None if self.ticket is None else ticket_ids(info, (self.ticket,))[0]


@strawberry.type(description="A word that stands in these comments.")
class FrictionWord:
    word: str = strawberry.field(description="The word, whatever its ending.")
    rate: Rate = strawberry.field(description="The comments it stands in.")


@strawberry.type(description="What customers asked next after the AI agent had answered them.")
class NextAsked:
    answered: str = strawberry.field(description="The topic it answered, as people read it.")
    asked: str = strawberry.field(description="The topic of the new ticket, as people read it.")
    n: int = strawberry.field(description="How often.")
    rate: Rate = strawberry.field(description="Of all its answers to known customers.")
    subjects: list[str] = strawberry.field(description="The latest subjects, at most five.")

    @strawberry.field(description="Global ids of the latest new tickets, at most 20, for `nodes`.")
    def ticket_ids(self: Any, info: Info) -> list[strawberry.ID]:
        return ticket_ids(info, self.tickets)


@strawberry.type(description="Where customers had a hard time.")
class Friction:
    period: Period = strawberry.field(description="The local days of answers and tickets.")
    n: int = strawberry.field(description="Everything that was looked at.")
    effort: Rate = strawberry.field(description="Answers in the harder half of their scale, of all answers about effort.")
    effort_topics: list[Cause] = strawberry.field(description="The same by topic, the most first.", directives=ROWS)
    complaints: int = strawberry.field(description="Complaints.")
    complaint_topics: list[Cause] = strawberry.field(description="The same by topic, the most first.", directives=ROWS)
    words: list[FrictionWord] = strawberry.field(description="Words of these comments, the most common first; at most 30.", directives=ROWS)
    comments: list[FrictionComment] = strawberry.field(description="The comments, the latest first; at most 50.", directives=[Cost(weight=0.1, size=50)])
    window_days: int = strawberry.field(description="Within how many days after an answer a new ticket counts as asked next.")
    after_ai: Rate = strawberry.field(description="Answers of the AI agent after which the customer opened a ticket, of all to known customers.")
    next: list[NextAsked] = strawberry.field(description="On what, the most common first.", directives=ROWS)
    missing: list[str] = strawberry.field(description=MISSING)


def outcomes_of(found: panels.AiOutcomes, filters: tuple[Filter, ...]) -> AiOutcomes:
    """What metrics says, with the way to the tickets."""
    parts = {key: AiOutcome(found=getattr(found, key), days=found.period, filters=filters) for key in ("resolved", "escalated", "silent", "open")}
    return AiOutcomes(
        period=found.period,  # type: ignore[arg-type]  # these have the attributes already
        n=found.n,
        **parts,
        by_topic=list(found.by_topic),  # type: ignore[arg-type]
        leadership=found.leadership,
        automation=found.automation,
        is_provisional=found.is_provisional,
        missing=list(found.missing),
    )
