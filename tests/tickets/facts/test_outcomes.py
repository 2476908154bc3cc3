"""Worked examples of what came of a ticket: first contact, repeats, durability, opening hours, commitments."""

import pytest

from tenants.models import Account, BusinessCalendar
from tests.tickets.histories import DAY, HOUR, MINUTE, ai, asks, closed, created, derived, escalated, label, reopened, reply, solved, ticket
from tickets import facts
from tickets.models import SlaTarget, Ticket, TicketFact

pytestmark = pytest.mark.usefixtures("account")


class TestFirstContact:
    def test_one_answer_and_silence_after_it(self) -> None:
        assert derived(ticket(created("mon 10:00"), reply("10:10"), solved("10:30"), channel="email")).is_first_contact is True

    def test_unresolved_is_neither(self) -> None:
        assert derived(ticket(created("mon 10:00"), reply("10:10"))).is_first_contact is None

    @pytest.mark.parametrize(("channel", "is_first_contact"), [("email", False), ("Chat", True), (None, False)])
    def test_a_second_message_is_a_second_contact_but_in_live_channels(self, channel: str | None, is_first_contact: bool) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:10"), asks("10:20"), reply("10:25"), solved("10:30"), channel=channel))
        assert fact.is_first_contact is is_first_contact

    def test_a_reminder_before_the_first_reply_is_no_second_contact(self) -> None:
        assert derived(ticket(created("mon 10:00"), asks("10:05"), reply("10:10"), solved("10:30"), channel="email")).is_first_contact is True

    @pytest.mark.parametrize(("written", "is_first_contact"), [("mon2 10:30", False), ("mon2 10:30:01", True)])
    def test_the_window_ends_seven_days_after_resolution(self, written: str, is_first_contact: bool) -> None:
        assert derived(ticket(created("mon 10:00"), reply("10:10"), solved("10:30"), asks(written))).is_first_contact is is_first_contact

    def test_the_last_word_of_a_chat_at_the_instant_of_resolution_is_not_after_it(self) -> None:
        assert derived(ticket(created("mon 10:00"), reply("10:10"), asks("10:30"), solved("10:30"), channel="chat")).is_first_contact is True

    def test_escalated_is_not(self) -> None:
        assert derived(ticket(created("mon 10:00"), ai("10:01"), escalated("10:02"), reply("10:10"), solved("10:30"))).is_first_contact is False


class TestRepeatsAndDurability:
    def test_a_return_before_the_first_resolution_does_not_count_against_it(self) -> None:
        fact = derived(ticket(created("mon 10:00"), ai("10:01"), closed("tue 10:01"), reopened("tue 11:00"), reply("tue 11:30"), solved("tue 12:00")))
        assert (fact.reopens, fact.is_first_contact, fact.is_durable) == (1, True, True)

    def test_a_return_on_the_same_topic_repeats_the_first_and_not_the_second(self) -> None:
        first = ticket(created("mon 10:00"), reply("10:10"), solved("10:30"), customer="C", topic="billing")
        second = ticket(created("fri 10:00"), customer="C", topic="billing")
        fact = derived(first, second)
        assert (fact.is_repeated, fact.is_durable) == (True, False)
        assert TicketFact.objects.get(pk=second.pk).is_repeated is False

    def test_of_two_opened_at_one_instant_only_the_first_is_repeated(self) -> None:
        both = [ticket(created("mon 10:00"), customer="C", topic="billing") for _ in range(2)]
        assert derived(*both).is_repeated is True
        assert TicketFact.objects.get(pk=both[1].pk).is_repeated is False

    def test_a_ticket_resolved_before_its_creation_is_not_its_own_return(self) -> None:
        assert derived(ticket(solved("mon 09:00"), created("mon 10:00"), customer="C", topic="billing")).is_durable is True

    def test_another_topic_or_customer_is_no_return(self) -> None:
        first = ticket(created("mon 10:00"), solved("10:30"), customer="C", topic="billing")
        fact = derived(first, ticket(created("fri 10:00"), customer="C", topic="login"), ticket(created("fri 10:00"), customer="D", topic="billing"))
        assert (fact.is_repeated, fact.is_durable) == (False, True)

    def test_nobody_knows_without_a_customer_or_topic(self) -> None:
        fact = derived(ticket(created("mon 10:00"), solved("10:30"), topic="billing"))
        assert (fact.is_repeated, fact.is_durable) == (None, True)

    def test_news_of_one_ticket_corrects_the_other(self) -> None:
        first = ticket(created("mon 10:00"), solved("10:30"), customer="C", topic="billing")
        assert derived(first).is_durable is True
        second = ticket(created("fri 10:00"), customer="C", topic="billing")
        facts.derive([second.pk])
        first.fact.refresh_from_db()
        assert (first.fact.is_repeated, first.fact.is_durable) == (True, False)
        Ticket.objects.filter(pk=second.pk).update(topic=label("topic", "login"))
        facts.derive([second.pk])
        first.fact.refresh_from_db()
        assert (first.fact.is_repeated, first.fact.is_durable) == (False, True)

    def test_a_ticket_that_turns_out_to_count_corrects_the_other_and_back(self) -> None:
        first = ticket(created("mon 10:00"), customer="C", topic="billing")
        second = ticket(created("fri 10:00"), customer="C", topic="billing", is_outbound=True)
        derived(first, second)
        for is_outbound in (True, False, True):
            Ticket.objects.filter(pk=second.pk).update(is_outbound=is_outbound)
            facts.derive([second.pk])
            first.fact.refresh_from_db()
            assert first.fact.is_repeated is not is_outbound

    def test_reopened_or_escalated_after_it_a_resolution_did_not_hold(self) -> None:
        assert derived(ticket(created("mon 10:00"), solved("10:30"), reopened("tue 10:00"))).is_durable is False
        assert derived(ticket(created("mon 10:00"), solved("10:30"), escalated("tue 10:00"))).is_durable is False
        assert derived(ticket(created("mon 10:00"), escalated("10:10"), solved("10:30"))).is_durable is True


