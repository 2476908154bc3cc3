"""A KPI, complete; and many of them by key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from .measures import Measure
from .reads import How, Reads
from .telling import Benchmark, Input, Parameter, Values
from .vocabulary import CUTS, Better, Cadence, Dimension, SplitRule, Unit


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI, complete: what it asks, how it is read, and everything a card, a page or an integrator must know of it. `by`: the
    dimension it is broken down by unless another is asked for."""

    key: str
    name: str
    asks: str
    definition: tuple[str, ...]
    formula: str
    reads: Reads
    unit: Unit
    better: Better
    split: SplitRule
    cadence: Cadence
    pillar: str
    category: str
    day_of: str
    needs: tuple[Input, ...]
    balanced_by: tuple[str, ...]
    benchmarks: tuple[Benchmark, ...] = ()
    featured: int | None = None
    window_days: int | None = None
    number: int = 1
    dimensions: tuple[Dimension, ...] = field(default=CUTS)
    by: Dimension | None = None
    parameters: tuple[Parameter, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    variant: Callable[[Kpi, Values], Kpi] | None = None
    is_outcome: bool = False
    is_custom: bool = False

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure it may be read from."""
        terms = (term.measure for term in (*self.reads.over, *self.reads.under))
        return tuple(dict.fromkeys((self.reads.measure, *((self.reads.business,) if self.reads.business else ()), *terms)))

    def with_values(self, values: Values) -> Kpi:
        """This KPI with its parameters set; those not named keep their default. ValueError names what is no parameter or no choice."""
        chosen = {parameter.key: parameter.default for parameter in self.parameters} | dict(values)
        for key, value in values.items():
            parameter = next((each for each in self.parameters if each.key == key), None)
            if parameter is None:
                raise ValueError(f"{self.key} has no parameter {key!r}.")
            if value not in [choice.value for choice in parameter.choices]:
                raise ValueError(f"{self.key}: {key} is one of {', '.join(choice.value for choice in parameter.choices)}, not {value!r}.")
        varied = self.variant(self, chosen) if self.variant and chosen != {each.key: each.default for each in self.parameters} else self
        return replace(varied, values=tuple(sorted(chosen.items())))

    def measure(self, *, business: bool = False) -> Measure:
        """The measure read by this clock."""
        return self.reads.business if business and self.reads.business else self.reads.measure

    @property
    def has_percentiles(self) -> bool:
        return self.reads.how is How.QUANTILE

    @property
    def has_clock(self) -> bool:
        return self.reads.business is not None

    @property
    def version(self) -> str:
        """The definition's number and a digest of everything that makes its value, such as `1.3fa2c1d0`."""
        return self.version_of([measure.fingerprint for measure in self.measures])

    def version_of(self, fingerprints: Sequence[str]) -> str:
        """The version of a reading made from states with these fingerprints."""
        told: list[object] = [self.key, self.number, str(self.reads.how), self.reads.quantile, *fingerprints]
        if self.reads.over:
            terms = [[term.take, term.factor, term.resolver, term.name] for term in (*self.reads.over, *self.reads.under)]
            told += [terms, len(self.reads.over), self.reads.scale, self.reads.formula.__name__ if self.reads.formula else None]
        return f"{self.number}.{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]}"


def by_key(kpis: Sequence[Kpi]) -> dict[str, Kpi]:
    """KPIs by key, in the order declared; a duplicate key is an error that names it."""
    found: dict[str, Kpi] = {}
    for kpi in kpis:
        if kpi.key in found:
            raise ValueError(f"Two KPIs are called {kpi.key!r}.")
        found[kpi.key] = kpi
    return found


def measures_of(kpis: Sequence[Kpi], extra: Sequence[Measure] = ()) -> dict[str, Measure]:
    """Every measure that KPIs read, by key, each once."""
    found: dict[str, Measure] = {}
    for measure in (*(measure for kpi in kpis for measure in kpi.measures), *extra):
        if found.setdefault(measure.key, measure) != measure:
            raise ValueError(f"Two different measures are called {measure.key!r}.")
    return found
