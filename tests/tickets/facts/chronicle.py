"""Random accounts: a zone, a calendar, promises, and tickets whose histories arrive in pieces. Stored and mirrored for the oracle."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from hypothesis import strategies as st

from tenants.models import Account, BusinessCalendar
from tests.tickets.histories import label
from tests.tickets.oracle import Truth
from tests.tickets.world import Happening, Opening, Promise, Review, Subject, World
from tickets.kinds import Author, Kind, Resolver, ReviewMethod
from tickets.models import Customer, Event, QaReview, SlaTarget, Ticket, TicketFact

# Each with a Monday two weeks before its clocks change (Kathmandu's never do; its offset is 5:45).
ZONES = {
    "Europe/Berlin": datetime(2026, 3, 16, tzinfo=UTC),
    "America/New_York": datetime(2026, 10, 19, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 3, 23, tzinfo=UTC),
    "Asia/Kathmandu": datetime(2026, 3, 16, tzinfo=UTC),
}
AS_OF = timedelta(days=24)
HOURS: tuple[dict[str, list[list[str]]], ...] = (
    {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    {day: [["08:15", "12:30"], ["13:00", "24:00"]] for day in ("mon", "wed", "sat", "sun")},
    {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
    {},
)
AUTHORS = (None, *Author)
DETAILS = (None, "open", "Reopened", "pending", "in_progress", "on hold")


@dataclass(frozen=True)
class Arrival:
    """One event that comes in with a delivery, for the ticket at an index."""

    ticket: int
    delivery: int
    offset: timedelta
    fields: dict[str, Any]


@dataclass(frozen=True)
class Audit:
    """A review that comes in with a delivery, for the ticket at an index."""

    ticket: int
    delivery: int
    offset: timedelta
    is_passed: bool


@dataclass(frozen=True)
class Edit:
    """What else a delivery brings: a ticket's attributes anew, or the end of one of its events."""

    ticket: int
    delivery: int
    attributes: dict[str, Any] | None
    removes: int | None


# Coarse steps, so that instants coincide and windows end exactly where something happens.
offsets = st.one_of(
    st.integers(0, 64).map(lambda quarters: timedelta(hours=6 * quarters)),
    st.integers(0, 16 * 96).map(lambda quarters: timedelta(minutes=15 * quarters)),
    st.integers(0, 16 * 86_400_000_000).map(lambda moment: timedelta(microseconds=moment)),
    st.integers(0, 36).map(lambda days: timedelta(days=days)),
)
attributes = st.fixed_dictionaries(
    {
        "channel": st.sampled_from((None, "email", "Chat")),
        "priority": st.sampled_from((None, "urgent", "normal")),
        "topic": st.sampled_from((None, "billing", "billing", "shipping")),
        "team": st.sampled_from((None, "one", "two")),
        "customer": st.sampled_from((None, "C-1", "C-1", "C-1", "C-2")),
        "is_outbound": st.sampled_from((False, False, False, False, True)),
    }
)
COMMON = (*(kind for kind in Kind if kind not in (Kind.MERGED, Kind.SPAM)), *[Kind.MESSAGE] * 6, *[Kind.SOLVED] * 3, *[Kind.CLOSED] * 2, *[Kind.REOPENED] * 3)
kinds = st.sampled_from(COMMON * 4 + (Kind.MERGED, Kind.SPAM))
fields = st.builds(
    lambda kind, author, agent, team, is_public, reopens, detail, rating: {
        "kind": kind,
        "author": author,
        "agent": agent,
        "team": team,
        "is_public": is_public,
        "reopens": reopens,
        "detail": detail if kind == Kind.STATUS_CHANGED else None,
        **(rating if kind == Kind.RATED else {}),
    },
    kind=kinds,
    author=st.sampled_from(AUTHORS),
    agent=st.sampled_from((None, "A", "B")),
    team=st.sampled_from((None, "one", "two")),
    is_public=st.sampled_from((True, True, True, False)),
    reopens=st.sampled_from((False, False, False, True)),
    detail=st.sampled_from(DETAILS),
    rating=st.sampled_from(
        (
            {"score": 4.0, "scale": (1.0, 5.0), "positive_from": None},
            {"score": 3.0, "scale": (1.0, 5.0), "positive_from": 3.0},
            {"score": 7.0, "scale": (0.0, 10.0), "positive_from": None},
            {"score": 0.0, "scale": (0.0, 1.0), "positive_from": None},
            {"score": None, "scale": None, "positive_from": None},
        )
    ),
)
deliveries = st.integers(0, 2)
promises = st.dictionaries(
    st.sampled_from(("", "urgent")),
    st.builds(Promise, st.sampled_from((None, 3600.0, 86400.0)), st.sampled_from((None, 7200.0, 432000.0)), st.booleans()),
)


