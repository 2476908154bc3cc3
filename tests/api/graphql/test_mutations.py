"""Every change: what it does, what it sets going, and what it refuses in words."""

from typing import Any

import pytest
from django.core import mail

from metrics.models import Target
from tenants.models import Account, ApiKey, BusinessCalendar, Membership, Role
from tests.factories import UserFactory
from tickets.kinds import Dimension
from tickets.models import SlaTarget, TicketFact, TouchedTicket

from .conftest import Caller
from .histories import label, ticket

ERRORS = "errors { field message code }"


@pytest.fixture
def tickets(account: Account) -> Any:
    return [ticket(number) for number in range(3)]


def only_error(answer: dict[str, Any], *, field: str | None, code: str) -> None:
    payload = next(iter(answer.values()))
    assert [(error["field"], error["code"]) for error in payload["errors"]] == [(field, code)]
    assert all(value is None for name, value in payload.items() if name != "errors")


def test_an_account_takes_a_new_name_and_keeps_its_zone(owner: Caller, account: Account, scheduled: list[str]) -> None:
    answer = owner.ask(f'mutation {{ accountUpdate(name: "Acme & Co") {{ account {{ name timezone slug }} {ERRORS} }} }}')
    assert answer["accountUpdate"] == {"account": {"name": "Acme & Co", "timezone": "Europe/Berlin", "slug": "acme"}, "errors": []}
    assert scheduled == []


def test_a_new_zone_has_every_ticket_derived_again(owner: Caller, account: Account, tickets: list[TicketFact], scheduled: list[str]) -> None:
    answer = owner.ask(f'mutation {{ accountUpdate(timezone: "Asia/Kolkata") {{ account {{ timezone }} {ERRORS} }} }}')
    assert answer["accountUpdate"]["account"] == {"timezone": "Asia/Kolkata"}
    assert TouchedTicket.objects.count() == 3
    assert scheduled == ["tickets.redate"]


def test_the_same_zone_changes_nothing(owner: Caller, account: Account, tickets: list[TicketFact], scheduled: list[str]) -> None:
    owner.ask(f'mutation {{ accountUpdate(timezone: "Europe/Berlin") {{ {ERRORS} }} }}')
    assert (TouchedTicket.objects.count(), scheduled) == (0, [])


@pytest.mark.parametrize(("arguments", "field"), [('timezone: "Mars/Olympus"', "timezone"), ('name: " "', "name")])
def test_an_account_refuses_what_it_cannot_be(owner: Caller, account: Account, arguments: str, field: Any) -> None:
    only_error(owner.ask(f"mutation {{ accountUpdate({arguments}) {{ account {{ name }} {ERRORS} }} }}"), field=field, code="INVALID")


def test_a_refused_change_leaves_the_rest_undone(owner: Caller, account: Account) -> None:
    owner.ask(f'mutation {{ accountUpdate(name: "New", timezone: "Mars/Olympus") {{ {ERRORS} }} }}')
    assert owner.ask("{ account { name } }") == {"account": {"name": "Acme"}}


def test_opening_hours_are_replaced(analyst: Caller, account: Account, tickets: list[TicketFact], scheduled: list[str]) -> None:
    answer = analyst.ask(
        """mutation { calendarSet(
            weeklyHours: [{day: "sat", ranges: [{from: "14:00", to: "18:00"}, {from: "10:00", to: "12:30"}]}], holidays: ["2026-12-25"]
        ) { account { calendar { weeklyHours { day ranges { from to } } holidays } } errors { code } } }"""
    )["calendarSet"]
    hours = {day["day"]: day["ranges"] for day in answer["account"]["calendar"]["weeklyHours"]}
    assert list(hours) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert hours["sat"] == [{"from": "10:00", "to": "12:30"}, {"from": "14:00", "to": "18:00"}]
    assert (hours["mon"], answer["account"]["calendar"]["holidays"], answer["errors"]) == ([], ["2026-12-25"], [])
    assert (TouchedTicket.objects.count(), scheduled) == (3, ["tickets.derive"])


