"""Why a number changed, what it cost elsewhere, and what an account looks at first, over HTTP."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.kpis import KPIS
from metrics.models import Pin, Scorecard
from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account, Role
from tests.metrics.facts import AI, HUMAN, ticket
from tests.metrics.readings.test_companions import solved

from .conftest import Caller, person

MARCH = 'period: {from: "2026-03-01", to: "2026-03-31"}'
APRIL = 'period: {from: "2026-04-01", to: "2026-04-30"}'
ARRANGE = (
    "mutation ($kpis: [String!]!, $cap: Int) { scorecardArrange(kpis: $kpis, cap: $cap) { scorecard { cap isDefault kpis { key } } errors { field code } } }"
)


def resolutions(month: str, resolver: int, *, durable: int, broken: int) -> None:
    for number in range(durable + broken):
        held = number < durable
        ticket(f"{month}-10 09:00", reply="09:05", solved="10:00", resolver=resolver, is_durable=held, durability_broken_after=None if held else 3600.0)


@pytest.fixture
def paradox(account: Account) -> None:
    """Both resolvers improve by five points, and the whole falls from 80 to 63 %: most of the work moves to the weaker one."""
    resolutions("03", HUMAN, durable=27, broken=3)
    resolutions("03", AI, durable=5, broken=5)
    resolutions("04", HUMAN, durable=19, broken=1)
    resolutions("04", AI, durable=44, broken=36)
    recompute()


def test_a_change_is_taken_apart_into_rate_and_mix(viewer: Caller, paradox: None) -> None:
    found = viewer.ask(
        f"""{{ decomposition(kpi: "quality_adjusted_resolution_rate", {APRIL}, by: RESOLVER) {{
        kpi {{ key }} by kind period {{ from }} previousPeriod {{ from to }} before {{ value n }} now {{ value n interval {{ method }} }}
        change rateEffect mixEffect reverses method source sentences missing isPartial
        segments {{ key label nBefore nNow shareBefore shareNow valueBefore valueNow rateEffect mixEffect }} }} }}"""
    )["decomposition"]
    assert (found["kpi"]["key"], found["by"], found["kind"], found["reverses"]) == ("quality_adjusted_resolution_rate", "RESOLVER", "AVERAGE", True)
    assert (found["before"]["value"], found["now"]["value"], found["now"]["interval"]["method"]) == (0.8, 0.63, "Wilson score interval, 95 %")
    assert (found["rateEffect"], found["mixEffect"], found["change"]) == (pytest.approx(0.05), pytest.approx(-0.22), pytest.approx(-0.17))
    assert {each["key"]: (each["valueBefore"], each["valueNow"], each["nNow"]) for each in found["segments"]} == {
        "human": (0.9, 0.95, 20),
        "ai": (0.5, 0.55, 80),
    }
    effects = [each[name] for each in found["segments"] for name in ("rateEffect", "mixEffect")]
    assert sum(effects) == pytest.approx(found["change"])
    assert any("blend alone misleads" in sentence for sentence in found["sentences"])
    assert found["source"]


def test_the_guide_shows_what_this_account_answers(viewer: Caller, paradox: None) -> None:
    section = (Path(__file__).parents[3] / "docs" / "api.md").read_text().split("## Why did it change?")[1]
    document, told = (re.search(rf"```{kind}\n(.*?)```", section, re.DOTALL) for kind in ("graphql", "json"))
    assert document is not None
    assert told is not None
    assert {"data": viewer.ask(document[1])} == json.loads(told[1])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ('kpi: "nothing", by: TOPIC', "UNKNOWN_KPI"),
        ('kpi: "csat", by: HOUR', "UNKNOWN_DIMENSION"),
        ('kpi: "csat", by: TOPIC, compareWith: NONE', "NO_COMPARISON"),
    ],
)
def test_a_change_that_cannot_be_taken_apart_leaves_the_rest_of_the_answer(viewer: Caller, account: Account, arguments: str, reason: str) -> None:
    answer = viewer.send(f"{{ decomposition({arguments}, {APRIL}) {{ change }} account {{ slug }} }}")
    assert answer["data"] == {"decomposition": None, "account": {"slug": "acme"}}
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "reason": reason}


def test_conflicts_name_both_sides_with_their_readings(viewer: Caller, account: Account) -> None:
    solved("02-10", 30, of=100, reopened=10)
    solved("03-10", 10, of=100, reopened=30)
    recompute()
    found = viewer.ask(
        f"""{{ conflicts({MARCH}) {{ kind sentence kpi {{ key }} partner {{ key }}
        reading {{ value status contradictedBy {{ key }} }} partnerReading {{ value previous {{ direction }} }} }} }}"""
    )["conflicts"]
    conflict = next(each for each in found if (each["kpi"]["key"], each["partner"]["key"]) == ("first_response_time", "reopen_rate"))
    assert conflict["sentence"] == "First response time improved, while Reopen rate worsened."
    assert (conflict["reading"]["status"], conflict["partnerReading"]) == ("CONTRADICTED", {"value": 0.3, "previous": {"direction": "WORSENED"}})
    assert {"key": "reopen_rate"} in conflict["reading"]["contradictedBy"]


def test_all_conflicts_take_a_handful_of_statements(viewer: Caller, account: Account) -> None:
    recompute()
    viewer.ask("{ viewer { kind } }")
    with CaptureQueriesContext(connection) as nothing:
        viewer.ask("{ viewer { kind } }")
    with CaptureQueriesContext(connection) as everything:
        answer = viewer.send(f"{{ conflicts({MARCH}) {{ sentence }} }}")
    assert len(everything) - len(nothing) < 15
    assert answer["extensions"]["cost"]["actual"] >= 300


def test_the_scorecard_shows_the_featured_kpis_until_it_is_arranged(analyst: Caller, account: Account) -> None:
    before = analyst.ask("{ scorecard { cap isDefault kpis { key } } }")["scorecard"]
    featured = sorted((kpi for kpi in KPIS.values() if kpi.featured is not None), key=lambda kpi: kpi.featured or 0)
    assert before == {"cap": 6, "isDefault": True, "kpis": [{"key": kpi.key} for kpi in featured[:6]]}
    answer = analyst.ask(ARRANGE, kpis=["reopen_rate", "csat"], cap=3)["scorecardArrange"]
    assert answer == {"scorecard": {"cap": 3, "isDefault": False, "kpis": [{"key": "reopen_rate"}, {"key": "csat"}]}, "errors": []}
    assert analyst.ask("{ scorecard { cap kpis { key } } }")["scorecard"] == {"cap": 3, "kpis": [{"key": "reopen_rate"}, {"key": "csat"}]}


@pytest.mark.parametrize(
    ("kpis", "cap", "field", "code"),
    [
        (["nothing"], None, "kpis", "UNKNOWN_KPI"),
        (["csat", "csat"], None, "kpis", "INVALID"),
        (["csat", "reopen_rate"], 1, "kpis", "INVALID"),
        (["csat"], 99, "cap", "INVALID"),
    ],
)
def test_a_scorecard_that_cannot_be_is_refused(analyst: Caller, account: Account, kpis: Any, cap: Any, field: str, code: str) -> None:
    answer = analyst.ask(ARRANGE, kpis=kpis, cap=cap)["scorecardArrange"]
    assert answer == {"scorecard": None, "errors": [{"field": field, "code": code}]}
    assert not Pin.objects.exists()
    assert not Scorecard.objects.exists()


def test_one_accounts_scorecard_is_not_anothers(analyst: Caller, account: Account, other_account: Account) -> None:
    analyst.ask(ARRANGE, kpis=["csat"], cap=1)
    with schemas.inside(other_account):
        elsewhere = person(other_account, Role.VIEWER)
    assert elsewhere.ask("{ scorecard { cap isDefault } }")["scorecard"] == {"cap": 6, "isDefault": True}


def test_inputs_say_what_was_sent_and_how_to_send_the_rest(viewer: Caller, account: Account) -> None:
    ticket("03-02 10:00", reply="10:05", solved="11:00")
    recompute()
    found = viewer.ask('{ kpi(key: "escalation_rate") { isAvailable inputs { key name send isSent } } other: kpi(key: "ticket_volume") { isAvailable } }')
    sent = {each["key"]: each["isSent"] for each in found["kpi"]["inputs"]}
    assert (sent["tickets"], sent["escalations"], found["kpi"]["isAvailable"], found["other"]["isAvailable"]) == (True, False, False, True)
    assert all(each["send"].endswith(".") for each in found["kpi"]["inputs"])


def test_availability_of_the_whole_catalogue_takes_no_statement_for_each_kpi(viewer: Caller, account: Account) -> None:
    with CaptureQueriesContext(connection) as before:
        viewer.ask("{ kpis { key } }")
    with CaptureQueriesContext(connection) as after:
        viewer.ask("{ kpis { key isAvailable inputs { isSent } parameters { value } isOutcome hasTickets facts } }")
    assert len(after) - len(before) <= 2


def test_a_number_that_counts_no_tickets_says_so_on_the_field_only(viewer: Caller, account: Account) -> None:
    kpi = next((each["key"] for each in viewer.ask("{ kpis { key hasTickets } }")["kpis"] if not each["hasTickets"]), None)
    if kpi is None:
        return
    answer = viewer.send(f'{{ readings(kpis: ["{kpi}"], {MARCH}) {{ n tickets {{ totalCount }} }} }}')
    assert answer["data"]["readings"][0]["tickets"] == {"totalCount": 0}
    assert answer["errors"][0]["path"] == ["readings", 0, "tickets"]
