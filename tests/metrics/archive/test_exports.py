"""An export has every row of the account and none of another's, exactly; it is written once, offered for a week, and removed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics import archive
from metrics.archive import exports, writing
from metrics.archive.contents import tables
from surveys.models import Answer, SurveyKind
from tenants import schemas
from tenants.models import Account, AuditEntry
from tests.factories import ApiKeyFactory, InvitationFactory, MembershipFactory
from tickets.models import Customer, Export, Ticket

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(['=1+1', "@x", "\x85\u2028", '"a",\\n', "line\nline\r\n", "\\", "\\.", "tab\t", "\x01\x02", "Jürgen 😀", " "]),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.tasks.schedule_or_leave", lambda *args: None)


@pytest.fixture
def written(account: Account) -> Iterator[Export]:
    """A finished export."""
    export = archive.request(by=None)
    archive.perform(export.pk)
    export.refresh_from_db()
    yield export
    archive.lapse(everything=True)


def opened(export: Export) -> zipfile.ZipFile:
    path = archive.file_of(export)
    assert path is not None
    return zipfile.ZipFile(path)


def lines(file: zipfile.ZipFile, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read(f"jsonl/{table}.jsonl").split(b"\n") if line]


def held(account: Account) -> dict[str, int]:
    """How many rows of each table are the account's, as the database counts them."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables(account):
            where = table.condition.as_string(connection.connection)
            cursor.execute(f'SELECT count(*) FROM "{table.schema}"."{table.name}" WHERE {where}')
            found[table.name] = cursor.fetchone()[0]
    return found


class TestContents:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(texts=st.lists(TEXTS, min_size=1, max_size=4))
    def test_every_row_comes_back_exactly_and_every_count_and_checksum_is_right(self, account: Account, tmp_path: Path, texts: list[str]) -> None:
        Ticket.objects.all().delete()
        Customer.objects.all().delete()
        for number, text in enumerate(texts):
            customer = Customer.objects.create(source="desk", external_id=f"{number} {text}")
            Ticket.objects.create(source="desk", external_id=str(number), subject=text, customer=customer, tags=[text, "x"], custom={text: [text, None, 1.5]})
        done = writing.write(tmp_path / "all.zip", account, at=NOON)
        with zipfile.ZipFile(tmp_path / "all.zip") as file:
            assert file.testzip() is None
            manifest = json.loads(file.read("manifest.json"))
            assert {each["table"]: each["rows"] for each in manifest["tables"]} == held(account)
            for each in (part for table in manifest["tables"] for part in table["files"]):
                content = file.read(each["path"])
                assert (len(content), sha256(content).hexdigest()) == (each["bytes"], each["sha256"])
            told = lines(file, "tickets_ticket")
            cells = list(csv.DictReader(io.StringIO(file.read("csv/tickets_ticket.csv").decode(), newline="")))
        stored = list(Ticket.objects.order_by("pk").values("subject", "tags", "custom"))
        assert [{name: row[name] for name in ("subject", "tags", "custom")} for row in told] == stored
        assert [row["subject"] for row in cells] == [f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and text else text for text in texts]
        assert (done.rows, done.sha256) == (sum(held(account).values()), writing.digest_of(tmp_path / "all.zip"))

    def test_a_row_beside_tickets_by_hand(self, account: Account, tmp_path: Path) -> None:
        Answer.objects.create(
            source="poll", external_id="A-1", at=NOON, day=NOON.date(), kind=SurveyKind.NPS, score=9, scale_low=0, scale_high=10, scale=10, net=1,
            comment="Good; +1",
        )  # fmt: skip
        writing.write(tmp_path / "all.zip", account, at=NOON)
        with zipfile.ZipFile(tmp_path / "all.zip") as file:
            (row,) = lines(file, "surveys_answer")
            (cells,) = csv.DictReader(io.StringIO(file.read("csv/surveys_answer.csv").decode()))
        assert (row["external_id"], row["at"], row["score"], row["net"], row["comment"]) == ("A-1", "2026-06-01T12:00:00+00:00", 9, 1, "Good; +1")
        assert (cells["day"], cells["score"], cells["ticket_id"]) == ("2026-06-01", "9", "")

    def test_people_calendars_and_the_log_are_in_it_and_keys_are_only_named(self, account: Account, other_account: Account, tmp_path: Path) -> None:
        for each in (account, other_account):
            MembershipFactory(account=each, user__email=f"olga@{each.slug}.test")
            InvitationFactory(account=each)
        key = ApiKeyFactory(account=account, name="Warehouse")
        ApiKeyFactory(account=other_account)
        writing.write(tmp_path / "all.zip", account, at=NOON)
        with zipfile.ZipFile(tmp_path / "all.zip") as file:
            everything = b"".join(file.read(name) for name in file.namelist())
            assert [row["email"] for row in lines(file, "tenants_membership")] == ["olga@acme.test"]
            assert [row["name"] for row in lines(file, "tenants_apikey")] == ["Warehouse"]
            assert len(lines(file, "tenants_businesscalendar")) == 1
            assert [row["action"] for row in lines(file, "tenants_auditentry")][-1] == "key.made"
            manifest = json.loads(file.read("manifest.json"))
        assert key.digest.encode() not in everything
        assert key.secret.encode() not in everything
        assert b"umbra" not in everything
        assert manifest["account"] == {"slug": "acme", "name": "Acme", "timezone": "Europe/Berlin"}
        assert manifest["schema_version"]["tickets"] >= "0011_leaving"

    def test_another_accounts_rows_are_in_none_of_its_files(self, account: Account, other_account: Account, tmp_path: Path) -> None:
        with schemas.inside(other_account):
            Customer.objects.create(source="desk", external_id="umbra-customer")
        writing.write(tmp_path / "all.zip", account, at=NOON)
        with zipfile.ZipFile(tmp_path / "all.zip") as file:
            assert not [name for name in file.namelist() if b"umbra" in file.read(name)]


