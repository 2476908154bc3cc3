"""An account that shares no longer."""

from __future__ import annotations

from tenants.models import Account, Profile

from .models import Member


def readers_changed(account: Account) -> None:
    """Forget where an account belonged that takes no part any more. Its published states are withdrawn by `metrics.published`; quartiles
    that were formed with it stay as they are until the next quarter's, since forming them anew would tell its value by the difference."""
    if not Profile.objects.filter(account=account, shares_since__isnull=False).exists():
        Member.objects.filter(account=account).delete()
