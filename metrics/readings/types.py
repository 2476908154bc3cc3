"""What one asks of readings, and what a reading says. Rates are fractions, durations seconds; a missing value is None."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from metrics.declare import Benchmark, Dimension, Kpi

from .distribution import Distribution


class Step(StrEnum):
    """The length of a series' points. Weeks are ISO weeks, from Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Clock(StrEnum):
    """How durations are counted: always, or in the account's opening hours."""

    CALENDAR = "calendar"
    BUSINESS = "business"


class Comparison(StrEnum):
    """What a period is compared with. PREVIOUS_YEAR is 364 days before, so that weekdays match."""

    PREVIOUS_PERIOD = "previous_period"
    PREVIOUS_YEAR = "previous_year"
    NONE = "none"


class Status(StrEnum):
    """Where a value stands against the account's target. CONTRADICTED: it improved or is on target while a KPI that balances it
    worsened beyond noise."""

    ON_TARGET = "on_target"
    OFF_TARGET = "off_target"
    TOO_CLOSE_TO_CALL = "too_close_to_call"
    CONTRADICTED = "contradicted"
    NOT_ENOUGH_DATA = "not_enough_data"
    NO_TARGET = "no_target"


class Direction(StrEnum):
    """What a change means. HIGHER and LOWER: changed, for a KPI that wants a band. NEW: there was nothing before.
    UNCHANGED: the difference is within noise. UNKNOWN: too few cases to say."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    UNCHANGED = "unchanged"
    HIGHER = "higher"
    LOWER = "lower"
    NEW = "new"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """Which tickets behind a number: all counted, those in the numerator, or those counted but not in it."""

    POPULATION = "population"
    NUMERATOR = "numerator"
    REST = "rest"


class ReadingError(ValueError):
    """A question that cannot be answered. `code` is for programs, the message for people.

    UNKNOWN_KPI · UNKNOWN_VERSION · UNKNOWN_DIMENSION · UNKNOWN_VALUE · BAD_PERIOD · BAD_PERCENTILE · NO_CLOCK · NO_PART · NO_TICKETS
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ReadingError("BAD_PERIOD", f"The period ends ({self.end}) before it begins ({self.start}).")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def shifted(self, days: int) -> Period:
        return Period(self.start + timedelta(days), self.end + timedelta(days))


@dataclass(frozen=True, slots=True)
class Filter:
    """Only facts whose label in this dimension is one of `values`: labels' keys, "" for unlabelled; of RESOLVER `ai`, `human`, `none`."""

    dimension: Dimension
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One KPI over one period. Filters on the same dimension are alternatives together, on different ones all must hold.

    `step` asks for a series, `by` for a breakdown. `percentile` (0–100, exclusive) and `clock` only matter for durations. `version`
    is the number of one of the definition's versions, the current one if None. `usual` asks for the band of each day's weekday in
    the account's own history (with Step.DAY), `history` for the account's own twelve months as a benchmark.
    """

    kpi: str
    period: Period
    step: Step | None = None
    by: Dimension | None = None
    filter: tuple[Filter, ...] = ()
    compare_with: Comparison = Comparison.PREVIOUS_PERIOD
    percentile: float | None = None
    clock: Clock = Clock.CALENDAR
    balancing: bool = True
    version: int | None = None
    usual: bool = False
    history: bool = False


class Interval(NamedTuple):
    """A 95 % confidence interval, and by which method."""

    low: float
    high: float
    method: str


class Number(NamedTuple):
    """A value with what it was made from. `numerator` and `denominator` are None where the KPI is no ratio; `distribution` is
    there for percentiles, so that two can be compared."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int = 0
    interval: Interval | None = None
    distribution: Distribution | None = None


class Change(NamedTuple):
    """The way from the earlier value to the present one. For rates `change` is a fraction (times 100: points)."""

    change: float | None = None
    relative: float | None = None
    is_significant: bool = False
    direction: Direction = Direction.UNKNOWN


