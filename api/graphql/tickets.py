"""Lists of tickets: which ones, in which order, and what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import strawberry
from django.db.models import Q, QuerySet

from metrics import readings
from metrics.declare import Dimension as Cut
from metrics.readings import types as said
from tickets.explain import explain
from tickets.kinds import Author, Exclusion, HandledBy, Kind, Resolver
from tickets.models import Event as StoredEvent
from tickets.models import TicketFact

from . import ids
from .asking import refusing, request_behind
from .connections import Cursors, Order, Page, sliced
from .errors import ApiError, Code
from .loading import Together
from .types.enums import Part, TicketOrder
from .types.inputs import FilterInput, TicketFilter
from .types.nodes import Info
from .types.tickets import Event, Fact, Ticket, TicketConnection, TicketEdge

ORDERS = {
    TicketOrder.CREATED_AT_DESC: Order("created desc", "created_at"),
    TicketOrder.CREATED_AT_ASC: Order("created asc", "created_at", descending=False),
    TicketOrder.RESOLUTION_DESC: Order("resolution", "resolution_seconds"),
    TicketOrder.FIRST_REPLY_DESC: Order("first reply", "first_reply_seconds"),
}
LABELS = ("channel", "priority", "topic", "team", "agent")
COLUMNS = (
    *(f"{label}__name" for label in LABELS),
    *(f"ticket__{column}" for column in ("external_id", "source", "subject", "tags", "custom", "customer__external_id")),
    *("created_at", "is_open", "resolved_at", "resolver", "handled_by", "exclusion", "first_reply_seconds", "resolution_seconds"),
)
LONGEST_SEARCH = 100


def connection(
    info: Info, rows: QuerySet[TicketFact], *, order: TicketOrder, first: int | None, after: str | None, last: int | None, before: str | None
) -> TicketConnection:
    """One page of these tickets; `ApiError` for a page that cannot be."""
    chosen = ORDERS[order]
    cursors = Cursors(chosen, realm=info.context.realm.number)
    page = Page(rows, chosen, sliced(cursors, first=first, after=after, last=last, before=before), COLUMNS)

    @cache
    def edges() -> list[TicketEdge]:
        nodes = tickets_of(info, page.rows)
        return [TicketEdge(cursor=cursors.write(*page.place(row)), node=node) for row, node in zip(page.rows, nodes, strict=True)]

    return TicketConnection(page=page, make_edges=edges)


def filtered(wanted: TicketFilter | None) -> QuerySet[TicketFact]:
    """The tickets that a filter lets through."""
    if wanted is None:
        return TicketFact.objects.all()
    rows = behind(request_behind(wanted.behind), wanted.behind.part or Part.POPULATION) if wanted.behind else TicketFact.objects.all()
    if wanted.created_from:
        rows = rows.filter(created_day__gte=wanted.created_from)
    if wanted.created_to:
        rows = rows.filter(created_day__lte=wanted.created_to)
    if wanted.is_open is not None:
        rows = rows.filter(is_open=wanted.is_open)
    for one in wanted.dimensions or []:
        rows = rows.filter(_labelled(one))
    return _searched(rows, wanted.search) if wanted.search and wanted.search.strip() else rows


def behind(request: said.Request, part: Part) -> QuerySet[TicketFact]:
    """The tickets that a reading counts, by its own predicate."""
    with refusing():
        return readings.behind(request, part=part)


def nothing() -> QuerySet[TicketFact]:
    """No tickets at all."""
    return TicketFact.objects.none()


def by_keys(info: Info, keys: Sequence[int]) -> dict[int, Ticket]:
    """Tickets of this account by primary key; those that do not exist are left out."""
    rows = list(TicketFact.objects.filter(pk__in=keys).values(*COLUMNS, "pk"))
    return {ticket.key: ticket for ticket in tickets_of(info, rows)}


def tickets_of(info: Info, rows: Sequence[dict[str, Any]]) -> list[Ticket]:
    """Rows of `COLUMNS` as the API shows them; their events and facts are loaded together when first asked for."""
    keys = [row["pk"] for row in rows]
    events = Together(keys, _events)
    facts = Together(keys, _facts)
    return [
        Ticket(
            id=strawberry.ID(info.context.id(ids.Kind.TICKET, row["pk"])),
            external_id=row["ticket__external_id"],
            source=row["ticket__source"],
            subject=row["ticket__subject"],
            channel=row["channel__name"],
            priority=row["priority__name"],
            topic=row["topic__name"],
            team=row["team__name"],
            agent=row["agent__name"],
            customer=row["ticket__customer__external_id"],
            tags=row["ticket__tags"],
            custom=row["ticket__custom"],
            created_at=row["created_at"],
            is_open=row["is_open"],
            resolved_at=row["resolved_at"],
            resolver=_word(Resolver, row["resolver"]),
            handled_by=_word(HandledBy, row["handled_by"]),
            exclusion=_word(Exclusion, row["exclusion"]),
            first_reply_seconds=row["first_reply_seconds"],
            resolution_seconds=row["resolution_seconds"],
            key=row["pk"],
            events_together=events,
            facts_together=facts,
        )
        for row in rows
    ]


def _events(keys: Sequence[int]) -> Mapping[int, list[Event]]:
    found: dict[int, list[Event]] = {key: [] for key in keys}
    columns = ("ticket_id", "at", "kind", "author", "agent__name", "team__name", "is_public", "detail", "score", "scale_high")
    for ticket, at, kind, author, agent, team, is_public, detail, score, scale in (
        StoredEvent.objects.filter(ticket_id__in=keys).order_by("ticket_id", "at", "kind", "key").values_list(*columns)
    ):
        found[ticket].append(
            Event(
                at=at, kind=KINDS[kind], author=_word(Author, author), agent=agent, team=team, is_public=is_public, detail=detail, score=score, scale_high=scale
            )
        )
    return found


def _facts(keys: Sequence[int]) -> Mapping[int, list[Fact]]:
    return {
        key: [Fact(name=fact.name, value=fact.value, rule=fact.rule, seconds=fact.seconds, at=fact.at) for fact in told] for key, told in explain(keys).items()
    }


KINDS = {kind.value: kind.name.lower() for kind in Kind}


def _word(kind: Any, number: int | None) -> str | None:
    return None if number is None else kind(number).name.lower()


def _labelled(wanted: FilterInput) -> Q:
    """The condition that a ticket bears one of these labels."""
    cut = wanted.dimension.cut
    if cut is Cut.HOUR:
        raise ApiError(Code.BAD_USER_INPUT, "Tickets cannot be filtered by HOUR.")
    if cut is Cut.RESOLVER:
        numbers = {"ai": Resolver.AI.value, "human": Resolver.HUMAN.value}
        if unknown := set(wanted.values) - {*numbers, "none"}:
            raise ApiError(Code.BAD_USER_INPUT, f"RESOLVER knows ai, human and none, not {sorted(unknown)[0]!r}.")
        condition = Q(resolver__in=[numbers[value] for value in wanted.values if value != "none"])
        return condition | Q(resolver=None) if "none" in wanted.values else condition
    column = cut.name.lower()
    condition = Q(**{f"{column}__key__in": [value for value in wanted.values if value]})
    return condition | Q(**{column: None}) if "" in wanted.values else condition


def _searched(rows: QuerySet[TicketFact], text: str) -> QuerySet[TicketFact]:
    if len(text) > LONGEST_SEARCH or "\0" in text:
        raise ApiError(Code.BAD_USER_INPUT, f"A search has at most {LONGEST_SEARCH} characters.")
    words = text.split()
    subject = Q()
    for word in words:
        subject &= Q(ticket__subject__icontains=word)
    return rows.filter(subject | Q(ticket__external_id__startswith=text.strip()))
