"""One pass over a document, before it is validated: is it small enough to look at, and what would it cost?

Fragments are weighed once and the weight is reused wherever they are spread, so the pass is linear in the length of the
document however often spreads multiply. Counts are of the expanded document. The checks of the library are
not used for this: they walk every spread again, which doubles with each level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
    parse,
)

from .costs import COUNTED, PAGE, SLICING, Prices
from .errors import ApiError, Code

CHARACTERS = 40_000
TOKENS = 4_000
DEPTH = 15
FIELDS = 1_500
ALIASES = 60
REPEATS = 5
"""How often one selection set may ask for the same response key."""
ROOTS = 20
OPERATIONS = 10
FRAGMENTS = 60
ITEMS = 100
VALUES = 1_000
PAGE_SIZE = 100
COST = 4_000
DIGITS = 40
SURROGATES = re.compile("[\ud800-\udfff]")
NESTED_INTROSPECTION = 2
INTROSPECTED_LISTS = frozenset({"fields", "inputFields", "interfaces", "possibleTypes"})
BEYOND = 10**9
"""Where counts stop growing: fragments that double sixty times would otherwise make sixty-digit numbers."""


def parsed(text: str) -> DocumentNode:
    """The document as a tree, or an `ApiError`; never more work than its first `TOKENS` tokens."""
    if len(text) > CHARACTERS:
        raise ApiError(Code.DOCUMENT_TOO_LARGE, f"A document may have {CHARACTERS:,} characters; this one has {len(text):,}.", limit=CHARACTERS)
    try:
        return parse(text, max_tokens=TOKENS)
    except GraphQLSyntaxError as error:
        if "nested too deeply" in error.message:
            raise ApiError(Code.DEPTH_LIMIT, f"Selections may be nested {DEPTH} levels deep.", limit=DEPTH) from None
        if "tokens. Parsing aborted" in error.message:
            raise ApiError(Code.TOKEN_LIMIT, f"A document may have {TOKENS:,} tokens.", limit=TOKENS) from None
        raise


@dataclass(frozen=True, slots=True)
class Weight:
    """What one selection set amounts to with all its fragments expanded. Depth counts levels of fields."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    introspection: int = 0
    cost: float = 0.0
    paged: float = 0.0
    """Points for each row of the connection that this selection set belongs to."""

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            max(self.depth, other.depth),
            min(self.fields + other.fields, BEYOND),
            min(self.aliases + other.aliases, BEYOND),
            max(self.introspection, other.introspection),
            min(self.cost + other.cost, BEYOND),
            min(self.paged + other.paged, BEYOND),
        )


