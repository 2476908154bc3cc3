"""Never without an owner: somebody must always be able to let others in, and to end it.

An account is owned by a person of its own, or by an agency that made it (or was made its owner) and that has an owner itself.
"""

from __future__ import annotations

from tenants import callers
from tenants.access import Access
from tenants.callers import Actor
from tenants.errors import Forbidden, LastOwner
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, Grant, Membership, Role


def own_owners(account: Account) -> bool:
    """Whether a person of the account's own, whose log-in is open, owns it."""
    return Membership.objects.filter(account=account, role=Role.OWNER, user__is_active=True).exists()


def is_owned(account: Account) -> bool:
    """Whether a person owns the account, directly or through an agency."""
    agencies = AgencyMembership.objects.filter(role=AgencyRole.OWNER, user__is_active=True).values("agency")
    return own_owners(account) or Grant.objects.filter(account=account, role=Role.OWNER, revoked_at=None, agency__in=agencies).exists()


def refuse_ownerless(account: Account) -> None:
    """`LastOwner` if nobody owns the account. Called after the change, in its transaction, with the account's row locked."""
    if not is_owned(account):
        raise LastOwner("An account needs an owner. Make somebody else an owner first.", field="id")


def refuse_ownerless_agency(agency: Agency) -> None:
    """`LastOwner` if nobody owns the agency. Called after the change, in its transaction, with the agency's row locked."""
    if not AgencyMembership.objects.filter(agency=agency, role=AgencyRole.OWNER, user__is_active=True).exists():
        raise LastOwner("An agency needs an owner. Make somebody else an owner first.", field="id")


def refuse_agencies(account: Account, by: Actor | None, *, field: str) -> None:
    """`Forbidden` for an agency's person in an account that has an owner of its own: who owns it is for its own owners to say.

    Else an agency could put its client out of the client's account, or stay as an owner after its grant was revoked.
    """
    by = callers.resolved(by)
    if isinstance(by, Access) and by.agency is not None and own_owners(account):
        raise Forbidden("Only the account's own owners say who owns it.", field=field)