@dataclass(frozen=True)
class Chronicle:
    """A whole random account, before any of it is stored."""

    zone: str
    openings: dict[str, list[Opening]]
    promises: dict[str, Promise]
    tickets: list[dict[str, Any]]
    arrivals: list[Arrival]
    edits: list[Edit]
    audits: list[Audit]


@st.composite
def openings(draw: st.DrawFn, zone: str) -> dict[str, list[Opening]]:
    """A default calendar and perhaps those of a team and a channel, each in versions that begin around the clocks' change."""
    start = ZONES[zone].date()
    days = st.integers(0, 22).map(lambda number: start + timedelta(days=number))
    holidays = st.lists(days.map(lambda day: day.isoformat()), max_size=3, unique=True).map(lambda some: tuple(sorted(some)))
    hours = st.sampled_from(HOURS)
    begun = st.builds(Opening, st.none(), hours, holidays)
    later = st.lists(st.builds(Opening, days, hours, holidays), max_size=2, unique_by=lambda opening: opening.valid_from)
    found = {"default": [draw(begun), *draw(later)]}
    for name in draw(st.lists(st.sampled_from(("team one", "channel Chat")), unique=True)):
        own = [*draw(later), *([draw(begun)] if draw(st.booleans()) else [])]
        found |= {name: own} if own else {}
    return found


@st.composite
def chronicles(draw: st.DrawFn) -> Chronicle:
    tickets = draw(st.lists(attributes, min_size=1, max_size=4))
    numbers = st.integers(0, len(tickets) - 1)
    arrivals = st.lists(st.builds(Arrival, numbers, deliveries, offsets, fields), min_size=1, max_size=22)
    edits = st.lists(st.builds(Edit, numbers, deliveries, st.none() | attributes, st.none() | st.integers(0, 5)), max_size=3)
    audits = st.lists(st.builds(Audit, numbers, deliveries, offsets, st.booleans()), max_size=2)
    zone = draw(st.sampled_from(sorted(ZONES)))
    return Chronicle(zone, draw(openings(zone)), draw(promises), tickets, draw(arrivals), draw(edits), draw(audits))


