"""Many readings at once: plan what all of them want, fetch it together, build each."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.declare import Dimension

from .build import asked, reading
from .companions import companions, judged
from .fetch import fetch
from .numbers import Book
from .standing import label_names, standing
from .types import Reading, Request
from .wants import checked, plan


def read(requests: Sequence[Request]) -> list[Reading]:
    """Answer these requests of the current account, in their order, in at most three statements (and one for every period and
    filter that only the facts can answer). What a reading says does not depend on what else is asked.

    Raises ReadingError for what cannot be answered.
    """
    everything = list(dict.fromkeys(each for request in requests for each in (request, *companions(request, checked(request)))))
    names = label_names({dimension for request in everything for dimension in _dimensions(request)})
    plans = {request: plan(request, names.ids) for request in everything}
    state = standing(each.kpi for each in plans.values())
    wanted = [pair for each in plans.values() for pair in asked(each)]
    book = Book(fetch([want for want, _ in wanted], state.series, data_from=state.data_from), wanted)
    built = {request: reading(plans[request], book, state, names) for request in everything}
    return [judged(built[request], built) for request in requests]


def _dimensions(request: Request) -> list[Dimension]:
    return [each.dimension for each in request.filter] + ([request.by] if request.by is not None else [])
