"""Where an embedded server keeps its things: outside the checkout, because `nobody` must reach them when we are root."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED_TMP = Path("/var/tmp")


@dataclass(frozen=True)
class Places:
    """The files of one server: `development` for people, `tests` for the suite."""

    name: str
    base: Path

    @property
    def private(self) -> Path:
        """What the server's own user reads and writes, and nobody else."""
        return self.base / self.name

    @property
    def data(self) -> Path:
        return self.private / "data"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def log(self) -> Path:
        return self.base / f"{self.name}.log"

    @property
    def socket(self) -> Path:
        """The folder of the socket; short, since a socket's path ends at 107 bytes."""
        return self.private

    def lock(self, purpose: str) -> Path:
        return self.base / f"{self.name}.{purpose}.lock"

    def url(self, database: str) -> str:
        """The address under which libpq and Django reach a database of this server."""
        return f"postgres://postgres@/{database}?host={quote(str(self.socket), safe='')}"


def places(name: str) -> Places:
    """The places of this checkout's server `name`, one set per checkout and user."""
    digest = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]
    return Places(name, SHARED_TMP / f"plumbline-{os.getuid()}-{digest}")


DEVELOPMENT = places("development")
TESTS = places("tests")
