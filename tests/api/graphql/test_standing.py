"""Who has access to an account, what was done in it, and what its owner decides about it, through the API."""

from __future__ import annotations

from typing import Any

import pytest

from tenants import schemas
from tenants.models import Account, AgencyRole, AuditEntry, Grant, Membership, Role
from tests.factories import AgencyFactory, AgencyMembershipFactory, GrantFactory
from tickets.models import Erasure, Export

from .conftest import Caller, person


@pytest.fixture
def manager(account: Account) -> Caller:
    """A manager of an agency that was let in as an owner."""
    with schemas.outside():
        agency = AgencyFactory(slug="plumb", name="Plumb")
        GrantFactory(account=account, agency=agency, role=Role.OWNER)
        return Caller(account, user=AgencyMembershipFactory(agency=agency, role=AgencyRole.MANAGER).user)


def test_the_list_says_exactly_who_may_do_what_and_through_whom(owner: Caller, read_key: Caller, manager: Caller) -> None:
    owner.ask('mutation { memberInvite(email: "new@people.test", role: VIEWER) { errors { code } } }')
    lines = owner.ask("{ account { accessList { kind who role scope via lastUsedAt } } }")["account"]["accessList"]
    assert [(line["kind"], line["role"], line["scope"], line["via"]) for line in lines] == [
        ("MEMBER", "OWNER", None, None),
        ("AGENCY", "OWNER", None, None),
        ("AGENCY_PERSON", "ANALYST", None, "Plumb"),
        ("KEY", None, "READ", None),
        ("INVITATION", "VIEWER", None, None),
    ]
    assert manager.ask("{ viewer { role via { slug name } } }") == {"viewer": {"role": "ANALYST", "via": {"slug": "plumb", "name": "Plumb"}}}
    assert read_key.send("{ account { accessList { who } grants { role } } }")["data"] == {"account": {"accessList": [], "grants": []}}


def test_an_agency_is_shut_out_with_the_next_request_and_the_log_tells(owner: Caller, manager: Caller) -> None:
    (grant,) = owner.ask("{ account { grants { id role agency { slug } } } }")["account"]["grants"]
    changed = owner.ask("mutation ($id: ID!) { grantRoleSet(id: $id, role: VIEWER) { grant { role } errors { code } } }", id=grant["id"])
    assert changed["grantRoleSet"] == {"grant": {"role": "VIEWER"}, "errors": []}
    assert manager.ask("{ viewer { role } }") == {"viewer": {"role": "VIEWER"}}
    assert owner.ask("mutation ($id: ID!) { grantRevoke(id: $id) { errors { code } } }", id=grant["id"]) == {"grantRevoke": {"errors": []}}
    assert manager.post({"query": "{ viewer { role } }"}).status_code == 404
    assert Grant.objects.get().revoked_at is not None
    entries = owner.ask('{ account { audit(filter: {action: "grant"}) { totalCount nodes { action agency actor } } } }')["account"]["audit"]
    assert [node["action"] for node in entries["nodes"]] == ["grant.revoked", "grant.role_changed"]
    assert {(node["agency"], node["actor"]) for node in entries["nodes"]} == {("Plumb", owner.user.email if owner.user else "")}


def test_only_who_administers_sees_the_log(manager: Caller, owner: Caller) -> None:
    query = "{ account { audit { totalCount } exports { id } erasures { id } } }"
    assert {error["path"][-1] for error in manager.send(query)["errors"]} == {"audit", "exports", "erasures"}
    assert "errors" not in owner.send(query)


def test_an_owner_suspends_opens_closes_and_takes_back(owner: Caller, account: Account) -> None:
    viewer = person(account, Role.VIEWER)

    def decide(mutation: str) -> Any:
        return owner.ask(f"mutation {{ {mutation} {{ account {{ suspendedAt closedAt eraseAfter }} errors {{ field code }} }} }}").popitem()[1]

    assert decide("accountSuspend")["account"]["suspendedAt"] is not None
    assert viewer.post({"query": "{ viewer { role } }"}).status_code == 404
    assert decide("accountResume")["account"]["suspendedAt"] is None
    assert viewer.ask("{ viewer { role } }") == {"viewer": {"role": "VIEWER"}}
    assert decide('accountClose(name: "another")')["errors"] == [{"field": "name", "code": "INVALID"}]
    assert decide('accountClose(name: "Acme")')["account"]["eraseAfter"] is not None
    assert decide("accountReopen")["account"] == {"suspendedAt": None, "closedAt": None, "eraseAfter": None}
    assert decide("accountReopen")["errors"] == [{"field": None, "code": "NOT_CLOSED"}]


@pytest.mark.parametrize(("stay", "left"), [(True, ["analyst", "owner"]), (False, ["owner"])])
def test_an_account_is_handed_on(owner: Caller, account: Account, stay: bool, left: list[str]) -> None:
    person(account, Role.VIEWER)
    (member,) = (each["id"] for each in owner.ask("{ account { members { id role } } }")["account"]["members"] if each["role"] == "VIEWER")
    query = "mutation ($member: ID!, $stay: Boolean!) { accountTransfer(member: $member, stay: $stay) { errors { code } } }"
    assert owner.ask(query, member=member, stay=stay) == {"accountTransfer": {"errors": []}}
    assert sorted(Membership.objects.filter(account=account).values_list("role", flat=True)) == left


def test_everything_is_exported_and_a_customer_forgotten_by_a_task(owner: Caller, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.tasks.schedule_or_leave", lambda *_: None)
    first, second = (owner.ask("mutation { exportStart { export { id status url } errors { code } } }")["exportStart"]["export"] for _ in range(2))
    assert (first["status"], first["url"], first["id"] == second["id"], Export.objects.count()) == ("QUEUED", None, True, 1)
    query = 'mutation ($id: String!) { customerErase(source: "desk", externalId: $id) { erasure { status counts { n } } errors { field code } } }'
    assert owner.ask(query, id="")["customerErase"] == {"erasure": None, "errors": [{"field": "externalId", "code": "INVALID"}]}
    assert owner.ask(query, id="c-1")["customerErase"] == {"erasure": {"status": "QUEUED", "counts": []}, "errors": []}
    assert Erasure.objects.count() == 1
    assert set(AuditEntry.objects.filter(account=account).values_list("action", flat=True)) >= {"export.started", "customer.erased"}


def test_peers_are_for_those_who_take_part(owner: Caller) -> None:
    query = '{ readings(kpis: ["csat"], period: {from: "2026-03-01", to: "2026-03-31"}) { peers { p50 band withheld reason } } }'
    (reading,) = owner.ask(query)["readings"]
    assert (reading["peers"]["p50"], reading["peers"]["band"], reading["peers"]["reason"]) == (None, None, "NOT_SHARING")
    said = owner.ask('mutation { profileSet(industry: "health") { profile { industry } errors { code } } sharingStart { profile { sharesSince } } }')
    assert said["profileSet"] == {"profile": {"industry": "health"}, "errors": []}
    assert said["sharingStart"]["profile"]["sharesSince"] is not None
    assert owner.ask(query)["readings"][0]["peers"]["reason"] == "NO_DATA"
    filtered = query.replace("}) {", '}, filter: [{dimension: RESOLVER, values: ["ai"]}]) {', 1)
    assert owner.ask(filtered)["readings"][0]["peers"]["reason"] == "NOT_PUBLISHED"
    assert owner.ask('mutation { profileSet(industry: "piracy") { errors { field code } } }')["profileSet"]["errors"] == [
        {"field": "industry", "code": "INVALID"}
    ]
