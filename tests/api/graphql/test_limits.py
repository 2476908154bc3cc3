"""Documents made to hurt are refused quickly, with a code; documents people write are not."""

from typing import Any

import pytest
from graphql import get_introspection_query

from api.graphql.errors import ApiError
from api.graphql.limits import Scale, choose, parsed
from api.graphql.schema import api

from .conftest import Caller


def weigh(query: str, **variables: Any) -> int:
    document = parsed(query)
    return Scale(api.graphql, api.prices, document, variables).weigh(choose(document, None))


def bomb(levels: int, spreads: int = 2) -> str:
    """Fragments that spread the next one several times: few characters, `spreads ** levels` fields."""
    fragments = [f"fragment F{level} on Account {{ {' '.join(f'a{n}: slug ...F{level + 1}' for n in range(spreads))} }}" for level in range(levels)]
    return "{ account { ...F0 } } " + " ".join(fragments) + f" fragment F{levels} on Account {{ name }}"


def nested_bomb(levels: int) -> str:
    fragments = [f"fragment F{level} on Kpi {{ x: balancedBy {{ ...F{level + 1} }} y: balancedBy {{ ...F{level + 1} }} }}" for level in range(levels)]
    return "{ kpis { ...F0 } } " + " ".join(fragments) + f" fragment F{levels} on Kpi {{ key }}"


def nested(levels: int) -> str:
    return '{ kpi(key: "csat") ' + "{ balancedBy " * levels + "{ key }" + " }" * levels + " }"


