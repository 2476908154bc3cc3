"""No value of one agency, nor of a client of another, shows through the GraphQL API of an agency: every field is asked, from both sides, by everybody."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from metrics import published
from metrics.reports import links
from metrics.reports.models import Delivery, Edition, Recipient, Report
from tenants import audit, keys, schemas
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, AuditEntry, Brand, Domain, Grant, Invitation, KeyUse, Role, SavedView, Scope
from tests.api.graphql.conftest import Caller
from tests.factories import AccountFactory, AgencyFactory, AgencyMembershipFactory, GrantFactory, InvitationFactory, UserFactory

from . import marked
from .agency_tables import TABLES
from .cast import AGENCY_STRANGERS, gather
from .documents import Documents, collect, forbidden, given

FOR_OWNERS = {"domains", "apiKeys", "audit"}
REFUSED: dict[str, set[str]] = {
    "agency_owner": set(),
    "agency_admin_key": set(),
    "agency_manager": FOR_OWNERS,
    "agency_analyst": FOR_OWNERS | {"invitations"},
    "agency_read_key": FOR_OWNERS | {"invitations", "members"},
}
"""What each of those who may read the agency may not see in it: the names of the fields that are empty for them, with FORBIDDEN."""

pytestmark = pytest.mark.django_db


class Side:
    """One agency filled with values that no other agency has, its client, and its owner."""

    def __init__(self, client: Account, *, marker: str, factor: int) -> None:
        self.marker, self.client = marker, client
        Account.objects.filter(pk=client.pk).update(name=f"{marker} Ltd")
        self.agency: Agency = AgencyFactory(slug=f"{marker}-agency", name=f"{marker} agency", timezone=("Europe/Rome", "Europe/Oslo")[factor - 2])
        GrantFactory(agency=self.agency, account=client, role=Role.VIEWER)
        GrantFactory(agency=self.agency, account=AccountFactory(slug=f"{marker}-two", name=f"{marker} two"), role=Role.VIEWER)
        marked.fill(client, marker=marker, factor=factor)
        with schemas.inside(client):
            published.publish()
        with schemas.outside():
            self._set(factor)
        self.values: dict[str, set[str]] = defaultdict(set)

    def _set(self, factor: int) -> None:
        agency, marker = self.agency, self.marker
        member = AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER, user=UserFactory(email=f"{marker}@people.test"))
        self.owner = Caller(agency, user=member.user)
        key, secret = keys.create(agency, name=f"{marker} key", scope=Scope.ADMIN, by=member.user)
        self.key = Caller(agency, secret=secret)
        revoked, _ = keys.create(agency, name=f"{marker} revoked", scope=Scope.READ, by=member.user)
        keys.revoke(agency, key_id=revoked.pk)
        KeyUse.objects.create(key=key, hour=datetime(2026, 1, factor, tzinfo=UTC), requests=factor)
        InvitationFactory(
            kind=Invitation.Kind.STAFF, account=None, agency=agency, email=f"invited-{marker}@people.test", role="analyst", created_by=member.user
        )
        colours = {"accent": f"#1a4f8{factor}", "accent_dark": f"#a0c4f{factor}"}
        Brand.objects.create(
            agency=agency,
            name=f"{marker} brand",
            logo_digest=f"{factor}" * 64,
            sender_name=f"{marker} sender",
            reply_to=f"reply-{marker}@people.test",
            **colours,
        )
        day = datetime(2026, 4, factor, 5 + factor, tzinfo=UTC)
        Domain.objects.bulk_create(
            [
                Domain(
                    agency=agency,
                    domain=f"{marker}.plumb-agency.de",
                    token=f"{marker}-token",
                    is_primary=False,
                    verified_at=day,
                    checked_at=day + timedelta(hours=1),
                )
            ]
        )
        SavedView.objects.create(agency=agency, name=f"{marker} view", search=f"kpis={marker}", created_by=member.user)
        self._report(factor, day, member.user)
        told = [
            audit.record("agency.renamed", agency=agency, account=self.client, by=member.user, subject=f"{marker} agency", was="before") for _ in range(factor)
        ]
        AuditEntry.objects.filter(pk=told[-1].pk).update(address=f"10.0.0.{factor}")

    def _report(self, factor: int, day: datetime, by: Any) -> None:
        marker = self.marker
        report = Report.objects.create(
            agency=self.agency, account=self.client, kind="client", name=f"{marker} report", kpis=["csat"], frequency="weekly", day=factor, formats=["pdf"],
            commentary=f"{marker} says", due_at=day, created_by=by,
        )  # fmt: skip
        Recipient.objects.create(report=report, email=f"reader-{marker}@people.test", stopped_at=day)
        start = date(2026, 3, 2) + timedelta(weeks=factor)
        edition = Edition.objects.create(
            report=report, start=start, end=start + timedelta(days=6), state="done", wait_until=day, document={"commentary": f"{marker} said"}, sent_by=by,
            made_at=day, salt=f"{factor}" * 32, expires_at=day + timedelta(days=36_500), opened=factor, opened_at=day, accounts=[self.client.pk],
        )  # fmt: skip
        Edition.objects.filter(pk=edition.pk).update(digest=links.digest_of(links.token_of(edition)))
        Delivery.objects.create(edition=edition, email=f"reader-{marker}@people.test", state="sent", try_at=day, sent_at=day, error=f"{marker} error")

    def ids(self) -> dict[str, str]:
        """A global id of each type."""
        answer = self.owner.ask(
            "{ agency { id members { id } apiKeys { id } invitations { id } domains { id } savedViews { id } audit(first: 1) { nodes { id } } }"
            ' kpi(key: "csat") { id } clients(first: 1) { nodes { id } } reports { id editions { nodes { id } } } }'
        )
        agency, (report,) = answer["agency"], answer["reports"]
        names = {"members": "member", "apiKeys": "key", "invitations": "invitation", "domains": "domain", "savedViews": "view"}
        found = {name: agency[field][0]["id"] for field, name in names.items()}
        found |= {"agency": agency["id"], "entry": agency["audit"]["nodes"][0]["id"], "kpi": answer["kpi"]["id"]}
        return found | {"client": answer["clients"]["nodes"][0]["id"], "report": report["id"], "edition": report["editions"]["nodes"][0]["id"]}

    def variables(self) -> dict[str, Any]:
        found = self.ids()
        return {"id": found["agency"], "ids": list(found.values()), "report": found["report"], "client": found["client"], "slug": self.client.slug}


def every_document() -> list[str]:
    """Documents that ask every field of every object type that can be reached by a query."""
    documents = Documents(TABLES)
    readings = documents.asked("Client.readings", "readings", documents.object_type("ClientReading"), ("ClientReading", "Kpi"), 4)
    return [
        *documents.roots(),
        "{ kpis { __typename id balancedBy { __typename id key } } }",
        "query ($report: ID!) { report(id: $report) { __typename preview { __typename subject html text } } }",
        f"query ($slug: String!) {{ client(slug: $slug) {{ __typename {readings} }} }}",
        f"query ($slug: String!) {{ client(slug: $slug) {{ __typename readings({TABLES.arguments['Client.readings']}) {{ __typename kpi {{ key }} }} }} }}",
    ]


@pytest.fixture(scope="module")
def world(kept_account: Account, _accounts: dict[str, int]) -> tuple[Side, Side]:
    """Both agencies with their clients, filled once; what a test changes is taken back after it."""
    return Side(kept_account, marker="acmeonly", factor=3), Side(Account.objects.get(pk=_accounts["umbra"]), marker="umbraonly", factor=2)


@pytest.fixture
def acme(world: tuple[Side, Side]) -> Side:
    return world[0]


@pytest.fixture
def umbra(world: tuple[Side, Side]) -> Side:
    return world[1]


def cast_at(acme: Side, umbra: Side) -> dict[str, Client]:
    """The whole cast, the people and keys of its agency being this agency's."""
    schemas.leave()
    cast = gather(acme.client, umbra.client)
    granted = Agency.objects.get(slug="granted")
    AgencyMembership.objects.filter(agency=granted).update(agency=acme.agency)
    granted.api_keys.update(agency=acme.agency)
    return cast


