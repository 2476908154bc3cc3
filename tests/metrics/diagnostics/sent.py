"""What accounts send beside tickets, told in one line each: search("03-04 10:00", "Refund", results=0)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from surveys.models import Answer, SurveyKind
from tests.metrics.facts import HUMAN, at, label, local_day
from tickets.kinds import AiOutcome, CostKind, Dimension, Kind, ReviewMethod
from tickets.models import (
    AiSession,
    Cost,
    CostDay,
    Customer,
    Event,
    Label,
    QaReview,
    Search,
    SelfServiceSession,
    Shift,
    Subscription,
    TicketFact,
    WorkItem,
)

_numbers = count(1)


def known(when: str) -> dict[str, Any]:
    """What every row has: where it came from, and when."""
    moment = at(when)
    return {"source": "test", "external_id": f"S-{next(_numbers)}", "at": moment, "day": local_day(moment)}


def customer(name: str) -> Customer:
    return Customer.objects.get_or_create(source="test", external_id=name)[0]


def search(when: str, query: str, *, results: int = 3, clicked: bool = False, topic: str | None = None) -> Search:
    failed = not results or not clicked
    return Search.objects.create(**known(when), query=query, results=results, is_clicked=clicked, is_failed=failed, topic=label("topic", topic))


def session(when: str, outcome: int = AiOutcome.RESOLVED, *, topic: str | None = None, channel: str | None = None, **fields: Any) -> AiSession:
    return AiSession.objects.create(**known(when), outcome=outcome, topic=label("topic", topic), channel=label("channel", channel), **fields)


def visit(when: str, *, answered: bool, topic: str | None = None) -> SelfServiceSession:
    return SelfServiceSession.objects.create(**known(when), is_answered=answered, topic=label("topic", topic))


def work(when: str, seconds: float, *, topic: str | None = None, channel: str | None = None, fact: TicketFact | None = None) -> WorkItem:
    labels = {"topic": label("topic", topic), "channel": label("channel", channel)}
    return WorkItem.objects.create(**known(when), talk_seconds=seconds, handle_seconds=seconds, ticket_id=fact.pk if fact else None, **labels)


def review(fact: TicketFact, when: str, *, avoidable: bool | None) -> QaReview:
    return QaReview.objects.create(
        **known(when), ticket_id=fact.pk, about=HUMAN, method=ReviewMethod.HUMAN_SAMPLE, score=0.8, is_passed=True, is_avoidable=avoidable
    )


def escalation(fact: TicketFact, when: str, reason: str | None) -> Event:
    return Event.objects.create(ticket_id=fact.pk, at=at(when), kind=Kind.ESCALATED, detail=reason, key=f"{next(_numbers):032x}")


def cost(first: date, days: int, amount: float, kind: int = CostKind.PEOPLE, borne_by: int | None = None) -> Cost:
    number, last = next(_numbers), first + timedelta(days=days - 1)
    made = Cost.objects.create(
        source="test", external_id=str(number), first_day=first, last_day=last, kind=kind, borne_by=borne_by, amount=amount, currency="EUR"
    )
    CostDay.objects.bulk_create(
        CostDay(cost=made, day=first + timedelta(days=each), kind=kind, borne_by=borne_by, amount=amount / days) for each in range(days)
    )
    return made


def subscription(name: str, started: date, ended: date | None = None, *, value: float | None = None, reason: str | None = None) -> Subscription:
    return Subscription.objects.create(
        source="test", external_id=str(next(_numbers)), customer=customer(name), started_day=started, ended_day=ended, value=value, reason=reason
    )


def shift(when: str, hours: float, *, available: float | None = None) -> Shift:
    agent = Label.objects.get_or_create(dimension=Dimension.AGENT, key="ada", defaults={"name": "Ada"})[0]
    told = known(when)
    seconds = hours * 3600 if available is None else available
    return Shift.objects.create(**told, agent=agent, ends_at=told["at"] + timedelta(hours=hours), available_seconds=seconds, is_first_of_day=True)


def effort(when: str, ease: float, *, name: str | None = None, topic: str | None = None, comment: str | None = None, fact: TicketFact | None = None) -> Answer:
    """An answer on an ease scale of 1 to 5."""
    return Answer.objects.create(
        **known(when),
        kind=SurveyKind.CES,
        customer=customer(name) if name else None,
        ticket_id=fact.pk if fact else None,
        topic=label("topic", topic),
        score=ease,
        ease=ease,
        scale_low=1,
        scale_high=5,
        scale=105,
        comment=comment,
    )


def complaint(when: str, comment: str, *, topic: str | None = None) -> Answer:
    return Answer.objects.create(
        **known(when), kind=SurveyKind.COMPLAINT, topic=label("topic", topic), score=1, scale_low=1, scale_high=5, scale=105, comment=comment
    )
