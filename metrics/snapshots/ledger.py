"""What has to be computed: days that were touched, and days a series has never had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db import connection

from metrics.declare import Measure
from metrics.models import FilledDay, Series, Snapshot
from tickets.models import TouchedDay

from .facts import MODELS

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row, within one month, for the same series."""

    first: date
    last: date
    series: frozenset[int]

    @property
    def days(self) -> list[date]:
        return [self.first + ONE_DAY * each for each in range((self.last - self.first).days + 1)]

    def split(self, longest: int) -> list[Run]:
        """The same days in runs of at most so many."""
        days = self.days
        return [Run(days[start], days[min(start + longest, len(days)) - 1], self.series) for start in range(0, len(days), longest)]


def current_series(measures: Mapping[str, Measure]) -> dict[int, Measure]:
    """The series of every measure as it is declared now, by id; missing ones are begun."""
    wanted = {(measure.key, measure.fingerprint): measure for measure in measures.values()}
    Series.objects.bulk_create((Series(measure=key, fingerprint=mark) for key, mark in wanted), ignore_conflicts=True)
    found = Series.objects.filter(measure__in=[key for key, _ in wanted]).values_list("id", "measure", "fingerprint")
    return {series: wanted[key, mark] for series, key, mark in found if (key, mark) in wanted}


def work(series: Mapping[int, Measure], *, everything: bool) -> dict[date, list[Run]]:
    """What has to be computed, by the first of each month. `everything`: all days that have facts or ever had states."""
    wanted: dict[date, set[int]] = defaultdict(set)
    for day in _touched():
        wanted[day].update(series)
    for each, day in _filled(series) if everything else missing(series):
        wanted[day].update(series if everything else (each,))
    return {month: _runs({day: wanted[day] for day in days}) for month, days in _by_month(wanted)}


def _by_month(days: Mapping[date, set[int]]) -> list[tuple[date, list[date]]]:
    return [(month, list(group)) for month, group in groupby(sorted(days), key=lambda day: day.replace(day=1))]


def _runs(wanted: Mapping[date, set[int]]) -> list[Run]:
    found: list[Run] = []
    for day, series in wanted.items():
        if found and found[-1].last + ONE_DAY == day and found[-1].series == series:
            found[-1] = Run(found[-1].first, day, found[-1].series)
        else:
            found.append(Run(day, day, frozenset(series)))
    return found


def _touched() -> list[date]:
    return list(TouchedDay.objects.values_list("day", flat=True).distinct())


def bounds(measures: Iterable[Measure]) -> tuple[date, date] | None:
    """The first and the last local day on which any fact of these measures lies; None without facts."""
    days = sorted({(measure.facts, day) for measure in measures for day in (measure.day, measure.ended) if day})
    ends = ", ".join(f"(SELECT {end}({day}) FROM {MODELS[facts]._meta.db_table})" for end in ("min", "max") for facts, day in days)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {ends}")
        found = [day for day in cursor.fetchone() or () if day]
    return (min(found), max(found)) if found else None


def _filled(series: Mapping[int, Measure]) -> list[tuple[int, date]]:
    """Every day that has facts, or that the ledger names, whatever the series."""
    days = set(FilledDay.objects.values_list("day", flat=True).distinct())
    ends = bounds(series.values())
    if ends:
        days.update(Run(*ends, frozenset()).days)
    return [(0, day) for day in days]


def missing(series: Mapping[int, Measure]) -> list[tuple[int, date]]:
    """The days with facts for which a series has no entry in the ledger."""
    ends = bounds(series.values())
    if not ends:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH whole AS (SELECT s AS series_id FROM unnest(%(series)s::int[]) s WHERE (SELECT count(*) FROM metrics_filledday f"
            " WHERE f.series_id = s AND f.day BETWEEN %(first)s AND %(last)s) < %(days)s)"
            " SELECT series_id, day::date FROM whole, generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 day') day"
            " EXCEPT SELECT series_id, day FROM metrics_filledday",
            {"series": list(series), "first": ends[0], "last": ends[1], "days": (ends[1] - ends[0]).days + 1},
        )
        return [(each, day) for each, day in cursor.fetchall()]


def drain(days: Sequence[date]) -> None:
    """Take these days' news off the queue. News that arrives from here on stays for the next run."""
    TouchedDay.objects.filter(day__in=days).delete()


def drop_obsolete(series: Mapping[int, Measure]) -> int:
    """Remove every series but these, once all of these are complete. Returns how many."""
    obsolete = list(Series.objects.exclude(id__in=series).values_list("id", flat=True))
    if not obsolete or missing(series):
        return 0
    for model in (Snapshot, FilledDay):
        model.objects.filter(series__in=obsolete)._raw_delete("default")
    return Series.objects.filter(id__in=obsolete).delete()[0]
