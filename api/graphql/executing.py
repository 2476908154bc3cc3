"""Execution that does not pay for what plain attributes do not need.

The library builds a path, an info object and an argument dictionary for every field of every object. Most fields here
are attributes of a ready-made object, thousands in one answer. `PlainExecutor` compiles each selection set once per request
into a list of steps and reads attributes directly. Whatever is not plain (a resolver, an argument, an abstract type), and
whatever goes wrong (null where none may be, a value of the wrong type), takes the library's own path, so that errors, null
propagation and results are exactly the library's; tests compare the two. It also counts the actual cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from operator import attrgetter
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLField,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    is_leaf_type,
    is_non_null_type,
)
from graphql.execution.executor import Executor
from graphql.pyutils import Path, Undefined

from .costs import Prices

AS_THEY_ARE: dict[Any, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
"""Leaf types whose coercion changes nothing when the value already has this Python type."""
LARGEST_INT = 2**31 - 1


class NotPlain(Exception):
    """A value that the short way cannot complete; the library's way decides what becomes of it."""


Complete = Callable[["PlainExecutor", Any], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One response key of a selection set. Without `read` the field goes the library's way."""

    key: str
    fields: Any
    read: Callable[[Any], Any] | None = None
    complete: Complete | None = None


class PlainExecutor(Executor[Any]):
    """One operation. `spent` is the actual cost so far, in points; `root_fields` what a query asks for, by response key."""

    attributes: dict[tuple[str, str], str]
    prices: Prices
    spent: float

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        context = self.context_value
        self.attributes = context.plain_attributes
        self.prices = context.prices
        self.spent = 0.0
        self.root_fields: dict[str, Any] = {}
        self.steps: dict[tuple[str, int], tuple[Any, list[Step]]] = {}
        context.executor = self

    def execute_fields(self, parent_type: GraphQLObjectType, source_value: Any, path: Path | None, grouped_field_set: Any, position_context: Any) -> Any:
        if path is None:
            self.root_fields = grouped_field_set
        return super().execute_fields(parent_type, source_value, path, grouped_field_set, position_context)

    def execute_field(self, parent_type: GraphQLObjectType, source: Any, field_details_list: Any, path: Path, position_context: Any) -> Any:
        result = super().execute_field(parent_type, source, field_details_list, path, position_context)
        price = self.prices.get((parent_type.name, field_details_list[0].node.name.value))
        if price is not None and (price.weight or price.base):
            self.spent += price.base + price.weight * (len(result) if isinstance(result, list) else 1)
        return result

    def collect_and_execute_subfields(
        self, return_type: GraphQLObjectType, field_details_list: Any, path: Path | None, result: Any, position_context: Any
    ) -> Any:
        answer: dict[str, Any] = {}
        for step in self._steps(return_type, field_details_list):
            if step.read is not None and step.complete is not None:
                spent = self.spent
                try:
                    answer[step.key] = step.complete(self, step.read(result))
                    continue
                except Exception:
                    # Deliberately broad: the library repeats the field below and reports what is wrong with it, with its path.
                    self.spent = spent
            value = self.execute_field(return_type, result, step.fields, Path(path, step.key, return_type.name), position_context)
            if value is not Undefined:
                answer[step.key] = value
        return answer

    def _steps(self, kind: GraphQLObjectType, fields: Any) -> list[Step]:
        key = (kind.name, id(fields))
        known = self.steps.get(key)
        if known is None:
            grouped = self.collect_subfields(kind, fields)[0]
            known = self.steps[key] = (fields, [self._step(kind, name, details) for name, details in grouped.items()])
        return known[1]

    def _step(self, parent: GraphQLObjectType, key: str, fields: Any) -> Step:
        name = fields[0].node.name.value
        if name == "__typename":
            return Step(key, fields, lambda _source: parent.name, lambda _executor, value: value)
        attribute = self.attributes.get((parent.name, name))
        field = parent.fields.get(name)
        if attribute is None or field is None:
            return Step(key, fields)
        price = self.prices[parent.name, name]
        complete = self._completion(field.type, fields, price.weight)
        return Step(key, fields, attrgetter(attribute) if complete else None, complete)

    def _completion(self, kind: Any, fields: Any, weight: float) -> Complete | None:
        """A function that completes a value of this type or raises; None if something below it is not plain."""
        if is_leaf_type(kind):
            return _leaf(kind, may_be_none=True)
        if is_non_null_type(kind) and is_leaf_type(kind.of_type):
            return _leaf(kind.of_type, may_be_none=False)
        if isinstance(kind, GraphQLObjectType):
            return _object(self._steps(kind, fields), weight)
        inner = self._completion(kind.of_type, fields, weight)
        if inner is None:
            return None
        return _required(inner) if is_non_null_type(kind) else _list(inner)


def _required(complete: Complete) -> Complete:
    def required(executor: PlainExecutor, value: Any) -> Any:
        if value is None:
            raise NotPlain
        return complete(executor, value)

    return required


def _leaf(kind: Any, *, may_be_none: bool) -> Complete:
    coerce = kind.coerce_output_value
    as_it_is = AS_THEY_ARE.get(kind)
    if kind is GraphQLFloat:
        return _number(coerce, may_be_none=may_be_none)
    if kind is GraphQLInt:
        return _count(coerce, may_be_none=may_be_none)

    def leaf(_executor: PlainExecutor, value: Any) -> Any:
        if type(value) is as_it_is:
            return value
        if value is None and may_be_none:
            return None
        coerced = coerce(value)
        if coerced is None or coerced is Undefined:
            raise NotPlain
        return coerced

    return leaf


def _number(coerce: Callable[[Any], Any], *, may_be_none: bool) -> Complete:
    """Most leaves of a reading are floats: a finite one is itself."""

    def number(_executor: PlainExecutor, value: Any) -> Any:
        if type(value) is float and isfinite(value):
            return value
        if value is None and may_be_none:
            return None
        return coerce(value)

    return number


def _count(coerce: Callable[[Any], Any], *, may_be_none: bool) -> Complete:
    """A whole number within 32 bits is itself."""

    def count(_executor: PlainExecutor, value: Any) -> Any:
        if type(value) is int and -LARGEST_INT < value < LARGEST_INT:
            return value
        if value is None and may_be_none:
            return None
        return coerce(value)

    return count


def _list(complete: Complete) -> Complete:
    def items(executor: PlainExecutor, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise NotPlain
        return [complete(executor, item) for item in value]

    return items


def _object(steps: list[Step], weight: float) -> Complete | None:
    plain = [(step.key, step.read, step.complete) for step in steps if step.read is not None and step.complete is not None]
    if len(plain) != len(steps):
        return None

    def fields(executor: PlainExecutor, value: Any) -> Any:
        if value is None:
            return None
        executor.spent += weight
        return {key: complete(executor, read(value)) for key, read, complete in plain}

    return fields


def plain_attributes(schema: GraphQLSchema) -> dict[tuple[str, str], str]:
    """Python attributes behind the fields that are nothing more: no resolver, no arguments, no abstract type."""
    found: dict[tuple[str, str], str] = {}
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            for field_name, field in kind.fields.items():
                definition = field.extensions.get("strawberry-definition")
                if definition is not None and definition.is_basic_field and not field.args and _is_concrete(field):
                    found[name, field_name] = definition.python_name
    return found


def _is_concrete(field: GraphQLField) -> bool:
    kind = field.type
    while hasattr(kind, "of_type"):
        kind = kind.of_type
    return is_leaf_type(kind) or isinstance(kind, GraphQLObjectType)
