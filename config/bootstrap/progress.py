"""Saying what is being done, how long it took, and remembering that it need not be done again."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STATE = CHECKOUT / "var"


class Failed(Exception):
    """A step that cannot be done; the message says what to do about it."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """A line when it begins, and one with the time when it is done."""
    say(f"{what} …")
    began = time.monotonic()
    yield
    say(f"{what}: {time.monotonic() - began:.1f} s")


def say(line: str) -> None:
    print(f"plumbline  {line}", flush=True)


def run(*command: str | Path, folder: Path = CHECKOUT, env: Mapping[str, str] | None = None) -> None:
    """A command whose output is shown only when it fails."""
    done = subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command))} failed ({done.returncode}):\n{done.stdout}")


def digest(files: Iterable[Path], *, also: Sequence[str] = ()) -> str:
    """One word for the names and contents of files, in any order."""
    made = hashlib.sha256("\0".join(also).encode())
    for path in sorted(files):
        made.update(os.fsencode(path) + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:32]


def is_done(stamp: Path, expected: str) -> bool:
    """Whether the step that leaves `stamp` was last done for exactly this."""
    return stamp.is_file() and stamp.read_text() == expected


def mark_done(stamp: Path, expected: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(expected)


def become(*command: str | Path) -> None:
    """Go on as another program: signals and the exit status are then its own."""
    sys.stdout.flush()
    os.chdir(CHECKOUT)
    os.execv(command[0], [str(word) for word in command])
