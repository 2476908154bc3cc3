"""A number is the same whichever way it is read: from snapshots, from the facts, by straightforward SQL, and by counting the tickets behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from metrics.declare import LABELLED, Dimension, How, Measure
from metrics.kpis import KPIS
from metrics.readings import Filter, Part, Period, ReadingError, Request, Step, behind, fetch, read
from metrics.readings.types import Reading
from metrics.readings.wants import Want
from metrics.snapshots import recompute
from metrics.snapshots.facts import LABEL_COLUMNS
from tenants import schemas
from tenants.models import Account
from tests.metrics.histories import KEYS, random_history
from tests.metrics.straight import KPIS as STRAIGHT
from tests.metrics.straight import REPLIES, straight
from tickets.models import Label, Reply, SlaTarget

PERIODS = [Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 3, 10), date(2026, 4, 24)), Period(date(2026, 3, 29), date(2026, 3, 29))]
RESOLVERS = {"human": 1, "ai": 2, "none": 0}
CHAT = Filter(Dimension.CHANNEL, ("chat",))
UNLABELLED_OR_HIGH = Filter(Dimension.PRIORITY, ("", "high"))


@pytest.fixture(scope="module")
def history(_accounts: dict[str, int], django_db_blocker: DjangoDbBlocker) -> Iterator[Account]:
    """Random facts of two months, computed once for this module and taken back after it."""
    with django_db_blocker.unblock(), schemas.inside(Account.objects.get(pk=_accounts["acme"])), transaction.atomic():
        SlaTarget.objects.create(priority="", first_reply_seconds=3600, resolution_seconds=86400)
        random_history(7)
        recompute()
        yield schemas.current()
        transaction.set_rollback(True)


def one(request: Request) -> Reading:
    return read([request])[0]


def clause(each: Filter) -> str:
    """A filter as SQL."""
    named = ", ".join(f"'{value}'" for value in each.values if value) or "''"
    column = f"f.{LABEL_COLUMNS[each.dimension]}_id"
    known = f"{column} IN (SELECT id FROM tickets_label WHERE dimension = {int(each.dimension)} AND key IN ({named}))"
    return f"{known} OR {column} IS NULL" if "" in each.values else known


def agrees(value: float | None, n: int, expected: tuple[float | None, int], key: str) -> None:
    assert n == expected[1]
    if expected[0] is None:
        assert value is None
    else:
        assert value == pytest.approx(expected[0], rel=0.01 if KPIS[key].has_percentiles else 1e-6 if KPIS[key].reads.how is How.MEAN else 1e-12, abs=1e-9)


@pytest.mark.parametrize("key", STRAIGHT)
@pytest.mark.parametrize("filters", [(), (CHAT,), (UNLABELLED_OR_HIGH,), (CHAT, UNLABELLED_OR_HIGH)], ids=["all", "chat", "priority", "chat and priority"])
def test_a_reading_says_what_straightforward_sql_says(history: Account, key: str, filters: tuple[Filter, ...]) -> None:
    where = [clause(each) for each in filters]
    for period in PERIODS:
        found = one(Request(key, period, filter=filters))
        agrees(found.number.value, found.number.n, straight(key, period.start, period.end, *where), key)
        if key == "backlog_size":
            continue
        for name, resolver in RESOLVERS.items():
            only = one(Request(key, period, filter=(*filters, Filter(Dimension.RESOLVER, (name,)))))
            agrees(only.number.value, only.number.n, straight(key, period.start, period.end, *where, resolver=resolver), key)


@pytest.mark.parametrize("key", STRAIGHT)
@pytest.mark.parametrize("filters", [(), (CHAT,), (CHAT, UNLABELLED_OR_HIGH)], ids=["all", "chat", "chat and priority"])
def test_a_breakdown_says_what_straightforward_sql_says_of_each_value(history: Account, key: str, filters: tuple[Filter, ...]) -> None:
    period = PERIODS[1]
    for by, found in zip(LABELLED, read([Request(key, period, by=by, filter=filters) for by in LABELLED]), strict=True):
        numbers = {row.key: row.number for row in found.breakdown}
        for value in (*KEYS[LABEL_COLUMNS[by]], ""):
            expected = straight(key, period.start, period.end, *(clause(each) for each in filters), clause(Filter(by, (value,))))
            assert value in numbers or not expected[1]
            if value in numbers:
                agrees(numbers[value].value, numbers[value].n, expected, key)


@pytest.mark.parametrize("key", KPIS)
def test_the_facts_say_the_same_states_as_the_snapshots(history: Account, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every reading once more, as if no cell could answer it."""
    requests = [
        Request(key, period, step=step, by=by, filter=filters)
        for period, step in zip(PERIODS, Step, strict=True)
        for by in KPIS[key].dimensions
        for filters in ((), (CHAT,))
        if not (by is Dimension.HOUR and filters)
    ]
    stored = read(requests)
    everything = tuple(sorted([0, *Label.objects.filter(dimension=Dimension.TEAM).values_list("id", flat=True)]))
    original = fetch.fetch

    def from_facts(wants: list[Want], series: object, measures: Mapping[str, Measure]) -> list[fetch.Table]:
        shallow = {replace(want, labelled=want.labelled or ((Dimension.TEAM, everything),), deep=True): want for want in wants}
        tables = original(list(shallow), {}, measures)
        return [replace(table, wants=[shallow[want] for want in table.wants]) for table in tables]

    monkeypatch.setattr(import_module("metrics.readings.prepare"), "fetch", from_facts)
    assert read(requests) == stored


@pytest.mark.parametrize("key", STRAIGHT)
@pytest.mark.parametrize("filters", [(), (CHAT, Filter(Dimension.RESOLVER, ("ai", "none")))], ids=["all", "chat, not by people"])
def test_the_tickets_behind_a_number_are_as_many_as_it_says(history: Account, key: str, filters: tuple[Filter, ...]) -> None:
    request = Request(key, PERIODS[1], filter=filters)
    found = one(request).number
    if STRAIGHT[key].rows == REPLIES:
        assert behind(request).count() <= found.n
        return
    assert behind(request).count() == found.n
    if KPIS[key].reads.how is not How.SHARE:
        with pytest.raises(ReadingError, match="has no numerator"):
            behind(request, Part.NUMERATOR)
        return
    assert behind(request, Part.NUMERATOR).count() == found.numerator
    assert behind(request, Part.REST).count() == found.n - (found.numerator or 0)


def test_the_replies_behind_a_wait_are_as_many_as_it_says(history: Account) -> None:
    request = Request("response_time_median", PERIODS[1])
    replies = Reply.objects.filter(ticket_id__in=list(behind(request).values_list("pk", flat=True)))
    assert replies.filter(day__gte=request.period.start, day__lte=request.period.end).count() == one(request).number.n


@pytest.mark.parametrize("percentile", [10, 50, 90, 99])
def test_every_percentile_is_within_one_per_cent(history: Account, percentile: float) -> None:
    for key in ("first_response_time", "response_time_median", "resolution_time"):
        found = one(Request(key, PERIODS[1], percentile=percentile))
        agrees(found.number.value, found.number.n, straight(key, PERIODS[1].start, PERIODS[1].end, percentile=percentile / 100), key)
