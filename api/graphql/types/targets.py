"""What an account wants of its KPIs, and how it has done itself."""

from __future__ import annotations

from datetime import date

import strawberry

from api.graphql.context import Context
from metrics.declare import LABELLED
from metrics.declare import Dimension as Cut
from metrics.readings import targets
from metrics.readings.types import TargetValue
from tickets.models import Label

from .enums import RESOLVERS, Dimension
from .nodes import Info


@strawberry.type(description="What the account wants of a KPI: of the whole, or of one segment; for good, or as a goal for a day.")
class Target:
    kpi: str = strawberry.field(description="The KPI's key.")
    value: float = strawberry.field(description="At least or at most this, as the KPI's direction says; the lower end of a band.")
    upper: float | None = strawberry.field(description="The upper end, for a KPI that wants a band.")
    dimension: Dimension | None = strawberry.field(description="By what its segment is cut; null for the whole.")
    key: str = strawberry.field(description="The segment's key; empty for unlabelled, and for the whole.")
    due: date | None = strawberry.field(description="The day it is a goal for; null for a standing target.")
    since: date | None = strawberry.field(description="The day on which the way to the goal began.")
    start: float | None = strawberry.field(description="The value at which the way to the goal began.")

    @strawberry.field(description="The segment as people read it; null for the whole, and for a value that no ticket bears.")
    def label(self, info: Info) -> str | None:
        return None if self.dimension is None else labels_of(info.context).get((self.dimension, self.key))


@strawberry.type(description="The way to a goal: a straight line from where it began to the day it is due.")
class Trajectory:
    expected: float = strawberry.field(description="What was to be expected on the period's last day.")
    goal: float = strawberry.field(description="The goal.")
    due: date = strawberry.field(description="The day it is due.")
    is_on_track: bool | None = strawberry.field(description="Whether the value has kept up; null where chance or too few cases do not let one say.")


@strawberry.type(description="The account's own months before the period, as a benchmark.")
class OwnHistory:
    months: int = strawberry.field(description="From how many months it is taken.")
    low: float = strawberry.field(description="The lower quartile.")
    middle: float = strawberry.field(description="The median.")
    high: float = strawberry.field(description="The upper quartile.")
    best: float = strawberry.field(description="The best of them.")


def target_of(value: TargetValue) -> Target:
    """A target as the API shows it."""
    return Target(
        kpi=value.kpi,
        value=value.value,
        upper=value.upper,
        dimension=Dimension[value.dimension.name] if value.dimension is not None else None,
        key=value.key,
        due=value.due,
        since=value.since,
        start=value.start,
    )


def targets_of(context: Context) -> dict[str, list[Target]]:
    """The account's targets by KPI, each KPI's overall one first; read once per request."""
    if Target not in context.memory:
        found: dict[str, list[Target]] = {}
        for value in targets.targets():
            found.setdefault(value.kpi, []).append(target_of(value))
        context.memory[Target] = found
    known: dict[str, list[Target]] = context.memory[Target]
    return known


def labels_of(context: Context) -> dict[tuple[Dimension, str], str]:
    """How people read the values of dimensions; read once per request."""
    if Label not in context.memory:
        rows = Label.objects.filter(dimension__in=[int(cut) for cut in LABELLED]).values_list("dimension", "key", "name")
        named = {(Dimension[Cut(cut).name], key): name for cut, key, name in rows}
        context.memory[Label] = {(Dimension.RESOLVER, key): name for key, name in RESOLVERS.items()} | named
    known: dict[tuple[Dimension, str], str] = context.memory[Label]
    return known
