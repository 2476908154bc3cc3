"""Any order, any split, any repetition of the same rows leaves the same tables."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.models import Account
from tickets.imports import Outcome, RejectsFile, run
from tickets.mapping import read
from tickets.models import Snapshot

EVENTS: dict[str, Any] = {
    "shape": "events",
    "source": "desk",
    "columns": {"id": "id", "at": "at", "activity": "what", "agent": "agent", "priority": "priority", "channel": "channel"},
    "reopening": {"by": "any"},
}
SNAPSHOTS: dict[str, Any] = {
    "shape": "snapshots",
    "source": "desk",
    "columns": {"id": "id", "updated_at": "at", "status": "what", "agent": "agent", "priority": "priority", "channel": "channel"},
}
TICKETS: dict[str, Any] = {
    "shape": "tickets",
    "source": "desk",
    "columns": {"id": "id", "created_at": "created", "updated_at": "at", "resolved_at": "resolved", "agent": "agent", "priority": "priority"},
}
CONTENTS = {
    "tickets": """SELECT t.external_id, c.key, p.key, a.key, t.known_at, t.stamps FROM tickets_ticket t LEFT JOIN tickets_label c ON c.id = t.channel_id
        LEFT JOIN tickets_label p ON p.id = t.priority_id LEFT JOIN tickets_label a ON a.id = t.agent_id ORDER BY 1""",
    "events": """SELECT t.external_id, e.at, e.kind, e.author, a.key, e.reopens, e.detail, e.key
        FROM tickets_event e JOIN tickets_ticket t ON t.id = e.ticket_id
        LEFT JOIN tickets_label a ON a.id = e.agent_id ORDER BY e.key""",
    "snapshots": "SELECT t.external_id, s.at, s.digest, s.state FROM tickets_snapshot s JOIN tickets_ticket t ON t.id = s.ticket_id ORDER BY s.digest",
}

moments = st.integers(0, 40)
names = st.sampled_from(["", "ann", "bob"])
priorities = st.sampled_from(["", "low", "high"])
logged = st.tuples(st.sampled_from("12"), moments, st.sampled_from(["created", "reply", "solved", "assigned", "closed"]), names, priorities)
seen = st.tuples(st.sampled_from("12"), moments, st.sampled_from(["new", "in progress", "resolved", "closed", "on hold"]), names, priorities)


def one_saying_per_instant(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows of one ticket and instant that say different things contradict each other; of those, the last to arrive stands by design."""
    return list({(row[0], row[1]): row for row in rows}.values())


def contents(mapping: dict[str, Any], files: list[list[str]], header: str, folder: Path) -> dict[str, Any]:
    """The tables after importing the files, which are then taken back."""
    found: dict[str, Any] = {}
    with transaction.atomic():
        for number, lines in enumerate(files):
            path = folder / f"{number}.csv"
            path.write_text(header + "".join(lines))
            run(path, read(mapping), zone="Europe/Rome", rejects=RejectsFile(folder / "rejects.csv"), outcome=Outcome())
        with connection.cursor() as cursor:
            for table, query in CONTENTS.items():
                cursor.execute(query)
                found[table] = cursor.fetchall()
        transaction.set_rollback(True)
    assert not (folder / "rejects.csv").exists()
    return found


def shuffled(data: st.DataObject, lines: list[str]) -> list[list[str]]:
    """The lines in another order, some twice, split into files."""
    again = data.draw(st.lists(st.sampled_from(lines), max_size=3)) if lines else []
    order = data.draw(st.permutations(lines + again))
    cut = data.draw(st.integers(0, len(order)))
    return [part for part in (order[:cut], order[cut:]) if part]


quietly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quietly
@given(rows=st.lists(logged, min_size=1, max_size=10).map(one_saying_per_instant), data=st.data())
def test_a_log_in_any_order_leaves_the_same_tables(account: Account, tmp_path: Path, rows: list[tuple[Any, ...]], data: st.DataObject) -> None:
    lines = [f"{ticket},2026-03-02 10:{at:02},{what},{agent},{priority},chat\n" for ticket, at, what, agent, priority in rows]
    header = "id,at,what,agent,priority,channel\n"
    assert contents(EVENTS, shuffled(data, lines), header, tmp_path) == contents(EVENTS, [lines], header, tmp_path)


@quietly
@given(rows=st.lists(seen, min_size=1, max_size=10), data=st.data())
def test_snapshots_in_any_order_leave_the_same_tables(account: Account, tmp_path: Path, rows: list[tuple[Any, ...]], data: st.DataObject) -> None:
    rows = one_saying_per_instant(rows)
    lines = [f"{ticket},2026-03-02 10:{at:02},{what},{agent},{priority},chat\n" for ticket, at, what, agent, priority in rows]
    header = "id,at,what,agent,priority,channel\n"
    assert contents(SNAPSHOTS, shuffled(data, lines), header, tmp_path) == contents(SNAPSHOTS, [lines], header, tmp_path)


@quietly
@given(rows=st.lists(st.tuples(st.sampled_from("12"), moments, st.booleans(), names, priorities), min_size=1, max_size=8), data=st.data())
def test_ticket_rows_with_a_time_of_update_in_any_order_leave_the_same_tables(
    account: Account, tmp_path: Path, rows: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    lines = [
        f"{ticket},2026-03-02 09:00,2026-03-02 10:{at:02},{'2026-03-02 09:30' if solved else ''},{agent},{priority}\n"
        for ticket, at, solved, agent, priority in one_saying_per_instant(rows)
    ]
    header = "id,created,at,resolved,agent,priority\n"
    assert contents(TICKETS, shuffled(data, lines), header, tmp_path) == contents(TICKETS, [lines], header, tmp_path)


@pytest.mark.parametrize("mapping", [EVENTS, SNAPSHOTS])
def test_importing_again_changes_no_row(account: Account, tmp_path: Path, mapping: dict[str, Any]) -> None:
    words = ["created", "reply", "solved"] if mapping is EVENTS else ["new", "in progress", "resolved"]
    lines = [f"{n % 5},2026-03-0{1 + n % 8} 10:00,{words[n % 3]},ann,low,chat\n" for n in range(40)]
    path = tmp_path / "file.csv"
    path.write_text("id,at,what,agent,priority,channel\n" + "".join(lines))
    first, again = (run(path, read(mapping), zone="UTC", rejects=RejectsFile(tmp_path / "r.csv")) for _ in range(2))
    assert first.tickets_created == 5
    assert (again.tickets_created, again.tickets_updated, again.events_created, again.rejected) == (0, 0, 0, 0)
    assert Snapshot.objects.count() == (0 if mapping is EVENTS else 40)
