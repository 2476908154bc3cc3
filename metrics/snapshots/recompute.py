"""Bring an account's states up to date: whatever day was touched, whatever a series lacks, month by month.

Each month is one transaction: take its news off the queue, read its facts, replace its states, roll it up, note it in
the ledger and tell whoever publishes it. A crash between months loses nothing, and running twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from metrics.catalogue import catalogue
from metrics.declare import Measure
from metrics.models import Recompute

from . import ledger, ready, store
from .cells import TOTALS, collect
from .facts import Labels, labels
from .ledger import Run

LOCK = 7_301_001
REMEMBERED = timedelta(days=7)
LABEL_DAYS = 31_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a run did: local days computed, day states written, obsolete series removed."""

    days: int
    states: int
    removed: int


def recompute(*, everything: bool = False, progress: Progress | None = None, measures: Mapping[str, Measure] | None = None) -> Recomputed:
    """Compute the states of the current account's touched days and of days that a series lacks, or of all days. `measures`: those of
    the account's catalogue unless told; a version of a definition becomes current once all of its own are complete.

    Waits for another run in the same account to finish. `progress(done, total)` is called in days.
    """
    with _alone():
        Recompute.objects.filter(finished_at=None).delete()  # of a run that was killed: nobody else is running
        series = ledger.current_series(catalogue().computed if measures is None else measures)
        months = ledger.work(series, everything=everything)
        return _run_through(months, series, progress) if months else _nothing_to_do(series)


def _nothing_to_do(series: Mapping[int, Measure]) -> Recomputed:
    """Everything is fresh, as of now."""
    Recompute.objects.filter(id__in=Recompute.objects.order_by("-id").values("id")[:1]).update(finished_at=timezone.now())
    return Recomputed(0, 0, ledger.drop_obsolete(ready.settle(series)))


def _run_through(months: Mapping[date, list[Run]], series: Mapping[int, Measure], progress: Progress | None) -> Recomputed:
    """Month after month, telling how far it is."""
    total = sum(len(run.days) for runs in months.values() for run in runs)
    entry = _begun(total)
    states = done = 0
    for month, runs in months.items():
        states += _month(month, runs, series)
        done += sum(len(run.days) for run in runs)
        Recompute.objects.filter(pk=entry.pk).update(days_done=done)
        if progress:
            progress(done, total)
    removed = ledger.drop_obsolete(ready.settle(series))
    Recompute.objects.filter(pk=entry.pk).update(finished_at=timezone.now())
    return Recomputed(total, states, removed)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the account's advisory lock; the lock is a statement of its own, so that it stays on one server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(current_schema()))", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(current_schema()))", [LOCK])


def _begun(total: int) -> Recompute:
    Recompute.objects.filter(started_at__lt=timezone.now() - REMEMBERED).delete()
    return Recompute.objects.create(days_total=total)


def _month(month: date, runs: list[Run], series: Mapping[int, Measure]) -> int:
    with transaction.atomic():
        _seek_by_index()
        ledger.drain([day for run in runs for day in run.days])
        cut = {**TOTALS, **labels()}
        written = sum(_run(part, {each: series[each] for each in sorted(run.series)}, cut) for run in runs for part in run.split(_longest(cut)))
        store.roll({each: series[each] for each in sorted(frozenset().union(*(run.series for run in runs)))}, month)
        ledger.tell({day for run in runs for day in run.days})
    return written


def _longest(cut: Labels) -> int:
    """How many days at a time: fewer where there are many labels, so that memory stays flat."""
    return max(1, LABEL_DAYS // sum(map(len, cut.values())))


def _seek_by_index() -> None:
    """A run reads a few days of a large history: never scan or hash all of it to join them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_hashjoin = off")
        cursor.execute("SET LOCAL enable_mergejoin = off")
        cursor.execute("SET LOCAL random_page_cost = 1.1")


def _run(run: Run, series: Mapping[int, Measure], cut: Labels) -> int:
    cells = collect(list(series.values()), first=run.first, last=run.last, values=cut)
    store.clear(series, grain=store.DAY, first=run.first, last=run.last)
    written = store.write({each: cells[measure.key] for each, measure in series.items()}, series, grain=store.DAY)
    store.enter(series, run.days)
    return written
