"""Histograms of many subjects over windows: kept as they came, and counted into one table when somebody asks, whole or by resolver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.aggregates import Flags, Floats, Ints
from metrics.published.kpis import PUBLISHED_MEASURES
from metrics.published.layout import COUNT_BITS, COUNT_MAX, LANES, lanes_of

from .rows import Row

AT_ONCE = 32
"""Rows whose entries are counted together."""


class _Piece(NamedTuple):
    """Rows of one block: how many entries each lane and slot holds, whose they are, and the window of each slot (-1: none), once for
    each group of windows that share no day."""

    held: Ints
    subject: Ints
    windows: list[Ints]


class Table(NamedTuple):
    """How many values lie in each bucket from `low` on, by window and subject; the last subject is all that were named together."""

    counts: NDArray[np.int32]
    low: int


class Histograms:
    """Those of some measures. `groups`: the windows in groups of which no two share a day."""

    def __init__(self, measures: Sequence[str], subjects: int, windows: int, groups: Sequence[Sequence[int]]) -> None:
        self.measures, self.subjects, self.windows, self.groups = list(measures), subjects, windows, groups
        self._pieces: list[_Piece] = []
        self._read: list[NDArray[np.uint16]] = []
        self._tables: dict[bool, Table] = {}

    def add(self, rows: Sequence[Row], counts: NDArray[Any], subject: Ints, matrix: Floats) -> None:
        """Rows of one block; `matrix`: which of its slots belong to which windows."""
        if not self.measures:
            return
        windows = [np.where(matrix[:, group].any(axis=1), np.array(group)[matrix[:, group].argmax(axis=1)], -1) for group in self.groups]
        self._pieces.append(_Piece(counts[:, : LANES.held_lanes, :].astype(np.int64), subject, windows))
        self._read.append(np.frombuffer(b"".join(row.hist or b"" for row in rows), dtype="<u2"))

    def whole(self, measure: str, together: Flags) -> Table:
        """Of one measure. `together`: the subjects that the last one is made of."""
        return self._cut(split=False, lane=self.measures.index(measure), together=together)

    def parts(self, measure: str, together: Flags) -> list[Table]:
        """Of people, and of the AI agent."""
        return [self._cut(split=True, lane=2 * self.measures.index(measure) + each, together=together) for each in (0, 1)]

    def _cut(self, *, split: bool, lane: int, together: Flags) -> Table:
        if split not in self._tables:
            self._tables[split] = self._counted(self._places(split=split), len(self.measures) * (2 if split else 1))
        table = self._tables[split]
        counts = table.counts[lane]
        own = counts[:, :-1]
        counts[:, -1] = (own if together.all() else own[:, together]).sum(axis=1)
        return Table(counts, table.low)

    def _places(self, *, split: bool) -> Ints:
        """The lane of the table that each stored lane goes to, -1 for none."""
        found = np.full(LANES.held_lanes, -1, dtype=np.int64)
        for place, key in enumerate(self.measures):
            first, width = LANES.held[key], lanes_of(PUBLISHED_MEASURES[key])
            if not split:
                found[first : first + width] = place
            elif width > 1:
                found[first + 1 : first + 3] = 2 * place, 2 * place + 1
        return found

    def _counted(self, lane: Ints, lanes: int) -> Table:
        """By lane, window, subject and bucket: some rows at a time, so that what is worked on stays near the processor."""
        shape = lanes, self.windows, self.subjects + 1
        ends = [(int(read.min()), int(read.max())) for read in self._read if read.size]
        if not ends:
            return Table(np.zeros((*shape, 1), dtype=np.int32), 0)
        low, high = min(least for least, _ in ends) >> COUNT_BITS, max(most for _, most in ends) >> COUNT_BITS
        width, size = high - low + 1, lanes * self.windows * (self.subjects + 1)
        total = np.zeros((size + 1) * width, dtype=np.int32)
        for piece, read in zip(self._pieces, self._read, strict=True):
            until = np.concatenate(([0], np.cumsum(piece.held.sum(axis=(1, 2))))).tolist()
            for first in range(0, len(piece.subject), AT_ONCE):
                rows = slice(first, first + AT_ONCE)
                entries = read[until[first] : until[min(first + AT_ONCE, len(piece.subject))]]
                bucket, count = (entries >> COUNT_BITS).astype(np.int64), (entries & COUNT_MAX).astype(np.int32)
                for windows in piece.windows:
                    owner = self._owners(piece.subject[rows], windows, lane)
                    key = np.repeat((owner + 1) * width - low, piece.held[rows].reshape(-1))
                    key += bucket
                    np.add.at(total, key, count)
        return Table(total[width:].reshape(*shape, width), low)

    def _owners(self, subject: Ints, window: Ints, lane: Ints) -> Ints:
        """The place in the table of each row's lane and slot, -1 for none."""
        place = (lane[None, :, None] * self.windows + window[None, None, :]) * (self.subjects + 1) + subject[:, None, None]
        return np.where((window < 0)[None, None, :] | (lane < 0)[None, :, None], -1, place).reshape(-1)
