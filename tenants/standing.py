"""Exactly who has access to an account, and to what: people, agencies and their people, keys, and those who are invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import Max, Prefetch
from django.utils import timezone

from tenants.models import Account, AgencyMembership, ApiKey, Grant, Invitation, Membership, Role, Scope
from tenants.ways import through


class LineKind(Enum):
    MEMBER = "member"
    AGENCY = "agency"
    AGENCY_PERSON = "agency_person"
    KEY = "key"
    INVITATION = "invitation"


@dataclass(frozen=True, kw_only=True)
class AccessLine:
    """One who may come in: `who` is an address, or the name of an agency or key.

    `id` is that of the membership, grant, key or invitation; of an agency's person, the grant that lets the person in, whose
    agency is `via`. `role` is what a person may do here in effect; for an agency, the most that anybody of it may. Keys have a
    `scope`, and the hour in which they were last used.
    """

    kind: LineKind
    id: int
    who: str
    role: Role | None = None
    scope: Scope | None = None
    via: str | None = None
    since: datetime
    last_used: datetime | None = None


def access_list(account: Account) -> list[AccessLine]:
    """All who have access now, or could take it by a letter: members, each agency and then its people, keys, invitations. Five queries."""
    return [*_members(account), *_agencies(account), *_keys(account), *_invitations(account)]


def _members(account: Account) -> list[AccessLine]:
    found = Membership.objects.filter(account=account, user__isnull=False).order_by("created_at", "pk")
    return [AccessLine(kind=LineKind.MEMBER, id=each.pk, who=each.email, role=Role(each.role), since=each.created_at) for each in found]


def _agencies(account: Account) -> list[AccessLine]:
    people = Prefetch("agency__memberships", AgencyMembership.objects.select_related("user").order_by("created_at", "pk"))
    lines = []
    for given in Grant.objects.filter(account=account, revoked_at=None).select_related("agency").prefetch_related(people).order_by("created_at", "pk"):
        lines.append(AccessLine(kind=LineKind.AGENCY, id=given.pk, who=given.agency.name, role=Role(given.role), since=given.created_at))
        for person in given.agency.memberships.all():
            role = through(granted=given.role, within=person.role)
            since = max(given.created_at, person.created_at)
            lines.append(AccessLine(kind=LineKind.AGENCY_PERSON, id=given.pk, who=person.user.email, role=role, via=given.agency.name, since=since))
    return lines


def _keys(account: Account) -> list[AccessLine]:
    found = ApiKey.objects.filter(account=account, revoked_at=None).annotate(last_used=Max("uses__hour")).order_by("created_at", "pk")
    return [
        AccessLine(kind=LineKind.KEY, id=each.pk, who=each.name, scope=Scope(each.scope), since=each.created_at, last_used=each.last_used) for each in found
    ]


def _invitations(account: Account) -> list[AccessLine]:
    found = Invitation.objects.filter(account=account, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()).order_by("created_at", "pk")
    return [AccessLine(kind=LineKind.INVITATION, id=each.pk, who=each.email, role=Role(each.role), since=each.created_at) for each in found]
