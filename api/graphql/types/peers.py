"""How an account's peers do."""

from __future__ import annotations

import strawberry

from api.graphql.context import Context
from metrics import benchmarks
from metrics.benchmarks.answers import Band, Reason, Withheld
from metrics.benchmarks.answers import Peers as Told
from metrics.declare import Kpi as Declared
from metrics.readings import types as said

from .enums import described
from .figures import Period

described(
    Band,
    name="PeerBand",
    description="Where a value lies among its peers', whichever way is good.",
    BELOW_P25="Below the lower quartile.",
    P25_TO_P50="From the lower quartile to the median.",
    P50_TO_P75="From the median to the upper quartile.",
    ABOVE_P75="Above the upper quartile, or on it.",
)
described(
    Reason,
    name="PeersWithheld",
    description="Why no peers are shown.",
    NOT_SHARING="The account takes no part in benchmarks.",
    TOO_FEW="Too few independent accounts contributed, or one of them could be singled out.",
    NOT_PUBLISHED="Accounts are not compared in this number.",
    NO_DATA="No cohort of this account's was formed yet.",
)
NARROWED = Withheld(Reason.NOT_PUBLISHED, "Peers are compared over everything, by the calendar and the KPI's own percentile: not in filtered readings.")


@strawberry.type(description="The quartiles of the account's peers, or why they are withheld.")
class Peers:
    p25: float | None = strawberry.field(description="The lower quartile of their values, rounded to two digits, in the KPI's unit; null when withheld.")
    p50: float | None = strawberry.field(description="The median of their values; null when withheld.")
    p75: float | None = strawberry.field(description="The upper quartile of their values; null when withheld.")
    accounts: int | None = strawberry.field(
        description="How many contributed, rounded down to tens, all clients of one agency counting once; null when withheld."
    )
    cohort: str | None = strawberry.field(description="Who they are, in words; null when withheld.")
    quarter: Period | None = strawberry.field(description="Over which quarter; null when withheld.")
    band: Band | None = strawberry.field(description="Where this reading's value lies; null when withheld, and without a value.")
    withheld: str | None = strawberry.field(description="Why nothing is shown, in a sentence; null when something is.")
    reason: Reason | None = strawberry.field(description="The same for programs.")


def peers_of(context: Context, kpi: Declared, asked: said.Request, value: float | None) -> Peers:
    """The peers of one reading; looked up for all KPIs of the period when first asked."""
    told = NARROWED if _is_narrowed(kpi, asked) else _told(context, kpi, asked.period)
    if isinstance(told, Withheld):
        return Peers(p25=None, p50=None, p75=None, accounts=None, cohort=None, quarter=None, band=None, withheld=told.message, reason=told.reason)
    return Peers(
        p25=told.p25,
        p50=told.p50,
        p75=told.p75,
        accounts=told.accounts,
        cohort=told.cohort,
        quarter=told.quarter,  # type: ignore[arg-type]  # it has the attributes already
        band=told.band(value),
        withheld=None,
        reason=None,
    )


def _is_narrowed(kpi: Declared, asked: said.Request) -> bool:
    other_percentile = asked.percentile is not None and asked.percentile != 100 * (kpi.reads.quantile or 0.5)
    return bool(asked.filter) or asked.clock is not said.Clock.CALENDAR or (kpi.has_percentiles and other_percentile)


def _told(context: Context, kpi: Declared, period: said.Period) -> Told | Withheld:
    from .catalogue import known_kpis

    known: dict[said.Period, dict[str, Told | Withheld]] = context.memory.setdefault(Told, {})
    if period not in known:
        known[period] = benchmarks.peers_of(context.account, known_kpis(context).values(), period)
    answers = known[period]
    current = known_kpis(context).get(kpi.key)
    if kpi.key not in answers or current is None or current.version != kpi.version:  # an older version, read by its number
        return benchmarks.peers(context.account, kpi, period)
    return answers[kpi.key]
