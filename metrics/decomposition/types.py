"""What a decomposition says. Values are in the KPI's own unit: rates as fractions, durations in seconds; a missing one is None."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from metrics.declare import Dimension, Kpi
from metrics.readings import Direction, Number, Period, Request


class Kind(StrEnum):
    """AVERAGE: rates, means, ratios and net scores. QUANTILE: medians and percentiles. TOTAL: counts, sums and levels, which have
    contributions but no mix."""

    AVERAGE = "average"
    QUANTILE = "quantile"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Segment:
    """One value of the dimension. Shares are of the cases (of the denominator, for a ratio). `rate` and `mix` are its effects on the
    whole; None where there is no change to explain. A segment that one period lacks has no value of its own there, and no rate effect."""

    key: str
    label: str
    n_before: int
    n_now: int
    share_before: float | None
    share_now: float | None
    value_before: float | None
    value_now: float | None
    rate: float | None
    mix: float | None

    @property
    def effect(self) -> float | None:
        return None if self.rate is None or self.mix is None else self.rate + self.mix


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A change, taken apart. `rate` + `mix` = `change`, and the segments' effects add up to each, within rounding of a float.

    `reverses`: the whole moved one way and every segment that both periods have moved the other (Simpson's paradox). `missing`:
    why there is nothing to take apart. `direction`: what the change means, UNCHANGED if it is within chance. `segments`: the
    largest effect first. `residual` is always 0 and says so.
    """

    request: Request
    kpi: Kpi
    by: Dimension
    kind: Kind
    period_before: Period
    before: Number
    now: Number
    change: float | None
    rate: float | None
    mix: float | None
    segments: tuple[Segment, ...]
    reverses: bool
    method: str
    source: str
    sentences: tuple[str, ...]
    missing: tuple[str, ...] = ()
    is_partial: bool = False
    direction: Direction = Direction.UNKNOWN
    residual: float = 0.0
