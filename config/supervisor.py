"""
Several processes that are one to whoever looks at the terminal: started together, stopped together.

Each has a process group of its own, so that Ctrl-C reaches us alone and each is asked to stop exactly once: a Celery
worker that is asked twice drops its tasks.

They stop when we are asked to (Ctrl-C, SIGTERM, SIGHUP), when one of them ends by itself, and when `make`, which started
us, is gone. Whoever does not stop when asked is stopped the hard way.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

PATIENCE = {signal.SIGTERM: 12.0, signal.SIGQUIT: 5.0}
LOOK_EVERY = 0.1
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Process:
    """A command to run, and what its environment has besides ours."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


class Asked(Exception):
    """Somebody wants us to stop."""


def supervise(
    processes: Sequence[Process],
    *,
    when_up: Callable[[], bool] = lambda: True,
    then: Sequence[Process] = (),
    announce: Callable[[], None] = lambda: None,
) -> int:
    """
    Run until asked to stop, then return 0; return 1 when a process ended by itself.

    As soon as `when_up` says so, the processes of `then` begin as well, and `announce` is called once.
    """
    parent = os.getppid()
    running: dict[str, subprocess.Popen[bytes]] = {}
    waiting = True
    listen()
    try:
        _start_all(processes, running)
        while True:
            if ended := next((name for name, child in running.items() if child.poll() is not None), None):
                print(f"plumbline  {ended} ended by itself ({running[ended].returncode}); stopping.", file=sys.stderr, flush=True)
                return 1
            if os.environ.get("MAKELEVEL") and os.getppid() != parent:
                return 0
            if waiting and when_up():
                waiting = False
                _start_all(then, running)
                announce()
            time.sleep(LOOK_EVERY)
    except Asked:
        return 0
    finally:
        stop(running.values())


def _start_all(processes: Sequence[Process], running: dict[str, "subprocess.Popen[bytes]"]) -> None:
    for process in processes:
        running[process.name] = start(process)


def listen() -> None:
    """Turn the first signal into `Asked`; later ones change nothing, since we are stopping."""

    def ask(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Asked

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, ask)


def start(process: Process) -> "subprocess.Popen[bytes]":
    env = {**os.environ, **process.env}
    return subprocess.Popen(process.command, env=env, stdin=subprocess.DEVNULL, process_group=0, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    """On Linux: a child of a supervisor that is killed is asked to stop. Signals that we ignore are not ignored by it."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(children: "Iterable[subprocess.Popen[bytes]]") -> None:
    """Ask all, then insist, then make sure that nothing they started is left."""
    children = list(children)
    for how, patience in PATIENCE.items():
        alive = [child for child in children if child.poll() is None]
        for child in alive:
            child.send_signal(how)
        until = time.monotonic() + patience
        while any(child.poll() is None for child in alive) and time.monotonic() < until:
            time.sleep(0.05)
    for child in children:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
