"""What some requests need, fetched together: their plans, how the account stands, and the states they ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from metrics.declare import Dimension, Kpi
from metrics.kpis import EXCLUDED, KPIS

from .build import asked
from .context import Context, LabelNames, context
from .fetch import Table, fetch
from .numbers import Way
from .peaks import busiest_hours
from .standing import Standing, standing
from .types import Request
from .wants import Plan, Want, checked, periods_of, plan


@dataclass(frozen=True, slots=True)
class Prepared:
    """The plan of each request, the tables in which its wants are found, and every want with the way it is read."""

    plans: Mapping[Request, Plan]
    standing: Standing
    names: LabelNames
    tables: list[Table]
    wanted: list[tuple[Want, Way]]


def prepare(kpis: Mapping[Request, Kpi], account: Context) -> Prepared:
    """Plan these requests of these KPIs and fetch what they want, in one statement (one more where only the busiest hours
    are asked for, and one for every period and filter that only the facts can answer)."""
    known, names = account.known, account.names
    state = standing(kpis.values(), known.measures, account.account)
    peaks = busiest_hours([period for request, kpi in kpis.items() if kpi.reads.peak for period in periods_of(request)], state.series)
    plans = {request: plan(request, kpi, names.ids, stored=known.measures, peaks=peaks) for request, kpi in kpis.items()}
    wanted = [pair for each in plans.values() for pair in asked(each)]
    measures = {measure.key: measure for kpi in kpis.values() for measure in kpi.measures} | {each.key: each for each in EXCLUDED.values()}
    return Prepared(plans, state, names, fetch([want for want, _ in wanted], state.series, measures), wanted)


def prepared(requests: Collection[Request]) -> Prepared:
    """What these requests of the current account need. Raises ReadingError for what cannot be answered."""
    account = context(dimensions(requests), likely(requests))
    return prepare({each: checked(each, account.known) for each in requests}, account)


def likely(requests: Collection[Request]) -> list[Kpi]:
    """The shipped KPIs that these requests will most likely read, those that balance them included."""
    asked = [KPIS[key] for key in dict.fromkeys(each.kpi for each in requests) if key in KPIS]
    return list({kpi.key: kpi for each in asked for kpi in (each, *(KPIS[key] for key in each.balanced_by if key in KPIS))}.values())


def dimensions(requests: Collection[Request]) -> set[Dimension]:
    """Those whose labels these requests need."""
    asked = {request.by for request in requests if request.by is not None}
    return asked | {each.dimension for request in requests for each in request.filter}
