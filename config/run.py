"""`make run` once Python is there: database, demo data and the built application, then web server, worker and beat."""

import os
import subprocess
import sys
import time
from http.client import HTTPConnection

import psycopg
from django.conf import settings

from config import preparation, processes
from config.bootstrap import port
from config.bootstrap.progress import CHECKOUT, STATE, Failed, is_done, mark_done, say, step
from config.embedded import server
from config.embedded.errors import EmbeddedError
from config.embedded.places import DEVELOPMENT
from config.supervisor import Asked, Process, listen, start, stop, supervise

PATIENCE = 5.0
DEMO_TICKETS = 60_000
UNFINISHED = STATE / "unfinished-demo"
"""Names the database while demo data is being made in it."""


def main() -> int:
    """Everything from nothing; returns the exit status when asked to stop."""
    hold = None if os.environ.get("DATABASE_URL") else server.hold(DEVELOPMENT)
    try:
        make_ready()
        return supervise([Process("web", processes.web())], when_up=answers, announce=announce, then=background())
    finally:
        if hold:
            hold.release()


def make_ready() -> None:
    """Lay out the database and fill it, while the web application is built beside it."""
    children = {"The web application could not be built": begin("-m", "config.bootstrap", "build")}
    try:
        if not preparation.is_prepared():
            with step("Laying out the database"):
                finish({"The database could not be laid out": begin("manage.py", "prepare")})
        if wants_demo():
            mark_done(UNFINISHED, settings.DATABASE_URL)
            say(f"Making a year of demo data, {DEMO_TICKETS:,} tickets …")
            children["The demo data could not be made"] = begin("manage.py", "demo", "--size", str(DEMO_TICKETS))
        finish(children)
        UNFINISHED.unlink(missing_ok=True)
    finally:
        stop(children.values())


def wants_demo() -> bool:
    """Whether there are no accounts yet, or we were interrupted while making the demo's in this database."""
    with psycopg.connect(settings.DATABASE_URL) as connection:
        empty = connection.execute("SELECT NOT EXISTS (SELECT FROM tenants_account)").fetchone() == (True,)
    return empty or is_done(UNFINISHED, settings.DATABASE_URL)


def begin(*arguments: str) -> "subprocess.Popen[bytes]":
    """A child with a process group of its own, see `supervisor`."""
    return start(Process(arguments[0], [sys.executable, *arguments]))


def finish(children: "dict[str, subprocess.Popen[bytes]]") -> None:
    """Wait for all; raises Failed with a child's words as soon as it fails."""
    while True:
        for otherwise, child in children.items():
            if child.poll():
                raise Failed(f"{otherwise}; the reason is above.")
        if all(child.poll() == 0 for child in children.values()):
            return
        time.sleep(0.05)


def background() -> list[Process]:
    """What the page can wait for."""
    return [Process("worker", processes.worker()), Process("beat", processes.beat())]


def answers() -> bool:
    """Whether the page is served."""
    host, number = port.address()
    connection = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, number, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def announce() -> None:
    """Where to look, and as whom."""
    host, number = port.address()
    say(f"Up after {time.monotonic() - BEGAN:.1f} s: http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{number}/")
    for line in log_ins():
        say(line)
    say("Ctrl-C stops everything.")


def log_ins() -> list[str]:
    """The demo agency's people, when its data is there."""
    import django

    django.setup()
    from metrics import demo
    from tenants.models import User

    people = User.objects.filter(email__in=[demo.OWNER, demo.VIEWER]).order_by("email").values_list("email", flat=True)
    return [f"Log in as {email}, password {demo.PASSWORD}" for email in people]


if __name__ == "__main__":
    BEGAN = time.monotonic()
    os.chdir(CHECKOUT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    listen()
    try:
        sys.exit(main())
    except (Failed, EmbeddedError) as reason:
        sys.exit(f"plumbline  {reason}")
    except Asked:
        sys.exit(130)
