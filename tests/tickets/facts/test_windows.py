"""Worked examples of what is measured up to the longest window, of escalations, of waits, and of what came of the AI's work."""

from datetime import datetime, timedelta

import pytest

from tests.tickets.histories import (
    DAY,
    HOUR,
    MINUTE,
    Told,
    ai,
    asks,
    at,
    bot,
    closed,
    created,
    derived,
    escalated,
    note,
    reopened,
    reply,
    solved,
    status,
    ticket,
)
from tickets import facts
from tickets.facts import deriving
from tickets.kinds import AiOutcome, Author, Resolver, ReviewMethod
from tickets.models import QaReview, Reply, Ticket, TicketFact, Wait

pytestmark = pytest.mark.usefixtures("account")


def reviewed(told: Ticket, when: str, *, is_passed: bool) -> None:
    """The ticket's audit, and the news of it."""
    moment = at(when)
    QaReview.objects.create(
        source="qa", external_id=when, at=moment, day=moment.date(), ticket=told, about=Resolver.HUMAN, method=ReviewMethod.HUMAN_SAMPLE,
        score=float(is_passed), is_passed=is_passed,
    )  # fmt: skip
    facts.touch([told.pk])
    facts.derive_touched()


def waits(told: Ticket) -> list[tuple[str, str | None]]:
    """Begin and end of each wait as local weekday and time."""
    derived(told)
    zone = at("mon 10:00").tzinfo
    return [
        (f"{wait.started_at.astimezone(zone):%a %H:%M}", f"{wait.ended_at.astimezone(zone):%a %H:%M}" if wait.ended_at else None)
        for wait in Wait.objects.filter(ticket=told).order_by("number")
    ]


class TestFirstAnyReply:
    def test_counts_an_automatic_acknowledgement_which_the_first_reply_does_not(self) -> None:
        fact = derived(ticket(created("mon 10:00"), note("10:00"), bot("10:01"), reply("10:12")))
        assert (fact.first_any_reply_seconds, fact.first_any_reply_business, fact.first_reply_seconds) == (MINUTE, MINUTE, 12 * MINUTE)

    def test_belongs_to_the_first_life(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("10:30"), reopened("11:00"), bot("11:01")))
        assert fact.first_any_reply_seconds is None


class TestEscalation:
    def test_is_followed_to_the_resolution_that_stands(self) -> None:
        fact = derived(ticket(created("mon 10:00"), escalated("mon 16:00"), escalated("mon 16:30"), solved("tue 10:00")))
        assert (fact.escalation_resolution_seconds, fact.escalation_resolution_business) == (18 * HOUR, 2 * HOUR)
        assert str(fact.escalated_day) == "2026-03-02"

    @pytest.mark.parametrize("events", [(solved("mon 11:00"), escalated("12:00")), (escalated("mon 11:00"),), (escalated("mon 11:00"), closed("12:00"))])
    def test_has_no_duration_without_a_resolution_after_it(self, events: tuple[Told, ...]) -> None:
        assert derived(ticket(created("mon 10:00"), *events)).escalation_resolution_seconds is None


class TestWindows:
    def test_a_second_contact_is_timed_from_the_resolution_and_one_before_it_is_at_once(self) -> None:
        assert derived(ticket(created("mon 10:00"), solved("mon 11:00"), asks("wed 11:00"))).contact_broken_after == 2 * DAY
        assert derived(ticket(created("mon 10:00"), reply("10:10"), asks("10:20"), solved("mon 11:00"))).contact_broken_after == 0
        assert derived(ticket(created("mon 10:00"), escalated("10:20"), solved("mon 11:00"))).contact_broken_after == 0

    def test_what_happens_after_seven_days_breaks_it_for_longer_windows_only(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("mon 11:00"), reopened("wed3 11:00")))
        assert (fact.contact_broken_after, fact.durability_broken_after) == (16 * DAY, 16 * DAY)
        assert (fact.is_first_contact, fact.is_durable) == (True, True)

    @pytest.mark.parametrize(("reopening", "broken"), [("2026-04-01 12:00", 30 * DAY), ("2026-04-01 12:00:01", None)])
    def test_the_longest_window_ends_thirty_days_later_in_elapsed_time(self, reopening: str, broken: float | None) -> None:
        """The clocks change on 29 March: 30 days after 11:00 is 12:00 by the wall clock."""
        assert derived(ticket(created("mon 10:00"), solved("mon 11:00"), reopened(reopening))).durability_broken_after == broken

    def test_a_return_on_the_topic_is_timed_from_creation_and_from_resolution(self) -> None:
        first = ticket(created("mon 10:00"), solved("tue 10:00"), customer="C", topic="billing")
        fact = derived(first, ticket(created("mon3 10:00"), customer="C", topic="billing"))
        assert (fact.repeated_after, fact.durability_broken_after) == (14 * DAY, 13 * DAY)
        assert (fact.is_repeated, fact.is_durable) == (False, True)

    def test_news_of_a_return_after_three_weeks_corrects_the_first_ticket(self) -> None:
        first = ticket(created("mon 10:00"), customer="C", topic="billing")
        derived(first)
        facts.derive([ticket(created("mon4 10:00"), customer="C", topic="billing").pk])
        assert TicketFact.objects.get(pk=first.pk).repeated_after == 21 * DAY


