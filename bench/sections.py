"""The benchmark's sections by name, each with the options it takes."""

from argparse import Namespace
from collections.abc import Callable

from . import accounts, agency, http, ingest, memory, overview, recompute
from .report import Report

RUN: dict[str, Callable[[Report, Namespace], None]] = {
    "accounts": lambda report, options: accounts.run(report, runs=options.runs),
    "ingest": lambda report, options: ingest.run(report, tickets=options.ingest, runs=min(options.runs, 3)),
    "recompute": lambda report, options: recompute.run(report, sizes=options.size, runs=min(options.runs, 3)),
    "overview": lambda report, options: overview.run(report, sizes=options.size, runs=options.runs),
    "agency": lambda report, options: agency.run(report, tickets=options.client, clients=options.clients, runs=options.runs),
    "http": lambda report, options: http.run(report, sizes=options.size, runs=options.runs),
    "memory": lambda report, options: memory.run(report, imports=[options.ingest, 3 * options.ingest], sizes=options.size),
}
