"""One PostgreSQL server's data folder and process: made, started, looked at, stopped."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from signal import SIGINT, SIGQUIT

from config.embedded import binaries, owner, processes
from config.embedded.errors import EmbeddedError
from config.embedded.places import TESTS, Places

INITDB = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync"]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "max_locks_per_transaction": "256",
    "jit": "off",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "dynamic_shared_memory_type": "mmap",  # /dev/shm is 64 MB in many containers
    "timezone": "UTC",
    "log_timezone": "UTC",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Twice as fast, and lost when the machine fails: for tests only."""


def pid(places: Places) -> int | None:
    """The running server's process, or None; whatever a stale `postmaster.pid` says."""
    try:
        found = int(places.pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return found if processes.is_running(found, mentions=str(places.data)) else None


def is_ready(places: Places) -> bool:
    """Whether the server takes connections: the last line of `postmaster.pid` says so."""
    if pid(places) is None:
        return False
    try:
        return places.pid_file.read_text().rstrip().endswith("ready")
    except OSError:
        return False


def make(places: Places, programs: Path) -> None:
    """The data folder, if there is none; refuses one that another major version has made."""
    owner.make_private(places.private)
    if not places.data.is_dir():
        _initdb(places, programs)
    made_by = (places.data / "PG_VERSION").read_text().strip()
    if made_by != major(programs):
        raise EmbeddedError(f"{places.data} was made by PostgreSQL {made_by}, this is {major(programs)}. `make reset` starts afresh.")


def _initdb(places: Places, programs: Path) -> None:
    """All or nothing: an interrupted one is left under another name and made again."""
    unfinished = places.private / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    done = subprocess.run([programs / "initdb", "-D", unfinished, *INITDB], capture_output=True, text=True, check=False, **owner.process_options())
    if done.returncode:
        raise EmbeddedError(f"PostgreSQL could not make its data folder:\n{done.stdout}{done.stderr}")
    unfinished.replace(places.data)


def major(programs: Path) -> str:
    """`18` of `postgres (PostgreSQL) 18.6`."""
    said: str = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True, **owner.process_options()).stdout
    return said.split()[2].split(".")[0]


def start(places: Places) -> subprocess.Popen[bytes]:
    """The server as a child of this process; it may take a moment to be ready."""
    programs = binaries.find(places.base)
    make(places, programs)
    if pid(places) is None:
        places.pid_file.unlink(missing_ok=True)  # left by a killed server; a zombie's pid in it would stop the new one
    settings = SETTINGS | {"unix_socket_directories": str(places.socket)} | (FORGETFUL if places.name == TESTS.name else {})
    arguments = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with places.log.open("ab") as log:
        return subprocess.Popen([programs / "postgres", "-D", places.data, *arguments], stdout=log, stderr=log, **owner.process_options())


def stop(places: Places, *, patience: float = 20.0) -> None:
    """End every connection and the server; after `patience` seconds without a checkpoint."""
    for signal in (SIGINT, SIGQUIT):
        if running := pid(places):
            processes.end(running, signal)
        until = time.monotonic() + patience
        while pid(places) is not None and time.monotonic() < until:
            time.sleep(0.02)
    _reap()


def _reap() -> None:
    """Collect the server if it is our child: where nobody else does, it would stay in the list of processes for ever."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return
