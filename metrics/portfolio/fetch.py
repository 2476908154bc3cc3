"""The published states of many clients over some windows, merged in numpy: one statement for each grain, whatever the number of clients.

Whole months of a window come from the blocks of years, the days at its edges from the blocks of months, as readings do it. A lane's days
lie side by side, so that the sums of all windows are one product of a matrix of 0 and 1; all numbers are whole, so that it is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.aggregates import Floats, Histogram, Ints, Level
from metrics.declare import Measure
from metrics.published.layout import COUNT_BITS, COUNT_MAX, HELD, LANES, LAYOUT, SUMS, lanes_of
from metrics.published.models import PublishedAccount, PublishedBlock
from metrics.published.pack import DAY, MONTH, SLOTS, WIDTHS, block_of, slot_of
from metrics.published.readers import GRANTED, SHARED
from metrics.readings import Period
from metrics.readings.fetch import EVER
from metrics.readings.wants import next_month, pieces
from metrics.snapshots.binary import binary_cursor
from tenants.models import Agency

BLOCKS = f"""
SELECT c.id, b.channel, b.block, b.counts, CASE WHEN %(sums)s THEN b.sums END, CASE WHEN %(hist)s AND b.block >= %(since)s THEN b.hist END
FROM (SELECT a.id FROM {{}} AND a.id = ANY(%(accounts)s)) c
JOIN {PublishedAccount._meta.db_table} p ON p.account_id = c.id AND p.layout = %(layout)s
LEFT JOIN {PublishedBlock._meta.db_table} b ON b.account_id = c.id AND b.grain = %(grain)s AND b.channel = ANY(%(channels)s) AND {{}}
"""
OF_AGENCY = f"{GRANTED} AND g.agency_id = %(agency)s"
NAMED, UP_TO = "b.block = ANY(%(blocks)s)", "b.block <= %(until)s"


class Row(NamedTuple):
    """A row as it is stored, with the place of its client and channel among the subjects."""

    subject: int
    block: date
    counts: bytes
    sums: bytes | None
    hist: bytes | None


class Taken(NamedTuple):
    """A slot of a block that belongs to a window."""

    block: date
    slot: int
    window: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The states of `subjects` (clients, or a client's channels) over windows.

    `counts` is by lane, subject and window, `before` the same of all that precedes each window (for levels only), `sums` by number, lane,
    subject and window. `hist` is by window, subject, held lane and bucket, from bucket `low` on. `present`: the clients whose rows were
    there to be read.
    """

    counts: Floats
    before: Floats
    sums: Mapping[str, Floats]
    hist: Floats
    low: int
    held: Mapping[str, int]
    present: frozenset[int]


def fetch(agency: Agency | None, accounts: Sequence[int], measures: Iterable[Measure], windows: Sequence[Period], channels: Sequence[int] = (0,)) -> Merged:
    """The states of these measures, of these clients of the agency, or of these accounts that share with their peers if it is None.
    A subject is a client and a channel, channel by channel in turn."""
    asked = {measure.key: measure for measure in measures}
    levels = any(isinstance(measure.keep, Level) for measure in asked.values())
    wanted = {grain: _taken(windows, grain) for grain in (DAY, MONTH)}
    earlier = {grain: _before(windows, grain) if levels else [] for grain in (DAY, MONTH)}
    merging = _Merging(asked, len(accounts) * len(channels), len(windows), _slotted(windows))
    present = set(accounts)
    for grain in (DAY, MONTH):
        if wanted[grain] or earlier[grain]:
            rows, seen = _rows(agency, accounts, channels, grain, asked, wanted[grain], earlier[grain])
            merging.add(rows, grain, wanted[grain], earlier[grain])
            present &= seen
    return merging.merged(frozenset(present))


def _taken(windows: Sequence[Period], grain: int) -> list[Taken]:
    """The slots of each window in this grain."""
    split = [(place, pieces(window.start, window.end, by_month=True)) for place, window in enumerate(windows)]
    return [slot for place, found in split for whole, first, last in found if whole is (grain == MONTH) for slot in _slots(first, last, grain, place)]


def _before(windows: Sequence[Period], grain: int) -> list[Taken]:
    """The slots of what precedes each window: single days of its month, and the last of all months before."""
    split = [(place, pieces(EVER, window.start - timedelta(days=1), by_month=True)) for place, window in enumerate(windows)]
    runs = [(place, first, last) for place, found in split for whole, first, last in found if whole is (grain == MONTH)]
    return [slot for place, first, last in runs for slot in _slots(last if grain == MONTH else first, last, grain, place)]


