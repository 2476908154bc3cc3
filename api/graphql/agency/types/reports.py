"""Reports that the agency sends, and what was sent."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry

from api.graphql.agency import reporting
from api.graphql.agency.context import AgencyInfo
from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.costs import Cost
from api.graphql.types.enums import described
from api.graphql.types.figures import Period
from api.graphql.types.nodes import Node
from api.graphql.types.pages import Connection
from metrics.reports import history
from metrics.reports.models import Delivery as StoredDelivery
from metrics.reports.models import Edition as StoredEdition
from metrics.reports.models import Frequency, Kind, State
from metrics.reports.models import Report as StoredReport

from .clients import Client

described(
    Kind,
    name="ReportKind",
    description="What a report shows.",
    CLIENT="One client's numbers, for the client.",
    PORTFOLIO="All clients side by side, for the agency's people.",
    HEALTH="Who moved, who is off target and whose data stopped, for the agency's people.",
)
described(
    Frequency,
    name="ReportFrequency",
    description="How often a report is sent, and over what.",
    WEEKLY="Every week, over the last whole week from Monday to Sunday.",
    MONTHLY="Every month, over the last whole calendar month.",
)
described(
    State,
    name="EditionState",
    description="How it stands with an edition.",
    WAITING="It waits for the period's numbers.",
    READY="It is made; letters are going out.",
    DONE="Every letter has been decided.",
    WITHHELD="Nothing is or was sent; `note` says why.",
)
described(
    StoredDelivery.State,
    name="DeliveryState",
    description="How it stands with one letter.",
    PENDING="It is to be sent.",
    SENDING="It is being sent.",
    SENT="The mail server took it.",
    FAILED="It was given up; `error` says why.",
    STOPPED="The person wants no letters, or may not have them any more.",
)
DeliveryState = StoredDelivery.State


@strawberry.enum(description="What is attached to a letter.")
class ReportFormat(Enum):
    PDF = strawberry.enum_value("pdf", description="A document to print.")
    CSV = strawberry.enum_value("csv", description="A table.")


@strawberry.type(description="A letter as its reader would see it.")
class LetterPreview:
    subject: str = strawberry.field(description="Its subject.")
    html: str = strawberry.field(description="A whole document that loads nothing; its pictures are within it.")
    text: str = strawberry.field(description="The same as plain text.")


@strawberry.type(description="An address that a report goes to.")
class Recipient:
    email: str = strawberry.field(description="The address.")
    stopped_at: datetime | None = strawberry.field(description="When the person asked for no further letters; it gets none.")


@strawberry.type(description="One letter of an edition.")
class Delivery:
    email: str = strawberry.field(description="To whom.")
    state: DeliveryState = strawberry.field(description="How it stands with it.")
    sent_at: datetime | None = strawberry.field(description="When the mail server took it.")
    error: str = strawberry.field(description="Why it was given up; empty otherwise.")


@strawberry.type(description="A report over one period: what was shown, and to whom it went.")
class Edition(Node):
    period: Period = strawberry.field(description="Over which local days.")
    state: State = strawberry.field(description="How it stands with it.")
    note: str = strawberry.field(description="Why it is withheld, for people; empty otherwise.")
    sent_by: str | None = strawberry.field(description="The address of who sent it; null when it was sent by schedule.")
    created_at: datetime = strawberry.field(description="When it was due or asked for.")
    made_at: datetime | None = strawberry.field(description="When its numbers were put together.")
    deliveries: list[Delivery] = strawberry.field(description="Its letters.", directives=[Cost(weight=0.02, size=5)])
    commentary: str = strawberry.field(description="What the agency wrote in it.")
    expires_at: datetime | None = strawberry.field(description="Until when the link works.")
    opened: int = strawberry.field(description="How often the link was opened.")
    opened_at: datetime | None = strawberry.field(description="When it was opened first.")
    stored: strawberry.Private[StoredEdition]

    @strawberry.field(
        description="The address of its page, with `/pdf` and `/csv` below it; null before it is made, once it has expired or was revoked, and for read keys, "
        "since it opens to whoever has it.",
        directives=[Cost(weight=0.5)],
    )
    def link(self, info: AgencyInfo) -> str | None:
        return history.link_of(self.stored) if info.context.may_see_people else None


@strawberry.type(description="What the agency wants sent: which numbers, when, to whom.")
class Report(Node):
    name: str = strawberry.field(description="Its name, which heads every edition.")
    kind: Kind = strawberry.field(description="What it shows.")
    client: Client | None = strawberry.field(description="The client it is about; null for the portfolio.")
    frequency: Frequency = strawberry.field(description="How often.")
    day: int = strawberry.field(description="Weekly: 1 Monday to 7 Sunday. Monthly: 1 to 31; a shorter month ends on its last day.")
    hour: int = strawberry.field(description="The local hour, 0 to 23.")
    timezone: str = strawberry.field(description="The zone of day and hour: the client's, or the agency's for the portfolio.")
    kpis: list[str] = strawberry.field(description="Keys of KPIs in the order shown; empty for the usual ones.")
    recipients: list[Recipient] = strawberry.field(description="To whom.", directives=[Cost(weight=0.02, size=5)])
    formats: list[ReportFormat] = strawberry.field(description="What is attached.")
    commentary: str = strawberry.field(description="What the agency has written for the next edition.")
    is_active: bool = strawberry.field(description="Whether it is sent by schedule.")
    next_at: datetime | None = strawberry.field(description="When the next edition is due; null while inactive.")
    last_at: datetime | None = strawberry.field(description="When the last edition was made; null before the first.")
    created_at: datetime = strawberry.field(description="When the report was made.")
    created_by: str | None = strawberry.field(description="The address of who made it.")
    stored: strawberry.Private[StoredReport]

    @strawberry.field(description="What was sent, the newest first.", directives=[Cost(weight=1)])
    def editions(self, info: AgencyInfo, first: FIRST = None, after: AFTER = None, last: LAST = None, before: BEFORE = None) -> Connection[Edition]:
        return reporting.editions(info.context, self.stored, first=first, after=after, last=last, before=before)

    @strawberry.field(description="The letter as it would be sent now.", directives=[Cost(base=50)])
    def preview(self) -> LetterPreview:
        return reporting.preview(self.stored)


@strawberry.input(description="A report as somebody wants it.")
class ReportInput:
    name: str = strawberry.field(description="Its name: 1 to 80 characters.")
    frequency: Frequency = strawberry.field(description="How often.")
    day: int = strawberry.field(description="Weekly: 1 Monday to 7 Sunday. Monthly: 1 to 31.")
    hour: int = strawberry.field(default=8, description="The local hour, 0 to 23.")
    kpis: list[str] = strawberry.field(default_factory=list, description="Keys of published KPIs in the order shown; none for the usual ones.")
    recipients: list[str] = strawberry.field(default_factory=list, description="Addresses that it goes to.")
    formats: list[ReportFormat] = strawberry.field(default_factory=lambda: [ReportFormat.PDF], description="What is attached.")
    is_active: bool = strawberry.field(default=True, description="Whether it is sent by schedule.")


NEW_KIND = Annotated[Kind, strawberry.argument(description="What it shows.")]
