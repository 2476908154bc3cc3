"""Who belongs to an account: inviting, changing roles, removing; and never without an owner.

An invited address that nobody has verified yet is a membership without a user. It lets nobody in until someone has
proven to read mail at that address (`attach`).
"""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction

from tenants import letters
from tenants.errors import Invalid, LastOwner, Missing, Taken
from tenants.models import Account, Membership, Role, User


@transaction.atomic
def add(account: Account, *, email: str, role: Role | str, by: User | None) -> Membership:
    """A membership for this address, and a letter to it. `Invalid` for a bad address or role, `Taken` if it is a member already."""
    email = checked_email(email)
    role = checked_role(role)
    Account.objects.select_for_update().get(pk=account.pk)
    user = verified_person(email)
    if account.memberships.filter(email=email).exists() or (user and account.memberships.filter(user=user).exists()):
        raise Taken("This address already belongs to the account.", field="email")
    membership = Membership.objects.create(account=account, user=user, email=email, role=role)
    letters.send("invitation", to=email, account=account, role=role, by=by, is_known=user is not None, link=invitation_link(account, email, user))
    return membership


@transaction.atomic
def change_role(account: Account, *, membership_id: int, role: Role | str) -> Membership:
    """The membership with its new role. `Missing` if it is not in this account, `LastOwner` if nobody else could manage it."""
    role = checked_role(role)
    membership = _locked(account, membership_id)
    if role != Role.OWNER:
        _refuse_without_another_owner(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove(account: Account, *, membership_id: int) -> Membership:
    """Take somebody's access away, from the next request on; returns what was removed. Raises `Missing` or `LastOwner`."""
    membership = _locked(account, membership_id)
    _refuse_without_another_owner(membership)
    Membership.objects.filter(pk=membership.pk).delete()
    return membership


def attach(user: User) -> int:
    """Give a person the memberships that wait for an address they have verified. Returns how many."""
    verified = [email.lower() for email in EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)]
    waiting = Membership.objects.filter(user=None, email__in=verified).exclude(account__memberships__user=user)
    return Membership.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)), user=None).update(user=user)


def checked_email(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
        MaxLengthValidator(254)(email)
    except ValidationError as error:
        raise Invalid("This is no e-mail address.", field="email") from error
    return email


def checked_role(role: str) -> Role:
    if role not in Role.values:
        raise Invalid(f"A role is one of {', '.join(Role.values)}.", field="role")
    return Role(role)


def verified_person(email: str) -> User | None:
    """Who has proven to read mail at this address. Merely signing up with it proves nothing."""
    address = EmailAddress.objects.select_related("user").filter(email__iexact=email, verified=True, user__is_active=True).first()
    return address.user if address else None


def invitation_link(account: Account, email: str, user: User | None) -> str:
    target = {"next": f"/a/{account.slug}/"}
    path = f"/log-in?{urlencode(target)}" if user else f"/sign-up?{urlencode({'email': email, **target})}"
    return letters.absolute(path)


def _locked(account: Account, membership_id: int) -> Membership:
    """Changes to one account's members happen one after the other, so that two owners cannot remove each other at once."""
    Account.objects.select_for_update().get(pk=account.pk)
    membership = Membership.objects.filter(account=account, pk=membership_id).first()
    if membership is None:
        raise Missing("There is no such member in this account.", field="id")
    return membership


def _refuse_without_another_owner(membership: Membership) -> None:
    """An invited owner who has not come yet does not count."""
    owners = Membership.objects.filter(account_id=membership.account_id, role=Role.OWNER, user__is_active=True)
    if owners.filter(pk=membership.pk).exists() and not owners.exclude(pk=membership.pk).exists():
        raise LastOwner("An account needs an owner. Make somebody else an owner first.", field="id")
