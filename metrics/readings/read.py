"""Many readings at once: prepare what all of them need, build each, judge it by the others."""

from __future__ import annotations

from collections.abc import Sequence

from .build import reading
from .companions import companions, judged
from .numbers import Book
from .prepare import prepare
from .types import Reading, Request
from .wants import checked


def read(requests: Sequence[Request]) -> list[Reading]:
    """Answer these requests of the current account, in their order, in as few statements as `prepare` needs. What a reading says does
    not depend on what else is asked.

    Raises ReadingError for what cannot be answered.
    """
    kpis = {each: checked(each) for request in requests for each in (request, *companions(request, checked(request)))}
    prepared = prepare(kpis)
    book = Book(prepared.tables, prepared.wanted)
    built = {request: reading(plan, book, prepared.standing, prepared.names) for request, plan in prepared.plans.items()}
    return [judged(built[request], built) for request in requests]
