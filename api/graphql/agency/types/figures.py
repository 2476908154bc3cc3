"""Numbers of the portfolio: one client's cell, all clients' figure, how far clients lie apart."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from api.graphql import ids
from api.graphql.agency.context import AgencyContext
from api.graphql.costs import Cost
from api.graphql.types.enums import Direction, Status, described
from api.graphql.types.figures import ConfidenceInterval, Split, split_of
from metrics import portfolio
from metrics.portfolio import Position
from metrics.readings import types as said

described(
    Position,
    name="Position",
    description="Where a client stands among the agency's clients: against the median, beyond its interval, never by rank.",
    CLEARLY_BETTER="Better than the median, and it would be were the interval twice as wide.",
    BETTER="Better than the median, beyond the interval.",
    TYPICAL="The interval reaches the median.",
    WORSE="Worse than the median, beyond the interval.",
    CLEARLY_WORSE="Worse than the median, and it would be were the interval twice as wide.",
    HIGHER="Higher than the median, beyond the interval; this KPI wants a band.",
    LOWER="Lower than the median, beyond the interval; this KPI wants a band.",
    UNRANKED="A count or a level, which says how large a client is, or another currency.",
    NOT_ENOUGH_DATA="Fewer than 30 cases, or no interval.",
)
CHEAP = [Cost(weight=0.005)]
PARTS = [Cost(weight=0.01)]


@strawberry.type(description="What a client wants of a KPI, as it has published it.")
class ClientTarget:
    value: float = strawberry.field(description="At least or at most this, as the KPI's direction says; the lower end of a band.")
    upper: float | None = strawberry.field(description="The upper end, for a KPI that wants a band.")


@strawberry.type(description="A number of all clients together, with its comparison.")
class Figure:
    value: float | None = strawberry.field(description="The number in the KPI's unit; null without cases.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")
    currency: str | None = strawberry.field(description="The value's currency, an ISO 4217 code; null unless it is money.")
    previous_value: float | None = strawberry.field(description="The value over the period compared with.")
    change: float | None = strawberry.field(description="The value now less the value then.")
    relative_change: float | None = strawberry.field(description="The change as a fraction of the value then.")
    is_significant: bool = strawberry.field(description="Whether the change is more than chance.")
    direction: Direction = strawberry.field(description="What the change means.")
    split: Split = strawberry.field(description="The AI agent's and people's parts.")
    missing: list[str] = strawberry.field(description="Why there is no number, in sentences.")


@strawberry.type(description="One KPI of one client: the number that the client itself sees, and where it stands among the others.")
class Cell:
    client_id: strawberry.ID = strawberry.field(description="The client's global id.")
    value: float | None = strawberry.field(description="The number in the KPI's unit; null without cases, never 0 for want of data.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.", directives=CHEAP)
    currency: str | None = strawberry.field(description="The value's currency, an ISO 4217 code; null unless it is money.")
    previous_value: float | None = strawberry.field(description="The value over the period compared with.")
    change: float | None = strawberry.field(description="The value now less the value then; for a percentage a fraction, so times 100 in points.")
    relative_change: float | None = strawberry.field(description="The change as a fraction of the value then.")
    is_significant: bool = strawberry.field(description="Whether the change is more than chance.")
    direction: Direction = strawberry.field(description="What the change means.")
    position: Position = strawberry.field(description="Where the client stands among the agency's clients.")
    distance: float | None = strawberry.field(
        description="How many half-intervals the value is away from the median, positive on the better side; beyond 1 it is more than chance."
    )
    rank_best: int | None = strawberry.field(
        description="The best place it may hold, 1 being the best: one more than those clearly better; null when unranked."
    )
    rank_worst: int | None = strawberry.field(description="The worst place it may hold: the number ranked less those clearly worse; null when unranked.")
    target: ClientTarget | None = strawberry.field(description="What the client wants.", directives=CHEAP)
    status: Status = strawberry.field(description="Where the value stands against it.")
    split: Split = strawberry.field(description="The AI agent's and people's parts.", directives=PARTS)
    is_partial: bool = strawberry.field(description="Whether the period is not over in the client's zone.")
    is_available: bool = strawberry.field(description="Whether the client publishes what the KPI needs; without it everything is null.")
    missing: list[str] = strawberry.field(description="Why there is no number, in sentences.")
    as_of: datetime | None = strawberry.field(description="When the client's published numbers were computed.")


@strawberry.type(description="How far clients lie apart, and how much of that is more than chance.")
class Spread:
    clients: int = strawberry.field(description="How many clients have enough data.")
    low: float = strawberry.field(description="The least of their values.")
    p25: float = strawberry.field(description="The lower quartile of their values.")
    median: float = strawberry.field(description="The median of their values.")
    p75: float = strawberry.field(description="The upper quartile of their values.")
    high: float = strawberry.field(description="The greatest of their values.")
    beyond_chance: float | None = strawberry.field(
        description="The fraction of the variation between clients that chance does not explain, 0 to 1 (the I² of Higgins and Thompson)."
    )
    is_inconsistent: bool = strawberry.field(description="Whether clients differ by more than chance: an inconsistency that the roll-up hides.")
    sentence: str = strawberry.field(description="What it says, in a sentence.")


@strawberry.type(description="One step of a series.")
class Point:
    start: date = strawberry.field(name="from", description="Its first local day within the period.")
    end: date = strawberry.field(name="to", description="Its last local day within the period.")
    value: float | None = strawberry.field(description="The value; null without cases.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.", directives=CHEAP)
    is_partial: bool = strawberry.field(description="Whether the step is cut by the period or not over yet.")


@strawberry.type(name="Segment", description="One channel of a client.")
class ChannelPart:
    key: str = strawberry.field(description="The channel's key: `email`, `chat`, `phone`, `social`, `web`, `messaging` or `other`.")
    label: str = strawberry.field(description="The channel as people read it.")
    value: float | None = strawberry.field(description="The KPI's value for it.")
    numerator: float | None = strawberry.field(description="What met the condition, for a ratio.")
    denominator: float | None = strawberry.field(description="What was counted, for a ratio.")
    n: int = strawberry.field(description="The number of cases.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the value is.")
    previous_value: float | None = strawberry.field(description="The value over the period compared with.")
    change: float | None = strawberry.field(description="The value now less the value then.")
    is_significant: bool = strawberry.field(description="Whether the change is more than chance.")
    direction: Direction = strawberry.field(description="What the change means.")


LABELS = {"email": "E-mail", "chat": "Chat", "phone": "Phone", "social": "Social media", "web": "Web form", "messaging": "Messaging", "other": "Other"}
NO_SPLIT = Split(ai=None, human=None)


def number_of(number: said.Number, previous: said.Number | None, change: said.Change) -> dict[str, Any]:
    """What cells, figures and segments have in common."""
    return {
        "value": number.value,
        "numerator": number.numerator,
        "denominator": number.denominator,
        "n": number.n,
        "interval": number.interval,
        "previous_value": previous.value if previous else None,
        "change": change.change,
        "is_significant": change.is_significant,
        "direction": change.direction,
    }


def cell_of(context: AgencyContext, cell: portfolio.Cell, *, with_split: bool = True) -> Cell:
    """A cell as the API shows it; `with_split` if anybody looks at its parts."""
    return Cell(
        client_id=client_id(context, cell.client.id),
        **number_of(cell.number, cell.previous, cell.change),
        relative_change=cell.change.relative,
        currency=cell.currency,
        position=cell.position,
        distance=cell.distance,
        rank_best=cell.ranks.best if cell.ranks else None,
        rank_worst=cell.ranks.worst if cell.ranks else None,
        target=cell.target,  # type: ignore[arg-type]  # it has the attributes already
        status=cell.status,
        split=split_of(cell.split) if with_split else NO_SPLIT,
        is_partial=cell.is_partial,
        is_available=cell.is_available,
        missing=list(cell.missing),
        as_of=cell.as_of,
    )


def figure_of(column: portfolio.Column) -> Figure:
    """All clients together."""
    return Figure(
        **number_of(column.rollup, column.rollup_previous, column.change),
        relative_change=column.change.relative,
        currency=column.currency,
        split=split_of(column.split),
        missing=list(column.missing),
    )


def spread_of(spread: portfolio.Spread) -> Spread:
    """How far clients lie apart, with a sentence."""
    return Spread(
        clients=spread.clients,
        low=spread.low,
        p25=spread.q1,
        median=spread.median,
        p75=spread.q3,
        high=spread.high,
        beyond_chance=spread.beyond_noise,
        is_inconsistent=spread.is_inconsistent,
        sentence=sentence_of(spread),
    )


def sentence_of(spread: portfolio.Spread) -> str:
    """The hidden inconsistency, or that there is none."""
    if spread.beyond_noise is None:
        return "There is no telling whether the clients differ by more than chance."
    if spread.is_inconsistent:
        return f"The {spread.clients} clients differ by more than chance, which does not explain {100 * spread.beyond_noise:.0f} % of the variation."
    return f"The {spread.clients} clients differ by no more than chance."


def point_of(point: said.Point) -> Point:
    number = point.number
    return Point(
        start=point.period.start,
        end=point.period.end,
        value=number.value,
        n=number.n,
        interval=number.interval,  # type: ignore[arg-type]  # it has the attributes already
        is_partial=point.is_partial,
    )


def part_of(row: portfolio.SegmentRow) -> ChannelPart:
    return ChannelPart(key=row.key, label=LABELS.get(row.key, row.key), **number_of(row.number, row.previous, row.change))


def client_id(context: AgencyContext, key: int) -> strawberry.ID:
    """A client's global id, made once per request."""
    made: dict[int, strawberry.ID] = context.memory.setdefault("client ids", {})
    if key not in made:
        made[key] = strawberry.ID(context.id(ids.Kind.CLIENT, key))
    return made[key]
