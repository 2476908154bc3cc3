"""No value of one account shows through the GraphQL API of another: every field of the schema is asked, from both sides.

The documents are made from the schema, so a new field is asked as soon as it exists. In the account under test every field
must answer with a value of its own (or be listed as shared by all accounts, with the reason); a field that stays empty
fails the suite, since an empty field proves nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_leaf_type

from api.graphql.schema import api
from metrics import definitions
from metrics.kpis import KPIS
from metrics.models import Definition, Pin, Recompute, Target
from metrics.snapshots import recompute
from tenants import keys, schemas
from tenants.models import Account, BusinessCalendar, Membership, Role, Scope
from tests.api.graphql.conftest import Caller, person, program
from tests.isolation.filling import send, settle
from tests.tickets.histories import Told, ai, append, created, escalated, label, rated, reply, solved
from tickets import facts
from tickets.kinds import Author, Kind
from tickets.models import Customer, SlaTarget, Ticket

SHARED = {
    "Kpi": "The catalogue is the same for everybody; ids and targets are looked at below.",
    "Benchmark": "Published figures are the same for everybody.",
    "PageInfo": "Two booleans and two cursors; cursors are looked at below.",
    "UserError": "Words about the arguments that were sent.",
    "Problem": "Words about the expression that was sent.",
    "Parameter": "The catalogue's parameters; test_definitions looks at what accounts choose.",
    "ParameterValue": "Shipped values; test_definitions looks at what accounts choose.",
    "ParameterChoice": "The catalogue's choices.",
    "KpiInput": "The catalogue's inputs; test_insights looks at what accounts send.",
    "Panel": "The panels are the same for everybody.",
    "RowKind": "What can be imported is the same for everybody.",
    "RowField": "What can be imported is the same for everybody.",
    "ExpressionField": "Columns of facts; their choices are looked at.",
    "Trait": "Words about a definition.",
}
OWN_OF_SHARED = {"Kpi.id", "PageInfo.startCursor", "PageInfo.endCursor"}
SAME_FOR_ALL = {
    "DayHours.day": "The seven days of the week.",
    "Viewer.kind": "Person or key.",
    "Fact.name": "The names of facts.",
    "Fact.rule": "The sentences of rules.",
    "Event.kind": "The kinds of events.",
    "Event.author": "The kinds of authors.",
    "Ticket.resolver": "AI or human.",
    "Ticket.handledBy": "AI, human or mixed.",
    "Ticket.exclusion": "Three reasons.",
    "Target.kpi": "The catalogue's keys.",
    "Reading.version": "The definition's version.",
    "Reading.percentile": "Asked for.",
    "Reading.missing": "The catalogue's sentences.",
    "Period.from": "Asked for.",
    "Period.to": "Asked for.",
    "Point.from": "Asked for.",
    "Point.to": "Asked for.",
    "ConfidenceInterval.method": "The names of methods.",
    "SplitPart.share": "Ratios of small numbers.",
    "Reading.versionNumber": "Counted from 1.",
    "DefinitionVersion.number": "Counted from 1.",
    "ExpressionCheck.definition": "Of the expression that was sent.",
    "ExpressionCheck.formula": "Of the expression that was sent.",
    "Denominator.facts": "The kinds of facts.",
    "Denominator.value": "The fields of facts.",
    "Expression.facts": "The kinds of facts.",
    "Expression.value": "The fields of facts.",
    "Expression.balancedBy": "The catalogue's keys.",
    "Expression.day": "The fields of facts.",
    "Condition.field": "The fields of facts.",
    "DefinitionVersion.formula": "Formulas of the catalogue, and of fields.",
    "Decomposition.method": "The names of methods.",
    "Decomposition.source": "The sources of methods.",
    "StaffingNeed.method": "The names of methods.",
    "StaffingNeed.source": "The sources of methods.",
    "StaffingNeed.serviceLevel": "Asked for.",
    "StaffingNeed.occupancy": "A constant.",
    "StaffingNeed.weeks": "Of the period asked for.",
    "StaffingRow.hour": "The hours of the week.",
    "StaffingRow.label": "The hours of the week.",
    "AiOutcome.key": "Four outcomes.",
    "AiOutcome.label": "Four outcomes.",
    "TopicsPareto.cut": "A constant.",
    "SupportRisk.key": "The factors.",
    "SupportRisk.label": "The factors.",
    "RiskByValue.group": "High and low.",
    "ChurnAndSupport.lookBack": "A constant.",
    "Friction.windowDays": "A constant.",
    "FrictionComment.kind": "Two kinds.",
    "FrictionComment.ease": "The answer's place on its scale.",
    "Conflict.kind": "Categories of the catalogue.",
    "Conflict.sentence": "Names of the catalogue.",
    "Scorecard.cap": "Six unless set; looked at by test_insights.",
    "Usual.weeks": "Eight at most.",
    "ChurnAndSupport.n": "Either world has three customers.",
    "FailedSearches.queries": "Either world has three queries.",
    "TopicsPareto.rowCount": "Either world has two topics.",
    "TopicsPareto.vitalFew": "Either world has two topics.",
    "ContentGaps.rowCount": "Either world has two topics.",
    "FailedFirstContacts.rowCount": "Either world has two topics.",
    "UnresolvedIntents.rowCount": "Either world has two topics.",
    "OwnHistory.months": "Twelve at most.",
}
MAY_BE_EMPTY = {
    "Kpi.featured": "Of some KPIs only.",
    "Kpi.windowDays": "Of some KPIs only.",
    "Reading.missing": "Of accounts that have not sent everything; a sentence of the catalogue.",
    "Fact.seconds": "Of durations only.",
    "Fact.at": "Of instants only.",
    "ApiKeyPayload.secret": "Only when a key is made; asked by test_mutations.",
    "ContentGaps.without": "Of accounts that have not sent everything; asked by test_diagnostics.",
    "Decomposition.missing": "Where there is nothing to take apart.",
    "ChannelCandidate.expected": "With thirty tickets that AI touched; asked by tests of the diagnostic.",
    "ChannelCandidate.potential": "With thirty tickets that AI touched; asked by tests of the diagnostic.",
    "RelativeRisk.interval": "With leavers on both sides; asked by tests of the diagnostic.",
    "StaffingRow.inTime": "Of live channels only; asked by tests of the diagnostic.",
    "StaffingRow.occupancy": "Of live channels only; asked by tests of the diagnostic.",
    **{
        f"{name}.missing": "Of accounts that have not sent everything; asked by test_diagnostics."
        for name in (
            *("AiOutcomes", "AiReturn", "ChurnAndSupport", "ContentGaps", "EscalationReasons", "FailedFirstContacts", "FailedSearches", "Friction"),
            *("HandleTimeOutliers", "NextChannel", "StaffingNeed", "TopicsPareto", "UnresolvedIntents"),
        )
    },
}
PERIOD = 'period: {from: "2026-03-01", to: "2026-03-31"}'
EVERY_KPI = json.dumps(list(KPIS))
SOME_KPIS = json.dumps(["csat", "first_response_time", "reopen_rate", "ticket_volume", "backlog_size", "quality_adjusted_resolution_rate"])
EXPRESSION = """expression: {key: "looked_at", name: "Looked at", unit: PERCENT, better: HIGHER, facts: "tickets", reads: SHARE,
    condition: [{field: "is_open", is: ["false"]}], balancedBy: ["csat"]}"""
WRONG = EXPRESSION.replace('facts: "tickets"', 'facts: "nothing"')
ARGUMENTS = {
    "Query.kpi": 'key: "csat"',
    "Query.readings": f"kpis: {SOME_KPIS}, {PERIOD}, interval: MONTH, by: CHANNEL",
    "Query.dimensionValues": "dimension: CHANNEL",
    "Query.tickets": "first: 100",
    "Query.node": "id: $id",
    "Query.nodes": "ids: $ids",
    "Query.decomposition": f'kpi: "csat", {PERIOD}, by: TOPIC',
    "Query.conflicts": PERIOD,
    "Query.diagnostics": PERIOD,
    "Query.aiOutcomes": PERIOD,
    "Query.friction": PERIOD,
    "Query.kpiCheck": EXPRESSION,
    "Query.expressionFields": 'facts: "tickets"',
    "Reading.tickets": "first: 5",
    "Kpi.versions": "first: 5",
    "DefinitionVersion.reading": PERIOD,
    "AiOutcome.tickets": "first: 5",
    "ExpressionCheck.preview": "days: 366",
}
HEAVY = {
    *("Reading.tickets", "Reading.balancing", "Reading.contradictedBy", "Kpi.versions", "Kpi.pendingVersion", "Kpi.traits", "Drill.kpi", "Panel.kpis"),
    *("Conflict.reading", "Conflict.partnerReading", "Conflict.kpi", "Conflict.partner", "AiOutcome.tickets", "DefinitionVersion.reading"),
    *("ExpressionCheck.preview", "Scorecard.kpis", "Kpi.balancedBy", "Decomposition.kpi"),
}
"""Fields that are asked in documents of their own, so that no document exceeds the cost of one operation."""


def object_type(name: str) -> GraphQLObjectType:
    kind = api.graphql.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return kind


def fields_of(kind: GraphQLObjectType | GraphQLInterfaceType) -> Iterator[tuple[str, Any]]:
    for name, field in kind.fields.items():
        yield name, get_named_type(field.type)


def selection(kind: Any, path: tuple[str, ...], depth: int) -> str:
    """Every field below a type, each type once on the way down. Of an interface the id; its types are reached by other ways."""
    if isinstance(kind, GraphQLInterfaceType):
        return "id"
    parts = []
    for name, inner in fields_of(kind):
        place = f"{kind.name}.{name}"
        if is_leaf_type(inner):
            parts.append(f"{name}")
        elif depth and inner.name not in path and place not in HEAVY:
            parts.append(asked(place, name, inner, (*path, inner.name), depth))
    return " ".join(parts)


def asked(place: str, name: str, kind: Any, path: tuple[str, ...] = (), depth: int = 5) -> str:
    arguments = f"({ARGUMENTS[place]})" if place in ARGUMENTS else ""
    return f"{name}{arguments} {{ __typename {selection(kind, path, depth)} }}"


def documents() -> list[str]:
    """Documents that ask every field of every object type that can be reached by a query."""
    query = object_type("Query")
    found = []
    for name, kind in fields_of(query):
        variables = {"node": "($id: ID!)", "nodes": "($ids: [ID!]!)"}.get(name, "")
        found.append(f"query{variables} {{ {asked(f'Query.{name}', name, kind, (kind.name,), 1 if name in ('node', 'nodes') else 5)} }}")
    reading = object_type("Reading")
    few = f'readings(kpis: ["csat", "first_response_time"], {PERIOD})'
    for place in ("Reading.tickets", "Reading.balancing"):
        name = place.split(".")[1]
        inner = get_named_type(reading.fields[name].type)
        found.append(f"{{ {few} {{ __typename {asked(place, name, inner, ('Reading', 'Kpi', inner.name), 4)} }} }}")
    return [*found, *by_hand()]


def by_hand() -> list[str]:
    """Documents for the rest of `HEAVY`: below each of these fields are types that other documents ask in full."""
    known = "__typename id key name"
    version = selection(object_type("DefinitionVersion"), ("DefinitionVersion",), 4)
    kpi = f"versions(first: 5) {{ __typename totalCount pageInfo {{ __typename endCursor }} edges {{ __typename cursor node {{ __typename {version} }} }} }}"
    read = f"versions(first: 5) {{ __typename nodes {{ __typename reading({PERIOD}) {{ __typename value n version }} }} }}"
    traits = "traits { __typename key name holds explanation }"
    both = f"reading {{ __typename value kpi {{ {known} }} }} partnerReading {{ __typename value }} kpi {{ {known} }} partner {{ {known} }}"
    return [
        f"{{ kpis {{ {known} expression {{ __typename key }} balancedBy {{ {known} }} {kpi} }} }}",
        f'{{ kpi(key: "ticket_volume") {{ {known} {read} {traits} }} }}',
        '{ kpi(key: "reopen_rate") { __typename pendingVersion { __typename number fingerprint } } }',
        f"{{ panels {{ __typename kpis {{ {known} }} }} scorecard {{ __typename kpis {{ {known} }} }} }}",
        f"{{ conflicts({PERIOD}) {{ __typename {both} }} }}",
        f"{{ aiOutcomes({PERIOD}) {{ __typename resolved {{ __typename tickets(first: 5) {{ __typename totalCount nodes {{ __typename subject }} }} }} }} }}",
        f"{{ decomposition({ARGUMENTS['Query.decomposition']}) {{ __typename kpi {{ {known} }} }} }}",
        f"{{ diagnostics({PERIOD}) {{ __typename topicsPareto {{ __typename rows {{ __typename drill {{ __typename kpi {{ {known} }} }} }} }} }} }}",
        f"{{ kpiCheck({EXPRESSION}) {{ __typename preview(days: 366) {{ __typename value n }} }} }}",
        f"{{ kpiCheck({WRONG}) {{ __typename problems {{ __typename part message }} }} }}",
        f"{{ readings(kpis: {EVERY_KPI}, {PERIOD}) {{ __typename value n numerator denominator currency missing }} }}",
        f"{{ readings(kpis: {SOME_KPIS}, {PERIOD}) {{ __typename contradictedBy {{ {known} }} }} }}",
        '{ readings(kpis: ["ticket_volume"], period: {from: "2026-04-06", to: "2026-04-12"}, interval: DAY)'
        " { __typename series { __typename usual { __typename low middle high weeks isUnusual } } } }",
        '{ readings(kpis: ["backlog_size"], period: {from: "2026-06-01", to: "2026-06-30"})'
        " { __typename ownHistory { __typename months low middle high best } } }",
    ]


def collect(value: Any, into: dict[str, set[str]], place: str = "") -> None:
    """Every leaf of an answer by the type and field it belongs to."""
    if isinstance(value, list):
        for item in value:
            collect(item, into, place)
    elif isinstance(value, dict) and "__typename" in value and place != "Ticket.custom":
        into[place].add("an object")
        for name, inner in value.items():
            collect(inner, into, f"{value['__typename']}.{name}")
    elif value is not None and value != {}:
        into[place].add(json.dumps(value))


class Side:
    """One account filled with values that no other account has, and its owner."""

    def __init__(self, account: Account, *, marker: str, factor: int) -> None:
        self.account = account
        self.marker = marker
        with schemas.inside(account):
            self._fill(factor)
        self.owner = person(account, Role.OWNER, address=f"{marker}@people.test")
        self.key = program(account, Scope.ADMIN)
        made, _ = keys.create(account, name=f"{marker} revoked", scope=Scope.READ, by=self.owner.user)
        keys.revoke(account, key_id=made.pk)
        self.values: dict[str, set[str]] = defaultdict(set)

    def _fill(self, factor: int) -> None:
        account, marker = self.account, self.marker
        Account.objects.filter(pk=account.pk).update(name=f"{marker} Ltd")
        BusinessCalendar.objects.update_or_create(
            account=account,
            scope="default",
            key="",
            valid_from=None,
            defaults={"weekly_hours": {"mon": [[f"0{factor}:15", f"1{factor}:45"]]}, "holidays": [f"203{factor}-07-1{factor}"]},
        )
        Membership.objects.create(account=account, email=f"invited-{marker}@people.test", role=Role.VIEWER)
        SlaTarget.objects.create(priority=f"{marker}-high", first_reply_seconds=600.5 + factor, resolution_seconds=7200.5 + factor)
        for place, kpi in enumerate(KPIS):
            Target.objects.create(
                kpi=kpi,
                since="2026-01-01",
                start=0.1 + factor / 100,
                due=f"209{factor}-01-01",
                value=0.2 + factor / 100 + place / 10_000,
                upper=0.5 + factor / 100 + place / 10_000,
            )
        for number in range(5 * factor + 1):
            self._ticket(number, factor)
        facts.derive(list(Ticket.objects.values_list("pk", flat=True)))
        send(marker, factor)
        settle(account, marker, factor)

    def compute(self) -> None:
        """Numbers, for the test that reads them."""
        with schemas.inside(self.account):
            recompute()
            definitions.define("reopen_rate", population=[{"field": "tag", "is": [f"{self.marker}-tag"]}], by=f"{self.marker}@people.test")
            Recompute.objects.create(days_total=1000, days_done=len(self.marker) * 100)

    def _ticket(self, number: int, factor: int) -> None:
        marker = self.marker
        start = datetime(2026, 2 + number // 2 % 2, factor + number, 8, factor * 7 % 60, 11 * factor, tzinfo=UTC)
        stored = Ticket.objects.create(
            source=f"{marker}-desk",
            external_id=f"{marker}-{number}",
            subject=f"{marker} subject {number}",
            customer=Customer.objects.get_or_create(source=f"{marker}-desk", external_id=f"{marker}-customer-{number % 3}")[0],
            tags=[f"{marker}-tag"],
            custom={f"{marker}-field": f"{marker}-value"},
            **{name: label(name, f"{marker}-{name}-{number % 2}") for name in ("channel", "priority", "topic", "team", "agent")},
        )
        if number == 0:
            append(stored, created(start), Told(Kind.SPAM, start + timedelta(hours=1), Author.HUMAN))
            return
        answer = ai if number % 2 else reply
        wait = timedelta(seconds=61.5 * factor + number * 3.25)
        events = [created(start), answer(start + wait), Told(Kind.ASSIGNED, start + wait, Author.HUMAN, f"{marker}-a", f"{marker}-t")]
        events += [escalated(start + wait * 2, reason=f"{marker} reason")] if number % 3 == 0 else []
        events += [solved(start + wait * 3, Author.AI if number % 2 else Author.HUMAN), rated(start + wait * 4, 3.0 + factor / 10, high=5.0 + factor)]
        append(stored, *events)

    def answers(self, **variables: Any) -> Iterator[dict[str, Any]]:
        """The answers to every document, to this account's owner and to its key."""
        for document in documents():
            given = {name: value for name, value in variables.items() if f"${name}:" in document}
            yield self.owner.send(document, **given)
            yield self.key.send(document, **given)

    def ids(self) -> list[str]:
        """A global id of each type."""
        answer = self.owner.ask('{ account { id members { id } apiKeys { id } } kpi(key: "csat") { id } tickets(first: 1) { nodes { id } } }')
        account = answer["account"]
        return [account["id"], account["members"][0]["id"], account["apiKeys"][0]["id"], answer["kpi"]["id"], answer["tickets"]["nodes"][0]["id"]]


