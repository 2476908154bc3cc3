"""What each field costs, declared on the field itself and printed in the schema.

Points are proportional to work: a field that returns an object costs `DEFAULT`, a leaf nothing, unless `@cost` says
otherwise. `requested` is estimated before execution from page sizes and list lengths; `actual` is counted during it.
"""

from __future__ import annotations

from dataclasses import dataclass

import strawberry
from graphql import GraphQLObjectType, GraphQLOutputType, GraphQLSchema, get_named_type, is_leaf_type, is_list_type, is_non_null_type
from strawberry.schema_directive import Location

DEFAULT = 0.1
"""Points of a field that returns an object, or of each object of a list."""
LIST = 10
"""How many items a list without a declared size is assumed to have."""
PAGE = 25
"""How many rows a connection returns when neither `first` nor `last` is given."""
SLICING = ("first", "last")
COUNTED = ("kpis", "keys", "ids")
"""Arguments whose length says how many items come back."""


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="cost",
    description="What this field adds to the cost of an operation: `base` points however many objects it returns, and `weight` points for each of them, "
    "`size` objects being assumed beforehand.",
)
class Cost:
    weight: float = strawberry.directive_field(name="weight", default=DEFAULT)
    size: int | None = strawberry.directive_field(name="size", default=strawberry.UNSET)
    base: float = strawberry.directive_field(name="base", default=0.0)


@dataclass(frozen=True, slots=True)
class Price:
    """The cost of one field: points for each item, how many items to expect when no argument says it, and points for having asked."""

    weight: float
    size: int
    base: float = 0.0


Prices = dict[tuple[str, str], Price]

INTROSPECTION = {"types": 80, "fields": 10, "args": 2, "inputFields": 4, "enumValues": 6, "possibleTypes": 6, "interfaces": 1, "directives": 8, "ofType": 1}
INTROSPECTION_WEIGHT = 0.02


def prices(schema: GraphQLSchema) -> Prices:
    """The price of every field of the schema, by type and field name."""
    table: Prices = {}
    for name, kind in schema.type_map.items():
        if not isinstance(kind, GraphQLObjectType):
            continue
        for field_name, field in kind.fields.items():
            if name.startswith("__"):
                table[name, field_name] = Price(_weight(field.type, INTROSPECTION_WEIGHT), INTROSPECTION.get(field_name, 1))
                continue
            declared = _declared(field.extensions)
            weight = declared.weight if declared else _weight(field.type, DEFAULT)
            table[name, field_name] = Price(weight, (declared and declared.size) or (LIST if _is_list(field.type) else 1), declared.base if declared else 0.0)
    for field_name in ("__schema", "__type"):
        table["", field_name] = Price(INTROSPECTION_WEIGHT, 1)
    return table


def _weight(kind: GraphQLOutputType, otherwise: float) -> float:
    return 0.0 if is_leaf_type(get_named_type(kind)) else otherwise


def _is_list(kind: GraphQLOutputType) -> bool:
    return is_list_type(kind.of_type if is_non_null_type(kind) else kind)


def _declared(extensions: dict[str, object] | None) -> Cost | None:
    definition = (extensions or {}).get("strawberry-definition")
    return next((directive for directive in getattr(definition, "directives", ()) if isinstance(directive, Cost)), None)
