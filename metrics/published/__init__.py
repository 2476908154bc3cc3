"""What accounts publish for agencies and peers: small mergeable states in the public schema, and their way there and away.

`publish()` brings the current account's in step with its states, `withdraw(account)` takes them away, `readers_changed(account)` is told
of every change of who may read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kpis import PUBLISHED_KPIS, PUBLISHED_MEASURES

if TYPE_CHECKING:
    from tenants.models import Account  # models cannot be imported before Django knows its apps, of which this is one

__all__ = ["PUBLISHED_KPIS", "PUBLISHED_MEASURES", "publish", "readers_changed", "withdraw"]


def publish() -> int:
    """Publish what has changed in the current account; nothing, and nothing more, without a reader. Returns how many blocks were written."""
    from . import publishing

    return publishing.publish()


def withdraw(account: Account) -> None:
    """Remove everything the account has published, at once."""
    from . import publishing

    publishing.withdraw(account)


def readers_changed(account: Account) -> None:
    """To be called in the transaction of every change of grants, sharing or suspension."""
    from . import publishing

    publishing.readers_changed(account)
