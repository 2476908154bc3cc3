"""The life of an account: handed on, suspended, closed and taken back, erased.

A suspended account lets only its owners in, and nothing is taken in, computed or sent. A closed one is suspended, and erased 30
days later unless an owner takes it back. The address stays what it is for life (docs/adr/0094).

`by` is the Access (or the User) who does it, or None for the operator. Keys may do none of this: `Refused` FORBIDDEN. Neither may
people of an agency while the account has an owner of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tenants.access import Access
from tenants.models import Account, Membership, Tombstone, User

GRACE = timedelta(days=30)
"""How long a closed account can be taken back."""
QUARANTINE = timedelta(days=365)
"""How long the address of an erased account is given to nobody."""

By = Access | User | None


def transfer(account: Account, *, membership_id: int, by: By) -> Membership:
    """Make a member the owner; the owner who hands it on stays as an analyst. Returns the new owner's membership.

    `Missing` unless it is a member who has come (field id), `Refused` for who may not.
    """
    raise NotImplementedError


def suspend(account: Account, *, by: By) -> Account:
    """Let nobody but owners in, and withdraw what is published. By the operator it can be resumed by the operator alone. Twice is once."""
    raise NotImplementedError


def resume(account: Account, *, by: By) -> Account:
    """Undo `suspend`. `Refused` HELD if the operator suspended it, CLOSED if it is closed (see `reopen`)."""
    raise NotImplementedError


def close(account: Account, *, by: By, confirm: str | None = None) -> Account:
    """Have the account erased after GRACE, and suspend it until then. `confirm`, where given, must be the address: `Invalid` otherwise. Twice is once."""
    raise NotImplementedError


def reopen(account: Account, *, by: By) -> Account:
    """Take a closed account back. `Refused` GONE when the grace period is over, NOT_CLOSED if it is not closed."""
    raise NotImplementedError


def erase_due(*, now: datetime | None = None) -> int:
    """Erase every account whose grace period is over, those that were begun first. Returns how many are gone now."""
    raise NotImplementedError


def erase(account: Account) -> Tombstone:
    """Erase a closed account whose grace period is over, or carry on where a crash left it. `Refused` NOT_DUE otherwise."""
    raise NotImplementedError
