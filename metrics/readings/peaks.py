"""The busiest hours of the week of a period: the tenth of them in which the most tickets are created."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.declare import Dimension
from metrics.kpis import MEASURES
from metrics.snapshots.cells import HOURS

from .fetch import fetch
from .types import Period
from .wants import Peaks, Want

BUSIEST = round(HOURS / 10)
CREATED = MEASURES["tickets_created"]


def busiest_hours(periods: Sequence[Period], series: Mapping[str, int]) -> Peaks:
    """The 17 hours of 168 with the most tickets created in each of these periods, whatever the filter, in one statement; an earlier
    hour goes before a later one with as many. An hour in which nothing was created is never a busy one. None without periods."""
    wants = {period: Want(CREATED.key, Dimension.HOUR, period) for period in periods}
    if not wants:
        return {}
    created = {period: np.zeros(HOURS) for period in periods}
    for table in fetch(list(wants.values()), series, {CREATED.key: CREATED}):
        for place, want in enumerate(table.wants):
            own = table.want == place
            np.add.at(created[want.period], table.value[own], table.states.den[own])
    return {period: _busiest(found) for period, found in created.items()}


def _busiest(created: np.typing.NDArray[np.float64]) -> tuple[int, ...]:
    order = np.argsort(-created, kind="stable")[:BUSIEST]
    return tuple(sorted(int(hour) for hour in order if created[hour])) or (0,)
