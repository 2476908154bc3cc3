"""The tickets behind a number: the measure's own conditions, as a queryset over ticket facts.

`metrics.snapshots.facts.holds` is the same predicate over columns; tests hold the two to the same counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from metrics.declare import Facts, How, Kpi, Measure, Where
from metrics.snapshots.facts import LABEL_COLUMNS, MODELS, SOURCES
from tickets.models import TicketFact

from .context import LabelNames, context
from .types import Clock, Part, ReadingError, Request
from .wants import checked, labels_of, resolvers_of


def behind(request: Request, part: Part = Part.POPULATION) -> QuerySet[TicketFact]:
    """The tickets that a request's reading counts over its period and filter; with `part`, only those in its numerator, or only the rest.

    Each ticket comes once, also where the KPI counts replies. Raises ReadingError, code NO_PART where the KPI has no numerator.
    """
    known, names = context({each.dimension for each in request.filter})
    kpi = checked(request, known)
    measure = kpi.measure(business=request.clock is Clock.BUSINESS)
    if part is not Part.POPULATION and kpi.reads.how is not How.SHARE:
        raise ReadingError("NO_PART", f"{kpi.key} has no numerator.")
    counted = _counted(request, kpi, measure, names)
    if part is Part.POPULATION:
        return counted.tickets()
    met = counted.and_all(measure.condition).tickets()
    return met if part is Part.NUMERATOR else counted.tickets().exclude(pk__in=met.values("pk"))


@dataclass(frozen=True, slots=True)
class Predicate:
    """Conditions on tickets, and on the facts of another kind that a ticket must have one of."""

    facts: Facts
    on_ticket: Q
    on_row: Q

    def and_one(self, column: str, held: Q) -> Predicate:
        """With a condition on a column, put where the column is."""
        if self.facts is Facts.TICKETS or SOURCES[self.facts][column].sql.startswith("f."):
            return Predicate(self.facts, self.on_ticket & held, self.on_row)
        return Predicate(self.facts, self.on_ticket, self.on_row & held)

    def and_all(self, conditions: Sequence[Where]) -> Predicate:
        found = self
        for where in conditions:
            found = found.and_one(where.column, holds(where, SOURCES[self.facts][where.column].kind))
        return found

    def tickets(self) -> QuerySet[TicketFact]:
        found = TicketFact.objects.filter(self.on_ticket)
        if self.facts is Facts.TICKETS:
            return found
        return found.filter(Exists(MODELS[self.facts]._default_manager.filter(self.on_row, ticket_id=OuterRef("ticket_id"))))


def _counted(request: Request, kpi: Kpi, measure: Measure, names: LabelNames) -> Predicate:
    """The conditions of population, period and filter."""
    found = Predicate(measure.facts, Q(), Q()).and_all(measure.population)
    for column, held in _in_period(kpi, measure, request.period.start, request.period.end):
        found = found.and_one(column, held)
    for dimension, ids in labels_of(request.filter, names.ids).items():
        found = found.and_one(LABEL_COLUMNS[dimension], _one_of(LABEL_COLUMNS[dimension], ids))
    resolvers = resolvers_of(request.filter)
    if resolvers is None:
        return found
    if measure.resolver is None:  # nobody can be named: every fact is nobody's
        return found if 0 in resolvers else Predicate(found.facts, Q(pk__in=[]), found.on_row)
    return found.and_one(measure.resolver, _one_of(measure.resolver, resolvers))


def _in_period(kpi: Kpi, measure: Measure, start: date, end: date) -> list[tuple[str, Q]]:
    """On the measure's day; of a level, what had entered by the end and had not left."""
    if kpi.reads.how is not How.LEVEL or measure.ended is None:
        return [(measure.day, Q(**{f"{measure.day}__gte": start, f"{measure.day}__lte": end}))]
    still = Q(**{f"{measure.ended}__isnull": True}) | Q(**{f"{measure.ended}__gt": end})
    return [(measure.day, Q(**{f"{measure.day}__lte": end})), (measure.ended, still)]


def _one_of(column: str, numbers: Sequence[int]) -> Q:
    """One of these labels or codes, 0 standing for unknown."""
    named = Q(**{f"{column}__in": [one for one in numbers if one]})
    return named | Q(**{f"{column}__isnull": True}) if 0 in numbers else named


def holds(where: Where, kind: str) -> Q:
    """One condition as a Q that is true or false, never unknown: its negation includes unknown values."""
    if where.one_of:
        values = [bool(one) for one in where.one_of] if kind == "flag" else list(where.one_of)
        found = Q(**{f"{where.column}__in": values, f"{where.column}__isnull": False})
    elif where.at_least is not None:
        found = Q(**{f"{where.column}__gte": where.at_least, f"{where.column}__isnull": False})
    elif where.at_most is not None:
        found = Q(**{f"{where.column}__lte": where.at_most, f"{where.column}__isnull": False})
    else:
        found = Q(**{f"{where.column}__isnull": False})
    return ~found if where.negated else found
