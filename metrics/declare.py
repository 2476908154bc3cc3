"""How a measure and a KPI are declared. A measure is stored, a KPI is read from it. Knows no KPI and no Django."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import IntEnum, StrEnum
from functools import cache

from metrics.aggregates import Aggregate

HUMAN, AI, MIXED = 1, 2, 3
ENCODING = 1  # of the stored states; raising it makes every series stale


class Unit(StrEnum):
    """What a value is: seconds, a fraction, a whole number, points of a scale, or money."""

    DURATION = "duration"
    PERCENT = "percent"
    COUNT = "count"
    SCORE = "score"
    MONEY = "money"


class Better(StrEnum):
    """Which way is good. BAND: neither end is."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class SplitRule(StrEnum):
    """Which of the AI and human parts stand beside the blended value. LARGE: only with enough cases."""

    ALWAYS = "always"
    HUMAN = "human"
    AI = "ai"
    LARGE = "large"
    NEVER = "never"


class Cadence(StrEnum):
    """How often it is worth a look."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Dimension(IntEnum):
    """What a reading can be cut by. The numbers are stored, and are those of tickets.kinds where both have them.

    HOUR is the local hour of the week, 0 = Monday 00:00. RESOLVER is no cell of its own: every cell is split by it.
    """

    TOTAL = 0
    CHANNEL = 1
    PRIORITY = 2
    TOPIC = 3
    TEAM = 4
    HOUR = 6
    RESOLVER = 7


LABELLED = (Dimension.CHANNEL, Dimension.PRIORITY, Dimension.TOPIC, Dimension.TEAM)
CUTS = (*LABELLED, Dimension.RESOLVER)


class Facts(StrEnum):
    """The kinds of facts a measure can be taken from."""

    TICKETS = "tickets"
    REPLIES = "replies"
    LIVES = "lives"
    RESPONSES = "responses"


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one column: known, one of some numbers, or at least a number. `negated` turns it round.

    An unknown value is neither one of the numbers nor at least one; its negation therefore includes it.
    """

    column: str
    one_of: tuple[int, ...] = ()
    at_least: int | None = None
    negated: bool = False


def known(column: str) -> Where:
    return Where(column)


def unknown(column: str) -> Where:
    return Where(column, negated=True)


def true(column: str) -> Where:
    return Where(column, one_of=(1,))


def among(column: str, *numbers: int) -> Where:
    return Where(column, one_of=numbers)


def differs(column: str, *numbers: int) -> Where:
    return Where(column, one_of=numbers, negated=True)


def at_least(column: str, number: int) -> Where:
    return Where(column, at_least=number)


COUNTED = (unknown("exclusion"),)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is stored: a state per local day and cell.

    `population` says which facts count (all must hold), `condition` which of them make the numerator. `day` is the
    column of the local day a fact belongs to; `ended`, for a Level, the one of the day it leaves. `resolver` is the
    column of the AI/human split, None where nobody can be named.
    """

    key: str
    facts: Facts
    day: str
    keep: Aggregate
    population: tuple[Where, ...] = COUNTED
    condition: tuple[Where, ...] = ()
    value: str | None = None
    resolver: str | None = None
    ended: str | None = None
    by_hour: bool = False

    @property
    def fingerprint(self) -> str:
        """Changes with anything that changes the stored numbers: how they are stored (`h1`), then 14 hexadecimal digits."""
        return _fingerprint(self)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions it has cells for, TOTAL first."""
        return (Dimension.TOTAL, *LABELLED, *((Dimension.HOUR,) if self.by_hour else ()))


@cache
def _fingerprint(measure: Measure) -> str:
    told = {**asdict(measure), "keep": repr(measure.keep)}
    return f"{measure.keep.name[0]}{ENCODING}{hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:14]}"


class How(StrEnum):
    """What is read from a state."""

    SHARE = "share"
    QUANTILE = "quantile"
    COUNT = "count"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Reads:
    """How a KPI is read. `business` is the measure of the same durations counted in opening hours."""

    how: How
    measure: Measure
    business: Measure | None = None
    quantile: float | None = None


def share(measure: Measure) -> Reads:
    return Reads(How.SHARE, measure)


def median(measure: Measure, *, business: Measure | None = None) -> Reads:
    return Reads(How.QUANTILE, measure, business=business, quantile=0.5)


