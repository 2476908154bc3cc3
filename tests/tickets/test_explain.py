"""The sentences on a ticket's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants import opening_hours
from tenants.models import Account
from tests.tickets.facts.test_windows import reviewed
from tests.tickets.histories import (
    HOUR,
    ai,
    asks,
    at,
    bot,
    closed,
    created,
    derived,
    escalated,
    merged,
    note,
    reopened,
    reply,
    solved,
    ticket,
)
from tickets import facts
from tickets.explain import Explained, explain
from tickets.kinds import Author
from tickets.models import SlaTarget, Ticket

pytestmark = pytest.mark.usefixtures("account")


def told(subject: Ticket, *others: Ticket, as_of: str = "mon4 12:00") -> dict[str, Explained]:
    derived(subject, *others, as_of=as_of)
    return {explained.name: explained for explained in explain([subject.pk], as_of=at(as_of))[subject.pk]}


def test_the_first_reply_is_explained_with_what_did_not_count() -> None:
    fact = told(ticket(created("mon 10:00"), bot("10:00"), note("10:05"), reply("10:12", "Dana"), solved("10:30")))["First reply"]
    assert fact.value == "12 min after creation"
    assert fact.rule == ("Dana’s public reply at 10:12; the automatic message at 10:00 and the internal note at 10:05 do not count. In opening hours: 12 min.")
    assert (fact.seconds, fact.at) == (720, at("mon 10:12"))


def test_a_human_and_an_ai_are_told_apart() -> None:
    facts = told(ticket(created("mon 10:00"), ai("10:01"), reply("10:30", "Dana")))
    assert facts["First reply"].rule.startswith("The AI’s public reply at 10:01.")
    assert facts["First human reply"].value == "30 min after creation"
    assert facts["Handled by"].value == "The AI and humans"


def test_no_reply_is_no_duration() -> None:
    fact = told(ticket(created("mon 10:00"), bot("10:00")))["First reply"]
    assert (fact.value, fact.seconds) == ("None", None)
    assert "the automatic message at 10:00 does not count" in fact.rule


def test_another_day_is_named() -> None:
    facts = told(ticket(created("mon 10:00"), reply("10:10", "Dana"), solved("tue 09:00", None)))
    assert facts["Resolution"].rule == (
        "Solved by somebody on 3 March 2026 at 09:00. A human replied last, which decides who resolved it. In opening hours: 7 h."
    )
    assert facts["Created"].value == "2 March 2026 at 10:00"


def test_reopened_and_solved_again_has_two_resolutions() -> None:
    facts = told(ticket(created("mon 10:00"), reply("10:10"), solved("11:00"), reopened("12:00"), solved("13:00")))
    assert (facts["First resolution"].value, facts["Final resolution"].value) == ("1 h after creation", "3 h after creation")
    assert facts["Reopened"].value == "Once"


def test_while_reopened_no_resolution_stands() -> None:
    assert told(ticket(created("mon 10:00"), solved("11:00"), reopened("12:00")))["Final resolution"].value == "None"


def test_silence_is_named() -> None:
    fact = told(ticket(created("mon 10:00"), ai("10:01"), closed("thu 10:00")))["Resolution"]
    assert (fact.value, "silence is not success" in fact.rule) == ("None", True)


def test_an_excluded_ticket_says_why_it_is_not_counted() -> None:
    assert told(ticket(created("mon 10:00"), merged("10:05")))["Counted"].rule == (
        "Merged into another ticket at 10:05: it is in no KPI, only in the count of excluded tickets."
    )
    assert told(ticket(created("mon 10:00", Author.HUMAN), is_outbound=True))["Counted"].rule.startswith("We wrote first")


@pytest.mark.parametrize(
    ("events", "because"),
    [
        ((reply("mon 10:10"), escalated("10:12"), solved("10:30")), "It was escalated at 10:12."),
        ((reply("mon 10:10"), solved("10:30"), asks("11:00")), "The customer wrote again at 11:00, within 7 days of the first resolution."),
        ((reply("mon 10:10"), asks("10:20"), solved("10:30")), "The customer had to write again at 10:20, between first reply and resolution."),
        ((reply("mon 10:10"), solved("10:30"), reopened("11:00")), "The customer reopened it within 7 days of the first resolution."),
    ],
)
def test_what_stood_against_a_first_contact_resolution_is_named(events: tuple[object, ...], because: str) -> None:
    fact = told(ticket(created("mon 10:00"), *events))["Resolved at first contact"]  # type: ignore[arg-type]
    assert (fact.value, fact.rule) == ("No", because)


def test_a_return_of_the_customer_is_told_by_topic() -> None:
    first = ticket(created("mon 10:00"), solved("10:30"), customer="C", topic="Billing")
    facts = told(first, ticket(created("fri 10:00"), customer="C", topic="Billing"))
    assert facts["Customer came back"].rule == "The customer opened another ticket on Billing within 7 days of this one, 4 days after it."
    assert facts["Resolution held"].rule == "Within 7 days of the first resolution, the customer opened a new ticket on Billing."


def test_a_commitment_says_its_clock() -> None:
    SlaTarget.objects.create(priority="", first_reply_seconds=HOUR, resolution_seconds=None, in_business_time=True)
    facts = told(ticket(created("mon 16:50"), reply("tue 09:10")))
    assert facts["First reply SLA"].value == "Met"
    assert facts["First reply SLA"].rule == "Promised within 1 h of opening hours; it took 20 min."
    assert "Resolution SLA" not in facts


def test_many_tickets_take_as_many_queries_as_one() -> None:
    tickets = [ticket(created("mon 10:00"), reply("10:10", "Dana"), solved("10:30")).pk for _ in range(4)]
    facts.derive(tickets)
    with CaptureQueriesContext(connection) as for_one:
        explain(tickets[:1])
    with CaptureQueriesContext(connection) as for_all:
        explain(tickets)
    assert len(for_all) == len(for_one)


def test_a_ticket_without_facts_has_none() -> None:
    stored = ticket(created("mon 10:00"))
    assert explain([stored.pk]) == {stored.pk: []}


@pytest.mark.parametrize(
    ("events", "because"),
    [
        ((solved("mon 10:30"), reopened("11:00")), "The customer reopened it at 11:00."),
        ((solved("mon 10:30"), escalated("11:00")), "It was escalated after the first resolution, at 11:00."),
    ],
)
def test_what_undid_a_resolution_is_named(events: tuple[object, ...], because: str) -> None:
    fact = told(ticket(created("mon 10:00"), *events))["Resolution held"]  # type: ignore[arg-type]
    assert (fact.value, fact.rule) == ("No", because)


@pytest.mark.parametrize(("as_of", "value"), [("mon2 10:30", "Yes, so far"), ("mon2 10:30:01", "Yes")])
def test_what_may_still_change_is_said_to_be_so_until_its_window_is_over(as_of: str, value: str) -> None:
    facts = told(ticket(created("mon 10:00"), solved("mon 10:30")), as_of=as_of)
    assert (facts["Resolution held"].value, facts["Resolved at first contact"].value) == (value, value)
    end = " The 7 days end on 9 March 2026 at 10:30."
    assert facts["Resolution held"].rule.endswith(end) is (value != "Yes")


def test_nobody_has_come_back_so_far() -> None:
    subject = ticket(created("mon 10:00"), customer="C", topic="Billing")
    assert told(subject, as_of="fri 10:00")["Customer came back"].value == "No, so far"
    assert told(subject)["Customer came back"].value == "No"


def test_what_undid_a_resolution_after_the_window_is_named_for_longer_ones() -> None:
    fact = told(ticket(created("mon 10:00"), solved("mon 10:30"), reopened("wed2 10:30")))["Resolution held"]
    assert fact.value == "Yes"
    assert fact.rule.endswith(" For windows of more than 9 days it did not hold. The customer reopened it on 11 March 2026 at 10:30.")


def test_a_failed_review_is_named() -> None:
    subject = ticket(created("mon 10:00"), solved("mon 10:30"))
    reviewed(subject, "mon 12:00", is_passed=False)
    fact = told(subject)["Resolution held"]
    assert (fact.value, fact.rule) == ("No", "It failed its review at 12:00.")


def test_an_acknowledgement_is_a_sign_and_no_reply() -> None:
    facts = told(ticket(created("mon 10:00"), bot("10:01"), reply("10:12", "Dana")))
    assert facts["First sign of us"].rule == "The automatic message at 10:01: a first sign of us, but no reply. In opening hours: 1 min."
    assert "First sign of us" not in told(ticket(created("mon 10:00"), reply("10:12"), bot("10:13")))


def test_an_escalation_is_told_with_the_resolution_that_followed() -> None:
    fact = told(ticket(created("mon 10:00"), escalated("mon 11:00"), solved("mon 14:00")))["Escalation resolved"]
    assert fact.value == "3 h after the escalation"
    assert fact.rule == "From the first escalation at 11:00 to the resolution that stands, at 14:00. In opening hours: 3 h."


def test_a_waiting_customer_is_told_since_when() -> None:
    assert told(ticket(created("mon 10:00")))["Waits for a reply"].rule == "Since 10:00, when it was created."
    waits = told(ticket(created("mon 10:00"), reply("10:10"), asks("10:30"), asks("10:40")))["Waits for a reply"]
    assert waits.rule == "Since 10:30, when the customer wrote or reopened it, and nobody has replied since."
    assert "Waits for a reply" not in told(ticket(created("mon 10:00"), reply("10:10")))


def test_how_it_ended_for_the_ai_is_told_of_the_tickets_it_touched() -> None:
    assert told(ticket(created("mon 10:00"), ai("10:01"), closed("thu 10:01")))["Outcome for the AI"].value == "Silent"
    assert "Outcome for the AI" not in told(ticket(created("mon 10:00"), reply("10:01")))


def test_the_calendar_that_counted_is_named(account: Account) -> None:
    opening_hours.set_version(account, scope="team", key="night", weekly_hours={"mon": [["18:00", "24:00"]]}, holidays=[])
    SlaTarget.objects.create(priority="", first_reply_seconds=HOUR, in_business_time=True)
    facts = told(ticket(created("mon 10:00"), reply("mon 18:30", "Dana"), team="night"))
    assert facts["First reply"].rule == "Dana’s public reply at 18:30. In night’s opening hours: 30 min."
    assert facts["First reply SLA"].rule == "Promised within 1 h of night’s opening hours; it took 30 min."


def test_an_excluded_ticket_is_held_to_no_commitment() -> None:
    SlaTarget.objects.create(priority="", first_reply_seconds=HOUR, in_business_time=True)
    assert "First reply SLA" not in told(ticket(created("mon 10:00"), merged("10:05")))
