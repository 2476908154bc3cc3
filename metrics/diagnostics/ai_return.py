"""Does the AI agent pay for itself, counting only what it resolved for good?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils import timezone

from metrics.declare import Facts
from metrics.readings import Filter, Period
from tenants import schemas
from tickets.kinds import CostKind, Resolver
from tickets.models import Cost

from .asking import NAMES, TICKETS, ask
from .figures import Rate, rate

WINDOW_DAYS = 7


@dataclass(frozen=True, slots=True)
class AiReturn:
    """What the AI agent's durable resolutions would have cost if people had done them, against what the agent cost.

    `durable`: its resolutions in the period that held (7 days), of all its resolutions. `human_unit_cost`: people's cost ÷ their
    resolutions. `ai_unit_cost`: the agent's cost ÷ its durable resolutions. `avoided` = durable × human_unit_cost; `savings` = avoided −
    ai_cost = durable × (human_unit_cost − ai_unit_cost); `ratio` = savings ÷ ai_cost, so 0 is break-even. Cost that is borne for
    both alike is left out of both: it does not fall away. What cannot be told is None, and `missing` names what was not sent.
    `undone`: the agent's cost of resolutions that did not hold. It is charged here, as it was paid; the KPI ai_cost_savings compares
    what two resolutions cost and leaves it out, so it is `savings` + `undone`.
    `n`: all first resolutions of the period.
    """

    period: Period
    n: int
    currency: str | None
    durable: Rate
    human_resolutions: int
    human_cost: float | None
    ai_cost: float | None
    shared_cost: float | None
    human_unit_cost: float | None
    ai_unit_cost: float | None
    avoided: float | None
    savings: float | None
    ratio: float | None
    is_provisional: bool
    missing: tuple[str, ...] = ()
    undone: float | None = None


PEOPLE = f"coalesce(borne_by = {Resolver.HUMAN.value}, kind = {CostKind.PEOPLE.value})"
AGENT = f"coalesce(borne_by = {Resolver.AI.value}, kind = {CostKind.AI.value})"
SQL = f"""
SELECT resolved.*, paid.* FROM (
    SELECT count(*), count(*) FILTER (WHERE f.first_resolver = {Resolver.HUMAN.value}), count(*) FILTER (WHERE f.first_resolver = {Resolver.AI.value}),
        count(*) FILTER (WHERE f.first_resolver = {Resolver.AI.value} AND f.is_durable)
    FROM {TICKETS} WHERE f.exclusion IS NULL AND f.first_resolved_day BETWEEN %(first)s AND %(last)s
) resolved CROSS JOIN (
    SELECT sum(amount) FILTER (WHERE {PEOPLE}), sum(amount) FILTER (WHERE {AGENT}), sum(amount) FILTER (WHERE NOT ({PEOPLE}) AND NOT ({AGENT}))
    FROM tickets_costday WHERE day BETWEEN %(first)s AND %(last)s
) paid
"""


def ai_return(period: Period, filter: Sequence[Filter] = ()) -> AiReturn:
    """For the whole account: costs name no topic or channel, so a filter is refused."""
    n, by_people, by_ai, durable, human_cost, ai_cost, shared = ask(SQL, period)[0]
    if filter:
        refused = ("Costs name no channel, priority, topic, team or resolver of a ticket, so this cannot be narrowed.",)
        return AiReturn(period, 0, None, rate(0, 0), 0, None, None, None, None, None, None, None, None, False, refused)
    human_unit = human_cost / by_people if human_cost is not None and by_people else None
    avoided = durable * human_unit if human_unit is not None else None
    savings = avoided - ai_cost if avoided is not None and ai_cost is not None else None
    return AiReturn(
        period=period,
        n=n,
        currency=Cost.objects.aggregate(found=Max("currency"))["found"],
        durable=rate(durable, by_ai),
        human_resolutions=by_people,
        human_cost=human_cost,
        ai_cost=ai_cost,
        shared_cost=shared,
        human_unit_cost=human_unit,
        ai_unit_cost=ai_cost / durable if ai_cost is not None and durable else None,
        avoided=avoided,
        savings=savings,
        ratio=savings / ai_cost if savings is not None and ai_cost else None,
        is_provisional=(_today() - period.end) <= timedelta(days=WINDOW_DAYS),
        missing=tuple(_missing(by_people, by_ai, human_cost, ai_cost)),
        undone=ai_cost * (1 - durable / by_ai) if ai_cost is not None and by_ai else None,
    )


def _missing(by_people: int, by_ai: int, human_cost: float | None, ai_cost: float | None) -> list[str]:
    send = NAMES[Facts.COSTS][1]
    found = []
    if human_cost is None:
        found.append(f"Cost of people: {send}; its kind is `people`.")
    if ai_cost is None:
        found.append(f"Cost of the AI agent: {send}; its kind is `ai`.")
    if not by_people:
        found.append("Resolutions by people: there were none in the period, so nothing says what one costs.")
    if not by_ai:
        found.append("Resolutions by the AI agent: there were none in the period.")
    return found


def _today() -> date:
    return timezone.now().astimezone(ZoneInfo(schemas.current().timezone)).date()
