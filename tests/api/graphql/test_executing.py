"""The short way through plain attributes gives what the library gives, right or wrong."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from graphql import GraphQLObjectType, execute_sync, parse, validate

from api.graphql.context import Context, realm_of_account
from api.graphql.executing import PlainExecutor
from api.graphql.schema import api
from api.graphql.types.catalogue import kpi_of
from api.graphql.types.readings import reading_of
from metrics.catalogue import SHIPPED
from metrics.kpis import KPIS
from metrics.readings import types as said
from tenants.access import Access
from tenants.models import Account, Role

from . import numbers

READING = """
fragment Number on Reading { value numerator denominator n interval { low high method } }
fragment All on Reading {
  kpi { id key name unit better dimensions definition benchmarks { text low high kind condition source label } }
  version period { from to } timezone asOf clock percentile ...Number isPartial isProvisional isAvailable missing status
  previous { period { from to } value change relativeChange isSignificant direction interval { low } }
  target { kpi value upper dimension key due since start label } contradictedBy { key } trajectory { expected goal due isOnTrack }
  ownHistory { months low middle high best } currency versionNumber benchmarks { text } bestBenchmark { text kind }
  split { ai { value share n previousValue interval { low high } } human { value } }
  series { from to value n interval { low high } isPartial ai human aiN humanN usual { low middle high weeks isUnusual } __typename }
  breakdown { key label value numerator previousValue change isSignificant direction split { ai { n } } target { key dimension } status }
  excluded { spam merged outbound } same: n
}
{ readings(kpis: ["csat", "first_response_time"], period: {from: "2026-02-01", to: "2026-02-28"}, interval: DAY, by: CHANNEL) {
  ...All ... on Reading { balancing { ...All } } n @include(if: true) value @skip(if: true) __typename
} }"""


MakeContext = Callable[[], Context]


def fields_of(name: str) -> list[str]:
    """The fields of an object type."""
    kind = api.graphql.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return list(kind.fields)


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> MakeContext:
    monkeypatch.setattr("metrics.readings.read", numbers.readings, raising=False)
    monkeypatch.setattr("api.graphql.types.catalogue.catalogue", lambda: SHIPPED)
    access = Access(account=Account(pk=1, slug="acme", name="Acme", timezone="Europe/Berlin"), role=Role.VIEWER)
    return lambda: Context(access, realm_of_account(access.account), api.plain_attributes, api.prices)


def both(context: MakeContext, query: str) -> list[Any]:
    """The answers of the library alone and of the short way."""
    document = parse(query)
    assert validate(api.graphql, document) == []
    return [execute_sync(api.graphql, document, context_value=context(), executor_class=executor).formatted for executor in (None, PlainExecutor)]


def test_a_whole_reading_is_the_same_by_both_ways(context: MakeContext) -> None:
    library, short = both(context, READING)
    assert library == short
    assert list(library["data"]["readings"][0]) == list(short["data"]["readings"][0])
    assert len(json.dumps(short)) > 20_000


WORDS = cast(Any, numbers.NUMBER)._replace(n="many")
NOTHING = cast(Any, numbers.NUMBER)._replace(n=None)
BROKEN = {
    "null where none may be": {"version": None},
    "null in a list": {"missing": ("one", None)},
    "a list that is none": {"series": 7},
    "a number that is none": {"timezone": object()},
    "an unknown enum value": {"status": "perhaps"},
    "an infinite value": {"number": numbers.NUMBER._replace(value=float("inf"))},
    "a broken value in a nested list": {"series": (said.Point(said.Period(date(2026, 1, 1), date(2026, 1, 1)), WORDS, False),)},
    "null in a nested object": {"split": said.Split(ai=said.SplitPart(NOTHING, None, None))},
}


@pytest.mark.parametrize("changes", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_reported_the_same_way(context: MakeContext, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]) -> None:
    def broken(requests: list[said.Request]) -> list[said.Reading]:
        return [replace(numbers.reading(requests[0]), **changes), numbers.reading(requests[1])]

    monkeypatch.setattr("metrics.readings.read", broken)
    try:
        library, short = both(context, READING)
    except TypeError:  # raised while mapping, before any executor has a say
        pytest.fail("The mapping failed.")
    assert library == short
    assert library["errors"]


def test_kpis_are_the_same_by_both_ways(context: MakeContext) -> None:
    query = """{ kpis {
        id key name asks definition formula unit better split cadence pillar category needs version dayOf featured
        dimensions balancedBy { key } benchmarks { text }
    } }"""
    library, short = both(context, query)
    assert library == short
    assert len(short["data"]["kpis"]) == len(KPIS)


def test_errors_of_resolvers_are_the_same_by_both_ways(context: MakeContext) -> None:
    library, short = both(
        context, '{ viewer { kind } node(id: "x") { id ... on Kpi { key } } readings(kpis: ["nothing"], period: {from: "2026-01-02", to: "2026-01-01"}) { n } }'
    )
    assert library == short
    assert library["errors"][0]["path"] == ["readings"]


def test_points_are_counted_as_they_are_spent(context: MakeContext) -> None:
    made = context()
    execute_sync(api.graphql, parse(READING), context_value=made, executor_class=PlainExecutor)
    # Two readings at 5, their balancing readings at 3, 28 points each, and a tenth for every other object.
    assert made.executor is not None
    assert 25 < made.executor.spent < 60


def test_every_field_of_a_reading_is_plain_but_those_that_ask_again() -> None:
    resolved = {name for name in fields_of("Reading") if ("Reading", name) not in api.plain_attributes}
    assert resolved == {"tickets", "peers"}
    assert all(("Point", name) in api.plain_attributes for name in fields_of("Point"))


def test_a_kpi_is_made_once_for_all_its_readings(context: MakeContext) -> None:
    made = context()
    one, other = (reading_of(made, numbers.reading(said.Request("csat", said.Period(date(2026, 1, 1), date(2026, 1, 2))))) for _ in range(2))
    assert one.kpi is other.kpi is kpi_of(made, KPIS["csat"])
