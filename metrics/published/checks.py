"""Refuses, when Django starts, a published KPI that cannot be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from metrics.declare import How, Kpi
from metrics.kpis import KPIS

from .kpis import PUBLISHED_KPIS


@register("metrics")
def published(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Django's check of PUBLISHED_KPIS."""
    return [Error(said, id="published.E001") for said in problems(PUBLISHED_KPIS, KPIS)]


def problems(keys: Sequence[str], kpis: Mapping[str, Kpi]) -> Iterator[str]:
    """What is wrong with the list: no such KPI, one named twice, one that reads what is not published."""
    for key in dict.fromkeys(keys):
        if list(keys).count(key) > 1:
            yield f"PUBLISHED_KPIS names {key!r} twice."
        if key not in kpis:
            yield f"PUBLISHED_KPIS names {key!r}, which is no KPI."
        elif kpis[key].reads.peak:
            yield f"{key!r} cannot be published: it is of the busiest hours, and hours are not published."
        elif kpis[key].reads.how is How.FORMULA:
            yield f"{key!r} cannot be published: a formula of several clients' sums is no value of theirs."
