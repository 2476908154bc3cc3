"""Facts told in one line each, written as tickets.facts would derive them.

    ticket("03-02 10:00", reply="10:05", by=AI, solved="11:00", resolver=AI, channel="chat")

Times are of 2026 and local to the account's zone; a time alone is on the day of creation.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, overload
from zoneinfo import ZoneInfo

from surveys.models import Response
from tenants import schemas
from tickets.kinds import AiOutcome, Dimension, Exclusion, HandledBy, Resolver
from tickets.models import Customer, Label, Reply, Ticket, TicketFact, TicketLife, TouchedDay, Wait

HUMAN, AI = Resolver.HUMAN, Resolver.AI
MIXED = HandledBy.MIXED
SPAM, MERGED, OUTBOUND = Exclusion.SPAM, Exclusion.MERGED, Exclusion.OUTBOUND
LABELS = {"channel": Dimension.CHANNEL, "priority": Dimension.PRIORITY, "topic": Dimension.TOPIC, "team": Dimension.TEAM}
_numbers = count(1)


def zone() -> ZoneInfo:
    return ZoneInfo(schemas.current().timezone)


def at(when: str, day: date | None = None) -> datetime:
    """An instant, from "03-02 10:00" or, on a known day, "10:00"."""
    if day is not None and "-" not in when:
        when = f"{day:%m-%d} {when}"
    return datetime.strptime(f"2026-{when}", "%Y-%m-%d %H:%M").replace(tzinfo=zone())


@overload
def local_day(moment: datetime) -> date: ...
@overload
def local_day(moment: None) -> None: ...
def local_day(moment: datetime | None) -> date | None:
    return moment.astimezone(zone()).date() if moment else None


def label(name: str, key: str | None) -> Label | None:
    return Label.objects.get_or_create(dimension=LABELS[name], key=key, defaults={"name": key.title()})[0] if key is not None else None


def ticket(
    created: str,
    *,
    reply: str | None = None,
    by: int | None = None,
    solved: str | None = None,
    first_solved: str | None = None,
    resolver: int | None = None,
    first_resolver: int | None = None,
    handled_by: int | None = None,
    ended: str | None = None,
    **fields: Any,
) -> TicketFact:
    """A ticket's fact and its life. `solved` is the resolution that stands; `first_solved` the first one, the same unless told."""
    opened = at(created)
    day = opened.date()
    replied, resolved, first = (at(when, day) if when else None for when in (reply, solved, first_solved or solved))
    named = {name: label(name, fields.pop(name, None)) for name in LABELS}
    number = next(_numbers)
    customer = Customer.objects.get_or_create(source="test", external_id=fields.pop("customer", f"C-{number}"))[0]
    made = Ticket.objects.create(source="test", external_id=str(number), customer=customer, **named)
    reply_seconds, seconds, first_seconds = ((moment - opened).total_seconds() if moment else None for moment in (replied, resolved, first))
    by = by or (HUMAN if replied else None)
    resolver = resolver or (HUMAN if resolved else None)
    fact = TicketFact.objects.create(
        **{
            "ticket": made,
            "customer": customer,
            "created_at": opened,
            "created_day": local_day(opened),
            "created_hour": opened.hour,
            "handled_by": handled_by or resolver or by,
            "ai_outcome": _ai_outcome(handled_by or resolver or by, resolver if resolved else None, bool(fields.get("escalated_at")), bool(resolved or ended)),
            "is_open": resolved is None and ended is None,
            "first_reply_at": replied,
            "first_reply_by": by,
            "first_reply_seconds": reply_seconds,
            "first_reply_business": reply_seconds and reply_seconds / 2,
            "replies": 1 if replied else 0,
            "first_resolved_at": first,
            "first_resolved_day": local_day(first),
            "first_resolver": (first_resolver or resolver or HUMAN) if first else None,
            "first_resolution_seconds": first_seconds,
            "first_resolution_business": first_seconds and first_seconds / 2,
            "resolved_at": resolved,
            "resolved_day": local_day(resolved),
            "resolver": resolver,
            "resolution_seconds": seconds,
            "resolution_business": seconds and seconds / 2,
            "reopens": 0,
            "transfers": 0,
            "is_first_contact": _held(first, fields.get("contact_broken_after")),
            "is_durable": _held(first, fields.get("durability_broken_after")),
            **named,
            **fields,
        }
    )
    life(fact, 1, opened, at(ended, day) if ended else resolved)
    touch(opened, replied, resolved, first)
    return fact


def _ai_outcome(handled_by: int | None, resolver: int | None, is_escalated: bool, has_ended: bool) -> int | None:
    if handled_by not in (AI, MIXED):
        return None
    if is_escalated or handled_by == MIXED:
        return AiOutcome.ESCALATED
    if not has_ended:
        return AiOutcome.OPEN
    return AiOutcome.RESOLVED if resolver == AI else AiOutcome.SILENT


def _held(first: datetime | None, broken_after: float | None) -> bool | None:
    """What seven days say of a first resolution that broke after so many seconds, or never."""
    return None if first is None else broken_after is None or broken_after > 7 * 86400


def life(fact: TicketFact, number: int, opened: datetime, ended: datetime | None) -> TicketLife:
    touch(opened, ended)
    return TicketLife.objects.create(
        ticket_id=fact.ticket_id, number=number, opened_at=opened, opened_day=local_day(opened), ended_at=ended, ended_day=local_day(ended)
    )


def answer(fact: TicketFact, when: str, wait: float, by: int = HUMAN) -> Reply:
    """A reply to a customer who had waited this many seconds."""
    replied = at(when, fact.created_day)
    touch(replied)
    began = replied - timedelta(seconds=wait)
    waited = {"wait_seconds": wait, "wait_business": wait / 2, "hour": began.weekday() * 24 + began.hour}
    return Reply.objects.create(event_id=next(_numbers), ticket_id=fact.ticket_id, replied_at=replied, day=local_day(replied), replied_by=by, **waited)


def waiting(fact: TicketFact, started: str, ended: str | None = None) -> Wait:
    """A stretch in which the customer waited."""
    begun, over = at(started, fact.created_day), at(ended, fact.created_day) if ended else None
    touch(begun, over)
    number = Wait.objects.filter(ticket_id=fact.ticket_id).count() + 1
    days = {"started_day": local_day(begun), "ended_day": local_day(over)}
    return Wait.objects.create(ticket_id=fact.ticket_id, number=number, started_at=begun, ended_at=over, **days)


def rating(fact: TicketFact, when: str, score: float, scale: tuple[float, float] = (1, 5)) -> Response:
    """An answer on a scale of 1 to 5 unless told, satisfied in its upper two fifths."""
    responded = at(when, fact.created_day)
    touch(responded)
    low, high = scale
    positive = score > low + (high - low) / 2
    told = {"score": score, "scale_low": low, "scale_high": high, "is_positive": positive}
    return Response.objects.create(ticket_id=fact.ticket_id, responded_at=responded, day=local_day(responded), **told)


def touch(*moments: datetime | None) -> None:
    TouchedDay.objects.bulk_create(TouchedDay(day=local_day(moment)) for moment in moments if moment)


def days_on(start: str, days: int) -> list[str]:
    """Local days as "03-02", from one on."""
    first = at(f"{start} 00:00").date()
    return [f"{first + timedelta(days=each):%m-%d}" for each in range(days)]
