"""Did customers who left have another history with support than those who stayed?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from metrics.declare import Facts
from metrics.readings import Filter, Interval, Period
from metrics.readings.statistics import ENOUGH, Z
from surveys.models import SurveyKind
from tenants import schemas

from .asking import TICKETS, ask, narrowing, nothing
from .figures import Rate, rate

LOOK_BACK = 90
FEWEST_LEAVERS = 5
KATZ = "relative risk on the logarithmic scale (Katz 1978), 95 %"


@dataclass(frozen=True, slots=True)
class Factor:
    """Something in a customer's history: among whom it is asked (`base`), and who had it (`exposed`), as SQL on `history`."""

    key: str
    label: str
    otherwise: str
    base: str
    exposed: str


FACTORS = (
    Factor("contacted", "wrote to support", "did not write", "true", "tickets > 0"),
    Factor("often", "wrote three times or more", "wrote once or twice", "tickets > 0", "tickets >= 3"),
    Factor("reopened", "reopened a ticket", "had only tickets that stayed closed", "tickets > 0", "reopened"),
    Factor("escalated", "had a ticket escalated", "had only tickets that were not escalated", "tickets > 0", "escalated"),
    Factor("low_csat", "gave a bad rating", "gave only good ratings", "ratings > 0", "low_csat"),
    Factor("high_effort", "found it difficult", "found it easy", "efforts > 0", "high_effort"),
)


@dataclass(frozen=True, slots=True)
class RelativeRisk:
    """How much more often customers with something in their history left. `ratio` is None where nobody of the others left;
    `interval` also where nobody of either did. `is_significant`: the interval leaves 1 out, from 30 customers on either side and 5 leavers."""

    exposed: Rate
    unexposed: Rate
    ratio: float | None
    interval: Interval | None
    is_significant: bool


@dataclass(frozen=True, slots=True)
class SupportRisk:
    """One factor. `by_value`: the same among customers who pay at least the median ("high") and less ("low"). `value_lost`: what the
    leavers who had it paid a month. An association: it does not say what caused what."""

    key: str
    label: str
    risk: RelativeRisk
    by_value: tuple[tuple[str, RelativeRisk], ...]
    value_lost: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Leaver:
    """A customer who left in the period, and what had happened in the time looked back upon."""

    customer: str
    left: date
    value: float | None
    reason: str | None
    tickets: int
    reopened: bool
    escalated: bool
    low_csat: bool
    high_effort: bool
    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChurnAndSupport:
    """Customers on the day before the period, those who left within it, and their history in the `look_back` days before.

    History comes before the period for everybody, so that leavers and stayers are looked at over equal times. `n`: customers.
    """

    period: Period
    look_back: int
    n: int
    left: Rate
    value_lost: float | None
    rows: tuple[SupportRisk, ...]
    leavers: tuple[Leaver, ...]
    missing: tuple[str, ...] = ()


HISTORY = f"""
WITH cohort AS (
    SELECT s.customer_id, bool_and(s.ended_day IS NOT NULL AND s.ended_day <= %(last)s) AS has_left, max(s.ended_day) AS left_day, sum(s.value) AS value,
        max(s.reason) AS reason
    FROM tickets_subscription s
    WHERE s.customer_id IS NOT NULL AND s.started_day < %(first)s AND (s.ended_day IS NULL OR s.ended_day >= %(first)s)
    GROUP BY s.customer_id
), ticket AS (
    SELECT f.customer_id, count(*) AS tickets,
        coalesce(bool_or((f.reopened_at AT TIME ZONE %(zone)s)::date < %(first)s), false) AS reopened,
        coalesce(bool_or((f.escalated_at AT TIME ZONE %(zone)s)::date < %(first)s), false) AS escalated,
        count(*) FILTER (WHERE a.day < %(first)s) AS ratings,
        coalesce(bool_or(NOT a.is_positive) FILTER (WHERE a.day < %(first)s), false) AS low_csat,
        (array_agg(f.ticket_id ORDER BY f.created_at DESC, f.ticket_id))[1:20] AS ids
    FROM {TICKETS} LEFT JOIN surveys_response a ON a.ticket_id = f.ticket_id
    WHERE f.exclusion IS NULL AND f.created_day >= %(since)s AND f.created_day < %(first)s AND f.customer_id IN (SELECT customer_id FROM cohort)
        AND {{narrowing}}
    GROUP BY f.customer_id
), effort AS (
    SELECT coalesce(a.customer_id, f.customer_id) AS customer_id, count(*) AS efforts,
        bool_or((a.ease - a.scale_low) / nullif(a.scale_high - a.scale_low, 0) < 0.5) AS high_effort
    FROM surveys_answer a LEFT JOIN {TICKETS} ON f.ticket_id = a.ticket_id
    WHERE a.kind = {SurveyKind.CES.value} AND a.ease IS NOT NULL AND a.day >= %(since)s AND a.day < %(first)s
    GROUP BY 1
), history AS (
    SELECT c.*, coalesce(t.tickets, 0) AS tickets, coalesce(t.reopened, false) AS reopened, coalesce(t.escalated, false) AS escalated,
        coalesce(t.ratings, 0) AS ratings, coalesce(t.low_csat, false) AS low_csat, t.ids,
        coalesce(e.efforts, 0) AS efforts, coalesce(e.high_effort, false) AS high_effort
    FROM cohort c LEFT JOIN ticket t USING (customer_id) LEFT JOIN effort e USING (customer_id)
)
"""


