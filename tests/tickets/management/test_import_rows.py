"""The command for rows: every shipped example imports, and its last line, exit code and rejects are those of import_history."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tenants import schemas
from tenants.models import Account
from tickets.ingest.rows import KINDS, load
from tickets.models import Search, Sentiment

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples" / "rows"
KEYS = ["rows", "accepted", "rejected", "created", "updated", "unchanged", "deleted", "rejects_file"]

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.tasks.schedule_named", lambda *_: None)


def run(account: Account, kind: str, *files: Path, **options: Any) -> dict[str, Any]:
    """The command's last line; raises SystemExit when rows were refused."""
    out = io.StringIO()
    schemas.leave()
    try:
        call_command("import_rows", kind, *map(str, files), account=account.slug, stdout=out, stderr=io.StringIO(), **options)
    finally:
        schemas.enter(account)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_shipped_examples_import(account: Account, kind: str) -> None:
    (file,) = [file for file in EXAMPLES.glob(f"{kind}.*") if file.suffix != ".toml"]
    mapping = file.with_suffix(".toml")
    given: dict[str, Any] = {"mapping": mapping} if mapping.exists() else {"source": "example"}
    answer = run(account, kind, file, **given)
    assert list(answer) == KEYS
    assert answer["created"] == answer["rows"] == answer["accepted"] >= 2
    assert run(account, kind, file, **given)["unchanged"] == answer["rows"]


def test_a_file_of_searches_is_read_by_its_own_dates_and_numbers(account: Account) -> None:
    run(account, "searches", EXAMPLES / "searches.csv", mapping=EXAMPLES / "searches.toml")
    told = Search.objects.get(external_id="3")
    assert (told.at.isoformat(), told.results, told.is_failed) == ("2026-03-13T17:40:00+00:00", 1204, True)


def test_refused_rows_end_it_with_1_unless_allowed_and_lie_in_a_file(account: Account, tmp_path: Path) -> None:
    file, rejects = tmp_path / "tone.csv", tmp_path / "rejects.csv"
    file.write_text("id,at,value,at\n1,2026-03-02,0.5,x\n2,2026-03-02,5,x\n3,2026-03-02\n")
    with pytest.raises(SystemExit):
        run(account, "sentiments", file, source="tone", rejects=rejects)
    assert rejects.read_text().splitlines() == [
        "line,field,value,reason,row",
        '3,value,5,lies outside -1 to 1,"2,2026-03-02,5,x"',
        '4,row,"3,2026-03-02",has 2 columns where the header has 4,"3,2026-03-02"',
    ]
    assert run(account, "sentiments", file, source="tone", rejects=rejects, allow_rejects=True)["unchanged"] == 1


def test_a_dry_run_counts_and_leaves_nothing(account: Account) -> None:
    assert run(account, "sentiments", EXAMPLES / "sentiments.csv", source="tone", dry_run=True)["created"] == 2
    assert not Sentiment.objects.exists()


def test_batches_are_as_large_as_asked_for_and_add_up(account: Account, tmp_path: Path) -> None:
    file = tmp_path / "tone.csv"
    file.write_text("id,at,value\n" + "".join(f"{n},2026-03-02,0.5\n" for n in range(25)) + "7,2026-03-02,0.5\n")
    answer = run(account, "sentiments", file, source="tone", batch_rows=10)
    assert (answer["rows"], answer["created"], answer["unchanged"]) == (26, 25, 1)


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("id,at\n1,2026-03-02\n", {"source": "x"}, "columns.value: is required by sentiments; there are id, at"),
        ("id,at,value\n1,2026-03-02,0\n", {}, "source: is required"),
        ("id,at,value\n1,03/04/2026,0\n", {"source": "x"}, "time.day_first: is needed"),
        ("", {"source": "x"}, "The file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(account: Account, tmp_path: Path, content: str, options: dict[str, Any], said: str) -> None:
    file = tmp_path / "tone.csv"
    file.write_text(content)
    with pytest.raises(CommandError, match=said):
        run(account, "sentiments", file, **options)


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_as_spreadsheets_save_it_is_read(account: Account, tmp_path: Path, packed: bool) -> None:
    """A byte order mark, tabs, a header that comes twice, commas for decimals, NULL, and a column that nobody asked for."""
    content = "\ufeffID\tAt\tValue\tValue\tNote\n1\t31/03/2026 09:00\t-0,25\t9\tx\n2\t01/04/2026 09:00\tNULL\t9\tx\n".encode()
    file = tmp_path / "tone.tsv"
    file.write_bytes(gzip.compress(content) if packed else content)
    answer = run(account, "sentiments", file, source="tone", rejects=tmp_path / "rejects.csv", allow_rejects=True)
    assert (answer["created"], answer["rejected"]) == (1, 1)
    told = Sentiment.objects.get()
    assert (told.external_id, told.at.isoformat(), told.value) == ("1", "2026-03-31T07:00:00+00:00", -0.25)
    assert (tmp_path / "rejects.csv").read_text().splitlines()[1].startswith("3,Value,NULL,is required")


def test_no_more_than_a_batch_is_in_hand_at_a_time(account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def counted(kind: str, rows: Any, **options: Any) -> Any:
        sizes.append(len(rows))
        return load(kind, rows, **options)

    monkeypatch.setattr("tickets.row_imports.load", counted)
    file = tmp_path / "tone.jsonl"
    file.write_text("".join(json.dumps({"id": n, "at": "2026-03-02", "value": 0.5}) + "\n" for n in range(25)))
    run(account, "sentiments", file, source="tone", batch_rows=10)
    assert sizes == [10, 10, 5]
