"""Whether a process is really there: a pid in a file may be a zombie's, or another program's by now."""

import os
import subprocess
from pathlib import Path

PROC = Path("/proc")


def is_running(pid: int, *, mentions: str) -> bool:
    """Whether `pid` runs (a zombie does not) and its command line contains `mentions`."""
    state, command = _of_proc(pid) if PROC.is_dir() else _of_ps(pid)
    return bool(state) and not state.startswith(("Z", "X")) and mentions in command


def _of_proc(pid: int) -> tuple[str, str]:
    try:
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
        command = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (OSError, IndexError):
        return "", ""
    return state, command


def _of_ps(pid: int) -> tuple[str, str]:
    shown = subprocess.run(["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()
    state, _, command = shown.partition(" ")
    return state, command


def end(pid: int, signal: int) -> None:
    """Send a signal; a process that has gone meanwhile needs none."""
    try:
        os.kill(pid, signal)
    except ProcessLookupError:
        return
