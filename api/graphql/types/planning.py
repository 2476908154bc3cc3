"""Diagnostics that say what to do next: which channel to automate, whose time runs over, who leaves, what AI returns, how many people."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from api.graphql.costs import Cost

from .causes import DEFAULT_TOP, TOP, Drill, Rate, ticket_ids
from .diagnostics import MISSING, ROWS, top
from .figures import ConfidenceInterval, Period
from .nodes import Info


@strawberry.type(description="One channel, and what automating it would take off people's hands.")
class ChannelCandidate:
    key: str = strawberry.field(description="The channel's key, for filters; empty for unlabelled.")
    label: str = strawberry.field(description="The channel as people read it.")
    n: int = strawberry.field(description="Its tickets.")
    share: Rate = strawberry.field(description="Its fraction of all tickets.")
    ai: Rate = strawberry.field(description="Those of its tickets in which the AI agent took part.")
    durable: Rate = strawberry.field(description="Those of these that the agent resolved alone and for good.")
    untouched: int = strawberry.field(description="Its tickets in which the agent took no part.")
    expected: float | None = strawberry.field(
        description="The rate at which the agent would resolve these, topic by topic as it does elsewhere; null where it has too few cases."
    )
    potential: float | None = strawberry.field(description="How many tickets of the period that would be.")
    reason: str = strawberry.field(description="The same in a sentence.")
    drill: Drill = strawberry.field(description="The way to its tickets.")


@strawberry.type(description="The channel that the AI agent should take on next.")
class NextChannel:
    period: Period = strawberry.field(description="The local days of the tickets' creation.")
    n: int = strawberry.field(description="Tickets.")
    ai: Rate = strawberry.field(description="Those in which the AI agent took part.")
    durable: Rate = strawberry.field(description="Those of these that the agent resolved alone and for good.")
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="The channels, the largest potential first.", directives=ROWS)
    def rows(self: Any, first: TOP = DEFAULT_TOP) -> list[ChannelCandidate]:
        return top(self.rows, first)  # type: ignore[no-any-return]


@strawberry.type(description="What work on one topic usually takes.")
class UsualTime:
    key: str = strawberry.field(description="The topic's key, for filters; empty for unlabelled.")
    label: str = strawberry.field(description="The topic as people read it.")
    n: int = strawberry.field(description="Pieces of work.")
    median: float = strawberry.field(description="Their median, in seconds.")
    limit: float | None = strawberry.field(description="Where the outliers begin, in seconds; null with fewer than 30 pieces of work.")
    outliers: Rate = strawberry.field(description="Those beyond the limit.")
    time: float | None = strawberry.field(description="The fraction of the topic's whole time that they take.")


@strawberry.type(description="One piece of work that took unusually long.")
class Outlier:
    key: str = strawberry.field(description="The topic's key, for filters; empty for unlabelled.")
    label: str = strawberry.field(description="The topic as people read it.")
    day: date = strawberry.field(description="The local day of the work.")
    seconds: float = strawberry.field(description="How long it took.")
    median: float = strawberry.field(description="What is usual for the topic.")
    ratio: float = strawberry.field(description="The one by the other.")

    @strawberry.field(description="The global id of its ticket; null if it names none.")
    def ticket_id(self: Any, info: Info) -> strawberry.ID | None:
        return None if self.ticket is None else ticket_ids(info, (self.ticket,))[0]


@strawberry.type(description="Work that took unusually long for its topic.")
class HandleTimeOutliers:
    period: Period = strawberry.field(description="The local days of the work.")
    n: int = strawberry.field(description="Pieces of work.")
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="What is usual by topic, the most work first.", directives=ROWS)
    def usual(self: Any, first: TOP = DEFAULT_TOP) -> list[UsualTime]:
        return top(self.usual, first)  # type: ignore[no-any-return]

    @strawberry.field(description="The outliers, the longest against their median first; at most 50. `usual` counts them all.", directives=ROWS)
    def rows(self: Any, first: TOP = DEFAULT_TOP) -> list[Outlier]:
        return top(self.rows, first)  # type: ignore[no-any-return]


@strawberry.type(description="How much more often customers with something in their history left than those without.")
class RelativeRisk:
    exposed: Rate = strawberry.field(description="Those with it, and who of them left.")
    unexposed: Rate = strawberry.field(description="Those without it, and who of them left.")
    ratio: float | None = strawberry.field(description="The one rate by the other; null where nobody of the others left.")
    interval: ConfidenceInterval | None = strawberry.field(description="How sure the ratio is.")
    is_significant: bool = strawberry.field(description="Whether it differs from 1 beyond chance.")


@strawberry.type(description="The same risk among customers who pay much, or little.")
class RiskByValue:
    group: str = strawberry.field(description="`high`: at least the median; `low`: less.")
    risk: RelativeRisk = strawberry.field(description="The risk in this group.")


@strawberry.type(description="Something in a customer's support history, and whether those who had it left more often.")
class SupportRisk:
    key: str = strawberry.field(description="For programs.")
    label: str = strawberry.field(description="For people.")
    risk: RelativeRisk = strawberry.field(description="The risk of all customers.")
    value_lost: float | None = strawberry.field(description="What the leavers who had it paid, in the account's currency.")
    sentence: str = strawberry.field(description="The same in a sentence.")

    @strawberry.field(description="The risk among customers who pay much, and who pay little.", directives=[Cost(weight=0.1, size=2)])
    def by_value(self: Any) -> list[RiskByValue]:
        return [RiskByValue(group=group, risk=risk) for group, risk in self.by_value]


@strawberry.type(description="One customer who left, with the support history before.")
class Leaver:
    customer: str = strawberry.field(description="The customer's identifier in the source.")
    left: date = strawberry.field(description="The day on which the customer left.")
    value: float | None = strawberry.field(description="What the customer paid, in the account's currency.")
    reason: str | None = strawberry.field(description="The reason given.")
    tickets: int = strawberry.field(description="Tickets in the time looked back on.")
    reopened: bool = strawberry.field(description="Whether one was reopened.")
    escalated: bool = strawberry.field(description="Whether one was escalated.")
    low_csat: bool = strawberry.field(description="Whether one was rated badly.")
    high_effort: bool = strawberry.field(description="Whether the customer said that it took much effort.")

    @strawberry.field(description="Global ids of these tickets, for `nodes`.")
    def ticket_ids(self: Any, info: Info) -> list[strawberry.ID]:
        return ticket_ids(info, self.ticket_ids)


@strawberry.type(description="Who left, and what their support history has to do with it.")
class ChurnAndSupport:
    period: Period = strawberry.field(description="The local days of leaving.")
    look_back: int = strawberry.field(description="How many days before the period are looked back on.")
    n: int = strawberry.field(description="Customers on the day before the period.")
    left: Rate = strawberry.field(description="Those of them who left.")
    value_lost: float | None = strawberry.field(description="What they paid, in the account's currency.")
    rows: list[SupportRisk] = strawberry.field(description="What may be in a history, each with its relative risk.", directives=[Cost(weight=0.1, size=6)])
    missing: list[str] = strawberry.field(description=MISSING)

    @strawberry.field(description="Those who left, those who paid the most first; at most 50.", directives=ROWS)
    def leavers(self: Any, first: TOP = DEFAULT_TOP) -> list[Leaver]:
        return top(self.leavers, first)  # type: ignore[no-any-return]


@strawberry.type(description="What the AI agent's durable resolutions would have cost if people had done them, against what the agent cost.")
class AiReturn:
    period: Period = strawberry.field(description="The local days of the resolutions and costs.")
    n: int = strawberry.field(description="First resolutions.")
    currency: str | None = strawberry.field(description="The account's currency, an ISO 4217 code.")
    durable: Rate = strawberry.field(description="The agent's resolutions, and those of them that held.")
    human_resolutions: int = strawberry.field(description="People's resolutions.")
    human_cost: float | None = strawberry.field(description="What people cost.")
    ai_cost: float | None = strawberry.field(description="What the agent cost.")
    shared_cost: float | None = strawberry.field(description="What both cost together; left out, since it does not fall away.")
    human_unit_cost: float | None = strawberry.field(description="People's cost by resolution.")
    ai_unit_cost: float | None = strawberry.field(description="The agent's cost by durable resolution.")
    avoided: float | None = strawberry.field(description="What the agent's durable resolutions would have cost if people had done them.")
    savings: float | None = strawberry.field(description="That less what the agent cost.")
    ratio: float | None = strawberry.field(description="The savings by what the agent cost: 0 is break-even.")
    is_provisional: bool = strawberry.field(description="Whether resolutions of the last days are still being watched.")
    missing: list[str] = strawberry.field(description=MISSING)


@strawberry.type(description="One hour of the week, and how many people it needs.")
class StaffingRow:
    hour: int = strawberry.field(description="0 = Monday 00:00, local time.")
    label: str = strawberry.field(description="The hour as people read it.")
    volume: float = strawberry.field(description="Tickets for people to be expected.")
    low: float = strawberry.field(description="The lower end of the 95 % range of a single week.")
    high: float = strawberry.field(description="The upper end of the 95 % range of a single week.")
    live: int = strawberry.field(description="How many of the people are for live channels.")
    agents: int = strawberry.field(description="How many people the expected volume needs.")
    agents_high: int = strawberry.field(description="How many people the upper end needs.")
    in_time: float | None = strawberry.field(description="The fraction of customers on live channels who would be answered in time.")
    occupancy: float | None = strawberry.field(description="The fraction of their time that these people would be at work on tickets.")
    on_duty: float | None = strawberry.field(description="People on shift in the period; null without shifts.")
    is_open: bool = strawberry.field(description="Whether the account is open in this hour.")


@strawberry.type(description="How many people are needed in each hour of the week.")
class StaffingNeed:
    period: Period = strawberry.field(description="The local days that the forecast is made from.")
    weeks: int = strawberry.field(description="How many whole weeks of them there are.")
    n: int = strawberry.field(description="Tickets that people took part in.")
    service_level: float = strawberry.field(description="The fraction of customers who are to be answered in time.")
    within: float | None = strawberry.field(description="Within how many seconds, by the account's commitments unless the question says otherwise.")
    in_business_time: bool = strawberry.field(description="Whether only opening hours count for that.")
    occupancy: float = strawberry.field(description="The largest fraction of their time that people are planned to be at work on tickets.")
    handle_live: float | None = strawberry.field(description="Seconds of work on one ticket of a live channel.")
    handle_other: float | None = strawberry.field(description="Seconds of work on one ticket of another channel.")
    worked: int = strawberry.field(description="Tickets whose work time is known.")
    dispersion: float | None = strawberry.field(description="How much more weeks vary than chance alone would have them.")
    rows: list[StaffingRow] = strawberry.field(description="The hours of the week, from Monday.", directives=[Cost(weight=0.05, size=168)])
    method: str = strawberry.field(description="How the need is calculated.")
    source: str = strawberry.field(description="Who published the method.")
    missing: list[str] = strawberry.field(description=MISSING)
