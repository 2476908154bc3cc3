"""What an agency asks of its clients side by side, and what it is told. Rates are fractions, durations seconds; a missing value is None."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from metrics.declare import Kpi
from metrics.readings import Change, Number, Period, Point, Split, Status, Step, TargetValue


class Position(StrEnum):
    """Where a client stands among the agency's clients. TYPICAL: its interval reaches the portfolio's median. BETTER, WORSE: it does
    not; CLEARLY: it would not even were it twice as wide. HIGHER, LOWER: the same of a KPI that wants a band, where neither is better.
    UNRANKED: a count or a level, which says how large a client is, or another currency. NOT_ENOUGH_DATA: under 30 cases, or no interval."""

    CLEARLY_BETTER = "clearly_better"
    BETTER = "better"
    TYPICAL = "typical"
    WORSE = "worse"
    CLEARLY_WORSE = "clearly_worse"
    HIGHER = "higher"
    LOWER = "lower"
    UNRANKED = "unranked"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class Client:
    """A client account as the agency sees it. `today` is the day it is there; `as_of`: when its states were computed, None until its
    first are published. `role`: the most the agency may do in it, since `since`."""

    id: int
    slug: str
    name: str
    timezone: str
    today: date
    as_of: datetime | None
    currency: str | None
    role: str
    since: datetime


class Ranks(NamedTuple):
    """The places a client may hold, 1 being the best: `best`, one more than those clearly better than it, to `worst`, the number
    ranked less those clearly worse. Of a KPI that wants a band, 1 is the lowest value."""

    best: int
    worst: int


def _undivided() -> Split:
    return Split()


@dataclass(frozen=True, slots=True)
class Cell:
    """One KPI of one client: the reading that the client itself sees, and where it stands among the others.

    `distance`: how many half-intervals the value is away from the median of the portfolio, positive on the better side (the higher
    one, for a band); beyond 1 it is more than noise. `missing`: sentences that say why there is no number. `is_partial`: the period is
    not over in the client's zone. `split` is worked out when it is asked for.
    """

    client: Client
    kpi: Kpi
    number: Number
    previous: Number | None = None
    change: Change = Change()  # noqa: RUF009 - a tuple, so nobody can change it
    position: Position = Position.NOT_ENOUGH_DATA
    distance: float | None = None
    ranks: Ranks | None = None
    target: TargetValue | None = None
    status: Status = Status.NO_TARGET
    is_partial: bool = False
    currency: str | None = None
    missing: tuple[str, ...] = ()
    told: Callable[[], Split] = field(default=_undivided, compare=False, repr=False)

    @property
    def split(self) -> Split:
        return self.told()

    @property
    def as_of(self) -> datetime | None:
        return self.client.as_of

    @property
    def is_available(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Spread:
    """How the clients of a portfolio differ in one KPI: the quartiles and ends of their values (of those with enough cases), and how
    much of it is more than noise.

    `q` is Cochran's Q over `clients` - 1 degrees of freedom, `p_value` the chance of as much if all clients were alike,
    `beyond_noise` the I² of Higgins and Thompson: the part of the variation, from 0 to 1, that chance does not explain.
    `is_inconsistent`: more differs than chance explains, at 95 %: the agency guide's hidden inconsistency.
    """

    clients: int
    low: float
    q1: float
    median: float
    q3: float
    high: float
    q: float | None = None
    p_value: float | None = None
    beyond_noise: float | None = None

    @property
    def range(self) -> float:
        return self.high - self.low

    @property
    def iqr(self) -> float:
        return self.q3 - self.q1

    @property
    def is_inconsistent(self) -> bool:
        return self.p_value is not None and self.p_value < 0.05


@dataclass(frozen=True, slots=True)
class Column:
    """One KPI across clients. `rollup` is made of all clients' cases together, never of their rates; `cells` are by account id, in the
    order of `PortfolioComparison.clients`. `missing`: why there is no roll-up (several currencies; never sent by anybody).
    `spread` is None where fewer than two clients have enough cases, and of counts and levels."""

    kpi: Kpi
    rollup: Number
    rollup_previous: Number | None
    change: Change
    spread: Spread | None
    cells: Mapping[int, Cell]
    currency: str | None = None
    missing: tuple[str, ...] = ()
    told: Callable[[], Split] = field(default=_undivided, compare=False, repr=False)

    @property
    def split(self) -> Split:
        """Of the roll-up, worked out when it is asked for."""
        return self.told()


@dataclass(frozen=True, slots=True)
class PortfolioComparison:
    """Clients side by side, over each one's own local days. `is_partial`: the period is not over for some of them. `as_of`: of the
    client whose numbers are oldest; None if nobody has any."""

    period: Period
    previous: Period | None
    channel: str | None
    clients: tuple[Client, ...]
    columns: tuple[Column, ...]
    is_partial: bool
    as_of: datetime | None

    def column(self, kpi: str) -> Column:
        """KeyError for a KPI that was not asked for."""
        found = next((each for each in self.columns if each.kpi.key == kpi), None)
        if found is None:
            raise KeyError(kpi)
        return found


@dataclass(frozen=True, slots=True)
class ClientSeries:
    """The points of one client, one for each step of the period; none where `missing` says why."""

    client: Client
    points: tuple[Point, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PortfolioSeries:
    """Small multiples: the same KPI over the same steps, client by client and all together."""

    kpi: Kpi
    period: Period
    step: Step
    rollup: tuple[Point, ...]
    clients: tuple[ClientSeries, ...]
    missing: tuple[str, ...] = ()


class Mover(NamedTuple):
    """A change that is more than noise. `size`: how many standard errors of the difference it is."""

    client: Client
    kpi: Kpi
    number: Number
    previous: Number
    change: Change
    size: float
    currency: str | None = None


class OffTarget(NamedTuple):
    """A KPI of a client that misses the client's own target beyond its interval. `gap`: by how much, in the KPI's unit, above 0."""

    client: Client
    kpi: Kpi
    number: Number
    target: TargetValue
    status: Status
    gap: float
    currency: str | None = None


class SegmentRow(NamedTuple):
    """One canonical channel of a client, as its key in CHANNELS."""

    key: str
    number: Number
    previous: Number | None
    change: Change


@dataclass(frozen=True, slots=True)
class Segments:
    """One KPI of one client by canonical channel, the most cases first, only those with any."""

    client: Client
    kpi: Kpi
    period: Period
    rows: tuple[SegmentRow, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientPage:
    """Everything published of one client over a period, each KPI against the portfolio."""

    client: Client
    period: Period
    previous: Period | None
    cells: tuple[Cell, ...] = field(default_factory=tuple)
