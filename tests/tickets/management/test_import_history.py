"""The command: its last line, its exit code, and what is left of it after a kill."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from config.preparation import at_database
from tenants import schemas
from tenants.models import Account
from tenants.provisioning import create_account
from tickets.models import Event, Ticket, TicketFact

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "docs" / "examples"
KEYS = ["rows", "accepted", "rejected", "tickets_created", "tickets_updated", "events_created", "events_unchanged", "rejects_file"]


def run(account: Account, mapping: Path, *files: Path, **options: Any) -> dict[str, Any]:
    """The command's last line; raises SystemExit when rows were refused."""
    out = io.StringIO()
    try:
        call_command("import_history", *map(str, files), account=account.slug, mapping=mapping, stdout=out, stderr=io.StringIO(), **options)
    finally:
        lines = out.getvalue().splitlines()
        assert len(lines) <= 1
    answer: dict[str, Any] = json.loads(lines[0])
    return answer


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.tasks.schedule_named", lambda *_: None)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(("shape", "tickets", "refused"), [("tickets", 5, 1), ("snapshots", 3, 0)])
def test_the_shipped_examples_import(account: Account, shape: str, tickets: int, refused: int) -> None:
    answer = run(account, EXAMPLES / f"{shape}.toml", EXAMPLES / f"{shape}.csv", allow_rejects=True)
    schemas.enter(account)
    assert list(answer) == KEYS
    assert (answer["tickets_created"], answer["rejected"], answer["accepted"]) == (tickets, refused, answer["rows"] - refused)
    assert TicketFact.objects.count() == tickets
    assert (answer["rejects_file"] is None) == (refused == 0)


@pytest.mark.usefixtures("quiet")
def test_refused_rows_end_it_with_1_unless_allowed_and_lie_in_a_file(account: Account, tmp_path: Path) -> None:
    rejects = tmp_path / "refused.csv"
    with pytest.raises(SystemExit) as ended:
        run(account, EXAMPLES / "tickets.toml", EXAMPLES / "tickets.csv", rejects=rejects)
    assert ended.value.code == 1
    rows = list(csv.reader(rejects.open()))
    assert (rows[0][:4], rows[1][:2], len(rows)) == (["line", "field", "value", "reason"], ["7", "Solved on"], 2)
    schemas.enter(account)
    assert Ticket.objects.count() == 5


@pytest.mark.usefixtures("quiet")
def test_cells_that_a_spreadsheet_would_calculate_are_defused(account: Account, tmp_path: Path) -> None:
    mapping, file, rejects = tmp_path / "m.toml", tmp_path / "f.csv", tmp_path / "r.csv"
    mapping.write_text('shape = "tickets"\nsource = "s"\n[columns]\nid = "=id"\ncreated_at = "at"\n')
    file.write_text('=id,at\n=HYPERLINK("x"),@now\n')
    run(account, mapping, file, rejects=rejects, allow_rejects=True)
    assert list(csv.reader(rejects.open()))[1][1:3] == ["at", "'@now"]
    assert all(not cell.startswith(("=", "@", "+", "-")) for row in csv.reader(rejects.open()) for cell in row)


@pytest.mark.usefixtures("quiet")
def test_a_dry_run_counts_and_leaves_nothing(account: Account) -> None:
    answer = run(account, EXAMPLES / "snapshots.toml", EXAMPLES / "snapshots.csv", dry_run=True)
    schemas.enter(account)
    assert (answer["tickets_created"], Ticket.objects.count()) == (3, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"account": "nobody"}, "no account 'nobody'"),
        ({"mapping": Path("missing.toml")}, "mapping: cannot be opened"),
        ({"files": ["missing.csv"]}, "no file missing.csv"),
        ({"mapping": EXAMPLES / "snapshots.toml"}, "columns.id: the file has no column 'number'"),
    ],
)
def test_what_cannot_begin_says_why(account: Account, arguments: dict[str, Any], said: str) -> None:
    given = {"account": account.slug, "mapping": EXAMPLES / "tickets.toml", "files": [str(EXAMPLES / "tickets.csv")], **arguments}
    files = given.pop("files")
    with pytest.raises(CommandError, match=said):
        call_command("import_history", *files, **given)


@pytest.fixture
def two_accounts(_accounts: Any, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Account]]:
    """Accounts that processes of their own can see; removed afterwards."""
    with django_db_blocker.unblock():
        schemas.leave()
        made = [create_account(slug=slug, name=slug, timezone="Europe/Rome") for slug in ("killed", "undisturbed")]
        yield made
        schemas.leave()
        for account in made:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "{account.schema_name}" CASCADE')
            Account.objects.filter(pk=account.pk).delete()


def begin(account: Account, mapping: Path, file: Path) -> subprocess.Popen[str]:
    url = at_database(settings.DATABASE_URL, connection.settings_dict["NAME"])
    command = [sys.executable, "manage.py", "import_history", "--account", account.slug, "--mapping", str(mapping), "--batch-rows", "500", str(file)]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "BROKER_URL": "memory://",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def contents(account: Account) -> list[Any]:
    found = []
    with schemas.inside(account), connection.cursor() as cursor:
        for query in (
            "SELECT external_id, subject, known_at, stamps FROM tickets_ticket ORDER BY 1",
            "SELECT key, at, kind, author, reopens FROM tickets_event ORDER BY 1",
            "SELECT t.external_id, f.created_at, f.resolved_at, f.reopens FROM tickets_ticketfact f JOIN tickets_ticket t ON t.id = f.ticket_id ORDER BY 1",
        ):
            cursor.execute(query)
            found.append(cursor.fetchall())
    return found


@pytest.fixture
def log(tmp_path: Path) -> tuple[Path, Path]:
    """A mapping and a log of 3,000 events of 450 tickets, six batches as `begin` imports it."""
    mapping, file = tmp_path / "m.toml", tmp_path / "f.csv"
    mapping.write_text('shape = "events"\nsource = "s"\n[columns]\nid = "id"\nat = "at"\nactivity = "what"\nsubject = "subject"\n[reopening]\nby = "any"\n')
    words = ("created", "reply", "solved", "assigned", "closed")
    lines = [f"{n * 7 % 450},2026-03-{1 + n % 28:02} {n % 24:02}:{n % 60:02},{words[n % 5]},subject {n}\n" for n in range(3_000)]
    file.write_text("id,at,what,subject\n" + "".join(lines))
    return mapping, file


def test_killed_in_the_middle_and_run_again_it_leaves_what_an_undisturbed_import_leaves(two_accounts: list[Account], log: tuple[Path, Path]) -> None:
    killed, undisturbed = two_accounts
    process = begin(killed, *log)
    assert process.stderr is not None
    # A batch is reported just before it is committed; when the second is, the first has landed.
    next(line for line in process.stderr if "f.csv: 1,000 rows" in line)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    with schemas.inside(killed):
        assert 500 <= Event.objects.count() < 3_000

    for account in (killed, undisturbed):
        out, err = begin(account, *log).communicate()
        assert json.loads(out.splitlines()[-1])["rows"] == 3_000, err
    assert contents(killed) == contents(undisturbed)
    assert len(contents(killed)[0]) == 450


def test_two_imports_at_once_leave_what_one_leaves(two_accounts: list[Account], log: tuple[Path, Path]) -> None:
    twice, once = two_accounts
    together = [begin(twice, *log), begin(twice, *log), begin(once, *log)]
    for process in together:
        _, err = process.communicate()
        assert process.returncode == 0, err
    assert contents(twice) == contents(once)
