"""What the commands that import files share: an account, files, rejects, a dry run, progress, and what follows."""

import json
import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from kombu.exceptions import OperationalError

from tenants import schemas, tasks
from tenants.commands import CHECKS
from tenants.models import Account
from tickets import facts
from tickets.imports import BATCH_ROWS, Checkpoint, RejectsFile
from tickets.mapping import BadMapping, Unreadable


class Outcome(Protocol):
    """What became of the rows, of tickets or beside them."""

    rows: int
    accepted: int
    rejected: int
    rejects_file: str | None

    def as_dict(self) -> dict[str, Any]: ...


class ImportCommand(BaseCommand):
    """A command that imports files into an account; `started` answers an empty outcome and what imports one file."""

    requires_system_checks = CHECKS

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, with commas, semicolons or tabs; may be gzipped.")
        parser.add_argument("--account", required=True, metavar="SLUG")
        parser.add_argument("--rejects", type=Path, metavar="FILE.csv", help="Where refused rows go; below MEDIA_ROOT otherwise.")
        parser.add_argument("--allow-rejects", action="store_true", help="Exit with 0 even if rows were refused.")
        parser.add_argument("--batch-rows", type=int, default=BATCH_ROWS, metavar="N", help=f"Rows per transaction; {BATCH_ROWS:,} otherwise.")
        parser.add_argument("--dry-run", action="store_true", help="Do everything, then undo it: counts and rejects as they would be.")

    def started(self, options: dict[str, Any]) -> tuple[Outcome, Any]:
        """An outcome to add to, and run(file, zone=, rejects=, outcome=, batch_rows=, checkpoint=, warn=). Raises BadMapping, CommandError."""
        raise NotImplementedError

    def handle(self, *, files: list[Path], account: str, rejects: Path | None, allow_rejects: bool, dry_run: bool, **options: Any) -> None:
        found = Account.objects.filter(slug=account).first()
        if found is None:
            raise CommandError(f"There is no account {account!r}; create_account makes one.")
        for file in files:
            if not file.is_file():
                raise CommandError(f"There is no file {file}.")
        with schemas.inside(found):
            refused = RejectsFile(rejects or _rejects_path(found, files[0]))
            refused.cut(0)
            outcome = self.imported(files, zone=found.timezone, rejects=refused, dry_run=dry_run, options=options)
            if not dry_run:
                self.derive()
        outcome.rejects_file = str(refused.path) if outcome.rejected else None
        self.stdout.write(json.dumps(outcome.as_dict()))
        if outcome.rejected and not allow_rejects:
            sys.exit(1)

    def imported(self, files: list[Path], *, zone: str, rejects: RejectsFile, dry_run: bool, options: dict[str, Any]) -> Outcome:
        outcome, run = self.started(options)
        shared: dict[str, Any] = {"zone": zone, "rejects": rejects, "outcome": outcome, "batch_rows": options["batch_rows"], "warn": self.say}
        with transaction.atomic() if dry_run else nullcontext():
            for file in files:
                rejects.file = file.name if len(files) > 1 else None
                try:
                    run(file, checkpoint=self.progress(file), **shared)
                except (BadMapping, Unreadable) as error:
                    raise CommandError(f"{file}: {error}") from error
            if dry_run:
                transaction.set_rollback(True)
        self.say(f"{outcome.rows:,} rows: {outcome.accepted:,} accepted, {outcome.rejected:,} refused.")
        return outcome

    def progress(self, file: Path) -> Any:
        began, size = monotonic(), max(file.stat().st_size, 1)

        def tell(reached: Checkpoint) -> None:
            seconds = max(monotonic() - began, 0.001)
            self.say(f"{file.name}: {reached.rows:,} rows, {min(100, 100 * reached.bytes // size)} %, {reached.rows / seconds:,.0f} rows/s")

        return tell

    def derive(self) -> None:
        """Facts now; the numbers next, by a worker where one runs, else with the first reading."""
        done = facts.derive_touched(progress=lambda done, total: self.say(f"Facts: {done:,} of {total:,} tickets"))
        try:
            tasks.schedule_named(settings.AFTER_DERIVE)
        except (OperationalError, OSError, KeyError) as error:
            self.say(f"Not scheduled: {settings.AFTER_DERIVE} ({type(error).__name__}). `manage.py recompute` does it, and so does every reading.")
        self.say(f"Facts of {done:,} tickets are up to date.")

    def say(self, message: str) -> None:
        self.stderr.write(message)


def mapping_problems(path: Path | None, error: BadMapping) -> CommandError:
    """The problems of a mapping, a line each."""
    where = f"{path}: " if path else ""
    return CommandError("\n".join(f"{where}{part}: {message}" for part, message in error.problems))


def _rejects_path(account: Account, file: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    return Path(str(settings.MEDIA_ROOT)) / "accounts" / str(account.schema_name) / "rejects" / f"{file.stem}.{stamp}.csv"
