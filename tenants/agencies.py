"""Agencies: making them, what they say of themselves, and the accounts that they look after."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone as clock

from tenants import audit, grants
from tenants.access import AgencyAccess
from tenants.callers import Actor
from tenants.errors import Taken, TooMany
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, AuditEntry, User
from tenants.provisioning import checked_name, checked_timezone, create_account, free_slug

CLIENTS_A_DAY = 50


def create_agency(*, name: str, timezone: str, owner: User) -> Agency:
    """A new agency with this person as its owner, at an address made from its name. `Invalid` names the field at fault."""
    name = checked_name(name, of="agency")
    timezone = checked_timezone(timezone)
    while True:
        try:
            return _create(slug=free_slug(name, among=Agency), name=name, timezone=timezone, owner=owner)
        except Taken:
            continue  # Somebody took it between the look and the insert; look again.


@transaction.atomic
def _create(*, slug: str, name: str, timezone: str, owner: User) -> Agency:
    try:
        with transaction.atomic():
            agency = Agency.objects.create(slug=slug, name=name, timezone=timezone)
    except IntegrityError as clash:
        raise Taken("There is already an agency with this address.", field="slug") from clash
    AgencyMembership.objects.create(agency=agency, user=owner, role=AgencyRole.OWNER)
    audit.record("agency.made", agency=agency, by=owner, subject=name)
    return agency


@transaction.atomic
def rename(agency: Agency, *, name: str, by: Actor | None = None) -> Agency:
    """The agency under its new name; its address stays. `Invalid` for a bad name."""
    name, was = checked_name(name, of="agency"), agency.name
    if name != was:
        agency.name = name
        Agency.objects.filter(pk=agency.pk).update(name=name)
        audit.record("agency.renamed", agency=agency, by=by, subject=name, was=was)
    return agency


@transaction.atomic
def set_timezone(agency: Agency, *, timezone: str, by: Actor | None = None) -> Agency:
    """Send the agency's portfolio reports by another IANA zone. `Invalid` for an unknown one."""
    timezone, was = checked_timezone(timezone), agency.timezone
    if timezone != was:
        agency.timezone = timezone
        Agency.objects.filter(pk=agency.pk).update(timezone=timezone)
        audit.record("agency.timezone_set", agency=agency, by=by, subject=timezone, was=was)
    return agency


def agency_clients(agency: Agency) -> QuerySet[Account]:
    """The accounts that let the agency in now and are not suspended, by name. Their numbers may be shown to it, and no others."""
    found: QuerySet[Account] = Account.objects.filter(grants__agency=agency, grants__revoked_at=None, suspended_at=None)
    return found.order_by("name", "slug")


def create_client(access: AgencyAccess, *, name: str, timezone: str) -> Account:
    """A new account that the agency owns until a client of its does. Raises `Invalid`, or `TooMany` after 50 within a day."""
    yesterday = clock.now() - timedelta(days=1)
    if AuditEntry.objects.filter(agency=access.agency, action="account.made", at__gt=yesterday).count() >= CLIENTS_A_DAY:
        raise TooMany(f"The agency has made {CLIENTS_A_DAY} accounts within a day. Try again tomorrow.")
    with transaction.atomic():
        account = create_account(slug=None, name=name, timezone=timezone, agency=access.agency, by=access)
        grants.readers_changed(account)
    return account
