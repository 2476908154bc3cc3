"""What an endpoint belongs to: an account or an agency. Ids, cursors and budgets are bound to it and mean nothing elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

AGENCIES = 1 << 63
"""Where the numbers of agencies begin, so that account 7 and agency 7 share nothing."""


class RealmKind(StrEnum):
    ACCOUNT = "account"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Realm:
    """One account or agency, by its primary key."""

    kind: RealmKind
    pk: int

    @property
    def number(self) -> int:
        """Its number among all accounts and agencies, in 64 bits: what ids and cursors are bound to."""
        return self.pk + (AGENCIES if self.kind is RealmKind.AGENCY else 0)

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"
