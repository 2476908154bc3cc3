"""Packages come from where pip is told to look, and are named with their hashes and no host."""

import re
import subprocess
from pathlib import Path

import pytest

from config.bootstrap import environment

LOCKS = sorted(environment.REQUIREMENTS.glob("*.txt"))


def test_uv_looks_where_pip_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "global.index-url='https://a.example/simple'\nglobal.extra-index-url='file:///b file:///c'\n:env:.find-links='/wheels'\nglobal.timeout='60'\n"
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: subprocess.CompletedProcess(args, 0, stdout=told))
    assert environment.pip_configuration()[2:] == [
        *("--default-index", "https://a.example/simple"),
        *("--index", "file:///b", "--index", "file:///c"),
        *("--find-links", "/wheels"),
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_host(lock: Path) -> None:
    assert "://" not in lock.read_text()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_package_has_a_version_and_a_hash(lock: Path) -> None:
    packages = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert packages
    assert all(re.match(r"[a-z0-9-]+==\S+.*\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n?)+$", package) for package in packages)


@pytest.mark.parametrize("source", sorted(environment.REQUIREMENTS.glob("*.in")), ids=lambda source: source.stem)
def test_what_is_asked_for_is_locked(source: Path) -> None:
    asked = re.findall(r"^([\w-]+)(?:\[[\w,]+\])?==(\S+)$", source.read_text(), re.MULTILINE)
    locked = source.with_suffix(".txt").read_text()
    assert asked
    assert all(re.search(rf"^{re.escape(name.lower())}=={re.escape(version)}[ \n]", locked, re.MULTILINE) for name, version in asked)
