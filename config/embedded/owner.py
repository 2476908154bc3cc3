"""As whom the server runs: as ourselves, or as `nobody` when we are root, because PostgreSQL refuses root."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

from config.embedded.errors import EmbeddedError


def process_options() -> dict[str, Any]:
    """What `subprocess` needs to run something as the server's user."""
    options: dict[str, Any] = {"cwd": "/", "stdin": subprocess.DEVNULL}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "env": {**os.environ, "HOME": "/"}}
    return options


def make_base(folder: Path) -> None:
    """Our folder below the shared one; refuses a folder that somebody else has put there."""
    folder.mkdir(mode=0o755, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or folder.is_symlink():
        raise EmbeddedError(f"{folder} belongs to somebody else. Remove it, or name a database in DATABASE_URL.")


def make_private(folder: Path) -> None:
    """A folder that only the server's user may enter (and root)."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
