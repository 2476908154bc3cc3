"""Readings: numbers read from states, with everything one needs to trust them.

`read(requests: Sequence[Request]) -> list[Reading]` answers many KPIs at once, in a handful of statements;
`behind(request: Request, part: Part) -> QuerySet[TicketFact]` are the tickets behind one.
"""

from .population import behind, has_tickets
from .read import read
from .types import (
    BreakdownRow,
    Change,
    Clock,
    Comparison,
    Direction,
    Exclusions,
    Filter,
    Interval,
    Number,
    Part,
    Period,
    Point,
    Previous,
    Reading,
    ReadingError,
    Request,
    Split,
    SplitPart,
    Status,
    Step,
    TargetValue,
)

__all__ = [
    "BreakdownRow",
    "Change",
    "Clock",
    "Comparison",
    "Direction",
    "Exclusions",
    "Filter",
    "Interval",
    "Number",
    "Part",
    "Period",
    "Point",
    "Previous",
    "Reading",
    "ReadingError",
    "Request",
    "Split",
    "SplitPart",
    "Status",
    "Step",
    "TargetValue",
    "behind",
    "has_tickets",
    "read",
]
