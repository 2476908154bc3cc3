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

AT_ONCE = 24
"""Subjects whose entries are counted together, so that what is worked on stays near the processor."""
ENTRY = np.dtype("<u2")


class _Piece(NamedTuple):
    """The days of a block between the first and the last that anybody asks for, its rows in the order of their subjects: how many entries
    each row, slot and lane holds, the entries, where those of each row end, and the window of each slot (-1: none), once for each group
    of windows that share no day."""

    held: NDArray[Any]
    subject: Ints
    entries: NDArray[np.uint16]
    until: list[int]
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
        self._tables: dict[bool, Table] = {}

    def add(self, rows: Sequence[Row], counts: NDArray[Any], subject: Ints, matrix: Floats) -> None:
        """Rows of one block; `matrix`: which of its slots belong to which windows. Entries lie day by day, so that the days before the
        first and after the last of them are cut off as bytes."""
        if not self.measures:
            return
        asked = np.flatnonzero(matrix.any(axis=1))
        first, end = int(asked[0]), int(asked[-1]) + 1
        order = np.argsort(subject)
        held = counts[order, : LANES.held_lanes, :]
        skipped = held[:, :, :first].sum(axis=(1, 2), dtype=np.int64)
        own = held[:, :, first:end].transpose(0, 2, 1)
        sizes = own.sum(axis=(1, 2), dtype=np.int64)
        cuts = zip(order.tolist(), (skipped * ENTRY.itemsize).tolist(), ((skipped + sizes) * ENTRY.itemsize).tolist(), strict=True)
        entries = b"".join((rows[place].hist or b"")[start:stop] for place, start, stop in cuts)
        windows = [np.where(matrix[:, group].any(axis=1), np.array(group)[matrix[:, group].argmax(axis=1)], -1)[first:end] for group in self.groups]
        until = [0, *np.cumsum(sizes).tolist()]
        self._pieces.append(_Piece(own, subject[order], np.frombuffer(entries, dtype=ENTRY), until, windows))

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
        """By lane, window, subject and bucket, some subjects at a time."""
        shape = lanes, self.windows, self.subjects + 1
        ends = [(int(each.entries.min()), int(each.entries.max())) for each in self._pieces if each.entries.size]
        if not ends:
            return Table(np.zeros((*shape, 1), dtype=np.int32), 0)
        low, high = min(least for least, _ in ends) >> COUNT_BITS, max(most for _, most in ends) >> COUNT_BITS
        total = np.empty((*shape, high - low + 1), dtype=np.int32)
        for first in range(0, self.subjects, AT_ONCE):
            end = min(first + AT_ONCE, self.subjects)
            self._count(total[:, :, first:end], first, lane, low)
        return Table(total, low)

    def _count(self, into: NDArray[np.int32], first: int, lane: Ints, low: int) -> None:
        """The tables of the subjects from `first` on."""
        lanes, windows, subjects, width = into.shape
        owner, held, entries = self._entries(first, subjects, lane, lanes)
        key = np.repeat(owner * width + (width - low), held)
        key += entries >> COUNT_BITS
        found = np.bincount(key, minlength=(subjects * lanes * windows + 1) * width)
        several = np.flatnonzero((entries & COUNT_MAX) != 1)
        np.add.at(found, key[several], (entries[several] & COUNT_MAX).astype(np.int64) - 1)
        into[:] = found[width:].reshape(subjects, lanes, windows, width).transpose(1, 2, 0, 3)

    def _entries(self, first: int, subjects: int, lane: Ints, lanes: int) -> tuple[Ints, NDArray[Any], NDArray[np.uint16]]:
        """All entries of some subjects: by run, whose it is by subject, lane and window (-1: nobody's) and how long; and the entries."""
        owners, helds, entries = [], [], []
        for piece in self._pieces:
            start, stop = np.searchsorted(piece.subject, (first, first + subjects)).tolist()
            for window in piece.windows:
                place = (piece.subject[start:stop, None, None] - first) * lanes
                owner = (place + lane) * self.windows + window[:, None]
                owners.append(np.where((window < 0)[:, None] | (lane < 0), -1, owner).reshape(-1))
                helds.append(piece.held[start:stop].reshape(-1))
                entries.append(piece.entries[piece.until[start] : piece.until[stop]])
        return np.concatenate(owners), np.concatenate(helds), np.concatenate(entries)
