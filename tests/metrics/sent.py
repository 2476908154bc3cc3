"""What an account sends beside tickets, one line each, as the kinds of row are kept.

session("03-02 09:00", RESOLVED, topic="login")    shift("03-02 08:00", hours=8, agent="ann")
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from surveys.models import Answer, Invitation, SurveyKind
from tests.metrics.facts import HUMAN, at, label, local_day, touch, zone
from tickets.kinds import AiOutcome, CostKind, Dimension, ReviewMethod
from tickets.models import (
    AiSession,
    Cost,
    CostDay,
    Customer,
    Employment,
    Label,
    QaReview,
    Search,
    SelfServiceSession,
    Sentiment,
    Shift,
    Subscription,
    TicketFact,
    TouchedDay,
    WorkItem,
)

RESOLVED, ESCALATED, SILENT, OPEN = AiOutcome.RESOLVED, AiOutcome.ESCALATED, AiOutcome.SILENT, AiOutcome.OPEN
CSAT, CES, NPS, AGENT_ENPS, COMPLAINT = SurveyKind.CSAT, SurveyKind.CES, SurveyKind.NPS, SurveyKind.AGENT_ENPS, SurveyKind.COMPLAINT
_numbers = count(1)


def _sent(when: str, of: TicketFact | None = None, **labels: str | None) -> dict[str, Any]:
    """What every row has: its identity, its instant and day, the ticket it belongs to, its labels."""
    moment = at(when)
    touch(moment)
    named = {name: label(name, key) for name, key in labels.items()}
    ticket = {"ticket_id": of.ticket_id} if of else {}
    return {"source": "test", "external_id": str(next(_numbers)), "at": moment, "day": local_day(moment), **ticket, **named}


def agent(key: str) -> Label:
    return Label.objects.get_or_create(dimension=Dimension.AGENT, key=key, defaults={"name": key.title()})[0]


def session(when: str, outcome: int, *, fallbacks: int = 0, of: TicketFact | None = None, topic: str | None = None, channel: str | None = None) -> AiSession:
    """A conversation with the AI agent."""
    return AiSession.objects.create(**_sent(when, of, topic=topic, channel=channel), outcome=outcome, fallbacks=fallbacks)


def visit(when: str, *, answered: bool, of: TicketFact | None = None, topic: str | None = None) -> SelfServiceSession:
    """A visit to the help centre."""
    return SelfServiceSession.objects.create(**_sent(when, of, topic=topic), is_answered=answered)


def search(when: str, *, results: int, clicked: bool) -> Search:
    return Search.objects.create(**_sent(when), query="invoice", results=results, is_clicked=clicked, is_failed=not results or not clicked)


def work(when: str, *, talk: float = 0, hold: float = 0, follow_up: float = 0, of: TicketFact | None = None, team: str | None = None) -> WorkItem:
    """What one person did on one interaction, in seconds."""
    parts = {"talk_seconds": talk, "hold_seconds": hold, "follow_up_seconds": follow_up}
    return WorkItem.objects.create(**_sent(when, of, team=team), agent=agent("ann"), **parts, handle_seconds=talk + hold + follow_up)


def review(when: str, about: int, score: float = 1.0, *, correct: bool | None = None, avoidable: bool | None = None, of: TicketFact | None = None) -> QaReview:
    method = ReviewMethod.HUMAN_SAMPLE if about == HUMAN else ReviewMethod.AUTOMATED
    judged = {"is_correct": correct, "is_avoidable": avoidable, "is_passed": score >= 0.5}
    return QaReview.objects.create(**_sent(when, of), about=about, method=method, score=score, **judged)


def cost(first: str, amount: float, *, days: int = 1, borne_by: int | None = None) -> Cost:
    """A cost spread evenly over its days, the first of them like "03-02"."""
    start = at(f"{first} 00:00").date()
    kind = CostKind.PEOPLE if borne_by == HUMAN else CostKind.OTHER
    told = {"kind": kind, "borne_by": borne_by}
    made = Cost.objects.create(
        source="test", external_id=str(next(_numbers)), first_day=start, last_day=start + timedelta(days - 1), amount=amount, currency="EUR", **told
    )
    CostDay.objects.bulk_create(CostDay(cost=made, day=start + timedelta(each), amount=amount / days, **told) for each in range(days))
    _touched(*(start + timedelta(each) for each in range(days)))
    return made


def shift(when: str, *, hours: float, agent_key: str = "ann", available: float | None = None, team: str | None = None) -> Shift:
    """One person's time on duty; the first of an agent's day counts the agent."""
    told = _sent(when, team=team)
    person = agent(agent_key)
    again = Shift.objects.filter(agent=person, day=told["day"]).exists()
    seconds = 3600 * (available if available is not None else hours)
    return Shift.objects.create(**told, agent=person, ends_at=told["at"] + timedelta(hours=hours), available_seconds=seconds, is_first_of_day=not again)


def employment(joined: str, until: str | None = None, *, agent_key: str | None = None, team: str | None = None) -> Employment:
    """One stay in the team, its days like "03-02"."""
    days = {"joined_day": _day(joined), "left_day": _day(until)}
    _touched(*days.values())
    number = str(next(_numbers))
    named = {"agent": agent(agent_key or f"agent {number}"), "team": label("team", team)}
    return Employment.objects.create(source="test", external_id=number, **days, **named)


def subscription(started: str, ended: str | None = None, *, value: float | None = None, names_support: bool | None = None) -> Subscription:
    """One customer's time with the business, its days like "03-02"."""
    begun, over = _day(started), _day(ended)
    _touched(begun, over)
    number = str(next(_numbers))
    customer = Customer.objects.get_or_create(source="test", external_id=f"S-{number}")[0]
    lifespan = (over - begun).days if over and begun else 0
    told = {"started_day": begun, "ended_day": over, "value": value, "lifespan_days": lifespan, "names_support": names_support}
    return Subscription.objects.create(source="test", external_id=number, customer=customer, **told)


def tone(when: str, value: float, *, of: TicketFact | None = None) -> Sentiment:
    return Sentiment.objects.create(**_sent(when, of), value=value)


def invitation(when: str, *, answered: bool, of: TicketFact | None = None, kind: int = CSAT) -> Invitation:
    return Invitation.objects.create(**_sent(when, of), kind=kind, is_answered=answered)


def opinion(when: str, kind: int, score: float, *, of: TicketFact | None = None, scale: tuple[int, int] = (1, 5), effort: bool = False) -> Answer:
    """An answer to a survey, as surveys.rows keeps it."""
    low, high = scale
    told = {"score": score, "scale_low": low, "scale_high": high, "scale": low * 100 + high, "polarity": 2 if effort else 1}
    satisfied = score > low + (high - low) / 2 if kind in (CSAT, COMPLAINT) else None
    ease = (low + high - score if effort else score) if kind == CES else None
    side = (score >= 9) - (score <= 6) if kind in (NPS, AGENT_ENPS) else None
    return Answer.objects.create(**_sent(when, of), kind=kind, is_positive=satisfied, ease=ease, net=side, **told)


def _day(when: str | None) -> date | None:
    """A local day of 2026, from "03-02"."""
    return at(f"{when} 12:00").astimezone(zone()).date() if when else None


def _touched(*days: date | None) -> None:
    TouchedDay.objects.bulk_create(TouchedDay(day=day) for day in days if day)
