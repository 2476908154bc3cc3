"""What has to be computed: days that were touched, and days a series has never had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db import connection, transaction

from metrics.declare import Facts, Measure
from metrics.models import FilledDay, Series, Snapshot, UnpublishedDay
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
    """What has to be computed, by the first of each month. `everything`: all days that have facts or ever had states.

    A series is only computed for days between its own first and last fact, and for those it has states of: tickets do not begin
    with the oldest customer.
    """
    wanted: dict[date, set[int]] = defaultdict(set)
    news, ends = _news(), _ends(series)
    for each, day in (*_concerned(news, ends), *(_filled(ends) if everything else _missing(ends))):
        wanted[day].add(each)
    _forget([day for day in news if day not in wanted], series)
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


Ends = Mapping[int, tuple[date, date] | None]
"""The first and the last day with facts of each series; None without any."""


def bounds(measures: Iterable[Measure]) -> tuple[date, date] | None:
    """The first and the last local day on which any fact of these measures lies; None without facts."""
    return _spanned(_spans(measures).values())


def _spans(measures: Iterable[Measure]) -> dict[tuple[Facts, str], tuple[date, date] | None]:
    """The first and the last day in each column that says on which day a fact of some kind lies, in one statement."""
    days = sorted({(measure.facts, day) for measure in measures for day in (measure.day, measure.ended) if day})
    if not days:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'(SELECT {end}({day}) FROM {MODELS[facts]._meta.db_table})' for facts, day in days for end in ('min', 'max'))}")
        found = cursor.fetchone() or ()
    return {each: (first, last) if first and last else None for each, first, last in zip(days, found[::2], found[1::2], strict=True)}


def _spanned(spans: Iterable[tuple[date, date] | None]) -> tuple[date, date] | None:
    known = [span for span in spans if span]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def _ends(series: Mapping[int, Measure]) -> Ends:
    spans = _spans(series.values())
    return {each: _spanned(spans[measure.facts, day] for day in (measure.day, measure.ended) if day) for each, measure in series.items()}


def _news() -> list[date]:
    return list(TouchedDay.objects.values_list("day", flat=True).distinct())


def _concerned(days: Sequence[date], ends: Ends) -> list[tuple[int, date]]:
    """The series that have facts around these days, or states on them."""
    if not days:
        return []
    known = FilledDay.objects.filter(day__in=days, series__in=list(ends)).values_list("series_id", "day")
    return [*known, *((each, day) for each, span in ends.items() if span for day in days if span[0] <= day <= span[1])]


def _forget(days: Sequence[date], series: Mapping[int, Measure]) -> None:
    """Take news that concern no series off the queue; what came in meanwhile and does concern one goes back on it."""
    if not days:
        return
    with transaction.atomic():
        drain(days)
        TouchedDay.objects.bulk_create(TouchedDay(day=day) for day in {day for _, day in _concerned(days, _ends(series))})


def _filled(ends: Ends) -> list[tuple[int, date]]:
    """Every day that has facts of a series, or that the ledger names for it."""
    within = [(each, day) for each, span in ends.items() if span for day in Run(*span, frozenset()).days]
    return [*within, *FilledDay.objects.filter(series__in=list(ends)).values_list("series_id", "day")]


def missing(series: Mapping[int, Measure]) -> list[tuple[int, date]]:
    """The days with facts for which a series has no entry in the ledger."""
    return _missing(_ends(series))


def _missing(ends: Ends) -> list[tuple[int, date]]:
    spans = [(each, *span) for each, span in ends.items() if span]
    if not spans:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH ends AS (SELECT * FROM unnest(%s::int[], %s::date[], %s::date[]) AS e (series_id, first, last)),"
            " whole AS (SELECT e.* FROM ends e WHERE (SELECT count(*) FROM metrics_filledday f"
            " WHERE f.series_id = e.series_id AND f.day BETWEEN e.first AND e.last) < e.last - e.first + 1)"
            " SELECT series_id, day::date FROM whole, generate_series(first::timestamp, last::timestamp, interval '1 day') day"
            " EXCEPT SELECT series_id, day FROM metrics_filledday",
            [list(column) for column in zip(*spans, strict=True)],
        )
        return [(each, day) for each, day in cursor.fetchall()]


def drain(days: Sequence[date]) -> None:
    """Take these days' news off the queue. News that arrives from here on stays for the next run."""
    TouchedDay.objects.filter(day__in=days).delete()


def tell(days: Iterable[date]) -> None:
    """Note that these days' states are new, for whoever publishes them; in the transaction that wrote them."""
    UnpublishedDay.objects.bulk_create((UnpublishedDay(day=day) for day in sorted(days)), ignore_conflicts=True)


def drop_obsolete(series: Mapping[int, Measure]) -> int:
    """Remove every series but these, once all of these are complete. Returns how many."""
    obsolete = list(Series.objects.exclude(id__in=series).values_list("id", flat=True))
    if not obsolete or missing(series):
        return 0
    for model in (Snapshot, FilledDay):
        model.objects.filter(series__in=obsolete)._raw_delete("default")
    return Series.objects.filter(id__in=obsolete).delete()[0]