class Stored:
    """A chronicle in the database, one delivery at a time, with its mirror for the oracle."""

    def __init__(self, chronicle: Chronicle, account: Account) -> None:
        self.chronicle = chronicle
        self.start = ZONES[chronicle.zone]
        self.world = World(chronicle.zone, self.start + AS_OF, chronicle.openings, chronicle.promises)
        account.timezone = chronicle.zone
        account.save()
        open_by(account, chronicle.openings)
        for priority, promise in chronicle.promises.items():
            SlaTarget.objects.create(
                priority=priority, first_reply_seconds=promise.first_reply, resolution_seconds=promise.resolution, in_business_time=promise.in_business_time
            )
        rows = [Ticket.objects.create(source="test", external_id=str(number)) for number, _ in enumerate(chronicle.tickets)]
        self.subjects = [Subject(row.pk) for row in rows]
        for number, given in enumerate(chronicle.tickets):
            self._attribute(number, given)

    def deliver(self, delivery: int) -> list[int]:
        """Store what comes with this delivery; the tickets it was about."""
        numbers = set()
        for arrival in self.chronicle.arrivals:
            if arrival.delivery == delivery:
                numbers.add(arrival.ticket)
                self._arrive(arrival)
        for edit in self.chronicle.edits:
            if edit.delivery == delivery:
                numbers.add(edit.ticket)
                self._edit(edit)
        for audit in self.chronicle.audits:
            if audit.delivery == delivery:
                numbers.add(audit.ticket)
                self._audit(audit)
        return [self.subjects[number].id for number in sorted(numbers)]

    def _arrive(self, arrival: Arrival) -> None:
        given = dict(arrival.fields)
        low, high = given.pop("scale", None) or (None, None)
        agent, team = label("agent", given.pop("agent")), label("team", given.pop("team"))
        key = self._next()
        at = self.start + arrival.offset
        event = Event.objects.create(
            ticket_id=self.subjects[arrival.ticket].id, at=at, key=key, agent=agent, team=team, scale_low=low, scale_high=high, **given
        )
        scale = None if low is None or high is None else (low, high)
        happening = Happening(id=event.pk, at=at, key=key, scale=scale, agent=agent.pk if agent else None, team=team.pk if team else None, **given)
        self._replace(arrival.ticket, happenings=(*self.subjects[arrival.ticket].happenings, happening))

    def _edit(self, edit: Edit) -> None:
        if edit.attributes is not None:
            self._attribute(edit.ticket, edit.attributes)
        happenings = self.subjects[edit.ticket].happenings
        if edit.removes is not None and edit.removes < len(happenings):
            Event.objects.filter(pk=happenings[edit.removes].id).delete()
            self._replace(edit.ticket, happenings=happenings[: edit.removes] + happenings[edit.removes + 1 :])

    def _audit(self, audit: Audit) -> None:
        at, subject = self.start + audit.offset, self.subjects[audit.ticket]
        key = str(self._next())
        QaReview.objects.create(
            source="qa", external_id=key, at=at, day=at.astimezone(ZoneInfo(self.world.zone)).date(), ticket_id=subject.id, about=Resolver.AI,
            method=ReviewMethod.HUMAN_SAMPLE, score=1, is_passed=audit.is_passed,
        )  # fmt: skip
        self._replace(audit.ticket, reviews=(*subject.reviews, Review(at, "qa", key, audit.is_passed)))

    def _attribute(self, number: int, given: dict[str, Any]) -> None:
        customer = None if given["customer"] is None else Customer.objects.get_or_create(source="test", external_id=given["customer"])[0]
        labels = {name: label(name, given[name]) for name in ("channel", "priority", "topic", "team")}
        Ticket.objects.filter(pk=self.subjects[number].id).update(customer=customer, is_outbound=given["is_outbound"], **labels)
        self._replace(number, **{**given, "customer": customer and customer.pk})

    def _replace(self, number: int, **changes: Any) -> None:
        self.subjects[number] = replace(self.subjects[number], **changes)

    _keys = 0

    def _next(self) -> UUID:
        """Keys in an order unlike that of arrival."""
        self._keys += 1
        return UUID(int=self._keys * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128)


def open_by(account: Account, openings: dict[str, list[Opening]]) -> None:
    """Give the account these calendars and no others."""
    BusinessCalendar.objects.filter(account=account).delete()
    for name, versions in openings.items():
        scope, _, key = name.partition(" ")
        for version in versions:
            BusinessCalendar.objects.create(
                account=account, scope=scope, key=key, valid_from=version.valid_from, weekly_hours=version.hours, holidays=list(version.holidays)
            )


def stored_truths(ticket_ids: Iterable[int]) -> dict[int, Truth]:
    """What the database holds about these tickets, in the oracle's terms."""
    found = {}
    labels = ("channel", "priority", "topic")
    names = [field.name for field in TicketFact._meta.fields if field.name not in (*labels, "ticket", "team", "agent", "customer")]
    for fact in TicketFact.objects.filter(pk__in=list(ticket_ids)).select_related("ticket__response", *labels):
        row = {name: getattr(fact, name) for name in names} | {"customer": fact.customer_id}
        row |= {name: getattr(fact, name) and getattr(fact, name).key for name in labels}
        replies: Iterable[Any] = fact.ticket.replies.order_by("replied_at", "event_id").values(
            "event_id", "replied_at", "day", "replied_by", "hour", "wait_seconds", "wait_business"
        )
        lives: Iterable[Any] = fact.ticket.lives.order_by("number").values("number", "opened_at", "opened_day", "ended_at", "ended_day")
        waits: Iterable[Any] = fact.ticket.waits.order_by("number").values("number", "started_at", "started_day", "ended_at", "ended_day")
        response = getattr(fact.ticket, "response", None)
        answer = response and {name: getattr(response, name) for name in ("responded_at", "day", "score", "scale_low", "scale_high", "is_positive")}
        found[fact.pk] = Truth(row, tuple(replies), tuple(lives), tuple(waits), answer)
    return found


def days_queued() -> set[Any]:
    """The touched days in the queue, which is emptied."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tickets_touchedday RETURNING day")
        return {day for (day,) in cursor.fetchall()}