def _slots(start: date, end: date, grain: int, window: int) -> list[Taken]:
    found, day = [], start
    while day <= end:
        found.append(Taken(block_of(day, grain), slot_of(day, grain), window))
        day = next_month(day) if grain == MONTH else day + timedelta(days=1)
    return found


def _slotted(windows: Sequence[Period]) -> list[list[int]]:
    """The windows in groups of which no two share a day."""
    groups: list[list[int]] = []
    for place, window in enumerate(windows):
        apart = (group for group in groups if all(windows[each].end < window.start or windows[each].start > window.end for each in group))
        if (group := next(apart, None)) is None:
            groups.append([place])
        else:
            group.append(place)
    return groups


def _rows(
    agency: Agency | None,
    accounts: Sequence[int],
    channels: Sequence[int],
    grain: int,
    asked: Mapping[str, Measure],
    wanted: Sequence[Taken],
    earlier: Sequence[Taken],
) -> tuple[list[Row], set[int]]:
    """The rows of one grain, in one statement, and the clients that may be read."""
    blocks = sorted({each.block for each in wanted})
    upto = bool(earlier) and grain == MONTH
    named = sorted({*blocks, *(each.block for each in earlier)})
    places = {account: place for place, account in enumerate(accounts)}
    parts = {channel: place for place, channel in enumerate(channels)}
    with binary_cursor() as cursor:
        cursor.execute(
            BLOCKS.format(OF_AGENCY if agency else SHARED, UP_TO if upto else NAMED),
            {
                "agency": agency.pk if agency else None,
                "accounts": list(accounts),
                "layout": LAYOUT,
                "grain": grain,
                "channels": list(channels),
                "sums": any(key in LANES.sums for key in asked),
                "hist": any(isinstance(measure.keep, Histogram) for measure in asked.values()) and bool(blocks),
                "since": blocks[0] if blocks else date.max,
                **({"until": named[-1]} if upto else {"blocks": named}),
            },
        )
        found = cursor.fetchall()
    rows = [Row(places[account] * len(channels) + parts[channel], *told) for account, channel, *told in found if channel is not None]
    return rows, {row[0] for row in found}


