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
from metrics.declare import How, Kpi, Measure
from metrics.published.kpis import measures_of
from metrics.published.layout import LANES, LAYOUT, SUMS
from metrics.published.models import PublishedAccount, PublishedBlock
from metrics.published.pack import DAY, MONTH, SLOTS, WIDTHS, block_of, slot_of
from metrics.published.readers import GRANTED, SHARED
from metrics.readings import Period
from metrics.readings.fetch import EVER
from metrics.readings.wants import next_month, pieces
from metrics.snapshots.binary import binary_cursor
from tenants.models import Agency

from .histograms import Histograms
from .rows import Row

BLOCKS = f"""
SELECT c.id, b.channel, b.block, b.counts, CASE WHEN %(sums)s THEN b.sums END, CASE WHEN %(hist)s AND b.block >= %(since)s THEN b.hist END
FROM (SELECT a.id FROM {{}} AND a.id = ANY(%(accounts)s)) c
JOIN {PublishedAccount._meta.db_table} p ON p.account_id = c.id AND p.layout = %(layout)s
LEFT JOIN {PublishedBlock._meta.db_table} b ON b.account_id = c.id AND b.grain = %(grain)s AND b.channel = ANY(%(channels)s) AND {{}}
"""
OF_AGENCY = f"{GRANTED} AND g.agency_id = %(agency)s"
NAMED, UP_TO = "b.block = ANY(%(blocks)s)", "b.block <= %(until)s"


class Taken(NamedTuple):
    """A slot of a block that belongs to a window."""

    block: date
    slot: int
    window: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The states of `subjects` (clients, or a client's channels) over windows.

    `counts` is by lane, subject and window, `before` the same of all that precedes each window (for levels only), `sums` by number, lane,
    subject and window. `present`: the clients whose rows were there to be read.
    """

    counts: Floats
    before: Floats
    sums: Mapping[str, Floats]
    histograms: Histograms
    present: frozenset[int]


def fetch(agency: Agency | None, accounts: Sequence[int], kpis: Iterable[Kpi], windows: Sequence[Period], channels: Sequence[int] = (0,)) -> Merged:
    """What these published KPIs are read from, of these clients of the agency (None: of these accounts that share with their peers).
    A subject is a client and a channel, channel by channel."""
    known = list(kpis)
    asked = {measure.key: measure for kpi in known for measure in measures_of(kpi)}
    added = {measure.key for kpi in known for measure in measures_of(kpi) if kpi.reads.how is not How.QUANTILE} & set(LANES.sums)
    levels = any(isinstance(measure.keep, Level) for measure in asked.values())
    wanted = {grain: _taken(windows, grain) for grain in (DAY, MONTH)}
    earlier = {grain: _before(windows, grain) if levels else [] for grain in (DAY, MONTH)}
    merging = _Merging(asked, bool(added), len(accounts) * len(channels), len(windows), _slotted(windows))
    present = set(accounts)
    for grain in (DAY, MONTH):
        if wanted[grain] or earlier[grain]:
            rows, seen = _rows(agency, accounts, channels, grain, asked, bool(added), wanted[grain], earlier[grain])
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
    has_sums: bool,
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
                "sums": has_sums,
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

    def __init__(self, asked: Mapping[str, Measure], has_sums: bool, subjects: int, windows: int, groups: Sequence[Sequence[int]]) -> None:
        self.subjects, self.windows, self.has_sums = subjects, windows, has_sums
        self.lanes = _lanes(asked.values(), "num", "den")
        self.levels = _lanes([measure for measure in asked.values() if isinstance(measure.keep, Level)], "num", "den")
        self.counts = np.zeros((subjects, len(self.lanes), windows))
        self.before = np.zeros((subjects, len(self.levels), windows))
        self.sums = {name: np.zeros((LANES.sums_lanes, subjects, windows)) for name in ("den", "num", "sumsq")}
        self.histograms = Histograms([key for key in LANES.held if key in asked], subjects, windows, groups)

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
                self.histograms.add(same, counts, subject, matrix[block])
                self._sum(same, subject, matrix[block])
            if earlier and self.levels.size:
                self._count(self.before, counts, self.levels, subject, _past(earlier, block, slots, self.windows, grain))

    @staticmethod
    def _count(into: Floats, counts: NDArray[Any], lanes: Ints, subject: Ints, matrix: Floats) -> None:
        """Days times a matrix of 0 and 1. Sums of a month's numbers of two bytes are exact in single precision."""
        used = np.flatnonzero(matrix.any(axis=1))
        if not lanes.size or not used.size:
            return
        days = slice(int(used[0]), int(used[-1]) + 1)
        precise = np.float64 if counts.dtype.itemsize > 2 else np.float32
        chosen = np.take(counts[:, :, days], lanes, axis=1).astype(precise)
        product = chosen.reshape(-1, chosen.shape[2]) @ matrix[days].astype(precise)
        into[subject] += product.reshape(len(subject), len(lanes), -1)

    def _sum(self, rows: Sequence[Row], subject: Ints, matrix: Floats) -> None:
        if not self.has_sums:
            return
        records = np.frombuffer(b"".join(row.sums or b"" for row in rows), dtype=SUMS)
        place = records["lane"].astype(np.int64) * self.subjects + np.repeat(subject, [len(row.sums or b"") // SUMS.itemsize for row in rows])
        for window in range(self.windows):
            kept = np.flatnonzero(matrix[records["slot"], window])
            for name, into in self.sums.items():
                found = np.bincount(place[kept], weights=records[name][kept], minlength=LANES.sums_lanes * self.subjects)
                into[:, :, window] += found.reshape(LANES.sums_lanes, self.subjects)

    def merged(self, present: frozenset[int]) -> Merged:
        counts, before = _by_lane(self.counts, self.lanes), _by_lane(self.before, self.levels)
        return Merged(counts, before, self.sums, self.histograms, present)


def _by_lane(counted: Floats, lanes: Ints) -> Floats:
    """By lane, subject and window; 0 in the lanes that nobody asked for."""
    found = np.zeros((LANES.width, counted.shape[0], counted.shape[2]))
    found[lanes] = counted.transpose(1, 0, 2)
    return found


def _lanes(measures: Iterable[Measure], *names: str) -> Ints:
    """Every lane of these numbers of these measures, in ascending order."""
    return np.array(
        sorted(lane for measure in measures for name in names if (measure.key, name) in LANES.counts for lane in LANES.lanes(measure, name)), dtype=np.int64
    )


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
