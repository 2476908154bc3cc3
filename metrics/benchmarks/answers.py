"""What an account is told of its peers: quartiles of the finest cohort that may be shown, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from metrics.declare import Kpi
from metrics.readings import Period
from tenants.models import Account, Profile
from tenants.profiles import BUSINESS_MODELS, INDUSTRIES

from .cohorts import LEAST, OTHERS, Node, finest
from .contributions import BENCHMARKED
from .freezing import next_freeze, quarter_of
from .models import Cohort, Member


class Band(StrEnum):
    """Where a value lies among its peers'."""

    BELOW_P25 = "below_p25"
    P25_TO_P50 = "p25_to_p50"
    P50_TO_P75 = "p50_to_p75"
    ABOVE_P75 = "above_p75"


class Reason(StrEnum):
    """Why nothing is shown."""

    NOT_SHARING = "not_sharing"
    TOO_FEW = "too_few"
    NOT_PUBLISHED = "not_published"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Peers:
    """The quartiles over a cohort's contributors, each rounded to two significant digits, in the KPI's unit. `accounts`: how many
    contributed, rounded down to tens, all clients of one agency counting once. `cohort`: who they are, in words."""

    p25: float
    p50: float
    p75: float
    accounts: int
    cohort: str
    quarter: Period

    def band(self, value: float | None) -> Band | None:
        """Where a value lies; None without one. On a quartile it lies above it."""
        if value is None:
            return None
        bounds = ((self.p25, Band.BELOW_P25), (self.p50, Band.P25_TO_P50), (self.p75, Band.P50_TO_P75))
        return next((band for bound, band in bounds if value < bound), Band.ABOVE_P75)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Nothing is shown; `reason` for programs, `message` for people."""

    reason: Reason
    message: str


SIZE_NAMES = {
    "under_500": "under 500 tickets a month",
    "500_to_2000": "500 to 2,000 tickets a month",
    "2000_to_10000": "2,000 to 10,000 tickets a month",
    "over_10000": "over 10,000 tickets a month",
}
MIX_NAMES = {"email": "mostly e-mail", "chat": "mostly chat", "phone": "mostly phone", "social": "mostly social media", "mixed": "mixed channels"}
NAMES = (INDUSTRIES, BUSINESS_MODELS, SIZE_NAMES, MIX_NAMES)


def peers(account: Account, kpi: Kpi, period: Period) -> Peers | Withheld:
    """How the account's peers did in one KPI, in the last quarter with cohorts that began by the end of the period. Three queries."""
    return peers_of(account, [kpi], period)[kpi.key]


def peers_of(account: Account, kpis: Iterable[Kpi], period: Period) -> dict[str, Peers | Withheld]:
    """`peers` of many KPIs by key, in three queries for all of them."""
    asked = list(kpis)
    if not Profile.objects.filter(account=account, shares_since__isnull=False).exists():
        return {kpi.key: NOT_SHARING for kpi in asked}
    member = Member.objects.filter(account=account, quarter_id__lte=period.end).order_by("-quarter_id").first()
    if member is None:
        return {kpi.key: _not_yet() for kpi in asked}
    cohorts: dict[str, list[Cohort]] = {}
    for cohort in Cohort.objects.filter(quarter_id=member.quarter_id, kpi__in=[kpi.key for kpi in asked]):
        cohorts.setdefault(cohort.kpi, []).append(cohort)
    return {kpi.key: _answer(kpi, member, cohorts.get(kpi.key, [])) for kpi in asked}


TOO_FEW = Withheld(
    Reason.TOO_FEW,
    f"Fewer than {LEAST} independent accounts contributed enough cases. Shown are only cohorts with at least {OTHERS} others, none of whom can be singled out.",
)
NOT_SHARING = Withheld(Reason.NOT_SHARING, "Peers are shown to accounts that take part. An owner can let this account take part in the settings.")


def _not_yet() -> Withheld:
    day = next_freeze(timezone.now().date())
    return Withheld(Reason.NO_DATA, f"Cohorts are formed once a quarter, of those who take part then. The next are formed on {day:%-d %B %Y}.")


def _answer(kpi: Kpi, member: Member, cohorts: list[Cohort]) -> Peers | Withheld:
    shipped = BENCHMARKED.get(kpi.key)
    if shipped is None:
        return Withheld(Reason.NOT_PUBLISHED, "Accounts are not compared in this KPI: it counts something, is money, or is one account's own.")
    if kpi.version != shipped.version:
        return Withheld(Reason.NOT_PUBLISHED, "This account counts the KPI by a definition of its own, so its peers' values are not comparable.")
    current = {tuple(cohort.node): cohort for cohort in cohorts if cohort.version == kpi.version}
    found = finest(tuple(member.node), current)
    if found is None:
        return TOO_FEW
    shown = current[found]
    return Peers(shown.p25, shown.p50, shown.p75, shown.accounts, described(found), quarter_of(member.quarter_id))


def described(node: Node) -> str:
    """A cohort in words: "Software · SaaS and subscriptions · 500 to 2,000 tickets a month"."""
    return " · ".join(names.get(key, key) for names, key in zip(NAMES, node, strict=False)) or "All accounts that take part"
