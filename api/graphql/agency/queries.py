"""The root of all questions to an agency."""

from __future__ import annotations

from typing import Annotated

import strawberry

from api.graphql import ids
from api.graphql.asking import period as checked_period
from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.costs import Cost
from api.graphql.errors import ApiError, Code
from api.graphql.limits import PAGE_SIZE
from api.graphql.types.enums import Comparison, Step
from api.graphql.types.inputs import PeriodInput
from api.graphql.types.nodes import Node
from api.graphql.types.pages import Connection
from metrics import portfolio
from metrics.reports import preview as previews

from . import clients, comparing, reporting
from . import portfolio as asking
from .context import AgencyInfo
from .nodes import nodes_of
from .types.agency import Agency, AgencyViewer, agency_of, viewer_of
from .types.catalogue import PublishedKpi, every_kpi, kpi_of, kpis_of
from .types.clients import Channel, Client, ClientFilter, ClientOrder, ClientSeries, Mover, OffTarget, PortfolioSeries
from .types.comparison import ComparisonOrder, PortfolioComparison
from .types.figures import ChannelPart, point_of
from .types.reports import LetterPreview, Report

PERIOD = Annotated[PeriodInput, strawberry.argument(description="The local days to read, of each client its own.")]
COMPARED = Annotated[Comparison | None, strawberry.argument(description="What previous values are of.")]
CLIENTS = Annotated[list[strawberry.ID] | None, strawberry.argument(description="Only these clients, at most 100; all when left out.")]
CHANNEL = Annotated[Channel | None, strawberry.argument(description="Only this channel.")]
KPIS = Annotated[list[str] | None, strawberry.argument(description="Keys of published KPIs; all of them when left out.")]
LIMIT = Annotated[int, strawberry.argument(description="How many rows at most, 1 to 100.")]


