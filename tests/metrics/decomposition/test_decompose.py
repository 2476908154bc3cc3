"""Changes of stored readings, taken apart over labels and resolvers."""

from __future__ import annotations

import math
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.declare import CUTS, Dimension
from metrics.decomposition import Decomposition, Kind, decompose
from metrics.kpis import KPIS
from metrics.readings import Comparison, Filter, Period, ReadingError, Request, read
from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account
from tests.metrics.facts import AI, HUMAN, ticket
from tests.metrics.histories import random_history

APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))
KEYS = ("escalation_rate", "quality_adjusted_resolution_rate", "resolution_time", "first_response_time", "ticket_volume", "backlog_size", "csat")


def apart(kpi: str, by: Dimension = Dimension.RESOLVER, **asked: object) -> Decomposition:
    return decompose(Request(kpi, APRIL, **asked), by)  # type: ignore[arg-type]


def resolutions(month: str, resolver: int, *, durable: int, broken: int) -> None:
    for number in range(durable + broken):
        held = number < durable
        ticket(f"{month}-10 09:00", reply="09:05", solved="10:00", resolver=resolver, is_durable=held, durability_broken_after=None if held else 3600.0)


def check(found: Decomposition) -> None:
    """The law: effects add up, over segments and over rate and mix; the change is that of the readings."""
    assert found.change is not None
    assert found.rate is not None
    assert found.mix is not None
    assert found.change == pytest.approx((found.now.value or 0) - (found.before.value or 0), rel=1e-9, abs=1e-9)
    largest = max([abs(effect) for each in found.segments for effect in (each.rate or 0, each.mix or 0)] + [abs(found.change), 1e-300])
    assert abs(math.fsum(effect for each in found.segments for effect in (each.rate or 0, each.mix or 0)) - found.change) <= 1e-12 * largest
    assert abs(found.rate + found.mix - found.change) <= 1e-12 * largest


def test_both_resolvers_improve_while_the_whole_falls(account: Account) -> None:
    """People 90 → 95 %, AI 50 → 55 %, and most work moves to the AI: 80 → 63 %. All of it is mix."""
    resolutions("03", HUMAN, durable=27, broken=3)
    resolutions("03", AI, durable=5, broken=5)
    resolutions("04", HUMAN, durable=19, broken=1)
    resolutions("04", AI, durable=44, broken=36)
    recompute()
    found = apart("quality_adjusted_resolution_rate")
    check(found)
    assert found.reverses
    assert (found.before.value, found.now.value) == (0.8, 0.63)
    assert {each.key: (each.value_before, each.value_now) for each in found.segments} == {"human": (0.9, 0.95), "ai": (0.5, 0.55)}
    assert found.rate == pytest.approx(0.05)
    assert found.mix == pytest.approx(-0.22)
    assert found.sentences[:3] == (
        "Quality-adjusted resolution rate fell from 80.0 % to 63.0 %, by 17.0 points.",
        "The mix of segments moved it by −22.0 points; what each segment did moved it the other way, by +5.0 points.",
        "Every segment rose on its own while the whole fell: the blend alone misleads.",
    )


def test_volume_has_contributions_and_no_mix(account: Account) -> None:
    for month, channel, held in (("03", "chat", 4), ("03", "email", 6), ("04", "chat", 9), ("04", "email", 5)):
        for _ in range(held):
            ticket(f"{month}-12 09:00", channel=channel)
    recompute()
    found = apart("ticket_volume", Dimension.CHANNEL)
    check(found)
    assert found.kind is Kind.TOTAL
    assert [(each.key, each.rate, each.mix) for each in found.segments] == [("chat", 5.0, 0.0), ("email", -1.0, 0.0)]
    assert found.sentences == ("Ticket volume rose from 10 to 14, by 4.", "The largest part is Chat: +5.")


