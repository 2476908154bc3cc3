"""The audit log, page by page."""

from __future__ import annotations

from typing import Any

from tenants import audit
from tenants.models import Account, Agency
from tenants.models import AuditEntry as StoredEntry

from .connections import Order
from .context import AnyContext
from .types.access import AuditEntry, AuditFilter, entries_of
from .types.pages import Connection, Rows, Walk

ORDER = Order("audit", "id")
FIELDS = ("id", "at", "action", "subject", "details", "actor", "address", "account_id", "agency_id")


def connection(
    context: AnyContext[Any],
    holder: Account | Agency,
    wanted: AuditFilter | None,
    *,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
    is_empty: bool = False,
) -> Connection[AuditEntry]:
    """One page of the log of an account or agency, the newest first."""
    wanted = wanted or AuditFilter()
    whose: dict[str, Any] = {"account": holder} if isinstance(holder, Account) else {"agency": holder}
    rows = audit.entries(**whose, action=wanted.action, first=wanted.from_, last=wanted.to)
    columns = (*FIELDS, "account__name", "agency__name")
    walk = Walk(
        context,
        rows.none() if is_empty else rows,
        ORDER,
        columns=columns,
        make=lambda found: _made(context, found),
        first=first,
        after=after,
        last=last,
        before=before,
    )
    return Connection(walk=walk)


def _made(context: AnyContext[Any], rows: Rows) -> list[AuditEntry]:
    return entries_of(context, [_stored(row) for row in rows])


def _stored(row: dict[str, Any]) -> StoredEntry:
    """An entry with the names of what it is about at hand."""
    entry = StoredEntry(**{name: row[name] for name in FIELDS})
    entry.account = Account(pk=row["account_id"], name=row["account__name"]) if row["account_id"] else None
    entry.agency = Agency(pk=row["agency_id"], name=row["agency__name"]) if row["agency_id"] else None
    return entry
