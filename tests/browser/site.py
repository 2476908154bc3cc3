"""The product as it runs: a database of its own, web server and worker as processes, letters in a folder."""

import email
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.policy import default
from pathlib import Path
from typing import TypeVar
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parents[2]
QUEUES = "default,ingest,recompute,surveys,exports"
PATIENCE = 60.0

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Site:
    """A running product. `folder` keeps its letters and logs."""

    url: str
    folder: Path

    def letter_to(self, address: str, *, link: str) -> str:
        """The path of the first link that begins with `link`, in the newest letter to an address; waits for the letter."""
        return wait_for(lambda: self._link_to(address, link), f"no letter to {address} with a link to {link}")

    def _link_to(self, address: str, link: str) -> str | None:
        for path in sorted(self.folder.glob("letters/*"), reverse=True):
            letter = email.message_from_bytes(path.read_bytes(), policy=default)
            body = letter.get_body(("plain",))
            found = re.search(rf"https?://[^/\s]+({re.escape(link)}\S+)", body.get_content() if body else "")
            if found and address in str(letter["To"]):
                return found[1]
        return None


@contextmanager
def running(folder: Path, *, database_url: str) -> Iterator[Site]:
    """Lays out a database beside the given one, starts the processes, and removes all of it in the end."""
    name = f"plumbline_browser_{os.getpid()}"
    environment = _environment(folder, database_url=urlsplit(database_url)._replace(path=f"/{name}").geturl())
    port = _free_port()
    try:
        with (folder / "prepare.log").open("wb") as log:
            subprocess.run([sys.executable, "manage.py", "prepare"], cwd=CHECKOUT, env=environment, check=True, stdout=log, stderr=log)
        with _process(folder / "web.log", environment, "granian", "--interface", "wsgi", "--port", str(port), "config.wsgi:application") as web:
            celery = ("celery", "-A", "config.celery", "worker", "-Q", QUEUES, "--pool", "solo", "--without-gossip", "--without-mingle")
            with _process(folder / "worker.log", environment, *celery):
                site = Site(f"http://127.0.0.1:{port}", folder)
                wait_for(lambda: _answers(site.url, web), f"the web server did not start; see {folder / 'web.log'}")
                yield site
    finally:
        _drop(database_url, name, f"{name}_broker")


def wait_for(look: Callable[[], Found | None], otherwise: str) -> Found:
    """What `look` finds, asked again and again until it finds something. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.2)
    raise TimeoutError(otherwise)


def _environment(folder: Path, *, database_url: str) -> dict[str, str]:
    for name in ("letters", "media"):
        (folder / name).mkdir()
    kept = {key: value for key, value in os.environ.items() if key not in ("BROKER_URL", "SITE_URL")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url,
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_URL": f"file://{folder / 'letters'}",
        "PYTHONWARNINGS": "ignore",
    }


@contextmanager
def _process(log: Path, environment: dict[str, str], module: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=CHECKOUT, env=environment, stdout=output, stderr=output)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(url: str, web: "subprocess.Popen[bytes]") -> bool:
    if web.poll() is not None:
        raise RuntimeError(f"The web server ended with status {web.returncode}.")
    try:
        with urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _drop(database_url: str, *names: str) -> None:
    administration = urlsplit(database_url)._replace(path="/postgres").geturl()
    with psycopg.connect(administration, autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
