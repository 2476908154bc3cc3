"""The tickets behind a number: the measure's own conditions, as a queryset over ticket facts.

`metrics.snapshots.facts.holds` is the same predicate over columns; tests hold the two to the same counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from metrics.aggregates import Level
from metrics.declare import Facts, How, Kpi, Measure, Take, Where
from metrics.snapshots.attributes import Attribute, attribute
from metrics.snapshots.facts import LABEL_COLUMNS, MODELS, SOURCES
from tickets.models import TicketFact

from .context import Context, context
from .peaks import busiest_hours
from .standing import standing
from .types import Clock, Part, ReadingError, Request
from .wants import checked, labels_of, refusals, resolvers_of


def behind(request: Request, part: Part = Part.POPULATION) -> QuerySet[TicketFact]:
    """The tickets that a request's reading counts over its period and filter; with `part`, only those in its numerator, or only the rest.

    Each ticket comes once, also where the KPI counts replies. Raises ReadingError, code NO_PART where the KPI has no numerator,
    NO_TICKETS where it counts nothing that belongs to a ticket, UNKNOWN_DIMENSION where it cannot be narrowed as asked.
    """
    account = context({each.dimension for each in request.filter})
    kpi = checked(request, account.known)
    for refused in refusals(kpi, request.filter):
        raise ReadingError("UNKNOWN_DIMENSION", refused)
    whole, numerator = _counted_in(kpi, request.clock)
    if part is not Part.POPULATION and numerator is None:
        raise ReadingError("NO_PART", f"{kpi.key} has no numerator.")
    counted = _counted(request, kpi, whole, account).tickets()
    if part is Part.POPULATION or numerator is None:
        return counted
    met = _counted(request, kpi, numerator, account).tickets()
    return met if part is Part.NUMERATOR else counted.exclude(pk__in=met.values("pk"))


def has_tickets(kpi: Kpi) -> bool:
    """Whether tickets lie behind a KPI's numbers."""
    return any(SOURCES[counted.measure.facts].ticket for counted in _candidates(kpi, Clock.CALENDAR))


@dataclass(frozen=True, slots=True)
class Counted:
    """The facts of a measure; with `met`, only those that meet its condition."""

    measure: Measure
    met: bool = False


def _candidates(kpi: Kpi, clock: Clock) -> list[Counted]:
    """What a KPI counts, what it divides by before what it divides."""
    terms = [*kpi.reads.under, *kpi.reads.over]
    return [Counted(term.measure, term.take is Take.MET) for term in terms] or [Counted(kpi.measure(business=clock is Clock.BUSINESS))]


def _counted_in(kpi: Kpi, clock: Clock) -> tuple[Counted, Counted | None]:
    """What lies behind the number, and what of it is in its numerator."""
    whole = next((each for each in _candidates(kpi, clock) if SOURCES[each.measure.facts].ticket), None)
    if whole is None:
        raise ReadingError("NO_TICKETS", f"{kpi.key} counts {kpi.reads.measure.facts}, which belong to no ticket.")
    if kpi.reads.how is How.SHARE:
        return whole, Counted(whole.measure, met=True)
    if kpi.reads.is_share and len(kpi.reads.over) == 1:
        over = kpi.reads.over[0]
        return whole, Counted(over.measure, over.take is Take.MET)
    return whole, None


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
            asked = attribute(where.column)
            if asked:
                found = Predicate(found.facts, found.on_ticket & _bears(asked, where), found.on_row)
            else:
                found = found.and_one(where.column, holds(where, SOURCES[self.facts][where.column].kind))
        return found

    def tickets(self) -> QuerySet[TicketFact]:
        found = TicketFact.objects.filter(self.on_ticket)
        if self.facts is Facts.TICKETS:
            return found
        return found.filter(Exists(MODELS[self.facts]._default_manager.filter(self.on_row, ticket_id=OuterRef("ticket_id"))))


def _counted(request: Request, kpi: Kpi, counted: Counted, account: Context) -> Predicate:
    """The conditions of population, period and filter."""
    measure = counted.measure
    found = Predicate(measure.facts, Q(), Q()).and_all((*measure.population, *(measure.condition if counted.met else ())))
    for column, held in _in_period(measure, request.period.start, request.period.end):
        found = found.and_one(column, held)
    if kpi.reads.peak:
        found = found.and_one(
            "hour", Q(hour__in=busiest_hours([request.period], standing([kpi], account.known.measures, account.account).series)[request.period])
        )
    for dimension, ids in labels_of(request.filter, account.names.ids).items():
        found = found.and_one(LABEL_COLUMNS[dimension], _one_of(LABEL_COLUMNS[dimension], ids))
    resolvers = resolvers_of(request.filter)
    if resolvers is None:
        return found
    if measure.resolver is None:  # nobody can be named: every fact is nobody's
        return found if 0 in resolvers else Predicate(found.facts, Q(pk__in=[]), found.on_row)
    return found.and_one(measure.resolver, _one_of(measure.resolver, resolvers))


def _in_period(measure: Measure, start: date, end: date) -> list[tuple[str, Q]]:
    """On the measure's day; of a level, what had entered by the end and had not left."""
    if not isinstance(measure.keep, Level) or measure.ended is None:
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
        found = _among(where, kind)
    elif where.at_least is not None:
        found = Q(**{f"{where.column}__gte": where.at_least, f"{where.column}__isnull": False})
    elif where.at_most is not None:
        found = Q(**{f"{where.column}__lte": where.at_most, f"{where.column}__isnull": False})
    else:
        found = Q(**{f"{where.column}__isnull": False})
    return ~found if where.negated else found


def _among(where: Where, kind: str) -> Q:
    if kind in ("label", "code") and 0 in where.one_of:  # 0 stands for unknown
        named = Q(**{f"{where.column}__in": [one for one in where.one_of if one], f"{where.column}__isnull": False})
        return named | Q(**{f"{where.column}__isnull": True})
    values = [bool(one) for one in where.one_of] if kind == "flag" else list(where.one_of)
    return Q(**{f"{where.column}__in": values, f"{where.column}__isnull": False})


def _bears(asked: Attribute, where: Where) -> Q:
    """A condition on a ticket's tags or custom fields, in the very words in which snapshots ask for it."""
    told = asked.sql("t")
    test = told
    if where.at_least is not None:
        test = f"{told} >= {float(where.at_least)!r}"
    elif where.at_most is not None:
        test = f"{told} <= {float(where.at_most)!r}"
    elif not where.one_of:
        test = f"{told} IS NOT NULL"
    elif 1 not in where.one_of:
        test = f"NOT {told}"
    found = Q(ticket_id__in=RawSQL(f"SELECT t.id FROM tickets_ticket t WHERE {test}".replace("%", "%%"), []))
    return ~found if where.negated else found
