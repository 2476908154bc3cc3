"""Enumerations of the schema. Those of metrics and tenants are taken as they are and described here, value by value."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

import strawberry

from metrics.declare import BenchmarkKind, Better, Cadence, SplitRule, Unit
from metrics.declare import Dimension as Cut
from metrics.decomposition import Kind as DecompositionKind
from metrics.readings.types import Clock, Comparison, Direction, Part, Status, Step
from tenants.models import CalendarScope, Role, Scope

E = TypeVar("E", bound=type[Enum])


def described(kind: E, *, name: str, description: str, **values: str) -> E:
    """The enumeration as a GraphQL type; every one of its values needs a description."""
    wrapped = strawberry.enum(kind, name=name, description=description)
    for value in wrapped.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values.pop(value.name)
    if values:
        raise ValueError(f"{name} has no values {sorted(values)}.")
    return wrapped


described(
    Role,
    name="Role",
    description="What a member may do.",
    OWNER="Everything: also members, keys, the account's name and time zone.",
    ANALYST="Read, import, and set targets, commitments and the calendar.",
    VIEWER="Read.",
)
described(
    Scope,
    name="Scope",
    description="What an API key may do.",
    READ="Read numbers and tickets.",
    INGEST="Send events, rows and files, and nothing else.",
    ADMIN="Everything an owner may do.",
)
described(
    Unit,
    name="Unit",
    description="What a value is measured in.",
    DURATION="Seconds.",
    PERCENT="A fraction: 0.25 is 25 %.",
    COUNT="A number of things.",
    SCORE="Points on a scale.",
    MONEY="Money, in the account's currency.",
)
described(
    Better,
    name="Better",
    description="Which way is good.",
    HIGHER="More is better.",
    LOWER="Less is better.",
    BAND="Neither too much nor too little.",
)
described(
    Cadence,
    name="Cadence",
    description="How often a KPI is worth a look.",
    DAILY="Every day.",
    WEEKLY="Every week.",
    MONTHLY="Every month.",
)
described(
    SplitRule,
    name="SplitRule",
    description="Which parts, of the AI agent and of people, are shown beside the blended value.",
    ALWAYS="Both, always: the blended value is never shown alone.",
    APART="Both, and no blended value at all: they are not measured alike.",
    HUMAN="Only defined for people.",
    AI="Only defined for the AI agent.",
    LARGE="Both, once there are enough cases.",
    NEVER="Neither: the KPI belongs to the whole.",
)
described(
    Step,
    name="Interval",
    description="The length of the points of a series.",
    DAY="Local days.",
    WEEK="Weeks from Monday.",
    MONTH="Calendar months.",
)
described(
    Clock,
    name="Clock",
    description="How durations are counted.",
    CALENDAR="All the time counts.",
    BUSINESS="Only the account's opening hours count.",
)
described(
    Comparison,
    name="Comparison",
    description="What a period is compared with.",
    PREVIOUS_PERIOD="The period of the same length just before.",
    PREVIOUS_YEAR="The same weekdays 364 days before.",
    NONE="Nothing.",
)
described(
    Status,
    name="Status",
    description="Where a value stands against the account's target.",
    ON_TARGET="The target is met, beyond doubt.",
    OFF_TARGET="The target is missed, beyond doubt.",
    TOO_CLOSE_TO_CALL="The target lies within the confidence interval.",
    CONTRADICTED="It improved or is on target, while a KPI that balances it worsened beyond chance or misses its target.",
    NOT_ENOUGH_DATA="Too few cases to say.",
    NO_TARGET="The account has set no target.",
)
described(
    Direction,
    name="Direction",
    description="What a change means.",
    IMPROVED="Better than before, beyond chance.",
    WORSENED="Worse than before, beyond chance.",
    UNCHANGED="No different, or within chance.",
    HIGHER="Higher than before; this KPI wants a band.",
    LOWER="Lower than before; this KPI wants a band.",
    NEW="There was nothing before.",
    UNKNOWN="Too few cases to say.",
)
described(
    BenchmarkKind,
    name="BenchmarkKind",
    description="What a published figure claims to be.",
    AVERAGE="What is usual.",
    TARGET="What to aim for.",
    BEST="What the best reach.",
    ALERT="Where something is wrong.",
)
described(
    DecompositionKind,
    name="DecompositionKind",
    description="What kind of number a decomposition takes apart.",
    AVERAGE="A rate, a mean, a ratio or a net score: a rate effect and a mix effect.",
    QUANTILE="A median or another percentile: effects along the way from one distribution to the other.",
    TOTAL="A count, a sum or a level: every segment's own change, and no mix.",
)
described(
    Part,
    name="Part",
    description="Which of the tickets behind a number.",
    POPULATION="All that are counted.",
    NUMERATOR="Those that meet the condition.",
    REST="Those that are counted but do not meet it.",
)


@strawberry.enum(description="By what a number can be broken down or filtered.")
class Dimension(Enum):
    CHANNEL = strawberry.enum_value(Cut.CHANNEL.value, description="Where the customer wrote.")
    PRIORITY = strawberry.enum_value(Cut.PRIORITY.value, description="How urgent it is.")
    TOPIC = strawberry.enum_value(Cut.TOPIC.value, description="What it is about.")
    TEAM = strawberry.enum_value(Cut.TEAM.value, description="Which team has it.")
    RESOLVER = strawberry.enum_value(Cut.RESOLVER.value, description="Who resolved or answered: keys `ai`, `human`, `none`.")
    HOUR = strawberry.enum_value(Cut.HOUR.value, description="Hour of the week, 0 = Monday 00:00 local time. Only for `ticket_volume`, and not for filters.")

    @property
    def cut(self) -> Cut:
        """The same dimension as metrics names it."""
        return Cut[self.name]


@strawberry.enum(description="What an expression reads from its facts.")
class ExpressionReads(Enum):
    SHARE = strawberry.enum_value("share", description="The fraction of the rows that meet the condition.")
    COUNT = strawberry.enum_value("count", description="How many rows there are.")
    SUM = strawberry.enum_value("sum", description="The sum of a field.")
    MEAN = strawberry.enum_value("mean", description="The mean of a field.")
    MEDIAN = strawberry.enum_value("median", description="The median of a field.")
    PERCENTILE = strawberry.enum_value("percentile", description="Another percentile of a field.")
    NET = strawberry.enum_value("net", description="The fraction of promoters less that of detractors, times 100.")
    RATIO = strawberry.enum_value("ratio", description="A count or sum by another count or sum.")
    LEVEL = strawberry.enum_value("level", description="How many rows there are at the end of a day.")


@strawberry.enum(description="What the values of a field are.")
class FieldKind(Enum):
    NUMBER = strawberry.enum_value("number", description="Numbers: `atLeast`, `atMost`, `known`.")
    DURATION = strawberry.enum_value("duration", description="Seconds: `atLeast`, `atMost`, `known`.")
    FLAG = strawberry.enum_value("flag", description="`true` or `false`: `is`, `isNot`, `known`.")
    CHOICE = strawberry.enum_value("choice", description="One of a few values: `is`, `isNot`, `known`.")
    DAY = strawberry.enum_value("day", description="Local days: `known`.")
    TAG = strawberry.enum_value("tag", description="Tags of the ticket: `is`, `isNot`.")
    CUSTOM = strawberry.enum_value("custom", description="A further field of the ticket: `is`, `isNot`, `atLeast`, `atMost`.")


RESOLVERS = {"ai": "AI agent", "human": "People", "none": "Nobody"}
"""The values of RESOLVER, as people read them."""


@strawberry.enum(name="CalendarScope", description="Whose opening hours a calendar holds.")
class CalendarOf(Enum):
    ACCOUNT = strawberry.enum_value(CalendarScope.DEFAULT.value, description="Everybody's who has no calendar of their own.")
    TEAM = strawberry.enum_value(CalendarScope.TEAM.value, description="One team's.")
    CHANNEL = strawberry.enum_value(CalendarScope.CHANNEL.value, description="One channel's.")

    @property
    def scope(self) -> CalendarScope:
        """The same scope as tenants names it."""
        return CalendarScope.DEFAULT if self is CalendarOf.ACCOUNT else CalendarScope[self.name]


@strawberry.enum(description="The order of a list of tickets. Ties are broken by the ticket itself, so the order is total.")
class TicketOrder(Enum):
    CREATED_AT_DESC = strawberry.enum_value("created_at_desc", description="The newest first.")
    CREATED_AT_ASC = strawberry.enum_value("created_at_asc", description="The oldest first.")
    RESOLUTION_DESC = strawberry.enum_value("resolution_desc", description="The longest to resolution first, the unresolved last.")
    FIRST_REPLY_DESC = strawberry.enum_value("first_reply_desc", description="The longest to a first reply first, the unanswered last.")


__all__ = [
    "RESOLVERS",
    "BenchmarkKind",
    "Better",
    "Cadence",
    "CalendarOf",
    "Clock",
    "Comparison",
    "DecompositionKind",
    "Dimension",
    "Direction",
    "ExpressionReads",
    "FieldKind",
    "Part",
    "Role",
    "Scope",
    "SplitRule",
    "Status",
    "Step",
    "TicketOrder",
    "Unit",
]
