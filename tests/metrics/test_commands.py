"""The command line says what the API says, and refuses what it does not know."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from metrics.readings import Period, Request, read
from metrics.snapshots import catch_up
from tenants.models import Account
from tests.metrics.facts import AI, answer, ticket
from tests.tickets.histories import created, reply, solved
from tests.tickets.histories import ticket as history
from tickets import facts

KEYS = (
    *("kpi", "version", "unit", "better", "from", "to", "timezone", "value", "numerator", "denominator", "n", "interval", "partial", "provisional"),
    *("previous", "split", "by", "status", "benchmarks"),
    *("missing", "excluded"),
)


def printed(*options: str, kpi: str = "ticket_volume") -> dict[str, object]:
    out = StringIO()
    call_command("reading", "--account", "acme", "--kpi", kpi, "--from", "2026-03-01", "--to", "2026-03-31", *options, stdout=out)
    return json.loads(out.getvalue())


def test_a_reading_is_printed_with_its_keys_in_order(account: Account) -> None:
    answer(ticket("03-02 09:00", reply="09:10", channel="chat"), "09:10", 600)
    found = printed("--by", "channel", kpi="first_response_time")
    assert tuple(found) == KEYS
    assert found["value"] == read([Request("first_response_time", Period(date(2026, 3, 1), date(2026, 3, 31)))])[0].number.value
    assert (found["unit"], found["better"], found["timezone"], found["n"]) == ("duration", "lower", "Europe/Berlin", 1)
    assert [row["key"] for row in found["by"]] == ["chat"]  # type: ignore[attr-defined]


def test_a_missing_value_is_null_and_says_why(account: Account) -> None:
    ticket("03-02 09:00")
    found = printed(kpi="csat")
    assert found["value"] is None
    assert found["missing"]


def test_filters_percentiles_and_clocks_are_options(account: Account) -> None:
    for minutes in range(1, 11):
        answer(ticket("03-02 09:00", reply=f"09:{minutes:02}", channel="chat", topic="billing"), "09:30", 60)
    ticket("03-02 09:00", reply="12:00", channel="email")
    found = printed("--filter", "channel=chat", "--filter", "topic=billing", "--percentile", "90", "--clock", "business", kpi="first_response_time")
    assert found["n"] == 10
    assert found["value"] == pytest.approx(9.1 * 60 / 2, rel=0.01)


def test_a_series_is_printed_by_day_week_or_month(account: Account) -> None:
    ticket("03-02 09:00")
    assert [(row["key"], row["value"]) for row in printed("--by", "month")["by"]] == [("2026-03-01", 1)]  # type: ignore[attr-defined]


def test_what_is_pending_is_derived_and_computed_first(account: Account) -> None:
    told = history(created("mon 10:00"), reply("10:12"), solved("10:30"), channel="email")
    facts.touch([told.pk])
    assert printed()["value"] == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--kpi", "happiness"], "There is no KPI 'happiness'"),
        (["--by", "colour"], "There is no dimension 'colour'"),
        (["--filter", "colour=red"], "There is no dimension 'colour'"),
        (["--filter", "channel=fax"], "There is no channel 'fax'"),
        (["--filter", "chat"], "is no filter"),
        (["--account", "nobody"], "There is no account 'nobody'"),
        (["--percentile", "90"], "has no percentiles"),
        (["--clock", "business"], "has no clock"),
        (["--to", "2026-02-01"], "before it begins"),
        (["--from", "02.03.2026"], "is no day"),
    ],
)
def test_what_is_unknown_is_refused_by_name(account: Account, options: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        printed(*options)


def test_recompute_prints_what_it_did(account: Account) -> None:
    ticket("03-02 09:00", solved="03-03 10:00", resolver=AI)
    out, told = StringIO(), StringIO()
    call_command("recompute", "--account", "acme", stdout=out, stderr=told)
    assert out.getvalue().startswith("2 days, ")
    assert "2 of 2 days computed" in told.getvalue()
    call_command("recompute", "--account", "acme", "--all", stdout=out)
    assert catch_up().days == 0


def test_the_kpi_reference_is_up_to_date(tmp_path: Path) -> None:
    call_command("kpi_reference", "--check")