@pytest.mark.parametrize(
    "hours", ['{day: "mon", ranges: [{from: "9", to: "17:00"}]}', '{day: "lundi", ranges: []}', '{day: "mon", ranges: [{from: "17:00", to: "09:00"}]}']
)
def test_hours_that_cannot_be_are_refused(analyst: Caller, account: Account, scheduled: list[str], hours: str) -> None:
    before = BusinessCalendar.objects.filter(account=account).values("weekly_hours").first()
    only_error(
        analyst.ask(f"mutation {{ calendarSet(weeklyHours: [{hours}], holidays: []) {{ account {{ name }} {ERRORS} }} }}"), field="weeklyHours", code="INVALID"
    )
    assert BusinessCalendar.objects.filter(account=account).values("weekly_hours").first() == before
    assert scheduled == []


def test_commitments_are_replaced_as_a_whole(analyst: Caller, account: Account, tickets: list[TicketFact], scheduled: list[str]) -> None:
    SlaTarget.objects.create(priority="low", resolution_seconds=10)
    query = """mutation { slaTargetsSet(
        targets: [{priority: "", firstReplySeconds: 3600}, {priority: "urgent", resolutionSeconds: 7200, inBusinessTime: false}]) {
        account { slaTargets { priority firstReplySeconds resolutionSeconds inBusinessTime } } errors { code } } }"""
    assert analyst.ask(query)["slaTargetsSet"]["account"]["slaTargets"] == [
        {"priority": "", "firstReplySeconds": 3600.0, "resolutionSeconds": None, "inBusinessTime": True},
        {"priority": "urgent", "firstReplySeconds": None, "resolutionSeconds": 7200.0, "inBusinessTime": False},
    ]
    assert (TouchedTicket.objects.count(), scheduled) == (3, ["tickets.derive"])
    analyst.ask(query)
    assert (TouchedTicket.objects.count(), scheduled) == (3, ["tickets.derive"])


@pytest.mark.parametrize("targets", ['{priority: "", resolutionSeconds: 0}', '{priority: "", firstReplySeconds: 1e300}', '{priority: "a"}, {priority: "a"}'])
def test_commitments_that_cannot_be_are_refused(analyst: Caller, account: Account, targets: str) -> None:
    only_error(analyst.ask(f"mutation {{ slaTargetsSet(targets: [{targets}]) {{ account {{ name }} {ERRORS} }} }}"), field="targets", code="INVALID")
    assert not SlaTarget.objects.exists()


def test_a_target_is_set_changed_and_removed(analyst: Caller, account: Account) -> None:
    assert analyst.ask('mutation { targetSet(kpi: "csat", value: 0.8) { target { kpi value upper } } }')["targetSet"]["target"] == {
        "kpi": "csat",
        "value": 0.8,
        "upper": None,
    }
    analyst.ask('mutation { targetSet(kpi: "csat", value: 0.9) { errors { code } } }')
    assert analyst.ask('{ kpi(key: "csat") { target { value } } account { targets { kpi value } } }') == {
        "kpi": {"target": {"value": 0.9}},
        "account": {"targets": [{"kpi": "csat", "value": 0.9}]},
    }
    assert analyst.ask('mutation { targetRemove(kpi: "csat") { target { value } errors { code } } }')["targetRemove"] == {
        "target": {"value": 0.9},
        "errors": [],
    }
    assert not Target.objects.exists()


