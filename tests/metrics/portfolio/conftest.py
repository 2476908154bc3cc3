"""An agency with two clients in different time zones, which have everything that a published KPI counts."""

from __future__ import annotations

import pytest

from tenants import schemas
from tenants.models import Account, Agency, Grant, Role
from tests.metrics.portfolio.worlds import everything, recomputed


def granted(agency: Agency, *accounts: Account) -> None:
    Grant.objects.bulk_create(Grant(account=each, agency=agency, role=Role.VIEWER) for each in accounts)


@pytest.fixture(scope="module")
def filled(kept_account: Account, _accounts: dict[str, int]) -> Agency:
    """The agency Straightedge with the clients acme and umbra, both full and published; acme is entered."""
    umbra = Account.objects.get(pk=_accounts["umbra"])
    agency = Agency.objects.create(slug="straightedge", name="Straightedge")
    granted(agency, kept_account, umbra)
    everything(1)
    recomputed()
    with schemas.inside(umbra):
        everything(2, tickets=110)
        recomputed()
    return agency
