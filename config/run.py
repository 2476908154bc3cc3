"""`make run` once Python is there: database, demo data and the built application, then web server, worker and beat."""

import os
import socket
import subprocess
import sys
import time

from config import processes
from config.bootstrap import port
from config.bootstrap.progress import CHECKOUT, Failed, say
from config.embedded import server
from config.embedded.errors import EmbeddedError
from config.embedded.places import DEVELOPMENT
from config.supervisor import Asked, Process, listen, start, stop, supervise

PATIENCE = 0.3
DEMO_TICKETS = 60_000


def main() -> int:
    """Everything from nothing; returns the exit status when asked to stop."""
    hold = None if os.environ.get("DATABASE_URL") else server.hold(DEVELOPMENT)
    try:
        make_ready()
        return supervise(running(), when_up=answers, announce=announce)
    finally:
        if hold:
            hold.release()


def make_ready() -> None:
    """Lay out the database and fill it, while the web application is built beside it."""
    building = begin("-m", "config.bootstrap", "build")
    filling = None
    try:
        lay_out()
        if wants_demo():
            say(f"Making a year of demo data, {DEMO_TICKETS:,} tickets …")
            filling = begin("manage.py", "demo", "--size", str(DEMO_TICKETS))
        finish({"The web application could not be built": building} | ({"The demo data could not be made": filling} if filling else {}))
    finally:
        stop([child for child in (building, filling) if child])


def lay_out() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from config import preparation

    preparation.prepare(say=say)


def wants_demo() -> bool:
    """Whether there are no accounts yet, or the demo's were interrupted; an account that somebody made means no."""
    from django.db import connections

    from metrics import demo
    from tenants.models import Account
    from tickets.simulate import BY_SLUG

    found = set(Account.objects.values_list("slug", flat=True))
    wanted = not found or any(not demo.is_complete(slug) for slug in found & BY_SLUG.keys())
    connections.close_all()
    return wanted


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


def running() -> list[Process]:
    """Their commands are those of containers."""
    return [Process(name, command()) for name, command in processes.COMMANDS.items()]


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
    from metrics import demo
    from tenants.models import User

    people = User.objects.filter(email__in=[demo.OWNER, demo.VIEWER]).order_by("email").values_list("email", flat=True)
    return [f"Log in as {email}, password {demo.PASSWORD}" for email in people]


if __name__ == "__main__":
    BEGAN = time.monotonic()
    os.chdir(CHECKOUT)
    listen()
    try:
        sys.exit(main())
    except (Failed, EmbeddedError) as reason:
        sys.exit(f"plumbline  {reason}")
    except Asked:
        sys.exit(130)
