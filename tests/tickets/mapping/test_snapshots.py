"""What differs between two snapshots of a ticket, told as events."""

from tickets.kinds import Kind
from tickets.models import Event, Snapshot, Ticket

from .conftest import SNAPSHOTS, TICKETS, Import, fact

HEADER = "id,updated,n,state,agent,team,again,moved,opened,resolved,closed\n"
COLUMNS = {
    "position": "n", "status": "state", "agent": "agent", "team": "team", "created_at": "opened", "resolved_at": "resolved", "closed_at": "closed",
}  # fmt: skip


def kinds(ticket: str = "1") -> list[str]:
    return [Kind(kind).name for kind in Event.objects.filter(ticket__external_id=ticket).order_by("at", "kind", "key").values_list("kind", flat=True)]


def rows(*lines: str) -> str:
    return HEADER + "".join(f"1,2026-03-{line}\n" for line in lines)


def test_the_last_snapshot_stands_and_changes_become_events(import_rows: Import) -> None:
    content = rows(
        "02 10:00,0,New,?,Desk,0,0,2026-03-02 09:00,,",
        "02 11:00,1,Active,Ann,Desk,0,0,2026-03-02 09:00,,",
        "02 12:00,2,Active,Bob,Network,0,0,2026-03-02 09:00,,",
        "02 15:00,3,Resolved,Bob,Network,0,0,2026-03-02 09:00,2026-03-02 14:30,",
        "07 15:00,4,Closed,Bob,Network,0,0,2026-03-02 09:00,2026-03-02 14:30,2026-03-07 15:00",
    )
    import_rows(SNAPSHOTS, content, columns=COLUMNS)
    assert kinds() == ["CREATED", "ASSIGNED", "STATUS_CHANGED", "ASSIGNED", "STATUS_CHANGED", "ASSIGNED", "SOLVED", "CLOSED"]
    found = fact()
    assert (found.agent.key, found.team.key, found.transfers, found.reopens) == ("Bob", "Network", 1, 0)
    assert found.resolution_seconds == 5.5 * 3600
    assert found.created_at.isoformat() == "2026-03-02T08:00:00+00:00"


def test_leaving_resolved_is_a_reopening_and_the_last_resolution_is_the_told_one(import_rows: Import) -> None:
    told = "2026-03-02 09:00,2026-03-03 12:00,"
    content = rows(
        f"02 10:00,0,New,Ann,Desk,0,0,{told}", f"02 12:00,1,Resolved,Ann,Desk,0,0,{told}", f"02 18:00,2,Active,Ann,Desk,0,0,{told}",
        f"03 12:30,3,Resolved,Ann,Desk,0,0,{told}",
    )  # fmt: skip
    import_rows(SNAPSHOTS, content, columns=COLUMNS)
    assert (fact().reopens, fact().first_resolution_seconds, fact().resolution_seconds) == (1, 3 * 3600, 27 * 3600)


def test_where_reopenings_and_transfers_are_counted_the_counts_are_the_truth(import_rows: Import) -> None:
    told = "2026-03-02 09:00,,"
    content = rows(
        f"02 10:00,0,New,Ann,Desk,0,0,{told}", f"02 12:00,1,Resolved,Bob,Desk,0,2,{told}", f"02 18:00,2,Active,Bob,Desk,0,2,{told}",
        f"03 12:00,3,Resolved,Bob,Desk,0,2,{told}", f"04 12:00,4,Resolved,Bob,Desk,2,2,{told}",
    )  # fmt: skip
    import_rows(SNAPSHOTS, content, columns={**COLUMNS, "reopened": "again", "transfers": "moved"})
    assert (fact().reopens, fact().transfers, fact().is_open) == (2, 2, False)


def test_snapshots_of_one_minute_keep_their_order(import_rows: Import) -> None:
    told = "2026-03-02 09:00,,"
    lines = [f"02 10:00,0,New,,,0,0,{told}", f"02 12:00,1,Resolved,,,0,0,{told}", f"02 12:00,2,Active,,,0,0,{told}", f"02 12:00,3,Resolved,,,0,0,{told}"]
    import_rows(SNAPSHOTS, rows(*reversed(lines)), columns=COLUMNS)
    assert (fact().reopens, fact().is_open) == (1, False)


def test_a_snapshot_that_arrives_late_takes_back_what_it_disproves(import_rows: Import) -> None:
    told = "2026-03-02 09:00,,"
    import_rows(SNAPSHOTS, rows(f"02 10:00,0,New,,,0,0,{told}", f"02 12:00,1,Active,,,0,0,{told}", f"02 14:00,2,Resolved,,,0,0,{told}"), columns=COLUMNS)
    assert fact().resolution_seconds == 5 * 3600
    import_rows(SNAPSHOTS, rows(f"02 13:00,1,Resolved,,,0,0,{told}"), columns=COLUMNS)
    assert (fact().resolution_seconds, Snapshot.objects.count()) == (4 * 3600, 4)
    assert kinds().count("SOLVED") == 1


def test_a_corrected_zone_moves_snapshots_rather_than_doubling_them(import_rows: Import) -> None:
    content = rows("02 10:00,0,New,,,0,0,,,", "02 12:00,1,Resolved,,,0,0,,,")
    import_rows(SNAPSHOTS, content, columns=COLUMNS)
    import_rows(SNAPSHOTS, content, columns=COLUMNS, time={"zone": "UTC"})
    assert (Snapshot.objects.count(), Event.objects.count()) == (2, 3)
    assert fact().created_at.isoformat() == "2026-03-02T10:00:00+00:00"


def test_an_unknown_status_is_refused_unless_mapped(import_rows: Import) -> None:
    content = rows("02 10:00,0,-100,,,0,0,,,")
    assert import_rows(SNAPSHOTS, content, columns=COLUMNS).refused == [(2, "state", "-100")]
    assert import_rows(SNAPSHOTS, content, columns=COLUMNS, values={"status": {"-100": "ignore"}}).outcome.accepted == 1


def test_ticket_rows_with_a_time_of_update_stand_by_it_in_any_order(import_rows: Import) -> None:
    mapping = TICKETS + 'updated_at = "updated"\nresolved_at = "resolved"\nchannel = "c"\n'
    solved = "id,updated,created,resolved,c\n1,2026-03-02 12:00,2026-03-02 09:00,2026-03-02 12:00,chat\n"
    reopened = "id,updated,created,resolved,c\n1,2026-03-03 12:00,2026-03-02 09:00,,\n"
    for order in ((solved, reopened), (reopened, solved)):
        Snapshot.objects.all().delete()
        Event.objects.all().delete()
        for content in order:
            import_rows(mapping, content)
        assert (kinds(), fact().is_open) == (["CREATED"], True)
        assert Ticket.objects.get().channel.key == "chat"


def test_a_ticket_row_that_comes_again_takes_back_a_time_it_no_longer_has(import_rows: Import) -> None:
    mapping = TICKETS + 'resolved_at = "resolved"\nchannel = "c"\n'
    import_rows(mapping, "id,created,resolved,c\n1,2026-03-02 09:00,2026-03-02 12:00,chat\n")
    import_rows(mapping, "id,created,resolved,c\n1,2026-03-02 09:00,,\n")
    assert (kinds(), fact().is_open, Ticket.objects.get().channel.key) == (["CREATED"], True, "chat")
