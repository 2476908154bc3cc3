"""Where the web server is to listen is looked at before anything is done."""

import os
import socket
import subprocess
import sys

import pytest

from config.bootstrap import port
from config.bootstrap.progress import CHECKOUT, Failed


@pytest.mark.parametrize("nonsense", ["0", "65536", "web", "80a", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, nonsense: str) -> None:
    monkeypatch.setenv("PORT", nonsense)
    with pytest.raises(Failed, match="PORT must be a number"):
        port.address()


def test_without_a_port_it_is_8000_on_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("HOST", raising=False)
    assert port.address() == ("127.0.0.1", 8000)


def test_a_taken_port_is_said_at_once_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        env = {**os.environ, "PORT": str(number)}
        done = subprocess.run([sys.executable, "-m", "config.bootstrap", "run"], cwd=CHECKOUT, env=env, capture_output=True, text=True, timeout=10, check=False)
    assert done.returncode == 1
    assert f"Cannot listen at 127.0.0.1:{number} (Address already in use). Choose another port" in done.stderr
    assert done.stdout == ""
