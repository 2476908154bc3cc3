"""Jobs whose peak memory is measured: `python -m bench.jobs import|recompute N`, each in a process of its own."""

import json
import resource
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import environment

MAPPING: dict[str, Any] = {
    "shape": "tickets",
    "source": "bench",
    "time": {"format": "%Y-%m-%d %H:%M:%S", "zone": "UTC"},
    "columns": {name: name for name in ("id", "created_at", "first_response_at", "resolved_at", "channel", "priority", "topic", "customer")},
}


def _import(rows: int) -> None:
    """A file of so many rows, one per ticket, enters a new account, and its facts are derived."""
    from bench import world
    from tickets import facts, imports
    from tickets.mapping import read

    with TemporaryDirectory() as folder, world.scratch("bench-memory") as account:
        path = Path(folder) / "tickets.csv"
        _write(path, rows)
        rejects = imports.RejectsFile(Path(folder) / "rejects.csv")
        outcome = imports.run(path, read(MAPPING), zone=account.timezone, rejects=rejects)
        if outcome.tickets_created != rows:
            raise RuntimeError(f"Of {rows} rows {outcome.tickets_created} became tickets.")
        facts.derive_touched()


def _write(path: Path, rows: int) -> None:
    start = datetime(2024, 1, 1)
    with path.open("w") as file:
        file.write(",".join(MAPPING["columns"]) + "\n")
        for row in range(rows):
            at = start + timedelta(seconds=row * 63_000_000 // rows)
            told = (at, at + timedelta(minutes=row % 300), at + timedelta(hours=6 + row % 70))
            file.write(f"T{row},{told[0]},{told[1]},{told[2]},channel-{row % 5},priority-{row % 4},topic-{row % 25},C{row * 7 % (rows // 2 + 1)}\n")


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
