"""Who belongs to an account: changing roles, removing, leaving; and never without an owner. Strangers come by invitation."""

from __future__ import annotations

from django.db import transaction

from tenants import audit, callers, invitations, letters, owners
from tenants.addresses import checked_email, verified_person
from tenants.callers import Actor
from tenants.errors import Missing, Taken
from tenants.models import Account, Membership, Role, User
from tenants.roles import checked_role


@transaction.atomic
def add(account: Account, *, email: str, role: Role | str, by: Actor | None) -> Membership | None:
    """A membership for who has verified this address, and a letter that tells; for anybody else an invitation, and None.

    `Invalid` for a bad address or role, `Taken` if it is a member already or has been invited, `Forbidden` if an agency's person
    would make an owner of an account that has one.
    """
    email = checked_email(email)
    role = checked_role(role)
    user = verified_person(email)
    if user is None:
        invitations.invite_member(account, email=email, role=role, by=by)
        return None
    Account.objects.select_for_update().get(pk=account.pk)
    if role == Role.OWNER:
        owners.refuse_agencies(account, by, field="role")
    if account.memberships.filter(email=email).exists() or account.memberships.filter(user=user).exists():
        raise Taken("This address already belongs to the account.", field="email")
    membership = Membership.objects.create(account=account, user=user, email=email, role=role)
    audit.record("member.added", account=account, by=by, subject=email, role=role)
    letters.send("added", to=email, account=account, role=role, by=callers.person(by), link=letters.absolute(f"/a/{account.slug}/"))
    return membership


@transaction.atomic
def change_role(account: Account, *, membership_id: int, role: Role | str, by: Actor | None = None) -> Membership:
    """The membership with its new role. `Missing` if it is not in this account, `LastOwner` if nobody else could manage it,
    `Forbidden` if an agency's person would change who owns the account."""
    role = checked_role(role)
    membership = _locked(account, membership_id, by)
    was, membership.role = membership.role, role
    if role == was:
        return membership
    if role == Role.OWNER:
        owners.refuse_agencies(account, by, field="role")
    membership.save(update_fields=["role"])
    if was == Role.OWNER:
        owners.refuse_ownerless(account)
    audit.record("member.role_changed", account=account, by=by, subject=membership.email, role=role, was=was)
    return membership


@transaction.atomic
def remove(account: Account, *, membership_id: int, by: Actor | None = None) -> Membership:
    """Take somebody's access away, from the next request on; returns what was removed. Raises `Missing`, `LastOwner` or `Forbidden`."""
    return _remove(account, _locked(account, membership_id, by), action="member.removed", by=by)


@transaction.atomic
def leave(account: Account, *, user: User) -> Membership:
    """The person goes, whatever the role, unless nobody else could manage the account (`LastOwner`)."""
    mine = Membership.objects.filter(account=account, user=user).first()
    return _remove(account, _locked(account, mine.pk if mine else 0, user), action="member.left", by=user)


def _remove(account: Account, membership: Membership, *, action: str, by: Actor | None) -> Membership:
    Membership.objects.filter(pk=membership.pk).delete()
    if membership.role == Role.OWNER:
        owners.refuse_ownerless(account)
    audit.record(action, account=account, by=by, subject=membership.email, was=membership.role)
    return membership


def _locked(account: Account, membership_id: int, by: Actor | None) -> Membership:
    """Changes to one account's members happen one after the other, so that two owners cannot remove each other at once."""
    Account.objects.select_for_update().get(pk=account.pk)
    membership = Membership.objects.filter(account=account, pk=membership_id).first()
    if membership is None:
        raise Missing("There is no such member in this account.", field="id")
    if membership.role == Role.OWNER:
        owners.refuse_agencies(account, by, field="id")
    return membership
