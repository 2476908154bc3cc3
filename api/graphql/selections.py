"""What an operation selects below a field, so that nothing is computed that nobody reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphql import BooleanValueNode, FieldNode, FragmentSpreadNode, GraphQLResolveInfo, InlineFragmentNode, SelectionSetNode, VariableNode

Selected = dict[str, "Selected"]
ResolveInfo = GraphQLResolveInfo[Any]


def selected(info: ResolveInfo) -> Selected:
    """The fields selected below this one, by their names in the schema, nested; `@skip` and `@include` heeded."""
    return selected_below(info.field_nodes, info)


def selected_below(nodes: Iterable[FieldNode], info: ResolveInfo) -> Selected:
    """The same below other fields of the operation."""
    return _below((node.selection_set for node in nodes), info)


def _below(sets: Iterable[SelectionSetNode | None], info: ResolveInfo) -> Selected:
    nodes: dict[str, list[SelectionSetNode | None]] = {}
    for selections in sets:
        if selections is not None:
            _collect(selections, info, nodes)
    return {name: _below(below, info) for name, below in nodes.items()}


def _collect(selections: SelectionSetNode, info: ResolveInfo, into: dict[str, list[SelectionSetNode | None]]) -> None:
    for node in selections.selections:
        if not _is_included(node, info):
            continue
        if isinstance(node, FieldNode):
            into.setdefault(node.name.value, []).append(node.selection_set)
        elif isinstance(node, InlineFragmentNode):
            _collect(node.selection_set, info, into)
        elif isinstance(node, FragmentSpreadNode):
            _collect(info.fragments[node.name.value].selection_set, info, into)


def _is_included(node: Any, info: ResolveInfo) -> bool:
    for directive in node.directives or ():
        if directive.name.value in ("skip", "include"):
            value = directive.arguments[0].value
            given = (
                info.variable_values.coerced.get(value.name.value) if isinstance(value, VariableNode) else isinstance(value, BooleanValueNode) and value.value
            )
            if bool(given) is (directive.name.value == "skip"):
                return False
    return True
