"""What was hard, what people complained of, and what they asked right after an AI answer."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from metrics.declare import Dimension
from metrics.panels import friction
from metrics.readings import Filter, Period
from surveys.models import Answer, SurveyKind
from tenants import schemas
from tenants.models import Account
from tests.metrics.diagnostics.sent import complaint, customer, effort, session
from tests.metrics.diagnostics.worlds import random_world
from tests.metrics.facts import AI, HUMAN, SPAM, ticket
from tickets.kinds import AiOutcome
from tickets.models import AiSession, Label, Ticket, TicketFact

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
DAYS = (MARCH.start, MARCH.end)


def test_the_harder_half_of_the_scale_is_difficult(account: Account) -> None:
    """On 1 to 5: 1 and 2 are, 3 is the middle and is not."""
    for ease in (1, 2, 3, 4):
        effort("03-02 10:00", ease, topic="billing", comment=f"ease {ease}")
    effort("03-02 10:00", 5, topic="login")
    found = friction(MARCH)
    assert (found.effort.numerator, found.effort.n) == (2, 5)
    assert [(row.key, row.n, row.total) for row in found.effort_topics] == [("billing", 2, 4)]
    assert {comment.comment for comment in found.comments} == {"ease 1", "ease 2"}
    assert {comment.ease for comment in found.comments} == {0.0, 0.25}


def test_words_are_counted_once_a_comment_and_whatever_their_ending(account: Account) -> None:
    effort("03-02 10:00", 1, comment="I was charged, charged and charged twice!")
    effort("03-03 10:00", 1, comment="The charge is wrong")
    complaint("03-04 10:00", "You charged me again", topic="billing")
    effort("03-05 10:00", 5, comment="No charge, all fine")
    found = friction(MARCH)
    assert [(word.word, word.rate.numerator, word.rate.n) for word in found.words] == [("charged", 3, 3)]
    assert (found.complaints, [(row.key, row.n) for row in found.complaint_topics]) == (1, [("billing", 1)])
    assert {comment.kind for comment in found.comments} == {"effort", "complaint"}


def test_what_is_asked_within_the_window_after_an_ai_answer(account: Account) -> None:
    """Ada's AI answer on billing was followed by a ticket on refunds; Bo's came too late, and Cy was answered by a person."""
    ticket("03-02 09:00", solved="10:00", resolver=AI, topic="billing", customer="Ada")
    after = ticket("03-03 09:00", topic="refunds", customer="Ada")
    Ticket.objects.filter(pk=after.pk).update(subject="And my refund?")
    ticket("03-02 09:00", solved="10:00", resolver=AI, topic="billing", customer="Bo")
    ticket("03-12 09:00", topic="refunds", customer="Bo")
    ticket("03-02 09:00", solved="10:00", resolver=HUMAN, topic="billing", customer="Cy")
    ticket("03-03 09:00", topic="refunds", customer="Cy")
    session("03-05 10:00", topic="login", customer=customer("Di"))
    spam = ticket("03-05 11:00", topic="login", customer="Di", exclusion=SPAM)
    found = friction(MARCH)
    assert (found.after_ai.numerator, found.after_ai.n, found.window_days) == (1, 3, 7)
    assert [(row.answered, row.asked, row.n, row.subjects, row.tickets) for row in found.next] == [("Billing", "Refunds", 1, ("And my refund?",), (after.pk,))]
    assert spam.pk not in {pk for row in found.next for pk in row.tickets}


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_what_loops_find(account: Account, seed: int) -> None:
    random_world(seed, tickets=80)
    found = friction(MARCH)
    said = [
        answer
        for answer in Answer.objects.filter(day__range=DAYS).select_related("topic", "ticket__fact")
        if not answer.ticket or not answer.ticket.fact.exclusion
    ]
    asked = [answer for answer in said if answer.kind == SurveyKind.CES]
    hard = [answer for answer in asked if answer.ease is not None and (answer.ease - 1) / 4 < 0.5]
    complaints = [answer for answer in said if answer.kind == SurveyKind.COMPLAINT]
    assert (found.effort.numerator, found.effort.n, found.complaints) == (len(hard), len(asked), len(complaints))
    assert len(found.comments) == min(50, sum(bool(answer.comment) for answer in (*hard, *complaints)))
    followed, of = _followed()
    assert (found.after_ai.numerator, found.after_ai.n) == (followed.total(), of)
    assert {(row.answered, row.asked): row.n for row in found.next} == followed


def _followed() -> tuple[Counter[tuple[str, str]], int]:
    """Every AI answer to a known customer, and the customer's next counted ticket within seven days."""
    facts = list(TicketFact.objects.filter(exclusion=None).select_related("topic").order_by("created_at", "ticket_id"))
    answered: list[tuple[int | None, int, datetime | None, Label | None]] = [
        (fact.customer_id, fact.ticket_id, fact.first_resolved_at, fact.topic)
        for fact in facts
        if fact.first_resolver == AI and fact.customer_id and fact.first_resolved_day and MARCH.start <= fact.first_resolved_day <= MARCH.end
    ]
    talks = AiSession.objects.filter(day__range=DAYS, ticket=None, outcome=AiOutcome.RESOLVED).exclude(customer=None).select_related("topic")
    answered += [(talk.customer_id, 0, talk.at, talk.topic) for talk in talks]
    pairs: Counter[tuple[str, str]] = Counter()
    for person, own, moment, topic in answered:
        assert moment
        until = moment + timedelta(days=7)
        after = next((fact for fact in facts if fact.customer_id == person and fact.ticket_id != own and moment < fact.created_at <= until), None)
        if after:
            pairs[topic.name if topic else "Unlabelled", after.topic.name if after.topic else "Unlabelled"] += 1
    return pairs, len(answered)


def test_it_is_narrowed_by_topic(account: Account) -> None:
    effort("03-02 10:00", 1, topic="billing")
    effort("03-02 10:00", 1, topic="login")
    assert friction(MARCH, [Filter(Dimension.TOPIC, ("billing",))]).effort.n == 1


def test_an_empty_account_is_told_what_to_send(account: Account) -> None:
    found = friction(MARCH)
    assert (found.n, found.effort.value, found.after_ai.value) == (0, None, None)
    assert [each.split(":")[0] for each in found.missing] == ["Answers about effort", "Complaints", "Answers of the AI agent"]


def test_another_accounts_comments_are_never_in(account: Account, other_account: Account) -> None:
    with schemas.inside(other_account):
        random_world(5, tickets=30)
    found = friction(MARCH)
    assert (found.n, found.comments, found.words, found.next) == (0, (), (), ())
