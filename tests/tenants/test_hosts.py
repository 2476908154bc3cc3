"""Hosts: ours, an agency's, another agency's and nobody's; and what is reachable on each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone as clock
from pytest_django import DjangoAssertNumQueries, Settings

from tenants import hosts
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, Domain, Grant, Membership, Role, User
from tests.factories import PASSWORD, AccountFactory, AgencyFactory, AgencyMembershipFactory, ApiKeyFactory, GrantFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
AUTH = "/_allauth/browser/v1/auth"
OURS = "testserver"


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    hosts._known.clear()
    cache.clear()
    yield
    hosts._known.clear()


def with_host(slug: str, host: str) -> Agency:
    agency: Agency = AgencyFactory(slug=slug, name=slug.title())
    Domain.objects.bulk_create([Domain(agency=agency, domain=host, token="x", is_primary=False, verified_at=clock.now())])
    return agency


@pytest.fixture
def plumb() -> Agency:
    return with_host("plumb", "kpi.plumb.test")


@pytest.fixture
def level() -> Agency:
    return with_host("level", "kpi.level.test")


@pytest.fixture
def client_account(plumb: Agency, account: Account) -> Account:
    """`acme`, which `plumb` looks after."""
    hosts_of_acme: Grant = GrantFactory(account=account, agency=plumb)
    return hosts_of_acme.account


class Visitor(Client):
    """A browser at one host: it sends that host's cookies, and the origin that pages there have."""

    def __init__(self, host: str) -> None:
        super().__init__(enforce_csrf_checks=True)
        self.host = host
        self.ask("/api/session")

    def ask(self, path: str, **headers: str) -> Any:
        return self.get(path, headers={"host": self.host, **headers})

    def tell(self, path: str, data: dict[str, Any], **headers: str) -> Any:
        sent = {"host": self.host, "X-CSRFToken": self.cookies["csrftoken"].value, **headers}
        return self.post(path, data, content_type="application/json", headers=sent)

    def log_in(self, user: User) -> Any:
        return self.tell(f"{AUTH}/login", {"email": user.email, "password": PASSWORD})

    def whoami(self) -> str | None:
        user = self.ask("/api/session").json()["user"]
        return user["email"] if user else None


@pytest.mark.parametrize(
    "host", ["evil.test", "kpi.plumb.test.evil.test", "xkpi.plumb.test", "evil.test:80", "kpi.plumb.test@evil.test", "kpi.plumb.test/", "-"]
)
def test_a_strangers_host_serves_nothing(plumb: Agency, host: str) -> None:
    for path in ("/", "/api/session", "/api/brand", "/static/x.js", "/a/acme/graphql"):
        assert Client().get(path, headers={"host": host}).status_code == 400, path


def test_a_host_serves_from_proof_to_loss(plumb: Agency) -> None:
    Domain.objects.update(verified_at=None)
    assert Client().get("/api/brand", headers={"host": "kpi.plumb.test"}).status_code == 400
    Domain.objects.update(verified_at=clock.now())
    hosts.forget("kpi.plumb.test")
    assert Client().get("/api/brand", headers={"host": "KPI.plumb.test:8000"}).json()["name"] == "Plumb"
    Domain.objects.all().delete()
    hosts.forget("kpi.plumb.test")
    assert Client().get("/api/brand", headers={"host": "kpi.plumb.test"}).status_code == 400


