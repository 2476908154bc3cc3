"""Turning requirements/*.in into lock files: every version, every hash, and no registry's name."""

from config.bootstrap.environment import REQUIREMENTS, pip_configuration
from config.bootstrap.progress import ENVIRONMENT, PYTHON, run, step

LOCKS = ("uv", "base", "node", "dev", "bench")
FORM = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet"


def lock() -> None:
    """Write the lock files anew; versions that still fit are kept."""
    if not (ENVIRONMENT / "bin" / "uv").exists():
        run(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "uv")
    for name in LOCKS:
        with step(f"Locking {name}"):
            source, target = REQUIREMENTS / f"{name}.in", REQUIREMENTS / f"{name}.txt"
            run(ENVIRONMENT / "bin" / "uv", "pip", "compile", *FORM.split(), *pip_configuration(), source, "-o", target)
