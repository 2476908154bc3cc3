"""The tickets behind a number: the measure's own conditions, as a queryset over ticket facts.

`metrics.snapshots.facts.holds` is the same predicate over columns; tests hold the two to the same counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Model, Q, QuerySet

from metrics.declare import Dimension, Facts, How, Kpi, Measure, Where
from metrics.snapshots.facts import LABEL_COLUMNS, MODELS, SOURCES
from tickets.models import TicketFact

from .standing import label_names
from .types import Clock, Part, ReadingError, Request
from .wants import checked, labels_of, resolvers_of


def behind(request: Request, part: Part = Part.POPULATION) -> QuerySet[TicketFact]:
    """The tickets that a request's reading counts over its period and filter; with `part`, only those in its numerator, or only the rest.

    Each ticket comes once, also where the KPI counts replies. Raises ReadingError, code NO_PART where the KPI has no numerator.
    """
    kpi = checked(request)
    measure = kpi.measure(business=request.clock is Clock.BUSINESS)
    held = _population(request, kpi, measure)
    if part is not Part.POPULATION:
        if kpi.reads.how is not How.SHARE:
            raise ReadingError("NO_PART", f"{kpi.key} has no numerator.")
        met = all_of(measure.condition, measure.facts)
        held &= met if part is Part.NUMERATOR else ~met
    if measure.facts is Facts.TICKETS:
        return TicketFact.objects.filter(held)
    return TicketFact.objects.filter(ticket__in=rows(measure.facts).filter(held).values("ticket"))


def rows(facts: Facts) -> QuerySet[Model]:
    """The facts of one kind."""
    return MODELS[facts]._default_manager.all()


def _population(request: Request, kpi: Kpi, measure: Measure) -> Q:
    """The conditions of population, period and filter, over the measure's own facts."""
    held = all_of(measure.population, measure.facts) & _in_period(kpi, measure, request.period.start, request.period.end)
    names = label_names({each.dimension for each in request.filter})
    for dimension, ids in labels_of(request.filter, names.ids).items():
        held &= _labelled(measure.facts, dimension, ids)
    resolvers = resolvers_of(request.filter)
    return held if resolvers is None else held & _resolved_by(measure, resolvers)


def _in_period(kpi: Kpi, measure: Measure, start: date, end: date) -> Q:
    """On the measure's day; of a level, those that had entered by the end and had not left."""
    day = _path(measure.facts, measure.day)
    if kpi.reads.how is not How.LEVEL or measure.ended is None:
        return Q(**{f"{day}__gte": start, f"{day}__lte": end})
    left = _path(measure.facts, measure.ended)
    return Q(**{f"{day}__lte": end}) & (Q(**{f"{left}__isnull": True}) | Q(**{f"{left}__gt": end}))


def _labelled(facts: Facts, dimension: Dimension, ids: Sequence[int]) -> Q:
    path = _path(facts, LABEL_COLUMNS[dimension])
    named = Q(**{f"{path}__in": [one for one in ids if one]})
    return named | Q(**{f"{path}__isnull": True}) if 0 in ids else named


def _resolved_by(measure: Measure, resolvers: Sequence[int]) -> Q:
    """Where nobody can be named, every fact is nobody's."""
    if measure.resolver is None:
        return Q() if 0 in resolvers else Q(pk__in=[])
    path = _path(measure.facts, measure.resolver)
    named = Q(**{f"{path}__in": [one for one in resolvers if one]})
    return named | Q(**{f"{path}__isnull": True}) if 0 in resolvers else named


def all_of(conditions: Sequence[Where], facts: Facts) -> Q:
    """Conditions as one Q over the facts of a kind."""
    held = Q()
    for where in conditions:
        held &= predicate(where, facts)
    return held


def predicate(where: Where, facts: Facts) -> Q:
    """One condition as a Q that is true or false, never unknown: its negation includes unknown values."""
    path = _path(facts, where.column)
    if where.one_of:
        values = [bool(one) for one in where.one_of] if SOURCES[facts][where.column].kind == "flag" else list(where.one_of)
        found = Q(**{f"{path}__in": values, f"{path}__isnull": False})
    elif where.at_least is not None:
        found = Q(**{f"{path}__gte": where.at_least, f"{path}__isnull": False})
    else:
        found = Q(**{f"{path}__isnull": False})
    return ~found if where.negated else found


def _path(facts: Facts, column: str) -> str:
    """The look-up of a column from a fact's own model: its own field, or its ticket's fact."""
    own = SOURCES[facts][column].sql.startswith("r.")
    return column if facts is Facts.TICKETS or own else f"ticket__fact__{column}"
