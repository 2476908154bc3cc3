"""What an account wants of its KPIs, for people who read GraphQL. The rules are in metrics.readings.targets."""

from __future__ import annotations

from metrics.readings.targets import remove_target, set_target

from .types.catalogue import Target


def put(kpi: str, *, value: float, upper: float | None) -> Target:
    """The target as it is from now on. `Invalid` for an unknown KPI or a value that it cannot have."""
    stored = set_target(kpi, value, upper=upper)
    return Target(kpi=stored.kpi, value=stored.value, upper=stored.upper)


def remove(kpi: str) -> Target:
    """The target that was; `Missing` if there was none."""
    stored = remove_target(kpi)
    return Target(kpi=stored.kpi, value=stored.value, upper=stored.upper)