def test_a_slower_median_is_traced_to_the_mix(account: Account) -> None:
    for month, quick, slow in (("03", 20, 10), ("04", 10, 20)):
        for number in range(quick):
            ticket(f"{month}-12 09:00", solved=f"09:{10 + number % 5}", resolver=AI)
        for number in range(slow):
            ticket(f"{month}-12 09:00", solved=f"15:{10 + number % 5}", resolver=HUMAN)
    recompute()
    found = apart("resolution_time")
    check(found)
    assert found.kind is Kind.QUANTILE
    assert found.mix == pytest.approx(found.change, rel=0.05)
    assert not found.reverses


def test_every_kind_of_reading_adds_up_over_every_dimension(account: Account) -> None:
    random_history(3, tickets=200)
    recompute()
    for key, by in product(KEYS, CUTS):
        check(apart(key, by))


def test_it_says_what_the_readings_say_under_filters(account: Account) -> None:
    random_history(8, tickets=250)
    recompute()
    asked = (Filter(Dimension.CHANNEL, ("chat", "email")), Filter(Dimension.TOPIC, ("billing", "login", "")))
    for key in KEYS[:5]:
        found = apart(key, Dimension.TOPIC, filter=asked)
        check(found)
        assert {each.key for each in found.segments} <= {"billing", "login", ""}
        reading = read([Request(key, APRIL, filter=asked)])[0]
        assert found.now == reading.number


def test_it_takes_the_same_statements_however_many_segments(account: Account) -> None:
    random_history(5, tickets=30)
    recompute()
    few = statements("resolution_time")
    for number in range(40):
        ticket("04-05 09:00", solved="10:00", topic=f"topic {number}")
    recompute()
    assert statements("resolution_time") == few
    assert few <= 12


def statements(key: str) -> int:
    with CaptureQueriesContext(connection) as found:
        apart(key, Dimension.TOPIC)
    return len(found)


def test_nothing_to_compare_with_is_said_so(account: Account) -> None:
    ticket("04-12 09:00", solved="10:00")
    recompute()
    found = apart("resolution_time", Dimension.CHANNEL)
    assert (found.change, found.rate, found.mix) == (None, None, None)
    assert found.missing == ("There is nothing to measure from 2026-03-02 to 2026-03-31.",)
    assert found.segments[0].rate is None


def test_an_empty_account_gets_the_reason_and_no_zero(account: Account) -> None:
    found = apart("escalation_rate", Dimension.TOPIC)
    assert found.change is None
    assert found.missing
    assert found.sentences == found.missing


def test_without_a_comparison_it_refuses(account: Account) -> None:
    with pytest.raises(ReadingError) as refused:
        apart("ticket_volume", Dimension.CHANNEL, compare_with=Comparison.NONE)
    assert refused.value.code == "NO_COMPARISON"


def test_it_is_not_taken_apart_by_the_hour(account: Account) -> None:
    with pytest.raises(ReadingError) as refused:
        apart("ticket_volume", Dimension.HOUR)
    assert refused.value.code == "UNKNOWN_DIMENSION"


def test_another_accounts_tickets_are_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        random_history(9, tickets=50)
        recompute()
    for month in ("03", "04"):
        ticket(f"{month}-12 09:00", solved="10:00", topic="ours")
    recompute()
    found = apart("ticket_volume", Dimension.TOPIC)
    assert [(each.key, each.n_before, each.n_now) for each in found.segments] == [("ours", 1, 1)]


def test_every_kpi_is_taken_apart_or_refuses_by_name(account: Account) -> None:
    random_history(4, tickets=80)
    recompute()
    refused = set()
    for key, kpi in KPIS.items():
        for by in set(kpi.dimensions) & set(CUTS):
            try:
                found = apart(key, by)
            except ReadingError as error:
                refused.add((error.code, kpi.reads.how))
                continue
            assert found.missing or found.change is not None
            if found.change is not None:
                check(found)
    assert {code for code, _ in refused} <= {"NO_DECOMPOSITION"}
