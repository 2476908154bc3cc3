"""When a version of a definition becomes the one that is read: as soon as every state it reads is computed."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from metrics.catalogue import Version, catalogue
from metrics.declare import Measure
from metrics.models import Definition, FilledDay, Series

from . import ledger


def settle(series: Mapping[int, Measure]) -> dict[int, Measure]:
    """Make every version current whose states are among these complete series. Returns the series that are still needed."""
    known = catalogue()
    if not known.versions:
        return dict(series)
    found = {measure.key: number for number, measure in series.items()}
    for version in known.pending:
        if all(measure.key in found for measure in version.kpi.measures) and not ledger.missing(_own(version, series)):
            Definition.objects.filter(key=version.key, number=version.number, ready_at=None).update(ready_at=timezone.now())
    needed = catalogue().computed
    return {number: measure for number, measure in series.items() if needed.get(measure.key) == measure}


def _own(version: Version, series: Mapping[int, Measure]) -> dict[int, Measure]:
    keys = {measure.key for measure in version.kpi.measures}
    return {number: measure for number, measure in series.items() if measure.key in keys}


def progress(version: Version) -> float | None:
    """How far a version's states are computed: days done of all days with facts, over its measures; None once it is ready."""
    if version.is_ready:
        return None
    marks = {measure.key: measure.fingerprint for measure in version.kpi.measures}
    ends = ledger.bounds(version.kpi.measures)
    if ends is None:
        return 1.0
    begun = Series.objects.filter(measure__in=marks, fingerprint__in=marks.values()).values_list("id", flat=True)
    done = FilledDay.objects.filter(series_id__in=list(begun), day__range=ends).count()
    return min(1.0, done / (((ends[1] - ends[0]).days + 1) * len(marks)))
