"""A random account with everything the diagnostics look at: two months of tickets and what is sent beside them."""

from __future__ import annotations

import random
from datetime import date, timedelta

from surveys.models import Answer, SurveyKind
from tests.metrics.diagnostics.sent import customer, escalation, review
from tests.metrics.facts import AI, at, label, local_day, zone
from tests.metrics.histories import random_history
from tickets.kinds import AiOutcome, HandledBy
from tickets.models import AiSession, Customer, Label, Search, SelfServiceSession, Subscription, TicketFact, WorkItem

TOPICS = ("billing", "shipping", "returns", "login", None)
CHANNELS = ("chat", "email", "phone", None)
QUERIES = ("refund", "Refund ", "  refund", "opening  hours", "opening hours", "price")


def random_world(seed: int, *, tickets: int = 150) -> None:
    """The same for the same seed."""
    chance = random.Random(seed)
    random_history(seed, tickets=tickets)
    facts = list(TicketFact.objects.order_by("ticket_id"))
    for fact in facts:
        _complete(chance, fact)
    TicketFact.objects.bulk_update(facts, list(COMPLETED))
    for fact in facts:
        if fact.escalated_at and chance.random() < 0.8:
            escalation(fact, f"{fact.escalated_at.astimezone(zone()):%m-%d %H:%M}", chance.choice(["No answer", "no  answer", "Angry", "Policy ", None]))
        if fact.escalated_at and chance.random() < 0.5:
            review(fact, "05-01 10:00", avoidable=chance.choice([True, False, None]))
    _rows(chance, seed, facts)


COMPLETED = ("escalated_day", "contact_broken_after", "reopened_at", "customer", "ai_outcome")


def _complete(chance: random.Random, fact: TicketFact) -> None:
    """What the deriving would fill in."""
    fact.customer = customer(f"P-{chance.randint(1, 60)}")
    fact.escalated_day = local_day(fact.escalated_at)
    if fact.is_first_contact is False and fact.first_resolved_at:
        fact.contact_broken_after = chance.choice([0.0, 60.0, 7200.0, None])
        broken = timedelta(seconds=fact.contact_broken_after or 0)
        fact.reopened_at = chance.choice([None, fact.first_resolved_at + broken])
    if fact.handled_by in (HandledBy.AI, HandledBy.MIXED):
        handed = fact.handled_by == HandledBy.MIXED or fact.escalated_at
        solved = AiOutcome.RESOLVED if fact.resolver == AI else AiOutcome.SILENT
        fact.ai_outcome = AiOutcome.ESCALATED if handed else AiOutcome.OPEN if fact.is_open else solved


def _rows(chance: random.Random, seed: int, facts: list[TicketFact]) -> None:
    def told(number: int) -> dict[str, object]:
        moment = at("03-01 00:00") + timedelta(seconds=chance.uniform(0, 61 * 86400))
        return {"source": f"random {seed}", "external_id": str(number), "at": moment, "day": local_day(moment)}

    topics = {key: label("topic", key) for key in TOPICS}
    channels = {key: label("channel", key) for key in CHANNELS}

    def labels() -> dict[str, object]:
        return {"topic": topics[chance.choice(TOPICS)], "channel": channels[chance.choice(CHANNELS)]}

    def ticket_id() -> int | None:
        return chance.choice(facts).pk if chance.random() < 0.5 else None

    def person() -> Customer | None:
        return customer(f"P-{chance.randint(1, 60)}") if chance.random() < 0.7 else None

    AiSession.objects.bulk_create(
        AiSession(**told(n), **labels(), ticket_id=ticket_id(), customer=person(), outcome=chance.randint(1, 4), fallbacks=chance.choice([0, 0, 1, 3]))
        for n in range(120)
    )
    SelfServiceSession.objects.bulk_create(
        SelfServiceSession(**told(n), **labels(), ticket_id=ticket_id(), is_answered=chance.random() < 0.6) for n in range(100)
    )
    Search.objects.bulk_create(_search(chance, told(n), topics[chance.choice(TOPICS)]) for n in range(150))
    WorkItem.objects.bulk_create(
        WorkItem(**told(n), **labels(), ticket_id=ticket_id(), handle_seconds=chance.choice([0.0, chance.lognormvariate(6, 0.6), chance.lognormvariate(6, 2)]))
        for n in range(250)
    )
    Answer.objects.bulk_create(_effort(chance, told(n), topics[chance.choice(TOPICS)], ticket_id(), person()) for n in range(100))
    Subscription.objects.bulk_create(_subscription(chance, f"{seed} {n}") for n in range(80))


def _search(chance: random.Random, told: dict[str, object], topic: Label | None) -> Search:
    results, clicked = chance.choice([0, 0, 3]), chance.random() < 0.5
    return Search(**told, topic=topic, query=chance.choice(QUERIES), results=results, is_clicked=clicked, is_failed=not results or not clicked)


def _effort(chance: random.Random, told: dict[str, object], topic: object, ticket_id: int | None, person: object) -> Answer:
    kind, ease = chance.choice([SurveyKind.CES, SurveyKind.CES, SurveyKind.COMPLAINT, SurveyKind.NPS]), chance.randint(1, 5)
    comment = chance.choice([None, "", "I had to repeat myself", "repeated it again", "slow and slow"])
    net = chance.choice([-1, 0, 1]) if kind == SurveyKind.NPS else None
    asked = {"topic": topic, "ticket_id": ticket_id, "customer": person, "comment": comment, "net": net}
    return Answer(**told, **asked, kind=kind, score=ease, ease=ease if kind == SurveyKind.CES else None, scale_low=1, scale_high=5, scale=105)


def _subscription(chance: random.Random, name: str) -> Subscription:
    started = date(2026, 1, 1) + timedelta(days=chance.randint(0, 100))
    ended = chance.choice([None, None, date(2026, 4, 1) + timedelta(days=chance.randint(0, 60))])
    value = chance.choice([None, 10.0, 20.0, 50.0])
    return Subscription(source="random", external_id=name, customer=customer(f"P-{chance.randint(1, 60)}"), started_day=started, ended_day=ended, value=value)
