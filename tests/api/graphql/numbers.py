"""Readings as metrics would say them, made up: every field has a value, so that nothing hides behind a null."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from metrics.declare import Dimension, Unit
from metrics.kpis import KPIS
from metrics.readings import types as said

INTERVAL = said.Interval(0.7, 0.9, "wilson")
NUMBER = said.Number(value=0.8125, numerator=13.0, denominator=16.0, n=16, interval=INTERVAL)
CHANGE = said.Change(change=0.0125, relative=0.0156, is_significant=False, direction=said.Direction.UNCHANGED)
SPLIT = said.Split(ai=said.SplitPart(NUMBER, 0.25, 0.7), human=said.SplitPart(NUMBER, 0.75, 0.8))


def reading(request: said.Request) -> said.Reading:
    """What would be said of this request; balancing readings one level deep, as metrics has them."""
    kpi = KPIS.get(request.kpi)
    if kpi is None:
        raise said.ReadingError("UNKNOWN_KPI", f"There is no KPI called {request.kpi!r}.")
    days = range(request.period.days) if request.step else range(0)
    others = [said.Request(key, request.period, balancing=False) for key in kpi.balanced_by] if request.balancing else []
    return said.Reading(
        kpi=kpi,
        request=request,
        version=kpi.version,
        timezone="Europe/Berlin",
        as_of=datetime(2026, 3, 1, tzinfo=UTC),
        number=NUMBER,
        is_partial=False,
        is_provisional=True,
        missing=("Messages: send the replies.",),
        previous=said.Previous(request.period.shifted(-request.period.days), NUMBER, CHANGE) if request.compare_with is not said.Comparison.NONE else None,
        target=_target(kpi.key),
        status=said.Status.CONTRADICTED if kpi.balanced_by and request.balancing else said.Status.TOO_CLOSE_TO_CALL,
        contradicted_by=kpi.balanced_by[:1] if request.balancing else (),
        trajectory=said.Trajectory(0.82, 0.9, date(2026, 12, 31), is_on_track=None),
        own_history=said.OwnHistory(5, 0.7, 0.75, 0.8, 0.85) if request.history else None,
        currency="EUR" if kpi.unit is Unit.MONEY else None,
        best_benchmark=kpi.benchmarks[0] if kpi.benchmarks else None,
        balancing=tuple(reading(other) for other in others),
        split=SPLIT,
        series=tuple(_point(request.period.start + timedelta(day), usual=request.usual) for day in days),
        breakdown=(said.BreakdownRow("chat", "Chat", NUMBER, 0.8, CHANGE, SPLIT, _target(kpi.key, segment=True), said.Status.ON_TARGET),) if request.by else (),
        excluded=said.Exclusions(spam=1, merged=2, outbound=3),
    )


def readings(requests: Sequence[said.Request]) -> list[said.Reading]:
    return [reading(request) for request in requests]


def _target(kpi: str, *, segment: bool = False) -> said.TargetValue:
    """A standing target for a segment, a goal for the whole."""
    if segment:
        return said.TargetValue(kpi, 0.8, None, Dimension.CHANNEL, "chat")
    return said.TargetValue(kpi, 0.9, None, since=date(2026, 1, 1), start=0.7, due=date(2026, 12, 31))


def _point(day: Any, *, usual: bool) -> said.Point:
    band = said.Usual(0.6, 0.7, 0.8, 8, is_unusual=True) if usual else None
    return said.Point(said.Period(day, day), NUMBER, is_partial=False, ai=0.9, human=0.8, ai_n=4, human_n=12, usual=band)
