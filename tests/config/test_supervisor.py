"""Processes that begin and end together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.embedded.places import CHECKOUT

PROGRAM = """
import sys
from config.supervisor import Process, supervise
python = sys.executable
sys.exit(supervise(
    [Process(name, [python, "-c", code]) for name, code in {processes!r}],
    announce=lambda: print("up", flush=True),
))
"""
SLEEPS = "import time; time.sleep(60)"
HAS_A_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open({path!r}, "w").write(f"{{child.pid}}\\n")
time.sleep(60)
"""
TELLS_HOW_OFTEN_IT_IS_ASKED = """
import signal, time
def asked(*_):
    open({path!r}, "a").write("asked ")
    time.sleep(0.5)
    raise SystemExit
signal.signal(signal.SIGTERM, asked)
signal.signal(signal.SIGINT, asked)
open({path!r}, "a").write("ready ")
time.sleep(60)
"""


def supervisor(**processes: str) -> "subprocess.Popen[str]":
    """A supervisor of these Python programs in a session of its own, once it is up."""
    program = PROGRAM.format(processes=list(processes.items()))
    started = subprocess.Popen([sys.executable, "-c", program], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert started.stdout
    assert started.stdout.readline() == "up\n"
    return started


def written(path: Path, word: str) -> str:
    """The file's text as soon as it contains the word."""
    until = time.monotonic() + 20
    while not path.exists() or word not in path.read_text():
        assert time.monotonic() < until
        time.sleep(0.02)
    return path.read_text()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_all_stop_when_asked(how: signal.Signals) -> None:
    started = supervisor(a=SLEEPS, b=SLEEPS)
    started.send_signal(how)
    assert started.wait(20) == 0


def test_all_stop_when_one_ends_by_itself() -> None:
    started = supervisor(lasting=SLEEPS, failing="import time; time.sleep(1); raise SystemExit(3)")
    _, said = started.communicate(timeout=20)
    assert started.returncode == 1
    assert "failing ended by itself (3)" in said


def test_ctrl_c_asks_each_exactly_once(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    started = supervisor(a=TELLS_HOW_OFTEN_IT_IS_ASKED.format(path=str(tally)))
    written(tally, "ready")
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(20) == 0
    assert tally.read_text() == "ready asked "


def test_what_a_process_started_does_not_outlive_it(tmp_path: Path) -> None:
    kept = tmp_path / "pid"
    started = supervisor(a=HAS_A_CHILD.format(path=str(kept)))
    grandchild = int(written(kept, "\n"))
    started.terminate()
    started.wait(20)
    with pytest.raises(ProcessLookupError):
        _wait_for_the_end(grandchild)


def test_a_killed_supervisor_takes_its_processes_along(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    started = supervisor(a=TELLS_HOW_OFTEN_IT_IS_ASKED.format(path=str(tally)))
    written(tally, "ready")
    started.kill()
    assert "asked" in written(tally, "asked")


def _wait_for_the_end(pid: int) -> None:
    """Raises ProcessLookupError once the process is gone or a zombie that nobody collects."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        os.kill(pid, 0)
        if ") Z" in Path(f"/proc/{pid}/stat").read_text():
            raise ProcessLookupError
        time.sleep(0.02)
