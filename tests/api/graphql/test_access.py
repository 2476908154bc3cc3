"""Who gets in, and what each may do. A refusal is tested by what did not happen."""

import json
import re
from typing import Any

import pytest

from api.graphql.schema import api
from metrics.models import Definition, Pin, Scorecard, Target
from tenants.models import Account, ApiKey, BusinessCalendar, Membership, Role, Scope
from tickets.models import SlaTarget

from .conftest import Caller, person, program

CONFIGURING = [
    'mutation { targetSet(kpi: "csat", value: 0.8) { errors { code } } }',
    'mutation { targetRemove(kpi: "csat") { errors { code } } }',
    'mutation { kpiDefine(kpi: "csat") { errors { code } } }',
    'mutation { kpiReset(kpi: "csat") { errors { code } } }',
    'mutation { kpiCreate(expression: {key: "mine", name: "Mine", unit: COUNT, better: LOWER, facts: "tickets", reads: COUNT}) { errors { code } } }',
    'mutation { kpiUpdate(kpi: "x", expression: {key: "mine", name: "Mine", unit: COUNT, better: LOWER, facts: "tickets", reads: COUNT}) { errors { code } } }',
    'mutation { kpiRetire(kpi: "csat") { errors { code } } }',
    'mutation { scorecardArrange(kpis: ["csat"], cap: 3) { errors { code } } }',
    'mutation { calendarSet(weeklyHours: [], holidays: ["2026-12-25"]) { errors { code } } }',
    'mutation { calendarRemove(scope: TEAM, key: "night") { errors { code } } }',
    'mutation { slaTargetsSet(targets: [{priority: "", resolutionSeconds: 60}]) { errors { code } } }',
]
ADMINISTERING = [
    'mutation { accountUpdate(name: "Another name") { errors { code } } }',
    'mutation { memberAdd(email: "new@people.test", role: OWNER) { errors { code } } }',
    'mutation { memberRoleSet(id: "x", role: OWNER) { errors { code } } }',
    'mutation { memberRemove(id: "x") { errors { code } } }',
    'mutation { apiKeyCreate(name: "mine", scope: ADMIN) { secret } }',
    'mutation { apiKeyRevoke(id: "x") { errors { code } } }',
    'mutation { memberInvite(email: "new@people.test", role: OWNER) { errors { code } } }',
    'mutation { agencyInvite(email: "new@people.test", role: OWNER) { errors { code } } }',
    'mutation { invitationResend(id: "x") { errors { code } } }',
    'mutation { invitationRevoke(id: "x") { errors { code } } }',
    'mutation { grantRoleSet(id: "x", role: VIEWER) { errors { code } } }',
    'mutation { grantRevoke(id: "x") { errors { code } } }',
    'mutation { profileSet(industry: "health") { errors { code } } }',
    "mutation { sharingStart { errors { code } } }",
    "mutation { sharingStop { errors { code } } }",
    "mutation { accountSuspend { errors { code } } }",
    "mutation { accountResume { errors { code } } }",
    'mutation { accountClose(name: "Acme") { errors { code } } }',
    "mutation { accountReopen { errors { code } } }",
    'mutation { accountTransfer(member: "x") { errors { code } } }',
    "mutation { exportStart { errors { code } } }",
    'mutation { customerErase(source: "x", externalId: "x") { errors { code } } }',
]


def test_every_mutation_is_of_those_who_configure_or_of_those_who_administer() -> None:
    asked = {match[1] for mutation in (*CONFIGURING, *ADMINISTERING) if (match := re.match(r"mutation { (\w+)", mutation))}
    kind = api.graphql.mutation_type
    assert kind is not None
    assert asked == set(kind.fields)


def standing(account: Account) -> list[object]:
    """Everything that mutations can change."""
    return [
        Account.objects.filter(pk=account.pk).values("name", "timezone").get(),
        list(Membership.objects.filter(account=account).order_by("pk").values()),
        list(ApiKey.objects.filter(account=account).order_by("pk").values()),
        list(Target.objects.values("kpi", "value", "upper")),
        list(Pin.objects.values()),
        list(Definition.objects.values()),
        list(Scorecard.objects.values()),
        list(SlaTarget.objects.values()),
        list(BusinessCalendar.objects.filter(account=account).order_by("pk").values()),
    ]


def answer_to(caller: Caller, path: str = "") -> tuple[int, bytes, str]:
    response = caller.post({"query": "{ viewer { kind } }"})
    return response.status_code, response.content, response["Content-Type"]


