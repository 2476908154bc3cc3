"""Peer benchmarks: cohorts of accounts that take part, and percentiles that single nobody out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # models cannot be imported before Django knows its apps, of which this is one
    from collections.abc import Iterable

    from metrics.declare import Kpi
    from metrics.readings import Period
    from tenants.models import Account

    from .answers import Peers, Withheld

__all__ = ["freeze", "peers", "peers_of", "readers_changed"]


def peers(account: Account, kpi: Kpi, period: Period) -> Peers | Withheld:
    """How the account's peers did in one KPI, or why that is not shown."""
    from . import answers

    return answers.peers(account, kpi, period)


def peers_of(account: Account, kpis: Iterable[Kpi], period: Period) -> dict[str, Peers | Withheld]:
    """The same of many KPIs by key, in as many queries as of one."""
    from . import answers

    return answers.peers_of(account, kpis, period)


def freeze() -> bool:
    """Form the cohorts of the last quarter that is settled, unless that has been done. Whether it was done now."""
    from . import freezing

    return freezing.freeze() is not None


def readers_changed(account: Account) -> None:
    """To be called in the transaction of every change of grants, sharing or suspension."""
    from . import leaving

    leaving.readers_changed(account)
