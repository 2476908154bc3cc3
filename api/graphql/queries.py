"""The root of all questions."""

from __future__ import annotations

from typing import Annotated

import strawberry

from tickets.models import Label

from . import overview, tickets
from .connections import AFTER, BEFORE, FIRST, LAST
from .costs import Cost
from .defining import Defining
from .insights import Insights
from .nodes import nodes_of
from .types.account import Account, Viewer, account_of, viewer_of
from .types.catalogue import Kpi, known_kpis, kpi_of
from .types.enums import RESOLVERS, Clock, Comparison, Dimension, Step, TicketOrder
from .types.inputs import FilterInput, PeriodInput, TicketFilter
from .types.nodes import Info, Node
from .types.readings import Reading, reading_of
from .types.tickets import TicketConnection

Kpis = Annotated[list[str], strawberry.argument(description="Keys of KPIs, at most 100.")]


@strawberry.type(description="A value that tickets bear in a dimension.")
class DimensionValue:
    key: str = strawberry.field(description="For filters.")
    label: str = strawberry.field(description="As people read it.")


@strawberry.type(description="The root of all questions.")
class Query(Insights, Defining):
    @strawberry.field(description="Who is asking.")
    def viewer(self, info: Info) -> Viewer:
        return viewer_of(info)

    @strawberry.field(description="The account of this endpoint.")
    def account(self, info: Info) -> Account:
        return account_of(info)

    @strawberry.field(
        description="The catalogue of KPIs, in its order; with `keys` only these, in theirs, unknown ones left out.", directives=[Cost(weight=0.1, size=20)]
    )
    def kpis(self, info: Info, keys: Annotated[list[str] | None, strawberry.argument(description="Keys of KPIs, at most 100.")] = None) -> list[Kpi]:
        known = known_kpis(info.context)
        return [kpi_of(info.context, known[key]) for key in (known if keys is None else keys) if key in known]

    @strawberry.field(description="One KPI; null if there is none of this key.")
    def kpi(self, info: Info, key: Annotated[str, strawberry.argument(description="The KPI's key.")]) -> Kpi | None:
        declared = known_kpis(info.context).get(key)
        return kpi_of(info.context, declared) if declared else None

    @strawberry.field(description="Numbers: one reading for each key, in the order of the keys.", directives=[Cost(weight=5)])
    def readings(
        self,
        info: Info,
        kpis: Kpis,
        period: Annotated[PeriodInput, strawberry.argument(description="The local days to read.")],
        interval: Annotated[Step | None, strawberry.argument(description="The step of `series`.")] = None,
        by: Annotated[Dimension | None, strawberry.argument(description="The dimension of `breakdown`.")] = None,
        filter: Annotated[list[FilterInput] | None, strawberry.argument(description="Only what passes all of these.")] = None,
        compare_with: Annotated[Comparison | None, strawberry.argument(description="What `previous` is.")] = Comparison.PREVIOUS_PERIOD,
        percentile: Annotated[
            float | None, strawberry.argument(description="Above 0 and below 100; for KPIs with percentiles, the KPI's own when left out.")
        ] = None,
        clock: Annotated[Clock | None, strawberry.argument(description="How durations are counted.")] = Clock.CALENDAR,
        version: Annotated[
            int | None,
            strawberry.argument(description="The number of an older version of the definition; for one KPI at a time. The current one when left out."),
        ] = None,
    ) -> list[Reading]:
        # The arguments are read by overview.read, together with those of the fields beside this one.
        return [reading_of(info.context, reading) for reading in overview.read(info)]

    @strawberry.field(description="The values of a dimension, in the order of their labels; what filters offer.", directives=[Cost(weight=0.02, size=50)])
    def dimension_values(self, dimension: Annotated[Dimension, strawberry.argument(description="Which dimension.")]) -> list[DimensionValue]:
        if dimension is Dimension.RESOLVER:
            return [DimensionValue(key=key, label=label) for key, label in RESOLVERS.items()]
        if dimension is Dimension.HOUR:
            return [DimensionValue(key=str(hour), label=f"{DAYS[hour // 24]} {hour % 24:02}:00") for hour in range(24 * 7)]
        rows = Label.objects.filter(dimension=dimension.cut.value, is_active=True).order_by("name", "key").values_list("key", "name")
        return [DimensionValue(key=key, label=label) for key, label in rows]

    @strawberry.field(description="Tickets whose facts have been derived.", directives=[Cost(weight=2)])
    def tickets(
        self,
        info: Info,
        first: FIRST = None,
        after: AFTER = None,
        last: LAST = None,
        before: BEFORE = None,
        filter: Annotated[TicketFilter | None, strawberry.argument(description="Which ones.")] = None,
        order_by: Annotated[TicketOrder | None, strawberry.argument(description="Their order.")] = TicketOrder.CREATED_AT_DESC,
    ) -> TicketConnection:
        return tickets.connection(
            info, tickets.filtered(filter), order=order_by or TicketOrder.CREATED_AT_DESC, first=first, after=after, last=last, before=before
        )

    @strawberry.field(
        description="Anything by its global id; null for an id that this account did not make, or whose thing is gone.", directives=[Cost(weight=1)]
    )
    def node(self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="A global id.")]) -> Node | None:
        return nodes_of(info, [id])[0]

    @strawberry.field(description="Many things by their global ids, at most 100, in the order of the ids.", directives=[Cost(weight=1)])
    def nodes(self, info: Info, ids: Annotated[list[strawberry.ID], strawberry.argument(description="Global ids.")]) -> list[Node | None]:
        return nodes_of(info, ids)


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
