"""Who belongs to an agency: changing roles, removing, leaving; and never without an owner. People come by invitation."""

from __future__ import annotations

from django.db import transaction

from tenants import audit, owners
from tenants.callers import Actor
from tenants.errors import Missing
from tenants.models import Agency, AgencyMembership, AgencyRole, User
from tenants.roles import checked_agency_role


@transaction.atomic
def change_role(agency: Agency, *, membership_id: int, role: AgencyRole | str, by: Actor | None = None) -> AgencyMembership:
    """The membership with its new role. `Missing` if it is not in this agency, `LastOwner` if nobody else could manage it."""
    role = checked_agency_role(role)
    membership = _locked(agency, membership_id)
    was, membership.role = membership.role, role
    if role == was:
        return membership
    membership.save(update_fields=["role"])
    if was == AgencyRole.OWNER:
        owners.refuse_ownerless_agency(agency)
    audit.record("staff.role_changed", agency=agency, by=by, subject=membership.user.email, role=role, was=was)
    return membership


@transaction.atomic
def remove(agency: Agency, *, membership_id: int, by: Actor | None = None) -> AgencyMembership:
    """Take a person out of the agency and of all its clients, from the next request on. Raises `Missing` or `LastOwner`."""
    return _remove(agency, _locked(agency, membership_id), action="staff.removed", by=by)


@transaction.atomic
def leave(agency: Agency, *, user: User) -> AgencyMembership:
    """The person goes, whatever the role, unless nobody else could manage the agency (`LastOwner`)."""
    mine = AgencyMembership.objects.filter(agency=agency, user=user).first()
    return _remove(agency, _locked(agency, mine.pk if mine else 0), action="staff.left", by=user)


def _remove(agency: Agency, membership: AgencyMembership, *, action: str, by: Actor | None) -> AgencyMembership:
    AgencyMembership.objects.filter(pk=membership.pk).delete()
    if membership.role == AgencyRole.OWNER:
        owners.refuse_ownerless_agency(agency)
    audit.record(action, agency=agency, by=by, subject=membership.user.email, was=membership.role)
    return membership


def _locked(agency: Agency, membership_id: int) -> AgencyMembership:
    """Changes to one agency's people happen one after the other, so that two owners cannot remove each other at once."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    membership = AgencyMembership.objects.select_related("user").filter(agency=agency, pk=membership_id).first()
    if membership is None:
        raise Missing("There is no such member in this agency.", field="id")
    return membership