class _Merging:
    """Adds rows up, a block and a width of numbers at a time."""

    def __init__(self, asked: Mapping[str, Measure], subjects: int, windows: int, groups: Sequence[Sequence[int]]) -> None:
        self.subjects, self.windows, self.groups = subjects, windows, groups
        self.lanes = _lanes(asked.values(), HELD, "num", "den")
        self.levels = _lanes([measure for measure in asked.values() if isinstance(measure.keep, Level)], "num", "den")
        self.held = _held(asked.values())
        self.has_sums = any(key in LANES.sums for key in asked)
        self.counts = np.zeros((LANES.width, subjects, windows))
        self.before = np.zeros((LANES.width, subjects, windows))
        self.sums = {name: np.zeros((max(LANES.sums.values()) + 3, subjects, windows)) for name in ("den", "num", "sumsq")}
        self.entries: list[NDArray[np.uint16]] = []
        self.owners: list[list[tuple[Ints, Ints]]] = []

    def add(self, rows: Sequence[Row], grain: int, wanted: Sequence[Taken], earlier: Sequence[Taken]) -> None:
        """Rows of one grain."""
        slots = SLOTS[grain]
        matrix = _matrices(wanted, slots, self.windows)
        together: dict[tuple[date, int], list[Row]] = defaultdict(list)
        for row in rows:
            together[row.block, len(row.counts) // (LANES.width * slots)].append(row)
        for (block, width), same in together.items():
            dtype = next(each for each in WIDTHS if each.itemsize == width)
            counts = np.frombuffer(b"".join(row.counts for row in same), dtype=dtype).reshape(len(same), LANES.width, slots)
            subject = np.array([row.subject for row in same])
            if block in matrix:
                self._count(self.counts, counts, self.lanes, subject, matrix[block])
                self._hold(same, counts, subject, matrix[block])
                self._sum(same, subject, matrix[block])
            if earlier and self.levels.size:
                self._count(self.before, counts, self.levels, subject, _past(earlier, block, slots, self.windows, grain))

    @staticmethod
    def _count(into: Floats, counts: NDArray[Any], lanes: Ints, subject: Ints, matrix: Floats) -> None:
        """Days times a matrix of 0 and 1. Sums of a month's numbers of two bytes are exact in single precision."""
        precise = np.float64 if counts.dtype.itemsize > 2 else np.float32
        chosen = counts[:, lanes, :].astype(precise)
        product = chosen.reshape(-1, counts.shape[2]) @ matrix.astype(precise)
        into[np.ix_(lanes, subject)] += product.reshape(len(subject), len(lanes), matrix.shape[1]).transpose(1, 0, 2)

    def _hold(self, rows: Sequence[Row], counts: NDArray[Any], subject: Ints, matrix: Floats) -> None:
        """Note the entries of histograms, and which window, subject and lane each run of them belongs to."""
        if not (self.held >= 0).any():
            return
        held = counts[:, : LANES.held_lanes, :].astype(np.int64)
        lanes = int(self.held.max()) + 1
        owners = []
        for group in self.groups:
            window = np.where(matrix[:, group].any(axis=1), np.array(group)[matrix[:, group].argmax(axis=1)], -1)
            place = (window[None, None, :] * self.subjects + subject[:, None, None]) * lanes + self.held[None, :, None]
            owners.append((np.where((window[None, None, :] < 0) | (self.held[None, :, None] < 0), -1, place).reshape(-1), held.reshape(-1)))
        self.entries.append(np.frombuffer(b"".join(row.hist or b"" for row in rows), dtype="<u2"))
        self.owners.append(owners)

    def _sum(self, rows: Sequence[Row], subject: Ints, matrix: Floats) -> None:
        if not self.has_sums:
            return
        records = np.frombuffer(b"".join(row.sums or b"" for row in rows), dtype=SUMS)
        owner = np.repeat(subject, [len(row.sums or b"") // SUMS.itemsize for row in rows])
        for window in range(self.windows):
            kept = np.flatnonzero(matrix[records["slot"], window])
            for name, into in self.sums.items():
                np.add.at(into[:, :, window], (records["lane"][kept].astype(np.int64), owner[kept]), records[name][kept])

    def merged(self, present: frozenset[int]) -> Merged:
        hist, low = self._histograms()
        local = {key: int(self.held[lane]) for key, lane in LANES.held.items() if self.held[lane] >= 0}
        return Merged(self.counts, self.before, self.sums, hist, low, local, present)

    def _histograms(self) -> tuple[Floats, int]:
        """How many values lie in each bucket, by window, subject and lane."""
        lanes = int(self.held.max(initial=-1)) + 1
        entries = np.concatenate(self.entries) if self.entries else np.zeros(0, dtype="<u2")
        if not entries.size:
            return np.zeros((self.windows, self.subjects, lanes, 1)), 0
        buckets, counts = entries >> COUNT_BITS, (entries & COUNT_MAX).astype(np.float64)
        low, size = int(buckets.min()), self.windows * self.subjects * lanes
        width = int(buckets.max()) - low + 1
        total: Floats = np.zeros((size + 1) * width)
        for group in range(len(self.groups)):
            owner, held = (np.concatenate([owners[group][part] for owners in self.owners]) for part in (0, 1))
            key = np.repeat((owner + 1) * width - low, held)
            key += buckets
            found: Floats = np.bincount(key, weights=counts, minlength=len(total)).astype(np.float64, copy=False)
            total = total + found if group else found
        return total[width:].reshape(self.windows, self.subjects, lanes, width), low


def _lanes(measures: Iterable[Measure], *names: str) -> Ints:
    """Every lane of these numbers of these measures, in ascending order."""
    return np.array(
        sorted(lane for measure in measures for name in names if (measure.key, name) in LANES.counts for lane in LANES.lanes(measure, name)), dtype=np.int64
    )


def _held(measures: Iterable[Measure]) -> Ints:
    """The place of each held lane among those of these measures, -1 for the others."""
    found = np.full(LANES.held_lanes, -1, dtype=np.int64)
    mine = sorted(LANES.held[measure.key] + each for measure in measures if measure.key in LANES.held for each in range(lanes_of(measure)))
    found[mine] = np.arange(len(mine))
    return found


def _past(earlier: Sequence[Taken], block: date, slots: int, windows: int, grain: int) -> Floats:
    """Which of a block's slots precede which windows: of a month's days those named, of a year's months all up to the one named."""
    found = np.zeros((slots, windows))
    for last, slot, window in earlier:
        if grain == DAY and last == block:
            found[slot, window] = 1.0
        elif grain == MONTH:
            found[: slots if block < last else slot + 1 if block == last else 0, window] = 1.0
    return found


def _matrices(taken: Sequence[Taken], slots: int, windows: int) -> dict[date, Floats]:
    """Of each block, which of its slots belong to which windows."""
    found: dict[date, Floats] = {}
    for block, slot, window in taken:
        found.setdefault(block, np.zeros((slots, windows)))[slot, window] = 1.0
    return found
