"""The rival of GraphQL: a plain Django view that answers with the same readings as JSON, written by hand for one page."""

from datetime import date
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from metrics.declare import Benchmark, Dimension
from metrics.readings import Period, Reading, Request, Split, SplitPart, Step, read
from metrics.readings import types as said


def page(request: HttpRequest, account: str) -> HttpResponse:
    """`?kpis=a,b&from=…&to=…`: what the overview page shows. The tenants' middleware has let the caller in."""
    period = _period(request)
    asked = [Request(kpi, period, step=Step.DAY) for kpi in request.GET["kpis"].split(",")]
    return _answer({"readings": [_tile(reading) for reading in read(asked)]})


def breakdowns(request: HttpRequest, account: str) -> HttpResponse:
    """`?kpis=a,b&from=…&to=…`: the KPIs by four dimensions."""
    period, kpis = _period(request), request.GET["kpis"].split(",")
    dimensions = [Dimension[name.upper()] for name in request.GET["by"].split(",")]
    readings = read([Request(kpi, period, by=by, balancing=False) for by in dimensions for kpi in kpis])
    found = iter(readings)
    return _answer({by.name.lower(): [_cut(next(found)) for _ in kpis] for by in dimensions})


def _answer(data: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps({"data": data}), content_type="application/json")


def _period(request: HttpRequest) -> Period:
    return Period(date.fromisoformat(request.GET["from"]), date.fromisoformat(request.GET["to"]))


def _tile(reading: Reading) -> dict[str, Any]:
    return {
        **_core(reading),
        "timezone": reading.timezone,
        "asOf": reading.as_of,
        "benchmarks": [_benchmark(each) for each in reading.benchmarks],
        "series": [_point(point) for point in reading.series],
        "balancing": [_balancing(other) for other in reading.balancing],
    }


def _core(reading: Reading) -> dict[str, Any]:
    kpi, number, previous, target = reading.kpi, reading.number, reading.previous, reading.target
    return {
        "kpi": {"key": kpi.key, "name": kpi.name, "unit": kpi.unit.name, "better": kpi.better.name, "split": kpi.split.name, "windowDays": kpi.window_days},
        "period": _days(reading.period),
        "percentile": reading.percentile,
        "clock": reading.clock and reading.clock.name,
        "value": number.value,
        "n": number.n,
        "interval": _interval(number.interval),
        "isPartial": reading.is_partial,
        "isProvisional": reading.is_provisional,
        "isAvailable": reading.is_available,
        "missing": reading.missing,
        "previous": previous and {"period": _days(previous.period), "value": previous.number.value, "n": previous.number.n, **_change(previous.change)},
        "target": target and {"value": target.value, "upper": target.upper},
        "status": reading.status.name,
        "bestBenchmark": reading.best_benchmark and _benchmark(reading.best_benchmark),
        "split": _split(reading.split),
    }


def _cut(reading: Reading) -> dict[str, Any]:
    number, previous = reading.number, reading.previous
    return {
        "kpi": {"key": reading.kpi.key},
        "value": number.value,
        "n": number.n,
        "interval": _interval(number.interval),
        "previous": previous and {"value": previous.number.value, "n": previous.number.n, **_change(previous.change)},
        "split": _split(reading.split),
        "breakdown": [_row(row) for row in reading.breakdown],
    }


def _row(row: said.BreakdownRow) -> dict[str, Any]:
    return {
        "key": row.key, "label": row.label, "value": row.number.value, "n": row.number.n, "interval": _interval(row.number.interval),
        "previousValue": row.previous_value, "change": row.change.change, "isSignificant": row.change.is_significant,
        "direction": row.change.direction.name, "split": _split(row.split),
    }  # fmt: skip


def _point(point: said.Point) -> dict[str, Any]:
    number = point.number
    return {
        **_days(point.period), "value": number.value, "n": number.n, "interval": _interval(number.interval), "isPartial": point.is_partial,
        "ai": point.ai, "human": point.human, "aiN": point.ai_n, "humanN": point.human_n,
    }  # fmt: skip


def _balancing(reading: Reading) -> dict[str, Any]:
    kpi, previous = reading.kpi, reading.previous
    return {
        "kpi": {"key": kpi.key, "name": kpi.name, "unit": kpi.unit.name, "better": kpi.better.name},
        "value": reading.number.value,
        "n": reading.number.n,
        "isAvailable": reading.is_available,
        "previous": previous and _change(previous.change),
    }


def _change(change: said.Change) -> dict[str, Any]:
    told = {"change": change.change, "relativeChange": change.relative}
    return {**told, "isSignificant": change.is_significant, "direction": change.direction.name}


def _split(split: Split) -> dict[str, Any]:
    return {"ai": split.ai and _part(split.ai), "human": split.human and _part(split.human)}


def _part(part: SplitPart) -> dict[str, Any]:
    number = part.number
    return {"value": number.value, "n": number.n, "share": part.share, "interval": _interval(number.interval), "previousValue": part.previous_value}


def _interval(interval: said.Interval | None) -> dict[str, float] | None:
    return {"low": interval.low, "high": interval.high} if interval else None


def _days(period: Period) -> dict[str, date]:
    return {"from": period.start, "to": period.end}


def _benchmark(benchmark: Benchmark) -> dict[str, Any]:
    return {
        "text": benchmark.text, "low": benchmark.low, "high": benchmark.high, "kind": benchmark.kind.name,
        "condition": benchmark.condition, "source": benchmark.source, "label": benchmark.label,
    }  # fmt: skip
