"""What an account wants of its KPIs."""

from __future__ import annotations

from math import isfinite

from metrics.declare import Better, Kpi, Unit
from metrics.kpis import KPIS
from metrics.models import Target as Stored
from tenants.errors import Invalid, Missing

from .types.catalogue import Target


def put(kpi: str, *, value: float, upper: float | None) -> Target:
    """The target as it is from now on. `Invalid` for an unknown KPI or a value that it cannot have."""
    declared = KPIS.get(kpi)
    if declared is None:
        raise Invalid("There is no KPI of this key.", field="kpi", code="unknown_kpi")
    _check(declared, value=value, upper=upper)
    Stored.objects.update_or_create(kpi=kpi, defaults={"value": value, "upper": upper})
    return Target(kpi=kpi, value=value, upper=upper)


def remove(kpi: str) -> Target:
    """The target that was; `Missing` if there was none."""
    stored = Stored.objects.filter(kpi=kpi).first()
    if stored is None:
        raise Missing("This KPI has no target.", field="kpi")
    Stored.objects.filter(pk=stored.pk).delete()
    return Target(kpi=stored.kpi, value=stored.value, upper=stored.upper)


def _check(kpi: Kpi, *, value: float, upper: float | None) -> None:
    for field, number in (("value", value), ("upper", upper)):
        if number is not None and not (isfinite(number) and 0 <= number <= _most(kpi)):
            raise Invalid("A percentage is a fraction from 0 to 1." if kpi.unit is Unit.PERCENT else "This is not a value the KPI can have.", field=field)
    if upper is not None and kpi.better is not Better.BAND:
        raise Invalid("Only a KPI that wants a band has an upper end.", field="upper")
    if upper is not None and upper < value:
        raise Invalid("The upper end is not below the lower one.", field="upper")


def _most(kpi: Kpi) -> float:
    return 1.0 if kpi.unit is Unit.PERCENT else 1e12