def asked(client: Client, side: Side, document: str, variables: dict[str, Any]) -> Any:
    body = {"query": document, "variables": given(document, variables)}
    return client.post(f"/agencies/{side.agency.slug}/graphql", body, content_type="application/json")


def test_every_field_answers_and_none_shows_a_value_of_the_other_agency(acme: Side, umbra: Side) -> None:
    documents = Documents(TABLES)
    for side in (acme, umbra):
        variables = side.variables()
        for document in every_document():
            for caller in (side.owner, side.key):
                answer = caller.send(document, **given(document, variables))
                assert "errors" not in answer, (document, answer["errors"])
                for name, value in answer["data"].items():
                    collect(value, side.values, f"Query.{name}")
    every = documents.every_field()
    silent = {place for place in every if not acme.values[place]} - set(TABLES.may_be_empty)
    assert sorted(silent) == [], "These fields stayed empty, so this test proves nothing about them: give them a value above."
    trivial = {"0", "1", '""', "0.0", "1.0", "[]"}
    shown = {place: (acme.values[place] & umbra.values[place]) - trivial for place in every if documents.is_own(place)}
    assert {place: values for place, values in shown.items() if values and values == acme.values[place]} == {}
    assert acme.marker not in json.dumps({place: sorted(values) for place, values in umbra.values.items()})
    assert umbra.marker not in json.dumps({place: sorted(values) for place, values in acme.values.items()})


