"""Measuring: medians of several runs after warming up, and the peak memory of a process of its own."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any


def once(call: Callable[[], Any]) -> float:
    """Seconds that one call takes."""
    started = perf_counter()
    call()
    return perf_counter() - started


BUDGET = 20.0
"""Seconds after which a measurement is not repeated any more."""


def median(call: Callable[[], Any], *, runs: int, warm: int = 1) -> float:
    """The median seconds of several calls; `warm` calls before them are not counted. Slow ones are repeated less often."""
    return alternately([call], runs=runs, warm=warm)[0]


def alternately(calls: Sequence[Callable[[], Any]], *, runs: int, warm: int = 1) -> list[float]:
    """Median seconds of each call, run in turns so that a busy moment of the machine hits all of them."""
    started = perf_counter()
    for call in calls:
        for _ in range(warm):
            call()
    taken: list[list[float]] = [[] for _ in calls]
    for _ in range(runs):
        for call, seconds in zip(calls, taken, strict=True):
            seconds.append(once(call))
        if perf_counter() - started > BUDGET:
            break
    return [statistics.median(seconds) for seconds in taken]


def peak_megabytes(job: str, *arguments: object) -> tuple[float, float]:
    """Peak resident memory of a job of bench.jobs in a process of its own, and of that process before the job; in MB."""
    command = [sys.executable, "-m", "bench.jobs", job, *map(str, arguments)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answer = json.loads(told.splitlines()[-1])
    return answer["peak_mb"], answer["before_mb"]
