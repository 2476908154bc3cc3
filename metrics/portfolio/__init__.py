"""An agency's clients side by side, read from what they have published: no account's schema is opened.

Every function raises ReadingError for what cannot be asked: UNKNOWN_KPI (also of one that is not published), UNKNOWN_VALUE (a
channel), UNKNOWN_ACCOUNT (no client of this agency, or not any more), BAD_PERCENTILE.
"""

from metrics.published.channels import CHANNELS

from .ask import client, movers, off_target, segments, series
from .compare import compare
from .types import (
    Cell,
    Client,
    ClientPage,
    ClientSeries,
    Column,
    Mover,
    OffTarget,
    PortfolioComparison,
    PortfolioSeries,
    Position,
    Ranks,
    SegmentRow,
    Segments,
    Spread,
)

__all__ = [
    "CHANNELS",
    "Cell",
    "Client",
    "ClientPage",
    "ClientSeries",
    "Column",
    "Mover",
    "OffTarget",
    "PortfolioComparison",
    "PortfolioSeries",
    "Position",
    "Ranks",
    "SegmentRow",
    "Segments",
    "Spread",
    "client",
    "compare",
    "movers",
    "off_target",
    "segments",
    "series",
]
