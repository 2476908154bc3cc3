"""What a KPI tells beside its number: parameters, published figures, and what an account must send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .vocabulary import Dimension


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


def minutes(number: float) -> float:
    return number * 60


def hours(number: float) -> float:
    return number * 3600
