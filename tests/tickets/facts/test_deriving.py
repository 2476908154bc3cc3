"""Worked examples: a history told in one line, and the facts worked out by hand. The week begins on Monday, 2 March 2026, in Berlin."""

import pytest

from tests.tickets.histories import (
    DAY,
    HOUR,
    MINUTE,
    ai,
    append,
    asks,
    assigned,
    at,
    bot,
    closed,
    created,
    derived,
    escalated,
    merged,
    note,
    rated,
    reopened,
    reopening,
    reply,
    solved,
    spam,
    status,
    ticket,
    transferred,
)
from tickets import facts
from tickets.kinds import Author, Exclusion, HandledBy, Resolver
from tickets.models import Reply, TicketFact, TicketLife

pytestmark = pytest.mark.usefixtures("account")


def waits(fact: TicketFact) -> list[float]:
    return [reply.wait_seconds for reply in Reply.objects.filter(ticket=fact.pk).order_by("replied_at")]


def lives(fact: TicketFact) -> list[tuple[int, str, str | None]]:
    """Number, opening day and ending day of each life, as weekdays."""
    found = TicketLife.objects.filter(ticket=fact.pk).order_by("number")
    return [(life.number, f"{life.opened_day:%a}", f"{life.ended_day:%a}" if life.ended_day else None) for life in found]


class TestFirstReply:
    def test_is_measured_from_creation(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:12"), solved("10:30")))
        assert (fact.first_reply_seconds, fact.first_reply_by) == (12 * MINUTE, Resolver.HUMAN)

    def test_a_reply_after_reopening_does_not_make_it_days(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:10"), solved("11:00"), reopened("sat 10:00"), reply("sat 11:00")))
        assert fact.first_reply_seconds == 10 * MINUTE

    def test_solved_without_a_word_and_answered_only_after_reopening_has_none(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("10:30"), reopened("tue 10:00"), reply("11:00")))
        assert fact.first_reply_at is None
        assert fact.first_reply_seconds is None

    def test_after_solving_and_before_reopening_still_counts(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("10:30"), reply("10:40"), reopened("tue 10:00")))
        assert fact.first_reply_seconds == 40 * MINUTE

    def test_an_automatic_acknowledgement_is_none(self) -> None:
        assert derived(ticket(created("mon 10:00"), bot("10:00"), reply("10:12"))).first_reply_seconds == 12 * MINUTE

    def test_an_internal_note_is_none(self) -> None:
        assert derived(ticket(created("mon 10:00"), note("10:05"), note("10:06", Author.AI), reply("10:12"))).first_reply_seconds == 12 * MINUTE

    def test_a_human_and_an_ai_each_have_their_own(self) -> None:
        fact = derived(ticket(created("mon 10:00"), ai("10:01"), asks("10:05"), reply("10:30")))
        assert (fact.first_reply_by, fact.first_reply_seconds) == (Resolver.AI, MINUTE)
        assert (fact.first_ai_reply_seconds, fact.first_human_reply_seconds) == (MINUTE, 30 * MINUTE)
        assert fact.handled_by == HandledBy.MIXED

    def test_at_the_instant_of_creation_takes_no_time_and_counts(self) -> None:
        assert derived(ticket(created("mon 10:00"), ai("10:00"))).first_reply_seconds == 0

    def test_before_creation_is_not_counted(self) -> None:
        fact = derived(ticket(reply("mon 09:00"), created("mon 10:00")))
        assert fact.first_reply_at is None
        assert fact.replies == 1

    def test_without_a_created_event_the_earliest_counts_as_creation(self) -> None:
        fact = derived(ticket(asks("mon 10:00"), reply("10:03")))
        assert (fact.created_at, fact.first_reply_seconds) == (at("mon 10:00"), 3 * MINUTE)