ATTACKS = {
    "fragments that double": (bomb(40), "FIELD_LIMIT"),
    "fragments that grow tenfold": (bomb(55, spreads=5), "FIELD_LIMIT"),
    "fragments that double in depth": (nested_bomb(13), "FIELD_LIMIT"),
    "fragments that double in depth, far down": (nested_bomb(50), "DEPTH_LIMIT"),
    "fragments in a circle": ("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "VALIDATION_FAILED"),
    "a fragment of itself": ("{ account { ...A } } fragment A on Account { slug ...A }", "VALIDATION_FAILED"),
    "unused fragments that double": (bomb(30).replace("{ account { ...F0 } }", "{ __typename }"), "FIELD_LIMIT"),
    "too many fragments": ("{ __typename } " + " ".join(f"fragment F{n} on Query {{ __typename }}" for n in range(200)), "ROOT_LIMIT"),
    "too many operations": (" ".join(f"query Q{n} {{ __typename }}" for n in range(200)), "BAD_REQUEST"),
    "deep nesting": (nested(20), "DEPTH_LIMIT"),
    "nesting deeper than the stack": ("{ a " * 2_000 + "}" * 2_000, "DEPTH_LIMIT"),
    "lists deeper than the stack": ("{ nodes(ids: " + "[" * 1_900 + "]" * 1_900 + ") { id } }", "DEPTH_LIMIT"),
    "types deeper than the stack": ("query ($a: " + "[" * 1_900 + "Int" + "]" * 1_900 + ") { __typename }", "DEPTH_LIMIT"),
    "many tokens": ("{ " + "a " * 5_000 + "}", "TOKEN_LIMIT"),
    "many characters": ("{ __typename } #" + "x" * 50_000, "DOCUMENT_TOO_LARGE"),
    "many aliases": (
        "{ " + " ".join(f"a{n}: viewer {{ kind }}" for n in range(19)) + " account { " + " ".join(f"b{n}: slug" for n in range(60)) + " } }",
        "ALIAS_LIMIT",
    ),
    "many root fields": ("{ " + " ".join(f"a{n}: viewer {{ kind }}" for n in range(21)) + " }", "ROOT_LIMIT"),
    "the same field again and again": ("{ viewer { " + "kind " * 1_500 + "} }", "ALIAS_LIMIT"),
    "the same fragment again and again": ("{ viewer { " + "...V " * 1_000 + "} } fragment V on Viewer { kind }", "ALIAS_LIMIT"),
    "the same field in inline fragments": ("{ viewer { " + "... { kind } " * 700 + "} }", "ALIAS_LIMIT"),
    "a long list of ids": ("{ nodes(ids: [" + '"x",' * 101 + "]) { id } }", "ID_LIMIT"),
    "a long list of KPIs": ("{ readings(kpis: [" + '"csat",' * 101 + '], period: {from: "2026-01-01", to: "2026-01-02"}) { n } }', "ID_LIMIT"),
    "a large page": ("{ tickets(first: 101) { totalCount } }", "PAGE_SIZE_LIMIT"),
    "a page of nothing": ("{ tickets(first: 0) { totalCount } }", "PAGE_SIZE_LIMIT"),
    "a page of less than nothing": ("{ tickets(last: -1) { totalCount } }", "PAGE_SIZE_LIMIT"),
    "both ends of a page": ("{ tickets(first: 1, last: 1) { totalCount } }", "PAGE_SIZE_LIMIT"),
    "a huge number": ("{ tickets(first: " + "9" * 5_000 + ") { totalCount } }", "TOKEN_LIMIT"),
    "a number beyond 32 bits": ("{ tickets(first: 99999999999) { totalCount } }", "PAGE_SIZE_LIMIT"),
    "pages of tickets of many readings": (
        '{ readings(kpis: ["csat"], period: {from: "2026-01-01", to: "2026-01-02"}) { balancing { balancing { balancing { balancing { '
        "tickets(first: 100) { nodes { events { at } facts { name } } } } } } } } }",
        "COST_LIMIT",
    ),
    "introspection in circles": ("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "DEPTH_LIMIT"),
    "many directives": ("{ viewer { kind " + "@skip(if: false) " * 500 + "} }", "VALIDATION_FAILED"),
    "many unknown fields": ("{ account { " + " ".join(f"x{n}" for n in range(1_000)) + " } }", "VALIDATION_FAILED"),
    "many variables": ("query (" + " ".join(f"$v{n}: Int" for n in range(900)) + ") { __typename }", "VALIDATION_FAILED"),
}


@pytest.mark.parametrize(("query", "code"), ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_refused_with_a_code(viewer: Caller, query: str, code: Any) -> None:
    response = viewer.post({"query": query})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, code)
    assert len(response.json()["errors"]) <= 11


VARIABLES = {
    "nested without end": ({"filter": [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}, "DEPTH_LIMIT"),
    "a long list": ({"ids": ["x"] * 101}, "ID_LIMIT"),
    "an endless list": ({"ids": ["x"] * 5_000}, "ID_LIMIT"),
    "a large page": ({"first": 500}, "PAGE_SIZE_LIMIT"),
    "a huge page": ({"first": 10**400}, "PAGE_SIZE_LIMIT"),
}


@pytest.mark.parametrize(("variables", "code"), VARIABLES.values(), ids=VARIABLES)
def test_variables_escape_no_limit(viewer: Caller, variables: dict[str, Any], code: Any) -> None:
    query = "query ($ids: [ID!]! = [], $first: Int, $filter: TicketFilter) { nodes(ids: $ids) { id } tickets(first: $first, filter: $filter) { totalCount } }"
    assert viewer.refused(query, **variables) == code


def test_defaults_of_variables_escape_no_limit(viewer: Caller) -> None:
    assert viewer.refused("query ($first: Int = 500) { tickets(first: $first) { totalCount } }") == "PAGE_SIZE_LIMIT"
    assert viewer.refused("query ($ids: [ID!]! = [" + '"x",' * 150 + "]) { nodes(ids: $ids) { id } }") == "ID_LIMIT"


@pytest.mark.parametrize("levels", [5, 50])
def test_the_pass_looks_at_each_selection_once_where_spreads_multiply(monkeypatch: pytest.MonkeyPatch, levels: int) -> None:
    looked: list[int] = []
    look = Scale._selections

    def counted(scale: Scale, node: Any, *rest: Any) -> Any:
        looked.append(id(node))
        return look(scale, node, *rest)

    monkeypatch.setattr(Scale, "_selections", counted)
    query = bomb(levels, spreads=4)
    with pytest.raises(ApiError):
        weigh(query)
    assert len(looked) == len(set(looked)) <= query.count("{")


def test_the_introspection_query_of_tools_is_within_all_limits(viewer: Caller) -> None:
    assert len(viewer.ask(get_introspection_query())["__schema"]["types"]) > 40


@pytest.mark.parametrize("levels", [1, 12])
def test_nesting_within_the_limit_is_answered(viewer: Caller, levels: int) -> None:
    assert viewer.ask(nested(levels))["kpi"]


def test_an_estimate_grows_with_what_is_asked_for() -> None:
    period = 'period: {from: "2026-01-01", to: "2026-01-31"}'
    one = weigh(f'{{ readings(kpis: ["csat"], {period}) {{ value }} }}')
    six = weigh("query ($kpis: [String!]!) { readings(kpis: $kpis, " + period + ") { value } }", kpis=["csat"] * 6)
    assert (one, six) == (5, 30)
    assert weigh("{ tickets(first: 10) { nodes { id } } }") < weigh("{ tickets(first: 100) { nodes { id } } }")
    assert weigh("{ tickets(first: 100) { totalCount } }") == weigh("{ tickets(first: 1) { totalCount } }")


def test_a_page_size_reaches_rows_through_fragments() -> None:
    direct = weigh("{ tickets(first: 90) { nodes { events { at } } } }")
    spread = weigh("{ tickets(first: 90) { ...Page } } fragment Page on TicketConnection { nodes { ...Row } } fragment Row on Ticket { events { at } }")
    assert direct == spread
