"""What an agency says of itself, to whom, and what each of its people may change."""

import json
from datetime import UTC, datetime

import pytest
from django.core import mail

from tenants.models import Account, Agency, AgencyMembership, ApiKey, AuditEntry, Grant, Invitation, KeyUse, SavedView
from tests.api.graphql.conftest import Caller
from tests.factories import GrantFactory

from .conftest import program

ADMINISTERING = [
    'agencyUpdate(name: "Another")',
    'staffInvite(email: "new@people.test", role: ANALYST)',
    'staffRoleSet(id: "x", role: OWNER)',
    'staffRemove(id: "x")',
    'clientLeave(id: "x")',
    'apiKeyCreate(name: "mine", scope: ADMIN)',
    'apiKeyRevoke(id: "x")',
    'brandSet(accent: "#000000")',
    'logoSet(image: "x")',
    "logoRemove",
    'domainAdd(host: "kpi.plumb.test")',
    'domainVerify(id: "x")',
    'domainRemove(id: "x")',
]
MANAGING = [
    'clientCreate(name: "New", timezone: "UTC")',
    'clientInvite(email: "new@people.test", role: VIEWER)',
    'invitationResend(id: "x")',
    'invitationRevoke(id: "x")',
    'savedViewSet(name: "Mine", search: "a=b")',
    'savedViewRemove(id: "x")',
    'reportCreate(kind: PORTFOLIO, report: {name: "Weekly", frequency: WEEKLY, day: 1})',
    'reportUpdate(id: "x", report: {name: "Weekly", frequency: WEEKLY, day: 1})',
    'reportRemove(id: "x")',
    'reportCommentarySet(id: "x", commentary: "All well.")',
    'reportSend(id: "x")',
    'editionResend(id: "x")',
    'editionLinkRevoke(id: "x")',
]


def changing(mutation: str) -> str:
    return f"mutation {{ {mutation} {{ errors {{ field code message }} }} }}"


def standing(agency: Agency) -> list[object]:
    """Everything of an agency that a mutation can change."""
    rows = (AgencyMembership, Grant, Invitation, ApiKey, SavedView, AuditEntry)
    return [Agency.objects.filter(pk=agency.pk).values().get(), *(list(model.objects.filter(agency=agency).order_by("pk").values()) for model in rows)]


def test_the_viewer_says_who_asks_and_what_for(owner: Caller, manager: Caller, read_key: Caller) -> None:
    query = "{ viewer { kind role scope mayManage mayAdminister } }"
    assert owner.ask(query)["viewer"] == {"kind": "person", "role": "OWNER", "scope": None, "mayManage": True, "mayAdminister": True}
    assert manager.ask(query)["viewer"] == {"kind": "person", "role": "MANAGER", "scope": None, "mayManage": True, "mayAdminister": False}
    assert read_key.ask(query)["viewer"] == {"kind": "key", "role": None, "scope": "READ", "mayManage": False, "mayAdminister": False}


def test_nobody_learns_whether_an_agency_exists(agency: Agency, outsider: Caller, other_agency: Agency, account: Account) -> None:
    def answer_to(caller: Caller) -> tuple[int, bytes]:
        response = caller.post({"query": "{ agency { name } }"})
        return response.status_code, response.content

    expected = answer_to(Caller(Agency(slug="missing", pk=999)))
    assert expected[0] == 404
    for caller in (outsider, Caller(agency), Caller(agency, secret=program(other_agency, "admin").secret)):  # type: ignore[arg-type]
        assert answer_to(caller) == expected


def test_a_person_who_was_taken_out_is_out_with_the_next_request(owner: Caller, analyst: Caller) -> None:
    (identity,) = (each["id"] for each in owner.ask("{ agency { members { id role } } }")["agency"]["members"] if each["role"] == "ANALYST")
    assert analyst.ask("{ viewer { kind } }")
    assert owner.ask("mutation ($id: ID!) { staffRemove(id: $id) { errors { code } } }", id=identity) == {"staffRemove": {"errors": []}}
    assert analyst.post({"query": "{ viewer { kind } }"}).status_code == 404