class TestWaits:
    def test_every_reply_to_a_waiting_customer_ends_one(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:10"), asks("10:30"), asks("10:40"), reply("11:00")))
        assert waits(fact) == [10 * MINUTE, 30 * MINUTE]

    def test_a_second_reply_in_a_row_answers_nobody(self) -> None:
        assert waits(derived(ticket(created("mon 10:00"), reply("10:10"), reply("10:20")))) == [10 * MINUTE]

    def test_an_acknowledgement_or_note_leaves_the_customer_waiting(self) -> None:
        assert waits(derived(ticket(created("mon 10:00"), bot("10:01"), note("10:02"), reply("10:10")))) == [10 * MINUTE]

    def test_reopening_starts_one(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:10"), solved("10:20"), reopened("tue 09:00"), reply("09:30")))
        assert waits(fact) == [10 * MINUTE, 30 * MINUTE]

    def test_who_was_written_to_first_waits_from_their_own_message(self) -> None:
        fact = derived(ticket(created("mon 10:00", Author.HUMAN), reply("10:05"), asks("11:00"), reply("11:20"), is_outbound=True))
        assert waits(fact) == [20 * MINUTE]

    def test_who_was_written_to_first_waits_for_the_first_reply_from_their_own_message_too(self) -> None:
        assert waits(derived(ticket(created("mon 10:00", Author.HUMAN), asks("11:00"), reply("11:20"), is_outbound=True))) == [20 * MINUTE]


class TestResolution:
    def test_is_measured_from_creation_and_belongs_to_its_author(self) -> None:
        fact = derived(ticket(created("mon 10:00"), ai("10:01"), solved("10:02", Author.AI)))
        assert (fact.resolution_seconds, fact.resolver, fact.is_open) == (2 * MINUTE, Resolver.AI, False)

    def test_by_the_customer_belongs_to_whoever_replied_last(self) -> None:
        assert derived(ticket(created("mon 10:00"), ai("10:01"), reply("10:05"), solved("10:06", Author.CUSTOMER))).resolver == Resolver.HUMAN

    def test_by_nobody_named_without_any_reply_belongs_to_nobody(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("10:06", None)))
        assert (fact.resolution_seconds, fact.resolver) == (6 * MINUTE, None)

    def test_a_second_one_without_reopening_changes_nothing(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:05"), solved("10:30"), solved("thu 10:30", Author.AI)))
        assert (fact.resolution_seconds, fact.resolver) == (30 * MINUTE, Resolver.HUMAN)

    def test_auto_close_thirty_days_later_does_not_move_it(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:05"), solved("10:30"), closed("2026-04-01 10:30")), as_of="2026-05-01 00:00")
        assert fact.resolution_seconds == 30 * MINUTE
        assert lives(fact) == [(1, "Mon", "Mon")]

    def test_after_a_reopening_the_last_one_stands_and_the_first_is_kept(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:05"), solved("11:00"), reopened("tue 10:00"), ai("10:05"), solved("wed 10:00", Author.AI)))
        assert (fact.first_resolution_seconds, fact.first_resolver) == (HOUR, Resolver.HUMAN)
        assert (fact.resolution_seconds, fact.resolver) == (2 * DAY, Resolver.AI)
        assert lives(fact) == [(1, "Mon", "Mon"), (2, "Tue", "Wed")]

    def test_while_reopened_none_stands(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:05"), solved("11:00"), reopened("tue 10:00")))
        assert (fact.resolved_at, fact.resolver, fact.is_open) == (None, None, True)
        assert fact.first_resolution_seconds == HOUR

    def test_the_silence_of_a_customer_is_no_success_of_the_ai(self) -> None:
        fact = derived(ticket(created("mon 10:00"), ai("10:01"), closed("thu 10:01", Author.AUTOMATIC)))
        assert (fact.first_resolved_at, fact.resolved_at, fact.resolver) == (None, None, None)
        assert not fact.is_open
        assert lives(fact) == [(1, "Mon", "Thu")]

    def test_a_rule_that_closes_after_a_human_had_the_last_word_resolves(self) -> None:
        fact = derived(ticket(created("mon 10:00"), ai("10:01"), reply("10:30"), closed("thu 10:00", Author.AUTOMATIC)))
        assert (fact.resolution_seconds, fact.resolver) == (3 * DAY, Resolver.HUMAN)

    def test_before_creation_has_no_duration(self) -> None:
        fact = derived(ticket(solved("mon 09:00"), created("mon 10:00")))
        assert fact.resolved_at == at("mon 09:00")
        assert (fact.resolution_seconds, fact.resolution_business) == (None, None)

    def test_at_the_instant_of_creation_takes_zero_seconds(self) -> None:
        assert derived(ticket(created("mon 10:00"), solved("10:00"))).resolution_seconds == 0

    def test_solved_before_first_answered_keeps_both(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("10:30"), reply("10:40")))
        assert (fact.resolution_seconds, fact.first_reply_seconds) == (30 * MINUTE, 40 * MINUTE)


class TestReopening:
    def test_by_an_open_status_counts_if_the_customer_made_it(self) -> None:
        assert derived(ticket(created("mon 10:00"), solved("11:00"), status("12:00", "Open", Author.CUSTOMER))).reopens == 1

    def test_by_an_agent_opens_but_is_not_the_customers(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("11:00"), reopened("12:00", Author.HUMAN)))
        assert (fact.is_open, fact.reopens, fact.reopened_at) == (True, 0, None)

    def test_by_a_flagged_activity_counts(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("11:00"), reopening(assigned("12:00", "Dana"))))
        assert (fact.is_open, fact.reopens, fact.reopened_at) == (True, 1, at("mon 12:00"))

    def test_of_an_open_ticket_is_none(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reopened("10:30"), status("10:40", "open", Author.CUSTOMER), reopening(asks("10:50"))))
        assert fact.reopens == 0
        assert len(lives(fact)) == 1

    def test_a_message_alone_does_not_reopen(self) -> None:
        assert not derived(ticket(created("mon 10:00"), solved("11:00"), asks("12:00"))).is_open

    def test_and_closing_at_one_instant_leaves_it_closed(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("10:30"), reopened("11:00"), closed("11:00", Author.HUMAN), reopened("12:00")))
        assert (fact.reopens, fact.is_open) == (2, True)
        assert len(lives(fact)) == 3

    def test_never_happens_to_a_merged_ticket(self) -> None:
        fact = derived(ticket(created("mon 10:00"), merged("11:00"), reopened("12:00")))
        assert (fact.is_open, fact.reopens) == (False, 0)


