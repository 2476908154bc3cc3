"""Every KPI and every measure, by key. To add a KPI, declare it in the module of its category."""

from metrics.declare import Kpi, Measure, by_key, measures_of

from .ai_quality import AI_QUALITY
from .automation import AUTOMATION, ai_open
from .backlog import BACKLOG
from .business import BUSINESS
from .cost import COST
from .disagreements import DISAGREEMENTS, Disagreement
from .escalation import ESCALATION
from .experience import EXPERIENCE, effort_on_any_scale
from .loyalty import LOYALTY
from .promises import PROMISES
from .resolution import RESOLUTION
from .self_service import SELF_SERVICE
from .speed import SPEED
from .team import TEAM
from .volume import EXCLUDED, VOLUME

KPIS: dict[str, Kpi] = by_key(
    (
        *(*SPEED, *PROMISES, *RESOLUTION, *ESCALATION, *AUTOMATION, *AI_QUALITY, *SELF_SERVICE),
        *(*EXPERIENCE, *LOYALTY, *VOLUME, *BACKLOG, *TEAM, *COST, *BUSINESS),
    )
)
MEASURES: dict[str, Measure] = measures_of(tuple(KPIS.values()), extra=(*EXCLUDED.values(), ai_open, effort_on_any_scale))

__all__ = ["DISAGREEMENTS", "EXCLUDED", "KPIS", "MEASURES", "Disagreement"]
