"""Steps are done again when what they depend on has changed, and not before."""

from pathlib import Path

import pytest

from config.bootstrap import progress


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_text("one")
    return path


def test_a_step_is_done_when_its_stamp_says_the_same(tmp_path: Path, source: Path) -> None:
    stamp = tmp_path / "folder" / "stamp"
    assert not progress.is_done(stamp, progress.digest([source]))
    progress.mark_done(stamp, progress.digest([source]))
    assert progress.is_done(stamp, progress.digest([source]))


def test_a_changed_file_makes_another_digest(source: Path) -> None:
    before = progress.digest([source])
    source.write_text("two")
    assert progress.digest([source]) != before


def test_a_renamed_file_makes_another_digest(source: Path) -> None:
    before = progress.digest([source])
    assert progress.digest([source.rename(source.with_name("other"))]) != before


def test_the_order_of_files_does_not_matter(tmp_path: Path, source: Path) -> None:
    other = tmp_path / "other"
    other.write_text("two")
    assert progress.digest([source, other]) == progress.digest([other, source])


def test_a_command_that_fails_shows_its_output() -> None:
    with pytest.raises(progress.Failed, match=r"failed \(3\):\n.*why"):
        progress.run("sh", "-c", "echo why; exit 3")


def test_a_step_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.step("Thinking"):
        pass
    assert capsys.readouterr().out.startswith("plumbline  Thinking …\nplumbline  Thinking: 0.0 s")
