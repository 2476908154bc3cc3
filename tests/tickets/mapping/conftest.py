"""Files of a few lines, imported into the account `acme` (Europe/Berlin) with their facts derived."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tenants.models import Account
from tickets import facts
from tickets.imports import Outcome, Reject, run
from tickets.mapping import read
from tickets.mapping.files import Row
from tickets.models import TicketFact

TICKETS = """
shape = "tickets"
source = "desk"
[columns]
id = "id"
created_at = "created"
"""
EVENTS = """
shape = "events"
source = "desk"
[columns]
id = "id"
at = "at"
activity = "activity"
"""
SNAPSHOTS = """
shape = "snapshots"
source = "desk"
[columns]
id = "id"
updated_at = "updated"
"""


@dataclass
class Imported:
    """What came of an import: counts, refused rows as (line, field, value, reason), and warnings."""

    outcome: Outcome
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, reject: Reject, row: Row) -> None:
        self.rejects.append(reject)

    @property
    def refused(self) -> list[tuple[int, str, str]]:
        return [(one.line, one.field, one.value) for one in self.rejects]


Import = Callable[..., Imported]


@pytest.fixture
def import_rows(account: Account, tmp_path: Path) -> Import:
    """import_rows(mapping, content): mapping as TOML, with parts replaced by keyword; content as text or bytes."""

    def imported(mapping: str, content: str | bytes, *, name: str = "file.csv", **parts: Any) -> Imported:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        data = tomllib.loads(mapping)
        for part, value in parts.items():
            data[part] = {**data.get(part, {}), **value} if isinstance(value, dict) else value
        result = Imported(Outcome())
        run(path, read(data), zone=account.timezone, rejects=result, outcome=result.outcome, warn=result.warnings.append)
        facts.derive_touched()
        return result

    return imported


def fact(ticket: str = "1") -> Any:
    """The TicketFact of a ticket by its identifier at the source."""
    return TicketFact.objects.get(ticket__external_id=ticket)
