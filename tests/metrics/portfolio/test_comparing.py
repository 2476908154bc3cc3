"""Clients side by side: worked examples, who may be seen, and what cannot be compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metrics import portfolio
from metrics.portfolio import Position, Ranks
from metrics.portfolio.clients import STALE, UNPUBLISHED
from metrics.published import PUBLISHED_MEASURES
from metrics.published.models import PublishedAccount
from metrics.published.pack import DAY, packed
from metrics.published.publishing import write
from metrics.readings import Comparison, Direction, Period, ReadingError, Status, Step
from tenants.models import Account, Agency, Grant
from tests.metrics.conftest import Clock
from tests.metrics.portfolio.clients import client, one_cell

APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))
AROUND = Period(date(2026, 4, 10), date(2026, 4, 20))


@pytest.fixture
def agency(db: None) -> Agency:
    return Agency.objects.create(slug="straightedge", name="Straightedge")


@pytest.fixture
def five(agency: Agency) -> dict[str, Account]:
    """80, 60, 50 and 20 of 100 customers were satisfied; of the fifth only 20 said anything."""
    rates = {"Alder": (80, 100), "Birch": (60, 100), "Cedar": (50, 100), "Dogwood": (20, 100), "Elm": (20, 20)}
    return {name: client(agency, name, csat=rate) for name, rate in rates.items()}


@pytest.mark.parametrize("period", [APRIL, AROUND], ids=["a month", "some days"])
def test_places_by_hand(agency: Agency, five: dict[str, Account], period: Period) -> None:
    column = portfolio.compare(agency, ["csat"], period).column("csat")
    cells = {cell.client.name: cell for cell in column.cells.values()}
    assert [(name, cell.number.value, cell.number.n) for name, cell in cells.items()] == [
        ("Alder", 0.8, 100),
        ("Birch", 0.6, 100),
        ("Cedar", 0.5, 100),
        ("Dogwood", 0.2, 100),
        ("Elm", 1.0, 20),
    ]
    # The median of the four with enough cases is 55 %. Alder's interval begins at 71.1 %: (80 - 55) / (80 - 71.1) half-intervals.
    assert cells["Alder"].distance == pytest.approx(2.82, abs=0.01)
    assert {name: cell.position for name, cell in cells.items()} == {
        "Alder": Position.CLEARLY_BETTER,
        "Birch": Position.TYPICAL,
        "Cedar": Position.TYPICAL,
        "Dogwood": Position.CLEARLY_WORSE,
        "Elm": Position.NOT_ENOUGH_DATA,
    }
    # Birch and Cedar are 10 points apart, which chance alone explains: either may be second or third.
    assert {name: cell.ranks for name, cell in cells.items()} == {
        "Alder": Ranks(1, 1),
        "Birch": Ranks(2, 3),
        "Cedar": Ranks(2, 3),
        "Dogwood": Ranks(4, 4),
        "Elm": None,
    }
    # 230 of 420 together; the mean of the five rates would be 62 %.
    assert (column.rollup.value, column.rollup.numerator, column.rollup.n) == (230 / 420, 230.0, 420)
    spread = column.spread
    assert spread is not None
    assert (spread.clients, spread.low, spread.q1, spread.median, spread.q3, spread.high) == (4, 0.2, 0.425, 0.55, 0.65, 0.8)
    assert spread.is_inconsistent
    assert spread.beyond_noise == pytest.approx(0.975, abs=0.001)  # Q = 117.9 with 3 degrees of freedom


def test_durations_are_better_when_they_are_shorter(agency: Agency) -> None:
    quick, slow = client(agency, "Quick", waits=[60.0 + each for each in range(60)]), client(agency, "Slow", waits=[600.0 + each for each in range(60)])
    client(agency, "Usual", waits=[300.0 + each for each in range(60)])
    column = portfolio.compare(agency, ["first_response_time"], APRIL).columns[0]
    assert (column.cells[quick.pk].position, column.cells[quick.pk].ranks) == (Position.CLEARLY_BETTER, Ranks(1, 1))
    assert (column.cells[slow.pk].position, column.cells[slow.pk].ranks) == (Position.CLEARLY_WORSE, Ranks(3, 3))
    assert (column.cells[quick.pk].distance or 0) > 0 > (column.cells[slow.pk].distance or 0)
    assert column.rollup.n == 180
    assert column.rollup.value == pytest.approx(329.5, rel=0.01)


def test_volumes_are_added_but_rank_nobody(agency: Agency) -> None:
    small, large = client(agency, "Small", created=(0, 40)), client(agency, "Large", created=(0, 4000))
    column = portfolio.compare(agency, ["ticket_volume"], APRIL).columns[0]
    assert column.rollup.value == 4040
    assert [column.cells[each.pk].position for each in (small, large)] == [Position.UNRANKED, Position.UNRANKED]
    assert column.spread is None


def test_money_is_only_compared_within_one_currency(agency: Agency) -> None:
    euros = client(agency, "Euro", cost=(500_000, 50), resolved=(0, 50), currency="EUR")
    client(agency, "Also euro", cost=(300_000, 50), resolved=(0, 50), currency="EUR")
    column = portfolio.compare(agency, ["cost_per_resolution"], APRIL).columns[0]
    assert (column.rollup.value, column.currency, column.missing) == (8.0, "EUR", ())
    client(agency, "Dollar", cost=(500_000, 50), resolved=(0, 50), currency="USD")
    column = portfolio.compare(agency, ["cost_per_resolution"], APRIL).columns[0]
    assert column.rollup.value is None
    assert column.missing == ("The clients count in several currencies (EUR, USD), which are not added up or ranked.",)
    assert (column.cells[euros.pk].number.value, column.cells[euros.pk].currency, column.cells[euros.pk].position) == (10.0, "EUR", Position.UNRANKED)


def test_never_sent_is_missing_and_not_nothing(agency: Agency) -> None:
    silent, other = client(agency, "Silent", csat=(0, 0), lacking=["ratings"]), client(agency, "Other", csat=(9, 10))
    column = portfolio.compare(agency, ["csat"], APRIL).columns[0]
    assert column.cells[silent.pk].number.value is None
    assert "rated" in column.cells[silent.pk].missing[0]
    assert column.cells[other.pk].is_available
    assert (column.rollup.value, column.missing) == (0.9, ())


@pytest.mark.parametrize(("told", "why"), [({"stale": ["responses_positive"]}, STALE), ({"layout": "of old"}, UNPUBLISHED)])
def test_what_cannot_be_compared_yet_is_said_and_not_shown(agency: Agency, told: dict[str, Any], why: str) -> None:
    old, new = client(agency, "Old", csat=(1, 100), **told), client(agency, "New", csat=(90, 100))
    column = portfolio.compare(agency, ["csat"], APRIL).columns[0]
    assert (column.cells[old.pk].number.value, column.cells[old.pk].missing) == (None, (why,))
    assert column.cells[new.pk].number.value == column.rollup.value == 0.9


def test_a_new_client_is_there_before_its_numbers(agency: Agency) -> None:
    made = client(agency, "New", csat=(1, 2))
    PublishedAccount.objects.all().delete()
    found = portfolio.compare(agency, ["csat"], APRIL)
    assert found.as_of is None
    assert found.columns[0].cells[made.pk].missing == (UNPUBLISHED,)
    assert not found.columns[0].rollup.n


def test_days_are_each_clients_own(agency: Agency, clock: Clock) -> None:
    clock(datetime(2026, 4, 30, 23, tzinfo=UTC))
    east, west = client(agency, "East", csat=(1, 2), timezone="Asia/Tokyo"), client(agency, "West", csat=(1, 2), timezone="America/Los_Angeles")
    found = portfolio.compare(agency, ["csat"], APRIL)
    cells = found.columns[0].cells
    assert (cells[east.pk].is_partial, cells[west.pk].is_partial, found.is_partial) == (False, True, True)
    assert (cells[east.pk].client.today, cells[west.pk].client.today) == (date(2026, 5, 1), date(2026, 4, 30))


def test_an_agency_sees_its_own_clients_only(agency: Agency, five: dict[str, Account]) -> None:
    other = Agency.objects.create(slug="other", name="Other")
    theirs = client(other, "Theirs", csat=(1, 100))
    assert theirs.pk not in portfolio.compare(agency, ["csat"], APRIL).columns[0].cells
    assert [each.name for each in portfolio.compare(other, ["csat"], APRIL).clients] == ["Theirs"]
    with pytest.raises(ReadingError, match="no such client") as refused:
        portfolio.compare(agency, ["csat"], APRIL, accounts=[theirs.pk])
    assert refused.value.code == "UNKNOWN_ACCOUNT"
    for ask in (lambda: portfolio.client(agency, theirs.pk, APRIL), lambda: portfolio.segments(agency, theirs.pk, "csat", APRIL)):
        with pytest.raises(ReadingError, match="no such client"):
            ask()


@pytest.mark.parametrize("how", ["revoked_at", "suspended_at", "closed_at"])
def test_whoever_ends_the_grant_or_is_suspended_is_gone_at_once_though_the_rows_are_there(agency: Agency, five: dict[str, Account], how: str) -> None:
    gone = five["Dogwood"]
    model, key = (Grant, "account") if how == "revoked_at" else (Account, "pk")
    model.objects.filter(**{key: gone.pk}).update(**{how: timezone.now()})
    assert PublishedAccount.objects.filter(account=gone).exists()
    column = portfolio.compare(agency, ["csat"], APRIL).columns[0]
    assert gone.pk not in column.cells
    assert column.rollup.numerator == 210
    assert [each.client.name for each in portfolio.series(agency, "csat", APRIL, Step.WEEK).clients] == ["Alder", "Birch", "Cedar", "Elm"]


def test_some_clients_or_one_channel_can_be_asked_for(agency: Agency, five: dict[str, Account]) -> None:
    chosen = [five["Alder"].pk, five["Cedar"].pk]
    found = portfolio.compare(agency, ["csat"], APRIL, accounts=chosen)
    assert [each.name for each in found.clients] == ["Alder", "Cedar"]
    assert found.columns[0].rollup.value == 0.65
    assert portfolio.compare(agency, ["csat"], APRIL, accounts=[]).clients == ()
    assert portfolio.compare(agency, ["csat"], APRIL, channel="chat").columns[0].rollup.n == 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"kpis": ["nonsense"]}, "UNKNOWN_KPI"),
        ({"kpis": ["peak_hour_response_time"]}, "UNKNOWN_KPI"),
        ({"kpis": ["csat"], "channel": "fax"}, "UNKNOWN_VALUE"),
        ({"kpis": ["csat"], "percentile": 100}, "BAD_PERCENTILE"),
    ],
)
def test_what_cannot_be_asked_is_refused(agency: Agency, asked: dict[str, object], code: str) -> None:
    with pytest.raises(ReadingError) as refused:
        portfolio.compare(agency, period=APRIL, **asked)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_movers_are_changes_beyond_noise_the_largest_first(agency: Agency) -> None:
    before = date(2026, 3, 15)
    for name, then, now in (("Fell", (90, 100), (50, 100)), ("Rose", (50, 100), (70, 100)), ("Wavered", (50, 100), (55, 100))):
        made = client(agency, name, csat=now)
        add(made, before, then)
    found = portfolio.movers(agency, APRIL, ["csat"])
    assert [(each.client.name, each.change.direction) for each in found] == [("Fell", Direction.WORSENED), ("Rose", Direction.IMPROVED)]
    assert found[0].size > found[1].size > 1.96
    assert portfolio.movers(agency, APRIL, ["csat"], compare_with=Comparison.NONE) == []


def add(account: Account, day: date, csat: tuple[int, int]) -> None:
    """The same client's numbers of a day in another month."""
    with connection.cursor() as cursor:
        write(cursor, account.pk, DAY, packed({"responses_positive": one_cell(day, *csat)}, PUBLISHED_MEASURES, {}, grain=DAY))


