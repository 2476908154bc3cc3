"""What accounts let agencies do: giving it, changing it, taking it back, effective on the next request."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from tenants import audit, callers, invitations, keys, owners
from tenants.callers import Actor
from tenants.errors import Missing
from tenants.models import Account, Agency, Grant, Role, Scope
from tenants.roles import checked_role
from tenants.standing import AccessLine, access_list

__all__ = ["AccessLine", "access_list", "change_role", "grant", "leave", "readers_changed", "revoke"]


@transaction.atomic
def grant(account: Account, agency: Agency, role: Role | str, by: Actor | None = None) -> Grant:
    """Let the agency into the account, at most with this role; one that is in already keeps its grant, with the new role. `Invalid` for a bad role."""
    role = checked_role(role)
    _lock(account)
    given = Grant.objects.filter(account=account, agency=agency, revoked_at=None).first()
    if given is not None:
        return _set_role(given, role, by)
    given = Grant.objects.create(account=account, agency=agency, role=role, created_by=callers.person(by))
    audit.record("grant.made", account=account, agency=agency, by=by, subject=agency.name, role=role)
    readers_changed(account)
    return given


@transaction.atomic
def change_role(account: Account, grant_id: int, *, role: Role | str, by: Actor | None = None) -> Grant:
    """The grant with its new role. `Missing` if the account has no such grant, `LastOwner` if nobody else owns the account."""
    role = checked_role(role)
    return _set_role(_locked(account, grant_id), role, by)


@transaction.atomic
def revoke(account: Account, grant_id: int, by: Actor | None = None) -> Grant:
    """Shut the agency out, from the next request on: its people, the keys and invitations they made, and what was published for it. Raises
    `Missing` or `LastOwner`."""
    return _end(_locked(account, grant_id), action="grant.revoked", by=by)


@transaction.atomic
def leave(agency: Agency, account: Account, by: Actor | None = None) -> Grant:
    """The agency gives a client up. `Missing` if it is none of its clients, `LastOwner` while nobody else owns the account."""
    given = Grant.objects.filter(account=account, agency=agency, revoked_at=None).values_list("pk", flat=True).first()
    return _end(_locked(account, given or 0), action="grant.left", by=by)


def readers_changed(account: Account) -> None:
    """Tell the apps above, in the transaction of the change, that other agencies or peers than before may read what the account publishes."""
    for path in settings.AFTER_GRANTS:
        import_string(path)(account)


def _set_role(given: Grant, role: Role, by: Actor | None) -> Grant:
    was, given.role = given.role, role
    if role == was:
        return given
    given.save(update_fields=["role"])
    if was == Role.OWNER:
        owners.refuse_ownerless(given.account)
    audit.record("grant.role_changed", account=given.account, agency=given.agency, by=by, subject=given.agency.name, role=role, was=was)
    return given


def _end(given: Grant, *, action: str, by: Actor | None) -> Grant:
    given.revoked_at, given.revoked_by = timezone.now(), callers.person(by)
    given.save(update_fields=["revoked_at", "revoked_by"])
    if given.role == Role.OWNER:
        owners.refuse_ownerless(given.account)
    audit.record(action, account=given.account, agency=given.agency, by=by, subject=given.agency.name, was=given.role)
    _close_behind(given, by)
    readers_changed(given.account)
    return given


def _close_behind(given: Grant, by: Actor | None) -> None:
    """What the agency's people made to come in by ends with the grant: open invitations, and keys that can read.

    Keys that only send facts stay, or a client who changes agencies would lose data; the account's own people's stay as well.
    """
    theirs = Q(created_by__in=given.agency.memberships.values("user")) & ~Q(created_by__in=given.account.memberships.exclude(user=None).values("user"))
    for key in given.account.api_keys.filter(theirs, revoked_at=None).exclude(scope=Scope.INGEST):
        keys.revoke(given.account, key_id=key.pk, by=by)
    for invitation in invitations.waiting(given.account).filter(theirs):
        invitations.revoke(given.account, invitation_id=invitation.pk, by=by)


def _locked(account: Account, grant_id: int) -> Grant:
    """The active grant. Changes to who may enter one account happen one after the other."""
    _lock(account)
    given = Grant.objects.select_related("account", "agency").filter(account=account, pk=grant_id, revoked_at=None).first()
    if given is None:
        raise Missing("There is no such agency in this account.", field="id")
    return given


def _lock(account: Account) -> None:
    Account.objects.select_for_update().get(pk=account.pk)
