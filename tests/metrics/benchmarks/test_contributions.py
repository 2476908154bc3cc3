"""Who belongs together, and where an account belongs."""

from __future__ import annotations

import pytest

from metrics.benchmarks.contributions import BENCHMARKED, Sharer, contributors, mix, node, size
from metrics.kpis import KPIS


def by_channel(**volumes: float) -> list[float]:
    names = ("email", "chat", "phone", "social", "web", "messaging", "other")
    return [volumes.get(name, 0.0) for name in names]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ([], {1: 1, 2: 2, 3: 3, 4: 4}),
        ([(1, "agency 7"), (3, "agency 7")], {1: 1, 2: 2, 3: 1, 4: 4}),
        ([(2, "person 9"), (4, "person 9")], {1: 1, 2: 2, 3: 3, 4: 2}),
        ([(1, "agency 7"), (3, "agency 7"), (3, "person 9"), (4, "person 9")], {1: 1, 2: 2, 3: 1, 4: 1}),
        ([(4, "agency 7"), (3, "agency 7"), (2, "agency 7"), (1, "agency 7")], {1: 1, 2: 1, 3: 1, 4: 1}),
        ([(1, "agency 7"), (2, "person 7")], {1: 1, 2: 2, 3: 3, 4: 4}),
    ],
    ids=["nobody", "one agency", "one owner", "an agency and an owner in a chain", "all", "an agency is no person"],
)
def test_accounts_of_one_agency_or_owner_are_one_contributor(ties: list[tuple[int, str]], expected: dict[int, int]) -> None:
    assert contributors([1, 2, 3, 4], ties) == expected


@pytest.mark.parametrize(
    ("volumes", "expected"),
    [
        (by_channel(), ""),
        (by_channel(email=60, chat=40), "email"),
        (by_channel(email=59, chat=41), "mixed"),
        (by_channel(email=30, web=30, phone=40), "email"),
        (by_channel(chat=30, messaging=30, email=40), "chat"),
        (by_channel(other=100), "mixed"),
        (by_channel(phone=61, other=39), "phone"),
    ],
)
def test_a_mix_is_named_after_what_most_tickets_come_by(volumes: list[float], expected: str) -> None:
    assert mix(volumes) == expected


@pytest.mark.parametrize(
    ("tickets", "expected"),
    [(0, ""), (0.3, "under_500"), (499.9, "under_500"), (500, "500_to_2000"), (2000, "2000_to_10000"), (10_000, "over_10000"), (1e7, "over_10000")],
)
def test_sizes_are_bands_of_tickets_a_month(tickets: float, expected: str) -> None:
    assert size(tickets) == expected


def sharer(industry: str = "", business_model: str = "", unread: frozenset[str] = frozenset()) -> Sharer:
    return Sharer(1, 1, industry, business_model, unread)


def test_a_place_ends_where_something_is_not_known() -> None:
    volumes = by_channel(email=3000)
    assert node(sharer("retail", "ecommerce"), volumes, months=3) == ("retail", "ecommerce", "500_to_2000", "email")
    assert node(sharer("retail"), volumes, months=3) == ("retail",)
    assert node(sharer("", "ecommerce"), volumes, months=3) == ()
    assert node(sharer("retail", "ecommerce"), by_channel(), months=3) == ("retail", "ecommerce")


def test_counts_levels_and_money_are_not_compared() -> None:
    assert {"first_response_time", "csat", "nps", "reopen_rate"} <= BENCHMARKED.keys()
    assert not {"ticket_volume", "backlog_size", "backlog_growth", "cost_per_resolution"} & BENCHMARKED.keys()


def test_what_an_account_never_sent_or_counts_otherwise_is_no_contribution() -> None:
    kpi = KPIS["csat"]
    needed = kpi.needs[0].key
    assert sharer(unread=frozenset({needed})).lacks(kpi)
    assert sharer(unread=frozenset({kpi.measure().key})).lacks(kpi)
    assert not sharer(unread=frozenset({"something_else"})).lacks(kpi)