class TestBusinessTime:
    def test_nights_and_weekends_do_not_count(self) -> None:
        fact = derived(ticket(created("fri 16:30"), reply("mon2 09:15")))
        assert fact.first_reply_business == 45 * MINUTE
        assert fact.first_reply_seconds == 2 * DAY + 16 * HOUR + 45 * MINUTE

    def test_holidays_do_not_count(self, account: Account) -> None:
        BusinessCalendar.objects.update_or_create(account=account, defaults={"holidays": ["2026-03-03"]})
        assert derived(ticket(created("mon 16:00"), reply("wed 10:00"))).first_reply_business == 2 * HOUR

    def test_days_are_local_days_also_when_the_clocks_have_changed(self) -> None:
        fact = derived(ticket(created("2026-03-29 00:30"), solved("2026-03-30 00:30")), as_of="2026-05-01 00:00")
        assert (str(fact.created_day), fact.created_hour, str(fact.resolved_day)) == ("2026-03-29", 0, "2026-03-30")
        assert fact.resolution_seconds == 23 * HOUR


class TestCommitments:
    @pytest.mark.parametrize(
        ("replied", "as_of", "is_met"),
        [("mon 11:00", "mon 12:00", True), ("mon 11:00:01", "mon 12:00", False), (None, "mon 11:00", None), (None, "mon 11:00:01", False)],
        ids=["just in time", "a second late", "time left", "overdue"],
    )
    def test_first_reply_within_an_opening_hour(self, replied: str | None, as_of: str, is_met: bool | None) -> None:
        SlaTarget.objects.create(priority="", first_reply_seconds=HOUR, in_business_time=True)
        fact = derived(ticket(created("mon 10:00"), *([reply(replied)] if replied else [])), as_of=as_of)
        assert fact.first_reply_sla_met is is_met

    def test_a_night_breaches_no_opening_hours(self) -> None:
        SlaTarget.objects.create(priority="", first_reply_seconds=HOUR, in_business_time=True)
        assert derived(ticket(created("mon 16:45"), reply("tue 09:30"))).first_reply_sla_met is True

    def test_a_priority_has_its_own_and_others_have_the_common_one(self) -> None:
        SlaTarget.objects.create(priority="", resolution_seconds=DAY, in_business_time=False)
        SlaTarget.objects.create(priority="urgent", resolution_seconds=HOUR, in_business_time=False)
        assert derived(ticket(created("mon 10:00"), solved("12:00"), priority="urgent")).resolution_sla_met is False
        assert derived(ticket(created("mon 10:00"), solved("12:00"), priority="low")).resolution_sla_met is True
        assert derived(ticket(created("mon 10:00"), solved("12:00"))).resolution_sla_met is True

    def test_without_one_there_is_no_outcome(self) -> None:
        fact = derived(ticket(created("mon 10:00"), reply("10:10"), solved("12:00")))
        assert (fact.first_reply_sla_met, fact.resolution_sla_met) == (None, None)
