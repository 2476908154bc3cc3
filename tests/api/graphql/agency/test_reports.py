"""Reports of an agency, from the form to the letter's preview."""

from __future__ import annotations

from tenants.models import Account
from tests.api.graphql.conftest import Caller

REPORT = 'name: "Weekly", frequency: WEEKLY, day: 1, kpis: ["csat"], recipients: ["board@people.test"], formats: [PDF, CSV]'


def test_a_report_is_made_changed_and_removed(manager: Caller, clients: list[Account]) -> None:
    client = manager.ask('{ client(slug: "acme") { id } }')["client"]["id"]
    fields = (
        "report { id kind name client { slug } frequency day hour timezone kpis recipients { email } formats commentary isActive nextAt } errors { field code }"
    )
    made = manager.ask(f"mutation ($client: ID) {{ reportCreate(kind: CLIENT, client: $client, report: {{{REPORT}}}) {{ {fields} }} }}", client=client)[
        "reportCreate"
    ]
    assert made["errors"] == []
    report = made["report"]
    assert (report["kind"], report["client"], report["timezone"], report["formats"]) == ("CLIENT", {"slug": "acme"}, "Europe/Berlin", ["PDF", "CSV"])
    assert report["nextAt"] is not None
    again = manager.ask(f"mutation ($client: ID) {{ reportCreate(kind: CLIENT, client: $client, report: {{{REPORT}}}) {{ {fields} }} }}", client=client)
    assert again["reportCreate"]["report"] is None
    assert again["reportCreate"]["errors"][0]["field"] == "name"
    written = manager.ask(
        'mutation ($id: ID!) { reportCommentarySet(id: $id, commentary: "All well.") { report { commentary } errors { code } } }', id=report["id"]
    )
    assert written["reportCommentarySet"] == {"report": {"commentary": "All well."}, "errors": []}
    listed = manager.ask("{ reports { id editions { totalCount } lastAt } }")["reports"]
    assert listed == [{"id": report["id"], "editions": {"totalCount": 0}, "lastAt": None}]
    gone = manager.ask("mutation ($id: ID!) { reportRemove(id: $id) { report { name } errors { code } } }", id=report["id"])
    assert gone["reportRemove"] == {"report": {"name": "Weekly"}, "errors": []}
    assert manager.ask("query ($id: ID!) { report(id: $id) { name } }", id=report["id"]) == {"report": None}


def test_a_client_is_given_up_unless_nobody_else_owns_it(owner: Caller, clients: list[Account]) -> None:
    ids = {node["slug"]: node["id"] for node in owner.ask("{ clients { nodes { id slug } } }")["clients"]["nodes"]}
    leave = "mutation ($id: ID!) { clientLeave(id: $id) { client { slug } errors { code } } }"
    assert owner.ask(leave, id=ids["acme"])["clientLeave"] == {"client": {"slug": "acme"}, "errors": []}
    assert owner.ask(leave, id=ids["umbra"])["clientLeave"] == {"client": None, "errors": [{"code": "LAST_OWNER"}]}
    assert [node["slug"] for node in owner.ask("{ clients { nodes { slug } } }")["clients"]["nodes"]] == ["umbra"]
