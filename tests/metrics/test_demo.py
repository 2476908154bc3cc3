"""The demo agency is made once: accounts with histories and numbers, and people who can log in."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from metrics import demo, portfolio
from metrics.models import FilledDay, Snapshot, Target
from metrics.readings import Period
from tenants import schemas
from tenants.models import Account, Agency, AgencyMembership, BusinessCalendar, Membership, Role, User
from tickets.models import Ticket, TicketFact
from tickets.simulate import CHARACTERS

UNTIL = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def two_accounts(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A smaller agency: the young account and the calm one."""
    monkeypatch.setattr(demo, "CHARACTERS", tuple(character for character in CHARACTERS if character.slug in ("quietharbor", "sproutle")))


def _make(size: int = 400) -> list[demo.Made]:
    return list(demo.make(size=size, seed=1, until=UNTIL, processes=1))


def test_all_tickets_are_shared_out() -> None:
    for total in (1, 97, 3_000, 60_000):
        assert sum(demo.sizes(total).values()) == total


def test_the_young_account_is_by_far_the_smallest() -> None:
    shares = demo.sizes(60_000)
    assert shares["sproutle"] < 500 < 4_000 < min(size for slug, size in shares.items() if slug != "sproutle")


@pytest.mark.usefixtures("two_accounts")
def test_every_account_gets_tickets_facts_snapshots_and_targets() -> None:
    made = _make()
    assert {one.name for one in made} == {"Quietharbor Books", "Sproutle"}
    for account in Account.objects.filter(slug__in=("quietharbor", "sproutle")):
        with schemas.inside(account):
            assert Ticket.objects.count() == TicketFact.objects.count() == demo.sizes(400)[account.slug]
            assert Snapshot.objects.exists()
            assert Target.objects.filter(kpi="csat").exists()
    found = portfolio.compare(Agency.objects.get(slug=demo.AGENCY), ["ticket_volume", "csat"], Period(date(2026, 5, 1), date(2026, 5, 31)))
    assert [client.name for client in found.clients] == ["Quietharbor Books", "Sproutle"]
    assert found.column("ticket_volume").rollup.n > 0
    assert set(AgencyMembership.objects.values_list("user__email", "role")) == {(demo.OWNER, "owner"), (demo.ANALYST, "analyst")}


@pytest.mark.usefixtures("two_accounts")
def test_opening_hours_are_those_of_the_character() -> None:
    _make(60)
    calendar = BusinessCalendar.objects.get(account__slug="quietharbor")
    assert calendar.weekly_hours["mon"] == [["08:00", "18:00"]]
    assert "2026-12-25" in calendar.holidays


@pytest.mark.usefixtures("two_accounts")
def test_one_person_owns_all_accounts_and_another_may_look() -> None:
    _make(60)
    roles = {(membership.email, membership.role) for membership in Membership.objects.filter(account__slug="sproutle")}
    assert roles == {(demo.OWNER, Role.OWNER), (demo.VIEWER, Role.VIEWER)}
    assert User.objects.get(email=demo.OWNER).check_password(demo.PASSWORD)
    assert EmailAddress.objects.get(email=demo.VIEWER).verified


@pytest.mark.usefixtures("two_accounts")
def test_accounts_that_exist_are_left_as_they_are() -> None:
    _make(300)
    Account.objects.filter(slug="sproutle").update(name="Renamed")
    again = _make(500)
    assert [one.tickets for one in again] == [0, 0]
    assert Account.objects.get(slug="sproutle").name == "Renamed"


@pytest.mark.usefixtures("two_accounts")
def test_an_interrupted_account_is_completed_up_to_the_same_instant() -> None:
    _make(60)
    account = Account.objects.get(slug="quietharbor")
    with schemas.inside(account):
        keys = set(Ticket.objects.values_list("external_id", "known_at"))
        FilledDay.objects.all().delete()
        Snapshot.objects.all().delete()
    list(demo.make(size=60, seed=1, until=datetime(2026, 11, 22, 9, tzinfo=UTC), processes=1))
    with schemas.inside(account):
        assert set(Ticket.objects.values_list("external_id", "known_at")) == keys
        assert FilledDay.objects.exists()


@pytest.mark.usefixtures("two_accounts")
def test_the_command_tells_what_it_made_and_how_to_log_in() -> None:
    said = StringIO()
    call_command("demo", "--size", "60", "--today", "2026-11-21", "--processes", "1", stdout=said)
    assert "Sproutle: " in said.getvalue()
    assert f"Log in as {demo.OWNER}" in said.getvalue()
