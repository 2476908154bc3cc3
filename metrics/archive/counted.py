"""Which of tickets' tags and custom fields an account's numbers depend on."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.catalogue import SHIPPED, catalogue
from metrics.declare import Measure
from metrics.snapshots.attributes import Attribute, attribute


def counted_attributes() -> tuple[frozenset[str], frozenset[str]]:
    """The tags and the custom fields that any measure of the current account asks for."""
    known = catalogue()
    asked = [] if known is SHIPPED else list(_attributes(known.computed.values()))
    return frozenset(tag for each in asked for tag in each.tags), frozenset(each.field for each in asked if each.field)


def _attributes(measures: Iterable[Measure]) -> Iterable[Attribute]:
    for measure in measures:
        columns = [where.column for where in (*measure.population, *measure.condition)]
        for column in (*columns, measure.value or ""):
            if (found := attribute(column)) is not None:
                yield found
