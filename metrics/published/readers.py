"""Who reads what an account publishes, in one place: agencies with a grant, and peers if it shares."""

from __future__ import annotations

from django.db import connection

from tenants.models import Account

READABLE = "a.suspended_at IS NULL AND a.closed_at IS NULL"
"""Of an account `a`: nobody reads what a suspended or closed one has published."""

GRANTED = f"tenants_grant g JOIN tenants_account a ON a.id = g.account_id AND {READABLE} WHERE g.revoked_at IS NULL"
"""Every grant `g` that holds at this moment, with its account `a`."""

SHARED = f"tenants_profile p JOIN tenants_account a ON a.id = p.account_id AND {READABLE} WHERE p.shares_since IS NOT NULL"
"""Every account `a` that takes part in peer benchmarks at this moment, with its profile `p`."""


def has_readers(account: Account) -> bool:
    """Whether anybody may read what the account publishes: an agency with a grant, or its peers."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM {GRANTED} AND a.id = %(account)s) OR EXISTS (SELECT FROM {SHARED} AND a.id = %(account)s)",
            {"account": account.pk},
        )
        return bool((cursor.fetchone() or (False,))[0])