def test_off_target_is_who_misses_its_own_target_beyond_the_interval(agency: Agency) -> None:
    wanted: dict[str, Any] = {"targets": [["csat", 0.8, None, 0, "", None, None, None]]}
    client(agency, "Far", csat=(30, 100), **wanted)
    client(agency, "Near", csat=(76, 100), **wanted)
    client(agency, "Off", csat=(60, 100), **wanted)
    client(agency, "Aimless", csat=(10, 100))
    found = portfolio.off_target(agency, APRIL)
    assert [(each.client.name, each.status, round(each.gap, 6)) for each in found] == [("Far", Status.OFF_TARGET, 0.5), ("Off", Status.OFF_TARGET, 0.2)]


def test_one_statement_for_each_grain_however_many_clients(agency: Agency) -> None:
    long = Period(date(2026, 2, 10), date(2026, 5, 20))
    kpis = ["csat", "first_response_time", "backlog_size", "cost_per_resolution"]
    client(agency, "One", csat=(1, 2), waits=[1.0])
    few = statements(agency, kpis, long)
    for number in range(8):
        client(agency, f"Client {number}", csat=(number, 9), waits=[number + 1.0], created=(0, 3))
    assert statements(agency, kpis, long) == few == 3
    assert statements(agency, ["csat"], Period(APRIL.start + timedelta(1), APRIL.end)) == 2


def statements(agency: Agency, kpis: list[str], period: Period) -> int:
    """Entering the public schema is not counted."""
    with CaptureQueriesContext(connection) as found:
        portfolio.compare(agency, kpis, period)
    return len([each for each in found if not each["sql"].startswith("SET search_path")])
