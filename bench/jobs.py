"""Jobs whose peak memory is measured: `python -m bench.jobs import|recompute N`, each in a process of its own."""

import json
import resource
import sys
from collections.abc import Callable

from bench import environment


def _import(tickets: int) -> None:
    """A history of so many tickets enters a new account, batch after batch."""
    from bench import world
    from tickets.ingest import load

    with world.scratch("bench-memory"):
        for batch in world.stream(tickets, 5_000):
            load(batch)


def _recompute(tickets: int) -> None:
    """All snapshots of the filled account of so many tickets."""
    from bench import world
    from metrics.snapshots import recompute
    from tenants import schemas

    with schemas.inside(world.filled(tickets)):
        recompute(everything=True)


JOBS: dict[str, Callable[[int], None]] = {"import": _import, "recompute": _recompute}


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    environment.enter()
    before = peak()
    JOBS[sys.argv[1]](int(sys.argv[2]))
    print(json.dumps({"peak_mb": peak(), "before_mb": before}))
