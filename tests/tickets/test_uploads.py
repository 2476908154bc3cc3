"""Uploaded files' imports: carried on where a worker died, and never by two at once."""

from typing import Any

import pytest

from tenants.models import Account
from tickets import uploads
from tickets.imports import Checkpoint, run
from tickets.models import Event, Import, Sentiment, Ticket
from tickets.row_imports import run_rows
from tickets.simulate.fill import fill

MAPPING: dict[str, Any] = {"shape": "events", "source": "desk", "columns": {"id": "id", "at": "at", "activity": "what"}}
LINES = [f"{n % 7},2026-03-02 10:{n:02},{('reply', 'danced')[n % 10 == 3]}\n" for n in range(50)]
CONTENT = ("id,at,what\n" + "".join(LINES)).encode()


@pytest.fixture(autouse=True)
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    sent: list[Any] = []
    monkeypatch.setattr("tenants.tasks.schedule_named", lambda *what: sent.append(what))
    return sent


@pytest.fixture
def upload(account: Account) -> Import:
    made = uploads.store([CONTENT], filename="log.csv", user_id=None)
    uploads.start(made, MAPPING)
    return made


class Killed(BaseException):
    """Stands for the end of a worker: nothing after it runs."""


def test_an_import_whose_worker_died_is_carried_on_from_its_last_batch(upload: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BATCH_ROWS", 10)

    def dying(*arguments: Any, checkpoint: Any, **options: Any) -> Any:
        def once(reached: Checkpoint) -> None:
            checkpoint(reached)
            if reached.rows == 30:
                raise Killed

        return run(*arguments, checkpoint=once, **options)

    monkeypatch.setattr(uploads, "run", dying)
    with pytest.raises(Killed):
        uploads.perform(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.result["checkpoint"]["rows"], Event.objects.count()) == ("importing", 20, 18)

    monkeypatch.setattr(uploads, "run", run)
    uploads.perform(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.error) == ("done", "")
    assert {name: upload.result[name] for name in ("rows", "accepted", "rejected", "tickets_created", "events_created")} == {
        "rows": 50, "accepted": 45, "rejected": 5, "tickets_created": 7, "events_created": 45,
    }  # fmt: skip
    assert len(uploads.rejects_of(upload).path.read_text().splitlines()) == 1 + 5


def test_performing_an_import_again_changes_nothing(upload: Import) -> None:
    uploads.perform(upload.pk)
    before = Import.objects.values().get()
    uploads.perform(upload.pk)
    assert Import.objects.values().get() == before


def test_an_import_that_cannot_be_read_fails_with_the_reason(account: Account) -> None:
    made = uploads.store([b"a,b\n1,2\n"], filename="log.csv", user_id=None)
    uploads.start(made, MAPPING)
    uploads.perform(made.pk)
    made.refresh_from_db()
    assert (made.status, Ticket.objects.count()) == ("failed", 0)
    assert "columns.id: the file has no column 'id'" in made.error


def test_a_failed_import_may_be_started_again(account: Account) -> None:
    made = uploads.store([CONTENT], filename="log.csv", user_id=None)
    uploads.start(made, {**MAPPING, "columns": {**MAPPING["columns"], "channel": "nowhere"}})
    uploads.perform(made.pk)
    uploads.start(made, MAPPING)
    uploads.perform(made.pk)
    made.refresh_from_db()
    assert (made.status, made.error, made.result["accepted"]) == ("done", "", 45)


def test_stalled_imports_are_queued_again_and_fresh_ones_left_alone(upload: Import, scheduled: list[Any]) -> None:
    scheduled.clear()
    assert uploads.resume_stalled() == 0
    Import.objects.update(created_at="2026-01-01T00:00Z")
    assert (uploads.resume_stalled(), scheduled) == (1, [("tickets.import_file", upload.pk)])


def test_sample_data_fills_an_empty_account_once(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "fill", lambda *arguments, **options: fill(*arguments, tickets=50, **options))
    sample = uploads.start_sample()
    uploads.perform_sample(sample.pk)
    sample.refresh_from_db()
    assert (sample.status, Ticket.objects.count()) == ("done", 50)
    with pytest.raises(uploads.AlreadyStarted):
        uploads.start_sample()


def test_an_import_of_rows_whose_worker_died_is_carried_on_from_its_last_batch(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BATCH_ROWS", 10)
    lines = "".join(f"{n},2026-03-02 10:{n:02},{(0.5, 7)[n % 10 == 3]}\n" for n in range(50))
    made = uploads.store([f"id,at,value\n{lines}".encode()], filename="tone.csv", kind="sentiments")
    uploads.start(made, {"source": "tone"})

    def dying(*arguments: Any, checkpoint: Any, **options: Any) -> Any:
        def once(reached: Checkpoint) -> None:
            checkpoint(reached)
            if reached.rows == 30:
                raise Killed

        return run_rows(*arguments, checkpoint=once, **options)

    monkeypatch.setattr(uploads, "run_rows", dying)
    with pytest.raises(Killed):
        uploads.perform(made.pk)
    made.refresh_from_db()
    assert (made.status, made.result["checkpoint"]["rows"], Sentiment.objects.count()) == ("importing", 20, 18)

    monkeypatch.setattr(uploads, "run_rows", run_rows)
    uploads.perform(made.pk)
    made.refresh_from_db()
    assert (made.status, made.error) == ("done", "")
    assert {name: made.result[name] for name in ("rows", "accepted", "rejected", "created")} == {"rows": 50, "accepted": 45, "rejected": 5, "created": 45}
    assert len(uploads.rejects_of(made).path.read_text().splitlines()) == 1 + 5
