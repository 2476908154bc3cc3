"""What some requests need, fetched together: their plans, how the account stands, and the states they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.declare import Dimension, Kpi
from metrics.kpis import EXCLUDED, MEASURES

from .build import asked
from .fetch import Table, fetch
from .numbers import Way
from .peaks import busiest_hours
from .standing import LabelNames, Standing, label_names, standing
from .types import Request
from .wants import Plan, Want, periods_of, plan


@dataclass(frozen=True, slots=True)
class Prepared:
    """The plan of each request, the tables in which its wants are found, and every want with the way it is read."""

    plans: Mapping[Request, Plan]
    standing: Standing
    names: LabelNames
    tables: list[Table]
    wanted: list[tuple[Want, Way]]


def prepare(kpis: Mapping[Request, Kpi]) -> Prepared:
    """Plan these requests of these KPIs and fetch what they want, in at most three statements (one more where only the busiest hours
    are asked for, and one for every period and filter that only the facts can answer)."""
    names = label_names({dimension for request in kpis for dimension in _dimensions(request)})
    state = standing(kpis.values())
    peaks = busiest_hours([period for request, kpi in kpis.items() if kpi.reads.peak for period in periods_of(request)], state.series)
    plans = {request: plan(request, kpi, names.ids, stored=MEASURES, peaks=peaks) for request, kpi in kpis.items()}
    wanted = [pair for each in plans.values() for pair in asked(each)]
    measures = {measure.key: measure for kpi in kpis.values() for measure in kpi.measures} | {each.key: each for each in EXCLUDED.values()}
    return Prepared(plans, state, names, fetch([want for want, _ in wanted], state.series, measures), wanted)


def _dimensions(request: Request) -> list[Dimension]:
    return [each.dimension for each in request.filter] + ([request.by] if request.by is not None else [])
