"""The shipped mapping of a real log, held against a plain reading of the same file."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from tenants.models import Account
from tickets import facts
from tickets.imports import Reject, run
from tickets.mapping import read_file
from tickets.mapping.files import Row
from tickets.models import Event, Ticket, TicketFact

ROOT = Path(__file__).parents[3]
MAPPING = ROOT / "docs" / "examples" / "helpdesk.toml"
REAL = ROOT.parent / "shared" / "data" / "helpdesk" / "helpdesk.csv"
ROME = ZoneInfo("Europe/Rome")
HEADER = ("Case ID,Activity,Resource,Complete Timestamp,Variant,Variant index,Variant,seriousness,customer,product,responsible_section,seriousness_2,"
          "service_level,service_type,support_section,workgroup")  # fmt: skip
ENDS = ("Resolve ticket", "Closed")
CASES = (
    ("Assign seriousness", "Take in charge ticket", "Resolve ticket", "Closed"),
    ("Take in charge ticket", "Resolve ticket", "Resolve ticket", "Closed"),
    ("Assign seriousness", "Take in charge ticket", "Resolve ticket", "Take in charge ticket", "Wait", "Resolve ticket", "Closed"),
    ("Insert ticket", "Assign seriousness", "Create SW anomaly", "Take in charge ticket", "Require upgrade", "Closed"),
    ("Assign seriousness", "Wait"),
)


def synthetic() -> Iterator[str]:
    """A log of the same shape: every eleventh row comes twice, hours cross a clock change."""
    yield HEADER
    for case in range(60):
        for step, activity in enumerate(CASES[case % len(CASES)]):
            at = datetime(2013, 3, 20 + case % 11, (case * 5 + step) % 24, step * 7, case % 60)
            resource, customer = f"Value {1 + (case + step) % 5}", f"Value {1 + case % 9}"
            cells = [f"Case {case}", activity, resource, f"{at:%Y/%m/%d %H:%M:%S}.000", "Variant 1", "1", "Variant 1", "Value 1", customer]
            row = ",".join([*cells, "Value 3", "Value 1", f"Value {1 + case % 4}", "Value 2", "Value 1", "Value 1", "Value 2"])
            yield from [row] * (2 if (case + step) % 11 == 0 else 1)


@pytest.fixture(params=["synthetic", *(["real"] if REAL.exists() else [])])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The log: one made here always, the real one where it is at hand."""
    if request.param == "real":
        return REAL
    path = tmp_path / "helpdesk.csv"
    path.write_text("\n".join(synthetic()) + "\n")
    return path


class Case:
    """One case, read plainly: seconds since its first event."""

    def __init__(self, rows: list[list[str]]) -> None:
        rows = sorted(rows, key=lambda row: row[3])
        began = instant(rows[0])
        self.first_reply: float | None = None
        self.resolution: float | None = None
        self.reopens = 0
        self.escalated = any(row[1] in ("Create SW anomaly", "Require upgrade") for row in rows)
        for row in rows:
            if row[1] not in ENDS and self.resolution is not None:
                self.resolution, self.reopens = None, self.reopens + 1
            if row[1] == "Take in charge ticket" and self.first_reply is None and not self.reopens:
                self.first_reply = instant(row) - began
            if row[1] in ENDS and self.resolution is None:
                self.resolution = instant(row) - began


def instant(row: list[str]) -> float:
    return datetime.strptime(row[3], "%Y/%m/%d %H:%M:%S.%f").replace(tzinfo=ROME).timestamp()


class Nothing:
    """Refuses to have anything refused."""

    def add(self, reject: Reject, row: Row) -> None:
        raise AssertionError(reject)


def test_the_helpdesk_log_gives_the_numbers_a_plain_reading_gives(account: Account, log: Path) -> None:
    outcome = run(log, read_file(MAPPING), zone="UTC", rejects=Nothing())
    facts.derive_touched()
    rows = list(csv.reader(log.open()))[1:]
    cases: dict[str, list[list[str]]] = {}
    for row in rows:
        cases.setdefault(row[0], []).append(row)
    expected = {case: Case(found) for case, found in cases.items()}

    assert (outcome.rows, outcome.tickets_created, Ticket.objects.count()) == (len(rows), len(cases), len(cases))
    taken = {tuple(row) for row in rows if row[1] == "Take in charge ticket"}
    assert Event.objects.count() == len({tuple(row) for row in rows}) + len(taken)
    found = TicketFact.objects.values_list("ticket__external_id", "first_reply_seconds", "resolution_seconds", "reopens", "escalated_at")
    for case, first_reply, resolution, reopens, escalated_at in found:
        told = expected[case]
        assert (first_reply, resolution, reopens, escalated_at is not None) == (told.first_reply, told.resolution, told.reopens, told.escalated), case
    replies = [one.first_reply for one in expected.values() if one.first_reply is not None]
    assert (median(replies), sum(one.reopens > 0 for one in expected.values())) == ((58_753.0, 154) if log == REAL else (4_020.0, 17))


def test_importing_the_log_again_changes_nothing(account: Account, log: Path) -> None:
    first = run(log, read_file(MAPPING), zone="UTC", rejects=Nothing())
    again = run(log, read_file(MAPPING), zone="UTC", rejects=Nothing())
    assert (again.tickets_created, again.tickets_updated, again.events_created) == (0, 0, 0)
    assert again.events_unchanged == first.events_created + first.events_unchanged


def test_the_shipped_mapping_names_every_activity_of_the_log(log: Path) -> None:
    listed = tomllib.loads(MAPPING.read_text())["activities"]
    assert {row[1] for row in csv.reader(log.open())} - {"Activity"} <= set(listed)
