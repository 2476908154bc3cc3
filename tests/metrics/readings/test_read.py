"""What a reading says beside its value, and that it does not depend on how it was asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from metrics.declare import Dimension
from metrics.kpis import KPIS
from metrics.models import Target
from metrics.readings import Clock, Comparison, Direction, Filter, Period, Reading, ReadingError, Request, Status, Step, read
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.conftest import Clock as Time
from tests.metrics.facts import AI, HUMAN, MERGED, OUTBOUND, SPAM, answer, rating, ticket
from tests.metrics.histories import random_history

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
CHAT = Filter(Dimension.CHANNEL, ("chat",))


def one(kpi: str, period: Period = MARCH, **asked: object) -> Reading:
    return read([Request(kpi, period, **asked)])[0]  # type: ignore[arg-type]


def ratings(day: str, *, good: int, bad: int) -> None:
    for score in [5] * good + [1] * bad:
        rating(ticket(f"{day} 09:00", solved="10:00"), f"{day} 11:00", score)


def test_a_number_does_not_depend_on_what_else_is_asked(account: Account) -> None:
    random_history(4, tickets=80, days=40)
    recompute()
    requests = [Request(key, MARCH, step=Step.WEEK, by=Dimension.TOPIC if Dimension.TOPIC in kpi.dimensions else None) for key, kpi in KPIS.items()]
    assert read(requests) == [read([request])[0] for request in requests]


def test_an_overview_takes_few_statements(account: Account, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Two of ours: one look at the account, one at the states. Each is preceded by entering the account's schema."""
    random_history(5, tickets=20, days=20)
    recompute()
    requests = [
        Request(key, MARCH, step=Step.DAY, by=Dimension.CHANNEL, filter=(CHAT,)) for key in [key for key, kpi in KPIS.items() if not kpi.reads.peak][:12]
    ]
    with django_assert_num_queries(4):
        read(requests)


def test_months_and_edge_days_add_up_to_the_days(account: Account) -> None:
    """A period read as whole months and edges equals the sum of its days."""
    random_history(6, tickets=80, first="02-01 00:00", days=100)
    recompute()
    period = Period(date(2026, 2, 10), date(2026, 5, 3))
    daily, whole = (one("escalation_rate", period, step=step) for step in (Step.DAY, None))
    assert sum(point.number.n for point in daily.series) == whole.number.n
    assert daily.number == whole.number
    assert one("resolution_time", period, step=Step.WEEK).number == one("resolution_time", period).number


def test_the_previous_period_is_adjacent_and_as_long(account: Account) -> None:
    ticket("03-05 09:00")
    recompute()
    found = one("ticket_volume", Period(date(2026, 3, 5), date(2026, 3, 11))).previous
    assert found is not None
    assert found.period == Period(date(2026, 2, 26), date(2026, 3, 4))


def test_the_previous_year_is_364_days_before_so_that_weekdays_match(account: Account) -> None:
    ticket("03-05 09:00")
    recompute()
    found = one("ticket_volume", Period(date(2026, 3, 5), date(2026, 3, 11)), compare_with=Comparison.PREVIOUS_YEAR).previous
    assert found is not None
    assert found.period == Period(date(2025, 3, 6), date(2025, 3, 12))
    assert found.number.value is None
    assert one("ticket_volume", compare_with=Comparison.NONE).previous is None


@pytest.mark.parametrize(("end", "partial"), [(date(2026, 5, 31), False), (date(2026, 6, 1), True), (date(2026, 6, 5), True)])
def test_a_period_is_partial_until_its_last_day_is_over_in_the_accounts_zone(account: Account, end: date, partial: bool) -> None:
    assert one("ticket_volume", Period(date(2026, 5, 1), end)).is_partial is partial


def test_the_accounts_zone_decides_when_a_day_is_over(account: Account, clock: Time) -> None:
    """At 22:30 in UTC it is already Tuesday in Berlin."""
    clock(datetime(2026, 6, 1, 22, 30, tzinfo=UTC))
    assert not one("ticket_volume", Period(date(2026, 6, 1), date(2026, 6, 1))).is_partial
    clock(datetime(2026, 6, 1, 21, 30, tzinfo=UTC))
    assert one("ticket_volume", Period(date(2026, 6, 1), date(2026, 6, 1))).is_partial


@pytest.mark.parametrize(("end", "provisional"), [(date(2026, 5, 24), False), (date(2026, 5, 25), True), (date(2026, 5, 31), True)])
def test_a_windowed_kpi_is_provisional_until_the_last_window_has_closed(account: Account, end: date, provisional: bool) -> None:
    period = Period(date(2026, 5, 1), end)
    assert one("first_contact_resolution", period).is_provisional is provisional
    assert one("escalation_rate", period).is_provisional is False


def test_a_point_is_partial_where_its_week_is_cut_or_not_over(account: Account) -> None:
    ticket("05-13 09:00")
    recompute()
    series = one("ticket_volume", Period(date(2026, 5, 13), date(2026, 6, 3)), step=Step.WEEK).series
    assert [(point.period.start, point.is_partial) for point in series] == [
        (date(2026, 5, 13), True),
        (date(2026, 5, 18), False),
        (date(2026, 5, 25), False),
        (date(2026, 6, 1), True),
    ]
    assert [point.number.value for point in series] == [1, 0, 0, 0]


