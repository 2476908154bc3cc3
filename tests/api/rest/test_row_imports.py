"""Files of rows beside tickets through the web: the same doors, and the same rows as by POST rows."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenants import schemas
from tenants.models import Account
from tests.tickets.ingest.rows.examples import EXAMPLES
from tickets import uploads
from tickets.ingest.rows import KINDS, load
from tickets.models import Import, Search

SEARCHES = """Nr;Zeit;Suchwort;Treffer;Geklickt
1;02.03.2026 09:00;Adresse \u00e4ndern;4;ja
2;13.03.2026 09:00;Fax;0;nein
3;14.03.2026 09:00;Preis;viele;ja
""".encode("latin-1")
MAPPING = {"source": "help", "columns": {"id": "Nr", "at": "Zeit", "query": "Suchwort", "results": "Treffer", "clicked": "Geklickt"}}


def upload(client: Client, account: Account, content: bytes, *, kind: str, name: str = "Searches.csv") -> Any:
    return client.post(f"/a/{account.slug}/api/v1/imports", {"file": SimpleUploadedFile(name, content), "kind": kind})


def post(client: Client, account: Account, path: str, mapping: Any) -> Any:
    return client.post(f"/a/{account.slug}/api/v1/imports/{path}", json.dumps({"mapping": mapping}), content_type="application/json")


def stored(kind: str, account: Account) -> list[Any]:
    with schemas.inside(account):
        names = [name for name in KINDS[kind].columns if not name.endswith("_id") or name == "external_id"]
        return list(KINDS[kind].model._default_manager.order_by("external_id").values_list(*names))


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_json_lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.mark.parametrize("written", [as_csv, as_json_lines])
@pytest.mark.parametrize("kind", list(KINDS))
def test_a_file_of_any_kind_makes_the_rows_that_sending_them_makes(analyst: Client, account: Account, scheduled: list[Any], kind: str, written: Any) -> None:
    found = upload(analyst, account, written(EXAMPLES[kind]), kind=kind, name="tool.csv").json()
    assert post(analyst, account, f"{found['id']}/start", found["mapping"]).status_code == 202
    with schemas.inside(account):
        uploads.perform(found["id"])
    state = analyst.get(f"/a/{account.slug}/api/v1/imports/{found['id']}").json()
    assert (state["status"], state["kind"], state["result"]["created"], state["result"]["rejected"]) == ("done", kind, len(EXAMPLES[kind]), 0)
    before = stored(kind, account)
    with schemas.inside(account):
        assert load(kind, EXAMPLES[kind], source="tool").unchanged == len(EXAMPLES[kind])
    assert stored(kind, account) == before


def test_an_upload_of_rows_is_looked_at_for_their_fields(analyst: Client, account: Account) -> None:
    content = b"Search ID,Created at,Search term,Hits,Clicked\n1,13/03/2026 09:00,fax,0,no\n"
    answer = upload(analyst, account, content, kind="searches")
    found = answer.json()
    assert (answer.status_code, found["kind"], found["detected"]["shape"], found["detected"]["date_format"]) == (201, "searches", "rows", "day-first")
    assert found["mapping"]["columns"] == {"id": "Search ID", "at": "Created at", "query": "Search term", "results": "Hits", "clicked": "Clicked"}
    assert found["mapping"]["time"] == {"format": "auto", "zone": "Europe/Berlin", "day_first": True}
    assert found["detected"]["columns"][2] == {"name": "Search term", "index": 3, "samples": ["fax"], "guess": "query"}


def test_a_preview_shows_what_would_land_and_what_would_be_refused(analyst: Client, account: Account) -> None:
    found = upload(analyst, account, SEARCHES, kind="searches").json()
    seen = post(analyst, account, f"{found['id']}/preview", MAPPING).json()
    assert (seen["rows"], seen["accepted"], seen["rejected"], seen["tickets"]) == (3, 2, 1, [])
    assert seen["rejects"] == [{"line": 4, "field": "Treffer", "value": "viele", "reason": "is not a number"}]
    assert {name: seen["samples"][0][name] for name in ("id", "at", "query", "results", "clicked")} == {
        "id": "1", "at": "2026-03-02T08:00:00+00:00", "query": "Adresse \u00e4ndern", "results": 4, "clicked": True,
    }  # fmt: skip
    with schemas.inside(account):
        assert not Search.objects.exists()


def test_refused_rows_of_a_file_can_be_downloaded(analyst: Client, account: Account, scheduled: list[Any]) -> None:
    found = upload(analyst, account, SEARCHES, kind="searches").json()
    post(analyst, account, f"{found['id']}/start", MAPPING)
    with schemas.inside(account):
        uploads.perform(found["id"])
        assert sorted(Search.objects.values_list("query", "is_failed")) == [("Adresse \u00e4ndern", False), ("Fax", True)]
    assert scheduled[-1] == ("metrics.recompute", ())
    download: Any = analyst.get(f"/a/{account.slug}/api/v1/imports/{found['id']}/rejects")
    rows = list(csv.reader(io.StringIO(b"".join(download.streaming_content).decode())))
    assert rows[1] == ["4", "Treffer", "viele", "is not a number", "3,14.03.2026 09:00,Preis,viele,ja"]


def test_a_mapping_that_lacks_a_required_field_is_refused_by_its_name(analyst: Client, account: Account, scheduled: list[Any]) -> None:
    found = upload(analyst, account, SEARCHES, kind="searches").json()
    for bad, field in (
        ({**MAPPING, "columns": {**MAPPING["columns"], "query": "Wort"}}, "mapping.columns.query"),  # type: ignore[dict-item]
        ({"source": "help", "columns": {"id": "Nr", "at": "Zeit", "query": "Suchwort", "results": "Treffer"}}, "mapping.columns.clicked"),
        ({**MAPPING, "units": {"results": "minutes"}}, "mapping.units.results"),
        ({**MAPPING, "shape": "tickets"}, "mapping.shape"),
        ({"columns": MAPPING["columns"]}, "mapping.source"),
    ):
        answer = post(analyst, account, f"{found['id']}/start", bad)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)
    assert scheduled == []


def test_an_unknown_kind_is_refused_and_the_file_not_kept(analyst: Client, account: Account) -> None:
    answer = upload(analyst, account, SEARCHES, kind="colours")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "kind")
    with schemas.inside(account):
        assert not Import.objects.exists()
