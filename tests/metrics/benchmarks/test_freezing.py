"""A quarter's cohorts, from what is published to what an account is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone as clock

from metrics import benchmarks, published, snapshots
from metrics.benchmarks import freezing
from metrics.benchmarks.answers import Band, Peers, Reason, Withheld
from metrics.benchmarks.contributions import BENCHMARKED, contributed, sharers
from metrics.benchmarks.models import Cohort, Member, Quarter
from metrics.kpis import KPIS
from metrics.published.models import PublishedAccount, PublishedBlock
from metrics.readings import Period, Request, read
from tenants import profiles, schemas
from tenants.models import Account, Profile, Role
from tests.factories import AgencyFactory, GrantFactory, MembershipFactory, UserFactory
from tests.metrics.facts import ticket, touch

pytestmark = pytest.mark.django_db
QUARTER = Period(date(2026, 4, 1), date(2026, 6, 30))
NOW = datetime(2026, 8, 1, 1, tzinfo=UTC)
Published = TypeVar("Published", PublishedAccount, PublishedBlock)
RESOLUTION = KPIS["resolution_time"]


@pytest.mark.parametrize(
    ("today", "end", "following"),
    [
        (date(2026, 7, 31), date(2026, 3, 31), date(2026, 8, 1)),
        (date(2026, 8, 1), date(2026, 6, 30), date(2026, 11, 1)),
        (date(2026, 10, 31), date(2026, 6, 30), date(2026, 11, 1)),
        (date(2026, 11, 1), date(2026, 9, 30), date(2027, 2, 1)),
        (date(2027, 1, 31), date(2026, 9, 30), date(2027, 2, 1)),
        (date(2027, 2, 1), date(2026, 12, 31), date(2027, 5, 2)),
    ],
)
def test_a_quarter_is_settled_a_month_after_its_end(today: date, end: date, following: date) -> None:
    assert freezing.settled(today).end == end
    assert freezing.next_freeze(today) == following


@pytest.fixture(scope="module")
def world(kept_account: Account) -> Account:
    """`acme` with 40 tickets by e-mail in the quarter, solved after 10, 20 … 400 minutes, sharing and published."""
    for number in range(40):
        minutes = 10 * (number + 1)
        ticket("05-04 09:00", solved=f"{9 + minutes // 60:02}:{minutes % 60:02}", channel="email")
    touch()
    snapshots.recompute()
    profiles.set_profile(kept_account, by=None, industry="retail", business_model="ecommerce")
    profiles.share(kept_account, by=None)
    published.publish()
    return kept_account


@pytest.fixture
def publisher(world: Account, db: None) -> Account:
    return world


def copies(original: Account, count: int) -> list[Account]:
    """Accounts that publish the same as `original`, without schemas: only what they have published is read."""
    state = PublishedAccount.objects.get(account=original)
    blocks = list(PublishedBlock.objects.filter(account=original))
    names = [f"copy-{Account.objects.count()}-{number}" for number in range(count)]
    with schemas.outside():
        found = Account.objects.bulk_create([Account(slug=name, name=name, schema_name=name.replace("-", "_")) for name in names])
        Profile.objects.bulk_create([Profile(account=each, industry="retail", business_model="ecommerce", shares_since=clock.now()) for each in found])
        PublishedAccount.objects.bulk_create([copied(state, each) for each in found])
        PublishedBlock.objects.bulk_create([copied(block, each) for each in found for block in blocks])
    return found


def copied(row: Published, account: Account) -> Published:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname != "account_id"}
    return type(row)(account=account, **values)


def peers(account: Account, period: Period = QUARTER) -> Peers | Withheld:
    return benchmarks.peers(account, RESOLUTION, period)


def test_a_contribution_is_the_reading_of_the_quarter(publisher: Account) -> None:
    found = contributed(sharers(), QUARTER)
    [reading] = read([Request("resolution_time", QUARTER)])
    [contribution] = found.values["resolution_time"]
    assert contribution.value == pytest.approx(reading.number.value)
    assert contribution.node == ("retail", "ecommerce", "under_500", "email")
    assert found.values["csat"] == []


def test_a_quarter_is_frozen_once_and_shows_its_quartiles(publisher: Account) -> None:
    copies(publisher, 20)
    assert freezing.freeze(now=NOW) is not None
    assert freezing.freeze(now=NOW) is None
    own = contributed(sharers(), QUARTER).values["resolution_time"][0].value
    with CaptureQueriesContext(connection) as asked:
        found = peers(publisher)
    assert len([query for query in asked if query["sql"].startswith("SELECT")]) == 3
    assert isinstance(found, Peers)
    assert found.p25 == found.p50 == found.p75 == pytest.approx(float(f"{own:.1e}"))
    assert (found.accounts, found.quarter) == (20, QUARTER)
    assert found.cohort == "Retail and consumer goods · E-commerce · under 500 tickets a month · mostly e-mail"


def test_twenty_are_withheld_and_the_reason_is_said(publisher: Account) -> None:
    copies(publisher, 19)
    freezing.freeze(now=NOW)
    found = peers(publisher)
    assert isinstance(found, Withheld)
    assert (found.reason, "21 independent accounts" in found.message) == (Reason.TOO_FEW, True)
    assert not Cohort.objects.exists()


def tie(accounts: Sequence[Account], *, by: str) -> None:
    with schemas.outside():
        agency, person = AgencyFactory(), UserFactory()
        for one in accounts:
            if by == "agency":
                GrantFactory(account=one, agency=agency)
            else:
                MembershipFactory(account=one, user=person, role=Role.OWNER)


@pytest.mark.parametrize("by", ["agency", "owner"])
def test_an_agencys_clients_and_an_owners_accounts_count_once(publisher: Account, by: str) -> None:
    own = copies(publisher, 22)
    tie(own[:3], by=by)
    freezing.freeze(now=NOW)
    assert isinstance(peers(publisher), Peers)  # 23 accounts, 21 contributors
    Quarter.objects.all().delete()
    tie(own[3:5], by=by)
    freezing.freeze(now=NOW)
    assert isinstance(peers(publisher), Withheld)


def test_who_stops_sharing_is_gone_at_once_and_what_was_formed_stays(publisher: Account) -> None:
    others = copies(publisher, 20)
    freezing.freeze(now=NOW)
    before = list(Cohort.objects.order_by("pk").values_list())
    profiles.stop_sharing(publisher, by=None)
    assert not PublishedBlock.objects.filter(account=publisher).exists()
    assert not Member.objects.filter(account=publisher).exists()
    found = peers(publisher)
    assert isinstance(found, Withheld)
    assert found.reason is Reason.NOT_SHARING
    assert list(Cohort.objects.order_by("pk").values_list()) == before
    assert isinstance(peers(others[0]), Peers)
    profiles.share(publisher, by=None)  # and in again: not before the next quarter
    again = peers(publisher)
    assert isinstance(again, Withheld)
    assert again.reason is Reason.NO_DATA
    assert freezing.freeze(now=datetime(2026, 11, 2, tzinfo=UTC)) is not None
    assert not Member.objects.filter(account=publisher).exists()  # nothing of it is published yet


def test_nothing_that_happens_after_the_freeze_changes_what_is_shown(publisher: Account) -> None:
    others = copies(publisher, 21)
    freezing.freeze(now=NOW)
    before = peers(publisher)
    assert isinstance(before, Peers)
    with schemas.outside():
        others[0].delete()
    profiles.stop_sharing(others[1], by=None)
    profiles.set_profile(publisher, by=None, industry="finance")
    copies(publisher, 3)
    ticket("05-05 09:00", solved="23:00", channel="email")
    touch()
    snapshots.recompute()
    published.publish()
    assert freezing.freeze(now=NOW) is None
    assert peers(publisher) == before


@pytest.mark.parametrize("field", ["suspended_at", "closed_at"])
def test_a_suspended_or_closed_account_contributes_nothing(publisher: Account, field: str) -> None:
    others = copies(publisher, 20)
    Account.objects.filter(pk=others[0].pk).update(**{field: clock.now()})
    freezing.freeze(now=NOW)
    assert isinstance(peers(publisher), Withheld)


def test_a_quarter_is_shown_to_periods_that_it_has_begun_by(publisher: Account) -> None:
    copies(publisher, 20)
    freezing.freeze(now=NOW)
    assert isinstance(peers(publisher, Period(date(2026, 7, 1), date(2026, 7, 7))), Peers)
    assert isinstance(peers(publisher, Period(date(2026, 3, 1), date(2026, 3, 31))), Withheld)


def test_without_a_quarter_the_day_of_the_next_is_named(publisher: Account) -> None:
    found = peers(publisher)
    assert isinstance(found, Withheld)
    assert found.reason is Reason.NO_DATA
    assert str(freezing.next_freeze(clock.now().date()).year) in found.message


def test_counts_and_money_are_not_compared(publisher: Account) -> None:
    copies(publisher, 20)
    freezing.freeze(now=NOW)
    found = benchmarks.peers_of(publisher, [KPIS[key] for key in ("ticket_volume", "cost_per_resolution", "backlog_size")], QUARTER)
    assert [answer.reason for answer in found.values() if isinstance(answer, Withheld)] == [Reason.NOT_PUBLISHED] * 3


def test_a_definition_of_ones_own_is_not_compared(publisher: Account) -> None:
    copies(publisher, 20)
    freezing.freeze(now=NOW)
    varied = next(kpi for kpi in KPIS.values() if kpi.parameters and kpi.key in BENCHMARKED)
    other = next(choice.value for choice in varied.parameters[0].choices if choice.value != varied.parameters[0].default)
    found = benchmarks.peers(publisher, varied.with_values({varied.parameters[0].key: other}), QUARTER)
    assert isinstance(found, Withheld)
    assert found.reason is Reason.NOT_PUBLISHED
    assert "definition of its own" in found.message


@pytest.mark.parametrize(
    ("value", "band"),
    [(None, None), (0.5, Band.BELOW_P25), (1.0, Band.P25_TO_P50), (2.5, Band.P50_TO_P75), (3.0, Band.ABOVE_P75), (9.0, Band.ABOVE_P75)],
)
def test_a_value_has_its_place_among_the_quartiles(value: float | None, band: Band | None) -> None:
    assert Peers(1.0, 2.0, 3.0, 20, "All", QUARTER).band(value) is band