class Scale:
    """Weighs one document with one set of variables."""

    def __init__(self, schema: GraphQLSchema, prices: Prices, document: DocumentNode, variables: dict[str, Any]) -> None:
        self.schema = schema
        self.prices = prices
        self.variables = dict(variables)
        self.operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        self.fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
        self.weights: dict[str, Weight | None] = {}
        if len(self.operations) > OPERATIONS or len(document.definitions) > OPERATIONS + FRAGMENTS:
            raise ApiError(Code.ROOT_LIMIT, f"A document may hold {OPERATIONS} operations and {FRAGMENTS} fragments.", limit=OPERATIONS + FRAGMENTS)

    def weigh(self, chosen: OperationDefinitionNode) -> int:
        """The estimated cost of the chosen operation in points; `ApiError` when anything in the document is over a limit."""
        for defined in chosen.variable_definitions or ():
            if defined.default_value is not None:
                self.variables.setdefault(defined.variable.name.value, self._value(defined.default_value))
        try:
            weights = {id(node): self._operation(node) for node in self.operations}
            for fragment in self.fragments.values():
                _within_limits(self._fragment(fragment))
        except RecursionError:
            raise ApiError(Code.DEPTH_LIMIT, f"Selections may be nested {DEPTH} levels deep.", limit=DEPTH) from None
        return max(1, ceil(weights[id(chosen)].cost))

    def _operation(self, node: OperationDefinitionNode) -> Weight:
        root = self.schema.get_root_type(node.operation)
        weight = self._selections(node.selection_set, root)
        _within_limits(weight)
        if self._roots(node.selection_set, set()) > ROOTS:
            raise ApiError(Code.ROOT_LIMIT, f"An operation may have {ROOTS} root fields.", limit=ROOTS)
        if weight.cost > COST:
            raise ApiError(
                Code.COST_LIMIT, f"An operation may cost {COST:,} points; this one would cost {ceil(weight.cost):,}.", limit=COST, requested=ceil(weight.cost)
            )
        return weight

    def _roots(self, selections: SelectionSetNode, seen: set[str]) -> int:
        """Distinct root fields; a fragment counts once, since its fields merge with themselves."""
        count = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                count += 1
            elif isinstance(node, InlineFragmentNode):
                count += self._roots(node.selection_set, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen and node.name.value in self.fragments:
                seen.add(node.name.value)
                count += self._roots(self.fragments[node.name.value].selection_set, seen)
        return count

    def _selections(self, selections: SelectionSetNode, parent: GraphQLNamedType | None) -> Weight:
        total = Weight()
        keys: dict[str, int] = {}
        for node, kind in self._flattened(selections, parent):
            if isinstance(node, FragmentSpreadNode):
                fragment = self.fragments.get(node.name.value)
                key = "..." + node.name.value
                if fragment is not None:
                    total += self._fragment(fragment)
            else:
                key = node.alias.value if node.alias else node.name.value
                total += self._field(node, kind)
            keys[key] = keys.get(key, 0) + 1
            if keys[key] > REPEATS:
                raise ApiError(Code.ALIAS_LIMIT, f"A selection may ask for the same field {REPEATS} times.", limit=REPEATS)
        return total

    def _flattened(self, selections: SelectionSetNode, parent: GraphQLNamedType | None) -> list[tuple[FieldNode | FragmentSpreadNode, GraphQLNamedType | None]]:
        flat: list[tuple[FieldNode | FragmentSpreadNode, GraphQLNamedType | None]] = []
        for node in selections.selections:
            if isinstance(node, InlineFragmentNode):
                kind = self.schema.get_type(node.type_condition.name.value) if node.type_condition else parent
                flat += self._flattened(node.selection_set, kind)
            elif isinstance(node, FieldNode | FragmentSpreadNode):
                flat.append((node, parent))
        return flat

    def _fragment(self, fragment: FragmentDefinitionNode) -> Weight:
        name = fragment.name.value
        if name not in self.weights:
            self.weights[name] = None
            self.weights[name] = self._selections(fragment.selection_set, self.schema.get_type(fragment.type_condition.name.value))
        weight = self.weights[name]
        if weight is None:
            raise ApiError(Code.VALIDATION_FAILED, "A fragment may not spread itself, directly or through others.")
        return weight

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Weight:
        name = node.name.value
        items = self._items(node)
        field = self.schema.get_field(parent, name) if isinstance(parent, GraphQLObjectType) else None
        price = self.prices.get(("" if name.startswith("__") else parent.name, name)) if field and parent else None
        children = self._selections(node.selection_set, get_named_type(field.type) if field else None) if node.selection_set else Weight()
        weight, base = (price.weight, price.base) if price else (0.0, 0.0)
        row = parent is not None and parent.name.endswith("Connection") and name in ("edges", "nodes")
        if field is not None and get_named_type(field.type).name.endswith("Connection"):
            cost = weight + children.cost + (items or PAGE) * children.paged
        else:
            cost = base + (items if items is not None else price.size if price else 1) * (weight + children.cost)
        return Weight(
            children.depth + 1,
            min(children.fields + 1, BEYOND),
            min(children.aliases + (node.alias is not None), BEYOND),
            children.introspection + (name in INTROSPECTED_LISTS and parent is not None and parent.name == "__Type"),
            0.0 if row else min(cost, BEYOND),
            weight + children.cost if row else 0.0,
        )

    def _items(self, node: FieldNode) -> int | None:
        """How many items the arguments ask for, or None when they do not say."""
        asked: int | None = None
        sizes = 0
        for argument in node.arguments or ():
            name = argument.name.value
            value = self._value(argument.value)
            if name in SLICING and value is not None:
                sizes += 1
                if isinstance(value, int) and not 1 <= value <= PAGE_SIZE:
                    raise ApiError(Code.PAGE_SIZE_LIMIT, f"`{name}` is a number from 1 to {PAGE_SIZE}.", limit=PAGE_SIZE)
                asked = value if isinstance(value, int) else PAGE
            elif name in COUNTED and isinstance(value, list):
                asked = len(value)
        if sizes > 1:
            raise ApiError(Code.PAGE_SIZE_LIMIT, "Give `first` or `last`, not both.", limit=PAGE_SIZE)
        if asked is not None and asked > ITEMS:
            raise ApiError(Code.ID_LIMIT, f"At most {ITEMS} ids or keys at a time.", limit=ITEMS)
        return asked

    def _value(self, node: ValueNode) -> Any:
        """A number or list that an argument holds, as far as it matters here; also refuses absurd literals."""
        if isinstance(node, VariableNode):
            return self.variables.get(node.name.value)
        if isinstance(node, IntValueNode):
            if len(node.value) > DIGITS:
                raise ApiError(Code.TOKEN_LIMIT, f"A number may have {DIGITS} digits.", limit=DIGITS)
            return int(node.value)
        if isinstance(node, ListValueNode):
            if len(node.values or ()) > VALUES:
                raise ApiError(Code.ID_LIMIT, f"A list may have {VALUES} values.", limit=VALUES)
            return [self._value(value) for value in node.values or ()]
        if isinstance(node, StringValueNode):
            check_text(node.value)
        for field in getattr(node, "fields", None) or ():
            self._value(field.value)
        return None


def check_variables(variables: dict[str, Any]) -> None:
    """Refuses variables that no argument could want: nested deeply, lists without end, text that is none."""
    level: list[Any] = [*variables, *variables.values()]
    for _ in range(DEPTH):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, str):
                check_text(value)
            elif isinstance(value, list):
                if len(value) > VALUES:
                    raise ApiError(Code.ID_LIMIT, f"A list may have {VALUES} values.", limit=VALUES)
                inner += value
            elif isinstance(value, dict):
                inner += [*value, *value.values()]
        if not inner:
            return
        level = inner
    raise ApiError(Code.DEPTH_LIMIT, f"Variables may be nested {DEPTH} levels deep.", limit=DEPTH)


