"""`manage.py import_history --account SLUG --mapping FILE.toml FILE…`: a helpdesk's history, from files."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from tickets.imports import Outcome, run
from tickets.management.importing import ImportCommand, mapping_problems
from tickets.mapping import BadMapping, read_file


class Command(ImportCommand):
    help = "Import ticket histories from CSV files as a mapping says; docs/importing.md tells how to write one. Safe to repeat and to interrupt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--mapping", required=True, type=Path, metavar="FILE.toml")

    def started(self, options: dict[str, Any]) -> tuple[Outcome, Any]:
        try:
            return Outcome(), partial(_run, read_file(options["mapping"]))
        except BadMapping as error:
            raise mapping_problems(options["mapping"], error) from error


def _run(mapping: Any, file: Path, **options: Any) -> Outcome:
    return run(file, mapping, **options)
