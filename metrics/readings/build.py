"""Readings from numbers: the value, its parts, what came before, its series and its breakdown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.declare import AI, HUMAN, Dimension, How, Kpi, SplitRule, Unit
from metrics.snapshots.cells import HOURS
from metrics.snapshots.facts import epoch_day

from .context import LabelNames
from .judge import best_benchmark, change, status
from .numbers import ADDED, ALL, MISSING, Book, Shelf, Way
from .standing import Standing
from .statistics import ENOUGH
from .targets import fitting, trajectory
from .terms import COMPOSED, Combined
from .types import BreakdownRow, Change, Exclusions, Number, Period, Point, Previous, Reading, Split, SplitPart
from .wants import Plan, Want, Wants, compared, resolvers_of, steps

RESOLVER_NAMES = {AI: ("ai", "AI agent"), HUMAN: ("human", "People"), 0: ("none", "Nobody")}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXCLUSIONS = Way(How.COUNT)


@dataclass(frozen=True, slots=True)
class Parts:
    """A number and its AI and human parts."""

    whole: Number
    ai: Number
    human: Number


UNKNOWN = Parts(MISSING, MISSING, MISSING)


def asked(plan: Plan) -> list[tuple[Want, Way]]:
    """Every want of a plan with the way it is read."""
    way, cut = _way(plan), _way(plan, by_value=True)
    wants = [(want, way) for want in (*plan.current, *plan.previous)]
    return [*wants, *((want, cut) for want in (*plan.by, *plan.by_previous)), *((want, EXCLUSIONS) for want in plan.excluded.values())]


def _way(plan: Plan, *, by_value: bool = False) -> Way:
    percentile = plan.request.percentile
    return Way(plan.kpi.reads.how, percentile / 100 if percentile is not None else plan.kpi.reads.quantile or 0.5, by_value)


def _shelf(plan: Plan, book: Book, wants: Wants, *, by_value: bool = False) -> Shelf | Combined:
    """Where a KPI's numbers stand that these wants found."""
    if plan.kpi.reads.how in COMPOSED:
        return book.combined(wants, plan.kpi.reads)
    return book.shelf(wants[0], _way(plan, by_value=by_value))


def reading(plan: Plan, book: Book, standing: Standing, names: LabelNames) -> Reading:
    """The answer to one request."""
    request, kpi = plan.request, plan.kpi
    is_partial = request.period.end >= standing.today
    missing, target = standing.missing(kpi) + plan.refused, fitting(standing.targets.get(kpi.key, ()), request.filter)
    now = UNKNOWN if missing else _known(kpi, _parts(plan, book, plan.current), request.period, standing)
    before = None if missing else _before(plan, book, standing)
    return Reading(
        kpi=kpi,
        request=request,
        version=standing.version(kpi),
        timezone=standing.zone,
        as_of=standing.as_of,
        number=now.whole,
        is_partial=is_partial,
        is_provisional=kpi.window_days is not None and (standing.today - request.period.end).days <= kpi.window_days,
        missing=missing,
        previous=_previous(plan, now, before, is_partial=is_partial),
        target=target,
        status=status(kpi, now.whole, target),
        trajectory=trajectory(kpi, target, now.whole, min(request.period.end, standing.today)),
        currency=standing.currency if kpi.unit is Unit.MONEY else None,
        best_benchmark=best_benchmark(kpi, request.filter),
        split=Split() if missing else split_of(kpi, now, before),
        series=() if missing else _series(plan, book, standing),
        breakdown=() if missing else _aimed(plan, standing, _breakdown(plan, book, names, is_partial=is_partial)),
        excluded=Exclusions(**{reason: book.shelf(want, EXCLUSIONS).number().n for reason, want in plan.excluded.items()}),
    )


def _parts(plan: Plan, book: Book, wants: Wants, *, step: int = ALL) -> Parts:
    shelf = _shelf(plan, book, wants)
    return _apart(plan, Parts(shelf.number(step), shelf.number(step, resolver=AI), shelf.number(step, resolver=HUMAN)))


def _apart(plan: Plan, parts: Parts) -> Parts:
    """Of a KPI whose parts are never blended the whole only says how many, unless the filter leaves just one of them."""
    if plan.kpi.split is not SplitRule.APART or len(resolvers_of(plan.request.filter) or RESOLVER_NAMES) == 1:
        return parts
    return replace(parts, whole=Number(None, None, None, parts.whole.n))


def _known(kpi: Kpi, parts: Parts, period: Period, standing: Standing) -> Parts:
    """Nothing is known of a time before the first fact or after today: a count is missing there, not 0."""
    if kpi.reads.how not in ADDED:
        return parts
    since = standing.known_from(kpi)
    return parts if since is not None and period.end >= since and period.start <= standing.today else UNKNOWN


def _before(plan: Plan, book: Book, standing: Standing) -> Parts | None:
    period = compared(plan.request)
    if period is None or not plan.previous:
        return None
    return _known(plan.kpi, _parts(plan, book, plan.previous), period, standing)


def _previous(plan: Plan, now: Parts, before: Parts | None, *, is_partial: bool) -> Previous | None:
    period = compared(plan.request)
    if period is None or before is None:
        return None
    return Previous(period, before.whole, change(plan.kpi, now.whole, before.whole, is_partial=is_partial))


def split_of(kpi: Kpi, now: Parts, before: Parts | None = None) -> Split:
    """The parts a KPI's rule allows."""
    if kpi.split is SplitRule.NEVER:
        return Split()
    own = _own(kpi, now)
    own_before = _own(kpi, before) if before else None
    return Split(
        ai=_part(own.ai, now.whole, own_before.ai if own_before else None) if _is_shown(kpi.split, SplitRule.AI, own.ai) else None,
        human=_part(own.human, now.whole, own_before.human if own_before else None) if _is_shown(kpi.split, SplitRule.HUMAN, own.human) else None,
    )


