"""The life of an account: handed on, suspended, closed and taken back. Its end is in `tenants.ending`.

A suspended account lets only its owners in, and nothing is taken in, computed or sent. A closed one is suspended, and erased 30
days later unless an owner takes it back. The address stays what it is for life (docs/adr/0094).

`by` is the Access (or the User) who does it, or None for the operator. Keys may do none of this: `Forbidden`. Neither may
people of an agency while the account has an owner of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tenants import audit, grants, schemas
from tenants.access import Access
from tenants.errors import Forbidden, Invalid, Missing, Refused
from tenants.models import Account, Membership, Role, User

GRACE = timedelta(days=30)
"""How long a closed account can be taken back."""

By = Access | User | None


def transfer(account: Account, *, membership_id: int, by: By) -> Membership:
    """Make a member the owner; the owner who hands it on stays as an analyst. Returns the new owner's membership.

    `Missing` unless it is a member who has come (field id), `Refused` for who may not.
    """
    with _in_hand(account, by) as now:
        heir = Membership.objects.select_related("user").filter(account=now, pk=membership_id, user__is_active=True).first()
        if heir is None:
            raise Missing("There is no such member in this account.", field="id")
        Membership.objects.filter(pk=heir.pk).update(role=Role.OWNER)
        giver = by.user if isinstance(by, Access) else by
        if giver is not None and giver != heir.user:
            Membership.objects.filter(account=now, user=giver, role=Role.OWNER).update(role=Role.ANALYST)
        heir.role = Role.OWNER
        audit.record("account.transferred", account=now, by=by, subject=heir.email)
    return heir


def suspend(account: Account, *, by: By) -> Account:
    """Let nobody but owners in, and withdraw what is published. By the operator it can be resumed by the operator alone. Twice is once."""
    with _in_hand(account, by) as now:
        held = now.is_held or by is None
        if now.suspended_at is None or held != now.is_held:
            _set(now, suspended_at=now.suspended_at or timezone.now(), is_held=held)
            audit.record("account.suspended", account=now, by=by)
    return _told(account, now)


def resume(account: Account, *, by: By) -> Account:
    """Undo `suspend`; of one that is not suspended, nothing. `Refused` HELD if the operator suspended it, CLOSED if it is closed (see `reopen`)."""
    with _in_hand(account, by) as now:
        if now.closed_at is not None:
            raise Refused("This account is closed. Take it back instead.", code="CLOSED")
        if now.is_held and by is not None:
            raise Refused("Plumbline's operator has suspended this account. Ask them.", code="HELD")
        if now.suspended_at is not None:
            _set(now, suspended_at=None, is_held=False)
            audit.record("account.resumed", account=now, by=by)
    return _told(account, now)


def close(account: Account, *, by: By, confirm: str | None = None) -> Account:
    """Have the account erased after GRACE, and suspend it until then. `confirm`, where given, must be the address: `Invalid` otherwise. Twice is once."""
    if confirm is not None and confirm.strip() != account.slug:
        raise Invalid(f"To delete the account, write its address: {account.slug}", field="confirm")
    with _in_hand(account, by) as now:
        if now.closed_at is None:
            at = timezone.now()
            _set(now, closed_at=at, erase_after=at + GRACE, suspended_at=now.suspended_at or at)
            audit.record("account.closed", account=now, by=by, erase_after=(at + GRACE).isoformat())
    return _told(account, now)


def reopen(account: Account, *, by: By) -> Account:
    """Take a closed account back; one that was suspended before it was closed stays so.

    `Refused` GONE when the grace period is over, NOT_CLOSED if it is not closed.
    """
    with _in_hand(account, by) as now:
        if now.closed_at is None or now.erase_after is None:
            raise Refused("This account is not closed.", code="NOT_CLOSED")
        if now.erase_after <= timezone.now():
            raise Refused("The time in which this account could be taken back is over: it is being erased.", code="GONE")
        _set(now, closed_at=None, erase_after=None, suspended_at=None if now.suspended_at == now.closed_at and not now.is_held else now.suspended_at)
        audit.record("account.reopened", account=now, by=by)
    return _told(account, now)


@contextmanager
def _in_hand(account: Account, by: By) -> Iterator[Account]:
    """The account as it is now, its row locked until the block is committed, for one who may decide about it. Raises `Forbidden`."""
    with schemas.outside(), transaction.atomic():
        now = Account.objects.select_for_update().get(pk=account.pk)
        _refuse_others(now, by)
        yield now


def _refuse_others(account: Account, by: By) -> None:
    """Only a person who owns the account decides about it: no key, and no agency unless there is no such person."""
    if by is None:
        return
    owners = Membership.objects.filter(account=account, role=Role.OWNER, user__is_active=True)
    if isinstance(by, User):
        allowed = owners.filter(user=by).exists()
    else:
        allowed = by.key is None and by.role == Role.OWNER and (by.agency is None or not owners.exists())
    if not allowed:
        raise Forbidden("Only an owner of the account can do this, as a person and not by a key.")


def _set(account: Account, **values: object) -> None:
    """Write these fields, and have what is published follow in the same transaction."""
    for name, value in values.items():
        setattr(account, name, value)
    Account.objects.filter(pk=account.pk).update(**values)
    grants.readers_changed(account)


def _told(account: Account, now: Account) -> Account:
    """The caller's account, with what was decided."""
    for name in ("suspended_at", "is_held", "closed_at", "erase_after"):
        setattr(account, name, getattr(now, name))
    return account
