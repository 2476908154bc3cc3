"""Snapshots heal: whatever changes, incremental work leaves the bytes that computing everything anew would make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from metrics.declare import Dimension, Measure, true
from metrics.kpis import MEASURES
from metrics.models import FilledDay, Recompute, Series, Snapshot
from metrics.readings import Period, Request, read
from metrics.snapshots import recompute, store
from metrics.snapshots import recompute as recomputing
from tenants import schemas
from tenants.models import Account
from tests.metrics.facts import AI, at, days_on, label, life, local_day, rating, ticket, touch
from tests.metrics.histories import random_history
from tickets.models import TicketFact, TouchedDay

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
Stored = list[tuple[object, ...]]


def stored() -> Stored:
    """Every state by measure, byte for byte."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT measure, grain, dimension, day, cells::text, hist::text FROM metrics_snapshot JOIN metrics_series s ON s.id = series_id ORDER BY 1, 2, 3, 4"
        )
        return cursor.fetchall()


def from_nothing() -> Stored:
    """Every state as a full build makes it."""
    for model in (Snapshot, FilledDay, Series, TouchedDay):
        model.objects.all().delete()
    recompute()
    return stored()


def value(kpi: str, period: Period) -> float | None:
    return read([Request(kpi, period)])[0].number.value


def day(text: str) -> Period:
    found = at(f"{text} 12:00").date()
    return Period(found, found)


def test_incremental_work_leaves_the_bytes_of_a_full_build(account: Account) -> None:
    random_history(1, tickets=60, days=45)
    recompute()
    chosen = list(TicketFact.objects.order_by("ticket_id"))
    for fact in chosen[::7]:
        touch(fact.created_at, fact.first_resolved_at, fact.resolved_at)
        fact.topic, fact.resolver, fact.first_reply_seconds = label("topic", "returns"), AI, 77.7
        fact.resolved_at, fact.resolved_day = at("04-20 10:00"), date(2026, 4, 20)
        fact.save()
        touch(fact.resolved_at)
    random_history(2, tickets=10, first="02-10 00:00", days=70)
    recompute()
    incremental = stored()
    recompute(everything=True)
    assert stored() == incremental
    assert from_nothing() == incremental


def test_running_again_changes_nothing(account: Account) -> None:
    random_history(3, tickets=20, days=10)
    recompute()
    before = stored()
    assert recompute().days == 0
    assert stored() == before
    assert not TouchedDay.objects.exists()


def test_reopening_moves_the_ticket_out_of_its_old_day(account: Account) -> None:
    fact = ticket("03-02 09:00", solved="10:00")
    recompute()
    assert value("resolution_time", day("03-02")) == pytest.approx(3600, rel=0.01)
    fact.resolved_at, fact.resolved_day, fact.resolution_seconds = at("03-05 09:00"), date(2026, 3, 5), 3 * 86400.0
    fact.save()
    touch(at("03-02 12:00"), at("03-05 12:00"))
    recompute()
    assert value("resolution_time", day("03-02")) is None
    assert value("resolution_time", day("03-05")) == pytest.approx(3 * 86400, rel=0.01)


def test_a_late_event_heals_the_day_it_belongs_to(account: Account) -> None:
    ticket("03-02 09:00")
    ticket("03-20 09:00")
    recompute()
    ticket("03-02 11:00")
    recompute()
    assert value("ticket_volume", day("03-02")) == 2
    assert value("ticket_volume", MARCH) == 3


def test_a_deleted_ticket_leaves_nothing_behind(account: Account) -> None:
    ticket("03-01 09:00")
    gone = ticket("03-02 09:00", solved="10:00")
    recompute()
    gone.ticket.events.all().delete()
    gone.ticket.lives.all().delete()
    gone.delete()
    touch(at("03-02 12:00"))
    recompute()
    assert value("ticket_volume", MARCH) == 1
    assert not Snapshot.objects.filter(day=date(2026, 3, 2)).exists()


@pytest.fixture
def other_definition() -> dict[str, Measure]:
    """The measures with another definition of what is satisfied."""
    measure = MEASURES["responses_positive"]
    return {**MEASURES, measure.key: replace(measure, population=(*measure.population, true("is_positive")))}


def test_a_changed_definition_backfills_that_measure_only(account: Account, other_definition: dict[str, Measure], monkeypatch: pytest.MonkeyPatch) -> None:
    rating(ticket("03-02 09:00", solved="10:00"), "11:00", 5)
    recompute()
    written: list[set[str]] = []
    original = store.write

    def watched(cells, measures, *, grain):
        written.append({measure.key for measure in measures.values()})
        return original(cells, measures, grain=grain)

    monkeypatch.setattr(store, "write", watched)
    assert recompute(measures=other_definition).removed == 1
    assert written
    assert set().union(*written) == {"responses_positive"}
    assert Series.objects.get(measure="responses_positive").fingerprint == other_definition["responses_positive"].fingerprint


