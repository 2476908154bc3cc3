"""All `readings` of one operation, read together.

A page asks for the same KPIs by several dimensions under several aliases. The first of these fields to be resolved asks
metrics for what all of them want, in one call; the others find their answer waiting. A field whose own question
is wrong is left out and refused when its turn comes; what a reading says does not depend on what else is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from graphql import FieldNode, GraphQLResolveInfo
from graphql.execution import get_argument_values
from strawberry.types.arguments import convert_arguments

from metrics import readings
from metrics.readings import types as said

from .asking import filters, period, refusing
from .context import Context
from .errors import ApiError, Code
from .limits import ITEMS
from .selections import Selected, selected_below
from .types.enums import Clock, Comparison, Dimension, Step
from .types.inputs import FilterInput, PeriodInput
from .types.nodes import Info

MOST_POINTS = 800
COMPARED = frozenset({"previous", "previousValue", "change", "isSignificant", "direction"})
"""Fields that need the period compared with."""
JUDGED = frozenset({"status", "contradictedBy"})
"""Fields that need the comparison and the KPIs that balance this one: they say the same whatever else is asked."""
DAYS_OF = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 30}


def requests(
    wanted: Selected,
    *,
    kpis: Sequence[str],
    period_input: PeriodInput,
    interval: Step | None = None,
    by: Dimension | None = None,
    filter: Sequence[FilterInput] | None = None,
    compare_with: Comparison | None = None,
    percentile: float | None = None,
    clock: Clock | None = None,
    version: int | None = None,
) -> list[said.Request]:
    """One request for each KPI: what the operation selects and nothing more. `ApiError` for what cannot be asked."""
    if len(kpis) > ITEMS:
        raise ApiError(Code.ID_LIMIT, f"At most {ITEMS} KPIs at a time.", limit=ITEMS)
    days = period(period_input)
    step = interval if "series" in wanted else None
    if step is not None and days.days / DAYS_OF[step] > MOST_POINTS:
        raise ApiError(Code.BAD_USER_INPUT, f"A series may have {MOST_POINTS} points; ask for a longer interval or a shorter period.", reason="BAD_PERIOD")
    if version is not None and len(kpis) != 1:
        raise ApiError(Code.BAD_USER_INPUT, "A version is that of one KPI; ask for one at a time.", reason="BAD_VERSION")
    is_judged = not JUDGED.isdisjoint(wanted)
    is_compared = is_judged or not COMPARED.isdisjoint(_names(wanted))
    return [
        said.Request(
            kpi=key,
            period=days,
            step=step,
            by=by.cut if by is not None and "breakdown" in wanted else None,
            filter=filters(filter),
            compare_with=(compare_with or Comparison.PREVIOUS_PERIOD) if is_compared else Comparison.NONE,
            percentile=percentile,
            clock=clock or Clock.CALENDAR,
            balancing=is_judged or "balancing" in wanted,
            version=version,
            usual="usual" in wanted.get("series", {}),
            history="ownHistory" in wanted,
        )
        for key in kpis
    ]


def read(info: Info) -> list[said.Reading]:
    """The readings of the field being resolved, read with those of its siblings unless that was done already."""
    raw = cast("GraphQLResolveInfo[Context]", info._raw_info)
    key = raw.path.key
    waiting: dict[str, list[said.Reading]] = info.context.memory.setdefault(said.Reading, {})
    if key not in waiting:
        waiting |= _read_together(info, raw, str(key))
    return waiting[str(key)]


def _read_together(info: Info, raw: GraphQLResolveInfo[Context], own: str) -> dict[str, list[said.Reading]]:
    asked = {own: requests(selected_below(raw.field_nodes, raw), **_arguments(info, raw, raw.field_nodes[0]))}
    for key, nodes in _siblings(info, raw):
        if key != own:
            asked |= _sound(info, raw, key, nodes)
    try:
        answers = iter(readings.read([request for each in asked.values() for request in each]))
        return {key: [next(answers) for _ in each] for key, each in asked.items()}
    except said.ReadingError:
        # Somebody's question cannot be answered. If it is this field's, it is refused; if not, it is answered alone.
        with refusing():
            return {own: readings.read(asked[own])}


def _sound(info: Info, raw: GraphQLResolveInfo[Context], key: str, nodes: list[FieldNode]) -> dict[str, list[said.Request]]:
    """A sibling's requests; none if they cannot be asked, which it will be told itself."""
    try:
        return {key: requests(selected_below(nodes, raw), **_arguments(info, raw, nodes[0]))}
    except ApiError:
        return {}


def _siblings(info: Info, raw: GraphQLResolveInfo[Context]) -> Iterator[tuple[str, list[FieldNode]]]:
    """The other fields of the same name beside this one, by response key."""
    executor = info.context.executor
    for key, details in (executor.root_fields if executor else {}).items():
        if details[0].node.name.value == raw.field_name:
            yield key, [one.node for one in details]


def _arguments(info: Info, raw: GraphQLResolveInfo[Context], node: FieldNode) -> dict[str, Any]:
    """A field's arguments, as the library would hand them to its resolver."""
    values = get_argument_values(raw.parent_type.fields[raw.field_name], node, raw.variable_values)
    converter = info.schema.schema_converter
    given = convert_arguments(values, info._field.arguments, scalar_registry=converter.scalar_registry, config=converter.config)
    return {"period_input" if name == "period" else name: value for name, value in given.items()}


def _names(wanted: Selected) -> set[str]:
    """Every field name selected at any level."""
    return set(wanted).union(*(_names(below) for below in wanted.values()))
