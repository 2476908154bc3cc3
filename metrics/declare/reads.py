"""How a KPI is read from the states of measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .measures import Measure


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
