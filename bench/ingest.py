"""Ingest and derivation against COPY of the same rows into the same tables with the same indexes."""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction

from tickets import facts
from tickets.ingest import Batch, load
from tickets.simulate.fill import promise

from . import measure, world
from .report import Report, at_least, seconds

TABLES = ("tickets_label", "tickets_customer", "tickets_ticket", "tickets_event")
FACT_TABLES = ("tickets_ticketfact", "tickets_reply", "tickets_wait", "tickets_ticketlife", "surveys_response")
FORMATTERS = ("ticket_lines", "event_lines")

Lines = dict[str, list[list[bytes]]]
Dump = dict[str, list[bytes]]


@dataclass
class _Taken:
    """Seconds of each stage, one entry per run."""

    whole: list[float] = field(default_factory=list)
    upserts: list[float] = field(default_factory=list)
    replay: list[float] = field(default_factory=list)
    derived: list[float] = field(default_factory=list)
    copied: list[float] = field(default_factory=list)
    facts_copied: list[float] = field(default_factory=list)


def run(report: Report, *, tickets: int, runs: int) -> None:
    """Every line of this section, on fresh accounts of `tickets` tickets. The rival's rows come as text made beforehand."""
    given = list(world.stream(tickets))
    events = sum(len(batch.events) for batch in given)
    report.title(f"Ingest of {tickets:,} tickets with {events:,} events, median of {runs}")
    taken = _Taken()
    for _ in range(runs):
        lines = _load_whole(given, taken)
        dump = _load_prepared(given, lines, taken)
        _copy(dump, taken)
    ours, copied = statistics.median(taken.upserts), statistics.median(taken.copied)
    report.add("staging + upsert, of raw COPY's speed", copied / ours, f"{seconds(ours)} against {seconds(copied)}", at_least(0.7))
    replay = statistics.median(taken.replay)
    report.add("unchanged replay, of raw COPY's speed", copied / replay, f"{seconds(replay)} against {seconds(copied)}", at_least(2))
    whole = statistics.median(taken.whole)
    report.add("the same with Python's formatting of records", copied / whole, f"{seconds(whole)}, {tickets / whole:,.0f} tickets/s")
    derived, rows = statistics.median(taken.derived), statistics.median(taken.facts_copied)
    told = f"{seconds(derived)} against {seconds(rows)}, {tickets / derived:,.0f} tickets/s"
    report.add("facts derived, of COPY's speed of their rows", rows / derived, told, at_least(0.3))


def _load_whole(given: Sequence[Batch], taken: _Taken) -> Lines:
    """Loads records as an import does. Returns the lines that it sent to staging, for a run that needs not make them."""
    lines: Lines = {name: [] for name in FORMATTERS}

    def keep(name: str, made: Any) -> list[bytes]:
        lines[name].append(list(made()))
        return lines[name][-1]

    with world.scratch("bench-scratch"), _formatters(keep):
        taken.whole.append(measure.once(lambda: _load_all(given)))
    return lines


def _load_all(given: Sequence[Batch]) -> None:
    for batch in given:
        load(batch)


def _load_prepared(given: Sequence[Batch], lines: Lines, taken: _Taken) -> Dump:
    """Loads the same with the lines at hand (ids repeat in a fresh account), loads it again, derives; returns all rows as text."""
    with world.scratch("bench-scratch"):
        promise(world.CHARACTER)
        for seconds_taken in (taken.upserts, taken.replay):
            ready = {name: iter(chunks) for name, chunks in lines.items()}
            with _formatters(partial(_next, ready)):
                seconds_taken.append(measure.once(lambda: _load_all(given)))
        world.analyze()
        taken.derived.append(measure.once(facts.derive_touched))
        return {table: _dump(table) for table in (*TABLES, *FACT_TABLES)}


def _next(ready: dict[str, Iterator[list[bytes]]], name: str, made: Any) -> list[bytes]:
    return next(ready[name])


@contextmanager
def _formatters(answer: Any) -> Iterator[None]:
    """Within the block, lines for staging come from `answer(name, made)`, where `made()` formats as the product does."""
    module = import_module("tickets.ingest.load")

    def stand_in(name: str) -> Any:
        original = getattr(module, name)
        return lambda records, **context: answer(name, lambda: original(records, **context))

    with ExitStack() as stack:
        for name in FORMATTERS:
            stack.enter_context(patch.object(module, name, stand_in(name)))
        yield


def _copy(dump: Dump, taken: _Taken) -> None:
    with world.scratch("bench-scratch"):
        taken.copied.append(measure.once(lambda: _copy_tables(dump, TABLES)))
        taken.facts_copied.append(measure.once(lambda: _copy_tables(dump, FACT_TABLES)))


def _dump(table: str) -> list[bytes]:
    with connection.cursor() as cursor, cursor.copy(f"COPY (SELECT * FROM {table} ORDER BY 1) TO STDOUT") as copy:
        return [b"".join(map(bytes, chunk)) for chunk in _chunked(copy)]


def _chunked(rows: Any, size: int = 2_000) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    yield chunk


def _copy_tables(dump: Dump, tables: Sequence[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for chunk in dump[table]:
                    copy.write(chunk)