@strawberry.type(description="The root of all questions.")
class Query:
    @strawberry.field(description="Who is asking.")
    def viewer(self, info: AgencyInfo) -> AgencyViewer:
        return viewer_of(info.context)

    @strawberry.field(description="The agency of this endpoint.")
    def agency(self, info: AgencyInfo) -> Agency:
        return agency_of(info.context)

    @strawberry.field(
        description="The KPIs that clients publish, in the catalogue's order; with `keys` only these, in theirs, unknown ones left out.",
        directives=[Cost(weight=0.1, size=30)],
    )
    def kpis(
        self, info: AgencyInfo, keys: Annotated[list[str] | None, strawberry.argument(description="Keys of KPIs, at most 100.")] = None
    ) -> list[PublishedKpi]:
        return every_kpi(info.context) if keys is None else kpis_of(info.context, keys)

    @strawberry.field(description="One published KPI; null if there is none of this key.")
    def kpi(self, info: AgencyInfo, key: Annotated[str, strawberry.argument(description="The KPI's key.")]) -> PublishedKpi | None:
        return next(iter(kpis_of(info.context, [key])), None)

    @strawberry.field(description="The agency's clients: accounts that let it in and are not suspended.", directives=[Cost(weight=1)])
    def clients(
        self,
        info: AgencyInfo,
        first: FIRST = None,
        after: AFTER = None,
        last: LAST = None,
        before: BEFORE = None,
        filter: Annotated[ClientFilter | None, strawberry.argument(description="Which ones.")] = None,
        order_by: Annotated[ClientOrder | None, strawberry.argument(description="Their order.")] = ClientOrder.NAME_ASC,
    ) -> Connection[Client]:
        order = order_by or ClientOrder.NAME_ASC
        return clients.connection(info.context, filter, order, first=first, after=after, last=last, before=before)

    @strawberry.field(description="One client by its name in addresses; null if it is none of the agency's.", directives=[Cost(weight=1)])
    def client(self, info: AgencyInfo, slug: Annotated[str, strawberry.argument(description="The client's name in addresses.")]) -> Client | None:
        return clients.by_slug(info.context, slug)

    @strawberry.field(
        description="Published KPIs of all clients side by side, in one statement for each grain. At most 30 KPIs.", directives=[Cost(base=20, weight=1)]
    )
    def comparison(
        self,
        info: AgencyInfo,
        kpis: Annotated[list[str], strawberry.argument(description="Keys of published KPIs, each a column.")],
        period: PERIOD,
        compare_with: COMPARED = Comparison.PREVIOUS_PERIOD,
        clients: CLIENTS = None,
        channel: CHANNEL = None,
        percentile: Annotated[
            float | None, strawberry.argument(description="Above 0 and below 100; for KPIs with percentiles, the KPI's own when left out.")
        ] = None,
        order_by: Annotated[ComparisonOrder | None, strawberry.argument(description="The order of the rows; by name when left out.")] = None,
    ) -> PortfolioComparison:
        context = info.context
        question = asking.asked(kpis, period, compare_with=compare_with, channel=channel.name.lower() if channel else None, percentile=percentile)
        found = asking.compared(context, question, accounts=account_ids(info, clients))
        return comparing.shown(context, found, order_by, context.selected(info))

    @strawberry.field(description="One KPI over time, client by client and all together: small multiples.", directives=[Cost(base=20, weight=1)])
    def series(
        self,
        info: AgencyInfo,
        kpi: Annotated[str, strawberry.argument(description="The key of a published KPI.")],
        period: PERIOD,
        interval: Annotated[Step, strawberry.argument(description="The length of the steps.")] = Step.WEEK,
        clients: CLIENTS = None,
        channel: CHANNEL = None,
        percentile: Annotated[float | None, strawberry.argument(description="Above 0 and below 100; for KPIs with percentiles.")] = None,
    ) -> PortfolioSeries:
        context = info.context
        found = asking.over_time(
            context,
            kpi,
            checked_period(period),
            interval,
            accounts=account_ids(info, clients),
            channel=channel.name.lower() if channel else None,
            percentile=percentile,
        )
        rows = clients_of(info, [each.client for each in found.clients])
        return PortfolioSeries(
            kpi=kpi_of(context, found.kpi),
            rollup=[point_of(point) for point in found.rollup],
            clients=[ClientSeries(client=row, points=[point_of(point) for point in each.points]) for row, each in zip(rows, found.clients, strict=True)],
        )

    @strawberry.field(description="What changed beyond chance, the largest in standard errors first.", directives=[Cost(base=50, weight=0.1)])
    def movers(
        self, info: AgencyInfo, period: PERIOD, kpis: KPIS = None, compare_with: COMPARED = Comparison.PREVIOUS_PERIOD, first: LIMIT = 25
    ) -> list[Mover]:
        return asking.movers(info.context, period, kpis, compare_with=compare_with, limit=within(first))

    @strawberry.field(
        description="Who misses a target of their own beyond the interval, client by client, the farthest off first.", directives=[Cost(base=50, weight=0.1)]
    )
    def off_target(self, info: AgencyInfo, period: PERIOD, clients: CLIENTS = None, first: LIMIT = 100) -> list[OffTarget]:
        return asking.off_target(info.context, period, accounts=account_ids(info, clients), limit=within(first))

    @strawberry.field(description="One client's number by channel, the most cases first.", directives=[Cost(base=10, weight=0.1, size=7)])
    def segments(
        self,
        info: AgencyInfo,
        client: Annotated[strawberry.ID, strawberry.argument(description="The client's global id.")],
        kpi: Annotated[str, strawberry.argument(description="The key of a published KPI.")],
        period: PERIOD,
        compare_with: COMPARED = Comparison.PREVIOUS_PERIOD,
    ) -> list[ChannelPart]:
        account = (account_ids(info, [client]) or [0])[0]
        return asking.parts(info.context, account, kpi, checked_period(period), compare_with=compare_with or Comparison.PREVIOUS_PERIOD)

    @strawberry.field(description="The reports that the agency sends, by name.", directives=[Cost(weight=0.2, size=20)])
    def reports(self, info: AgencyInfo) -> list[Report]:
        return reporting.all_of(info.context)

    @strawberry.field(description="One report; null if there is none of this id.", directives=[Cost(weight=1)])
    def report(self, info: AgencyInfo, id: Annotated[strawberry.ID, strawberry.argument(description="The report's global id.")]) -> Report | None:
        number = info.context.number(id, ids.Kind.REPORT)
        return reporting.by_numbers(info.context, [number]).get(number) if number is not None else None

    @strawberry.field(description="The letter on the clients' health over the last whole week, as it would be sent now.", directives=[Cost(base=50)])
    def health_preview(self, info: AgencyInfo) -> LetterPreview:
        return previews.health(info.context.agency)  # type: ignore[return-value]  # it has the attributes already

    @strawberry.field(
        description="Anything by its global id; null for an id that this agency did not make, or whose thing is gone.", directives=[Cost(weight=1)]
    )
    def node(self, info: AgencyInfo, id: Annotated[strawberry.ID, strawberry.argument(description="A global id.")]) -> Node | None:
        return nodes_of(info.context, [id])[0]

    @strawberry.field(description="Many things by their global ids, at most 100, in the order of the ids.", directives=[Cost(weight=1)])
    def nodes(self, info: AgencyInfo, ids: Annotated[list[strawberry.ID], strawberry.argument(description="Global ids.")]) -> list[Node | None]:
        return nodes_of(info.context, ids)


def account_ids(info: AgencyInfo, texts: list[strawberry.ID] | None) -> list[int] | None:
    return clients.account_ids(info.context, texts)


def clients_of(info: AgencyInfo, told: list[portfolio.Client]) -> list[Client]:
    return clients.clients_of(info.context, told)


def within(first: int) -> int:
    """`first` as it is; `PAGE_SIZE_LIMIT` unless it is from 1 to 100."""
    if not 1 <= first <= PAGE_SIZE:
        raise ApiError(Code.PAGE_SIZE_LIMIT, f"`first` is a number from 1 to {PAGE_SIZE}.", limit=PAGE_SIZE)
    return first
