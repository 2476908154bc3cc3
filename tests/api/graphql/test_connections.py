"""Walking a connection meets every row once, in order, whatever ties and gaps there are."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.models import Account
from tickets.models import Event, Ticket, TicketFact

from .conftest import Caller
from .histories import NOON, ticket

PAGES = """
query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: TicketOrder) {
  tickets(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    totalCount
    nodes { externalId }
    edges { cursor node { externalId } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""
ORDERS = ("CREATED_AT_DESC", "CREATED_AT_ASC", "RESOLUTION_DESC", "FIRST_REPLY_DESC")
rows = st.lists(st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(0, 2)), st.one_of(st.none(), st.integers(0, 2))), max_size=9)

Histories = list[tuple[int, int | None, int | None]]
"""For each ticket its hour, and its seconds to resolution and first reply."""


def fill(histories: Histories) -> None:
    for model in (Event, TicketFact, Ticket):
        model.objects.all().delete()
    for number, (hour, resolution, first_reply) in enumerate(histories):
        ticket(number, at=NOON + timedelta(hours=hour), resolution=resolution, first_reply=first_reply)


def walk(caller: Caller, order: str, size: int, *, forward: bool) -> list[list[dict[str, Any]]]:
    """All pages from one end to the other, each as its list of edges."""
    pages: list[list[dict[str, Any]]] = []
    cursor = None
    while True:
        arguments = {"first": size, "after": cursor} if forward else {"last": size, "before": cursor}
        page = caller.ask(PAGES, orderBy=order, **arguments)["tickets"]
        info = page["pageInfo"]
        pages.append(page["edges"])
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        assert (info["hasPreviousPage"] if forward else info["hasNextPage"]) is (cursor is not None and bool(sum(map(len, pages[:-1]))))
        if not (info["hasNextPage"] if forward else info["hasPreviousPage"]):
            return pages
        cursor = info["endCursor"] if forward else info["startCursor"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=rows, size=st.integers(1, 4), order=st.sampled_from(ORDERS))
def test_pages_forward_and_backward_hold_every_row_once_and_in_the_same_order(viewer: Caller, histories: Histories, size: int, order: str) -> None:
    fill(histories)
    whole = [edge["node"]["externalId"] for edge in viewer.ask(PAGES, orderBy=order, first=100)["tickets"]["edges"]]
    forward = [edge["node"]["externalId"] for page in walk(viewer, order, size, forward=True) for edge in page]
    backward = [edge["node"]["externalId"] for page in reversed(walk(viewer, order, size, forward=False)) for edge in page]
    assert whole == forward == backward
    assert sorted(whole) == sorted(str(number) for number in range(len(histories)))


@pytest.fixture
def five(account: Account) -> None:
    fill([(hour, None, None) for hour in range(5)])


def test_the_newest_come_first_unless_asked_otherwise(viewer: Caller, five: None) -> None:
    assert [node["externalId"] for node in viewer.ask(PAGES)["tickets"]["nodes"]] == ["4", "3", "2", "1", "0"]


def test_the_unresolved_come_last_when_ordered_by_resolution(viewer: Caller, account: Account) -> None:
    fill([(0, None, None), (1, 10, None), (2, 30, None), (3, 30, None)])
    assert [node["externalId"] for node in viewer.ask(PAGES, orderBy="RESOLUTION_DESC")["tickets"]["nodes"]] == ["3", "2", "1", "0"]


def test_a_page_between_two_cursors_holds_what_lies_between(viewer: Caller, five: None) -> None:
    cursors = {edge["node"]["externalId"]: edge["cursor"] for edge in viewer.ask(PAGES)["tickets"]["edges"]}
    page = viewer.ask(PAGES, after=cursors["4"], before=cursors["1"], first=10)["tickets"]
    assert [node["externalId"] for node in page["nodes"]] == ["3", "2"]
    assert (page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]) == (True, True)


def test_an_empty_page_still_knows_what_lies_beside_it(viewer: Caller, five: None) -> None:
    last = viewer.ask(PAGES)["tickets"]["pageInfo"]["endCursor"]
    page = viewer.ask(PAGES, after=last)["tickets"]
    assert page["edges"] == []
    assert page["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None}


def test_the_total_counts_all_pages(viewer: Caller, five: None) -> None:
    assert viewer.ask(PAGES, first=2)["tickets"]["totalCount"] == 5


def test_a_page_survives_the_removal_of_the_row_its_cursor_was_made_from(viewer: Caller, five: None) -> None:
    cursor = viewer.ask(PAGES, first=2)["tickets"]["pageInfo"]["endCursor"]
    TicketFact.objects.filter(ticket__external_id="3").delete()
    assert [node["externalId"] for node in viewer.ask(PAGES, after=cursor)["tickets"]["nodes"]] == ["2", "1", "0"]


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "é", "===", "A" * 5_000, "bm9uZXNlbnNl"])
def test_a_cursor_that_nobody_made_is_refused(viewer: Caller, five: None, cursor: str) -> None:
    assert viewer.refused(PAGES, after=cursor) == "INVALID_CURSOR"


def test_a_cursor_of_another_order_is_refused(viewer: Caller, five: None) -> None:
    cursor = viewer.ask(PAGES, orderBy="RESOLUTION_DESC")["tickets"]["pageInfo"]["endCursor"]
    assert viewer.refused(PAGES, after=cursor, orderBy="FIRST_REPLY_DESC") == "INVALID_CURSOR"
    assert viewer.refused(PAGES, after=cursor) == "INVALID_CURSOR"


def test_a_page_size_beyond_the_limits_is_refused_and_never_clipped(viewer: Caller, five: None) -> None:
    for arguments in ({"first": 0}, {"first": 101}, {"last": 101}, {"last": -1}, {"first": 1, "last": 1}):
        assert viewer.refused(PAGES, **arguments) == "PAGE_SIZE_LIMIT"


def statements(caller: Caller, query: str) -> list[str]:
    """The SQL that a query needs beyond finding out who asks, entering the account and charging for it."""
    with CaptureQueriesContext(connection) as captured:
        caller.ask(query)
    return [one["sql"] for one in captured.captured_queries if "tickets_ticketfact" in one["sql"]]


def test_totals_and_neighbours_are_only_looked_for_when_asked_for(viewer: Caller, five: None) -> None:
    assert len(statements(viewer, "{ tickets(first: 2) { nodes { externalId } } }")) == 1
    assert len(statements(viewer, "{ tickets(first: 2) { pageInfo { hasNextPage hasPreviousPage endCursor } } }")) == 1
    assert len(statements(viewer, "{ tickets(first: 2) { totalCount } }")) == 1


def test_whatever_hangs_on_tickets_is_loaded_for_the_whole_page_at_once(viewer: Caller, five: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        viewer.ask("{ tickets { nodes { externalId events { kind agent team } } } }")
    assert len([one for one in captured.captured_queries if "tickets_event" in one["sql"]]) == 1
