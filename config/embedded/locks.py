"""Locks between processes: held by an open file, so they end with their holder even after `kill -9`."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """One process's hold on a lock file. Shared: several may have it. Exclusive: one alone."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def try_to_share(self) -> bool:
        return self._try(fcntl.LOCK_SH)

    def take(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def try_to_take(self) -> bool:
        return self._try(fcntl.LOCK_EX)

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let go. Forked children let go with us: a lock belongs to the open file, not to the process."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        os.close(self._file)


@contextmanager
def taken(path: Path) -> Iterator[None]:
    """A block that one process at a time may be in."""
    lock = Lock(path)
    lock.take()
    try:
        yield
    finally:
        lock.close()


def is_taken(path: Path) -> bool:
    """Whether somebody has the lock for itself."""
    lock = Lock(path)
    try:
        return not lock.try_to_share()
    finally:
        lock.close()
