"""A measure: what is stored of which facts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache

from metrics.aggregates import Aggregate

from .vocabulary import LABELLED, Dimension, Facts

ENCODING = 1  # of the stored states; raising it makes every series stale


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
