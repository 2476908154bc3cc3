"""The scorecard, and KPIs that improve at another's cost."""

from __future__ import annotations

import strawberry

from api.graphql.context import Context
from api.graphql.costs import Cost
from metrics import pairs, scorecards

from .catalogue import Kpi, known_kpis, kpi_of
from .readings import Reading, reading_of


@strawberry.type(description="The few KPIs that the account steers by; all others are there to find out why.")
class Scorecard:
    cap: int = strawberry.field(description="How many KPIs it may hold: six unless the account says otherwise.")
    kpis: list[Kpi] = strawberry.field(description="Its KPIs, in their order.", directives=[Cost(weight=0.1, size=6)])
    is_default: bool = strawberry.field(description="Whether nobody has arranged it yet, so that it shows the featured KPIs.")


@strawberry.type(description="A KPI that looks good, and one that balances it and says otherwise.")
class Conflict:
    kpi: Kpi = strawberry.field(description="The KPI that improved or is on target.")
    partner: Kpi = strawberry.field(description="The KPI that got worse beyond chance or misses its target.")
    reading: Reading = strawberry.field(description="The reading of the first; without series and breakdown.")
    partner_reading: Reading = strawberry.field(description="The reading of the second; without series and breakdown.")
    kind: str = strawberry.field(description="What stands against what, such as `speed against resolution`.")
    sentence: str = strawberry.field(description="What happened, in a sentence.")


def scorecard_of(context: Context, found: scorecards.Scorecard) -> Scorecard:
    """The scorecard as the API shows it."""
    declared = known_kpis(context)
    return Scorecard(cap=found.cap, kpis=[kpi_of(context, declared[key]) for key in found.keys], is_default=found.is_default)


def conflict_of(context: Context, found: pairs.Conflict) -> Conflict:
    """The conflict as the API shows it."""
    return Conflict(
        kpi=kpi_of(context, found.reading.kpi),
        partner=kpi_of(context, found.partner.kpi),
        reading=reading_of(context, found.reading),
        partner_reading=reading_of(context, found.partner),
        kind=found.kind,
        sentence=found.sentence,
    )