def test_nothing_is_known_of_a_time_before_the_first_fact_or_after_today(account: Account) -> None:
    ticket("05-30 09:00")
    recompute()
    series = one("ticket_volume", Period(date(2026, 5, 29), date(2026, 6, 3)), step=Step.DAY).series
    assert [point.number.value for point in series] == [None, 1, 0, 0, None, None]


def test_days_of_23_and_25_hours_hold_all_their_tickets(account: Account) -> None:
    """Clocks change on 29 March in Berlin: what is created at 00:30 and at 23:30 is of that day."""
    for when in ("03-28 23:59", "03-29 00:30", "03-29 03:30", "03-29 23:30", "03-30 00:00"):
        ticket(when)
    recompute()
    series = one("ticket_volume", Period(date(2026, 3, 28), date(2026, 3, 30)), step=Step.DAY).series
    assert [point.number.value for point in series] == [1, 3, 1]


def test_the_backlog_of_each_day_is_what_was_open_at_its_end(account: Account) -> None:
    """Through the end of a month, with one solved later and one from long before."""
    ticket("01-15 09:00")
    ticket("02-27 09:00", solved="03-01 10:00")
    ticket("03-02 09:00")
    recompute()
    series = one("backlog_size", Period(date(2026, 2, 27), date(2026, 3, 3)), step=Step.DAY).series
    assert [point.number.value for point in series] == [2, 2, 1, 2, 2]
    months = one("backlog_size", Period(date(2026, 1, 1), date(2026, 3, 31)), step=Step.MONTH)
    assert [point.number.value for point in months.series] == [1, 2, 2]
    assert months.number.value == 2
    assert months.previous is not None
    assert months.previous.number.value is None


def test_hours_of_the_week_are_local_and_merge_over_months(account: Account) -> None:
    for when in ("03-02 09:15", "03-09 09:45", "04-06 09:00", "03-03 23:00"):
        ticket(when)
    recompute()
    rows = one("ticket_volume", Period(date(2026, 3, 1), date(2026, 4, 30)), by=Dimension.HOUR).breakdown
    assert len(rows) == 168
    assert {row.key: row.number.value for row in rows if row.number.n} == {"9": 3, "47": 1}
    assert rows[47].label == "Tuesday 23:00"


def test_excluded_tickets_are_counted_by_why_and_in_nothing_else(account: Account) -> None:
    for exclusion in (None, SPAM, SPAM, MERGED, OUTBOUND):
        ticket("03-02 09:00", exclusion=exclusion, channel="chat")
    recompute()
    found = one("ticket_volume", filter=(CHAT,))
    assert found.number.value == 1
    assert (found.excluded.spam, found.excluded.merged, found.excluded.outbound) == (2, 1, 1)


def test_unlabelled_tickets_have_the_empty_key(account: Account) -> None:
    ticket("03-02 09:00", channel="chat")
    ticket("03-02 09:00")
    recompute()
    rows = one("ticket_volume", by=Dimension.CHANNEL).breakdown
    assert {(row.key, row.label, row.number.value) for row in rows} == {
        ("chat", "Chat", 1),
        ("", "Unlabelled", 1),
    }
    assert one("ticket_volume", filter=(Filter(Dimension.CHANNEL, ("",)),)).number.value == 1


def test_by_resolver_the_parts_are_named_and_add_up(account: Account) -> None:
    for resolver in (AI, HUMAN, HUMAN, None):
        ticket("03-02 09:00", solved="10:00" if resolver else None, resolver=resolver)
    recompute()
    rows = one("ticket_volume", by=Dimension.RESOLVER).breakdown
    assert {row.key: row.number.value for row in rows} == {"human": 2, "ai": 1, "none": 1}


def test_opening_hours_are_read_from_their_own_measure(account: Account) -> None:
    answer(ticket("03-02 09:00", reply="10:00"), "10:00", 3600)
    recompute()
    assert one("first_response_time", clock=Clock.BUSINESS).number.value == pytest.approx(1800, rel=0.01)
    assert one("first_response_time").clock is Clock.CALENDAR
    assert one("ticket_volume", clock=Clock.BUSINESS).clock is None


def test_a_significant_change_has_a_direction(account: Account) -> None:
    """70 of 100 after 90 of 100: worse beyond noise; of a band it would only be lower."""
    ratings("03-03", good=70, bad=30)
    ratings("03-02", good=90, bad=10)
    recompute()
    found = one("csat", Period(date(2026, 3, 3), date(2026, 3, 3))).previous
    assert found is not None
    assert found.change.change == pytest.approx(-0.2)
    assert (found.change.is_significant, found.change.direction) == (True, Direction.WORSENED)


def test_a_change_within_noise_is_unchanged(account: Account) -> None:
    ratings("03-03", good=41, bad=9)
    ratings("03-02", good=43, bad=7)
    recompute()
    found = one("csat", Period(date(2026, 3, 3), date(2026, 3, 3))).previous
    assert found is not None
    assert (found.change.is_significant, found.change.direction) == (False, Direction.UNCHANGED)


