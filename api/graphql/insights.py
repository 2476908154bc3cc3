"""Questions about why, at what cost, and what first: decompositions, conflicts, the scorecard."""

from __future__ import annotations

from typing import Annotated

import strawberry

from metrics import decomposition, pairs, panels, scorecards
from metrics.readings import types as said
from tickets.ingest import rows

from .asking import filters, period, refusing
from .costs import Cost
from .diagnosing import Diagnostics
from .types.catalogue import known_kpis, kpi_of
from .types.decomposition import Decomposition, decomposition_of
from .types.enums import Clock, Comparison, Dimension
from .types.inputs import FilterInput, PeriodInput
from .types.judgement import Conflict, Scorecard, conflict_of, scorecard_of
from .types.nodes import Info
from .types.panels import AiOutcomes, Friction, Panel, outcomes_of
from .types.rows import RowKind, kind_of

PERIOD = Annotated[PeriodInput, strawberry.argument(name="period", description="The local days to read.")]
FILTER = Annotated[list[FilterInput] | None, strawberry.argument(description="Only what passes all of these.")]
COMPARED = Annotated[Comparison | None, strawberry.argument(description="What the period is compared with.")]


@strawberry.type
class Insights:
    """Fields of `Query`."""

    @strawberry.field(
        description="Why a number changed: its change taken apart over a dimension. Null, with an error, where that cannot be.", directives=[Cost(weight=20)]
    )
    def decomposition(
        self,
        info: Info,
        kpi: Annotated[str, strawberry.argument(description="The KPI's key.")],
        period_: PERIOD,
        by: Annotated[Dimension, strawberry.argument(description="The dimension to take it apart over; not `HOUR`.")],
        filter: FILTER = None,
        compare_with: COMPARED = Comparison.PREVIOUS_PERIOD,
        percentile: Annotated[float | None, strawberry.argument(description="For KPIs with percentiles, the KPI's own when left out.")] = None,
        clock: Annotated[Clock | None, strawberry.argument(description="How durations are counted.")] = Clock.CALENDAR,
    ) -> Decomposition | None:
        request = said.Request(
            kpi=kpi,
            period=period(period_),
            filter=filters(filter),
            compare_with=compare_with or Comparison.PREVIOUS_PERIOD,
            percentile=percentile,
            clock=clock or Clock.CALENDAR,
            balancing=False,
        )
        with refusing():
            return decomposition_of(info.context, decomposition.decompose(request, by.cut))

    @strawberry.field(description="KPIs that look good at another's cost, those that changed beyond chance first.", directives=[Cost(base=300, size=5)])
    def conflicts(self, info: Info, period_: PERIOD, compare_with: COMPARED = Comparison.PREVIOUS_PERIOD, filter: FILTER = None) -> list[Conflict]:
        with refusing():
            found = pairs.conflicts(period(period_), compare_with=compare_with or Comparison.PREVIOUS_PERIOD, filter=filters(filter))
        return [conflict_of(info.context, conflict) for conflict in found]

    @strawberry.field(description="The KPIs that the account steers by.")
    def scorecard(self, info: Info) -> Scorecard:
        return scorecard_of(info.context, scorecards.scorecard())

    @strawberry.field(description="What failed, why, where, and what to do next.")
    def diagnostics(self, period_: PERIOD, filter: FILTER = None) -> Diagnostics:
        return Diagnostics(asked_period=period(period_), asked_filter=filters(filter))

    @strawberry.field(description="Groups of KPIs that are read together.", directives=[Cost(weight=0.1, size=3)])
    def panels(self, info: Info) -> list[Panel]:
        known = known_kpis(info.context)
        return [
            Panel(key=panel.key, name=panel.name, asks=panel.asks, kpis=[kpi_of(info.context, known[key]) for key in panel.kpis if key in known])
            for panel in panels.PANELS
        ]

    @strawberry.field(description="What became of the tickets that the AI agent touched.", directives=[Cost(weight=50)])
    def ai_outcomes(self, period_: PERIOD, filter: FILTER = None) -> AiOutcomes:
        narrowed = filters(filter)
        with refusing():
            return outcomes_of(panels.ai_outcomes(period(period_), narrowed), narrowed)

    @strawberry.field(description="Where customers had a hard time.", directives=[Cost(weight=100)])
    def friction(self, period_: PERIOD, filter: FILTER = None) -> Friction:
        with refusing():
            return panels.friction(period(period_), filters(filter))  # type: ignore[return-value]  # this has the attributes already

    @strawberry.field(description="What can be imported beside tickets and their events, in files or over REST.", directives=[Cost(weight=0.1, size=12)])
    def row_kinds(self) -> list[RowKind]:
        return [kind_of(kind) for kind in rows.KINDS.values()]
