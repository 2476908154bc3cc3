"""Eight invented client accounts of different character: what each one is like, as data. The mechanics are in `lives`."""

from dataclasses import dataclass, field
from typing import NamedTuple

from . import topics
from .topics import Topic

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
ALL_DAYS = (*WEEKDAYS, "sat", "sun")
Hours = tuple[tuple[str, ...], float, float]
"""Days of the week, opening and closing hour in the zone they belong to."""


class Team(NamedTuple):
    """A team and its shift. `zone` is its own time zone, None the account's; a specialist team is escalated to."""

    key: str
    agents: int
    hours: tuple[Hours, ...]
    zone: str | None = None
    is_specialist: bool = False

    @property
    def name(self) -> str:
        return self.key.replace("-", " ").capitalize()


class Ai(NamedTuple):
    """An AI agent. Shares are fractions; `since` is the part of the year that had passed at its launch."""

    share: float
    resolves: float
    goes_silent: float = 0.03
    reopened: float = 0.05
    returns: float = 0.04
    """Customers who come back with the same topic although they did not reopen."""
    closes_after: float = 300.0
    """Median seconds from its last answer to its closing the ticket."""
    since: float = 0.0
    learns: float = 0.0
    """Added to `resolves` in the course of the year."""


@dataclass(frozen=True)
class Character:
    """One account: who writes when and about what, and how well it is answered. Rates are fractions, hours are open hours."""

    slug: str
    name: str
    timezone: str
    story: str
    weight: float
    topics: tuple[Topic, ...]
    teams: tuple[Team, ...]
    calendar: tuple[Hours, ...]
    channels: tuple[tuple[str, float, float], ...]
    """(key, share at the start of the year, share at its end)"""
    reply_hours: float
    """Median wait for a human's first reply, in hours of the shift, for a normal e-mail."""
    slows: float = 1.0
    """By how much waits have grown at the end of the year."""
    ai: Ai | None = None
    starts: float = 0.0
    """The part of the year that had passed when the account began."""
    growth: float = 1.0
    """Volume at the end of the year over volume at its start."""
    season: str = "flat"
    rhythm: str = "office"
    exchanges: float = 0.35
    """Chance that a human's answer leads to another question."""
    escalates: float = 0.05
    transfers: float = 0.06
    reopened: float = 0.05
    returns: float = 0.03
    forgets: float = 0.004
    """Tickets nobody ever answers."""
    acknowledges: bool = True
    auto_closes: bool = True
    response_rate: float = 0.22
    contentment: float = 4.5
    """Where a quickly and durably helped customer's score is centred, of 1 to 5."""
    holidays: tuple[str, ...] = ("01-01", "12-25", "12-26")
    sla: dict[str, tuple[float, float]] = field(default_factory=lambda: {"urgent": (1, 8), "high": (4, 16), "": (8, 40)})
    """(first reply, resolution) in business hours by priority, '' for the others."""

    def weekly_hours(self) -> dict[str, list[list[str]]]:
        """Its opening hours as a BusinessCalendar keeps them."""
        return {day: [[_clock(opens), _clock(closes)] for days, opens, closes in self.calendar if day in days] for day in ALL_DAYS}


def _clock(hour: float) -> str:
    return f"{int(hour):02d}:{round(hour % 1 * 60):02d}"


def office(opens: float = 9, closes: float = 17) -> tuple[Hours, ...]:
    return ((WEEKDAYS, opens, closes),)


MAIL_CHAT = (("email", 50, 44), ("chat", 32, 38), ("web-form", 10, 10), ("social", 8, 8))
MAIL_PHONE = (("email", 42, 42), ("phone", 33, 28), ("chat", 15, 20), ("web-form", 10, 10))

