"""What an account sends beside tickets is simulated as an integrator would send it, and agrees with the tickets."""

from collections import Counter

import pytest
from django.db.models import Sum

from tenants.models import Account
from tickets.ingest.rows import KINDS
from tickets.kinds import AiOutcome, Kind
from tickets.models import (
    AiSession,
    Cost,
    CostDay,
    Employment,
    Event,
    QaReview,
    Search,
    SelfServiceSession,
    Sentiment,
    Shift,
    Subscription,
    TicketFact,
    WorkItem,
)
from tickets.simulate import BY_SLUG, History, fill
from tickets.simulate.around import Around
from tickets.simulate.company import rows_of

from .cast import UNTIL

OURS = (AiSession, Cost, CostDay, Employment, QaReview, Search, SelfServiceSession, Sentiment, Shift, Subscription, WorkItem)


def told(slug: str = "fernglass", tickets: int = 600) -> dict[str, list[dict[str, object]]]:
    """All rows of a history by kind."""
    history = History(BY_SLUG[slug], tickets=tickets, seed=3, until=UNTIL)
    around = Around(history)
    found: dict[str, list[dict[str, object]]] = {}
    for block in history.blocks():
        for kind, rows in around.rows(block).items():
            found.setdefault(kind, []).extend(rows)
    for kind, others in rows_of(history, around):
        found.setdefault(kind, []).extend(others)
    return found


def test_every_kind_of_row_occurs_and_none_is_refused(account: Account) -> None:
    """A refused row would make fill raise."""
    filled = fill(account, tickets=600, character=BY_SLUG["fernglass"], until=UNTIL)
    assert all(model.objects.exists() for model in OURS)
    assert told().keys() == set(KINDS)
    assert filled.rows > 600


def test_the_same_history_sends_the_same_rows() -> None:
    assert told() == told()


def test_filling_again_adds_no_row(account: Account) -> None:
    fill(account, tickets=300, character=BY_SLUG["fernglass"], until=UNTIL)
    before = [model.objects.count() for model in OURS]
    fill(account, tickets=300, character=BY_SLUG["fernglass"], until=UNTIL)
    assert [model.objects.count() for model in OURS] == before


def test_every_row_has_an_identity_of_its_own() -> None:
    for kind, rows in told().items():
        assert max(Counter(row["id"] for row in rows).values()) == 1, kind


def test_nothing_happens_after_the_history_ends() -> None:
    latest = max(str(row["at"]) for kind, rows in told().items() if kind != "shifts" for row in rows if "at" in row)
    assert latest <= UNTIL.isoformat()


def test_an_ai_conversation_ended_as_its_ticket_says(account: Account) -> None:
    """Reopened tickets aside: a conversation is over when the ticket opens again."""
    fill(account, tickets=800, character=BY_SLUG["fernglass"], until=UNTIL)
    facts = dict(TicketFact.objects.filter(reopens=0, exclusion=None, ai_outcome__isnull=False).values_list("ticket_id", "ai_outcome"))
    sessions = AiSession.objects.filter(ticket_id__in=facts).values_list("ticket_id", "outcome")
    same = [facts[ticket] == outcome for ticket, outcome in sessions]
    assert len(same) > 300
    assert sum(same) / len(same) > 0.97


def test_conversations_without_a_ticket_are_resolved_or_silent_never_escalated(account: Account) -> None:
    fill(account, tickets=400, character=BY_SLUG["fernglass"], until=UNTIL)
    alone = set(AiSession.objects.filter(ticket=None).values_list("outcome", flat=True))
    assert alone == {AiOutcome.RESOLVED, AiOutcome.SILENT}


def test_who_has_no_ai_agent_pays_for_none(account: Account) -> None:
    fill(account, tickets=300, character=BY_SLUG["zilverpond"], until=UNTIL)
    assert not AiSession.objects.exists()
    assert not Cost.objects.filter(kind=2).exists()


def test_a_bill_is_spread_over_its_days_to_the_cent(account: Account) -> None:
    fill(account, tickets=300, character=BY_SLUG["fernglass"], until=UNTIL)
    for cost in Cost.objects.all():
        assert CostDay.objects.filter(cost=cost).aggregate(all=Sum("amount"))["all"] == pytest.approx(float(cost.amount), abs=0.005)


def test_work_is_done_by_agents_who_are_in_the_team(account: Account) -> None:
    fill(account, tickets=400, character=BY_SLUG["fernglass"], until=UNTIL)
    assert set(WorkItem.objects.values_list("agent_id", flat=True)) <= set(Employment.objects.values_list("agent_id", flat=True))


def test_a_rule_reviews_the_ai_agent_and_people_a_sample_of_people(account: Account) -> None:
    fill(account, tickets=800, character=BY_SLUG["fernglass"], until=UNTIL)
    assert set(QaReview.objects.values_list("about", "method")) == {(1, 1), (2, 2)}
    human = TicketFact.objects.filter(resolver=1).count()
    assert QaReview.objects.filter(about=1).count() < 0.25 * human


def test_customers_in_trouble_leave_more_often(account: Account) -> None:
    fill(account, tickets=2500, character=BY_SLUG["zilverpond"], until=UNTIL)
    troubled = set(Event.objects.filter(kind__in=(Kind.REOPENED, Kind.ESCALATED)).values_list("ticket__customer_id", flat=True))
    wrote = set(TicketFact.objects.values_list("customer_id", flat=True))
    left = dict(Subscription.objects.filter(customer_id__in=wrote).values_list("customer_id", "ended_day"))
    shares = [sum(left[who] is not None for who in group) / len(group) for group in (left.keys() & troubled, left.keys() - troubled)]
    assert shares[0] > shares[1]
