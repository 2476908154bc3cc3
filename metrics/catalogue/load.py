"""The catalogue of an account: one statement, then plain Python. Nothing is remembered from one account, or one call, to the next."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from metrics.declare import Better, Cadence, Dimension, Facts, Input, Kpi, Measure, SplitRule, Unit, measures_of
from metrics.kpis import EXCLUDED, KPIS, MEASURES
from metrics.models import Definition

from .compiled import conditions_from_json, reads_from_json
from .variants import varied
from .words import in_words

CUSTOM = "custom"
INPUTS: Mapping[Facts, Input] = {
    MEASURES[each.seen_in].facts: each for kpi in reversed(KPIS.values()) for each in reversed(kpi.needs) if each.seen_in and not each.met
}
"""What an account sends to have facts of a kind at all: the first input that is seen in them."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an account's definition, as it was made. `kpi` is what it reads; `progress`, from 0 to 1, how far its states are
    computed, None once they are."""

    key: str
    number: int
    kpi: Kpi
    fingerprint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    population: Sequence[Mapping[str, Any]] = ()
    expression: Mapping[str, Any] | None = None
    created_at: datetime | None = None
    created_by: str = ""
    is_ready: bool = True
    is_retired: bool = False
    is_current: bool = False
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every KPI and measure of an account, by key. `kpis`: each in the version that is read; `measures`: those whose states are kept
    for reading; `computed`: with those of versions that are becoming current; `versions`: all ever made, by key, the oldest first."""

    kpis: Mapping[str, Kpi]
    measures: Mapping[str, Measure]
    computed: Mapping[str, Measure]
    versions: Mapping[str, Sequence[Version]] = field(default_factory=dict)

    def version(self, key: str, number: int) -> Kpi | None:
        """A KPI as one of its versions defines it; the shipped definition is the version of its own number."""
        if key in KPIS and number == KPIS[key].number:
            return KPIS[key]
        made = next((each.kpi for each in self.versions.get(key, ()) if each.number == number), None)
        return made and _balanced(made, self.kpis)

    @property
    def pending(self) -> list[Version]:
        """Those that will be read once their states are computed: the newest of each key, unless it is already."""
        newest = [made[-1] for made in self.versions.values()]
        return [each for each in newest if not each.is_ready and not each.is_retired]


SHIPPED = Catalogue(KPIS, MEASURES, MEASURES)


def catalogue() -> Catalogue:
    """The catalogue of the current account, in one statement. Without definitions of its own, the shipped one."""
    return from_rows(list(Definition.objects.order_by("id")))


def from_rows(rows: Sequence[Definition]) -> Catalogue:
    if not rows:
        return SHIPPED
    made: dict[str, list[Version]] = {}
    for row in rows:
        if row.expression is None and row.key not in KPIS:
            continue  # no longer shipped
        made.setdefault(row.key, []).append(version_of(row))
    versions = {key: _with_current(found) for key, found in made.items()}
    kpis = dict(KPIS)
    kpis.update((each.key, each.kpi) for found in versions.values() for each in found if each.is_current)
    kpis = {key: _balanced(kpi, kpis) for key, kpi in kpis.items()}
    computed = [kpi for key, kpi in kpis.items() if key not in versions or any(each.is_current and each.is_ready for each in versions[key])]
    measures = _measures(computed)
    known = Catalogue(kpis, measures, measures, versions)
    pending = [each.kpi for each in known.pending]
    return Catalogue(kpis, measures, _measures([*kpis.values(), *pending]), versions)


def _balanced(kpi: Kpi, kpis: Container[str]) -> Kpi:
    """An own KPI without those that balanced it and have been retired since."""
    if not kpi.is_custom or all(key in kpis for key in kpi.balanced_by):
        return kpi
    return replace(kpi, balanced_by=tuple(key for key in kpi.balanced_by if key in kpis))


def _with_current(found: Sequence[Version]) -> list[Version]:
    """The newest that is ready is current. An own KPI that has never been ready is read from the facts until it is."""
    kept = [each for each in found if not each.is_retired]
    current = max((each.number for each in kept if each.is_ready or not any(one.is_ready or one.expression is None for one in kept)), default=None)
    return [Version(**{**_told(each), "is_current": each.number == current}) for each in found]


def _told(version: Version) -> dict[str, Any]:
    return {name: getattr(version, name) for name in Version.__dataclass_fields__}


def _measures(kpis: Any) -> dict[str, Measure]:
    """The shipped measures are always computed, so that the shipped version of a KPI can be read whatever the account has changed."""
    return measures_of(tuple(kpis), extra=(*MEASURES.values(), *EXCLUDED.values()))


def version_of(row: Definition) -> Version:
    """A stored definition as what it defines."""
    kpi = custom_kpi(row.key, row.number, row.expression, row.compiled) if row.expression is not None else _shipped_kpi(row)
    return Version(
        row.key,
        row.number,
        kpi,
        row.fingerprint,
        row.values,
        row.population,
        row.expression,
        row.created_at,
        row.created_by,
        is_ready=row.ready_at is not None,
        is_retired=row.retired_at is not None,
    )


def _shipped_kpi(row: Definition) -> Kpi:
    kpi, narrow = KPIS[row.key], conditions_from_json(row.compiled.get("population", ()))
    offered = {parameter.key: [choice.value for choice in parameter.choices] for parameter in kpi.parameters}
    values = {key: value for key, value in row.values.items() if value in offered.get(key, ())}  # without those no longer offered
    return varied(kpi, number=row.number, values=values, population=narrow, told=in_words(row.population))


def custom_kpi(key: str, number: int, expression: Mapping[str, Any], compiled: Mapping[str, Any]) -> Kpi:
    """The KPI that an account made: its expression says what it is called, `compiled` what is read."""
    reads = reads_from_json(compiled["reads"])
    facts = dict.fromkeys(term.measure.facts for term in (*reads.over, *reads.under)) or {reads.measure.facts: None}
    return Kpi(
        key,
        name=expression["name"],
        asks=expression.get("asks") or expression["name"],
        definition=tuple(compiled["definition"]),
        formula=compiled["formula"],
        reads=reads,
        unit=Unit(expression["unit"]),
        better=Better(expression["better"]),
        split=SplitRule.LARGE if compiled["is_split"] else SplitRule.NEVER,
        cadence=Cadence.WEEKLY,
        pillar=CUSTOM,
        category=CUSTOM,
        day_of=compiled["day_of"],
        needs=tuple(INPUTS[each] for each in facts if each in INPUTS),
        balanced_by=tuple(expression.get("balanced_by", ())),
        window_days=expression.get("window_days"),
        number=number,
        dimensions=tuple(Dimension(each) for each in compiled["dimensions"]),
        is_custom=True,
    )
