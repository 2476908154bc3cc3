"""The agency's clients, and the page of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import Annotated

import strawberry

from api.graphql.agency import portfolio as asking
from api.graphql.agency.context import AgencyInfo
from api.graphql.costs import Cost
from api.graphql.types.enums import Comparison, Role, Step
from api.graphql.types.figures import ConfidenceInterval
from api.graphql.types.inputs import PeriodInput
from api.graphql.types.nodes import Node
from metrics.readings import types as said

from .catalogue import PublishedKpi
from .figures import Cell, ChannelPart, ClientTarget, Figure, Point


@strawberry.enum(description="A channel by which clients can be compared, whatever they call theirs.")
class Channel(Enum):
    EMAIL = strawberry.enum_value("email", description="E-mail.")
    CHAT = strawberry.enum_value("chat", description="Chat.")
    PHONE = strawberry.enum_value("phone", description="Telephone.")
    SOCIAL = strawberry.enum_value("social", description="Social media.")
    WEB = strawberry.enum_value("web", description="Forms on the web.")
    MESSAGING = strawberry.enum_value("messaging", description="Messengers.")
    OTHER = strawberry.enum_value("other", description="Everything else.")


@strawberry.enum(description="The order of clients. Ties are broken by the client itself, so the order is total.")
class ClientOrder(Enum):
    NAME_ASC = strawberry.enum_value("name", description="By name, from A.")
    NAME_DESC = strawberry.enum_value("-name", description="By name, from Z.")
    SINCE_DESC = strawberry.enum_value("-since", description="The latest client first.")
    SINCE_ASC = strawberry.enum_value("since", description="The first client first.")


@strawberry.input(description="Which clients. Everything given must hold.")
class ClientFilter:
    search: str | None = strawberry.field(default=None, description="Part of the name, or the beginning of the name in addresses; at most 100 characters.")
    ids: list[strawberry.ID] | None = strawberry.field(default=None, description="Only these clients, at most 100.")
    is_stale: bool | None = strawberry.field(default=None, description="Only those whose published numbers are old, or only those whose are not.")


@strawberry.type(description="One KPI of one client over one period, beside the portfolio.")
class ClientReading:
    kpi: PublishedKpi = strawberry.field(description="What was read.")
    cell: Cell = strawberry.field(description="The client's number among those of the other clients.")
    rollup: Figure = strawberry.field(description="The same KPI of all clients together.")
    asked: strawberry.Private[asking.Asked]
    account_id: strawberry.Private[int]
    page: strawberry.Private[Sequence[int]]

    @strawberry.field(description="The number over time.", directives=[Cost(base=5, weight=0.05, size=60)])
    def series(self, info: AgencyInfo, interval: Annotated[Step, strawberry.argument(description="The length of the steps.")] = Step.WEEK) -> list[Point]:
        return asking.points(info.context, self.asked, self.kpi.key, interval, account=self.account_id, page=self.page)

    @strawberry.field(description="The number by channel, the most cases first.", directives=[Cost(base=10, weight=0.1, size=7)])
    def segments(self, info: AgencyInfo) -> list[ChannelPart]:
        return asking.parts(info.context, self.account_id, self.kpi.key, self.asked.period, compare_with=self.asked.compare_with)


@strawberry.type(description="An account that lets the agency in.")
class Client(Node):
    slug: str = strawberry.field(description="Its name in addresses.")
    name: str = strawberry.field(description="Its name for people.")
    timezone: str = strawberry.field(description="The IANA zone whose days are its days.")
    granted_role: Role = strawberry.field(description="What it lets the agency's people do at most.")
    role: Role | None = strawberry.field(description="What the person asking may do in it; null for a key.")
    may_open: bool = strawberry.field(description="Whether the person asking gets into the account itself, at `/a/<slug>/`.")
    since: datetime = strawberry.field(description="Since when it is a client.")
    as_of: datetime | None = strawberry.field(description="When the numbers that it publishes were computed; null before the first.")
    is_stale: bool = strawberry.field(description="Whether these are older than two days, or there are none.")
    account_id: strawberry.Private[int]
    page: strawberry.Private[Sequence[int]]

    @strawberry.field(description="The first local day with published numbers; null without any.")
    def data_from(self, info: AgencyInfo) -> date | None:
        return asking.days_of(info.context, self.page).get(self.account_id, (None, None))[0]

    @strawberry.field(description="The last local day with published numbers; null without any.")
    def data_to(self, info: AgencyInfo) -> date | None:
        return asking.days_of(info.context, self.page).get(self.account_id, (None, None))[1]

    @strawberry.field(
        description="Numbers that it publishes: one reading for each key, in the order of the keys. Each is computed once for all clients.",
        directives=[Cost(weight=0.5)],
    )
    def readings(
        self,
        info: AgencyInfo,
        kpis: Annotated[list[str], strawberry.argument(description="Keys of published KPIs.")],
        period: Annotated[PeriodInput, strawberry.argument(description="The client's local days.")],
        compare_with: Annotated[Comparison | None, strawberry.argument(description="What the previous value is of.")] = Comparison.PREVIOUS_PERIOD,
        channel: Annotated[Channel | None, strawberry.argument(description="Only this channel.")] = None,
        percentile: Annotated[float | None, strawberry.argument(description="Above 0 and below 100; for KPIs with percentiles.")] = None,
    ) -> list[ClientReading]:
        asked = asking.asked(kpis, period, compare_with=compare_with, channel=channel.name.lower() if channel else None, percentile=percentile)
        return [
            ClientReading(kpi=kpi, cell=cell, rollup=rollup, asked=asked, account_id=self.account_id, page=self.page)
            for kpi, cell, rollup in asking.read(info.context, asked, self.account_id)
        ]


@strawberry.type(description="One client over time.")
class ClientSeries:
    client: Client = strawberry.field(description="Whose numbers these are.", directives=[Cost(weight=0.01)])
    points: list[Point] = strawberry.field(
        description="One point for each step; none where the client publishes nothing of it.", directives=[Cost(weight=0.01, size=60)]
    )


@strawberry.type(description="One KPI over time, client by client and all together: small multiples.")
class PortfolioSeries:
    kpi: PublishedKpi = strawberry.field(description="What was read.")
    rollup: list[Point] = strawberry.field(description="All clients together.", directives=[Cost(weight=0.01, size=60)])
    clients: list[ClientSeries] = strawberry.field(description="Each client, by name.", directives=[Cost(weight=0.05, size=100)])


@strawberry.type(description="A change of one client that is more than chance.")
class Mover:
    client: Client = strawberry.field(description="Who changed.")
    kpi: PublishedKpi = strawberry.field(description="In what.")
    value: float | None = strawberry.field(description="The value now.")
    previous_value: float | None = strawberry.field(description="The value then.")
    change: float | None = strawberry.field(description="The value now less the value then.")
    relative_change: float | None = strawberry.field(description="The change as a fraction of the value then.")
    direction: said.Direction = strawberry.field(description="What the change means.")
    standardised: float = strawberry.field(description="How many standard errors of the difference the change is; the largest come first.")
    n: int = strawberry.field(description="The number of cases now.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value now is.")
    currency: str | None = strawberry.field(description="The value's currency, an ISO 4217 code; null unless it is money.")


@strawberry.type(description="A KPI of a client that misses the client's own target.")
class OffTarget:
    client: Client = strawberry.field(description="Who misses it.")
    kpi: PublishedKpi = strawberry.field(description="In what.")
    value: float | None = strawberry.field(description="The value.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")
    target: ClientTarget = strawberry.field(description="What the client wants.")
    status: said.Status = strawberry.field(description="Where the value stands against it.")
    distance: float | None = strawberry.field(description="How many half-intervals the value is away from the target; beyond 1 it is more than chance.")
    gap: float = strawberry.field(description="By how much the value misses the target, in the KPI's unit.")
    currency: str | None = strawberry.field(description="The value's currency, an ISO 4217 code; null unless it is money.")
