"""The virtual environment `.venv`, with exactly the locked packages in it."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

from config.bootstrap import certificates
from config.bootstrap.progress import CHECKOUT, ENVIRONMENT, PYTHON, Failed, digest, is_done, mark_done, run, say, step

REQUIREMENTS = CHECKOUT / "requirements"
OLDEST = (3, 11)


def install(*locks: str) -> None:
    """Make the environment and install what these lock files of requirements/ name, unless that has been done."""
    if sys.version_info < OLDEST:
        raise Failed(f"Plumbline needs Python 3.11 or newer, this is {sys.version.split()[0]}. `PYTHON=/path/to/python3.11 make …` chooses one.")
    make()
    for lock in locks:
        stamp, expected = ENVIRONMENT / f"installed-{lock}", digest([REQUIREMENTS / f"{lock}.txt"])
        if not is_done(stamp, expected):
            with step(f"Installing Python packages ({lock})"):
                install_packages(REQUIREMENTS / f"{lock}.txt")
            mark_done(stamp, expected)


def make() -> None:
    """An empty environment; one that is broken, or was made by another Python, is made again."""
    stamp, expected = ENVIRONMENT / "made-by", f"{sys.version} {ENVIRONMENT}"
    if is_done(stamp, expected) and PYTHON.exists():
        return
    with step("Making the Python environment .venv"):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        try:
            run(sys.executable, "-m", "venv", ENVIRONMENT)
        except Failed as reason:
            raise Failed(f"{reason}\nOn Debian and Ubuntu the module is in the package python3-venv.") from reason
    mark_done(stamp, expected)


def install_packages(lock: Path) -> None:
    """With uv, which is several times faster; with pip where uv does not run."""
    try:
        run(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "-r", REQUIREMENTS / "uv.txt")
        uv = ENVIRONMENT / "bin" / "uv"
        run(uv, "pip", "install", "--python", PYTHON, "--quiet", "--require-hashes", *pip_configuration(), "-r", lock, env=certificates.trusted())
    except (Failed, OSError) as reason:
        say(f"uv could not install them, pip does. ({str(reason).splitlines()[-1]})")
        run(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "-r", lock)


def pip_configuration() -> list[str]:
    """What pip is told on this machine about where packages come from, in uv's words: uv does not read pip's files."""
    shown = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    told = dict(line.partition("=")[::2] for line in shown.splitlines())
    words = ["--index-strategy", "unsafe-best-match"]  # as pip looks: every index, the hash decides
    for key, value in told.items():
        said = str(ast.literal_eval(value)).split()
        match key.rpartition(".")[2]:
            case "index-url":
                words += ["--default-index", said[0]]
            case "extra-index-url":
                words += [word for index in said for word in ("--index", index)]
            case "find-links":
                words += [word for place in said for word in ("--find-links", place)]
            case "trusted-host":
                words += [word for host in said for word in ("--allow-insecure-host", host)]
            case "no-index":
                words += ["--no-index"]
    return words
