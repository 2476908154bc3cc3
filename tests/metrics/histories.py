"""Random facts for an account: two months over a change of clocks, with everything a ticket can have."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import count

from django.db.models import Model

from surveys.models import Response
from tests.metrics.facts import AI, HUMAN, MIXED, at, label, local_day, zone
from tickets.kinds import AiOutcome
from tickets.models import Customer, Label, Reply, Ticket, TicketFact, TicketLife, TouchedDay

_numbers = count(1_000_000)
DAY = 86400.0
KEYS = {"channel": ("chat", "email", "phone"), "priority": ("high", "low"), "topic": ("billing", "shipping", "returns", "login"), "team": ("north", "south")}


def random_history(seed: int, *, tickets: int = 300, first: str = "03-01 00:00", days: int = 60) -> None:
    """Facts, replies, lives, responses and touched days, the same for the same seed."""
    chance = random.Random(seed)
    labels = {name: [*(label(name, key) for key in keys), None] for name, keys in KEYS.items()}
    customer = Customer.objects.get_or_create(source="random", external_id="C")[0]
    start = at(first)
    made = Ticket.objects.bulk_create(Ticket(source=f"random {seed}", external_id=str(each), customer=customer) for each in range(tickets))
    facts = [_fact(chance, each, start + timedelta(seconds=chance.uniform(0, days * 86400)), labels) for each in made]
    TicketFact.objects.bulk_create(facts)
    TicketLife.objects.bulk_create(life for fact in facts for life in _lives(fact))
    Reply.objects.bulk_create(reply for fact in facts for reply in _replies(chance, fact))
    Response.objects.bulk_create(response for fact in facts for response in _responses(chance, fact))
    touch_all()


DAYS: dict[type[Model], tuple[str, ...]] = {
    TicketFact: ("created_day", "first_resolved_day", "resolved_day"),
    TicketLife: ("opened_day", "ended_day"),
    Reply: ("day",),
    Response: ("day",),
}


def touch_all() -> None:
    days = {day for model, names in DAYS.items() for row in model._default_manager.values_list(*names) for day in row if day}
    TouchedDay.objects.bulk_create(TouchedDay(day=day) for day in days)


def _fact(chance: random.Random, ticket: Ticket, opened: datetime, labels: dict[str, list[Label | None]]) -> TicketFact:
    """One ticket of any kind: a third by the AI, some open, some reopened, some excluded."""
    handled = chance.choice([HUMAN, HUMAN, AI, MIXED, None])
    by = None if handled is None else chance.choice([HUMAN, AI]) if handled == MIXED else handled
    wait = chance.choice([0.0, chance.uniform(1, 60), chance.lognormvariate(7, 2)])
    took = wait + chance.lognormvariate(9, 2)
    solved = by is not None and chance.random() < 0.8
    reopened = solved and chance.random() < 0.2
    stands = solved and (not reopened or chance.random() < 0.5)
    again = opened + timedelta(seconds=took + (90_000 if reopened else 0))
    first = opened + timedelta(seconds=took)
    chosen = {name: chance.choice(values) for name, values in labels.items()}
    return TicketFact(
        ticket=ticket,
        created_at=opened,
        created_day=local_day(opened),
        created_hour=opened.astimezone(zone()).hour,
        exclusion=chance.choice([None] * 17 + [1, 2, 3]),
        handled_by=handled,
        is_open=not stands,
        first_reply_at=opened + timedelta(seconds=wait) if by else None,
        first_reply_by=by,
        first_reply_seconds=wait if by else None,
        first_reply_business=wait / 3 if by else None,
        replies=1 if by else 0,
        first_resolved_at=first if solved else None,
        first_resolved_day=local_day(first) if solved else None,
        first_resolver=by if solved else None,
        first_resolution_seconds=took if solved else None,
        resolved_at=again if stands else None,
        resolved_day=local_day(again) if stands else None,
        resolver=(chance.choice([HUMAN, AI]) if handled == MIXED else handled) if stands else None,
        resolution_seconds=(again - opened).total_seconds() if stands else None,
        resolution_business=took / 4 if stands and chance.random() < 0.9 else None,
        reopened_at=again if reopened else None,
        reopens=int(reopened),
        **_escalation(chance, opened),
        transfers=chance.choice([0, 0, 0, 1, 3]),
        **_windows(chance, solved),
        ai_outcome=None if handled not in (AI, MIXED) else chance.choice(list(AiOutcome)),
        first_reply_sla_met=chance.choice([True, True, False, None]),
        resolution_sla_met=chance.choice([True, False, None]),
        **chosen,
    )


def _windows(chance: random.Random, solved: bool) -> dict[str, float | bool | None]:
    """How long what was resolved held, and when the customer came back, with what seven days say of them."""
    after = {name: chance.choice([None, 0.0, chance.uniform(0, 30 * DAY)]) for name in ("contact_broken_after", "durability_broken_after", "repeated_after")}
    is_topic_known = chance.random() < 0.7
    broken = {name: after[name] if solved else None for name in ("contact_broken_after", "durability_broken_after")}
    again = after["repeated_after"] if is_topic_known else None
    return {
        **broken,
        "repeated_after": again,
        "is_first_contact": _holds(broken["contact_broken_after"]) if solved else None,
        "is_durable": _holds(broken["durability_broken_after"]) if solved else None,
        "is_repeated": not _holds(again) if is_topic_known else None,
    }


def _holds(broken_after: float | None) -> bool:
    return broken_after is None or broken_after > 7 * DAY


def _escalation(chance: random.Random, opened: datetime) -> dict[str, object]:
    if chance.random() > 0.15:
        return {"escalated_at": None}
    took = chance.lognormvariate(9, 2)
    return {"escalated_at": opened, "escalated_day": local_day(opened), "escalation_resolution_seconds": took, "escalation_resolution_business": took / 3}


def _lives(fact: TicketFact) -> list[TicketLife]:
    ends = [fact.first_resolved_at or fact.resolved_at]
    opened = [fact.created_at]
    if fact.reopened_at and ends[0]:
        opened.append(ends[0] + timedelta(hours=3))
        ends.append(max(fact.resolved_at, opened[1]) if fact.resolved_at else None)
    return [
        TicketLife(ticket_id=fact.ticket_id, number=number, opened_at=begun, opened_day=local_day(begun), ended_at=end, ended_day=local_day(end))
        for number, (begun, end) in enumerate(zip(opened, ends, strict=True), start=1)
    ]


def _replies(chance: random.Random, fact: TicketFact) -> list[Reply]:
    if fact.first_reply_at is None:
        return []
    found = []
    for each in range(chance.randint(1, 3)):
        replied = fact.first_reply_at + timedelta(hours=each * 11)
        wait = chance.lognormvariate(6, 2)
        by = chance.choice([HUMAN, AI])
        hour = (replied - timedelta(seconds=wait)).astimezone(zone())
        waited = {"wait_seconds": wait, "wait_business": wait / 5, "hour": hour.weekday() * 24 + hour.hour}
        found.append(Reply(event_id=next(_numbers), ticket_id=fact.ticket_id, replied_at=replied, day=local_day(replied), replied_by=by, **waited))
    return found


def _responses(chance: random.Random, fact: TicketFact) -> list[Response]:
    if fact.first_resolved_at is None or chance.random() < 0.5:
        return []
    moment = fact.first_resolved_at + timedelta(hours=1)
    score = chance.randint(1, 5)
    return [Response(ticket_id=fact.ticket_id, responded_at=moment, day=local_day(moment), score=score, scale_low=1, scale_high=5, is_positive=score >= 4)]
