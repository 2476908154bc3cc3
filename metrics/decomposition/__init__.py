"""Why a number changed: because its parts did (rate), or because there were more of some and fewer of others (mix).

`decompose(request: Request, by: Dimension) -> Decomposition` explains the change of one KPI between its period and the one it is
compared with. Effects add up to the change; nothing is left over.
"""

from .decompose import decompose
from .types import Decomposition, Kind, Segment

__all__ = ["Decomposition", "Kind", "Segment", "decompose"]