@pytest.mark.parametrize(("who", "mutations"), [("analyst", ADMINISTERING + MANAGING), ("read_key", ADMINISTERING + MANAGING), ("manager", ADMINISTERING)])
def test_who_may_not_changes_nothing(request: pytest.FixtureRequest, agency: Agency, who: str, mutations: list[str]) -> None:
    caller = request.getfixturevalue(who)
    before = standing(agency)
    assert {mutation: caller.refused(changing(mutation)) for mutation in mutations} == dict.fromkeys(mutations, "FORBIDDEN")
    assert standing(agency) == before


def test_what_owners_look_at_is_empty_for_others_and_says_so(owner: Caller, manager: Caller, read_key: Caller) -> None:
    query = "{ agency { name domains { host } apiKeys { name } invitations { email } members { email } audit { totalCount } } }"
    answer = manager.send(query)
    assert {error["path"][-1] for error in answer["errors"]} == {"domains", "apiKeys", "audit"}
    assert answer["data"]["agency"]["apiKeys"] == []
    assert len(answer["data"]["agency"]["members"]) == 2
    refused = read_key.send(query)
    assert {error["path"][-1] for error in refused["errors"]} == {"domains", "apiKeys", "audit", "members", "invitations"}
    assert "people.test" not in json.dumps(refused)
    assert "errors" not in owner.send(query)


def test_a_person_is_invited_and_the_letter_can_be_sent_again_and_taken_back(owner: Caller, agency: Agency, django_capture_on_commit_callbacks: object) -> None:
    invited = owner.ask('mutation { staffInvite(email: "New@people.test", role: MANAGER) { invitation { id kind email role status } errors { code } } }')[
        "staffInvite"
    ]
    assert invited["errors"] == []
    assert {**invited["invitation"], "id": ""} == {"id": "", "kind": "STAFF", "email": "new@people.test", "role": "MANAGER", "status": "OPEN"}
    again = owner.ask('mutation { staffInvite(email: "new@people.test", role: ANALYST) { errors { field code } } }')
    assert again["staffInvite"]["errors"] == [{"field": "email", "code": "INVITED"}]
    for mutation, status in (("invitationResend", "OPEN"), ("invitationRevoke", "REVOKED")):
        answer = owner.ask(f"mutation ($id: ID!) {{ {mutation}(id: $id) {{ invitation {{ status }} errors {{ code }} }} }}", id=invited["invitation"]["id"])
        assert answer[mutation] == {"invitation": {"status": status}, "errors": []}
    assert owner.ask("{ agency { invitations { id } } }")["agency"]["invitations"] == []
    assert [entry.action for entry in AuditEntry.objects.filter(agency=agency).order_by("pk")] == ["staff.invited", "invitation.resent", "invitation.revoked"]
    assert len(mail.outbox) == 0  # letters go out when the change is committed


