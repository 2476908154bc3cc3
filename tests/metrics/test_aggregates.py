"""States merge in any order and number, and percentiles read from them are within one per cent."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.aggregates import COUNT_MAX, ERROR, Aggregate, Count, Histogram, Level, Mean, Rows, Share, Sketch, States

durations = st.lists(st.floats(min_value=0.001, max_value=1e8), min_size=1, max_size=200)
# A fast AI beside slow people: where the plain rule of sketches was off by a third.
bimodal = st.lists(st.one_of(st.floats(min_value=1, max_value=5), st.floats(min_value=1e5, max_value=1e6)), min_size=1, max_size=60)
quantiles = st.floats(min_value=0, max_value=1)


def of(values: list[float], cell: list[int] | None = None, size: int = 1, keep: Aggregate | None = None) -> States:
    cells = np.array(cell if cell is not None else [0] * len(values), dtype=np.int64)
    return (keep or Histogram()).collect(Rows(cells, value=np.array(values, dtype=np.float64)), size)


def sketch(states: States) -> Sketch:
    assert states.sketch is not None
    return states.sketch


@settings(max_examples=300, deadline=None)
@given(st.one_of(durations, bimodal), quantiles)
def test_percentiles_are_within_one_per_cent_of_percentile_cont(values: list[float], quantile: float) -> None:
    """numpy's linear method is what percentile_cont does."""
    exact = float(np.quantile(values, quantile, method="linear"))
    assert sketch(of(values)).quantiles(1, quantile)[0] == pytest.approx(exact, rel=ERROR * (1 + 1e-9))


@settings(deadline=None)
@given(st.lists(st.floats(min_value=-1e6, max_value=0), min_size=1, max_size=20))
def test_values_of_zero_and_below_read_zero(values: list[float]) -> None:
    assert sketch(of(values)).quantiles(1, 0.5)[0] == 0


@settings(deadline=None)
@given(durations, st.randoms(use_true_random=False))
def test_the_same_rows_in_any_order_make_the_same_bytes(values: list[float], chance: Random) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)
    one, other = (of(each) for each in (values, shuffled))
    assert (one.num.tobytes(), one.den.tobytes()) == (other.num.tobytes(), other.den.tobytes())
    assert sketch(one).pack()[1].tobytes() == sketch(other).pack()[1].tobytes()


@settings(deadline=None)
@given(st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), min_size=1, max_size=200), st.randoms(use_true_random=False))
def test_so_do_the_same_scores(scores: list[float], chance: Random) -> None:
    shuffled = list(scores)
    chance.shuffle(shuffled)
    one, other = (of(each, keep=Mean()) for each in (scores, shuffled))
    assert (one.num.tobytes(), one.sumsq.tobytes()) == (other.num.tobytes(), other.sumsq.tobytes())


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(min_value=0, max_value=1e7), st.integers(0, 4)), min_size=1, max_size=80))
def test_collecting_in_parts_and_merging_equals_collecting_at_once(told: list[tuple[float, int]]) -> None:
    values, cells = [value for value, _ in told], [cell for _, cell in told]
    apart = of(values, cells, size=5).merged(np.zeros(5, dtype=np.int64), 1)
    whole = of(values)
    assert (apart.num, apart.den) == (whole.num, whole.den)
    assert sketch(apart).pack()[1].tobytes() == sketch(whole).pack()[1].tobytes()


@settings(deadline=None)
@given(durations, durations, quantiles)
def test_joining_stored_bytes_is_merging(some: list[float], more: list[float], quantile: float) -> None:
    packed = b"".join(sketch(of(each)).pack()[1].tobytes() for each in (some, more))
    entries = np.frombuffer(packed, dtype="<u4")
    joined = Sketch.gathered(entries, np.array([len(entries)]), np.array([0]), 1)
    assert joined.quantiles(1, quantile)[0] == sketch(of(some + more)).quantiles(1, quantile)[0]


def test_counts_beyond_21_bits_are_split_and_read_back_whole() -> None:
    many = Sketch(np.array([0]), np.array([700]), np.array([3 * COUNT_MAX + 5]))
    owner, entries = many.pack()
    assert len(entries) == 4
    again = Sketch.unpack(entries, np.bincount(owner)).merged(np.zeros(1, dtype=np.int64), 1)
    assert again.count.tolist() == [3 * COUNT_MAX + 5]


def test_a_large_sparse_table_of_cells_takes_the_sorted_way_to_the_same_result() -> None:
    """Beyond the dense limit the buckets are sorted instead of counted in a table."""
    cells, buckets = np.array([0, 90_000, 0, 90_000]), np.array([3, 5, 3, 900])
    for counts in (None, np.array([1, 1, 1, 1])):
        sparse = Sketch.of(cells, buckets, 100_000, counts)
        assert [sparse.cell.tolist(), sparse.bucket.tolist(), sparse.count.tolist()] == [[0, 90_000, 90_000], [3, 5, 900], [2, 1, 1]]


def test_cells_left_out_of_a_merge_are_gone() -> None:
    kept = of([1.0, 2.0, 4.0], [0, 1, 2], size=3).merged(np.array([0, -1, 0]), 1)
    assert kept.den.tolist() == [2]
    assert sketch(kept).totals(1).tolist() == [2]


def test_an_empty_cell_has_no_percentile() -> None:
    assert np.isnan(sketch(of([5.0], [1], size=3)).quantiles(3, 0.5)).tolist() == [True, False, True]


def test_shares_counts_and_means_keep_what_they_say() -> None:
    cells = np.array([0, 0, 1])
    share = Share().collect(Rows(cells, met=np.array([True, False, True])), 2)
    assert (share.num.tolist(), share.den.tolist()) == ([1, 1], [2, 1])
    assert Count().collect(Rows(cells), 2).den.tolist() == [2, 1]
    mean = of([1.5, 2.5, 4.0], [0, 0, 1], size=2, keep=Mean())
    assert (mean.num.tolist(), mean.den.tolist(), mean.sumsq.tolist()) == ([4000, 4000], [2, 1], [8500, 16000])


def test_a_level_keeps_what_entered_and_what_left() -> None:
    states = Level().collect(Rows(np.array([0, 1, -1]), ended=np.array([1, -1, -1])), 2)
    assert (states.num - states.den).tolist() == [1, 0]
