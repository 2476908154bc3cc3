"""A Chromium for the browser test: the machine's, or Debian's when we may install it."""

import os
import shutil

from config.bootstrap.progress import Failed, run, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def install() -> None:
    """Install Debian's package unless there is a browser. Raises Failed when that is not ours to do."""
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in NAMES):
        return
    if os.getuid() != 0 or not shutil.which("apt-get"):
        raise Failed("The browser test needs Chromium. Install it (`apt-get install chromium`), or name its program in CHROMIUM.")
    with step("Installing Chromium"):
        quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", env=quietly)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", env=quietly)
