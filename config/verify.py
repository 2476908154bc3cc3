"""`make check` and `make test`: everything that is looked at without running the product, then the tests."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap import frontend
from config.bootstrap.progress import CHECKOUT, say

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")


@dataclass(frozen=True)
class Look:
    """One thing looked at: what it is, and the command that fails when it is not so."""

    what: str
    command: tuple[str | Path, ...]
    folder: Path = CHECKOUT
    env: Mapping[str, str] | None = None


def looks() -> list[Look]:
    npm = frontend.npm_command()
    inside, node = frontend.FRONTEND, frontend.with_node()
    return [
        Look("Lint", (BIN / "ruff", "check", "--quiet", ".")),
        Look("Format", (BIN / "ruff", "format", "--check", "--quiet", ".")),
        Look("Types", (BIN / "mypy", ".")),
        Look("Import contracts", (BIN / "lint-imports",)),
        Look("Missing migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
        Look("GraphQL schema drift", (*MANAGE, "graphql_schema", "--check")),
        Look("Front end: types and lint", (*npm, "run", "check"), inside, node),
        Look("Front end: tests", (*npm, "test"), inside, node),
    ]


def check() -> list[str]:
    """Every look, whatever the others say; the names of those that failed, with their output printed."""
    failed = []
    for look in looks():
        began = time.monotonic()
        done = subprocess.run(
            look.command, cwd=look.folder, env=look.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        say(f"{look.what}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - began:.1f} s)")
        if done.returncode:
            print(done.stdout, flush=True)
            failed.append(look.what)
    return failed


def main(what: str) -> int:
    """The exit status: 0 when nothing failed. With `test`, pytest has the last word on the screen."""
    failed = check()
    if failed:
        say(f"Failed: {', '.join(failed)}.")
    if what == "check":
        return 1 if failed else 0
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *sys.argv[2:]],
        cwd=CHECKOUT,
        env=os.environ | {"FAILED_CHECKS": ", ".join(failed)},
        check=False,
    )
    return tests.returncode or (1 if failed else 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