def check_text(text: str) -> None:
    """Refuses what neither the database nor the answer can hold: NUL, and halves of surrogate pairs."""
    if "\0" in text or (not text.isascii() and SURROGATES.search(text)):
        raise ApiError(Code.BAD_USER_INPUT, "Text may hold neither NUL nor halves of surrogate pairs.")


def choose(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation to execute: the named one, or the only one."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name is not None:
        operations = [node for node in operations if node.name is not None and node.name.value == name]
    if len(operations) != 1:
        message = "No operation has this name." if name is not None else "Say by `operationName` which operation of the document is meant."
        raise ApiError(Code.BAD_REQUEST if operations or name is not None else Code.VALIDATION_FAILED, message)
    if operations[0].operation is OperationType.SUBSCRIPTION:
        raise ApiError(Code.VALIDATION_FAILED, "There are no subscriptions.")
    return operations[0]


def _within_limits(weight: Weight) -> None:
    if weight.depth > DEPTH or weight.introspection > NESTED_INTROSPECTION:
        raise ApiError(Code.DEPTH_LIMIT, f"Selections may be nested {DEPTH} levels deep.", limit=DEPTH)
    if weight.fields > FIELDS:
        raise ApiError(Code.FIELD_LIMIT, f"An operation may select {FIELDS:,} fields, fragments expanded.", limit=FIELDS)
    if weight.aliases > ALIASES:
        raise ApiError(Code.ALIAS_LIMIT, f"An operation may use {ALIASES} aliases.", limit=ALIASES)
