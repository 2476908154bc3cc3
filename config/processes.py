"""`python -m config.processes web|worker|beat`: the three processes of an installation, the same under `make run` and in containers."""

import os
import sys
from collections.abc import Sequence

from config import env
from config.bootstrap import port

QUEUES = "default,ingest,recompute,surveys,exports"
QUIET = "ignore:You're running the worker with superuser"


def web() -> list[str]:
    """Granian, with a pool of database connections in each worker."""
    host, number = port.address()
    workers = env.integer("WEB_WORKERS", default=2, least=1, most=64)
    threads = env.integer("WEB_THREADS", default=4, least=1, most=64)
    listening = ["--host", host, "--port", str(number), "--workers", str(workers), "--blocking-threads", str(threads)]
    manner = ["--no-ws", "--respawn-failed-workers", "--log-level", "warning"]
    return [sys.executable, "-m", "granian", "--interface", "wsgi", *listening, *manner, "config.wsgi:application"]


def worker() -> list[str]:
    """Celery on the queues of WORKER_QUEUES, all by default."""
    concurrency = env.integer("WORKER_PROCESSES", default=2, least=1, most=64)
    queues = env.text("WORKER_QUEUES", QUEUES)
    return [*celery(), "worker", "-Q", queues, "--concurrency", str(concurrency), "--without-gossip", "--without-mingle", "--loglevel", "WARNING"]


def beat() -> list[str]:
    """Celery's clock; one per installation."""
    return [*celery(), "beat", "--pidfile=", "--loglevel", "WARNING"]


def celery() -> list[str]:
    return [sys.executable, "-W", QUIET, "-m", "celery", "--quiet", "-A", "config.celery"]


COMMANDS = {"web": web, "worker": worker, "beat": beat}


def main(arguments: Sequence[str]) -> None:
    """Become the process that is named."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        sys.exit(f"Name one of {', '.join(COMMANDS)}.")
    command = COMMANDS[arguments[0]]()
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
