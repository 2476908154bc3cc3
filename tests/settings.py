"""The product's settings for the suite: a server of its own unless DATABASE_URL names one, tasks that stay in memory, quick passwords."""

import atexit
import os
import tempfile
from pathlib import Path

from config.embedded import server
from config.embedded.places import TESTS

if not os.environ.get("DATABASE_URL"):
    atexit.register(server.hold(TESTS).release)
    os.environ["DATABASE_URL"] = TESTS.url("plumbline")  # inherited by the suite's other processes
if not os.environ.get("BROKER_URL"):
    os.environ["BROKER_URL"] = "memory://"

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
UPLOADS = tempfile.TemporaryDirectory(prefix="plumbline-tests-")
MEDIA_ROOT = Path(UPLOADS.name)
