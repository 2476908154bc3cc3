"""`python3.11 -m config.bootstrap run|test|check|bench|demo|reset|install|lock|format`: what the Makefile calls."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from config.bootstrap import browser, environment, frontend, locking, port
from config.bootstrap.progress import CHECKOUT, ENVIRONMENT, PYTHON, STATE, Failed, become, say
from config.bootstrap.progress import run as run_here
from config.embedded import server
from config.embedded.errors import EmbeddedError
from config.embedded.locks import taken
from config.embedded.places import DEVELOPMENT


def run() -> None:
    port.check_free()
    with one_at_a_time():
        environment.install("base", "node")
    become(PYTHON, "-m", "config.run")


def install() -> None:
    with one_at_a_time():
        environment.install("base", "node", "dev")
        frontend.build()


def build() -> None:
    """Only the web application; `run` does it beside the demo data."""
    with one_at_a_time():
        frontend.build()


def test() -> None:
    browser.install()
    install()
    become(PYTHON, "-m", "config.verify", "test", *sys.argv[2:])


def check() -> None:
    install()
    become(PYTHON, "-m", "config.verify", "check")


def bench() -> None:
    with one_at_a_time():
        environment.install("base", "bench")
    become(PYTHON, "-m", "bench", *sys.argv[2:])


def demo() -> None:
    with one_at_a_time():
        environment.install("base")
    become(PYTHON, "manage.py", "demo", *sys.argv[2:])


def format() -> None:
    install()
    run_here(ENVIRONMENT / "bin" / "ruff", "check", "--fix", "--quiet", ".")
    run_here(ENVIRONMENT / "bin" / "ruff", "format", "--quiet", ".")
    frontend.npm("run", "format")


def reset() -> None:
    if os.environ.get("DATABASE_URL"):
        raise Failed("DATABASE_URL names a database: `make reset` empties only the embedded one.")
    server.reset(DEVELOPMENT)
    shutil.rmtree(CHECKOUT / "media", ignore_errors=True)
    say("The embedded database is empty; `make run` fills it again.")


def lock() -> None:
    environment.make()
    locking.lock()


TARGETS: dict[str, Callable[[], None]] = {
    "run": run,
    "install": install,
    "build": build,
    "test": test,
    "check": check,
    "bench": bench,
    "demo": demo,
    "reset": reset,
    "lock": lock,
    "format": format,
}


def one_at_a_time() -> AbstractContextManager[None]:
    """Two commands in one checkout install one after the other."""
    STATE.mkdir(exist_ok=True)
    return taken(STATE / "bootstrap.lock")


if __name__ == "__main__":
    try:
        TARGETS[sys.argv[1]]()
    except (Failed, EmbeddedError) as reason:
        sys.exit(f"plumbline  {reason}")
    except KeyboardInterrupt:
        sys.exit(130)
