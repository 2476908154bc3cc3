"""What an expression may name: the labels, columns, tags and custom fields of each kind of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db import connection, models

from metrics.declare import Facts
from metrics.snapshots.facts import LABEL_COLUMNS, MODELS, SOURCES
from tickets.kinds import Dimension
from tickets.models import Label, TicketFact

SAMPLED = 20_000  # of the newest tickets, to see which tags and custom fields there are
SHOWN = 50
HIDDEN = {"id", "exclusion", "created_hour", "hour", "scale"}
KINDS = {"label": "choice", "day": "day", "flag": "flag", "number": "number", "code": "choice", "seconds": "number"}
LABELS = {**{name: int(dimension) for dimension, name in LABEL_COLUMNS.items()}, "agent": int(Dimension.AGENT)}


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One value a field can have: as it is written, and as people read it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """Something an expression may name. `kind`: number, duration, flag, choice, day, tag or custom."""

    name: str
    label: str
    facts: str
    kind: str
    choices: tuple[FieldChoice, ...] = ()


def fields(facts: Facts | str | None = None) -> list[Field]:
    """The fields of one kind of facts, or of all, with what they can be in the current account: labels and, of the newest tickets,
    the most common tags and custom fields."""
    chosen = [Facts(facts)] if facts else list(Facts)
    labels, attributes = _labels(), _attributes()
    found = []
    for kind in chosen:
        found += [_with_labels(each, labels) for each in columns_of(kind).values()]
        if SOURCES[kind].ticket:
            found += [Field(name, label, str(kind), told, choices) for name, label, told, choices in attributes]
    return found


@cache
def columns_of(facts: Facts) -> Mapping[str, Field]:
    """The fields that every account has: labels and the columns of the facts, by name."""
    source, found = SOURCES[facts], {}
    for name, column in source.columns.items():
        if name in HIDDEN or column.kind == "moment" or (name in LABEL_COLUMNS.values() and name not in _own_labels(facts)):
            continue
        numbers = choices_of(facts, name)
        kind = "number" if column.kind == "code" and not numbers else KINDS[column.kind]
        if kind == "number" and name.endswith(("_seconds", "_business", "_after")):
            kind = "duration"
        choices = tuple(FieldChoice(value, value.replace("_", " ").capitalize()) for value in numbers)
        found[name] = Field(name, _label(name), str(facts), kind, choices)
    return found


def _own_labels(facts: Facts) -> set[str]:
    return {LABEL_COLUMNS[dimension] for dimension in SOURCES[facts].dimensions}


def choices_of(facts: Facts, name: str) -> dict[str, int]:
    """The values of a field that knows but a few, by the name they are written with."""
    for model in (MODELS[facts], TicketFact):
        column = next((each for each in model._meta.concrete_fields if each.name == name), None)
        if column is not None:
            return {_written(label): int(value) for value, label in column.flatchoices} if isinstance(column, models.SmallIntegerField) else {}
    return {}


def _written(label: object) -> str:
    return str(label).lower().replace(" ", "_")


def _label(name: str) -> str:
    told = name.removeprefix("is_").removesuffix("_seconds").replace("_business", " in opening hours").replace("_", " ").replace(" sla ", " SLA ")
    return told[:1].upper() + told[1:]


def _with_labels(field: Field, labels: Mapping[int, Sequence[FieldChoice]]) -> Field:
    if field.name not in LABELS or field.kind != "choice":
        return field
    return Field(field.name, field.label, field.facts, field.kind, tuple(labels.get(LABELS[field.name], ())))


def _labels() -> dict[int, list[FieldChoice]]:
    found: dict[int, list[FieldChoice]] = {}
    for dimension, key, name in Label.objects.filter(is_active=True).order_by("name").values_list("dimension", "key", "name"):
        found.setdefault(dimension, []).append(FieldChoice(key, name))
    return found


def _attributes() -> list[tuple[str, str, str, tuple[FieldChoice, ...]]]:
    """Tags and custom fields of the newest tickets, the most common values first."""
    newest = f"(SELECT tags, custom FROM tickets_ticket ORDER BY id DESC LIMIT {SAMPLED}) t"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tag FROM {newest}, unnest(tags) tag GROUP BY tag ORDER BY count(*) DESC, tag LIMIT {SHOWN}")
        tags = [tag for (tag,) in cursor.fetchall()]
        cursor.execute(
            f"SELECT key, value, count(*) FROM {newest}, jsonb_each_text(custom) WHERE jsonb_typeof(custom) = 'object'"
            " GROUP BY key, value ORDER BY count(*) DESC, key, value LIMIT 1000"
        )
        custom: dict[str, list[str]] = {}
        for key, value, _ in cursor.fetchall():
            custom.setdefault(key, []).append(value)
    told = [("tag", "Tag", "tag", tuple(FieldChoice(tag, tag) for tag in tags))]
    return told + [
        (f"custom.{key}", key.replace("_", " ").capitalize(), "custom", tuple(FieldChoice(value, value) for value in values[:SHOWN] if value is not None))
        for key, values in sorted(custom.items())
    ]
