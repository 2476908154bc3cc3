"""`manage.py reading --account SLUG --kpi KEY --from D --to D`: one reading as JSON, the same one the API gives."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from metrics import snapshots
from metrics.catalogue import Catalogue, catalogue
from metrics.declare import CUTS, Benchmark, Dimension
from metrics.readings import Change, Clock, Filter, Interval, Number, Period, Reading, ReadingError, Request, Split, SplitPart, Step, read
from tenants import schemas
from tenants.commands import CHECKS
from tenants.models import Account

DIMENSIONS = {each.name.lower(): each for each in (*CUTS, Dimension.HOUR)}


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2026-01-31") from None


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Print one reading as JSON: durations in seconds, rates as fractions, a missing value as null. Days are the account's, both included."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--account", required=True, metavar="SLUG")
        parser.add_argument("--kpi", required=True, metavar="KEY")
        parser.add_argument("--from", required=True, type=day, dest="start", metavar="DAY")
        parser.add_argument("--to", required=True, type=day, dest="end", metavar="DAY")
        parser.add_argument("--by", metavar="DIM", help=f"{', '.join(DIMENSIONS)}; or day, week, month.")
        parser.add_argument("--filter", action="append", default=[], metavar="DIM=VALUE", help="May be repeated; an empty VALUE is unlabelled.")
        parser.add_argument("--percentile", type=float, metavar="P", help="Of a duration, instead of the median: 90.")
        parser.add_argument("--definition", type=int, metavar="NUMBER", help="An older version of the KPI's definition.")
        parser.add_argument("--clock", choices=[str(each) for each in Clock], default=str(Clock.CALENDAR))

    def handle(self, *, account: str, kpi: str, start: date, end: date, by: str | None, filter: list[str], **options: Any) -> None:
        found = Account.objects.filter(slug=account).first()
        if found is None:
            raise CommandError(f"There is no account {account!r}.")
        try:
            with schemas.inside(found):
                snapshots.catch_up()
                request = _request(catalogue(), kpi, Period(start, end), by, filter, options["percentile"], Clock(options["clock"]))
                answer = read([replace(request, version=options["definition"])])[0]
        except ReadingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(as_json(answer), ensure_ascii=False))


def _request(known: Catalogue, kpi: str, period: Period, by: str | None, filters: list[str], percentile: float | None, clock: Clock) -> Request:
    if kpi not in known.kpis:
        raise ReadingError("UNKNOWN_KPI", f"There is no KPI {kpi!r}; there are {', '.join(known.kpis)}.")
    if percentile is not None and not known.kpis[kpi].has_percentiles:
        raise ReadingError("BAD_PERCENTILE", f"{kpi} is no duration, so it has no percentiles.")
    if clock is Clock.BUSINESS and not known.kpis[kpi].has_clock:
        raise ReadingError("NO_CLOCK", f"{kpi} is no duration, so it has no clock.")
    step = Step(by) if by in set(Step) else None
    return Request(
        kpi,
        period,
        step=step,
        by=None if by is None or step else _dimension(by),
        filter=tuple(_filter(each) for each in filters),
        percentile=percentile,
        clock=clock,
        balancing=False,
    )


def _dimension(name: str) -> Dimension:
    if name.lower() not in DIMENSIONS:
        raise ReadingError("UNKNOWN_DIMENSION", f"There is no dimension {name!r}; there are {', '.join(DIMENSIONS)}.")
    return DIMENSIONS[name.lower()]


def _filter(text: str) -> Filter:
    name, equals, value = text.partition("=")
    if not equals:
        raise ReadingError("UNKNOWN_VALUE", f"{text!r} is no filter; write it as channel=email.")
    return Filter(_dimension(name), (value,))


def as_json(reading: Reading) -> dict[str, Any]:
    """A reading as plain data, its keys in the order documented."""
    kpi, previous = reading.kpi, reading.previous
    return {
        "kpi": kpi.key,
        "version": reading.version,
        "unit": str(kpi.unit),
        "better": str(kpi.better),
        "from": reading.period.start.isoformat(),
        "to": reading.period.end.isoformat(),
        "timezone": reading.timezone,
        **_number(reading.number),
        "partial": reading.is_partial,
        "provisional": reading.is_provisional,
        "previous": {**_period(previous.period), **_number(previous.number), **_change(previous.change)} if previous else None,
        "split": _split(reading.split),
        "by": _series(reading) if reading.series else _breakdown(reading),
        "status": str(reading.status),
        "benchmarks": [_benchmark(each) for each in reading.benchmarks],
        "missing": list(reading.missing),
        "excluded": {"spam": reading.excluded.spam, "merged": reading.excluded.merged, "outbound": reading.excluded.outbound},
    }


def _period(period: Period) -> dict[str, str]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def _number(number: Number) -> dict[str, Any]:
    return {
        "value": number.value,
        "numerator": number.numerator,
        "denominator": number.denominator,
        "n": number.n,
        "interval": _interval(number.interval),
    }


def _interval(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None


def _change(change: Change) -> dict[str, Any]:
    return {"change": change.change, "relative_change": change.relative, "significant": change.is_significant, "direction": str(change.direction)}


def _split(split: Split) -> dict[str, Any]:
    return {"ai": _part(split.ai), "human": _part(split.human)}


def _part(part: SplitPart | None) -> dict[str, Any] | None:
    return {**_number(part.number), "share": part.share, "previous": part.previous_value} if part else None


def _series(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"key": point.period.start.isoformat(), **_number(point.number), "partial": point.is_partial, "ai": point.ai, "human": point.human}
        for point in reading.series
    ]


def _breakdown(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "key": row.key,
            **_number(row.number),
            "label": row.label,
            "previous": row.previous_value,
            **_change(row.change),
            "split": _split(row.split),
        }
        for row in reading.breakdown
    ]


def _benchmark(benchmark: Benchmark) -> dict[str, Any]:
    return {
        "text": benchmark.text,
        "low": benchmark.low,
        "high": benchmark.high,
        "kind": str(benchmark.kind),
        "condition": benchmark.condition,
        "scale": benchmark.scale,
        "source": benchmark.source,
        "label": benchmark.label,
    }
