"""What the sentences on a ticket's page are made of: what is stored about it, and the words they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from tickets.durations import opening_hours
from tickets.facts import CONFIRMATION_WINDOW
from tickets.kinds import Author, Kind
from tickets.models import Event, QaReview, SlaTarget, TicketFact, Wait

WHO = {None: "somebody", Author.HUMAN: "a human", Author.AI: "the AI", Author.CUSTOMER: "the customer", Author.AUTOMATIC: "an automatic rule"}
WINDOW = f"{CONFIRMATION_WINDOW.days} days"


@dataclass(frozen=True)
class Explained:
    """One fact of a ticket: its name and value in words, the rule that made it, and the value as seconds or instant if it is one."""

    name: str
    value: str
    rule: str
    seconds: float | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """A ticket's stored facts and events, and what one needs to put them into words. `hours` names the calendar that holds for it."""

    fact: TicketFact
    events: Sequence[Event]
    target: SlaTarget | None
    review: QaReview | None
    wait: Wait | None
    hours: str
    zone: tzinfo
    now: datetime

    def clock(self, at: datetime | None) -> str:
        """10:12 on the day of creation, 3 March 2026 at 10:12 on another."""
        if at is None:
            return "an unknown time"
        local = at.astimezone(self.zone)
        if local.date() == self.fact.created_day:
            return f"{local:%H:%M}"
        return f"{local.day} {local:%B %Y} at {local:%H:%M}"

    def when(self, at: datetime | None) -> str:
        """The clock with its preposition: at 10:12, on 3 March 2026 at 10:12."""
        clock = self.clock(at)
        return f"at {clock}" if len(clock) == 5 else f"on {clock}"

    def at(self, at: datetime | None, *kinds: Kind, by: int | None = None) -> Event | None:
        """The first event of these kinds at an instant, by a given author if one is given."""
        return next((event for event in self.events if event.at == at and event.kind in kinds and by in (None, event.author)), None)

    def of(self, *kinds: Kind) -> list[Event]:
        return [event for event in self.events if event.kind in kinds]

    def messages(self, author: Author) -> list[Event]:
        return [event for event in self.of(Kind.MESSAGE) if event.is_public and event.author == author]

    def in_business(self, seconds: float | None) -> str:
        return "" if seconds is None else f" In {self.hours}: {opening_hours(seconds)}."

    def is_settled(self, since: datetime | None) -> bool:
        """Whether the confirmation window that began at an instant is over."""
        return since is not None and self.now > since + CONFIRMATION_WINDOW


def later(since: datetime, seconds: float) -> datetime:
    """The instant so many seconds after another."""
    return since + timedelta(seconds=seconds)


def who(event: Event | None) -> str:
    if event is None:
        return "somebody"
    named = event.agent.name if event.agent and event.author in (Author.HUMAN, Author.AI) else None
    return named or WHO[None if event.author is None else Author(event.author)]


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
