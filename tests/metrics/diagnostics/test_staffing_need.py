"""People needed by hour of the week, from the account's own weeks."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest

from metrics.declare import Dimension
from metrics.diagnostics import staffing_need
from metrics.diagnostics.erlang import agents_needed
from metrics.readings import Filter, Period
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.sent import shift, work
from tests.metrics.facts import AI, ticket
from tickets.models import SlaTarget

FOUR_WEEKS = Period(date(2026, 3, 2), date(2026, 3, 29))
MONDAYS = ("03-02", "03-09", "03-16", "03-23")
NINE = 9


def promise(seconds: float, *, business: bool = False, priority: str = "") -> None:
    SlaTarget.objects.create(priority=priority, first_reply_seconds=seconds, in_business_time=business)


def mondays(held: int, channel: str, *, handle: float, **fields: Any) -> None:
    """So many tickets at nine every Monday, each with this much work."""
    for day in MONDAYS:
        for _ in range(held):
            work(f"{day} 09:30", handle, channel=channel, fact=ticket(f"{day} 09:10", channel=channel, **fields))


def test_live_channels_need_what_the_queue_needs(account: Account) -> None:
    """20 chats an hour of 6 minutes are 2 erlangs."""
    promise(60)
    mondays(20, "chat", handle=360)
    found = staffing_need(FOUR_WEEKS)
    expected = agents_needed(2, handle=360, within=60, service_level=0.8, occupancy=0.85)
    row = found.rows[NINE]
    assert (found.weeks, found.n, found.within, found.handle_live) == (4, 80, 60, 360)
    assert (row.label, row.volume, row.live, row.agents) == ("Monday 09:00", 20, expected.agents, expected.agents)
    assert (row.in_time, row.occupancy) == (expected.in_time, expected.occupancy)
    assert row.agents_high > row.agents
    assert sum(each.agents for each in found.rows) == row.agents


def test_nobody_waits_on_the_line_for_what_was_promised_by_mail(account: Account) -> None:
    """A promise of eight hours is none for a chat: two minutes there, unless told otherwise."""
    promise(8 * 3600)
    mondays(20, "chat", handle=360)
    found = staffing_need(FOUR_WEEKS)
    assert (found.within, found.within_live) == (8 * 3600, 120)
    assert found.rows[NINE].agents == agents_needed(2, handle=360, within=120, service_level=0.8, occupancy=0.85).agents
    assert staffing_need(FOUR_WEEKS, within=600).within_live == 600


def test_mail_is_spread_over_the_hours_it_may_wait(account: Account) -> None:
    """20 mails of half an hour and a promise of four hours: 2.5 hours of work in each of four, so 2.5 ÷ 0.85 = 3 people."""
    promise(4 * 3600)
    mondays(20, "email", handle=1800)
    found = staffing_need(FOUR_WEEKS)
    assert [row.agents for row in found.rows[NINE : NINE + 5]] == [math.ceil(2.5 / 0.85)] * 4 + [0]
    assert found.rows[NINE].live == 0
    assert found.rows[NINE].in_time is None


def test_a_promise_in_opening_hours_is_kept_in_opening_hours(account: Account) -> None:
    """What comes on Monday at nine in the default calendar (9 to 17, Monday to Friday) is done then; nobody works at night."""
    promise(2 * 3600, business=True)
    for day in MONDAYS:
        work(f"{day} 03:30", 3600, channel="email", fact=ticket(f"{day} 03:10", channel="email"))
    found = staffing_need(FOUR_WEEKS)
    staffed = [row.hour for row in found.rows if row.agents]
    assert found.in_business_time
    assert staffed
    assert all(found.rows[hour].is_open for hour in staffed)
    assert 3 not in staffed


def test_what_the_agent_does_alone_needs_nobody(account: Account) -> None:
    promise(60)
    mondays(5, "chat", handle=360)
    for day in MONDAYS:
        ticket(f"{day} 09:10", reply="09:11", by=AI, channel="chat")
    assert staffing_need(FOUR_WEEKS).rows[NINE].volume == 5


def test_people_on_duty_stand_beside_it(account: Account) -> None:
    """Shifts from 8 to 12 in two of four weeks, a quarter of it breaks: 0.375 people."""
    promise(60)
    mondays(5, "chat", handle=360)
    for day in MONDAYS[:2]:
        shift(f"{day} 08:00", 4, available=3 * 3600)
    rows = staffing_need(FOUR_WEEKS).rows
    assert [rows[hour].on_duty for hour in (7, 8, 9, 11, 12)] == [0, 0.375, 0.375, 0.375, 0]


def test_without_shifts_nobody_is_said_to_be_absent(account: Account) -> None:
    promise(60)
    mondays(5, "chat", handle=360)
    assert {row.on_duty for row in staffing_need(FOUR_WEEKS).rows} == {None}


def test_the_last_whole_weeks_are_taken(account: Account) -> None:
    promise(60)
    mondays(5, "chat", handle=360)
    found = staffing_need(Period(date(2026, 2, 25), date(2026, 3, 29)))
    assert (found.period, found.weeks) == (FOUR_WEEKS, 4)


def test_the_general_promise_counts_before_that_of_a_priority(account: Account) -> None:
    promise(60, priority="urgent")
    assert staffing_need(FOUR_WEEKS).within == 60
    promise(3600)
    assert staffing_need(FOUR_WEEKS).within == 3600
    assert staffing_need(FOUR_WEEKS, within=30).within == 30


def test_an_empty_account_is_told_everything_that_is_missing(account: Account) -> None:
    found = staffing_need(Period(date(2026, 3, 2), date(2026, 3, 15)))
    assert found.rows == ()
    assert [each.split(":")[0].split(" whole")[0] for each in found.missing] == ["At least 4", "Tickets", "Work time", "First-reply commitments"]


def test_a_filter_narrows_volume_and_work_alike(account: Account) -> None:
    promise(60)
    mondays(5, "chat", handle=360)
    mondays(3, "phone", handle=120)
    found = staffing_need(FOUR_WEEKS, [Filter(Dimension.CHANNEL, ("phone",))])
    assert (found.n, found.handle_live, found.rows[NINE].volume) == (12, 120, 3)


@pytest.mark.parametrize("wrong", [{"service_level": 1.0}, {"service_level": -0.1}, {"occupancy": 0.0}, {"occupancy": 1.1}])
def test_what_nobody_can_promise_is_refused(account: Account, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="service level"):
        staffing_need(FOUR_WEEKS, **wrong)


def test_another_accounts_weeks_are_never_in(account: Account, other_account: Account) -> None:
    promise(60)
    with schemas.inside(other_account):
        mondays(5, "chat", handle=360)
        shift("03-02 08:00", 4)
    found = staffing_need(FOUR_WEEKS)
    assert (found.n, found.worked, found.rows) == (0, 0, ())
