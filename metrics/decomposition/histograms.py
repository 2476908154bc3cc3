"""The histograms of every segment of a duration in two periods, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.aggregates import Floats, Ints
from metrics.declare import Dimension
from metrics.readings import Request
from metrics.readings.build import RESOLVER_NAMES
from metrics.readings.fetch import Table
from metrics.readings.prepare import prepared
from metrics.readings.wants import Want


def histograms(requests: Sequence[Request], keys: Sequence[str]) -> tuple[list[Floats], int]:
    """Counts of each request, segments (in the order of `keys`) × buckets, and the number of the first bucket. The requests are of one
    KPI by one dimension."""
    by = requests[0].by
    ready = prepared(requests)
    names, tables = ready.names, ready.tables
    wants = [(plan.by or plan.current)[0] for plan in (ready.plans[each] for each in requests)]
    segments = {key: place for place, key in enumerate(keys)}
    resolvers = {number: segments[key] for number, (key, _) in RESOLVER_NAMES.items() if key in segments}
    labels = {number: segments[key] for number, (key, _) in {0: ("", ""), **names.named}.items() if key in segments}
    entries = [_entries(tables, want, resolvers if by is Dimension.RESOLVER else labels, by=by) for want in wants]
    first = min((int(bucket.min()) for _, bucket, _ in entries if bucket.size), default=0)
    size = max((int(bucket.max()) for _, bucket, _ in entries if bucket.size), default=0) - first + 1
    return [_dense(segment, bucket - first, count, len(keys), size) for segment, bucket, count in entries], first


def _entries(tables: Sequence[Table], want: Want, places: dict[int, int], *, by: Dimension | None) -> tuple[Ints, Ints, Ints]:
    """Segment, bucket and count of everything that a want found."""
    table = next(each for each in tables if want in each.wants)
    sketch = table.states.sketch
    if sketch is None:
        raise TypeError(f"{want.measure} keeps no histogram.")
    coded = table.resolver if by is Dimension.RESOLVER else table.value
    place = np.array([places.get(int(code), -1) for code in coded], dtype=np.int64)
    place[table.want != list(table.wants).index(want)] = -1
    segment = place[sketch.cell]
    kept = segment >= 0
    return segment[kept], sketch.bucket[kept], sketch.count[kept]


def _dense(segment: Ints, bucket: Ints, count: Ints, segments: int, size: int) -> Floats:
    return np.bincount(segment * size + bucket, weights=count, minlength=segments * size).reshape(segments, size).astype(np.float64)
