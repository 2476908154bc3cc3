"""How a measure and a KPI are declared. A measure is stored, a KPI is read from it. Knows no KPI and no Django."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
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
    """Which of the AI and human parts stand beside the blended value. LARGE: only with enough cases. APART: both, and no blended
    value at all, because the two are not measured alike."""

    ALWAYS = "always"
    APART = "apart"
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
    """The kinds of facts a measure can be taken from. See tickets.models and surveys.models for their columns."""

    TICKETS = "tickets"
    REPLIES = "replies"
    LIVES = "lives"
    WAITS = "waits"
    RESPONSES = "responses"
    ANSWERS = "answers"
    INVITATIONS = "invitations"
    AI_SESSIONS = "ai_sessions"
    SELF_SERVICE = "self_service"
    SEARCHES = "searches"
    WORK = "work"
    REVIEWS = "reviews"
    COSTS = "costs"
    SHIFTS = "shifts"
    EMPLOYMENTS = "employments"
    SUBSCRIPTIONS = "subscriptions"
    SENTIMENTS = "sentiments"


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one column: known, one of some numbers, at least or at most a number. `negated` turns it round.

    An unknown value is neither one of the numbers nor at least or at most one; its negation therefore includes it. Beside the
    fields of a fact a column may be `tag:vip` (whether the ticket bears the tag), `custom:plan=pro` (whether a custom field
    says so) or `custom:seats` (a custom field's number).
    """

    column: str
    one_of: tuple[int, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
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


def at_least(column: str, number: float) -> Where:
    return Where(column, at_least=number)


def at_most(column: str, number: float) -> Where:
    return Where(column, at_most=number)


def later_than(column: str, number: float) -> Where:
    """More than the number, or never: what a window asks of the moment at which something broke."""
    return Where(column, at_most=number, negated=True)


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
    """What is read from the states.

    SHARE: met ÷ rows. QUANTILE, MEAN: of the values. NET: the mean of -1, 0 and 1, times 100. COUNT: rows. SUM: of the values.
    LEVEL: the stock at the end. RATIO: the sum of some terms ÷ the sum of others. DIFFERENCE: a sum of terms, some of them
    negative. FORMULA: a function of named terms.
    """

    SHARE = "share"
    QUANTILE = "quantile"
    MEAN = "mean"
    NET = "net"
    COUNT = "count"
    SUM = "sum"
    LEVEL = "level"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    FORMULA = "formula"


class Take(StrEnum):
    """Which number of a measure's state a term takes: its rows, those that met the condition, the sum of its values, or a level
    before the period and at its end."""

    ROWS = "rows"
    MET = "met"
    SUM = "sum"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a ratio, difference or formula: `factor` times what is taken of a measure, of one resolver (1 human, 2 AI) or all."""

    measure: Measure
    take: Take
    factor: float = 1.0
    resolver: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reads:
    """How a KPI is read. `measure` is the one whose facts lie behind the number; `business` the same durations counted in
    opening hours.

    RATIO: Σ `over` ÷ Σ `under` (times `scale`); `is_share` says that what is over is part of what is under, so that the rate is
    one of cases and has Wilson's interval. DIFFERENCE: Σ `over`. FORMULA: `formula` of the named terms in `over`; None when it
    cannot be told. `peak`: only the busiest hours of the week of the period, by tickets created.
    """

    how: How
    measure: Measure
    business: Measure | None = None
    quantile: float | None = None
    over: tuple[Term, ...] = ()
    under: tuple[Term, ...] = ()
    scale: float = 1.0
    is_share: bool = False
    formula: Callable[[Mapping[str, float]], float | None] | None = None
    peak: bool = False


def share(measure: Measure) -> Reads:
    return Reads(How.SHARE, measure)


def median(measure: Measure, *, business: Measure | None = None) -> Reads:
    return Reads(How.QUANTILE, measure, business=business, quantile=0.5)


def count(measure: Measure) -> Reads:
    return Reads(How.COUNT, measure)


def level(measure: Measure) -> Reads:
    return Reads(How.LEVEL, measure)


def percentile(measure: Measure, quantile: float, *, business: Measure | None = None) -> Reads:
    return Reads(How.QUANTILE, measure, business=business, quantile=quantile)


def mean(measure: Measure, *, business: Measure | None = None) -> Reads:
    return Reads(How.MEAN, measure, business=business)


def net(measure: Measure) -> Reads:
    return Reads(How.NET, measure)


def total(measure: Measure) -> Reads:
    return Reads(How.SUM, measure)


def ratio(over: Sequence[Term], under: Sequence[Term], *, is_share: bool = False, scale: float = 1.0) -> Reads:
    return Reads(How.RATIO, over[0].measure, over=tuple(over), under=tuple(under), is_share=is_share, scale=scale)


def difference(*terms: Term) -> Reads:
    return Reads(How.DIFFERENCE, terms[0].measure, over=terms)


def formula(function: Callable[[Mapping[str, float]], float | None], *terms: Term) -> Reads:
    return Reads(How.FORMULA, terms[0].measure, over=terms, formula=function)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a parameter can have, and what it means in words. `source`: the guide that reads it so."""

    value: str
    name: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something on which the guides disagree, so the definition says it. The first choice is the default."""

    key: str
    name: str
    asks: str
    choices: tuple[Choice, ...]

    @property
    def default(self) -> str:
        return self.choices[0].value


Values = Mapping[str, str]


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
    """One KPI, complete: what it asks, how it is read, and everything a card, a page or an integrator must know of it. `by`: the
    dimension it is broken down by unless another is asked for."""

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
    by: Dimension | None = None
    parameters: tuple[Parameter, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    variant: Callable[[Kpi, Values], Kpi] | None = None
    is_outcome: bool = False
    is_custom: bool = False

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure it may be read from."""
        terms = (term.measure for term in (*self.reads.over, *self.reads.under))
        return tuple(dict.fromkeys((self.reads.measure, *((self.reads.business,) if self.reads.business else ()), *terms)))

    def with_values(self, values: Values) -> Kpi:
        """This KPI with its parameters set; those not named keep their default. ValueError names what is no parameter or no choice."""
        chosen = {parameter.key: parameter.default for parameter in self.parameters} | dict(values)
        for key, value in values.items():
            parameter = next((each for each in self.parameters if each.key == key), None)
            if parameter is None:
                raise ValueError(f"{self.key} has no parameter {key!r}.")
            if value not in [choice.value for choice in parameter.choices]:
                raise ValueError(f"{self.key}: {key} is one of {', '.join(choice.value for choice in parameter.choices)}, not {value!r}.")
        varied = self.variant(self, chosen) if self.variant and chosen != {each.key: each.default for each in self.parameters} else self
        return replace(varied, values=tuple(sorted(chosen.items())))

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
        told: list[object] = [self.key, self.number, str(self.reads.how), self.reads.quantile, *fingerprints]
        if self.reads.over:
            terms = [[term.take, term.factor, term.resolver, term.name] for term in (*self.reads.over, *self.reads.under)]
            told += [terms, len(self.reads.over), self.reads.scale, self.reads.formula.__name__ if self.reads.formula else None]
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
