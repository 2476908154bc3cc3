"""
Using the embedded server: `hold` starts it if it is down, and it runs at least until `release`.

Three lock files order everything: `start` (one process at a time begins or ends its use), `users` (shared by every user;
the keeper waits for it), `keeper` (there is one).
"""

import os
import shutil
import subprocess
import sys
import time

from config.embedded import cluster, owner
from config.embedded.errors import EmbeddedError
from config.embedded.locks import Lock, is_taken, taken
from config.embedded.places import CHECKOUT, Places

PATIENCE = 60.0


class Hold:
    """A process's use of the server, from `hold` to `release` or the process's end."""

    def __init__(self, place: Places, users: Lock, keeper: "subprocess.Popen[bytes] | None") -> None:
        self._place = place
        self._keeper = keeper
        self._users: Lock | None = users
        self._process = os.getpid()

    def release(self) -> None:
        """End the use; the last user returns when the server is down. Does nothing twice, nor in a forked child."""
        if self._users is None or self._process != os.getpid():
            return
        users, self._users = self._users, None
        with taken(self._place.lock("start")):
            others = not users.try_to_take() and users.try_to_share()
            users.close()
            if not others:
                _wait_for_the_end(self._place)
                if self._keeper:
                    self._keeper.wait(PATIENCE)


def hold(place: Places) -> Hold:
    """Use the server from now on. Raises EmbeddedError when it does not come up."""
    owner.make_base(place.base)
    with taken(place.lock("start")):
        users = Lock(place.lock("users"))
        users.share()
        try:
            keeper = _wait_until_ready(place)
        except BaseException:
            users.close()
            raise
    return Hold(place, users, keeper)


def reset(place: Places) -> None:
    """Throw away all the server's data; refused while it runs."""
    owner.make_base(place.base)
    with taken(place.lock("start")):
        if is_taken(place.lock("keeper")) or cluster.pid(place):
            raise EmbeddedError("The embedded database is in use: stop `make run` and other commands first.")
        if place.private.exists():
            shutil.rmtree(place.private)
        place.log.unlink(missing_ok=True)


def _wait_until_ready(place: Places) -> "subprocess.Popen[bytes] | None":
    """Returns the keeper if it had to be started."""
    until = time.monotonic() + PATIENCE
    keeper: subprocess.Popen[bytes] | None = None
    while not (is_taken(place.lock("keeper")) and cluster.is_ready(place)):
        if keeper is not None and keeper.poll():
            raise EmbeddedError(f"The embedded database did not start:\n{_last_words(place)}")
        if keeper is None and not is_taken(place.lock("keeper")):
            keeper = _start_keeper(place)
        if time.monotonic() > until:
            raise EmbeddedError(f"The embedded database was not ready after {PATIENCE:.0f} s:\n{_last_words(place)}")
        time.sleep(0.02)
    return keeper


def _start_keeper(place: Places) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches the users first."""
    place.log.unlink(missing_ok=True)
    with place.log.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "config.embedded.keeper", place.name],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait_for_the_end(place: Places) -> None:
    until = time.monotonic() + PATIENCE
    while is_taken(place.lock("keeper")) and time.monotonic() < until:
        time.sleep(0.02)


def _last_words(place: Places) -> str:
    return "\n".join(place.log.read_text(errors="replace").splitlines()[-15:]) if place.log.exists() else "(no log)"