def test_nobody_learns_whether_an_account_exists(account: Account, outsider: Caller, stranger: Caller, other_account: Account) -> None:
    missing = Caller(Account(slug="missing", pk=999))
    foreign_key = Caller(account, secret=program(other_account, Scope.ADMIN).secret)
    unknown_key = Caller(account, secret="plk_" + "x" * 43)
    revoked = program(account, Scope.ADMIN)
    ApiKey.objects.filter(account=account).update(revoked_at="2026-01-01T00:00:00Z")
    expected = answer_to(missing)
    assert expected[0] == 404
    assert json.loads(expected[1])["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    for caller in (outsider, stranger, foreign_key, unknown_key, revoked):
        assert answer_to(caller) == expected


def test_a_removed_member_is_out_with_the_next_request(viewer: Caller, account: Account) -> None:
    assert viewer.ask("{ viewer { kind } }")
    Membership.objects.filter(user=viewer.user).delete()
    assert viewer.post({"query": "{ viewer { kind } }"}).status_code == 404


@pytest.mark.parametrize("who", ["viewer", "read_key"])
def test_who_only_reads_changes_nothing(request: pytest.FixtureRequest, account: Account, who: str) -> None:
    caller = request.getfixturevalue(who)
    before = standing(account)
    for mutation in (*CONFIGURING, *ADMINISTERING):
        assert (mutation, caller.refused(mutation)) == (mutation, "FORBIDDEN")
    assert standing(account) == before


def test_an_analyst_administers_nothing(account: Account, analyst: Caller) -> None:
    before = standing(account)
    for mutation in ADMINISTERING:
        assert (mutation, analyst.refused(mutation)) == (mutation, "FORBIDDEN")
    assert standing(account) == before


@pytest.mark.parametrize("mutation", [CONFIGURING[0], CONFIGURING[-1], CONFIGURING[-3]])
@pytest.mark.parametrize("who", ["owner", "analyst", "admin_key"])
def test_who_configures_may_configure(request: pytest.FixtureRequest, account: Account, who: str, mutation: str, scheduled: list[str]) -> None:
    answer = request.getfixturevalue(who).ask(mutation)
    assert next(iter(answer.values()))["errors"] == []


def test_an_ingest_key_reads_nothing(ingest_key: Caller) -> None:
    response = ingest_key.post({"query": "{ viewer { kind } account { name } }"})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN")
    assert "data" not in response.json()


def test_an_ingest_key_changes_nothing(account: Account, ingest_key: Caller) -> None:
    before = standing(account)
    for mutation in (*CONFIGURING, *ADMINISTERING):
        assert ingest_key.refused(mutation) == "FORBIDDEN"
    assert standing(account) == before


@pytest.mark.parametrize("field", ["members { email }", "apiKeys { name }"])
def test_a_read_key_sees_neither_people_nor_keys(read_key: Caller, owner: Caller, field: Any) -> None:
    answer = read_key.send(f"{{ account {{ slug {field} }} }}")
    name = field.split()[0]
    assert answer["data"] == {"account": {"slug": "acme", name: []}}
    assert [(error["path"], error["extensions"]["code"]) for error in answer["errors"]] == [(["account", name], "FORBIDDEN")]
    assert "acme.test" not in json.dumps(answer)


def test_a_read_key_cannot_fetch_people_by_their_ids(read_key: Caller, owner: Caller, admin_key: Caller) -> None:
    account = owner.ask("{ account { members { id } apiKeys { id } } }")["account"]
    ids = [thing["id"] for thing in (*account["members"], *account["apiKeys"])]
    assert read_key.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids) == {"nodes": [None] * 3}
    assert admin_key.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids) == {"nodes": [{"id": one} for one in ids]}


def test_a_cookie_session_needs_its_csrf_token_for_anything_but_get(account: Account) -> None:
    caller = Caller(account, user=person(account, Role.OWNER).user, csrf=True)
    response = caller.post({"query": CONFIGURING[0]})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (403, "CSRF_FAILED")
    assert not Target.objects.exists()
    assert caller.get({"query": "{ viewer { kind } }"}).status_code == 200


def test_a_key_needs_no_csrf_token(account: Account) -> None:
    caller = Caller(account, secret=program(account, Scope.ADMIN).secret, csrf=True)
    assert caller.post({"query": CONFIGURING[0]}).status_code == 200
    assert Target.objects.count() == 1


def test_the_viewer_says_who_asks(owner: Caller, read_key: Caller) -> None:
    query = "{ viewer { email kind role scope } }"
    assert owner.ask(query) == {"viewer": {"email": "owner@acme.test", "kind": "person", "role": "OWNER", "scope": None}}
    assert read_key.ask(query) == {"viewer": {"email": None, "kind": "key", "role": None, "scope": "READ"}}
