"""An agency's clients: pages of them, and their published numbers side by side, over time, by channel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.published.models import PublishedAccount, PublishedBlock
from tenants import schemas
from tenants.models import Account, Agency, AgencyRole, Grant, Role, Scope
from tests.api.graphql.conftest import Caller
from tests.factories import AccountFactory, AgencyFactory, GrantFactory, MembershipFactory
from tests.metrics.portfolio.worlds import everything, recomputed

from .conftest import program, staff

PERIOD = 'period: {from: "2026-03-02", to: "2026-04-05"}'
KPIS = '["first_response_time", "csat", "ticket_volume"]'
COMPARISON = f"""{{ comparison(kpis: {KPIS}, {PERIOD}) {{
  period {{ from to }} previousPeriod {{ from to }} clients {{ id name mayOpen }}
  columns {{ kpi {{ key unit }} rollup {{ value n numerator denominator interval {{ low high }} change direction split {{ ai {{ n }} }} }}
    spread {{ clients low p25 median p75 high beyondChance isInconsistent sentence }}
    cells {{ clientId value n interval {{ low high }} previousValue change direction isSignificant position distance rankBest rankWorst
      target {{ value }} status split {{ ai {{ value n }} human {{ value n }} }} isPartial isAvailable missing asOf }} }} }} }}"""


@pytest.fixture(scope="module")
def world(kept_account: Account) -> Agency:
    """The agency with one full client, acme, and two that have published the same numbers."""
    agency: Agency = AgencyFactory(slug="plumb", name="Plumb", timezone="Europe/Berlin")
    GrantFactory(agency=agency, account=kept_account, role=Role.ANALYST)
    everything(1, tickets=120, each=20)
    recomputed()
    for name in ("Bolt", "Crane"):
        add(agency, kept_account, name)
    return agency


def add(agency: Agency, like: Account, name: str) -> Account:
    """One more client, which has published what `like` has."""
    account: Account = AccountFactory(slug=name.lower(), name=name)
    GrantFactory(agency=agency, account=account, role=Role.VIEWER)
    told = PublishedAccount.objects.filter(pk=like.pk).values().get()
    PublishedAccount.objects.create(**{**told, "account_id": account.pk})
    rows = PublishedBlock.objects.filter(account=like).values()
    PublishedBlock.objects.bulk_create(
        PublishedBlock(**{name: value for name, value in {**row, "account_id": account.pk}.items() if name != "pk"}) for row in rows
    )
    return account


@pytest.fixture
def agency(world: Agency, db: None) -> Iterator[Agency]:
    with schemas.outside():
        yield world


@pytest.fixture
def analyst(agency: Agency) -> Caller:
    return staff(agency, AgencyRole.ANALYST)


def statements(caller: Caller, query: str) -> int:
    """How many statements a query takes, without those that name the schema."""
    with CaptureQueriesContext(connection) as captured:
        caller.ask(query)
    return len([each for each in captured.captured_queries if not each["sql"].startswith("SET ")])


def test_clients_are_compared_side_by_side(analyst: Caller, kept_account: Account) -> None:
    found = analyst.ask(COMPARISON)["comparison"]
    assert (found["period"], found["previousPeriod"]) == ({"from": "2026-03-02", "to": "2026-04-05"}, {"from": "2026-01-26", "to": "2026-03-01"})
    assert [row["name"] for row in found["clients"]] == ["Acme", "Bolt", "Crane"]
    first, csat, volume = found["columns"]
    assert [cell["clientId"] for cell in first["cells"]] == [row["id"] for row in found["clients"]]
    assert {cell["value"] for cell in csat["cells"]} == {csat["rollup"]["value"]}  # three alike are like one
    assert csat["rollup"]["n"] == 3 * csat["cells"][0]["n"] > 0
    assert csat["rollup"]["denominator"] == 3 * csat["cells"][0]["n"]
    assert volume["rollup"]["value"] == 3 * volume["cells"][0]["value"]
    assert {cell["position"] for cell in volume["cells"]} == {"UNRANKED"}
    assert first["spread"]["clients"] == 3
    assert first["spread"]["isInconsistent"] is False
    assert first["spread"]["sentence"] == "The 3 clients differ by no more than chance."
    assert {(cell["position"], cell["rankBest"], cell["rankWorst"]) for cell in first["cells"]} == {("TYPICAL", 1, 3)}


def test_what_a_client_reads_in_its_own_account_is_what_its_agency_reads(analyst: Caller, kept_account: Account) -> None:
    member = Caller(kept_account, user=MembershipFactory(account=kept_account, role=Role.VIEWER).user)
    fields = "value n interval { low high }"
    own = member.ask(f"{{ readings(kpis: {KPIS}, {PERIOD}) {{ {fields} previous {{ value change direction }} }} }}")["readings"]
    columns = analyst.ask(f"{{ comparison(kpis: {KPIS}, {PERIOD}) {{ columns {{ cells {{ {fields} previousValue change direction }} }} }} }}")["comparison"][
        "columns"
    ]
    for reading, column in zip(own, columns, strict=True):
        previous = reading.pop("previous")
        cell = column["cells"][0]
        told = {"previousValue": previous["value"], "change": previous["change"], "direction": previous["direction"]}
        assert cell == {**reading, **told}


def test_rows_are_ordered_as_asked_and_the_unknown_comes_last(analyst: Caller, agency: Agency) -> None:
    GrantFactory(agency=agency, account=AccountFactory(slug="empty", name="Aardvark"))
    asked = f'kpis: ["first_response_time"], {PERIOD}, orderBy: $order'
    query = f"query ($order: ComparisonOrder) {{ comparison({asked}) {{ clients {{ name }} }} }}"

    def rows(**order: Any) -> list[str]:
        return [row["name"] for row in analyst.ask(query, order=order)["comparison"]["clients"]]

    assert rows() == ["Aardvark", "Acme", "Bolt", "Crane"]
    assert rows(descending=True) == ["Crane", "Bolt", "Acme", "Aardvark"]
    assert rows(by="VALUE")[-1] == rows(by="VALUE", descending=True)[-1] == "Aardvark"
    answer = analyst.send(query, order={"by": "VALUE", "kpi": "nps"})
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "reason": "UNKNOWN_KPI"}


def test_the_comparison_asks_the_database_as_often_for_many_clients_as_for_few(analyst: Caller, agency: Agency, kept_account: Account) -> None:
    analyst.ask(COMPARISON)
    few = statements(analyst, COMPARISON)
    for number in range(5):
        add(agency, kept_account, f"More {number}".replace(" ", "-"))
    assert statements(analyst, COMPARISON) == few
    assert few == 8  # session, person, access, budget, own memberships; standing; days, months


def test_pages_of_clients_ask_as_often_for_many_as_for_few(analyst: Caller, agency: Agency, kept_account: Account) -> None:
    reading = f'readings(kpis: ["csat"], {PERIOD}) {{ cell {{ value }} rollup {{ n }} }}'
    query = f"{{ clients(first: 100) {{ totalCount nodes {{ name asOf dataFrom dataTo role {reading} }} }} }}"
    analyst.ask(query)
    few = statements(analyst, query)
    for number in range(3):
        add(agency, kept_account, f"More-{number}")
    assert statements(analyst, query) == few


def test_walking_the_pages_meets_every_client_once(analyst: Caller, agency: Agency) -> None:
    for number in range(7):
        GrantFactory(agency=agency, account=AccountFactory(slug=f"same-{number}", name="Same" if number % 2 else "Émile’s Ünï"))
    page = "nodes { slug } pageInfo { hasNextPage endCursor } totalCount"
    query = f"query ($after: String, $order: ClientOrder) {{ clients(first: 3, after: $after, orderBy: $order) {{ {page} }} }}"
    for order in ("NAME_ASC", "NAME_DESC", "SINCE_DESC", "SINCE_ASC"):
        met: list[str] = []
        after = None
        while True:
            found = analyst.ask(query, after=after, order=order)["clients"]
            met += [node["slug"] for node in found["nodes"]]
            if not found["pageInfo"]["hasNextPage"]:
                break
            after = found["pageInfo"]["endCursor"]
        assert len(met) == len(set(met)) == found["totalCount"] == 10
    assert analyst.refused(query, after=after, order="NAME_ASC") == "INVALID_CURSOR"  # made in another order


def test_clients_are_found_by_name_and_by_how_fresh_they_are(analyst: Caller, agency: Agency) -> None:
    GrantFactory(agency=agency, account=AccountFactory(slug="silent", name="Never published"))
    query = "query ($filter: ClientFilter) { clients(filter: $filter) { nodes { slug isStale } } }"

    def found(**wanted: Any) -> list[str]:
        return [node["slug"] for node in analyst.ask(query, filter=wanted)["clients"]["nodes"]]

    assert found(search="bol") == ["bolt"]
    assert found(isStale=True) == ["silent"]
    PublishedAccount.objects.filter(account__slug="bolt").update(as_of=datetime(2026, 5, 1, tzinfo=UTC))
    assert found(isStale=True) == ["bolt", "silent"]
    assert found(isStale=False) == ["acme", "crane"]


def test_who_revokes_is_gone_from_every_answer_at_once(analyst: Caller, agency: Agency) -> None:
    before = analyst.ask('{ client(slug: "bolt") { id role grantedRole mayOpen dataFrom } }')["client"]
    assert (before["role"], before["grantedRole"], before["mayOpen"], before["dataFrom"]) == ("VIEWER", "VIEWER", True, "2026-03-01")
    Grant.objects.filter(agency=agency, account__slug="bolt").update(revoked_at=datetime.now(UTC))
    assert analyst.ask('{ client(slug: "bolt") { id } }') == {"client": None}
    assert analyst.ask("query ($id: ID!) { node(id: $id) { id } }", id=before["id"]) == {"node": None}
    assert [row["name"] for row in analyst.ask(COMPARISON)["comparison"]["clients"]] == ["Acme", "Crane"]
    query = f'query ($id: ID!) {{ segments(client: $id, kpi: "csat", {PERIOD}) {{ n }} }}'
    assert analyst.send(query, id=before["id"])["errors"][0]["extensions"]["reason"] == "UNKNOWN_CLIENT"


def test_a_client_is_opened_by_people_and_not_by_keys(analyst: Caller, agency: Agency, kept_account: Account) -> None:
    query = '{ client(slug: "acme") { role mayOpen } }'
    assert analyst.ask(query) == {"client": {"role": "VIEWER", "mayOpen": True}}
    assert staff(agency, AgencyRole.MANAGER).ask(query) == {"client": {"role": "ANALYST", "mayOpen": True}}
    assert program(agency, Scope.READ).ask(query) == {"client": {"role": None, "mayOpen": False}}
    MembershipFactory(account=kept_account, user=analyst.user, role=Role.OWNER)
    assert analyst.ask(query) == {"client": {"role": "OWNER", "mayOpen": True}}


def test_a_number_over_time_and_by_channel(analyst: Caller) -> None:
    found = analyst.ask(
        f'{{ series(kpi: "ticket_volume", {PERIOD}) {{ kpi {{ key }} rollup {{ value }} clients {{ client {{ name }} points {{ from to value n }} }} }} }}'
    )["series"]
    assert [each["client"]["name"] for each in found["clients"]] == ["Acme", "Bolt", "Crane"]
    assert [point["value"] for point in found["rollup"]] == [3 * point["value"] for point in found["clients"][0]["points"]]
    fields = "kpi { key } cell { value } series { value } segments { key label value n }"
    page = analyst.ask(f'{{ client(slug: "acme") {{ id readings(kpis: ["ticket_volume"], {PERIOD}) {{ {fields} }} }} }}')["client"]
    (reading,) = page["readings"]
    assert sum(point["value"] for point in reading["series"]) == reading["cell"]["value"]
    assert sum(part["n"] for part in reading["segments"]) == reading["cell"]["value"]
    again = analyst.ask(f'query ($id: ID!) {{ segments(client: $id, kpi: "ticket_volume", {PERIOD}) {{ key label value n }} }}', id=page["id"])["segments"]
    assert again == reading["segments"]


def test_movers_and_who_is_off_target_say_of_whom_and_in_what(analyst: Caller, agency: Agency) -> None:
    told = PublishedAccount.objects.get(account__slug="bolt")
    told.targets = [["first_response_time", 1.0, None, 0, "", None, None, None]]
    told.save()
    missed = analyst.ask(f"{{ offTarget({PERIOD}) {{ client {{ slug }} kpi {{ key }} value n target {{ value }} status gap distance }} }}")["offTarget"]
    (bolt,) = missed
    assert (bolt["client"]["slug"], bolt["kpi"]["key"], bolt["target"]["value"], bolt["status"]) == ("bolt", "first_response_time", 1.0, "OFF_TARGET")
    assert bolt["gap"] == bolt["value"] - 1.0
    assert bolt["distance"] > 1
    movers = analyst.ask(f"{{ movers({PERIOD}, first: 5) {{ client {{ slug }} kpi {{ key }} value previousValue change direction standardised }} }}")["movers"]
    assert [each["standardised"] for each in movers] == sorted((each["standardised"] for each in movers), key=abs, reverse=True)
    assert analyst.refused(f"{{ movers({PERIOD}, first: 500) {{ n }} }}") == "PAGE_SIZE_LIMIT"


def test_what_is_not_published_cannot_be_asked(analyst: Caller) -> None:
    answer = analyst.send(f'{{ comparison(kpis: ["staffing"], {PERIOD}) {{ clients {{ name }} }} }}')
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "reason": "UNKNOWN_KPI"}
    assert analyst.ask('{ kpi(key: "staffing") { key } kpis(keys: ["csat", "nope"]) { key balancedBy { key } } }')["kpis"][0]["key"] == "csat"
