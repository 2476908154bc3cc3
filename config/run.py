"""`make run` once Python is there: database, demo data and the built application, then web server, worker and beat."""

import os
import socket
import subprocess
import sys
import time

from config.bootstrap import port
from config.bootstrap.progress import CHECKOUT, Failed, say, step
from config.embedded import server
from config.embedded.errors import EmbeddedError
from config.embedded.places import DEVELOPMENT
from config.supervisor import Asked, Process, listen, supervise

QUEUES = "default,ingest,recompute,surveys,exports"
PATIENCE = 0.3
QUIET = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"}


def main() -> int:
    """Everything from nothing; returns the exit status when asked to stop."""
    hold = None if os.environ.get("DATABASE_URL") else server.hold(DEVELOPMENT)
    try:
        make_ready()
        return supervise(processes(), when_up=answers, announce=announce)
    finally:
        if hold:
            hold.release()


def make_ready() -> None:
    """Lay out the database and fill it, while the web application is built beside it."""
    building = begin("-m", "config.bootstrap", "build")
    try:
        with step("Preparing the database"):
            finish(begin("manage.py", "prepare", quiet=True), "The database could not be prepared")
        finish(begin("manage.py", "demo", "--if-empty"), "The demo data could not be made")
        finish(building, "The web application could not be built")
    finally:
        if building.poll() is None:
            building.terminate()
            building.wait()


def begin(*arguments: str, quiet: bool = False) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, *arguments], cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL if quiet else None)


def finish(child: "subprocess.Popen[bytes]", otherwise: str) -> None:
    if child.wait():
        raise Failed(f"{otherwise}; the reason is above.")


def processes() -> list[Process]:
    host, number = port.address()
    python = sys.executable
    granian = [python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(number), "--workers", "2", "--blocking-threads", "4"]
    celery = [python, "-m", "celery", "--quiet", "-A", "config.celery"]
    return [
        Process("web", [*granian, "--no-ws", "--log-level", "warning", "config.wsgi:application"], {"DATABASE_POOL": "true"}),
        Process("worker", [*celery, "worker", "-Q", QUEUES, "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "WARNING"], QUIET),
        Process("beat", [*celery, "beat", "--pidfile=", "--loglevel", "WARNING"]),
    ]


def answers() -> bool:
    """Whether somebody listens at our address."""
    host, number = port.address()
    try:
        socket.create_connection(("127.0.0.1" if host == "0.0.0.0" else host, number), timeout=PATIENCE).close()
    except OSError:
        return False
    return True


def announce() -> None:
    """Where to look, and as whom."""
    host, number = port.address()
    say(f"Up after {time.monotonic() - BEGAN:.1f} s: http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{number}/")
    for line in log_ins():
        say(line)
    say("Ctrl-C stops everything.")


def log_ins() -> list[str]:
    """The demo agency's people, when its data is there."""
    shown = subprocess.run([sys.executable, "manage.py", "demo", "--log-ins"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return shown.stdout.splitlines() if shown.returncode == 0 else []


if __name__ == "__main__":
    BEGAN = time.monotonic()
    listen()
    try:
        sys.exit(main())
    except (Failed, EmbeddedError) as reason:
        sys.exit(f"plumbline  {reason}")
    except Asked:
        sys.exit(130)