CHARACTERS = (
    Character(
        "fernglass",
        "Fernglass Home",
        "Europe/London",
        "Its AI closes too fast: a high resolution rate that does not last.",
        0.20,
        topics.SHOP,
        (Team("front-desk", 9, ((ALL_DAYS, 8, 20),)), Team("returns-desk", 6, ((WEEKDAYS, 8, 18), (("sat",), 9, 15))), Team("payments", 3, office())),
        ((WEEKDAYS, 8, 20), (("sat", "sun"), 9, 17)),
        MAIL_CHAT,
        reply_hours=1.1,
        ai=Ai(0.86, 0.82, reopened=0.17, returns=0.19, closes_after=25, goes_silent=0.05),
        rhythm="evening",
        growth=1.15,
        escalates=0.04,
        contentment=4.2,
        holidays=("01-01", "12-25", "12-26", "05-04"),
    ),
    Character(
        "zilverpond",
        "Zilverpond Mobile",
        "Europe/Amsterdam",
        "An understaffed team: waits and backlog grow from month to month.",
        0.18,
        topics.TELECOM,
        (
            Team("customer-care", 11, ((WEEKDAYS, 8, 18), (("sat",), 10, 16))),
            Team("network", 5, office(8, 18)),
            Team("billing", 4, office()),
            Team("second-line", 3, office(), is_specialist=True),
        ),
        ((WEEKDAYS, 8, 18), (("sat",), 10, 16)),
        MAIL_PHONE,
        reply_hours=2.2,
        slows=9.0,
        growth=1.25,
        exchanges=0.42,
        escalates=0.08,
        transfers=0.13,
        reopened=0.09,
        returns=0.10,
        forgets=0.02,
        contentment=4.0,
        response_rate=0.16,
        holidays=("01-01", "04-27", "12-25", "12-26"),
    ),
    Character(
        "wintergourd",
        "Wintergourd Gifts",
        "Europe/Berlin",
        "A seasonal shop: November and December bring three times the usual volume.",
        0.20,
        topics.SHOP,
        (Team("front-desk", 8, office(8, 18)), Team("returns-desk", 5, office(8, 18)), Team("payments", 3, office())),
        office(8, 18),
        MAIL_CHAT,
        reply_hours=1.6,
        season="gifts",
        ai=Ai(0.55, 0.62, learns=0.06),
        rhythm="evening",
        escalates=0.05,
        transfers=0.05,
        contentment=4.5,
        holidays=("01-01", "05-01", "10-03", "12-25", "12-26"),
    ),
    Character(
        "plinthworks",
        "Plinthworks Cloud",
        "America/New_York",
        "Business software: few tickets, hard ones, many of them escalated to engineers.",
        0.12,
        topics.SAAS,
        (Team("support", 8, office(8, 19)), Team("technical-support", 6, office(9, 18)), Team("engineering", 4, office(10, 18), is_specialist=True)),
        office(8, 19),
        (("email", 46, 40), ("web-form", 28, 26), ("chat", 20, 28), ("phone", 6, 6)),
        reply_hours=1.4,
        ai=Ai(0.38, 0.50, learns=0.10, reopened=0.06),
        exchanges=0.55,
        escalates=0.22,
        transfers=0.09,
        reopened=0.06,
        contentment=4.4,
        response_rate=0.28,
        growth=1.5,
        holidays=("01-01", "07-04", "12-25"),
        sla={"urgent": (0.5, 6), "high": (2, 12), "": (6, 40), "low": (16, 80)},
    ),
    Character(
        "quietharbor",
        "Quietharbor Books",
        "Europe/Vienna",
        "A calm, excellent team: quick, thorough, and nearly nobody has to write twice.",
        0.10,
        topics.BOOKS,
        (Team("front-desk", 6, office(8, 18)), Team("digital", 3, office(9, 17))),
        office(8, 18),
        (("email", 64, 60), ("chat", 16, 20), ("phone", 20, 20)),
        reply_hours=0.45,
        ai=Ai(0.30, 0.72, reopened=0.015, returns=0.01, goes_silent=0.01),
        exchanges=0.14,
        escalates=0.015,
        transfers=0.02,
        reopened=0.015,
        returns=0.01,
        forgets=0.0005,
        contentment=5.0,
        response_rate=0.34,
        holidays=("01-01", "01-06", "10-26", "12-25", "12-26"),
    ),
    Character(
        "snapfennel",
        "Snapfennel Meals",
        "America/Chicago",
        "Launched an AI agent half-way through the year: answers became faster and stayed good.",
        0.12,
        topics.MEALS,
        (Team("care", 9, ((WEEKDAYS, 8, 20), (("sat", "sun"), 10, 18))), Team("quality", 4, office())),
        ((WEEKDAYS, 8, 20), (("sat", "sun"), 10, 18)),
        MAIL_CHAT,
        reply_hours=2.6,
        ai=Ai(0.78, 0.66, since=0.5, learns=0.08, reopened=0.035, returns=0.03),
        rhythm="dinner",
        exchanges=0.3,
        escalates=0.04,
        contentment=4.6,
        holidays=("01-01", "07-04", "12-25"),
    ),
    Character(
        "threeclocks",
        "Threeclocks Travel",
        "Asia/Singapore",
        "One team in three time zones: good on weekdays, silent at weekends, many handovers.",
        0.074,
        topics.TRAVEL,
        (
            Team("team-sydney", 6, office(8, 17), "Australia/Sydney"),
            Team("team-lisbon", 6, office(8, 17), "Europe/Lisbon"),
            Team("team-denver", 6, office(8, 17), "America/Denver"),
        ),
        ((WEEKDAYS, 0, 24),),
        MAIL_PHONE,
        reply_hours=0.9,
        ai=Ai(0.22, 0.5),
        rhythm="round",
        transfers=0.24,
        exchanges=0.45,
        escalates=0.07,
        reopened=0.07,
        contentment=4.4,
        holidays=("01-01", "12-25"),
    ),
    Character(
        "sproutle",
        "Sproutle",
        "Australia/Sydney",
        "A young account with few cases: every number comes with a wide interval.",
        0.006,
        topics.MEALS,
        (Team("founders", 2, office(9, 18)),),
        office(9, 18),
        (("email", 70, 60), ("chat", 30, 40)),
        reply_hours=1.2,
        ai=Ai(0.4, 0.6, since=0.93),
        starts=0.84,
        growth=2.2,
        acknowledges=False,
        contentment=4.6,
        response_rate=0.3,
        holidays=("01-01", "12-25"),
    ),
)

BY_SLUG = {character.slug: character for character in CHARACTERS}
assert abs(sum(character.weight for character in CHARACTERS) - 1) < 1e-9