def test_news_of_a_frequent_customer_reaches_the_tickets_whose_next_contact_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sixty in the window before, only the last one: the others have a next contact before the new one already."""
    frequent = [ticket(created(at("mon 00:00") + timedelta(hours=4 * number)), customer="C", topic="billing") for number in range(60)]
    derived(*frequent)
    batches: list[list[int]] = []
    one_batch = deriving._derive_batch

    def noted(ticket_ids: list[int], as_of: datetime) -> tuple[list[int], list[int]]:
        batches.append(ticket_ids)
        return one_batch(ticket_ids, as_of)

    monkeypatch.setattr(deriving, "_derive_batch", noted)
    late = ticket(created("thu2 10:00"), customer="C", topic="billing")
    facts.derive([late.pk])
    assert batches == [[late.pk], [frequent[-1].pk]]
    assert TicketFact.objects.get(pk=frequent[-1].pk).repeated_after == 14 * HOUR


class TestReviews:
    def test_a_failed_one_ends_the_resolution_that_it_is_about(self) -> None:
        told = ticket(created("mon 10:00"), solved("mon 11:00"))
        reviewed(told, "wed 11:00", is_passed=False)
        fact = TicketFact.objects.get(pk=told.pk)
        assert (fact.durability_broken_after, fact.is_durable, fact.is_first_contact) == (2 * DAY, False, True)

    def test_the_latest_stands(self) -> None:
        told = ticket(created("mon 10:00"), solved("mon 11:00"))
        reviewed(told, "wed 11:00", is_passed=False)
        reviewed(told, "thu 11:00", is_passed=True)
        assert TicketFact.objects.get(pk=told.pk).is_durable is True

    def test_one_before_the_resolution_counts_from_it(self) -> None:
        told = ticket(created("mon 10:00"), solved("mon 11:00"))
        reviewed(told, "mon 10:30", is_passed=False)
        assert TicketFact.objects.get(pk=told.pk).durability_broken_after == 0


class TestWaits:
    def test_run_from_creation_and_from_the_customers_first_word_after_a_reply(self) -> None:
        told = ticket(created("mon 10:00"), bot("10:01"), reply("10:10"), asks("10:30"), asks("10:40"), reply("11:00"))
        assert waits(told) == [("Mon 10:00", "Mon 10:10"), ("Mon 10:30", "Mon 11:00")]

    def test_are_open_while_nobody_answers(self) -> None:
        assert waits(ticket(created("mon 10:00"))) == [("Mon 10:00", None)]

    def test_end_with_the_life_of_the_ticket_and_begin_again_with_its_reopening(self) -> None:
        told = ticket(created("mon 10:00"), closed("tue 10:00"), reopened("wed 10:00"), reply("thu 10:00"))
        assert waits(told) == [("Mon 10:00", "Tue 10:00"), ("Wed 10:00", "Thu 10:00")]
        assert Reply.objects.get(ticket=told).wait_seconds == 3 * DAY

    def test_thanks_after_the_end_are_none(self) -> None:
        assert waits(ticket(created("mon 10:00"), reply("10:10"), solved("10:20"), asks("10:30"))) == [("Mon 10:00", "Mon 10:10")]

    def test_a_colleague_who_opens_a_ticket_lets_nobody_wait(self) -> None:
        assert waits(ticket(created("mon 10:00"), reply("10:10"), solved("10:20"), status("10:30", "open"))) == [("Mon 10:00", "Mon 10:10")]

    def test_whom_we_wrote_to_first_waits_from_their_own_message(self) -> None:
        assert waits(ticket(created("mon 10:00", Author.HUMAN), asks("11:00"), is_outbound=True)) == [("Mon 11:00", None)]

    @pytest.mark.parametrize(("since", "hour"), [("mon 00:30", 0), ("sun 23:59", 167), ("2026-03-29 03:30", 147)])
    def test_the_reply_knows_in_which_hour_of_the_week_its_wait_began(self, since: str, hour: int) -> None:
        told = ticket(created(since), reply(at(since).replace(minute=59, second=59)))
        derived(told)
        assert Reply.objects.get(ticket=told).hour == hour


class TestAiOutcome:
    @pytest.mark.parametrize(
        ("events", "outcome"),
        [
            ((ai("mon 10:01"), solved("10:02", Author.AI)), AiOutcome.RESOLVED),
            ((ai("mon 10:01"), solved("10:02", Author.CUSTOMER)), AiOutcome.RESOLVED),
            ((ai("mon 10:01"), escalated("10:02", Author.AI), reply("10:20"), solved("10:30")), AiOutcome.ESCALATED),
            ((ai("mon 10:01"), escalated("10:02", Author.AI)), AiOutcome.ESCALATED),
            ((ai("mon 10:01"), reply("10:20")), AiOutcome.ESCALATED),
            ((ai("mon 10:01"), closed("thu 10:01")), AiOutcome.SILENT),
            ((ai("mon 10:01"),), AiOutcome.OPEN),
            ((ai("mon 10:01"), solved("10:02", Author.AI), reopened("11:00")), AiOutcome.OPEN),
            ((reply("mon 10:01"), solved("10:02")), None),
        ],
        ids=["solved by it", "confirmed by the customer", "handed over", "not taken up yet", "joined", "silence", "open", "reopened", "no AI"],
    )
    def test_each_touched_ticket_has_one(self, events: tuple[Told, ...], outcome: AiOutcome | None) -> None:
        assert derived(ticket(created("mon 10:00"), *events)).ai_outcome == outcome