def test_the_log_says_who_did_what_page_by_page(owner: Caller, agency: Agency) -> None:
    for name in ("One", "Two", "Three"):
        owner.ask(f'mutation {{ agencyUpdate(name: "{name}") {{ errors {{ code }} }} }}')
    query = "query ($after: String) { agency { audit(first: 2, after: $after) { totalCount nodes { sentence actor agency } "
    query += "pageInfo { hasNextPage endCursor } } } }"
    first = owner.ask(query)["agency"]["audit"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    assert first["nodes"][0]["sentence"] == f"{first['nodes'][0]['actor']} renamed the agency from Two to Three."
    second = owner.ask(query, after=first["pageInfo"]["endCursor"])["agency"]["audit"]
    assert [node["sentence"].rpartition(" ")[2] for node in (*first["nodes"], *second["nodes"])] == ["Three.", "Two.", "One."]
    assert second["pageInfo"]["hasNextPage"] is False


def test_a_key_is_made_shown_once_used_and_revoked(owner: Caller, agency: Agency) -> None:
    made = owner.ask('mutation { apiKeyCreate(name: "Board", scope: READ) { apiKey { id scope } secret errors { code } } }')["apiKeyCreate"]
    assert Caller(agency, secret=made["secret"]).ask("{ viewer { scope } }") == {"viewer": {"scope": "READ"}}
    assert KeyUse.objects.get().key.agency_id == agency.pk
    shown = owner.ask("{ agency { apiKeys { name lastUsedAt createdBy } } }")["agency"]["apiKeys"]
    assert (shown[0]["name"], shown[0]["createdBy"]) == ("Board", owner.user.email if owner.user else None)
    assert datetime.fromisoformat(shown[0]["lastUsedAt"]) <= datetime.now(UTC)
    owner.ask("mutation ($id: ID!) { apiKeyRevoke(id: $id) { errors { code } } }", id=made["apiKey"]["id"])
    assert Caller(agency, secret=made["secret"]).post({"query": "{ viewer { scope } }"}).status_code == 404
    assert [entry.action for entry in AuditEntry.objects.filter(agency=agency).order_by("pk")] == ["key.made", "key.revoked"]


def test_an_agency_has_no_keys_that_send_facts(owner: Caller) -> None:
    answer = owner.ask('mutation { apiKeyCreate(name: "Board", scope: INGEST) { secret errors { field code } } }')
    assert answer["apiKeyCreate"] == {"secret": None, "errors": [{"field": "scope", "code": "INVALID"}]}


def test_a_brand_is_checked_and_kept(owner: Caller) -> None:
    mutation = 'mutation ($accent: String) { brandSet(accent: $accent, senderName: "Plumb") { brand { accent senderName logo } errors { field code } } }'
    assert owner.ask(mutation, accent="#ffff00")["brandSet"] == {"brand": None, "errors": [{"field": "accent", "code": "LOW_CONTRAST"}]}
    assert owner.ask(mutation, accent="#1a4f86")["brandSet"] == {"brand": {"accent": "#1a4f86", "senderName": "Plumb", "logo": None}, "errors": []}
    assert owner.ask('mutation { brandSet(senderName: "a@b") { errors { field code } } }')["brandSet"]["errors"] == [{"field": "senderName", "code": "INVALID"}]
    assert owner.ask('mutation { logoSet(image: "not a picture") { errors { field code } } }')["logoSet"]["errors"] == [{"field": "image", "code": "INVALID"}]


def test_a_view_is_kept_under_its_name_and_removed(manager: Caller, agency: Agency) -> None:
    keep = 'mutation ($search: String!) { savedViewSet(name: "Mine", search: $search) { savedView { id name search createdBy } errors { code } } }'
    first, second = (manager.ask(keep, search=search)["savedViewSet"]["savedView"] for search in ("?kpis=csat", "kpis=nps"))
    assert (first["search"], second["search"], first["id"] == second["id"]) == ("kpis=csat", "kpis=nps", True)
    assert manager.ask("mutation ($id: ID!) { savedViewRemove(id: $id) { errors { code } } }", id=first["id"]) == {"savedViewRemove": {"errors": []}}
    assert not SavedView.objects.exists()


def test_ids_of_another_agency_are_nothing(owner: Caller, outsider: Caller, other_agency: Agency, agency: Agency, clients: list[Account]) -> None:
    GrantFactory(agency=other_agency, account=clients[0])
    theirs = Caller(other_agency, user=outsider.user)
    found = theirs.ask('{ agency { id members { id } } clients { nodes { id } } viewer { id } kpi(key: "csat") { id } }')
    ids = [found["agency"]["id"], found["agency"]["members"][0]["id"], found["clients"]["nodes"][0]["id"], found["kpi"]["id"]]
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert theirs.ask(query, ids=ids) == {"nodes": [{"id": one} for one in ids]}
    assert owner.ask(query, ids=ids) == {"nodes": [None] * 4}
    left = owner.ask("mutation ($id: ID!) { clientLeave(id: $id) { errors { code } } }", id=ids[2])
    assert left == {"clientLeave": {"errors": [{"code": "NOT_FOUND"}]}}
    period = 'period: {from: "2026-03-01", to: "2026-03-31"}'
    answer = owner.send(f'query ($ids: [ID!]) {{ comparison(kpis: ["csat"], {period}, clients: $ids) {{ clients {{ name }} }} }}', ids=[ids[2]])
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "reason": "UNKNOWN_CLIENT"}
