"""A KPI with other parameters and a narrower population, whose measures keep out of the way of all others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from metrics.declare import Kpi, Measure, Reads, Term, Values, Where
from metrics.kpis import MEASURES


def varied(kpi: Kpi, *, number: int, values: Values, population: Sequence[Where], told: str = "") -> Kpi:
    """The shipped KPI as an account's version of it. `population` narrows every measure it reads; `told` says so in its definition.

    Raises ValueError for what is no parameter or none of its choices.
    """
    chosen = kpi.with_values(values)
    narrow = tuple(population)
    definition = (*chosen.definition, told) if told else chosen.definition
    return replace(chosen, number=number, reads=over_measures(chosen.reads, lambda measure: own_key(narrowed(measure, narrow))), definition=definition)


def narrowed(measure: Measure, population: Sequence[Where]) -> Measure:
    return replace(measure, population=(*measure.population, *population)) if population else measure


def own_key(measure: Measure) -> Measure:
    """A measure that is not a shipped one is called by its content too, so that two that differ never share a name."""
    if MEASURES.get(measure.key) == measure:
        return measure
    return replace(measure, key=f"{measure.key}.{measure.fingerprint[2:10]}")


def over_measures(reads: Reads, change: Callable[[Measure], Measure]) -> Reads:
    """What is read, of changed measures."""

    def changed(terms: Sequence[Term]) -> tuple[Term, ...]:
        return tuple(replace(term, measure=change(term.measure)) for term in terms)

    return replace(
        reads,
        measure=change(reads.measure),
        business=change(reads.business) if reads.business else None,
        over=changed(reads.over),
        under=changed(reads.under),
    )