@pytest.fixture
def acme(account: Account) -> Side:
    return Side(account, marker="acmeonly", factor=3)


@pytest.fixture
def umbra(other_account: Account, acme: Side) -> Side:
    return Side(other_account, marker="umbraonly", factor=2)


def is_own(place: str) -> bool:
    """Whether the field holds what belongs to one account, in values that can be told apart."""
    if place in OWN_OF_SHARED:
        return True
    kind, _, name = place.partition(".")
    if kind in SHARED or place in SAME_FOR_ALL or name == "__typename":
        return False
    leaf = get_named_type(object_type(kind).fields[name].type)
    return is_leaf_type(leaf) and not isinstance(leaf, GraphQLEnumType) and leaf.name != "Boolean"


def asked_by_queries() -> set[str]:
    """Every field of every object type but the payloads of mutations, which test_mutations asks one by one."""
    objects = [kind for name, kind in api.graphql.type_map.items() if isinstance(kind, GraphQLObjectType) and not name.startswith("__")]
    return {
        f"{kind.name}.{name}"
        for kind in objects
        if kind.name not in ("Query", "Mutation", "UserError") and not kind.name.endswith("Payload")
        for name in kind.fields
    }


def test_every_field_answers_and_none_shows_a_value_of_the_other_account(acme: Side, umbra: Side) -> None:
    for side in (acme, umbra):
        side.compute()
        found = side.ids()
        for answer in side.answers(id=found[0], ids=found):
            assert "errors" not in answer, answer["errors"]
            for name, value in answer["data"].items():
                collect(value, side.values, f"Query.{name}")
    silent = {place for place in asked_by_queries() if not acme.values[place]} - set(MAY_BE_EMPTY)
    assert sorted(silent) == [], "These fields stayed empty, so this test proves nothing about them: give them a value above."
    own = {place for place in asked_by_queries() if is_own(place)}
    trivial = {"0", "1", '""', "0.0", "1.0", "[]"}
    shown = {place: (acme.values[place] & umbra.values[place]) - trivial for place in own}
    assert {place: values for place, values in shown.items() if values and values == acme.values[place]} == {}
    assert acme.marker not in json.dumps({place: sorted(values) for place, values in umbra.values.items()})
    assert umbra.marker not in json.dumps({place: sorted(values) for place, values in acme.values.items()})