def test_where_every_host_is_allowed_an_agencys_is_still_its_own(plumb: Agency, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert Client().get("/api/brand", headers={"host": "kpi.plumb.test"}).json()["name"] == "Plumb"
    assert Client().get("/api/brand", headers={"host": "any.test"}).json() == {}


def test_our_host_costs_no_query_and_an_agencys_one_in_ten_seconds(plumb: Agency, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/api/brand").json() == {}
    with CaptureQueriesContext(connection) as asked:
        assert [hosts.owner("kpi.plumb.test") for _ in range(3)] == [plumb] * 3
    assert sum("tenants_domain" in query["sql"] for query in asked) == 1


def test_each_host_has_its_own_owner_however_often_they_are_asked(plumb: Agency, level: Agency) -> None:
    for _ in range(3):
        assert (hosts.owner("kpi.plumb.test"), hosts.owner("kpi.level.test"), hosts.owner("evil.test")) == (plumb, level, None)


def test_asking_for_many_strange_hosts_does_not_fill_the_memory(plumb: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "MOST", 5)
    for number in range(12):
        hosts.owner(f"h{number}.evil.test")
    assert len(hosts._known) <= 5
    assert hosts.owner("kpi.plumb.test") == plumb


def test_a_client_logs_in_at_the_agencys_host_and_reaches_the_account(client_account: Account) -> None:
    viewer = UserFactory()
    MembershipFactory(account=client_account, user=viewer, role=Role.VIEWER)
    visitor = Visitor("kpi.plumb.test")
    assert visitor.log_in(viewer).status_code == 200
    assert visitor.whoami() == viewer.email
    asked = visitor.tell("/a/acme/graphql", {"query": "{ account { name } }"})
    assert asked.json()["data"]["account"]["name"] == client_account.name


def test_a_host_names_only_what_is_reached_there(client_account: Account, plumb: Agency, level: Agency) -> None:
    person = UserFactory()
    for one in (client_account, AccountFactory(slug="elsewhere")):
        MembershipFactory(account=one, user=person, role=Role.VIEWER)
    for agency in (plumb, level):
        AgencyMembershipFactory(agency=agency, user=person, role=AgencyRole.ANALYST)
    named = {}
    for host in ("kpi.plumb.test", OURS):
        visitor = Visitor(host)
        visitor.log_in(person)
        session = visitor.ask("/api/session").json()
        named[host] = [one["slug"] for one in session["accounts"] + session["agencies"]]
    assert named == {"kpi.plumb.test": ["acme", "plumb"], OURS: ["acme", "elsewhere", "level", "plumb"]}


@pytest.mark.parametrize("is_known", [False, True], ids=["a stranger", "somebody logged in"])
def test_elsewhere_is_byte_for_byte_nowhere(plumb: Agency, level: Agency, is_known: bool) -> None:
    person = UserFactory()
    elsewhere = AccountFactory(slug="elsewhere")
    MembershipFactory(account=elsewhere, user=person, role=Role.OWNER)
    AgencyMembershipFactory(agency=level, user=person, role=AgencyRole.OWNER)
    visitor = Visitor("kpi.plumb.test")
    if is_known:
        visitor.log_in(person)
    for path in ("/a/{slug}/", "/a/{slug}/graphql", "/a/{slug}/api/v1/imports", "/a/{slug}", "/agencies/{slug}/", "/agencies/{slug}/graphql"):
        foreign = "level" if "agencies" in path else "elsewhere"
        there, missing = (visitor.ask(path.format(slug=slug)) for slug in (foreign, "nowhere"))
        assert there.status_code == missing.status_code
        assert there.content == missing.content
        assert re.sub("elsewhere|level", "nowhere", there.headers.get("Location", "")) == missing.headers.get("Location", "")


def test_a_revoked_client_is_elsewhere_with_the_next_request(client_account: Account) -> None:
    owner = UserFactory()
    MembershipFactory(account=client_account, user=owner, role=Role.OWNER)
    visitor = Visitor("kpi.plumb.test")
    visitor.log_in(owner)
    assert visitor.tell("/a/acme/graphql", {"query": "{ account { name } }"}).status_code == 200
    Grant.objects.update(revoked_at=clock.now())
    assert visitor.tell("/a/acme/graphql", {"query": "{ account { name } }"}).status_code == 404


def test_another_agencys_client_is_not_reached_here_by_any_key(client_account: Account, level: Agency) -> None:
    key = ApiKeyFactory(account=client_account)
    for host, status in (("kpi.plumb.test", 200), ("kpi.level.test", 404), (OURS, 200)):
        headers = {"host": host, "Authorization": f"Bearer {key.secret}"}
        assert Client().post("/a/acme/graphql", {"query": "{ account { name } }"}, content_type="application/json", headers=headers).status_code == status


def test_a_session_is_good_only_where_it_was_begun(client_account: Account, level: Agency) -> None:
    """Whoever owns a host name can have its visitors' cookies sent to themselves, and try them elsewhere."""
    owner = UserFactory()
    MembershipFactory(account=client_account, user=owner, role=Role.OWNER)
    here, ours = Visitor("kpi.plumb.test"), Visitor(OURS)
    here.log_in(owner)
    ours.log_in(owner)
    for begun, host in ((here, OURS), (here, "kpi.level.test"), (ours, "kpi.plumb.test")):
        thief = Client()
        thief.cookies["sessionid"] = begun.cookies["sessionid"].value
        assert thief.get("/api/session", headers={"host": host}).json()["user"] is None
        thief.cookies["sessionid"] = begun.cookies["sessionid"].value
        assert thief.get("/a/acme/", headers={"host": host}).status_code == 302
    assert (here.whoami(), ours.whoami()) == (owner.email, owner.email)


def test_a_session_begun_before_logging_in_is_bound_as_well(plumb: Agency) -> None:
    unverified = UserFactory(verified=False)
    visitor = Visitor("kpi.plumb.test")
    assert visitor.log_in(unverified).status_code == 401
    assert visitor.session[hosts.DOOR] == plumb.pk


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("kpi.plumb.test", "http://kpi.plumb.test", 200),
        ("kpi.plumb.test", "http://kpi.level.test", 403),
        ("kpi.plumb.test", "http://evil.test", 403),
        ("kpi.plumb.test", "null", 403),
        (OURS, "http://kpi.plumb.test", 403),
        (OURS, "http://testserver", 200),
    ],
)
def test_writes_come_from_pages_of_the_same_host(plumb: Agency, level: Agency, host: str, origin: str, status: int) -> None:
    visitor = Visitor(host)
    sent = {"origin": origin}
    assert visitor.tell(f"{AUTH}/login", {"email": UserFactory().email, "password": PASSWORD}, **sent).status_code == status