class TestExclusion:
    @pytest.mark.parametrize(("event", "exclusion"), [(spam("mon 10:05"), Exclusion.SPAM), (merged("mon 10:05"), Exclusion.MERGED)])
    def test_spam_and_merged_tickets_end_unresolved_and_are_excluded(self, event: object, exclusion: Exclusion) -> None:
        fact = derived(ticket(created("mon 10:00"), event))  # type: ignore[arg-type]
        assert (fact.exclusion, fact.is_open, fact.first_resolved_at) == (exclusion, False, None)

    def test_outbound_tickets_are_excluded_and_their_author_is_on_our_side(self) -> None:
        fact = derived(ticket(created("mon 10:00", Author.AI), is_outbound=True))
        assert (fact.exclusion, fact.handled_by) == (Exclusion.OUTBOUND, HandledBy.AI)

    def test_an_excluded_ticket_is_nobodys_repeat(self) -> None:
        first = ticket(created("mon 10:00"), solved("11:00"), customer="C", topic="billing")
        assert derived(first, ticket(created("tue 10:00"), spam("10:01"), customer="C", topic="billing")).is_repeated is False


class TestHandling:
    def test_creation_and_ratings_do_not_say_who_handled_it(self) -> None:
        assert derived(ticket(created("mon 10:00", Author.HUMAN), rated("11:00", 5))).handled_by is None

    def test_a_note_or_assignment_does(self) -> None:
        assert derived(ticket(created("mon 10:00"), ai("10:01"), note("10:05"))).handled_by == HandledBy.MIXED

    @pytest.mark.parametrize(
        ("events", "transfers"),
        [
            ((assigned("mon 10:01", "Dana"),), 0),
            ((assigned("mon 10:01", "Dana"), assigned("10:05", "Dana"), assigned("10:09", "Ben")), 1),
            ((assigned("mon 10:01", team="one"), assigned("10:09", team="two")), 1),
            ((assigned("mon 10:01", "Dana", "one"), assigned("10:09", team="one")), 0),
            ((assigned("mon 10:01", "Dana"), transferred("10:09"), assigned("10:09", "Ben")), 1),
            ((assigned("mon 10:01", "Dana"), escalated("10:09"), assigned("10:09", "Ben")), 0),
            ((assigned("mon 10:01", "Dana"), transferred("10:09", "Ben"), assigned("10:10", "Ben")), 1),
        ],
        ids=[
            "first assignment",
            "to another agent",
            "to another team",
            "within the team",
            "with its transfer",
            "as an escalation",
            "to whom it was transferred",
        ],
    )
    def test_transfers(self, events: tuple[object, ...], transfers: int) -> None:
        assert derived(ticket(created("mon 10:00"), *events)).transfers == transfers  # type: ignore[arg-type]


def test_late_and_out_of_order_events_heal() -> None:
    told = ticket(solved("mon 12:00"), created("mon 10:00"))
    assert derived(told).first_reply_at is None
    append(told, reply("mon 10:10"))
    assert derived(told).first_reply_seconds == 10 * MINUTE


def test_events_of_one_instant_are_read_by_kind() -> None:
    fact = derived(ticket(closed("mon 10:00"), solved("mon 10:00", Author.AI), reply("mon 10:00"), created("mon 10:00")))
    assert (fact.first_reply_seconds, fact.resolver, fact.resolution_seconds) == (0, Resolver.AI, 0)


def test_a_ticket_that_lost_its_events_loses_its_facts() -> None:
    told = ticket(created("mon 10:00"), reply("10:10"))
    derived(told)
    told.events.all().delete()
    facts.derive([told.pk])
    assert not TicketFact.objects.exists()
    assert not Reply.objects.exists()
    assert not TicketLife.objects.exists()


def test_nothing_to_derive_is_no_error() -> None:
    assert facts.derive([]).changed == 0
    assert facts.derive([123_456_789]).changed == 0
