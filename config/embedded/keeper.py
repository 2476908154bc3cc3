"""
The process between the server and its users: starts the server, and stops it when the last user is gone.

Users are processes that share the lock `users` (see `server`). Because a lock ends with its holder, a user that is
killed is a user that has gone, and no server outlives the command that needed it.
"""

import signal
import subprocess
import sys
import time
from types import FrameType

from config.embedded import cluster
from config.embedded.errors import EmbeddedError
from config.embedded.locks import Lock
from config.embedded.places import Places, places

LOOK_EVERY = 0.1
RESTARTS = 100


def keep(place: Places) -> None:
    """Run the server until nobody uses it; a server that dies meanwhile is started again."""
    keeper, users = Lock(place.lock("keeper")), Lock(place.lock("users"))
    if not keeper.try_to_take():
        return
    try:
        for attempt in range(RESTARTS):
            if _watch(place, users):
                return
            time.sleep(min(0.2 * attempt, 2.0))
    finally:
        users.try_to_take()
        cluster.stop(place)
        keeper.close()  # before `users`: whoever gets that one may rely on there being no keeper
        users.close()


def _watch(place: Places, users: Lock) -> bool:
    """One life of the server, begun here or by a keeper that was killed. True when the last user has gone."""
    child = None if cluster.pid(place) else cluster.start(place)
    while _lives(place, child):
        if users.try_to_take():
            return True
        time.sleep(LOOK_EVERY)
    return False


def _lives(place: Places, child: subprocess.Popen[bytes] | None) -> bool:
    return child.poll() is None if child else cluster.pid(place) is not None


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _leave)
    try:
        keep(places(sys.argv[1]))
    except EmbeddedError as reason:
        sys.exit(str(reason))
