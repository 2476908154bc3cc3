"""How a block is laid out: which number of which measure lies in which lane. Worked out from the declarations, so it changes with them,
and its name, LAYOUT, with it: a block is only ever read by the layout it was written in.

A lane is one number of one measure and one resolver (0 nobody, 1 human, 2 AI; measures that name nobody have but the first), over the
days of a month or the months of a year.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from metrics.aggregates import Histogram, Mean
from metrics.declare import Measure

from .channels import CHANNELS, SPELLINGS
from .kpis import PUBLISHED_MEASURES

Key = TypeVar("Key")

DAYS, MONTHS = 31, 12
RESOLVERS = 3
HELD = "held"  # how many entries of a histogram lie in a slot
ENCODING = 2
COUNT_BITS = 5
COUNT_MAX = (1 << COUNT_BITS) - 1
SUMS = np.dtype([("lane", "<u2"), ("slot", "u1"), ("den", "<u4"), ("num", "<f8"), ("sumsq", "<f8")])
"""What a measure keeps that is more than counts: filled slots only, in the order of lanes and slots."""


def lanes_of(measure: Measure) -> int:
    """How many resolvers a measure is split by."""
    return RESOLVERS if measure.resolver else 1


def _counted(measure: Measure) -> tuple[str, ...]:
    """The numbers of a measure that are counts of rows, and small."""
    if isinstance(measure.keep, Histogram):
        return (HELD,)
    if isinstance(measure.keep, Mean):
        return ()
    return tuple(name for name in ("num", "den") if name in (measure.keep.record.names or ()))


@dataclass(frozen=True, slots=True)
class Layout:
    """`counts`: the first lane of each measure's number; `sums`: the first lane of each measure that adds up values; `held`: the
    first lane among histograms. A measure's other resolvers follow. `width`, `held_lanes`, `sums_lanes`: how many lanes there are."""

    counts: Mapping[tuple[str, str], int]
    sums: Mapping[str, int]
    held: Mapping[str, int]
    width: int
    held_lanes: int
    sums_lanes: int

    def lanes(self, measure: Measure, name: str) -> list[int]:
        """Every lane of a number, resolver by resolver."""
        first = self.counts[measure.key, name]
        return list(range(first, first + lanes_of(measure)))


def laid_out(measures: Mapping[str, Measure]) -> Layout:
    """Histograms first, so that their entries lie in the order of the lanes that say how many they are."""
    ordered = sorted(measures.values(), key=lambda measure: (not isinstance(measure.keep, Histogram), measure.key))
    counts = _numbered(((measure.key, name), lanes_of(measure)) for measure in ordered for name in _counted(measure))
    sums = _numbered((measure.key, lanes_of(measure)) for measure in ordered if isinstance(measure.keep, Histogram | Mean))
    held = {key: lane for (key, name), lane in counts.items() if name == HELD}
    width = sum(lanes_of(measure) * len(_counted(measure)) for measure in ordered)
    return Layout(counts, sums, held, width, *(sum(lanes_of(measures[key]) for key in keys) for keys in (held, sums)))


def _numbered(widths: Iterator[tuple[Key, int]]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    lane = 0
    for key, width in widths:
        found[key] = lane
        lane += width
    return found


def _named(measures: Mapping[str, Measure]) -> str:
    told = [ENCODING, CHANNELS, sorted(SPELLINGS.items()), sorted((key, measure.keep.name, lanes_of(measure)) for key, measure in measures.items())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


LANES = laid_out(PUBLISHED_MEASURES)
LAYOUT = _named(PUBLISHED_MEASURES)
