"""An expression looked at before anything is saved: what it would have said, and whether it makes a KPI worth having."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from metrics.catalogue import catalogue
from metrics.declare import Better, Dimension, Facts, How, Kpi, Measure
from metrics.readings import Comparison, Period, Reading, Request, Step
from metrics.readings.read import read_as
from tenants import schemas

from .conditions import label_ids
from .expressions import Json, compile_expression
from .problems import DefinitionError, Problem

LONGEST_PREVIEW = 366
WEEKS = 12
NOT_OURS = (Facts.SUBSCRIPTIONS, Facts.EMPLOYMENTS)
NOT_FELT = (Facts.WORK, Facts.COSTS, Facts.SHIFTS, Facts.EMPLOYMENTS)
GIVEN = {"channel", "priority", "topic", "team", "agent", "exclusion", "created_day", "created_hour", "day", "kind", "scale"}
"""Columns that say what came in. What else a KPI asks about is what was done with it."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One of the four traits of a KPI worth having; `holds` is None where only a person can say."""

    key: str
    name: str
    holds: bool | None
    explanation: str


def check(expression: Json, *, key: str | None = None) -> list[Problem]:
    """Everything that is wrong with an expression; nothing if it can be saved. `key`: of the KPI it is a new version of."""
    return compile_expression(expression, catalogue=catalogue(), ids=label_ids(), key=key)[1]


def compiled(expression: Json, *, key: str | None = None) -> Kpi:
    """The KPI that an expression makes. Raises DefinitionError with everything that is wrong."""
    found, problems = compile_expression(expression, catalogue=catalogue(), ids=label_ids(), key=key)
    if found is None:
        raise DefinitionError(problems)
    return found.kpi


def preview(expression: Json, *, key: str | None = None, days: int = 30, step: Step | None = None, by: Dimension | None = None) -> Reading:
    """What an expression says of the last `days` days, from the facts. Nothing is stored. Raises DefinitionError."""
    kpi = compiled(expression, key=key)
    if not 1 <= days <= LONGEST_PREVIEW:
        raise DefinitionError([Problem("days", f"From 1 to {LONGEST_PREVIEW}, not {days}.")])
    if by is not None and by not in kpi.dimensions:
        by = None
    return read_as(kpi, Request(kpi.key, _last(days), step=step, by=by))


def _last(days: int) -> Period:
    today = timezone.now().astimezone(ZoneInfo(schemas.current().timezone)).date()
    return Period(today - timedelta(days=days - 1), today)


def traits(told: Json | Kpi) -> list[Trait]:
    """The four traits of an expression or of a KPI, each with why, from the last twelve weeks of facts or states."""
    kpi = told if isinstance(told, Kpi) else compiled(told)
    last = _last(7 * WEEKS)
    reading = read_as(kpi, Request(kpi.key, last, step=Step.WEEK, compare_with=Comparison.NONE, balancing=False))
    recent = read_as(kpi, Request(kpi.key, _last(30), compare_with=Comparison.NONE, balancing=False))
    return [_measurable(kpi, recent), _behaviour(kpi), _improvable(kpi, reading), _felt(kpi)]


def _measurable(kpi: Kpi, reading: Reading) -> Trait:
    cases = reading.number.n
    if reading.missing:
        return Trait("measurable", "Measurable", False, " ".join(reading.missing))
    rows = _rows(kpi)
    if not cases:
        return Trait(
            "measurable", "Measurable", False, f"None of the {rows} of the last 30 days counts: what it needs does not arrive, or nothing meets its conditions."
        )
    return Trait("measurable", "Measurable", True, f"What it needs arrives: {cases:,} {rows} of the last 30 days count.")


def _rows(kpi: Kpi) -> str:
    return str(kpi.reads.measure.facts).replace("_", " ")


def _behaviour(kpi: Kpi) -> Trait:
    name = "Tied to what the team does"
    if kpi.is_outcome or any(measure.facts in NOT_OURS for measure in kpi.measures):
        return Trait("behaviour", name, False, "Many things beyond support move it, so it is an outcome to look at, not a team's target.")
    asked = sorted({column for measure in kpi.measures for column in _asked(measure)})
    if not asked and any(measure.facts is Facts.TICKETS for measure in kpi.measures):
        return Trait("behaviour", name, False, "It counts what comes in, and customers decide that. Add a condition on what was done with it.")
    if not asked:
        return Trait("behaviour", name, None, "Whether the team can move it, only someone who knows its work can say.")
    return Trait("behaviour", name, True, f"It depends on what the team did: {', '.join(each.replace('_', ' ') for each in asked[:4])}.")


def _asked(measure: Measure) -> set[str]:
    """The columns of a measure that say what was done."""
    named = {where.column for where in (*measure.population, *measure.condition)} | ({measure.value} if measure.value else set())
    return {column for column in named if column not in GIVEN and ":" not in column}


def _improvable(kpi: Kpi, reading: Reading) -> Trait:
    name, value = "Improvable", reading.number.value
    weeks = [point.number.value for point in reading.series if not point.is_partial and point.number.value is not None]
    if value is None or len(weeks) < 2:
        return Trait("improvable", name, None, "There are too few weeks with cases to say.")
    bound = _bound(kpi)
    if bound is not None and abs(value - bound) < 1e-9:
        return Trait("improvable", name, False, f"It is at its bound already, over the last {WEEKS} weeks: it cannot get better.")
    if max(weeks) == min(weeks):
        return Trait("improvable", name, False, f"It was the same in each of {len(weeks)} weeks: what never moves cannot be steered by.")
    return Trait("improvable", name, True, f"It moved in the last {len(weeks)} weeks, and is not at its bound.")


def _bound(kpi: Kpi) -> float | None:
    """The best value that there can be, where there is one."""
    if kpi.better is Better.HIGHER:
        return 1.0 if kpi.reads.how is How.SHARE or kpi.reads.is_share else 100.0 if kpi.reads.how is How.NET else None
    return (-100.0 if kpi.reads.how is How.NET else 0.0) if kpi.better is Better.LOWER else None


def _felt(kpi: Kpi) -> Trait:
    name = "Reflects the customer"
    if all(measure.facts in NOT_FELT for measure in kpi.measures):
        balanced = ", ".join(kpi.balanced_by) or "one that customers feel"
        return Trait("customer_impact", name, False, f"Customers do not feel it themselves: read it beside {balanced}.")
    felt = sorted({column for measure in kpi.measures for column in _asked(measure)} | {_rows(kpi)})
    return Trait("customer_impact", name, True, f"Customers feel what it counts: {', '.join(each.replace('_', ' ') for each in felt[:3])}.")
