"""Targets: what an account wants of a KPI, overall and by segment, and the way to a goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isfinite
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from metrics.catalogue import catalogue
from metrics.declare import LABELLED, Better, Dimension, Kpi, Unit
from metrics.models import Target
from tenants import audit, schemas
from tenants.errors import Invalid, Missing

from .types import Filter, Number, TargetValue, Trajectory

Targets = Mapping[str, Sequence[TargetValue]]
SEGMENTS = (*LABELLED, Dimension.RESOLVER)
PRECEDENCE = (Dimension.PRIORITY, Dimension.TOPIC, Dimension.CHANNEL, Dimension.TEAM, Dimension.RESOLVER)
COLUMNS = ("kpi", "value", "upper", "dimension", "key", "since", "start", "due")


def targets() -> list[TargetValue]:
    """Every target of the current account: each KPI's overall one first, then those of its segments."""
    rows = Target.objects.order_by("kpi", "dimension", "key").values_list(*COLUMNS)
    return [_read(row) for row in rows]


def targets_of(rows: Iterable[Sequence[object]]) -> Targets:
    """Targets by KPI, from rows of COLUMNS; days may be ISO text."""
    found: dict[str, list[TargetValue]] = {}
    for row in rows:
        target = _read(row)
        found.setdefault(target.kpi, []).append(target)
    return found


def _read(row: Sequence[object]) -> TargetValue:
    kpi, value, upper, dimension, key, since, start, due = row
    return TargetValue(
        str(kpi),
        _float(value) or 0.0,
        _float(upper),
        dimension=Dimension(dimension) if isinstance(dimension, int) and dimension else None,
        key=str(key),
        since=_day(since),
        start=_float(start),
        due=_day(due),
    )


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value if isinstance(value, date) else None


def fitting(targets: Sequence[TargetValue], filters: Sequence[Filter]) -> TargetValue | None:
    """The target that holds for a filter: that of a segment the filter names alone (of several: priority, topic, channel, team,
    resolver, in this order), else the overall one."""
    named = {each.dimension: each.values[0] for each in filters if len(each.values) == 1}
    own = [each for each in targets if each.dimension is not None and named.get(each.dimension) == each.key]
    ranked = sorted(own, key=lambda each: PRECEDENCE.index(each.dimension) if each.dimension is not None else len(PRECEDENCE))
    return next(iter(ranked), None) or next((each for each in targets if each.dimension is None), None)


def trajectory(kpi: Kpi, target: TargetValue | None, number: Number, day: date) -> Trajectory | None:
    """How a number of the period that ends on `day` stands on the straight way from the goal's start to its due day."""
    if target is None or target.due is None or target.since is None or target.start is None:
        return None
    gone = min(max((day - target.since).days / max((target.due - target.since).days, 1), 0.0), 1.0)
    expected = target.start + (target.value - target.start) * gone
    return Trajectory(expected, target.value, target.due, _is_on_track(kpi, number, expected))


def _is_on_track(kpi: Kpi, number: Number, expected: float) -> bool | None:
    if number.value is None or kpi.better is Better.BAND or (number.interval and number.interval.low < expected < number.interval.high):
        return None
    return number.value >= expected if kpi.better is Better.HIGHER else number.value <= expected


@transaction.atomic
def set_target(
    kpi: str,
    value: float,
    *,
    upper: float | None = None,
    dimension: Dimension | None = None,
    key: str = "",
    due: date | None = None,
    start: float | None = None,
) -> TargetValue:
    """The target of a KPI, or of one of its segments, from now on. With `due` and `start` it is a goal, reached in a straight line
    from `start` today. `Invalid` names the argument that cannot be."""
    _check(_known(kpi), value=value, upper=upper, dimension=dimension, key=key, due=due, start=start)
    defaults = {"value": value, "upper": upper, "due": due, "start": start if due else None, "since": _today() if due else None}
    Target.objects.update_or_create(kpi=kpi, dimension=int(dimension or 0), key=key, defaults=defaults)
    audit.record("target.set", account=schemas.current(), subject=_said(kpi, dimension, key), value=value, upper=upper, due=due.isoformat() if due else None)
    return _read(Target.objects.values_list(*COLUMNS).get(kpi=kpi, dimension=int(dimension or 0), key=key))


@transaction.atomic
def remove_target(kpi: str, *, dimension: Dimension | None = None, key: str = "") -> TargetValue:
    """The target that was; `Missing` if there was none."""
    stored = Target.objects.filter(kpi=kpi, dimension=int(dimension or 0), key=key)
    row = stored.values_list(*COLUMNS).first()
    if row is None:
        raise Missing("There is no such target.", field="kpi")
    stored.delete()
    was = _read(row)
    audit.record("target.removed", account=schemas.current(), subject=_said(kpi, dimension, key), was=was.value)
    return was


def _said(kpi: str, dimension: Dimension | None, key: str) -> str:
    """What the target is of, for the audit log: "first_response_time", "first_response_time of priority high"."""
    return kpi if dimension is None else f"{kpi} of {dimension.name.lower()} {key}".rstrip()


def _known(key: str) -> Kpi:
    kpis = catalogue().kpis
    if key not in kpis:
        raise Invalid("There is no KPI of this key.", field="kpi", code="unknown_kpi")
    return kpis[key]


def _today() -> date:
    return timezone.now().astimezone(ZoneInfo(schemas.current().timezone)).date()


def _check(kpi: Kpi, *, value: float, upper: float | None, dimension: Dimension | None, key: str, due: date | None, start: float | None) -> None:
    for field, number in (("value", value), ("upper", upper), ("start", start)):
        if number is not None and not _is_possible(kpi, number):
            raise Invalid("A percentage is a fraction from 0 to 1." if kpi.unit is Unit.PERCENT else "This is not a value the KPI can have.", field=field)
    if upper is not None and kpi.better is not Better.BAND:
        raise Invalid("Only a KPI that wants a band has an upper end.", field="upper")
    if upper is not None and upper < value:
        raise Invalid("The upper end is not below the lower one.", field="upper")
    if dimension is not None and (dimension not in SEGMENTS or dimension not in kpi.dimensions):
        raise Invalid(f"{kpi.name} has no segments by {dimension.name.lower()}.", field="dimension")
    if dimension is None and key:
        raise Invalid("A segment needs its dimension.", field="dimension")
    if (due is None) is not (start is None):
        raise Invalid("A goal needs both the day it is due and the value it starts from.", field="due" if due is None else "start")
    if due is not None and due <= _today():
        raise Invalid("A goal is due on a day after today.", field="due")


def _is_possible(kpi: Kpi, number: float) -> bool:
    if not isfinite(number) or abs(number) > 1e12:
        return False
    return 0 <= number <= 1 if kpi.unit is Unit.PERCENT else number >= 0 or kpi.unit in (Unit.SCORE, Unit.MONEY)
