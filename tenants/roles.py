"""Roles as they are asked for: one that there is, or a refusal."""

from __future__ import annotations

from tenants.errors import Invalid
from tenants.models import AgencyRole, Role


def checked_role(role: str) -> Role:
    """A role in an account. `Invalid` if there is no such role."""
    if role not in Role.values:
        raise Invalid(f"A role is one of {', '.join(Role.values)}.", field="role")
    return Role(role)


def checked_agency_role(role: str) -> AgencyRole:
    """A role in an agency. `Invalid` if there is no such role."""
    if role not in AgencyRole.values:
        raise Invalid(f"A role is one of {', '.join(AgencyRole.values)}.", field="role")
    return AgencyRole(role)
