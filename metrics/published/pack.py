"""From an account's states to the blocks it publishes. The same states always make the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.aggregates import Histogram, Ints, Mean, Sketch
from metrics.declare import Dimension, Measure
from metrics.snapshots.cells import Cells
from metrics.snapshots.facts import day_of

from .channels import CHANNELS
from .layout import COUNT_BITS, COUNT_MAX, DAYS, LANES, MONTHS, SUMS
from .models import PublishedBlock

DAY, MONTH = int(PublishedBlock.Grain.DAY), int(PublishedBlock.Grain.MONTH)
SLOTS = {DAY: DAYS, MONTH: MONTHS}
PARTS = len(CHANNELS) + 1
WIDTHS = (np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))
OTHER = len(CHANNELS)


class Block(NamedTuple):
    """What one row holds."""

    counts: bytes
    sums: bytes
    hist: bytes


Key = tuple[int, date]
"""The number of a canonical channel, 0 for all, and the block's first day."""


def block_of(day: date, grain: int) -> date:
    """The block that a day (or a month's first) lies in."""
    return day.replace(day=1) if grain == DAY else day.replace(month=1, day=1)


def slot_of(day: date, grain: int) -> int:
    return day.day - 1 if grain == DAY else day.month - 1


def packed(cells: Mapping[str, Cells], measures: Mapping[str, Measure], channels: Mapping[int, int], *, grain: int) -> dict[Key, Block]:
    """The blocks of these measures' cells, of TOTAL and CHANNEL. `channels`: the canonical channel's number of each label's id."""
    blocks = sorted({block_of(day_of(day), grain) for each in cells.values() for day in np.unique(each.day).tolist()})
    packing = _Packing(blocks, grain)
    for key, each in cells.items():
        packing.add(measures[key], each, channels)
    return packing.blocks()


@dataclass
class _Sums:
    place: Ints
    den: NDArray[np.float64]
    num: NDArray[np.float64]
    sumsq: NDArray[np.float64]


class _Packing:
    """Blocks in the making: counts as one array by block, channel, lane and slot; what is sparse as lists."""

    def __init__(self, named: Sequence[date], grain: int) -> None:
        self.named, self.grain, self.slots = named, grain, SLOTS[grain]
        self.counts = np.zeros((len(named) * PARTS, LANES.width, self.slots), dtype=np.int64)
        self.sums: list[_Sums] = []
        self.sketches: list[Sketch] = []

    def add(self, measure: Measure, cells: Cells, channels: Mapping[int, int]) -> None:
        part, slot = self._part(cells, channels), self._slots(cells)
        for name, of in (("num", cells.states.num), ("den", cells.states.den)):
            if (measure.key, name) in LANES.counts:
                np.add.at(self.counts, (part, LANES.counts[measure.key, name] + cells.resolver, slot), of.astype(np.int64))
        if isinstance(measure.keep, Histogram | Mean):
            place = (part * LANES.sums_lanes + LANES.sums[measure.key] + cells.resolver) * self.slots + slot
            self.sums.append(_Sums(place, cells.states.den, cells.states.num, cells.states.sumsq))
        if isinstance(measure.keep, Histogram) and cells.states.sketch:
            group = (part * self.slots + slot) * LANES.held_lanes + LANES.held[measure.key] + cells.resolver
            sketch = cells.states.sketch
            self.sketches.append(Sketch(group[sketch.cell], sketch.bucket, sketch.count))

    def _part(self, cells: Cells, channels: Mapping[int, int]) -> Ints:
        """Which block and channel each cell belongs to."""
        days, place = np.unique(cells.day, return_inverse=True)
        block = np.array([self.named.index(block_of(day_of(day), self.grain)) for day in days.tolist()], dtype=np.int64)[place]
        values, place = np.unique(cells.value, return_inverse=True)
        channel = np.array([channels.get(value, OTHER) for value in values.tolist()], dtype=np.int64)[place]
        return block * PARTS + np.where(cells.dimension == int(Dimension.TOTAL), 0, channel)

    def _slots(self, cells: Cells) -> Ints:
        days, place = np.unique(cells.day, return_inverse=True)
        return np.array([slot_of(day_of(day), self.grain) for day in days.tolist()], dtype=np.int64)[place]

    def blocks(self) -> dict[Key, Block]:
        """Every block in which anything was counted."""
        hist, until = self._entries()
        sums, sums_until = self._added()
        found: dict[Key, Block] = {}
        for part in range(len(self.named) * PARTS):
            counts = self.counts[part]
            block = Block(_narrow(counts), sums[sums_until[part] : sums_until[part + 1]].tobytes(), hist[until[part] : until[part + 1]].tobytes())
            if counts.any() or block.sums:
                found[part % PARTS, self.named[part // PARTS]] = block
        return found

    def _entries(self) -> tuple[NDArray[np.uint16], Ints]:
        """All histograms' entries by part, slot and lane, and where those of each part end; how many each slot has goes among the counts."""
        size = len(self.named) * PARTS * LANES.held_lanes * self.slots
        if not self.sketches:
            return np.zeros(0, dtype="<u2"), np.zeros(len(self.named) * PARTS + 1, dtype=np.int64)
        cell, bucket, count = (np.concatenate([getattr(each, name) for each in self.sketches]) for name in ("cell", "bucket", "count"))
        merged = Sketch.of(cell, bucket, size, count)
        pieces = -(-merged.count // COUNT_MAX)
        rank = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        counts = np.minimum(np.repeat(merged.count, pieces) - rank * COUNT_MAX, COUNT_MAX)
        held = np.bincount(np.repeat(merged.cell, pieces), minlength=size).reshape(-1, self.slots, LANES.held_lanes)
        self.counts[:, : LANES.held_lanes, :] = held.transpose(0, 2, 1)
        until = np.concatenate(([0], np.cumsum(held.sum(axis=(1, 2)))))
        return (np.repeat(merged.bucket, pieces) << COUNT_BITS | counts).astype("<u2"), until

    def _added(self) -> tuple[NDArray[np.void], Ints]:
        """All records of sums in the order of part, lane and slot, and where those of each part end."""
        parts = len(self.named) * PARTS
        if not self.sums:
            return np.zeros(0, dtype=SUMS), np.zeros(parts + 1, dtype=np.int64)
        distinct, group = np.unique(np.concatenate([each.place for each in self.sums]), return_inverse=True)
        records = np.zeros(len(distinct), dtype=SUMS)
        rest, records["slot"] = np.divmod(distinct, self.slots)
        part, records["lane"] = np.divmod(rest, LANES.sums_lanes)
        for name in ("den", "num", "sumsq"):
            records[name] = np.bincount(group, weights=np.concatenate([getattr(each, name) for each in self.sums]), minlength=len(distinct))
        return records, np.searchsorted(part, np.arange(parts + 1))


def _narrow(counts: Ints) -> bytes:
    """In the fewest bytes each that hold the largest."""
    largest = int(counts.max(initial=0))
    return counts.astype(next(width for width in WIDTHS if largest < 1 << 8 * width.itemsize)).tobytes()
