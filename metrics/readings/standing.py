"""How the account stands: which series are stored, since when there are data, what was never sent, which targets are set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from django.utils import timezone

from metrics.aggregates import Share
from metrics.declare import Input, Kpi, Measure
from metrics.kpis import EXCLUDED, MEASURES
from tenants import schemas

from .account import MET, Account, Series, look, series_of
from .targets import targets_of
from .types import TargetValue

ANCHOR = "tickets_created"  # every account has tickets or nothing: the days of this measure are the days with data


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for every reading of the account at this moment. `series` and `fingerprints` are by measure: the version
    that is stored in full, so an older one while a new one is being computed."""

    zone: str
    today: date
    as_of: datetime | None
    began: Mapping[str, date]
    series: Mapping[str, int]
    fingerprints: Mapping[str, str]
    sent: Mapping[str, bool]
    targets: Mapping[str, Sequence[TargetValue]]
    currency: str | None

    def missing(self, kpi: Kpi) -> tuple[str, ...]:
        """What the account never sent of what a KPI needs, and how to send it."""
        return tuple(each.missing for each in kpi.needs if not self._has(each))

    def _has(self, needed: Input) -> bool:
        return self.sent.get(needed.key, False) or bool(needed.seen_in and self.sent.get(f"measure {needed.seen_in}", False))

    def known_from(self, kpi: Kpi) -> date | None:
        """The first day with facts: tickets, or what the KPI itself counts."""
        keys = (ANCHOR, *(measure.key for measure in (*EXCLUDED.values(), *kpi.measures)))
        return min((self.began[key] for key in keys if key in self.began), default=None)

    def version(self, kpi: Kpi) -> str:
        return kpi.version_of([self.fingerprints.get(measure.key, measure.fingerprint) for measure in kpi.measures])


def standing(kpis: Collection[Kpi], measures: Mapping[str, Measure] = MEASURES, account: Account | None = None) -> Standing:
    """Of the current account, as far as these KPIs and the exclusions need it, in one statement; in none after a look at the account
    that has shown all they need. `measures`: those of its catalogue."""
    wanted = measures_for(kpis)
    seen = account or look(wanted)
    series = [*seen.series, *(series_of(wanted - seen.asked) if wanted - seen.asked else ())]
    series.sort(key=lambda each: -each.id)
    oldest = {each.measure: each for each in series if _is_readable(measures.get(each.measure), each.fingerprint)}  # complete, unlike its successor
    zone = schemas.current().timezone
    return Standing(
        zone=zone,
        today=timezone.now().astimezone(ZoneInfo(zone)).date(),
        as_of=seen.as_of,
        began={key: each.began for key, each in oldest.items() if each.began},
        series={key: each.id for key, each in oldest.items()},
        fingerprints={key: each.fingerprint for key, each in oldest.items()},
        sent={**{f"measure {key}": _is_sent(each) for key, each in oldest.items()}, **seen.sent},
        targets=targets_of(seen.targets),
        currency=seen.currency,
    )


def measures_for(kpis: Collection[Kpi]) -> set[str]:
    """The measures these KPIs read, those that show whether their inputs are sent, and the exclusions."""
    own = {measure.key for kpi in kpis for measure in kpi.measures}
    seen = {needed.seen_in for kpi in kpis for needed in kpi.needs if needed.seen_in}
    return {ANCHOR, *own, *seen, *(measure.key for measure in EXCLUDED.values())}


def _is_readable(measure: Measure | None, fingerprint: str) -> bool:
    """Whether the measure's states are stored as they are today, whatever else of its declaration has changed."""
    return measure is not None and fingerprint[:2] == measure.fingerprint[:2]


def _is_sent(series: Series) -> bool:
    """A measure has counted something; where its condition matters, something has met it."""
    if series.measure not in MET:
        return series.began is not None
    return bool(series.cells) and bool(np.frombuffer(bytes(series.cells or b""), dtype=Share.record)["num"].any())