def test_cookies_are_the_hosts_own(plumb: Agency) -> None:
    visitor = Visitor("kpi.plumb.test")
    visitor.log_in(UserFactory())
    assert {cookie["domain"] for cookie in visitor.cookies.values()} == {""}


@pytest.mark.parametrize("path", ["/api/accounts", "/api/agencies"])
def test_accounts_and_agencies_are_founded_at_our_host(plumb: Agency, path: str) -> None:
    visitor = Visitor("kpi.plumb.test")
    visitor.log_in(UserFactory())
    answer = visitor.tell(path, {"name": "New", "timezone": "UTC"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "NOT_HERE")
    assert not Membership.objects.exists()
    assert not AgencyMembership.objects.exists()


@pytest.mark.parametrize("site", ["", "https://plumbline.test"])
def test_links_in_letters_lead_to_the_host_that_was_asked(plumb: Agency, settings: Settings, site: str) -> None:
    settings.SITE_URL = site
    settings.HEADLESS_FRONTEND_URLS = {name: f"{site}{path.removeprefix(str(site))}" for name, path in settings.HEADLESS_FRONTEND_URLS.items()}
    Visitor("kpi.plumb.test").tell(f"{AUTH}/password/request", {"email": UserFactory().email})
    letter = mail.outbox[-1]
    assert re.search(r"http://kpi\.plumb\.test/reset-password/\S+", str(letter.body))
    assert "plumbline.test" not in str(letter.message())
    assert letter.subject == "Set a new password for Plumb"
    assert letter.from_email == "Plumb <plumbline@localhost>"


def test_letters_asked_for_at_our_host_are_ours(plumb: Agency) -> None:
    Visitor(OURS).tell(f"{AUTH}/password/request", {"email": UserFactory().email})
    letter = mail.outbox[-1]
    assert (letter.subject, letter.from_email, letter.reply_to) == ("Set a new password for Plumbline", "Plumbline <plumbline@localhost>", [])
    assert "http://testserver/reset-password/" in str(letter.body)
