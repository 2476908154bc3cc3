"""Files through the web: upload, preview, start, progress, rejects."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenants import schemas
from tenants.models import Account, Role, Scope
from tests.factories import ApiKeyFactory, MembershipFactory
from tickets import uploads
from tickets.models import Import, Ticket, TicketFact

CSV = b"""Ticket ID,Created,Resolved,Channel,Note
1,02/03/2026 09:00,02/03/2026 11:00,email,fine
2,13/03/2026 09:00,12/03/2026 11:00,chat,=cmd()
3,14/03/2026 09:00,,phone,open
"""


def upload(client: Client, account: Account, content: bytes = CSV, name: str = "My Desk.csv") -> Any:
    return client.post(f"/a/{account.slug}/api/v1/imports", {"file": SimpleUploadedFile(name, content)})


def post(client: Client, account: Account, path: str, mapping: Any) -> Any:
    return client.post(f"/a/{account.slug}/api/v1/imports/{path}", json.dumps({"mapping": mapping}), content_type="application/json")


def test_an_upload_is_kept_and_looked_at(analyst: Client, account: Account) -> None:
    answer = upload(analyst, account)
    assert answer.status_code == 201
    found = answer.json()
    assert (found["filename"], found["size"]) == ("My Desk.csv", len(CSV))
    detected = found["detected"]
    assert (detected["encoding"], detected["delimiter"], detected["compression"], detected["shape"]) == ("utf-8", ",", "none", "tickets")
    assert (detected["date_format"], detected["timezone"]) == ("day-first", "Europe/Berlin")
    assert [(one["name"], one["guess"]) for one in detected["columns"]][:4] == [
        ("Ticket ID", "id"), ("Created", "created_at"), ("Resolved", "resolved_at"), ("Channel", "channel"),
    ]  # fmt: skip
    assert detected["columns"][3]["samples"] == ["email", "chat", "phone"]
    assert found["mapping"]["source"] == "my-desk"


def test_a_preview_tells_what_would_be_refused_and_why_and_writes_nothing(analyst: Client, account: Account) -> None:
    found = upload(analyst, account).json()
    seen = post(analyst, account, f"{found['id']}/preview", found["mapping"]).json()
    schemas.enter(account)
    assert (seen["rows"], seen["accepted"], seen["rejected"]) == (3, 2, 1)
    assert (seen["rejects"][0]["line"], seen["rejects"][0]["field"]) == (3, "Resolved")
    assert "before the creation" in seen["rejects"][0]["reason"]
    assert [(one["id"], one["attributes"]["channel"], [event["kind"] for event in one["events"]]) for one in seen["tickets"]] == [
        ("1", "email", ["created", "solved"]), ("3", "phone", ["created"]),
    ]  # fmt: skip
    assert not Ticket.objects.exists()


def test_an_import_runs_to_its_end_and_its_rejects_can_be_downloaded(analyst: Client, account: Account, scheduled: list[Any]) -> None:
    found = upload(analyst, account).json()
    started = post(analyst, account, f"{found['id']}/start", found["mapping"])
    assert (started.status_code, started.json()) == (202, {"id": found["id"], "status": "queued"})
    assert scheduled == [("tickets.import_file", (found["id"],))]

    schemas.enter(account)
    uploads.perform(found["id"])
    assert (Ticket.objects.count(), TicketFact.objects.count()) == (2, 2)
    assert scheduled[-1] == ("metrics.recompute", ())

    state = analyst.get(f"/a/{account.slug}/api/v1/imports/{found['id']}").json()
    assert (state["status"], state["progress"], state["error"]) == ("done", 1.0, None)
    assert state["result"] == {
        "rows": 3, "accepted": 2, "rejected": 1, "tickets_created": 2, "tickets_updated": 0, "events_created": 3, "events_unchanged": 0,
    }  # fmt: skip
    download: Any = analyst.get(f"/a/{account.slug}/api/v1/imports/{found['id']}/rejects")
    rows = list(csv.reader(io.StringIO(b"".join(download.streaming_content).decode())))
    assert rows[0] == ["line", "field", "value", "reason", "row"]
    assert rows[1][:2] == ["3", "Resolved"]
    assert rows[1][4] == "2,13/03/2026 09:00,12/03/2026 11:00,chat,=cmd()"


def test_an_import_is_started_once(analyst: Client, account: Account, scheduled: list[Any]) -> None:
    found = upload(analyst, account).json()
    post(analyst, account, f"{found['id']}/start", found["mapping"])
    again = post(analyst, account, f"{found['id']}/start", found["mapping"])
    assert (again.status_code, again.json()["errors"][0]["code"], len(scheduled)) == (409, "ALREADY_STARTED", 1)


def test_a_bad_mapping_is_refused_by_the_name_of_its_part(analyst: Client, account: Account, scheduled: list[Any]) -> None:
    found = upload(analyst, account).json()
    for path in ("preview", "start"):
        bad = {**found["mapping"], "columns": {**found["mapping"]["columns"], "channel": "Kanal"}, "time": {"zone": "Mars/Base"}}
        answer = post(analyst, account, f"{found['id']}/{path}", bad)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "mapping.time.zone")
        answer = post(analyst, account, f"{found['id']}/{path}", {**found["mapping"], "columns": bad["columns"]})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "mapping.columns.channel")
    assert scheduled == []


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x00" * 100, b"\x1f\x8bnot really gzip"])
def test_a_file_that_is_no_table_is_refused_and_not_kept(analyst: Client, account: Account, content: bytes) -> None:
    answer = upload(analyst, account, content)
    schemas.enter(account)
    assert (answer.status_code, Import.objects.count()) == (400, 0)


def test_a_file_beyond_the_limit_is_refused_and_not_kept(analyst: Client, account: Account, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 50
    answer = upload(analyst, account)
    schemas.enter(account)
    assert (answer.status_code, answer.json()["errors"][0]["code"], Import.objects.count()) == (413, "TOO_LARGE", 0)


def test_a_file_name_leads_nowhere_else(analyst: Client, account: Account) -> None:
    found = upload(analyst, account, name="..\\..\\etc\\passwd.csv").json()
    schemas.enter(account)
    assert found["filename"] == "passwd.csv"
    assert uploads.file_of(Import.objects.get()).parent == uploads.folder()


def test_an_upload_is_invisible_to_another_account(analyst: Client, account: Account, other_account: Account) -> None:
    found = upload(analyst, account).json()
    stranger = Client()
    stranger.force_login(MembershipFactory(account=other_account, role=Role.OWNER).user)
    assert stranger.get(f"/a/{account.slug}/api/v1/imports/{found['id']}").status_code == 404
    for path in ("", "/rejects"):
        assert stranger.get(f"/a/{other_account.slug}/api/v1/imports/{found['id']}{path}").status_code == 404
    assert post(stranger, other_account, f"{found['id']}/preview", found["mapping"]).status_code == 404
    assert stranger.get(f"/a/{other_account.slug}/api/v1/imports").json() == {"imports": []}


def test_a_viewer_may_not_import(account: Account) -> None:
    viewer = Client()
    viewer.force_login(MembershipFactory(account=account, role=Role.VIEWER).user)
    assert upload(viewer, account).status_code == 403


def test_sample_data_is_for_empty_accounts(analyst: Client, account: Account, scheduled: list[Any]) -> None:
    first = analyst.post(f"/a/{account.slug}/api/v1/sample-data")
    again = analyst.post(f"/a/{account.slug}/api/v1/sample-data")
    assert (first.status_code, again.status_code) == (202, 409)
    assert scheduled == [("tickets.fill_sample", (first.json()["id"],))]


def test_a_key_that_sends_may_import_files_and_sees_no_others(analyst: Client, account: Account, scheduled: list[Any]) -> None:
    members = upload(analyst, account).json()
    schemas.leave()
    clients = [Client(headers={"Authorization": f"Bearer {ApiKeyFactory(account=account, scope=Scope.INGEST).secret}"}) for _ in range(2)]
    made = upload(clients[0], account).json()
    assert post(clients[0], account, f"{made['id']}/start", made["mapping"]).status_code == 202
    seen = [[one["id"] for one in client.get(f"/a/{account.slug}/api/v1/imports").json()["imports"]] for client in (*clients, analyst)]
    assert seen == [[made["id"]], [], [made["id"], members["id"]]]
    for path in ("", "/rejects"):
        assert clients[1].get(f"/a/{account.slug}/api/v1/imports/{made['id']}{path}").status_code == 404
    assert post(clients[1], account, f"{members['id']}/preview", members["mapping"]).status_code == 404