def test_the_old_definition_is_read_until_the_new_one_is_complete(account: Account) -> None:
    """A series without its days is not read while another one of the measure is there."""
    rating(ticket("03-02 09:00", solved="10:00"), "11:00", 5)
    recompute()
    before = read([Request("csat", MARCH)])[0]
    mark = MEASURES["responses_positive"].fingerprint
    Series.objects.filter(measure="responses_positive").update(fingerprint=mark[:2] + "0" * 14)
    Series.objects.create(measure="responses_positive", fingerprint=mark)
    while_computing = read([Request("csat", MARCH)])[0]
    assert while_computing.number == before.number
    assert while_computing.version != before.version
    recompute()
    assert read([Request("csat", MARCH)])[0] == replace(before, as_of=read([Request("csat", MARCH)])[0].as_of)


def test_a_crash_loses_no_news(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second month fails: the first one is done, the news of the second stays, and the next run finishes."""
    ticket("03-02 09:00")
    ticket("04-02 09:00")
    original = recomputing.__globals__["_run"]

    def failing(run, *arguments):
        if run.first.month == 4:
            raise RuntimeError("power cut")
        return original(run, *arguments)

    monkeypatch.setitem(recomputing.__globals__, "_run", failing)
    with pytest.raises(RuntimeError):
        recompute()
    assert set(TouchedDay.objects.values_list("day", flat=True)) == {date(2026, 4, 2)}
    assert Recompute.objects.latest("id").finished_at is None
    monkeypatch.undo()
    recompute()
    assert value("ticket_volume", Period(date(2026, 3, 1), date(2026, 4, 30))) == 2


def test_progress_is_told_in_days(account: Account) -> None:
    for when in ("03-30", "03-31", "04-01"):
        ticket(f"{when} 09:00")
    told: list[tuple[int, int]] = []
    recompute(progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 3), (3, 3)]
    entry = Recompute.objects.latest("id")
    assert (entry.days_done, entry.days_total) == (3, 3)
    assert entry.finished_at is not None


def test_accounts_have_their_own_states(account: Account, other_account: Account) -> None:
    ticket("03-02 09:00")
    recompute()
    with schemas.inside(other_account):
        for _ in range(3):
            ticket("03-02 09:00")
        recompute()
        assert value("ticket_volume", MARCH) == 3
    assert value("ticket_volume", MARCH) == 1


def test_days_without_facts_are_in_the_ledger(account: Account) -> None:
    ticket("03-02 09:00")
    ticket("03-06 09:00")
    recompute()
    series = Series.objects.get(measure="tickets_created")
    filled = FilledDay.objects.filter(series=series).order_by("day").values_list("day", flat=True)
    assert [f"{each:%m-%d}" for each in filled] == days_on("03-02", 5)


def test_a_level_is_stored_as_what_came_and_went(account: Account) -> None:
    """Never as the level itself: one late edit would change every later day."""
    back = ticket("03-02 09:00", ended="10:00")
    life(back, 2, at("03-04 09:00"), None)
    recompute()
    assert local_day(back.created_at) == date(2026, 3, 2)
    days = Snapshot.objects.filter(series__measure="tickets_open", grain=Snapshot.Grain.DAY, dimension=0).values_list("day", flat=True)
    assert sorted(days) == [date(2026, 3, 2), date(2026, 3, 4)]


def test_many_labels_are_computed_a_few_days_at_a_time_to_the_same_bytes(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    random_history(8, tickets=20, days=10)
    recompute()
    before = stored()
    monkeypatch.setitem(recomputing.__globals__, "LABEL_DAYS", 500)
    assert from_nothing() == before


def test_a_label_made_while_a_run_works_counts_as_unlabelled_until_the_next(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fact was written after the run had taken its news, so its days are touched again."""
    ticket("03-02 09:00", channel="chat")
    original = recomputing.__globals__["labels"]
    known = original()
    monkeypatch.setitem(recomputing.__globals__, "labels", lambda: known)
    ticket("03-02 09:00", channel="fax")
    recompute()
    rows = read([Request("ticket_volume", MARCH, by=Dimension.CHANNEL)])[0].breakdown
    assert {row.key: row.number.value for row in rows} == {"chat": 1, "": 1}
    monkeypatch.undo()
    touch(at("03-02 09:00"))
    recompute()
    rows = read([Request("ticket_volume", MARCH, by=Dimension.CHANNEL)])[0].breakdown
    assert {row.key: row.number.value for row in rows} == {"chat": 1, "fax": 1}
