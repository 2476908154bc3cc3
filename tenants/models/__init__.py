"""Who uses Plumbline: people, accounts, agencies, and what lets one into the other. All of it lives in the public schema."""

from .accounts import Account, ApiKey, Membership, Profile, Role, Scope
from .agencies import Agency, AgencyMembership, AgencyRole, Brand, Domain, Grant, Invitation, SavedView
from .audit import AuditEntry, KeyUse
from .calendars import BusinessCalendar, CalendarScope, office_hours
from .life import Tombstone
from .people import PersonManager, User

__all__ = [
    "Account",
    "Agency",
    "AgencyMembership",
    "AgencyRole",
    "ApiKey",
    "AuditEntry",
    "Brand",
    "BusinessCalendar",
    "CalendarScope",
    "Domain",
    "Grant",
    "Invitation",
    "KeyUse",
    "Membership",
    "PersonManager",
    "Profile",
    "Role",
    "SavedView",
    "Scope",
    "Tombstone",
    "User",
    "office_hours",
]