class TestLife:
    def test_it_is_offered_for_a_week_and_then_removed(self, written: Export, clock: Any) -> None:
        assert (written.status, written.created_by) == (Export.Status.READY, "Plumbline")
        path = archive.file_of(written)
        assert path is not None
        assert (path.stat().st_size, writing.digest_of(path)) == (written.bytes, written.sha256)
        clock(NOON + timedelta(days=7) - timedelta(seconds=1))
        assert archive.lapse() == 0
        assert archive.file_of(written) == path
        clock(NOON + timedelta(days=7))
        assert archive.file_of(written) is None
        assert archive.lapse() == 1
        assert not path.exists()
        assert Export.objects.get().status == Export.Status.LAPSED

    def test_it_is_in_the_audit_log(self, written: Export, account: Account) -> None:
        assert AuditEntry.objects.filter(account=account, action="export.started").count() == 1

    def test_asking_twice_is_asking_once_until_it_is_done(self, account: Account) -> None:
        first = archive.request(by=None)
        assert archive.request(by=None) == first
        archive.perform(first.pk)
        assert archive.request(by=None) != first
        archive.lapse(everything=True)

    def test_a_worker_that_died_is_followed_by_another_from_the_beginning(self, account: Account, monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
        export = archive.request(by=None)
        Export.objects.filter(pk=export.pk).update(status=Export.Status.WRITING, path="half.zip", created_at=NOON)
        half = exports.folder() / "half.zip.part"
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"PK")
        export.refresh_from_db()
        assert archive.written(export) == 2
        again: list[int] = []
        monkeypatch.setattr("tenants.tasks.schedule_named", lambda name, number: again.append(number))
        assert archive.resume_stalled() == 0
        clock(NOON + timedelta(minutes=11))
        assert archive.resume_stalled() == 1
        assert again == [export.pk]
        archive.perform(export.pk)
        export.refresh_from_db()
        assert (export.status, half.exists(), archive.written(export)) == (Export.Status.READY, False, export.bytes)
        archive.perform(export.pk)
        assert Export.objects.get() == export
        archive.lapse(everything=True)

    def test_an_error_leaves_no_file_and_says_so(self, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        export = archive.request(by=None)

        def fail(target: Path, account: Account, *, at: datetime) -> Any:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"PK")
            raise OSError("No space left on device")

        monkeypatch.setattr(exports, "write", fail)
        with pytest.raises(OSError, match="No space"):
            archive.perform(export.pk)
        export.refresh_from_db()
        assert (export.status, "error of ours" in export.error, list(exports.folder().iterdir())) == (Export.Status.FAILED, True, [])

    def test_an_operator_writes_one_by_command(self, account: Account, capsys: pytest.CaptureFixture[str]) -> None:
        schemas.leave()
        call_command("account", "export", account.slug)
        path, told = capsys.readouterr().out.splitlines()
        assert Path(path).exists()
        assert "SHA-256" in told
        with schemas.inside(account):
            archive.lapse(everything=True)


@pytest.mark.usefixtures("_accounts")
def test_all_tables_are_read_as_they_were_at_one_instant(django_db_blocker: Any) -> None:
    """Looked at outside of a test's own transaction: one that sees nothing of what others write meanwhile."""
    with django_db_blocker.unblock(), writing.one_snapshot(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
        assert cursor.fetchone() == ("repeatable read", "on")
