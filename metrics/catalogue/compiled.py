"""Definitions as they are stored: conditions, measures and what is read of them, as JSON and back, unchanged whatever the code becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from metrics.aggregates import Aggregate, Count, Histogram, Level, Mean, Share
from metrics.declare import Facts, How, Measure, Reads, Take, Term, Where

AGGREGATES: Mapping[str, Aggregate] = {keep.name: keep for keep in (Count(), Share(), Mean(), Histogram(), Level())}

Json = Mapping[str, Any]


def conditions_to_json(conditions: Sequence[Where]) -> list[dict[str, Any]]:
    return [{name: value for name, value in asdict(where).items() if value not in (None, (), False)} for where in conditions]


def conditions_from_json(told: Sequence[Json]) -> tuple[Where, ...]:
    return tuple(Where(**{**where, "one_of": tuple(where.get("one_of", ()))}) for where in told)


def measure_to_json(measure: Measure) -> dict[str, Any]:
    return {
        **asdict(measure),
        "keep": measure.keep.name,
        "population": conditions_to_json(measure.population),
        "condition": conditions_to_json(measure.condition),
    }


def measure_from_json(told: Json) -> Measure:
    changed = {
        "facts": Facts(told["facts"]),
        "keep": AGGREGATES[told["keep"]],
        "population": conditions_from_json(told["population"]),
        "condition": conditions_from_json(told["condition"]),
    }
    return Measure(**{**told, **changed})


def reads_to_json(reads: Reads) -> dict[str, Any]:
    """What is read, except for a formula, which only shipped KPIs have."""
    return {
        "how": str(reads.how),
        "measure": measure_to_json(reads.measure),
        "quantile": reads.quantile,
        "over": [_term_to_json(term) for term in reads.over],
        "under": [_term_to_json(term) for term in reads.under],
        "is_share": reads.is_share,
    }


def reads_from_json(told: Json) -> Reads:
    return Reads(
        How(told["how"]),
        measure_from_json(told["measure"]),
        quantile=told["quantile"],
        over=tuple(_term_from_json(term) for term in told["over"]),
        under=tuple(_term_from_json(term) for term in told["under"]),
        is_share=told["is_share"],
    )


def _term_to_json(term: Term) -> dict[str, Any]:
    return {"measure": measure_to_json(term.measure), "take": str(term.take), "factor": term.factor}


def _term_from_json(told: Json) -> Term:
    return Term(measure_from_json(told["measure"]), Take(told["take"]), told["factor"])