@dataclass(frozen=True, slots=True)
class Previous:
    """The same number over the period compared with."""

    period: Period
    number: Number
    change: Change


class SplitPart(NamedTuple):
    """The part of the AI agent or of people. `share`: of the cases counted by either or by nobody."""

    number: Number
    share: float | None
    previous_value: float | None


class Split(NamedTuple):
    """None where the KPI defines no such part, or where its rule wants more cases than there are."""

    ai: SplitPart | None = None
    human: SplitPart | None = None


class Usual(NamedTuple):
    """What is usual for a weekday in the account's own history, from `weeks` earlier ones; `is_unusual`: the value lies outside."""

    low: float
    middle: float
    high: float
    weeks: int
    is_unusual: bool


class Point(NamedTuple):
    """One step of a series, clipped to the period. Partial: clipped, or not over yet."""

    period: Period
    number: Number
    is_partial: bool
    ai: float | None = None
    human: float | None = None
    ai_n: int = 0
    human_n: int = 0
    usual: Usual | None = None


class BreakdownRow(NamedTuple):
    """One value of the dimension asked by, the most cases first (hours in their order)."""

    key: str
    label: str
    number: Number
    previous_value: float | None
    change: Change
    split: Split
    target: TargetValue | None = None
    status: Status = Status.NO_TARGET


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Tickets created in the period that no KPI counts, by why."""

    spam: int = 0
    merged: int = 0
    outbound: int = 0


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What the account wants: at least or at most `value` as the KPI's direction says; a band from `value` to `upper`.

    `dimension` and `key` name the segment it holds for; without them it holds for all. With `due`, it is a goal for that day,
    and the way there began on `since` at `start`.
    """

    kpi: str
    value: float
    upper: float | None
    dimension: Dimension | None = None
    key: str = ""
    since: date | None = None
    start: float | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The way to a goal: what was to be expected on the period's last day, on a straight line from start to goal, and whether the
    value has kept up (None: within noise of the line, or too few cases)."""

    expected: float
    goal: float
    due: date
    is_on_track: bool | None


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """The account's own months before the period as a benchmark: quartiles and best of their values."""

    months: int
    low: float
    middle: float
    high: float
    best: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A number, and everything one needs to trust it.

    `is_partial`: the period is not over in the account's zone. `is_provisional`: the KPI's window is still open for its last days.
    `missing`: sentences naming what the account never sent, when `is_available` is false; the value is None then, never 0.
    """

    kpi: Kpi
    request: Request
    version: str
    timezone: str
    as_of: datetime | None
    number: Number
    is_partial: bool
    is_provisional: bool
    missing: tuple[str, ...] = ()
    previous: Previous | None = None
    target: TargetValue | None = None
    status: Status = Status.NO_TARGET
    contradicted_by: tuple[str, ...] = ()
    trajectory: Trajectory | None = None
    own_history: OwnHistory | None = None
    currency: str | None = None
    best_benchmark: Benchmark | None = None
    balancing: tuple[Reading, ...] = ()
    split: Split = field(default_factory=Split)
    series: tuple[Point, ...] = ()
    breakdown: tuple[BreakdownRow, ...] = ()
    excluded: Exclusions = field(default_factory=Exclusions)

    @property
    def is_available(self) -> bool:
        return not self.missing

    @property
    def period(self) -> Period:
        return self.request.period

    @property
    def clock(self) -> Clock | None:
        """The clock its durations are counted by; None for a KPI without durations."""
        return self.request.clock if self.kpi.has_clock else None

    @property
    def percentile(self) -> float | None:
        """Which percentile it is (50 for the median); None for a KPI without percentiles."""
        if not self.kpi.has_percentiles:
            return None
        return self.request.percentile if self.request.percentile is not None else 100 * (self.kpi.reads.quantile or 0.5)

    @property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        return self.kpi.benchmarks
