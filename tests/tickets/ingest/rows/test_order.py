"""Rows, their tickets and their invitations in any order, any split and any number of times leave the same tables."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.models import Account
from tickets import facts
from tickets.ingest import Batch, EventRecord, TicketRecord
from tickets.ingest import load as load_tickets
from tickets.ingest.rows import KINDS, load
from tickets.kinds import Kind

START = datetime(2026, 3, 1, 20, tzinfo=UTC)
Item = tuple[str, Any]
"""A kind and a row, or "tickets" and a ticket's number."""

numbers = st.sampled_from("123")
hours = st.integers(0, 60).map(lambda hour: (START + timedelta(hours=hour)).isoformat())
tickets: st.SearchStrategy[dict[str, str]] = st.one_of(st.just({}), numbers.map(lambda number: {"ticket": number, "ticket_source": "desk"}))


def row(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    given = {name: value if isinstance(value, st.SearchStrategy) else st.just(value) for name, value in fields.items()}
    return st.builds(lambda link, **said: {**said, **link}, tickets, **given)


def unlinked(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return row(**fields).map(lambda said: {name: value for name, value in said.items() if not name.startswith("ticket")})


def shift(at: str, agent: str) -> dict[str, Any]:
    return {"at": at, "ends_at": (datetime.fromisoformat(at) + timedelta(hours=4)).isoformat(), "agent": agent}


ROWS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "sentiments": row(at=hours, value=st.sampled_from([-0.5, 0, 1])),
    "ai_sessions": row(at=hours, outcome=st.sampled_from(["open", "silent"]), customer=numbers, topic=st.sampled_from(["a", "b"])),
    "reviews": row(at=hours, about="human", method="automated", score=0.5, passed=st.booleans()),
    "shifts": st.builds(shift, hours, st.sampled_from(["ann", "bo"])),
    "costs": unlinked(first_day="2026-03-01", last_day=st.sampled_from(["2026-03-01", "2026-03-04"]), kind="ai", amount=st.integers(-9, 99), currency="EUR"),
    "survey_invitations": row(at=hours, kind="csat"),
    "survey_answers": row(at=hours, kind=st.sampled_from(["csat", "exit"]), score=st.integers(1, 5), invitation=numbers),
}


@st.composite
def worlds(draw: st.DrawFn) -> list[Item]:
    """Rows of several kinds, each known by a number within its kind, and some of the tickets they name."""
    items: list[Item] = [("tickets", number) for number in draw(st.sets(numbers))]
    for kind, rows in ROWS.items():
        items += [(kind, {"id": str(place), **said}) for place, said in enumerate(draw(st.lists(rows, max_size=3)), start=1)]
    return items


def arrive(items: Sequence[Item]) -> None:
    """The items in this order, neighbours of one kind as one batch."""
    while items:
        kind = items[0][0]
        batch = [said for _, said in items[: next((place for place, item in enumerate(items) if item[0] != kind), len(items))]]
        items = items[len(batch) :]
        if kind == "tickets":
            load_tickets(Batch([TicketRecord("desk", said) for said in batch], [EventRecord("desk", said, START, Kind.CREATED) for said in batch]))
        else:
            loaded = load(kind, batch, source="tool")
            assert loaded.rejected == []


def contents() -> dict[str, Any]:
    """Every table that rows reach, with names in place of numbers."""
    found: dict[str, Any] = {}
    facts.derive_touched()
    with connection.cursor() as cursor:
        for kind in KINDS.values():
            own = [name for name in [*kind.columns, *kind.fresh] if not name.endswith("_id") or name == "external_id"]
            names = {"ticket_id": "tickets_ticket", "customer_id": "tickets_customer"}
            linked = [f"(SELECT n.external_id FROM {names.get(name, 'tickets_label')} n WHERE n.id = t.{name})" for name in kind.columns if name in names]
            labels = [
                f"(SELECT n.key FROM tickets_label n WHERE n.id = t.{name})"
                for name in kind.columns
                if name in ("channel_id", "topic_id", "team_id", "agent_id")
            ]
            cursor.execute(f"SELECT {', '.join([f't.{name}' for name in own] + linked + labels)} FROM {kind.table} t ORDER BY 1, 2")
            found[kind.key] = cursor.fetchall()
        cursor.execute("SELECT c.external_id, d.day, d.amount FROM tickets_costday d JOIN tickets_cost c ON c.id = d.cost_id ORDER BY 1, 2")
        found["cost days"] = cursor.fetchall()
        cursor.execute("SELECT t.external_id, e.kind, e.at, e.score, e.key FROM tickets_event e JOIN tickets_ticket t ON t.id = e.ticket_id ORDER BY e.key")
        found["events"] = cursor.fetchall()
        cursor.execute("SELECT t.external_id, r.score, r.day FROM surveys_response r JOIN tickets_ticket t ON t.id = r.ticket_id ORDER BY 1")
        found["responses"] = cursor.fetchall()
    return found


def after(*arrivals: Sequence[Item]) -> dict[str, Any]:
    """The tables after these items, which are then taken back."""
    with transaction.atomic():
        for items in arrivals:
            arrive(items)
        found = contents()
        transaction.set_rollback(True)
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), items=worlds())
def test_any_order_split_and_repetition_leaves_the_same_tables(account: Account, data: st.DataObject, items: list[Item]) -> None:
    shuffled = data.draw(st.permutations(items))
    again = data.draw(st.lists(st.sampled_from(items), max_size=5)) if items else []
    assert after(shuffled, again) == after(items)
