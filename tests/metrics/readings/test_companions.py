"""Readings judged by others: contradicted by a partner, unusual for the weekday, beside the account's own months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from metrics.declare import Dimension
from metrics.models import Target
from metrics.readings import Direction, Filter, Period, Reading, Request, Status, Step, read
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.facts import answer, at, label, ticket

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def solved(day: str, minutes: int, *, of: int, reopened: int) -> None:
    """Tickets answered after so many minutes, of which some were reopened."""
    for number in range(of):
        again: dict[str, Any] = {"reopens": 1, "reopened_at": at(f"{day} 12:00"), "contact_broken_after": 3600.0} if number < reopened else {}
        answer(ticket(f"{day} 09:00", reply=f"09:{minutes:02}", solved="11:00", **again), f"09:{minutes:02}", minutes * 60)


def one(kpi: str, period: Period = MARCH, **asked: object) -> Reading:
    return read([Request(kpi, period, **asked)])[0]  # type: ignore[arg-type]


def test_a_kpi_that_improved_while_its_partner_worsened_is_contradicted(account: Account) -> None:
    """Replies got faster (30 min to 10), and three times as many tickets came back (10 of 100 to 30)."""
    solved("02-10", 30, of=100, reopened=10)
    solved("03-10", 10, of=100, reopened=30)
    recompute()
    found = one("first_response_time")
    assert found.previous is not None
    assert found.previous.change.direction is Direction.IMPROVED
    assert "reopen_rate" in found.contradicted_by
    assert found.status is Status.CONTRADICTED


def test_one_that_improved_with_its_partners_in_peace_is_not(account: Account) -> None:
    solved("02-10", 30, of=100, reopened=10)
    solved("03-10", 10, of=100, reopened=10)
    recompute()
    assert (one("first_response_time").contradicted_by, one("first_response_time").status) == ((), Status.NO_TARGET)


def test_a_green_kpi_whose_partner_misses_its_target_is_not_green(account: Account) -> None:
    solved("03-10", 10, of=100, reopened=40)
    Target.objects.create(kpi="first_response_time", value=3600)
    Target.objects.create(kpi="reopen_rate", value=0.05)
    recompute()
    assert one("first_response_time").contradicted_by == ("reopen_rate",)
    assert one("reopen_rate").status is Status.OFF_TARGET


def test_what_nobody_asked_to_balance_is_judged_alone(account: Account) -> None:
    solved("02-10", 30, of=100, reopened=10)
    solved("03-10", 10, of=100, reopened=30)
    recompute()
    assert one("first_response_time", balancing=False).contradicted_by == ()


def mondays(counts: list[int], *, last: date) -> None:
    """So many tickets on each of the Mondays up to the last one."""
    for weeks, count in enumerate(reversed(counts)):
        for _ in range(count):
            ticket(f"{last - timedelta(weeks=weeks):%m-%d} 09:00")


def test_a_day_far_from_its_weekdays_is_unusual_and_one_like_them_is_not(account: Account) -> None:
    """Eight Mondays of about ten tickets, then one of ten and one of forty. Tuesdays have no history and no band."""
    mondays([10, 9, 11, 10, 12, 10, 8, 10, 10, 40], last=date(2026, 3, 30))
    ticket("03-31 09:00")
    recompute()
    days = {point.period.start: point.usual for point in one("ticket_volume", step=Step.DAY, usual=True).series}
    like, unlike = days[date(2026, 3, 23)], days[date(2026, 3, 30)]
    assert like is not None
    assert unlike is not None
    assert (like.middle, like.weeks, like.is_unusual) == (10, 8, False)
    assert unlike.is_unusual
    assert unlike.high < 20


def test_a_band_needs_four_weeks(account: Account) -> None:
    mondays([10, 10, 10, 10], last=date(2026, 3, 30))
    recompute()
    days = {point.period.start: point.usual for point in one("ticket_volume", step=Step.DAY, usual=True).series}
    assert days[date(2026, 3, 30)] is None


def test_a_band_promises_nothing_that_cannot_be(account: Account) -> None:
    """Mondays of 1 to 30 tickets: three deviations below the median there would be fewer than none."""
    mondays([1, 30, 2, 28, 3, 25, 1, 30, 10], last=date(2026, 3, 30))
    recompute()
    found = {point.period.start: point.usual for point in one("ticket_volume", step=Step.DAY, usual=True).series}[date(2026, 3, 30)]
    assert found is not None
    assert found.low == 0


def test_today_is_never_unusual_because_it_is_not_over(account: Account) -> None:
    """It is Monday 1 June, noon."""
    mondays([50, 50, 50, 50, 50, 1], last=date(2026, 6, 1))
    recompute()
    found = one("ticket_volume", Period(date(2026, 6, 1), date(2026, 6, 1)), step=Step.DAY, usual=True).series[0].usual
    assert found is not None
    assert not found.is_unusual


def test_own_months_are_a_benchmark_of_quartiles_and_best(account: Account) -> None:
    """Median replies of 40, 30, 20 and 10 minutes in January to April: the quartiles of those, and 10 as the best."""
    for number, minutes in enumerate((40, 30, 20, 10)):
        day = ("01-05", "02-05", "03-05", "04-05")[number]
        solved(day, minutes, of=30, reopened=0)
    recompute()
    found = one("first_response_time", Period(date(2026, 5, 1), date(2026, 5, 31)), history=True).own_history
    assert found is not None
    assert found.months == 4
    assert abs(found.best / 600 - 1) < 0.01
    assert abs(found.middle / 1500 - 1) < 0.01
    assert found.low < found.middle < found.high


def test_months_with_too_few_cases_are_no_history(account: Account) -> None:
    for day in ("01-05", "02-05", "03-05", "04-05"):
        solved(day, 10, of=29, reopened=0)
    recompute()
    assert one("first_response_time", Period(date(2026, 5, 1), date(2026, 5, 31)), history=True).own_history is None


def test_a_filter_holds_for_the_history_too(account: Account) -> None:
    mondays([10] * 6, last=date(2026, 3, 30))
    recompute()
    label("channel", "chat")
    found = one("ticket_volume", step=Step.DAY, usual=True, filter=(Filter(Dimension.CHANNEL, ("chat",)),)).series
    assert all(point.usual is None or point.usual.middle == 0 for point in found)