def count(measure: Measure) -> Reads:
    return Reads(How.COUNT, measure)


def level(measure: Measure) -> Reads:
    return Reads(How.LEVEL, measure)


class BenchmarkKind(StrEnum):
    """What a published figure claims to be."""

    AVERAGE = "average"
    TARGET = "target"
    BEST = "best"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Segment:
    """A filter a benchmark holds for: `keys` are the usual spellings of one value of a dimension."""

    dimension: Dimension
    keys: tuple[str, ...]


def channel(*keys: str) -> Segment:
    return Segment(Dimension.CHANNEL, keys)


def priority(*keys: str) -> Segment:
    return Segment(Dimension.PRIORITY, keys)


def topic(*keys: str) -> Segment:
    return Segment(Dimension.TOPIC, keys)


CHAT = channel("chat", "live chat", "messaging", "whatsapp")
EMAIL = channel("email", "e-mail", "mail")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A figure somebody published, with its provenance: a claim, never a measurement of ours.

    `low` and `high` bound the good range (one may be missing). `when` is a segment the reading's filter can match;
    `condition` says in words for whom it holds, and without a `when` keeps it from being chosen as the best fit.
    """

    text: str
    source: str
    kind: BenchmarkKind = BenchmarkKind.TARGET
    low: float | None = None
    high: float | None = None
    when: Segment | None = None
    condition: str | None = None
    scale: str | None = None
    label: str = "published"


@dataclass(frozen=True, slots=True)
class Input:
    """Something an account sends. It counts as sent once `seen_in` has counted anything (or met its condition anywhere,
    with `met`); `seen_in` None asks the account itself (see metrics.readings.inputs)."""

    key: str
    name: str
    send: str
    seen_in: str | None = None
    met: bool = False

    @property
    def missing(self) -> str:
        """The sentence an account reads when it never sent this."""
        return f"{self.name}: {self.send}"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI, complete: what it asks, how it is read, and everything a card, a page or an integrator must know of it."""

    key: str
    name: str
    asks: str
    definition: tuple[str, ...]
    formula: str
    reads: Reads
    unit: Unit
    better: Better
    split: SplitRule
    cadence: Cadence
    pillar: str
    category: str
    day_of: str
    needs: tuple[Input, ...]
    balanced_by: tuple[str, ...]
    benchmarks: tuple[Benchmark, ...] = ()
    featured: int | None = None
    window_days: int | None = None
    number: int = 1
    dimensions: tuple[Dimension, ...] = field(default=CUTS)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure it may be read from."""
        return (self.reads.measure, *((self.reads.business,) if self.reads.business else ()))

    def measure(self, *, business: bool = False) -> Measure:
        """The measure read by this clock."""
        return self.reads.business if business and self.reads.business else self.reads.measure

    @property
    def has_percentiles(self) -> bool:
        return self.reads.how is How.QUANTILE

    @property
    def has_clock(self) -> bool:
        return self.reads.business is not None

    @property
    def version(self) -> str:
        """The definition's number and a digest of everything that makes its value, such as `1.3fa2c1d0`."""
        return self.version_of([measure.fingerprint for measure in self.measures])

    def version_of(self, fingerprints: Sequence[str]) -> str:
        """The version of a reading made from states with these fingerprints."""
        told = [self.key, self.number, str(self.reads.how), self.reads.quantile, *fingerprints]
        return f"{self.number}.{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]}"


def minutes(number: float) -> float:
    return number * 60


def hours(number: float) -> float:
    return number * 3600


def by_key(kpis: Sequence[Kpi]) -> dict[str, Kpi]:
    """KPIs by key, in the order declared; a duplicate key is an error that names it."""
    found: dict[str, Kpi] = {}
    for kpi in kpis:
        if kpi.key in found:
            raise ValueError(f"Two KPIs are called {kpi.key!r}.")
        found[kpi.key] = kpi
    return found


def measures_of(kpis: Sequence[Kpi], extra: Sequence[Measure] = ()) -> dict[str, Measure]:
    """Every measure that KPIs read, by key, each once."""
    found: dict[str, Measure] = {}
    for measure in (*(measure for kpi in kpis for measure in kpi.measures), *extra):
        if found.setdefault(measure.key, measure) != measure:
            raise ValueError(f"Two different measures are called {measure.key!r}.")
    return found
