"""One worked example per KPI: a few facts, and the number worked out by hand. A KPI without one fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from metrics.kpis import KPIS
from metrics.readings import Period, Reading, Request, read
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.facts import AI, HUMAN, MIXED, SPAM, answer, at, life, rating, ticket
from tickets.models import SlaTarget

MONDAY = Period(date(2026, 3, 2), date(2026, 3, 2))
MINUTE = 60.0
HOUR = 3600.0


@dataclass(frozen=True)
class Expected:
    """What the reading of Monday 2 March 2026 must say; durations within the sketch's 1 %."""

    value: float
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    ai: float | None = None
    human: float | None = None


EXAMPLES: dict[str, Callable[[], Expected]] = {}


def example(key: str) -> Callable[[Callable[[], Expected]], Callable[[], Expected]]:
    def keep(told: Callable[[], Expected]) -> Callable[[], Expected]:
        EXAMPLES[key] = told
        return told

    return keep


@example("first_response_time")
def two_people_and_one_ai_answer_first() -> Expected:
    """2, 10 and 60 minutes: the median is 10. Spam and the unanswered do not count, nor does what was created on Sunday."""
    for when, reply, by in (("03-02 09:00", "09:02", AI), ("03-02 10:00", "10:10", HUMAN), ("03-02 11:00", "12:00", HUMAN)):
        answer(ticket(when, reply=reply, by=by), reply, 60)
    ticket("03-02 12:00")
    ticket("03-02 12:00", reply="12:01", exclusion=SPAM)
    ticket("03-01 23:59", reply="03-02 08:00")
    return Expected(10 * MINUTE, n=3, ai=2 * MINUTE, human=(10 + 60) / 2 * MINUTE)


@example("response_time_median")
def every_wait_counts_on_the_day_it_ended() -> Expected:
    """Waits that ended on Monday: 1, 20, 30 and 90 minutes: the median lies between 20 and 30."""
    early = ticket("03-01 22:00", reply="03-02 08:00")
    answer(early, "03-02 08:00", 30 * MINUTE)
    answer(early, "03-02 09:00", 90 * MINUTE)
    chat = ticket("03-02 10:00", reply="10:01", by=AI)
    answer(chat, "10:01", 1 * MINUTE, by=AI)
    answer(chat, "10:30", 20 * MINUTE)
    answer(chat, "03-03 09:00", 5 * HOUR)
    return Expected(25 * MINUTE, n=4, ai=1 * MINUTE, human=30 * MINUTE)


@example("first_reply_sla")
def three_promises_decided_two_kept() -> Expected:
    SlaTarget.objects.create(priority="", first_reply_seconds=HOUR)
    ticket("03-02 09:00", reply="09:10", first_reply_sla_met=True)
    ticket("03-02 09:00", reply="09:20", first_reply_sla_met=True)
    ticket("03-02 09:00", reply="12:00", first_reply_sla_met=False)
    ticket("03-02 09:00", first_reply_sla_met=None)
    return Expected(2 / 3, 2, 3, human=2 / 3)


@example("resolution_sla")
def one_promise_of_four_kept() -> Expected:
    SlaTarget.objects.create(priority="", resolution_seconds=HOUR)
    ticket("03-02 09:00", solved="09:30", resolution_sla_met=True)
    for _ in range(2):
        ticket("03-02 09:00", solved="15:00", resolution_sla_met=False)
    ticket("03-02 09:00", resolution_sla_met=False)
    return Expected(1 / 4, 1, 4, human=1 / 3)


@example("resolution_time")
def the_resolution_that_stands_counts_on_its_day() -> Expected:
    """Resolved on Monday after 1, 3 and 26 hours (created on Sunday): the median is 3 hours. Solved on Tuesday: not yet."""
    ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-02 09:00", solved="12:00")
    ticket("03-01 08:00", solved="03-02 10:00")
    ticket("03-02 09:00", first_solved="03-02 10:00", solved="03-03 10:00")
    ticket("03-02 09:00", first_solved="03-02 10:00", reopened_at=at("03-02 11:00"))
    return Expected(3 * HOUR, n=3, ai=1 * HOUR, human=(3 + 26) / 2 * HOUR)


@example("first_contact_resolution")
def three_of_four_solved_at_once() -> Expected:
    for _ in range(2):
        ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-01 09:00", solved="03-02 10:00")
    ticket("03-02 09:00", solved="10:00", is_first_contact=False)
    ticket("03-02 09:00")
    return Expected(3 / 4, 3, 4, ai=1.0, human=1 / 2)


@example("reopen_rate")
def one_of_five_came_back() -> Expected:
    """However late: the ticket reopened in April belongs to the Monday of its first resolution."""
    for _ in range(4):
        ticket("03-02 09:00", solved="10:00")
    ticket("03-02 09:00", first_solved="03-02 10:00", solved="04-02 10:00", reopened_at=at("04-01 10:00"), reopens=1)
    return Expected(1 / 5, 1, 5)


@example("repeat_contact_rate")
def one_of_three_asked_again() -> Expected:
    ticket("03-02 09:00", is_repeated=True)
    ticket("03-02 09:00", is_repeated=False)
    ticket("03-02 09:00", is_repeated=False)
    ticket("03-02 09:00", is_repeated=None)
    return Expected(1 / 3, 1, 3)


@example("escalation_rate")
def one_of_four_was_passed_on() -> Expected:
    ticket("03-02 09:00", escalated_at=at("03-03 09:00"))
    for _ in range(3):
        ticket("03-02 09:00", solved="10:00", resolver=AI)
    ticket("03-02 09:00", escalated_at=at("03-02 10:00"), exclusion=SPAM)
    return Expected(1 / 4, 1, 4)