def test_ids_of_one_account_are_null_in_the_other(acme: Side, umbra: Side) -> None:
    found = acme.ids()
    assert umbra.owner.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=found) == {"nodes": [None] * len(found)}
    assert acme.owner.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=found) == {"nodes": [{"id": one} for one in found]}


def test_cursors_of_one_account_are_refused_in_the_other(acme: Side, umbra: Side) -> None:
    cursor = acme.owner.ask("{ tickets(first: 1) { pageInfo { endCursor } } }")["tickets"]["pageInfo"]["endCursor"]
    assert umbra.owner.refused("query ($after: String) { tickets(after: $after) { totalCount } }", after=cursor) == "INVALID_CURSOR"


def test_labels_and_identifiers_of_one_account_find_nothing_in_the_other(acme: Side, umbra: Side) -> None:
    for wanted in (
        {"dimensions": [{"dimension": "CHANNEL", "values": [f"{acme.marker}-channel-0"]}]},
        {"search": f"{acme.marker}-1"},
        {"search": acme.marker},
    ):
        query = "query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }"
        assert umbra.owner.ask(query, filter=wanted) == {"tickets": {"totalCount": 0}}
        assert acme.owner.ask(query, filter=wanted)["tickets"]["totalCount"] > 0


MUTATIONS = {
    "accountUpdate": 'name: "Taken over", timezone: "Asia/Tokyo"',
    "calendarSet": 'weeklyHours: [], holidays: ["2099-01-01"]',
    "calendarRemove": 'scope: TEAM, key: "%(marker)s-team-0"',
    "kpiDefine": 'kpi: "csat", population: [{field: "tag", is: ["x"]}]',
    "kpiReset": 'kpi: "ticket_volume"',
    "kpiCreate": EXPRESSION.replace("looked_at", "intruding"),
    "kpiUpdate": 'kpi: "%(marker)s_share", ' + EXPRESSION.replace("looked_at", "%(marker)s_share"),
    "kpiRetire": 'kpi: "%(marker)s_share"',
    "scorecardArrange": 'kpis: ["csat"], cap: 1',
    "slaTargetsSet": 'targets: [{priority: "", resolutionSeconds: 1}]',
    "targetSet": 'kpi: "csat", value: 0.01',
    "targetRemove": 'kpi: "csat"',
    "memberAdd": 'email: "intruder@people.test", role: OWNER',
    "memberRoleSet": 'id: "%(member)s", role: VIEWER',
    "memberRemove": 'id: "%(member)s"',
    "apiKeyCreate": 'name: "intruder", scope: ADMIN',
    "apiKeyRevoke": 'id: "%(key)s"',
}