def test_a_segment_has_a_target_of_its_own(analyst: Caller, account: Account) -> None:
    label(Dimension.PRIORITY, "urgent")
    analyst.ask('mutation { targetSet(kpi: "resolution_time", value: 86400) { errors { code } } }')
    answer = analyst.ask(
        """mutation { targetSet(kpi: "resolution_time", value: 14400, dimension: PRIORITY, key: "urgent") {
        target { value dimension key label due } errors { code } } }"""
    )["targetSet"]
    assert answer == {"target": {"value": 14400.0, "dimension": "PRIORITY", "key": "urgent", "label": "Urgent", "due": None}, "errors": []}
    assert analyst.ask('{ kpi(key: "resolution_time") { target { value } targets { value label } } }')["kpi"] == {
        "target": {"value": 86400.0},
        "targets": [{"value": 86400.0, "label": None}, {"value": 14400.0, "label": "Urgent"}],
    }
    analyst.ask('mutation { targetRemove(kpi: "resolution_time", dimension: PRIORITY, key: "urgent") { errors { code } } }')
    assert analyst.ask("{ account { targets { value label } } }")["account"]["targets"] == [{"value": 86400.0, "label": None}]


def test_a_goal_keeps_where_its_way_began(analyst: Caller, account: Account) -> None:
    query = 'mutation { targetSet(kpi: "csat", value: 0.9, due: "2099-12-31", start: 0.7) { target { value due start since } errors { code } } }'
    target = analyst.ask(query)["targetSet"]["target"]
    assert (target["value"], target["due"], target["start"]) == (0.9, "2099-12-31", 0.7)
    assert target["since"] is not None


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ('key: "urgent"', "dimension"),
        ('dimension: HOUR, key: "3"', "dimension"),
        ('due: "2099-12-31"', "start"),
        ("start: 0.5", "due"),
        ('due: "2020-01-01", start: 0.5', "due"),
    ],
)
def test_segments_and_goals_that_cannot_be_are_refused(analyst: Caller, account: Account, arguments: str, field: Any) -> None:
    only_error(analyst.ask(f'mutation {{ targetSet(kpi: "csat", value: 0.9, {arguments}) {{ target {{ kpi }} {ERRORS} }} }}'), field=field, code="INVALID")
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "field", "code"),
    [
        ('kpi: "nothing", value: 1', "kpi", "UNKNOWN_KPI"),
        ('kpi: "csat", value: 80', "value", "INVALID"),
        ('kpi: "csat", value: -0.1', "value", "INVALID"),
        ('kpi: "first_response_time", value: 60, upper: 90', "upper", "INVALID"),
        ('kpi: "escalation_rate", value: 0.2, upper: 0.1', "upper", "INVALID"),
        ('kpi: "escalation_rate", value: 0.2, upper: 2', "upper", "INVALID"),
    ],
)
def test_a_target_that_cannot_be_is_refused(analyst: Caller, account: Account, arguments: str, field: Any, code: Any) -> None:
    only_error(analyst.ask(f"mutation {{ targetSet({arguments}) {{ target {{ kpi }} {ERRORS} }} }}"), field=field, code=code)
    assert not Target.objects.exists()


def test_a_target_that_is_none_cannot_be_removed(analyst: Caller, account: Account) -> None:
    only_error(analyst.ask(f'mutation {{ targetRemove(kpi: "csat") {{ target {{ kpi }} {ERRORS} }} }}'), field="kpi", code="NOT_FOUND")


def test_a_band_has_two_ends(analyst: Caller, account: Account) -> None:
    answer = analyst.ask('mutation { targetSet(kpi: "escalation_rate", value: 0.1, upper: 0.2) { target { value upper } errors { code } } }')
    assert answer["targetSet"] == {"target": {"value": 0.1, "upper": 0.2}, "errors": []}


def test_a_member_is_added_promoted_and_removed(owner: Caller, account: Account, django_capture_on_commit_callbacks: Any) -> None:
    UserFactory(email="new@people.test")
    with django_capture_on_commit_callbacks(execute=True):
        added = owner.ask('mutation { memberAdd(email: "New@People.test", role: VIEWER) { member { id email role isPending isViewer } errors { code } } }')
    member = added["memberAdd"]["member"]
    assert {name: member[name] for name in ("email", "role", "isPending", "isViewer")} == {
        "email": "new@people.test",
        "role": "VIEWER",
        "isPending": False,
        "isViewer": False,
    }
    assert mail.outbox[0].to == ["new@people.test"]
    owner.ask("mutation ($id: ID!) { memberRoleSet(id: $id, role: ANALYST) { errors { code } } }", id=member["id"])
    assert Membership.objects.get(email="new@people.test").role == Role.ANALYST
    removed = owner.ask("mutation ($id: ID!) { memberRemove(id: $id) { member { email } errors { code } } }", id=member["id"])
    assert removed["memberRemove"] == {"member": {"email": "new@people.test"}, "errors": []}
    assert not Membership.objects.filter(email="new@people.test").exists()


