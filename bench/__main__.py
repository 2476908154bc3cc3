"""`python -m bench [--size N …] [--only SECTION …]`: see the package."""

import argparse
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bench import environment
from bench.report import Report

SECTIONS = ("accounts", "ingest", "recompute", "overview", "agency", "http", "memory")


def main() -> None:
    options = _options()
    environment.prepare()
    from bench import sections

    report, started = Report(), perf_counter()
    for name in SECTIONS:
        if name in (options.only or SECTIONS):
            sections.RUN[name](report, options)
    print(f"\n{report.summary()}; {perf_counter() - started:.0f} s", flush=True)
    path = Path(__file__).parent / "results" / f"{datetime.now():%Y%m%d-%H%M%S}.json"
    report.write(path)
    print(f"Written to {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", type=int, nargs="+", default=[100_000, 1_000_000], metavar="N", help="Tickets of the accounts that are read.")
    parser.add_argument("--ingest", type=int, default=50_000, metavar="N", help="Tickets that are written.")
    parser.add_argument("--clients", type=int, default=200, metavar="N", help="Of the agency that compares.")
    parser.add_argument("--client", type=int, default=15_000, metavar="N", help="Tickets of each of them, in two years.")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="Of quick measurements; slow ones run fewer times.")
    parser.add_argument("--only", nargs="+", choices=SECTIONS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
