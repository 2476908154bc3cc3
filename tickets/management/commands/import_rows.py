"""`manage.py import_rows KIND FILE… --account SLUG`: rows of everything beside tickets, from files."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from tickets.ingest.rows import KINDS
from tickets.management.importing import ImportCommand, mapping_problems
from tickets.mapping import BadMapping
from tickets.mapping.row_mapping import RowsMapping, read_rows_file
from tickets.row_imports import RowsOutcome, run_rows


class Command(ImportCommand):
    help = "Import rows of one kind from CSV or JSON Lines files; docs/importing.md lists the kinds and their fields. Safe to repeat and to interrupt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=list(KINDS), metavar="KIND", help=", ".join(KINDS))
        super().add_arguments(parser)
        parser.add_argument("--source", metavar="NAME", help="The tool the rows come from, if the mapping does not say.")
        parser.add_argument("--mapping", type=Path, metavar="FILE.toml", help="Needed only where columns are not named as the fields.")

    def started(self, options: dict[str, Any]) -> tuple[RowsOutcome, Any]:
        try:
            mapping = read_rows_file(KINDS[options["kind"]], options["mapping"], source=options["source"] or "")
        except BadMapping as error:
            raise mapping_problems(options["mapping"], error) from error
        return RowsOutcome(), partial(_run, mapping)


def _run(mapping: RowsMapping, file: Path, **options: Any) -> RowsOutcome:
    return run_rows(file, mapping, **options)
