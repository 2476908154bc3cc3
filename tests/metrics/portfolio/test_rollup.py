"""All clients together are one account that had all their tickets: roll-ups are made of cases, never of rates."""

from __future__ import annotations

from datetime import date

from metrics import portfolio
from metrics.published import PUBLISHED_KPIS
from metrics.readings import Period, Request, read
from tenants import schemas
from tenants.models import Account, Agency
from tests.metrics.portfolio.conftest import granted
from tests.metrics.portfolio.worlds import everything, recomputed

PERIOD = Period(date(2026, 3, 10), date(2026, 4, 20))


def test_all_clients_together_are_one_account_with_all_their_tickets(account: Account, other_account: Account) -> None:
    Account.objects.filter(pk=other_account.pk).update(timezone=account.timezone)
    other_account.refresh_from_db()
    agency = Agency.objects.create(slug="plumb-line", name="Plumb line")
    granted(agency, account, other_account)
    everything(5, tickets=90, each=15)
    recomputed()
    with schemas.inside(other_account):
        everything(6, tickets=70, each=15)
        recomputed()
    found = portfolio.compare(agency, PUBLISHED_KPIS, PERIOD)
    everything(6, tickets=70, each=15)
    recomputed()
    together = {reading.kpi.key: reading for reading in read([Request(key, PERIOD, balancing=False) for key in PUBLISHED_KPIS])}
    for column in found.columns:
        reading = together[column.kpi.key]
        told = column.rollup, column.rollup_previous, column.change, column.split
        assert told == (reading.number, reading.previous and reading.previous.number, reading.previous and reading.previous.change, reading.split), (
            column.kpi.key
        )