def test_everybody_who_may_read_sees_what_the_role_lets_see_and_nothing_of_the_other_agency(acme: Side, umbra: Side) -> None:
    variables, documents = acme.variables(), every_document()
    cast = cast_at(acme, umbra)
    for who, expected in REFUSED.items():
        refused: set[str] = set()
        for document in documents:
            response = asked(cast[who], acme, document, variables)
            assert umbra.marker not in response.content.decode()
            refused |= forbidden(response.json())
        assert (who, refused) == (who, expected)


def test_strangers_learn_nothing_by_any_field(acme: Side, umbra: Side) -> None:
    cast, documents = cast_at(acme, umbra), every_document()
    for who in AGENCY_STRANGERS:
        for document in documents:
            response = asked(cast[who], acme, document, {"id": "x", "ids": [], "report": "x", "client": "x", "slug": "x"})
            assert (who, response.status_code) == (who, 404)
            assert acme.marker not in response.content.decode()


def test_ids_and_cursors_of_one_agency_are_nothing_in_the_other_nor_in_an_account(acme: Side, umbra: Side) -> None:
    found = list(acme.ids().values())
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert acme.owner.ask(query, ids=found) == {"nodes": [{"id": one} for one in found]}
    assert umbra.owner.ask(query, ids=found) == {"nodes": [None] * len(found)}
    cursor = acme.owner.ask("{ clients(first: 1) { pageInfo { endCursor } } }")["clients"]["pageInfo"]["endCursor"]
    assert umbra.owner.refused("query ($after: String) { clients(after: $after) { totalCount } }", after=cursor) == "INVALID_CURSOR"


def test_a_client_that_revokes_is_nothing_in_any_field_from_the_next_request_on(acme: Side) -> None:
    variables = acme.variables()
    Grant.objects.filter(agency=acme.agency, account=acme.client).update(revoked_at=datetime.now(UTC))
    name = Account.objects.get(pk=acme.client.pk).name
    for document in every_document():
        answer = acme.owner.send(document, **given(document, variables))
        answer.get("data", {}) and (answer["data"].get("agency") or {}).pop("audit", None)  # what was done stays told
        said = json.dumps({key: value for key, value in (answer.get("data") or {}).items() if key != "nodes"})
        assert name not in said, document


def standing(side: Side) -> list[Any]:
    """Everything of an agency that a mutation can change."""
    agency = side.agency
    rows = (AgencyMembership, Grant, Invitation, Brand, Domain, SavedView, AuditEntry, Report)
    kept = [list(model._default_manager.filter(agency=agency).order_by("pk").values()) for model in rows]
    sent = [list(model._default_manager.filter(**{f"{path}agency": agency}).order_by("pk").values()) for model, path in SENT.items()]
    return [Agency.objects.filter(pk=agency.pk).values().get(), list(agency.api_keys.order_by("pk").values()), *kept, *sent]


SENT: dict[Any, str] = {Recipient: "report__", Edition: "report__", Delivery: "edition__report__"}


def test_every_mutation_is_tried_below() -> None:
    assert set(TABLES.mutations) == set(Documents(TABLES).object_type("Mutation").fields)


def test_a_mutation_in_one_agency_leaves_the_other_alone(acme: Side, umbra: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.agencies.create_account", lambda **_: umbra.client)  # making a schema takes longer than all of this
    ids = acme.ids()
    before = standing(acme)
    for name, arguments in TABLES.mutations.items():
        written = arguments % {**ids, "marker": acme.marker}
        for caller in (umbra.owner, umbra.key):
            answer = caller.send(f"mutation {{ {name}{f'({written})' if written else ''} {{ errors {{ code message }} }} }}")
            assert "data" in answer, answer
            if "%(marker)s" not in arguments:
                assert acme.marker not in json.dumps(answer)
            if "id:" in arguments or "client:" in arguments:
                assert [error["code"] for error in answer["data"][name]["errors"]] == ["NOT_FOUND"], name
        assert standing(acme) == before, name
