"""The audit log: who did what to access, settings and data. Entries are written in the transaction of what they tell of, and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from tenants import callers
from tenants.access import Access, AgencyAccess
from tenants.actions import ACTIONS
from tenants.callers import Actor
from tenants.models import Account, Agency, ApiKey, AuditEntry, User

__all__ = ["ACTIONS", "COLUMNS", "PLUMBLINE", "entries", "export_rows", "record", "sentence"]

PLUMBLINE = "Plumbline"
"""Who did what no person and no key did."""
COLUMNS = ("at", "actor", "address", "action", "what", "subject", "account", "agency")
"""The columns of an export."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record(
    action: str, *, account: Account | None = None, agency: Agency | None = None, by: Actor | None = None, subject: str = "", **details: Any
) -> AuditEntry:
    """One entry, for the owners of the account, of the agency, or of both. Without `by` it is who is calling, or Plumbline itself.

    `details` are JSON values of before and now: never a secret, never customers' data. KeyError for an action that is not in `ACTIONS`.
    """
    if action not in ACTIONS:
        raise KeyError(f"tenants.actions has no sentence for {action!r}.")
    by = callers.resolved(by)
    user, key = _who(by)
    return AuditEntry.objects.create(
        account=account,
        agency=agency,
        action=action,
        subject=subject,
        details=details,
        user=user,
        key=key,
        actor=_name(by),
        address=callers.address(),
    )


def entries(
    *,
    account: Account | None = None,
    agency: Agency | None = None,
    before_id: int | None = None,
    limit: int | None = None,
    action: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[AuditEntry]:
    """The entries of an account or of an agency (exactly one), the newest first: below `before_id`, of one action or one group of them
    ("grant"), between two local days, both included."""
    holder = account or agency
    if holder is None or (account and agency):
        raise ValueError("Entries belong to an account or to an agency.")
    found = holder.audit.select_related("account", "agency").order_by("-id")
    if before_id is not None:
        found = found.filter(id__lt=before_id)
    if action:
        found = found.filter(action=action) if "." in action else found.filter(action__startswith=f"{action}.")
    if first:
        found = found.filter(at__gte=_midnight(first, holder.timezone))
    if last:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1), holder.timezone))
    return found[:limit] if limit is not None else found


def sentence(entry: AuditEntry) -> str:
    """What the entry tells, for people: "olga@shop.test invited ada@shop.test as viewer."."""
    text = ACTIONS.get(entry.action, entry.action)
    names = {name: place.name for name, place in (("account", entry.account), ("agency", entry.agency)) if place}
    return f"{entry.actor} {text.format_map(_Details(names | entry.details, subject=entry.subject))}."


def export_rows(*, account: Account | None = None, agency: Agency | None = None) -> Iterator[tuple[str, ...]]:
    """The whole log as rows of text, the newest first, beginning with `COLUMNS`; times in UTC. Read in pieces, whatever its size."""
    yield COLUMNS
    for entry in entries(account=account, agency=agency).iterator(chunk_size=2000):
        at = entry.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        about = (entry.account.name if entry.account else "", entry.agency.name if entry.agency else "")
        yield tuple(_inert(cell) for cell in (at, entry.actor, entry.address or "", entry.action, sentence(entry), entry.subject, *about))


class _Details(dict[str, Any]):
    """What a sentence may name; what the entry does not say reads as "…"."""

    def __missing__(self, key: str) -> str:
        return "…"


def _who(by: Actor | None) -> tuple[User | None, ApiKey | None]:
    return (by, None) if isinstance(by, User) else (by.user, by.key) if by else (None, None)


def _name(by: Actor | None) -> str:
    """Who it is, as it reads now: an address, with the agency that the person comes from; a key's name and first characters."""
    user, key = _who(by)
    if key is not None:
        return f"the key {key.name} ({key.prefix}…)"
    if user is None:
        return PLUMBLINE
    agency = by.agency if isinstance(by, Access | AgencyAccess) else None
    return f"{user.email} ({agency.name})" if agency else user.email


def _midnight(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(timezone))


def _inert(cell: str) -> str:
    """The cell as text that a spreadsheet takes for nothing else."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
