"""Many readings at once: prepare what all of them need, build each, judge it by the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.catalogue import Catalogue
from metrics.declare import Kpi

from .build import reading
from .companions import companions, judged
from .context import Context, context
from .numbers import Book
from .prepare import dimensions, likely, prepare
from .types import Reading, Request
from .wants import checked, refuse


def read(requests: Sequence[Request]) -> list[Reading]:
    """Answer these requests of the current account, in their order: one statement for its catalogue and
    labels and how it stands, and those `prepare` needs. What a reading says does not depend on what else is asked.

    Raises ReadingError for what cannot be answered.
    """
    account = context(dimensions(requests), likely(requests))
    return _read({each: checked(each, account.known) for each in requests}, requests, account)


def read_as(kpi: Kpi, request: Request) -> Reading:
    """Answer a request as if its KPI were this one, from the facts as far as no states are kept for it."""
    account = context(dimensions([request]), [kpi, *likely([request])])
    refuse(request, kpi)
    return _read({request: kpi}, [request], account)[0]


def _read(asked: Mapping[Request, Kpi], requests: Sequence[Request], account: Context) -> list[Reading]:
    kpis = {**{each: _as(asked, each, account.known) for request, kpi in asked.items() for each in companions(request, kpi)}, **asked}
    prepared = prepare(kpis, account)
    book = Book(prepared.tables, prepared.wanted)
    built = {request: reading(plan, book, prepared.standing, prepared.names) for request, plan in prepared.plans.items()}
    return [judged(built[request], built) for request in requests]


def _as(asked: Mapping[Request, Kpi], request: Request, known: Catalogue) -> Kpi:
    """The KPI of a companion: that of a request for the same one, or the catalogue's."""
    same = next((kpi for each, kpi in asked.items() if (each.kpi, each.version) == (request.kpi, request.version)), None)
    return same or checked(request, known)
