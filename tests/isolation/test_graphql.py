"""No value of one account shows through the GraphQL API of another: every field of the schema is asked, from both sides, by everybody.

The documents are made from the schema, so a new field is asked as soon as it exists. In the account under test every field
must answer with a value of its own (or be listed as shared by all accounts, with the reason); a field that stays empty
fails the suite, since an empty field proves nothing.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from metrics.models import Definition, Pin, Target
from tenants import schemas
from tenants.models import Account, BusinessCalendar
from tests.api.graphql.conftest import Caller
from tickets.models import Customer, Erasure, Export, SlaTarget, Ticket

from .account_tables import TABLES, every_document
from .cast import STRANGERS, gather
from .documents import Documents, collect, forbidden, given
from .sides import Side

FOR_OWNERS = {"audit", "exports", "erasures"}
FOR_PEOPLE = {"members", "apiKeys", "accessList", "grants", "invitations"}
REFUSED: dict[str, set[str]] = {
    "owner": set(),
    "admin_key": set(),
    "agency_owner": set(),
    "analyst": FOR_OWNERS,
    "viewer": FOR_OWNERS,
    "agency_manager": FOR_OWNERS,
    "agency_analyst": FOR_OWNERS,
    "read_key": FOR_OWNERS | FOR_PEOPLE,
}
"""What each of those who may read the account may not see in it: the names of the fields that are empty for them, with FORBIDDEN."""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(kept_account: Account, _accounts: dict[str, int]) -> tuple[Side, Side]:
    """Both accounts, filled once; what a test adds or changes is taken back after it."""
    acme = Side(kept_account, marker="acmeonly", factor=3)
    umbra = Side(Account.objects.get(pk=_accounts["umbra"]), marker="umbraonly", factor=2)
    acme.compute()
    umbra.compute()
    return acme, umbra


@pytest.fixture
def acme(world: tuple[Side, Side]) -> Side:
    return world[0]


@pytest.fixture
def umbra(world: tuple[Side, Side]) -> Side:
    return world[1]


def test_every_field_answers_and_none_shows_a_value_of_the_other_account(acme: Side, umbra: Side) -> None:
    documents = Documents(TABLES)
    for side in (acme, umbra):
        found = side.ids()
        for answer in side.answers(id=found["account"], ids=list(found.values())):
            assert "errors" not in answer, answer["errors"]
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


def clients_of(acme: Side, umbra: Side) -> dict[str, Client]:
    """The whole cast at the account acme."""
    schemas.leave()
    return gather(acme.account, umbra.account)


def asked(client: Client, side: Side, document: str, variables: dict[str, Any]) -> Any:
    body = {"query": document, "variables": given(document, variables)}
    return client.post(f"/a/{side.account.slug}/graphql", body, content_type="application/json")


def test_everybody_who_may_read_sees_what_the_role_lets_see_and_nothing_of_the_other_account(acme: Side, umbra: Side) -> None:
    found = acme.ids()
    documents = every_document()
    cast = clients_of(acme, umbra)
    for who in REFUSED.keys() - {"owner", "admin_key"}:  # who may do everything asked everything above
        refused: set[str] = set()
        for document in documents:
            response = asked(cast[who], acme, document, {"id": found["account"], "ids": list(found.values())})
            assert umbra.marker not in response.content.decode()
            refused |= forbidden(response.json())
        assert (who, refused) == (who, REFUSED[who])


def test_strangers_and_keys_that_only_send_learn_nothing_by_any_field(acme: Side, umbra: Side) -> None:
    documents = every_document()
    for who, client in clients_of(acme, umbra).items():
        if who in (*STRANGERS, "ingest_key"):
            for document in documents:
                response = asked(client, acme, document, {"id": "x", "ids": []})
                assert (who, response.status_code) == (who, 403 if who == "ingest_key" else 404)
                assert acme.marker not in response.content.decode()


def test_every_part_of_the_cast_is_tried(acme: Side, umbra: Side) -> None:
    assert clients_of(acme, umbra).keys() - {*STRANGERS, "ingest_key", "revoked_agency_key", "other_agency_key"} == REFUSED.keys()


def test_ids_of_one_account_are_null_in_the_other(acme: Side, umbra: Side) -> None:
    found = list(acme.ids().values())
    assert umbra.owner.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=found) == {"nodes": [None] * len(found)}
    assert acme.owner.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=found) == {"nodes": [{"id": one} for one in found]}


def test_cursors_of_one_account_are_refused_in_the_other(acme: Side, umbra: Side) -> None:
    cursor = acme.owner.ask("{ tickets(first: 1) { pageInfo { endCursor } } }")["tickets"]["pageInfo"]["endCursor"]
    assert umbra.owner.refused("query ($after: String) { tickets(after: $after) { totalCount } }", after=cursor) == "INVALID_CURSOR"
    cursor = acme.owner.ask("{ account { audit(first: 1) { pageInfo { endCursor } } } }")["account"]["audit"]["pageInfo"]["endCursor"]
    assert umbra.owner.refused("query ($after: String) { account { audit(after: $after) { totalCount } } }", after=cursor) == "INVALID_CURSOR"


def test_labels_and_identifiers_of_one_account_find_nothing_in_the_other(acme: Side, umbra: Side) -> None:
    for wanted in (
        {"dimensions": [{"dimension": "CHANNEL", "values": [f"{acme.marker}-channel-0"]}]},
        {"search": f"{acme.marker}-1"},
        {"search": acme.marker},
    ):
        query = "query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }"
        assert umbra.owner.ask(query, filter=wanted) == {"tickets": {"totalCount": 0}}
        assert acme.owner.ask(query, filter=wanted)["tickets"]["totalCount"] > 0


def standing(side: Side) -> list[Any]:
    """Everything of an account that a mutation can change."""
    with schemas.inside(side.account):
        public = (BusinessCalendar.objects.filter(account=side.account), side.account.memberships, side.account.api_keys, side.account.grants)
        told = (side.account.invitations, side.account.audit)
        own = (SlaTarget, Target, Definition, Pin, Export, Erasure, Customer)
        return [
            Account.objects.filter(pk=side.account.pk).values().get(),
            side.account.profile.__class__.objects.filter(account=side.account).values().get(),
            *(list(rows.order_by("pk").values()) for rows in (*public, *told)),
            *(list(model.objects.order_by("pk").values()) for model in own),
            Ticket.objects.count(),
        ]


def test_every_mutation_is_tried_below() -> None:
    assert set(TABLES.mutations) == set(Documents(TABLES).object_type("Mutation").fields)


@pytest.mark.parametrize("name", TABLES.mutations)
def test_a_mutation_in_one_account_leaves_the_other_alone(acme: Side, umbra: Side, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("api.graphql.settings", "metrics.definitions.life"):
        monkeypatch.setattr(f"{module}.schedule_named", lambda name: None)
    ids, arguments = acme.ids(), TABLES.mutations[name]
    before = standing(acme)
    written = arguments % {**ids, "marker": acme.marker}
    for caller in (umbra.owner, umbra.key):
        answer = caller.send(f"mutation {{ {name}{f'({written})' if written else ''} {{ errors {{ code message }} }} }}")
        if "%(marker)s" not in arguments:
            assert acme.marker not in json.dumps(answer)
        if "id:" in arguments or "member:" in arguments:
            assert [error["code"] for error in answer["data"][name]["errors"]] == ["NOT_FOUND"]
    assert standing(acme) == before


def test_nobody_of_another_account_reaches_this_one_by_its_address(acme: Side, umbra: Side) -> None:
    for caller in (Caller(acme.account, user=umbra.owner.user), Caller(acme.account, secret=umbra.key.secret)):
        assert caller.post({"query": "{ account { name } }"}).status_code == 404
