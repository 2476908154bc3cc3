"""Readings from what was found: one pass over a want's leaves for the value, its parts, its series and its breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate

import numpy as np

from metrics.aggregates import Ints
from metrics.declare import AI, HUMAN, Dimension, How, Kpi, SplitRule
from metrics.snapshots.cells import HOURS
from metrics.snapshots.facts import epoch_day

from .fetch import BEFORE, Leaves
from .judge import best_benchmark, change, status
from .numbers import numbers
from .standing import LabelNames, Standing
from .statistics import ENOUGH
from .types import BreakdownRow, Exclusions, Number, Period, Point, Previous, Reading, Split, SplitPart
from .wants import Plan, Want, compared, steps

RESOLVER_NAMES = {AI: ("ai", "AI agent"), HUMAN: ("human", "People"), 0: ("none", "Nobody")}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Parts:
    """A number and its AI and human parts."""

    whole: Number
    ai: Number
    human: Number


@dataclass(frozen=True, slots=True)
class Found:
    """What was fetched, by want; and the numbers read from all of a want's leaves, which several readings may share."""

    leaves: Mapping[Want, Leaves]
    read: dict[tuple[Want, How, float | None], Parts] = field(default_factory=dict)
    counted: dict[Want, int] = field(default_factory=dict)

    def __getitem__(self, want: Want) -> Leaves:
        return self.leaves[want]

    def parts(self, plan: Plan, want: Want) -> Parts:
        """The number of all leaves, with its parts."""
        key = (want, plan.kpi.reads.how, _quantile(plan))
        if key not in self.read:
            self.read[key] = _parts(plan, self.leaves[want])
        return self.read[key]

    def how_many(self, want: Want) -> int:
        """How many facts the want counted."""
        if want not in self.counted:
            self.counted[want] = int(self.leaves[want].states.den.sum())
        return self.counted[want]


def reading(plan: Plan, found: Found, standing: Standing, names: LabelNames, *, balancing: Sequence[Reading] = ()) -> Reading:
    """The answer to one request."""
    request, kpi = plan.request, plan.kpi
    blank = Reading(
        kpi=kpi,
        request=request,
        version=standing.version(kpi),
        timezone=standing.zone,
        as_of=standing.as_of,
        number=Number(),
        is_partial=request.period.end >= standing.today,
        is_provisional=kpi.window_days is not None and (standing.today - request.period.end).days <= kpi.window_days,
        missing=standing.missing(kpi),
        target=standing.targets.get(kpi.key),
        best_benchmark=best_benchmark(kpi, request.filter),
        balancing=tuple(balancing),
        excluded=Exclusions(**{reason: found.how_many(want) for reason, want in plan.excluded.items()}),
    )
    blank = replace(blank, status=status(kpi, blank.number, blank.target))
    return blank if blank.missing else _filled(blank, plan, found, standing, names)


def _filled(blank: Reading, plan: Plan, found: Found, standing: Standing, names: LabelNames) -> Reading:
    kpi, request = plan.kpi, plan.request
    known = standing.data_from
    now = _known(kpi, found.parts(plan, plan.current), request.period, known, standing.today)
    before = _before(plan, found, known, standing.today)
    return replace(
        blank,
        number=now.whole,
        status=status(kpi, now.whole, blank.target),
        previous=_previous(plan, now, before),
        split=_split(kpi, now, before),
        series=_series(plan, found[plan.current], standing) if request.step else (),
        breakdown=_breakdown(plan, found, names),
    )


def _quantile(plan: Plan) -> float | None:
    percentile = plan.request.percentile
    return percentile / 100 if percentile is not None else plan.kpi.reads.quantile


def _thirds(leaves: Leaves, members: Ints) -> tuple[Ints, Ints, Ints]:
    """All of some leaves, those of the AI agent, those of people."""
    resolver = leaves.resolver[members]
    return members, members[resolver == AI], members[resolver == HUMAN]


def _all_parts(plan: Plan, leaves: Leaves, sets: Iterable[Ints]) -> list[Parts]:
    """Each set of leaves as a number with its parts, all read at once."""
    members = [third for one in sets for third in _thirds(leaves, one)]
    read = numbers(leaves, members, plan.kpi.reads.how, _quantile(plan))
    return [Parts(*read[place : place + 3]) for place in range(0, len(read), 3)]


def _parts(plan: Plan, leaves: Leaves) -> Parts:
    return _all_parts(plan, leaves, [np.arange(len(leaves.step))])[0]


def _known(kpi: Kpi, parts: Parts, period: Period, data_from: date | None, today: date) -> Parts:
    """Nothing is known of a time before the first fact or after today: a count is missing there, not 0."""
    if kpi.reads.how not in (How.COUNT, How.LEVEL) or (data_from is not None and period.end >= data_from and period.start <= today):
        return parts
    return Parts(Number(), Number(), Number())


def _before(plan: Plan, found: Found, data_from: date | None, today: date) -> Parts | None:
    period = compared(plan.request)
    if period is None or plan.previous is None:
        return None
    return _known(plan.kpi, found.parts(plan, plan.previous), period, data_from, today)


