"""How the diagnostics ask: filters as SQL over a kind of facts, one statement at a time, and the reason when there is nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from metrics.declare import Dimension, Facts
from metrics.readings import Filter, Period
from metrics.readings.context import label_names
from metrics.readings.wants import labels_of, resolvers_of
from metrics.snapshots.facts import LABEL_COLUMNS, MODELS, SOURCES

NAMES = {
    Facts.TICKETS: ("Tickets", "import a history, or send events of the kind `created`"),
    Facts.AI_SESSIONS: ("AI conversations", "send rows of the kind `ai_sessions` with topic and outcome"),
    Facts.SELF_SERVICE: ("Visits to the help centre", "send rows of the kind `self_service_sessions`"),
    Facts.SEARCHES: ("Searches", "send rows of the kind `searches` with query, number of results and whether one was opened"),
    Facts.WORK: ("Work time", "send rows of the kind `work` with the seconds of talk, hold and follow-up"),
    Facts.REVIEWS: ("QA reviews", "send rows of the kind `reviews`"),
    Facts.COSTS: ("Costs", "send rows of the kind `costs` with kind, days and amount"),
    Facts.SUBSCRIPTIONS: ("Subscriptions", "send rows of the kind `subscriptions` with the customer, its start and, once it left, its end"),
    Facts.SHIFTS: ("Shifts", "send rows of the kind `shifts`"),
    Facts.ANSWERS: ("Survey answers", "send rows of the kind `survey_answers`"),
}
TICKETS = SOURCES[Facts.TICKETS].rows


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter as an SQL condition on the aliases of `SOURCES` (r the row, f the ticket's fact), and why it cannot be one."""

    sql: str
    refused: tuple[str, ...] = ()


def narrowing(facts: Facts, filters: Sequence[Filter], *, resolver: str | None = None) -> Narrowing:
    """`resolver`: the column of who did it, where the facts know. Raises ReadingError for an unknown value."""
    source, name = SOURCES[facts], NAMES[facts][0]
    ids = label_names({each.dimension for each in filters}).ids
    clauses, refused = ["true"], []
    for dimension, wanted in labels_of(filters, ids).items():
        if dimension in source.dimensions:
            clauses.append(_one_of(source[LABEL_COLUMNS[dimension]].sql, wanted))
        else:
            refused.append(f"{name} have no {dimension.name.lower()}, so they cannot be narrowed by it.")
    resolvers = resolvers_of(filters)
    if resolvers is not None and resolver:
        clauses.append(_one_of(resolver, resolvers))
    elif resolvers is not None:
        refused.append(f"{name} name no resolver, so they cannot be narrowed by it.")
    return Narrowing(" AND ".join(clauses), tuple(refused))


def _one_of(column: str, numbers: Sequence[int]) -> str:
    """One of these ids or codes, 0 standing for unknown."""
    named = ", ".join(str(int(number)) for number in numbers if number)
    either = [f"{column} IN ({named})"] * bool(named) + [f"{column} IS NULL"] * (0 in numbers)
    return f"({' OR '.join(either) or 'false'})"


def ask(sql: str, period: Period | None = None, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """One statement; `%(first)s` and `%(last)s` are the period's days."""
    days = {"first": period.start, "last": period.end} if period else {}
    with connection.cursor() as cursor:
        cursor.execute(sql, {**days, **(params or {})})
        return list(cursor.fetchall())


def nothing(facts: Facts, period: Period, *, what: str | None = None) -> tuple[str, ...]:
    """Why nothing was found: it was never sent, or there was none in the period."""
    name, send = NAMES[facts]
    if not MODELS[facts]._default_manager.exists():
        return (f"{name}: {send}.",)
    return (f"{what or name}: none from {period.start} to {period.end}.",)


def labelled(dimension: Dimension, column: str, alias: str = "l") -> str:
    """A join that brings key and name of a label in."""
    return f"LEFT JOIN tickets_label {alias} ON {alias}.id = {column} AND {alias}.dimension = {int(dimension)}"
