"""Definitions as an account writes them: conditions, expressions, the fields they may name, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import strawberry

from api.graphql.costs import Cost
from metrics.catalogue import in_words
from metrics.declare import Better, Unit

from .enums import ExpressionReads, FieldKind

Json = Mapping[str, Any]


@strawberry.type(description="A condition on one field. One of its tests is given; `is` and `isNot` take alternatives.")
class Condition:
    field: str = strawberry.field(description="The field: one of `expressionFields`, or `custom.` and the name of a custom field.")
    is_: list[str] | None = strawberry.field(name="is", description="The field is one of these; the empty string stands for unlabelled.")
    is_not: list[str] | None = strawberry.field(description="The field is none of these.")
    at_least: float | None = strawberry.field(description="The field is at least this.")
    at_most: float | None = strawberry.field(description="The field is at most this.")
    known: bool | None = strawberry.field(description="Whether the field is known.")
    text: str = strawberry.field(description="The condition in words.")


@strawberry.type(description="What a ratio is divided by.")
class Denominator:
    facts: str = strawberry.field(description="The kind of facts.")
    reads: ExpressionReads = strawberry.field(description="`COUNT` or `SUM`.")
    value: str | None = strawberry.field(description="The field that is summed up.")
    population: list[Condition] = strawberry.field(description="What counts: all must hold.")


@strawberry.type(description="How a KPI of the account's own is computed: typed, and no SQL.")
class Expression:
    key: str = strawberry.field(description="The KPI's key.")
    name: str = strawberry.field(description="Its name for people.")
    asks: str = strawberry.field(description="The question it answers.")
    unit: Unit = strawberry.field(description="What its value is measured in.")
    better: Better = strawberry.field(description="Which way is good.")
    facts: str = strawberry.field(description="The kind of facts that are counted.")
    reads: ExpressionReads = strawberry.field(description="What is read from them.")
    percentile: float | None = strawberry.field(description="Which percentile, for `PERCENTILE`.")
    value: str | None = strawberry.field(description="The field whose value is read; null where rows are counted.")
    population: list[Condition] = strawberry.field(description="What counts: all must hold.")
    condition: list[Condition] = strawberry.field(description="What meets it, for `SHARE`: all must hold.")
    denominator: Denominator | None = strawberry.field(description="What it is divided by, for `RATIO`.")
    window_days: int | None = strawberry.field(description="For how many days a case is watched.")
    balanced_by: list[str] = strawberry.field(description="Keys of KPIs that must be looked at beside it.")
    day: str | None = strawberry.field(description="The local day a case belongs to; null for that of the kind of facts.")


@strawberry.type(description="One value that a field can have.")
class FieldChoice:
    value: str = strawberry.field(description="For conditions.")
    label: str = strawberry.field(description="For people.")


@strawberry.type(description="A field that an expression may name.")
class ExpressionField:
    name: str = strawberry.field(description="Its name for programs, such as `channel`, `tag` or `custom.plan`.")
    label: str = strawberry.field(description="Its name for people.")
    facts: str = strawberry.field(description="The kind of facts that bear it.")
    kind: FieldKind = strawberry.field(description="What its values are, and so how it can be asked for.")
    choices: list[FieldChoice] = strawberry.field(
        description="What it can be, the most common first; for tags and custom fields not necessarily all.", directives=[Cost(weight=0.02, size=5)]
    )


@strawberry.type(description="Something that is wrong with a definition.")
class Problem:
    part: str = strawberry.field(description="The part at fault as a path, such as `population[0].field` or `denominator.value`.")
    message: str = strawberry.field(description="What is wrong, or what is allowed there.")


@strawberry.input(description="A condition on one field. Exactly one of the tests is given; `is` and `isNot` take alternatives.")
class ConditionInput:
    field: str = strawberry.field(description="The field: one of `expressionFields`, or `custom.` and the name of a custom field.")
    is_: list[str] | None = strawberry.field(name="is", default=None, description="The field is one of these; the empty string stands for unlabelled.")
    is_not: list[str] | None = strawberry.field(default=None, description="The field is none of these.")
    at_least: float | None = strawberry.field(default=None, description="The field is at least this.")
    at_most: float | None = strawberry.field(default=None, description="The field is at most this.")
    known: bool | None = strawberry.field(default=None, description="Whether the field is known.")

    def told(self) -> dict[str, Any]:
        """The condition as metrics.definitions reads it."""
        return {name.removesuffix("_") if name == "is_" else name: value for name, value in asdict(self).items() if value is not None}


@strawberry.input(description="What a ratio is divided by.")
class DenominatorInput:
    facts: str = strawberry.field(description="The kind of facts.")
    reads: ExpressionReads = strawberry.field(default=ExpressionReads.COUNT, description="`COUNT` or `SUM`.")
    value: str | None = strawberry.field(default=None, description="The field that is summed up.")
    population: list[ConditionInput] = strawberry.field(default_factory=list, description="What counts: all must hold.")

    def told(self) -> dict[str, Any]:
        """The denominator as metrics.definitions reads it."""
        value = {} if self.value is None else {"value": self.value}
        return {"facts": self.facts, "reads": self.reads.value, **value, "population": [each.told() for each in self.population]}


@strawberry.input(description="How a KPI of the account's own is computed.")
class ExpressionInput:
    key: str = strawberry.field(description="Its key: small letters, digits and underscores.")
    name: str = strawberry.field(description="Its name for people.")
    asks: str = strawberry.field(default="", description="The question it answers.")
    unit: Unit = strawberry.field(description="What its value is measured in.")
    better: Better = strawberry.field(description="Which way is good.")
    facts: str = strawberry.field(description="The kind of facts that are counted: one of `expressionFields { facts }`.")
    reads: ExpressionReads = strawberry.field(description="What is read from them.")
    percentile: float | None = strawberry.field(default=None, description="Which percentile, for `PERCENTILE`: above 0 and below 100.")
    value: str | None = strawberry.field(default=None, description="The field whose value is read; left out where rows are counted.")
    population: list[ConditionInput] = strawberry.field(default_factory=list, description="What counts: all must hold.")
    condition: list[ConditionInput] = strawberry.field(default_factory=list, description="What meets it, for `SHARE`: all must hold.")
    denominator: DenominatorInput | None = strawberry.field(default=None, description="What it is divided by, for `RATIO`.")
    window_days: int | None = strawberry.field(default=None, description="For how many days a case is watched.")
    balanced_by: list[str] = strawberry.field(default_factory=list, description="Keys of KPIs that must be looked at beside it: one at least.")
    day: str | None = strawberry.field(default=None, description="The local day a case belongs to; that of the kind of facts when left out.")

    def told(self) -> dict[str, Any]:
        """The expression as metrics.definitions reads it."""
        plain = {name: getattr(self, name) for name in ("key", "name", "asks", "facts", "percentile", "value", "window_days", "day")}
        chosen = {"unit": self.unit.value, "better": self.better.value, "reads": self.reads.value, "balanced_by": list(self.balanced_by)}
        nested: dict[str, Any] = {"population": [each.told() for each in self.population], "condition": [each.told() for each in self.condition]}
        if self.denominator is not None:
            nested["denominator"] = self.denominator.told()
        return {name: value for name, value in {**plain, **chosen, **nested}.items() if value not in (None, "", [])}


def conditions_of(told: Sequence[Json]) -> list[Condition]:
    """Conditions as they were written, as the API shows them."""
    return [_condition(each) for each in told]


def _condition(told: Json) -> Condition:
    return Condition(
        field=told["field"],
        is_=_texts(told.get("is")),
        is_not=_texts(told.get("is_not")),
        at_least=told.get("at_least"),
        at_most=told.get("at_most"),
        known=told.get("known"),
        text=in_words([told]).removeprefix("Only where ").removesuffix("."),
    )


def _texts(told: Any) -> list[str] | None:
    if told is None:
        return None
    return [str(each).lower() if isinstance(each, bool) else each for each in ([told] if isinstance(told, str | bool) else told)]


def expression_of(told: Json) -> Expression:
    """An expression as it was written, as the API shows it."""
    below = told.get("denominator")
    return Expression(
        key=told["key"],
        name=told["name"],
        asks=told.get("asks", ""),
        unit=Unit(told["unit"]),
        better=Better(told["better"]),
        facts=told["facts"],
        reads=ExpressionReads(told["reads"]),
        percentile=told.get("percentile"),
        value=told.get("value"),
        population=conditions_of(told.get("population", ())),
        condition=conditions_of(told.get("condition", ())),
        denominator=_denominator(below, told["facts"]) if below else None,
        window_days=told.get("window_days"),
        balanced_by=list(told.get("balanced_by", ())),
        day=told.get("day"),
    )


def _denominator(told: Json, facts: str) -> Denominator:
    return Denominator(
        facts=told.get("facts", facts),
        reads=ExpressionReads(told.get("reads", "count")),
        value=told.get("value"),
        population=conditions_of(told.get("population", ())),
    )
