"""Work that took far longer than is usual for its topic."""

from __future__ import annotations

import math
from datetime import date
from statistics import median

import pytest

from metrics.diagnostics import handle_time_outliers
from metrics.readings import Period
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.sent import work
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import ticket
from tickets.models import WorkItem

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
TWO_MONTHS = Period(date(2026, 3, 1), date(2026, 4, 30))


def test_the_limit_is_three_and_a_half_robust_deviations_of_the_logarithm(account: Account) -> None:
    """Ten each of 50, 100 and 200 s: median 100, and the median deviation of the logarithms is ln 2 (20 of 31 are that far)."""
    for seconds in (50, 100, 200):
        for _ in range(10):
            work("03-02 10:00", seconds, topic="billing")
    long = ticket("03-03 09:00", topic="billing")
    work("03-03 10:00", 100 * 2 ** (3.5 * 1.4826) + 10, topic="billing", fact=long)
    found = handle_time_outliers(MARCH)
    usual = found.usual[0]
    assert (found.n, usual.n) == (31, 31)
    assert usual.median == pytest.approx(100)
    assert usual.limit == pytest.approx(100 * 2 ** (3.5 * 1.4826))
    assert (usual.outliers.numerator, usual.outliers.n) == (1, 31)
    assert [(row.key, row.ticket) for row in found.rows] == [("billing", long.pk)]
    assert found.rows[0].ratio == pytest.approx(found.rows[0].seconds / 100)


def test_few_cases_and_equal_ones_have_no_limit(account: Account) -> None:
    for seconds in (*[100, 110] * 14, 90_000):
        work("03-02 10:00", seconds, topic="few")
    for _ in range(40):
        work("03-02 10:00", 60, topic="same")
    found = handle_time_outliers(MARCH)
    assert {row.key: row.limit for row in found.usual} == {"same": None, "few": None}
    assert found.rows == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_what_a_loop_finds(account: Account, seed: int) -> None:
    random_world(seed, tickets=60)
    by_topic: dict[int | None, list[WorkItem]] = {}
    for item in WorkItem.objects.filter(day__range=(TWO_MONTHS.start, TWO_MONTHS.end), handle_seconds__gt=0).select_related("ticket__fact"):
        if item.ticket_id is None or item.ticket.fact.exclusion is None:
            by_topic.setdefault(item.topic_id, []).append(item)
    expected = []
    for items in by_topic.values():
        logs = [math.log(item.handle_seconds) for item in items]
        middle = median(logs)
        deviation = median(abs(each - middle) for each in logs)
        if len(items) >= 30 and deviation > 0:
            expected += [item.handle_seconds for item in items if math.log(item.handle_seconds) > middle + 3.5 * 1.4826 * deviation]
    found = handle_time_outliers(TWO_MONTHS, limit=1000)
    assert sorted(row.seconds for row in found.rows) == pytest.approx(sorted(expected))
    assert found.n == sum(map(len, by_topic.values()))
    assert [row.ratio for row in found.rows] == sorted((row.ratio for row in found.rows), reverse=True)


def test_nobody_is_named(account: Account) -> None:
    """An outlier is a piece of work, never a person."""
    random_world(1, tickets=20)
    for row in handle_time_outliers(TWO_MONTHS).rows:
        assert not hasattr(row, "agent")


def test_another_accounts_work_is_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        random_world(5, tickets=20)
    found = handle_time_outliers(MARCH)
    assert (found.n, found.rows) == (0, ())
    assert found.missing == ("Work time: send rows of the kind `work` with the seconds of talk, hold and follow-up.",)