def _counts(factor: Factor) -> str:
    on, off = f"{factor.base} AND {factor.exposed}", f"{factor.base} AND NOT ({factor.exposed})"
    return (
        f"count(*) FILTER (WHERE {on} AND has_left), count(*) FILTER (WHERE {on}), count(*) FILTER (WHERE {off} AND has_left),"
        f" count(*) FILTER (WHERE {off}), sum(value) FILTER (WHERE {on} AND has_left)"
    )


RISKS = f"""
{HISTORY}
SELECT band, grouping(band), count(*), count(*) FILTER (WHERE has_left), sum(value) FILTER (WHERE has_left), {", ".join(_counts(each) for each in FACTORS)}
FROM (
    SELECT *, CASE WHEN value >= middle THEN 'high' WHEN value IS NOT NULL THEN 'low' END AS band
    FROM history CROSS JOIN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS middle FROM cohort) half
) banded
GROUP BY GROUPING SETS ((), (band)) ORDER BY 2 DESC, 1
"""
LEAVERS = f"""
{HISTORY}
SELECT p.external_id, left_day, value, reason, tickets, reopened, escalated, low_csat, high_effort, ids
FROM history JOIN tickets_customer p ON p.id = history.customer_id WHERE has_left ORDER BY value DESC NULLS LAST, left_day DESC, p.id LIMIT %(limit)s
"""


def churn_and_support(period: Period, filter: Sequence[Filter] = (), *, look_back: int = LOOK_BACK, limit: int = 50) -> ChurnAndSupport:
    """A filter narrows which tickets count as history. At most `limit` leavers are listed, those who paid most first."""
    narrowed = narrowing(Facts.TICKETS, filter, resolver="f.resolver").sql
    params = {"since": period.start - timedelta(days=look_back), "zone": schemas.current().timezone, "limit": limit}
    whole, *bands = ask(RISKS.format(narrowing=narrowed), period, params)
    n, left, value_lost = whole[2:5]
    if not n:
        return ChurnAndSupport(period, look_back, 0, rate(0, 0), None, (), (), nothing(Facts.SUBSCRIPTIONS, period, what="Customers at its start"))
    rows = tuple(_row(factor, place, whole, bands) for place, factor in enumerate(FACTORS))
    leavers = tuple(_leaver(row) for row in ask(LEAVERS.format(narrowing=narrowed), period, params))
    return ChurnAndSupport(period, look_back, n, rate(left, n), value_lost, rows, leavers)


def _row(factor: Factor, place: int, whole: Sequence[float], bands: Sequence[Sequence[float]]) -> SupportRisk:
    start = 5 + 5 * place
    risk = relative_risk(*(int(number) for number in whole[start : start + 4]))
    by_value = tuple((str(band[0]), relative_risk(*(int(number) for number in band[start : start + 4]))) for band in bands if band[0] is not None)
    return SupportRisk(factor.key, factor.label, risk, by_value, whole[start + 4], _sentence(factor, risk))


def _leaver(row: Sequence[Any]) -> Leaver:
    customer, left, value, reason, tickets, reopened, escalated, low_csat, high_effort, ids = row
    return Leaver(customer, left, value, reason, tickets, reopened, escalated, low_csat, high_effort, tuple(ids or ()))


def relative_risk(left: int, of: int, others_left: int, others: int) -> RelativeRisk:
    """The part of the exposed that left ÷ that of the others, with Katz's interval: the logarithm of the ratio is about normal, with the
    variance 1/left − 1/of + 1/others_left − 1/others. It has none where nobody of either left."""
    exposed, unexposed = rate(left, of), rate(others_left, others)
    if not of or not others_left:
        return RelativeRisk(exposed, unexposed, None, None, False)
    ratio = (left / of) / (others_left / others)
    if not left:
        return RelativeRisk(exposed, unexposed, ratio, None, False)
    error = math.sqrt(1 / left - 1 / of + 1 / others_left - 1 / others)
    interval = Interval(ratio * math.exp(-Z * error), ratio * math.exp(Z * error), KATZ)
    enough = min(of, others) >= ENOUGH and left + others_left >= FEWEST_LEAVERS
    return RelativeRisk(exposed, unexposed, ratio, interval, enough and not interval.low <= 1 <= interval.high)


def _sentence(factor: Factor, risk: RelativeRisk) -> str:
    exposed, others = risk.exposed, risk.unexposed
    if risk.ratio is None or risk.interval is None:
        told = f"{exposed.numerator:.0f} of {exposed.n} customers who {factor.label} left"
        return f"{told}, and {others.numerator:.0f} of {others.n} of those who {factor.otherwise}: too few to compare."
    told = f"Customers who {factor.label} left {risk.ratio:.1f} times as often as those who {factor.otherwise}"
    certainty = f"(95 %: {risk.interval.low:.1f} to {risk.interval.high:.1f})"
    return f"{told} {certainty}." if risk.is_significant else f"{told} {certainty}; that may be chance."