@example("transfer_rate")
def one_of_three_was_handed_over() -> Expected:
    """The ticket that only the AI handled is not in the population."""
    ticket("03-02 09:00", handled_by=HUMAN, transfers=2, team="billing")
    ticket("03-02 09:00", handled_by=MIXED)
    ticket("03-02 09:00")
    ticket("03-02 09:00", handled_by=AI)
    return Expected(1 / 3, 1, 3)


@example("ai_resolution_rate")
def two_of_five_tickets_by_ai_alone() -> Expected:
    """Not those in which a person took part, that were escalated, or that are open again."""
    for _ in range(2):
        ticket("03-02 09:00", solved="09:05", resolver=AI)
    ticket("03-02 09:00", solved="09:05", resolver=AI, handled_by=MIXED)
    ticket("03-02 09:00", solved="09:05", resolver=AI, escalated_at=at("03-02 09:04"))
    ticket("03-02 09:00", first_solved="09:05", first_resolver=AI, handled_by=AI)
    return Expected(2 / 5, 2, 5, ai=2 / 5)


@example("ai_autonomous_resolution_rate")
def one_of_three_touched_by_ai() -> Expected:
    ticket("03-02 09:00", solved="09:05", resolver=AI)
    ticket("03-02 09:00", solved="12:00", resolver=HUMAN, handled_by=MIXED)
    ticket("03-02 09:00", handled_by=AI)
    ticket("03-02 09:00", solved="12:00", resolver=HUMAN)
    return Expected(1 / 3, 1, 3, ai=1 / 3)


@example("quality_adjusted_resolution_rate")
def the_ai_closes_fast_but_not_for_long() -> Expected:
    """First resolutions of Monday: AI 1 of 3 held, people 2 of 2."""
    ticket("03-02 09:00", solved="09:01", resolver=AI)
    for _ in range(2):
        ticket("03-02 09:00", solved="09:01", resolver=AI, is_durable=False)
    for _ in range(2):
        ticket("03-01 09:00", solved="03-02 10:00")
    return Expected(3 / 5, 3, 5, ai=1 / 3, human=1.0)


@example("ticket_volume")
def three_created_on_monday() -> Expected:
    """Midnight belongs to the day that begins; spam is counted as left out."""
    for when in ("03-02 00:00", "03-02 12:00", "03-02 23:59"):
        ticket(when)
    for when in ("03-01 23:59", "03-03 00:00"):
        ticket(when)
    ticket("03-02 12:00", exclusion=SPAM)
    return Expected(3, n=3)


@example("backlog_size")
def what_is_open_at_midnight() -> Expected:
    """Four were open at some time, one was solved on Monday and one was solved and reopened: three are left. The one solved on Tuesday is one of them."""
    ticket("02-10 09:00")
    ticket("03-02 09:00", solved="10:00")
    back = ticket("03-01 09:00", first_solved="03-01 10:00", ended="03-01 10:00")
    life(back, 2, at("03-02 08:00"), None)
    ticket("03-02 09:00", solved="03-03 00:00")
    return Expected(3, n=3)


@example("csat")
def three_of_four_are_satisfied() -> Expected:
    for score in (5, 2):
        rating(ticket("03-02 09:00", solved="10:00", resolver=AI), "11:00", score)
    for score in (4, 5):
        rating(ticket("02-20 09:00", solved="03-01 10:00"), "03-02 11:00", score)
    rating(ticket("03-02 09:00", solved="10:00", exclusion=SPAM), "11:00", 1)
    return Expected(3 / 4, 3, 4, ai=1 / 2, human=1.0)


def on_monday(key: str) -> Reading:
    recompute()
    return read([Request(key, MONDAY)])[0]


@pytest.mark.parametrize("key", KPIS)
def test_the_worked_example(account: Account, key: str) -> None:
    assert key in EXAMPLES, f"{key} has no worked example."
    expected = EXAMPLES[key]()
    found = on_monday(key)
    assert found.missing == ()
    assert found.number.value == pytest.approx(expected.value, rel=0.01 if found.kpi.has_percentiles else 1e-12)
    assert (found.number.numerator, found.number.denominator) == (expected.numerator, expected.denominator)
    assert found.number.n == (expected.n if expected.n is not None else expected.denominator)
    for part, value in ((found.split.ai, expected.ai), (found.split.human, expected.human)):
        assert (part and part.number.value) == (pytest.approx(value, rel=0.01) if value is not None else None)


def test_no_example_is_of_a_kpi_that_is_gone() -> None:
    assert set(EXAMPLES) == set(KPIS)


@pytest.mark.parametrize("key", KPIS)
def test_an_account_that_sent_nothing_reads_no_number_but_what_to_send(account: Account, key: str) -> None:
    found = on_monday(key)
    assert found.number.value is None
    assert not found.is_available
    assert all(": " in sentence for sentence in found.missing)


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("first_response_time", "Messages"),
        ("response_time_median", "Messages"),
        ("csat", "Ratings"),
        ("first_reply_sla", "First-reply commitments"),
        ("resolution_sla", "Resolution commitments"),
        ("repeat_contact_rate", "Customers and topics"),
        ("escalation_rate", "Escalations"),
        ("transfer_rate", "Assignments"),
        ("ai_resolution_rate", "Work of the AI agent"),
        ("ai_autonomous_resolution_rate", "Work of the AI agent"),
    ],
)
def test_tickets_alone_leave_these_missing_and_never_zero(account: Account, key: str, named: str) -> None:
    ticket("03-02 09:00", solved="10:00")
    found = on_monday(key)
    assert found.number.value is None
    assert [sentence.partition(":")[0] for sentence in found.missing] == [named]
