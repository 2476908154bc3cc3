"""What an agency sees of a client is what the client sees itself, number by number; and all clients together are one account with everything."""

from __future__ import annotations

from datetime import date

import pytest

from metrics import portfolio
from metrics.declare import Dimension
from metrics.published import PUBLISHED_KPIS
from metrics.published.channels import canonical
from metrics.readings import Comparison, Filter, Period, Reading, Request, Step, read
from tenants import schemas
from tenants.models import Account, Agency
from tickets.models import Label

PERIODS = [
    Period(date(2026, 3, 10), date(2026, 4, 20)),
    Period(date(2026, 2, 1), date(2026, 4, 30)),
    Period(date(2026, 3, 1), date(2026, 3, 31)),
    Period(date(2026, 5, 20), date(2026, 6, 3)),
]


def own(account: Account, period: Period, channel: str | None = None, compare_with: Comparison = Comparison.PREVIOUS_PERIOD) -> dict[str, Reading]:
    """What the client reads itself."""
    with schemas.inside(account):
        keys = [key for key in ["", *Label.objects.filter(dimension=1).values_list("key", flat=True)] if canonical(key) == channel]
        filters = (Filter(Dimension.CHANNEL, tuple(keys)),) if channel else ()
        requests = [Request(key, period, filter=filters, balancing=False, compare_with=compare_with) for key in PUBLISHED_KPIS]
        return {reading.kpi.key: reading for reading in read(requests)}


def agrees(cell: portfolio.Cell, reading: Reading) -> None:
    told = cell.number, cell.previous, cell.change, cell.split, cell.is_partial, cell.missing
    previous = reading.previous
    expected = (
        reading.number,
        previous and previous.number,
        previous.change if previous else type(cell.change)(),
        reading.split,
        reading.is_partial,
        reading.missing,
    )
    assert told == expected, reading.kpi.key


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.start}-{period.end}")
def test_every_number_is_the_clients_own_to_the_last_bit(account: Account, filled: Agency, period: Period) -> None:
    found = portfolio.compare(filled, PUBLISHED_KPIS, period)
    assert [client.slug for client in found.clients] == ["acme", "umbra"]
    for client in found.clients:
        readings = own(Account.objects.get(pk=client.id), period)
        for column in found.columns:
            agrees(column.cells[client.id], readings[column.kpi.key])


@pytest.mark.parametrize("channel", ["chat", "other", "social"])
def test_so_it_is_in_one_channel(account: Account, filled: Agency, channel: str) -> None:
    found = portfolio.compare(filled, PUBLISHED_KPIS, PERIODS[0], channel=channel)
    for client in found.clients:
        if channel == "social":
            assert all(column.cells[client.id].number.n == 0 for column in found.columns)
            continue
        readings = own(Account.objects.get(pk=client.id), PERIODS[0], channel)
        for column in found.columns:
            agrees(column.cells[client.id], readings[column.kpi.key])


@pytest.mark.parametrize("step", [Step.WEEK, Step.MONTH])
def test_so_it_is_over_time(account: Account, filled: Agency, step: Step) -> None:
    for key in ("resolution_time", "csat", "ticket_volume", "backlog_size", "backlog_growth", "cost_per_resolution"):
        found = portfolio.series(filled, key, PERIODS[0], step)
        (reading,) = read([Request(key, PERIODS[0], step=step, balancing=False)])
        assert found.clients[0].points == reading.series, key
        assert len(found.rollup) == len(reading.series)


def test_so_it_is_against_the_year_before_and_at_another_percentile(account: Account, filled: Agency) -> None:
    period = Period(date(2025, 5, 1), date(2026, 5, 31))  # longer than a year, so that both periods share days
    asked = Request("first_response_time", period, balancing=False, compare_with=Comparison.PREVIOUS_YEAR, percentile=90)
    found = portfolio.compare(filled, [asked.kpi], period, compare_with=Comparison.PREVIOUS_YEAR, percentile=90)
    agrees(found.columns[0].cells[account.pk], read([asked])[0])


def test_a_client_page_and_its_segments_say_the_same(account: Account, filled: Agency) -> None:
    page = portfolio.client(filled, account.pk, PERIODS[0])
    readings = own(account, PERIODS[0])
    for cell in page.cells:
        agrees(cell, readings[cell.kpi.key])
    rows = {row.key: row for row in portfolio.segments(filled, account.pk, "csat", PERIODS[0]).rows}
    assert set(rows) == {"chat", "email", "phone", "other"}
    chat = own(account, PERIODS[0], "chat")["csat"]
    assert (rows["chat"].number, rows["chat"].previous) == (chat.number, chat.previous and chat.previous.number)
