"""Every KPI and every measure, by key. To add a KPI, declare it in the module of its category."""

from metrics.declare import Kpi, Measure, by_key, measures_of

from .automation import AUTOMATION
from .experience import EXPERIENCE
from .resolution import RESOLUTION
from .speed import SPEED
from .volume import EXCLUDED, VOLUME

KPIS: dict[str, Kpi] = by_key((*SPEED, *RESOLUTION, *AUTOMATION, *VOLUME, *EXPERIENCE))
MEASURES: dict[str, Measure] = measures_of(tuple(KPIS.values()), extra=tuple(EXCLUDED.values()))

__all__ = ["EXCLUDED", "KPIS", "MEASURES"]
