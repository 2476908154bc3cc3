"""Histograms of many subjects over windows: kept as they came, and counted into one table when somebody asks, whole or by resolver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.aggregates import Floats, Ints
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
    """How many values lie in each bucket from `low` on, by window, subject and lane."""

    counts: Floats
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

    def whole(self, measure: str) -> Table:
        """By window, subject and bucket."""
        table = self._table(split=False)
        return Table(table.counts[:, :, self.measures.index(measure)], table.low)

    def parts(self, measure: str) -> Table:
        """By window, subject, resolver (human, AI) and bucket."""
        table, place = self._table(split=True), 2 * self.measures.index(measure)
        return Table(table.counts[:, :, place : place + 2], table.low)

    def _table(self, *, split: bool) -> Table:
        if split not in self._tables:
            self._tables[split] = self._counted(self._places(split=split), len(self.measures) * (2 if split else 1))
        return self._tables[split]

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
        """One pass over all entries for each group of windows."""
        entries = np.concatenate(self._read) if self._read else np.zeros(0, dtype="<u2")
        if not entries.size:
            return Table(np.zeros((self.windows, self.subjects, lanes, 1)), 0)
        buckets, weights = entries >> COUNT_BITS, entries & COUNT_MAX
        low = int(buckets.min())
        width, size = int(buckets.max()) - low + 1, self.windows * self.subjects * lanes
        held = np.concatenate([piece.held.reshape(-1) for piece in self._pieces])
        total: Floats = np.zeros(0)
        for group in range(len(self.groups)):
            owner = np.concatenate([self._owners(piece, group, lane, lanes) for piece in self._pieces])
            key = np.repeat((owner + 1) * width - low, held)
            key += buckets
            found: Floats = np.bincount(key, weights=weights, minlength=(size + 1) * width).astype(np.float64, copy=False)
            total = total + found if group else found
        return Table(total[width:].reshape(self.windows, self.subjects, lanes, width), low)

    def _owners(self, piece: _Piece, group: int, lane: Ints, lanes: int) -> Ints:
        """The place in the table of each row's lane and slot, -1 for none."""
        window = piece.windows[group]
        place = (window[None, None, :] * self.subjects + piece.subject[:, None, None]) * lanes + lane[None, :, None]
        return np.where((window < 0)[None, None, :] | (lane < 0)[None, :, None], -1, place).reshape(-1)
