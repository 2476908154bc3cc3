"""The scorecard: the few KPIs an account steers by. How many, the guides dispute (2-3, 5-7, 5-6); the account decides, six unless it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from metrics.catalogue import catalogue
from metrics.declare import Kpi
from metrics.models import Pin
from metrics.models import Scorecard as Stored
from tenants import audit, schemas
from tenants.errors import Invalid

CAP, MOST = 6, 8


@dataclass(frozen=True, slots=True)
class Scorecard:
    """KPIs in their order, and how many there may be. `is_default`: nobody has arranged it yet."""

    cap: int
    keys: tuple[str, ...]
    is_default: bool


def scorecard() -> Scorecard:
    """The current account's scorecard; until it is arranged, the featured KPIs in their places. A retired KPI leaves it by itself."""
    kpis = catalogue().kpis
    cap = Stored.objects.values_list("cap", flat=True).first() or CAP
    pinned = [key for key in Pin.objects.order_by("place").values_list("kpi", flat=True) if key in kpis]
    return Scorecard(cap, tuple((pinned or _featured(kpis))[:cap]), is_default=not pinned)


def _featured(kpis: Mapping[str, Kpi]) -> list[str]:
    placed = [(kpi.featured, key) for key, kpi in kpis.items() if kpi.featured is not None]
    return [key for _, key in sorted(placed)]


def arrange(keys: Sequence[str], *, cap: int | None = None) -> Scorecard:
    """Put these KPIs on the scorecard, in this order; none for the featured ones again. A KPI is never without its balancing one:
    a tile shows both. `Invalid` names the argument that cannot be."""
    allowed = cap or Stored.objects.values_list("cap", flat=True).first() or CAP
    _check(keys, allowed)
    with transaction.atomic():
        if cap is not None:
            Stored.objects.update_or_create(id=1, defaults={"cap": cap})
        Pin.objects.all().delete()
        Pin.objects.bulk_create(Pin(kpi=key, place=place) for place, key in enumerate(keys))
        audit.record("scorecard.arranged", account=schemas.current(), now=list(keys), cap=allowed)
    return scorecard()


def _check(keys: Sequence[str], cap: int) -> None:
    if not 1 <= cap <= MOST:
        raise Invalid(f"A scorecard holds from 1 to {MOST} KPIs.", field="cap")
    known = catalogue().kpis
    for key, times in Counter(keys).items():
        if key not in known:
            raise Invalid(f"There is no KPI {key!r}.", field="keys", code="unknown_kpi")
        if times > 1:
            raise Invalid(f"{known[key].name} is on the scorecard already.", field="keys")
    if len(keys) > cap:
        raise Invalid(
            f"The scorecard holds {cap} KPIs; {len(keys)} are too many to steer by. Take one off, or raise its cap (to {MOST} at most).", field="keys"
        )
