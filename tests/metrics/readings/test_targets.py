"""Targets by segment, and the way to a goal."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.declare import Dimension
from metrics.readings import Filter, Period, Request, Status, read
from metrics.readings.targets import remove_target, set_target, targets, trajectory
from metrics.readings.types import TargetValue
from metrics.snapshots import recompute
from tenants import schemas
from tenants.errors import Invalid, Missing
from tenants.models import Account
from tests.metrics.facts import at, rating, ticket

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
URGENT, BILLING, CHAT = Filter(Dimension.PRIORITY, ("urgent",)), Filter(Dimension.TOPIC, ("billing",)), Filter(Dimension.CHANNEL, ("chat",))


def escalations(topic: str, *, of: int, escalated: int) -> None:
    for number in range(of):
        ticket("03-02 09:00", topic=topic, solved="10:00", escalated_at=at("03-02 09:30") if number < escalated else None)


def test_a_segment_is_judged_by_its_own_target_and_the_whole_by_the_overall_one(account: Account) -> None:
    """The guides allow technical questions 20 % of escalations and billing 5 %: at 15 % one is on target, the other is not."""
    escalations("technical", of=100, escalated=10)
    escalations("billing", of=100, escalated=15)
    set_target("escalation_rate", 0.0, upper=0.5)
    set_target("escalation_rate", 0.0, upper=0.2, dimension=Dimension.TOPIC, key="technical")
    set_target("escalation_rate", 0.0, upper=0.05, dimension=Dimension.TOPIC, key="billing")
    recompute()
    whole = read([Request("escalation_rate", MARCH, by=Dimension.TOPIC)])[0]
    assert whole.status is Status.ON_TARGET
    assert {row.key: row.status for row in whole.breakdown} == {"technical": Status.ON_TARGET, "billing": Status.OFF_TARGET}
    billing = read([Request("escalation_rate", MARCH, filter=(BILLING,))])[0]
    assert (billing.target and billing.target.upper, billing.status) == (0.05, Status.OFF_TARGET)


def test_of_two_segments_the_priority_decides(account: Account) -> None:
    set_target("first_response_time", 300.0, dimension=Dimension.PRIORITY, key="urgent")
    set_target("first_response_time", 120.0, dimension=Dimension.CHANNEL, key="chat")
    set_target("first_response_time", 3600.0)
    ticket("03-02 09:00", reply="09:10", priority="urgent", channel="chat")
    recompute()
    both, chat, neither = read([Request("first_response_time", MARCH, filter=filters) for filters in ((CHAT, URGENT), (CHAT,), ())])
    assert [each.target.value for each in (both, chat, neither) if each.target] == [300.0, 120.0, 3600.0]


def test_a_goal_expects_half_the_way_at_half_time(account: Account) -> None:
    """From 60 % on 1 June to 80 % on 31 July: after 30 of 60 days 70 % is expected, and 90 of 100 is ahead of it."""
    for score in [5] * 90 + [1] * 10:
        rating(ticket("03-02 09:00", solved="10:00"), "03-02 11:00", score)
    recompute()
    set_target("csat", 0.8, due=date(2026, 7, 31), start=0.6)
    found = read([Request("csat", MARCH)])[0].trajectory
    assert found is not None
    assert (found.goal, found.due) == (0.8, date(2026, 7, 31))
    assert found.expected == pytest.approx(0.6)
    reading = read([Request("csat", MARCH)])[0]
    goal = TargetValue("csat", 0.8, None, since=date(2026, 6, 1), start=0.6, due=date(2026, 7, 31))
    half = trajectory(reading.kpi, goal, reading.number, date(2026, 7, 1))
    assert half is not None
    assert half.expected == pytest.approx(0.7)
    assert half.is_on_track


@pytest.mark.parametrize(
    ("kpi", "arguments", "field"),
    [
        ("no_such", {"value": 1.0}, "kpi"),
        ("csat", {"value": 1.2}, "value"),
        ("csat", {"value": float("nan")}, "value"),
        ("csat", {"value": 0.8, "upper": 0.9}, "upper"),
        ("escalation_rate", {"value": 0.3, "upper": 0.2}, "upper"),
        ("csat", {"value": 0.8, "key": "chat"}, "dimension"),
        ("csat", {"value": 0.8, "dimension": Dimension.HOUR, "key": "3"}, "dimension"),
        ("csat", {"value": 0.8, "due": date(2026, 6, 1), "start": 0.6}, "due"),
        ("csat", {"value": 0.8, "due": date(2026, 7, 1)}, "start"),
    ],
)
def test_what_cannot_be_wanted_is_refused_by_name(account: Account, kpi: str, arguments: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_target(kpi, **arguments)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert targets() == []


def test_setting_again_replaces_and_removing_takes_only_that_segments(account: Account) -> None:
    set_target("csat", 0.8)
    set_target("csat", 0.9, dimension=Dimension.CHANNEL, key="chat")
    set_target("csat", 0.85)
    assert [(each.value, each.key) for each in targets()] == [(0.85, ""), (0.9, "chat")]
    remove_target("csat", dimension=Dimension.CHANNEL, key="chat")
    assert [each.value for each in targets()] == [0.85]
    with pytest.raises(Missing):
        remove_target("csat", dimension=Dimension.CHANNEL, key="chat")


def test_another_account_sees_no_target_of_this_one(account: Account, other_account: Account) -> None:
    set_target("csat", 0.8)
    with schemas.inside(other_account):
        assert targets() == []
