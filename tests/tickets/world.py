"""What the oracle reads: tickets with what happened to them, and the account in whose hours and promises they are measured."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tickets.kinds import Author, Kind

QUARTER = timedelta(minutes=15)
US = (Author.HUMAN, Author.AI)


@dataclass(frozen=True)
class Happening:
    """One event, as stored."""

    id: int
    at: datetime
    kind: Kind
    key: UUID
    author: Author | None = None
    agent: int | None = None
    team: int | None = None
    is_public: bool = True
    reopens: bool = False
    detail: str | None = None
    score: float | None = None
    scale: tuple[float, float] | None = None
    positive_from: float | None = None

    @property
    def is_reply(self) -> bool:
        return self.kind == Kind.MESSAGE and self.is_public and self.author in US

    @property
    def is_word(self) -> bool:
        """A public message of ours, an automatic one included."""
        return self.kind == Kind.MESSAGE and self.is_public and self.author in (*US, Author.AUTOMATIC)

    @property
    def is_inquiry(self) -> bool:
        return self.kind == Kind.MESSAGE and self.is_public and self.author == Author.CUSTOMER


@dataclass(frozen=True, order=True)
class Review:
    """An audit of a ticket; the latest one stands."""

    at: datetime
    source: str
    external_id: str
    is_passed: bool


@dataclass(frozen=True)
class Subject:
    """A ticket: its attributes, what happened to it in any order, and its reviews."""

    id: int
    happenings: tuple[Happening, ...] = ()
    channel: str | None = None
    priority: str | None = None
    topic: str | None = None
    team: str | None = None
    customer: int | None = None
    is_outbound: bool = False
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True)
class Promise:
    """A commitment in seconds."""

    first_reply: float | None
    resolution: float | None
    in_business_time: bool


@dataclass(frozen=True)
class Opening:
    """A version of a calendar, valid from a local day on (None: since ever)."""

    valid_from: date | None
    hours: dict[str, list[list[str]]]
    holidays: tuple[str, ...] = ()


@dataclass(frozen=True)
class World:
    """An account: where it is, when it is open (by "team one", "channel Chat" or "default"), what it promised, and what time it is."""

    zone: str
    as_of: datetime
    openings: dict[str, list[Opening]] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)

    def day(self, at: datetime | None) -> date | None:
        return None if at is None else at.astimezone(ZoneInfo(self.zone)).date()

    def hour_of_week(self, at: datetime) -> int:
        """The local hour, counted from Monday 00:00."""
        local = at.astimezone(ZoneInfo(self.zone))
        return local.weekday() * 24 + local.hour

    def opening(self, day: date, subject: Subject) -> Opening:
        """What holds for a ticket on a local day: of its own calendar the newest version that has begun, else of the default one."""
        named = next((name for name in (f"team {subject.team}", f"channel {subject.channel}") if name in self.openings), "default")
        for name in (named, "default"):
            begun = [opening for opening in self.openings[name] if opening.valid_from is None or opening.valid_from <= day]
            if begun:
                return max(begun, key=lambda opening: opening.valid_from or date.min)
        raise AssertionError("A default calendar begins at once.")

    def is_open(self, at: datetime, subject: Subject) -> bool:
        """Whether the wall clock shows an opening hour of the ticket."""
        local = at.astimezone(ZoneInfo(self.zone))
        opening = self.opening(local.date(), subject)
        if local.date().isoformat() in opening.holidays:
            return False
        spans = opening.hours.get(("mon", "tue", "wed", "thu", "fri", "sat", "sun")[local.weekday()], [])
        clock = local.strftime("%H:%M")
        return any(opens <= clock < closes for opens, closes in spans)

    def business(self, start: datetime, end: datetime, subject: Subject) -> timedelta:
        """Open time of a ticket between two instants, a quarter hour of the clock at a time."""
        total, at = timedelta(0), start
        while at < end:
            step = min(end, at + QUARTER - timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond))
            total += step - at if self.is_open(at, subject) else timedelta(0)
            at = step
        return total

    def taken(self, subject: Subject, start: datetime, end: datetime | None) -> tuple[float | None, float | None]:
        """Calendar and business seconds from start to end; nothing when it has not ended, or before it started."""
        if end is None or end < start:
            return None, None
        return (end - start).total_seconds(), self.business(start, end, subject).total_seconds()
