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


class _Piece(NamedTuple):
    """Rows of one block: how many entries each lane and slot holds, whose they are, and the window of each slot (-1: none), once for
    each group of windows that share no day."""

    held: Ints
    subject: Ints
    windows: list[Ints]


class Table(NamedTuple):
    """How many values lie in each bucket from `low` on, by window and subject; the last subject is all that were named together."""

    counts: Ints
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
        counts[:, -1] = counts[:, :-1][:, together].sum(axis=1)
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
        """By lane, window, subject and bucket: one pass over all entries for each group of windows."""
        entries = np.concatenate(self._read) if self._read else np.zeros(0, dtype="<u2")
        shape = lanes, self.windows, self.subjects + 1
        if not entries.size:
            return Table(np.zeros((*shape, 1), dtype=np.int64), 0)
        buckets, counts = entries >> COUNT_BITS, entries & COUNT_MAX
        low, several = int(buckets.min()), np.flatnonzero(counts > 1)
        width, size = int(buckets.max()) - low + 1, lanes * self.windows * (self.subjects + 1)
        held = np.concatenate([piece.held.reshape(-1) for piece in self._pieces])
        more = counts[several].astype(np.int64) - 1
        total: Ints = np.zeros(0, dtype=np.int64)
        for group in range(len(self.groups)):
            owner = np.concatenate([self._owners(piece, group, lane) for piece in self._pieces])
            key = np.repeat((owner + 1) * width - low, held)
            key += buckets
            found = np.bincount(key, minlength=(size + 1) * width)
            np.add.at(found, key[several], more)
            total = total + found if group else found
        return Table(total[width:].reshape(*shape, width), low)

    def _owners(self, piece: _Piece, group: int, lane: Ints) -> Ints:
        """The place in the table of each row's lane and slot, -1 for none."""
        window = piece.windows[group]
        place = (lane[None, :, None] * self.windows + window[None, None, :]) * (self.subjects + 1) + piece.subject[:, None, None]
        return np.where((window < 0)[None, None, :] | (lane < 0)[None, :, None], -1, place).reshape(-1)