def test_nobody_is_added_twice_or_without_an_address(owner: Caller, account: Account) -> None:
    query = f"mutation ($email: String!) {{ memberAdd(email: $email, role: VIEWER) {{ member {{ id }} {ERRORS} }} }}"
    only_error(owner.ask(query, email="owner@acme.test"), field="email", code="TAKEN")
    only_error(owner.ask(query, email="nobody"), field="email", code="INVALID")


def test_an_account_keeps_an_owner(owner: Caller, account: Account) -> None:
    mine = owner.ask("{ account { members { id } } }")["account"]["members"][0]["id"]
    only_error(owner.ask(f"mutation ($id: ID!) {{ memberRemove(id: $id) {{ member {{ id }} {ERRORS} }} }}", id=mine), field="id", code="LAST_OWNER")
    only_error(
        owner.ask(f"mutation ($id: ID!) {{ memberRoleSet(id: $id, role: VIEWER) {{ member {{ id }} {ERRORS} }} }}", id=mine), field="id", code="LAST_OWNER"
    )
    assert Membership.objects.get(account=account).role == Role.OWNER


def test_a_key_is_shown_once_and_then_only_recognised(owner: Caller, account: Account) -> None:
    made = owner.ask('mutation { apiKeyCreate(name: "warehouse", scope: READ) { secret apiKey { id name prefix scope createdBy revokedAt } } }')["apiKeyCreate"]
    assert made["secret"].startswith(made["apiKey"]["prefix"])
    assert (made["apiKey"]["scope"], made["apiKey"]["createdBy"], made["apiKey"]["revokedAt"]) == ("READ", "owner@acme.test", None)
    assert made["secret"] not in str(list(ApiKey.objects.values()))
    assert made["secret"] not in str(owner.ask("{ account { apiKeys { name prefix } } }"))
    revoked = owner.ask("mutation ($id: ID!) { apiKeyRevoke(id: $id) { secret apiKey { revokedAt } errors { code } } }", id=made["apiKey"]["id"])[
        "apiKeyRevoke"
    ]
    assert (revoked["secret"], revoked["errors"]) == (None, [])
    assert revoked["apiKey"]["revokedAt"]


def test_a_key_needs_a_name(owner: Caller, account: Account) -> None:
    only_error(owner.ask(f'mutation {{ apiKeyCreate(name: " ", scope: READ) {{ secret apiKey {{ id }} {ERRORS} }} }}'), field="name", code="INVALID")
    assert not ApiKey.objects.filter(account=account).exists()


@pytest.mark.parametrize(
    "mutation", ["memberRemove(id: $id) { member { id }", "memberRoleSet(id: $id, role: OWNER) { member { id }", "apiKeyRevoke(id: $id) { apiKey { id }"]
)
def test_an_id_of_something_else_is_not_found(owner: Caller, account: Account, mutation: str) -> None:
    for other in ("nothing", owner.ask('{ kpi(key: "csat") { id } }')["kpi"]["id"], owner.ask("{ account { id } }")["account"]["id"]):
        only_error(owner.ask(f"mutation ($id: ID!) {{ {mutation} {ERRORS} }} }}", id=other), field="id", code="NOT_FOUND")


def test_mutations_run_one_after_the_other(analyst: Caller, account: Account) -> None:
    answer = analyst.ask('mutation { a: targetSet(kpi: "csat", value: 0.5) { target { value } } b: targetRemove(kpi: "csat") { target { value } } }')
    assert (answer["a"]["target"], answer["b"]["target"]) == ({"value": 0.5}, {"value": 0.5})