def test_fewer_than_thirty_cases_decide_nothing(account: Account) -> None:
    ratings("03-03", good=0, bad=29)
    ratings("03-02", good=100, bad=0)
    Target.objects.create(kpi="csat", value=0.9)
    recompute()
    found = one("csat", Period(date(2026, 3, 3), date(2026, 3, 3)))
    assert found.previous is not None
    assert (found.previous.change.is_significant, found.previous.change.direction) == (False, Direction.UNKNOWN)
    assert found.status is Status.NOT_ENOUGH_DATA


def test_the_count_of_a_period_that_is_not_over_is_not_judged_against_one_that_is(account: Account) -> None:
    for day in ("05-30", "05-31"):
        for _ in range(80 if day == "05-30" else 40):
            ticket(f"{day} 09:00")
    for _ in range(2):
        ticket("06-01 09:00")
    recompute()
    today, yesterday = (one("ticket_volume", Period(date(2026, month, day), date(2026, month, day))).previous for month, day in ((6, 1), (5, 31)))
    assert today is not None
    assert yesterday is not None
    assert (yesterday.change.is_significant, yesterday.change.direction) == (True, Direction.LOWER)
    assert (today.change.change, today.change.is_significant, today.change.direction) == (-38, False, Direction.UNKNOWN)


def test_what_was_not_there_before_is_new(account: Account) -> None:
    ratings("03-03", good=2, bad=0)
    recompute()
    found = one("csat", Period(date(2026, 3, 3), date(2026, 3, 3))).previous
    assert found is not None
    assert found.change.direction is Direction.NEW


@pytest.mark.parametrize(("target", "status"), [(None, Status.NO_TARGET), (0.5, Status.ON_TARGET), (0.99, Status.OFF_TARGET), (0.72, Status.TOO_CLOSE_TO_CALL)])
def test_a_target_within_the_interval_is_too_close_to_call(account: Account, target: float | None, status: Status) -> None:
    ratings("03-03", good=75, bad=25)
    if target is not None:
        Target.objects.create(kpi="csat", value=target)
    recompute()
    assert one("csat").status is status


def test_a_small_backlog_is_judged_as_it_is_no_sample(account: Account) -> None:
    ticket("03-02 09:00")
    Target.objects.create(kpi="backlog_size", value=5)
    recompute()
    assert one("backlog_size").status is Status.ON_TARGET


def test_the_best_benchmark_is_the_one_for_the_segment(account: Account) -> None:
    answer(ticket("03-02 09:00", reply="10:00", channel="chat"), "10:00", 60)
    recompute()
    chat, all_tickets = one("first_response_time", filter=(CHAT,)), one("first_response_time")
    assert chat.best_benchmark is not None
    assert (chat.best_benchmark.high, chat.best_benchmark.source) == (120, "corebee")
    assert all_tickets.best_benchmark is None
    assert len(all_tickets.benchmarks) == len(chat.benchmarks) == 7


def test_balancing_readings_come_along_over_the_same_period_and_filter(account: Account) -> None:
    ticket("03-02 09:00", solved="10:00", channel="chat")
    ticket("03-02 09:00", solved="12:00")
    recompute()
    found = one("resolution_time", filter=(CHAT,), by=Dimension.TOPIC)
    assert [each.kpi.key for each in found.balancing] == ["first_contact_resolution", "csat", "reopen_rate"]
    assert [each.number.n for each in found.balancing] == [1, 0, 1]
    assert [each.is_available for each in found.balancing] == [True, False, True]
    assert found.balancing[0].number == one("first_contact_resolution", filter=(CHAT,)).number


def test_a_split_that_wants_many_cases_is_withheld_from_few(account: Account) -> None:
    for _ in range(30):
        ticket("03-02 09:00", solved="10:00")
    for _ in range(29):
        ticket("03-02 09:00", solved="10:00", resolver=AI)
    recompute()
    split = one("reopen_rate").split
    assert split.human is not None
    assert split.human.share == pytest.approx(30 / 59)
    assert split.ai is None


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"kpi": "happiness"}, "UNKNOWN_KPI"),
        ({"kpi": "csat", "by": Dimension.HOUR}, "UNKNOWN_DIMENSION"),
        ({"kpi": "csat", "filter": (Filter(Dimension.HOUR, ("1",)),)}, "UNKNOWN_DIMENSION"),
        ({"kpi": "csat", "filter": (Filter(Dimension.CHANNEL, ("fax",)),)}, "UNKNOWN_VALUE"),
        ({"kpi": "csat", "filter": (Filter(Dimension.RESOLVER, ("robot",)),)}, "UNKNOWN_VALUE"),
        ({"kpi": "first_response_time", "percentile": 100.0}, "BAD_PERCENTILE"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(account: Account, asked: dict[str, object], code: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read([replace(Request("csat", MARCH), **asked)])  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ReadingError, match="before it begins"):
        Period(date(2026, 3, 2), date(2026, 3, 1))
