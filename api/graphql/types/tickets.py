"""Tickets, their events, and the facts derived from them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry
from strawberry.scalars import JSON

from api.graphql.connections import Page, PageInfo
from api.graphql.costs import Cost
from api.graphql.loading import Together

from .nodes import Info, Node


@strawberry.type(description="Something true of a ticket, and the rule that made it so.")
class Fact:
    name: str = strawberry.field(description="What it is about.")
    value: str = strawberry.field(description="What is true, as people read it.")
    rule: str = strawberry.field(description="The sentence that made it.")
    seconds: float | None = strawberry.field(description="The duration, for a fact that is one.")
    at: datetime | None = strawberry.field(description="The instant, for a fact that has one.")


@strawberry.type(description="Something that happened to a ticket.")
class Event:
    at: datetime = strawberry.field(description="When.")
    kind: str = strawberry.field(
        description="What: `created`, `message`, `assigned`, `transferred`, `escalated`, `status_changed`, "
        "`solved`, `reopened`, `closed`, `merged`, `spam` or `rated`."
    )
    author: str | None = strawberry.field(description="Who did it: `human`, `ai`, `customer` or `automatic`; null if nobody is named.")
    agent: str | None = strawberry.field(description="The agent named, as of then.")
    team: str | None = strawberry.field(description="The team named, as of then.")
    is_public: bool = strawberry.field(description="False for an internal note.")
    detail: str | None = strawberry.field(description="The reason of an escalation, the name of a status, the target of a merge.")
    score: float | None = strawberry.field(description="The answer of a rating, as given.")
    scale_high: float | None = strawberry.field(description="The upper end of the rating's scale.")


@strawberry.type(description="A ticket: its attributes as last known, and what was derived from its history.")
class Ticket(Node):
    external_id: str = strawberry.field(description="Its identifier where it came from.")
    source: str = strawberry.field(description="Which helpdesk or tool it came from.")
    subject: str | None = strawberry.field(description="Its subject.")
    channel: str | None = strawberry.field(description="Where the customer wrote, as people read it.")
    priority: str | None = strawberry.field(description="How urgent it is, as people read it.")
    topic: str | None = strawberry.field(description="What it is about, as people read it.")
    team: str | None = strawberry.field(description="Which team has it, as people read it.")
    agent: str | None = strawberry.field(description="Who has it, as people read it.")
    customer: str | None = strawberry.field(description="The customer's identifier in the source.")
    tags: list[str] = strawberry.field(description="Its tags.")
    custom: JSON = strawberry.field(description="Further fields, as they came.")
    created_at: datetime | None = strawberry.field(description="When it was created; null until facts have been derived.")
    is_open: bool = strawberry.field(description="Whether it is open now.")
    resolved_at: datetime | None = strawberry.field(description="When it was resolved, by the resolution that stands.")
    resolver: str | None = strawberry.field(description="Who resolved it: `ai` or `human`; null while unresolved or if nobody did.")
    handled_by: str | None = strawberry.field(description="Who took part on our side: `ai`, `human` or `mixed`.")
    exclusion: str | None = strawberry.field(description="Why no KPI counts it: `spam`, `merged` or `outbound`; null if it is counted.")
    first_reply_seconds: float | None = strawberry.field(description="From creation to the first real reply.")
    resolution_seconds: float | None = strawberry.field(description="From creation to the resolution that stands.")
    key: strawberry.Private[int]
    events_together: strawberry.Private[Together[list[Event]]]
    facts_together: strawberry.Private[Together[list[Fact]]]

    @strawberry.field(description="What was derived from its history, each with its rule.", directives=[Cost(weight=0.1, size=15)])
    def facts(self) -> list[Fact]:
        return self.facts_together.of(self.key) or []

    @strawberry.field(description="Its history in the order in which rules read it.", directives=[Cost(weight=0.05, size=20)])
    def events(self) -> list[Event]:
        return self.events_together.of(self.key) or []


@strawberry.type(description="A ticket's place in a connection.")
class TicketEdge:
    cursor: str = strawberry.field(description="For `after` and `before`.")
    node: Ticket = strawberry.field(description="The ticket.")


@strawberry.type(description="A page of tickets in a total order: walking it by cursors meets every ticket once.")
class TicketConnection:
    page: strawberry.Private[Page]
    make_edges: strawberry.Private[Any]

    @strawberry.field(description="The page's tickets with their cursors.", directives=[Cost(weight=0.05)])
    def edges(self) -> list[TicketEdge]:
        return self.make_edges()  # type: ignore[no-any-return]

    @strawberry.field(description="The page's tickets.", directives=[Cost(weight=0.05)])
    def nodes(self) -> list[Ticket]:
        return [edge.node for edge in self.make_edges()]

    @strawberry.field(description="Where the page lies.")
    def page_info(self, info: Info) -> PageInfo:
        edges = self.make_edges()
        wanted = info.context.selected(info)
        return PageInfo(
            has_next_page="hasNextPage" in wanted and self.page.has_more(forward=True),
            has_previous_page="hasPreviousPage" in wanted and self.page.has_more(forward=False),
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )

    @strawberry.field(description="How many tickets there are on all pages.", directives=[Cost(weight=5)])
    def total_count(self) -> int:
        return self.page.total