def _previous(plan: Plan, now: Parts, before: Parts | None) -> Previous | None:
    period = compared(plan.request)
    if period is None or before is None:
        return None
    return Previous(period, before.whole, change(plan.kpi, now.whole, before.whole))


def _split(kpi: Kpi, now: Parts, before: Parts | None = None) -> Split:
    """The parts a KPI's rule allows. A KPI of the AI agent is its own AI part."""
    if kpi.split is SplitRule.NEVER:
        return Split()
    ai, human = (now.whole if kpi.split is SplitRule.AI else now.ai), now.human
    ai_before, human_before = (before.whole if kpi.split is SplitRule.AI else before.ai, before.human) if before else (None, None)
    return Split(
        ai=_part(ai, now.whole, ai_before) if _is_shown(kpi.split, SplitRule.AI, ai) else None,
        human=_part(human, now.whole, human_before) if _is_shown(kpi.split, SplitRule.HUMAN, human) else None,
    )


def _is_shown(rule: SplitRule, own: SplitRule, part: Number) -> bool:
    return rule in (SplitRule.ALWAYS, own) or (rule is SplitRule.LARGE and part.n >= ENOUGH)


def _part(part: Number, whole: Number, before: Number | None) -> SplitPart:
    return SplitPart(part, part.n / whole.n if whole.n else None, before.value if before else None)


def _series(plan: Plan, leaves: Leaves, standing: Standing) -> tuple[Point, ...]:
    """A point for every step of the period, also those without cases. Levels build upon everything before."""
    request = plan.request
    if request.step is None:
        return ()
    whole = steps(request.period, request.step)
    sets = [np.flatnonzero(leaves.step == epoch_day(step.start)) for step in whole]
    if plan.kpi.reads.how is How.LEVEL:
        sets = list(accumulate([np.flatnonzero(leaves.step == BEFORE), *sets], lambda one, other: np.concatenate([one, other])))[1:]
    read = _all_parts(plan, leaves, sets)
    return tuple(_point(plan, step, parts, standing) for step, parts in zip(whole, read, strict=True))


def _point(plan: Plan, step: Period, parts: Parts, standing: Standing) -> Point:
    cut = Period(max(step.start, plan.request.period.start), min(step.end, plan.request.period.end))
    parts = _known(plan.kpi, parts, cut, standing.data_from, standing.today)
    split = _split(plan.kpi, parts)
    return Point(
        cut,
        parts.whole,
        is_partial=cut != step or step.end >= standing.today,
        ai=split.ai.number.value if split.ai else None,
        human=split.human.number.value if split.human else None,
        ai_n=split.ai.number.n if split.ai else 0,
        human_n=split.human.number.n if split.human else 0,
    )


def _breakdown(plan: Plan, found: Found, names: LabelNames) -> tuple[BreakdownRow, ...]:
    by = plan.request.by
    if by is None:
        return ()
    now = _by_value(plan, found[plan.by or plan.current])
    earlier = plan.by_previous if plan.by else plan.previous
    before = _by_value(plan, found[earlier]) if earlier else {}
    keys = range(HOURS) if by is Dimension.HOUR else now.keys() | before.keys()
    rows = [_row(plan, value, now.get(value), before.get(value), names) for value in keys]
    return tuple(rows if by is Dimension.HOUR else sorted(rows, key=lambda row: (-row.number.n, row.label)))


def _by_value(plan: Plan, leaves: Leaves) -> dict[int, Parts]:
    """A number per value of the dimension (or per resolver)."""
    column = leaves.resolver if plan.request.by is Dimension.RESOLVER else leaves.value
    values = np.unique(column)
    return dict(zip(values.tolist(), _all_parts(plan, leaves, [np.flatnonzero(column == value) for value in values]), strict=True))


def _row(plan: Plan, value: int, now: Parts | None, before: Parts | None, names: LabelNames) -> BreakdownRow:
    empty = _all_empty(plan.kpi)
    now = now or empty
    key, label = _named(plan.request.by, value, names)
    changed = change(plan.kpi, now.whole, (before or empty).whole) if compared(plan.request) else change(plan.kpi, now.whole, Number())
    split = Split() if plan.request.by is Dimension.RESOLVER else _split(plan.kpi, now, before)
    return BreakdownRow(key, label, now.whole, before.whole.value if before else None, changed, split)


def _all_empty(kpi: Kpi) -> Parts:
    nothing = Number(0.0, None, None, 0) if kpi.reads.how in (How.COUNT, How.LEVEL) else Number()
    return Parts(nothing, nothing, nothing)


def _named(by: Dimension | None, value: int, names: LabelNames) -> tuple[str, str]:
    """The key and the name of one value of a dimension."""
    if by is Dimension.RESOLVER:
        return RESOLVER_NAMES[value]
    if by is Dimension.HOUR:
        return str(value), f"{WEEKDAYS[value // 24]} {value % 24:02}:00"
    return names.named.get(value, ("", "Unlabelled"))