def _own(kpi: Kpi, parts: Parts) -> Parts:
    """A KPI of the AI agent is its own AI part; one of people whose facts name nobody, such as time worked, its own part of people."""
    if kpi.split is SplitRule.AI:
        return replace(parts, ai=parts.whole)
    if kpi.split is SplitRule.HUMAN and any(measure.resolver is None for measure in kpi.measures):
        return replace(parts, human=parts.whole)
    return parts


def _is_shown(rule: SplitRule, own: SplitRule, part: Number) -> bool:
    return rule in (SplitRule.ALWAYS, SplitRule.APART, own) or (rule is SplitRule.LARGE and part.n >= ENOUGH)


def _part(part: Number, whole: Number, before: Number | None) -> SplitPart:
    return SplitPart(part, part.n / whole.n if whole.n else None, before.value if before else None)


def _series(plan: Plan, book: Book, standing: Standing) -> tuple[Point, ...]:
    """A point for every step of the period, also those without cases."""
    if plan.request.step is None:
        return ()
    return tuple(_point(plan, book, step, standing) for step in steps(plan.request.period, plan.request.step))


def _point(plan: Plan, book: Book, step: Period, standing: Standing) -> Point:
    cut = Period(max(step.start, plan.request.period.start), min(step.end, plan.request.period.end))
    parts = _known(plan.kpi, _parts(plan, book, plan.current, step=epoch_day(step.start)), cut, standing)
    split = split_of(plan.kpi, parts)
    return Point(
        cut,
        parts.whole,
        is_partial=cut != step or step.end >= standing.today,
        ai=split.ai.number.value if split.ai else None,
        human=split.human.number.value if split.human else None,
        ai_n=split.ai.number.n if split.ai else 0,
        human_n=split.human.number.n if split.human else 0,
    )


def _breakdown(plan: Plan, book: Book, names: LabelNames, *, is_partial: bool) -> tuple[BreakdownRow, ...]:
    """A row for each value of the dimension asked by that either period has."""
    by = plan.request.by
    if by is Dimension.RESOLVER:
        rows = [_resolver_row(plan, book, resolver, is_partial=is_partial) for resolver in RESOLVER_NAMES]
        return tuple(sorted((row for row in rows if row.number.n or row.previous_value is not None), key=_most_first))
    if not plan.by:
        return ()
    now = _shelf(plan, book, plan.by, by_value=True)
    before = _shelf(plan, book, plan.by_previous, by_value=True) if plan.by_previous else None
    values = range(HOURS) if by is Dimension.HOUR else sorted({*now.values, *(before.values if before else ())})
    rows = [_value_row(plan, now, before, value, _named(by, value, names), is_partial=is_partial) for value in values]
    return tuple(rows if by is Dimension.HOUR else sorted(rows, key=_most_first))


def _aimed(plan: Plan, standing: Standing, rows: tuple[BreakdownRow, ...]) -> tuple[BreakdownRow, ...]:
    """The rows with the targets of their segments, and where they stand against them."""
    own = [each for each in standing.targets.get(plan.kpi.key, ()) if each.dimension is plan.request.by and each.dimension is not None]
    aims = {each.key: each for each in own}
    return tuple(row._replace(target=aims[row.key], status=status(plan.kpi, row.number, aims[row.key])) if row.key in aims else row for row in rows)


def _named(by: Dimension | None, value: int, names: LabelNames) -> tuple[str, str]:
    """The key and the name of one value of a dimension."""
    if by is Dimension.HOUR:
        return str(value), f"{WEEKDAYS[value // 24]} {value % 24:02}:00"
    return names.named.get(value, ("", "Unlabelled"))


def _most_first(row: BreakdownRow) -> tuple[int, str]:
    return -row.number.n, row.label


def _value_row(plan: Plan, now: Shelf | Combined, before: Shelf | Combined | None, value: int, named: tuple[str, str], *, is_partial: bool) -> BreakdownRow:
    """One value of the dimension asked by."""
    present = _value_parts(plan, now, value)
    earlier = _apart(plan, Parts(before.number(value=value), Number(before.value(value, AI)), Number(before.value(value, HUMAN)))) if before else None
    split = split_of(plan.kpi, present, earlier)
    return _row(plan.kpi, named, present.whole, earlier.whole if earlier else None, split, is_partial=is_partial)


def _value_parts(plan: Plan, shelf: Shelf | Combined, value: int) -> Parts:
    whole = shelf.number(value=value)
    if plan.kpi.split is SplitRule.NEVER:
        return Parts(whole, MISSING, MISSING)
    return _apart(plan, Parts(whole, shelf.number(value=value, resolver=AI), shelf.number(value=value, resolver=HUMAN)))


def _resolver_row(plan: Plan, book: Book, resolver: int, *, is_partial: bool) -> BreakdownRow:
    now = _shelf(plan, book, plan.current).number(resolver=resolver)
    before = _shelf(plan, book, plan.previous).number(resolver=resolver) if plan.previous else None
    return _row(plan.kpi, RESOLVER_NAMES[resolver], now, before, Split(), is_partial=is_partial)


def _row(kpi: Kpi, named: tuple[str, str], now: Number, before: Number | None, split: Split, *, is_partial: bool) -> BreakdownRow:
    changed = change(kpi, now, before, is_partial=is_partial) if before is not None else Change()
    return BreakdownRow(*named, now, before.value if before is not None and before.n else None, changed, split)