def standing(side: Side) -> list[Any]:
    """Everything of an account that a mutation can change."""
    with schemas.inside(side.account):
        return [
            Account.objects.filter(pk=side.account.pk).values("name", "timezone").get(),
            list(BusinessCalendar.objects.filter(account=side.account).values()),
            list(side.account.memberships.order_by("pk").values()),
            list(side.account.api_keys.order_by("pk").values()),
            list(SlaTarget.objects.order_by("pk").values()),
            list(Target.objects.order_by("pk").values()),
            list(Definition.objects.order_by("pk").values()),
            list(Pin.objects.order_by("pk").values()),
            Ticket.objects.count(),
        ]


def test_every_mutation_is_tried_below() -> None:
    assert set(MUTATIONS) == set(object_type("Mutation").fields)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_in_one_account_leaves_the_other_alone(acme: Side, umbra: Side, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("api.graphql.settings", "metrics.definitions.life"):
        monkeypatch.setattr(f"{module}.schedule_named", lambda name: None)
    _, member, key, *_ = acme.ids()
    before = standing(acme)
    for caller in (umbra.owner, umbra.key):
        answer = caller.send(
            f"mutation {{ {name}({MUTATIONS[name] % {'member': member, 'key': key, 'marker': acme.marker}}) {{ errors {{ code message }} }} }}"
        )
        if "%(marker)s" not in MUTATIONS[name]:
            assert acme.marker not in json.dumps(answer)
        if "id:" in MUTATIONS[name]:
            assert [error["code"] for error in answer["data"][name]["errors"]] == ["NOT_FOUND"]
    assert standing(acme) == before


def test_nobody_reaches_another_account_by_its_address(acme: Side, umbra: Side) -> None:
    for caller in (Caller(acme.account, user=umbra.owner.user), Caller(acme.account, secret=umbra.key.secret)):
        for document in documents():
            response = caller.post({"query": document, "variables": {"id": "x", "ids": []}})
            assert response.status_code == 404
            assert acme.marker not in response.content.decode()
