"""Questions about why, at what cost, and what first: decompositions, conflicts, the scorecard."""

from __future__ import annotations

from typing import Annotated

import strawberry

from metrics import decomposition, pairs, scorecards
from metrics.readings import types as said

from .asking import filters, period, refusing
from .costs import Cost
from .diagnosing import Diagnostics
from .types.decomposition import Decomposition, decomposition_of
from .types.enums import Clock, Comparison, Dimension
from .types.inputs import FilterInput, PeriodInput
from .types.judgement import Conflict, Scorecard, conflict_of, scorecard_of
from .types.nodes import Info

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
