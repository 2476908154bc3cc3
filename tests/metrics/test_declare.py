"""Fingerprints and versions change with what makes the number, and with nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.declare import by_key, measures_of, true
from metrics.kpis import KPIS, MEASURES

CSAT = KPIS["csat"]


def test_a_fingerprint_changes_with_the_population_and_tells_how_states_are_stored() -> None:
    measure = MEASURES["tickets_escalated"]
    assert replace(measure, population=(*measure.population, true("is_durable"))).fingerprint != measure.fingerprint
    assert replace(measure).fingerprint == measure.fingerprint
    assert measure.fingerprint.startswith("s1")
    assert len(measure.fingerprint) == 16


def test_a_version_changes_with_a_measure_and_not_with_a_sentence() -> None:
    assert replace(CSAT, asks="Are they?").version == CSAT.version
    changed = replace(CSAT.reads.measure, condition=(true("is_positive"), true("is_positive")))
    assert replace(CSAT, reads=replace(CSAT.reads, measure=changed)).version != CSAT.version
    assert replace(CSAT, number=2).version.startswith("2.")


def test_two_kpis_or_measures_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="'csat'"):
        by_key((CSAT, CSAT))
    other = replace(CSAT.reads.measure, day="responded_at")
    with pytest.raises(ValueError, match="'responses_positive'"):
        measures_of((CSAT,), extra=(other,))


def test_every_kpi_has_a_default_place_at_most_once_and_six_do() -> None:
    assert sorted(kpi.featured for kpi in KPIS.values() if kpi.featured) == [1, 2, 3, 4, 5, 6]
