"""Invitations: letters that let their readers in, once and for a week. Accepting them is in `tenants.accepting`.

Only the digest of the token in the link is kept, so whoever reads our database cannot accept one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tenants import audit, callers, letters, owners, tokens
from tenants.access import Access, AgencyAccess
from tenants.addresses import checked_email
from tenants.callers import Actor
from tenants.errors import Gone, Missing, Taken, TooMany
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, AuditEntry, Invitation, Membership, Role
from tenants.roles import checked_agency_role, checked_role

VALID_FOR = timedelta(days=7)
LETTERS_A_DAY = 100
"""How many invitations an account or agency may send within a day, those sent again included."""
Kind = Invitation.Kind
MADE = {Kind.MEMBER: "member.invited", Kind.STAFF: "staff.invited", Kind.CLIENT: "client.invited", Kind.AGENCY: "agency.invited"}
Holder = Account | Agency


class Status(Enum):
    OPEN = "open"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    REVOKED = "revoked"


def status(invitation: Invitation) -> Status:
    """How it stands with an invitation now."""
    if invitation.accepted_at is not None:
        return Status.ACCEPTED
    if invitation.revoked_at is not None:
        return Status.REVOKED
    return Status.OPEN if invitation.expires_at > timezone.now() else Status.EXPIRED


def invite_member(account: Account, *, email: str, role: Role | str, by: Actor | None) -> Invitation:
    """Invite this address into the account. Raises `Invalid`, `Taken` if it is a member or invited already, `TooMany`, or `Forbidden` if an
    agency's person would invite an owner into an account that has one."""
    email, role = checked_email(email), checked_role(role)
    if role == Role.OWNER:
        owners.refuse_agencies(account, by, field="role")

    def refuse() -> None:
        members = Membership.objects.filter(account=account)
        if members.filter(email=email).exists() or members.filter(user__emailaddress__email__iexact=email, user__emailaddress__verified=True).exists():
            raise Taken("This address already belongs to the account.", field="email")

    return _invite(Kind.MEMBER, account, email=email, role=role, by=by, refuse=refuse)


def invite_staff(agency: Agency, *, email: str, role: AgencyRole | str, by: Actor | None) -> Invitation:
    """Invite this address into the agency. Raises `Invalid`, `Taken` if it is a member or invited already, or `TooMany`."""
    email, role = checked_email(email), checked_agency_role(role)

    def refuse() -> None:
        people = AgencyMembership.objects.filter(agency=agency)
        if people.filter(user__email=email).exists() or people.filter(user__emailaddress__email__iexact=email, user__emailaddress__verified=True).exists():
            raise Taken("This address already belongs to the agency.", field="email")

    return _invite(Kind.STAFF, agency, email=email, role=role, by=by, refuse=refuse)


def invite_client(agency: Agency, *, email: str, role: Role | str, by: Actor | None) -> Invitation:
    """Ask an account's owner at this address to let the agency in with this role. Raises `Invalid`, `Taken` or `TooMany`."""
    return _invite(Kind.CLIENT, agency, email=checked_email(email), role=checked_role(role), by=by)


def invite_agency(account: Account, *, email: str, role: Role | str, by: Actor | None) -> Invitation:
    """Ask an agency's owner or manager at this address to look after the account with this role. Raises `Invalid`, `Taken` or `TooMany`."""
    return _invite(Kind.AGENCY, account, email=checked_email(email), role=checked_role(role), by=by)


def waiting(holder: Holder) -> QuerySet[Invitation]:
    """What an account or agency has sent and nobody has accepted, the newest first: open ones, and expired ones, which can be sent again."""
    return holder.invitations.filter(accepted_at=None, revoked_at=None).select_related("created_by").order_by("-created_at", "-pk")


@transaction.atomic
def resend(holder: Holder, *, invitation_id: int, by: Actor | None = None) -> Invitation:
    """Send a new letter, which is valid for a week; the link in the old one is dead. Raises `Missing`, `Gone` or `TooMany`."""
    invitation = _locked(holder, invitation_id)
    _refuse_flood(holder)
    _send(invitation, by)
    invitation.save(update_fields=["digest", "expires_at"])
    audit.record("invitation.resent", **_whose(holder), by=by, subject=invitation.email, kind=invitation.kind, role=invitation.role)
    return invitation


@transaction.atomic
def revoke(holder: Holder, *, invitation_id: int, by: Actor | None = None) -> Invitation:
    """Take an invitation back: its link is dead at once. Raises `Missing`, or `Gone` if it was accepted or taken back before."""
    invitation = _locked(holder, invitation_id)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    audit.record("invitation.revoked", **_whose(holder), by=by, subject=invitation.email, kind=invitation.kind, role=invitation.role)
    return invitation


@transaction.atomic
def _invite(kind: Kind, holder: Holder, *, email: str, role: str, by: Actor | None, refuse: Callable[[], None] | None = None) -> Invitation:
    """One invitation of its kind and address at a time; those of one account or agency are made one after the other."""
    _lock(holder)
    if refuse is not None:
        refuse()
    if holder.invitations.filter(kind=kind, email=email, accepted_at=None, revoked_at=None).exists():
        raise Taken("This address has been invited already. Send the invitation again, or take it back first.", field="email", code="INVITED")
    _refuse_flood(holder)
    invitation = Invitation(kind=kind, email=email, role=role, created_by=callers.person(by), **_whose(holder))
    _send(invitation, by)
    invitation.save(force_insert=True)
    audit.record(MADE[kind], **_whose(holder), by=by, subject=email, role=role)
    return invitation


def _send(invitation: Invitation, by: Actor | None) -> None:
    """A new token for the invitation, in a letter that goes out when the transaction is committed."""
    token = secrets.token_urlsafe(32)
    invitation.digest, invitation.expires_at = tokens.digest(token), timezone.now() + VALID_FOR
    agency = _in_whose_name(invitation, by)
    letters.send(
        "invitation",
        to=invitation.email,
        agency=agency,
        invitation=invitation,
        account=invitation.account,
        by=callers.person(by),
        days=VALID_FOR.days,
        link=letters.absolute(f"/invitations/{token}", agency=agency),
    )


def _in_whose_name(invitation: Invitation, by: Actor | None) -> Agency | None:
    """The agency that asks, or whose person invites a member into a client's account; None for an account's own people, who write as the
    host does that they are on."""
    if invitation.agency is None and invitation.kind == Kind.MEMBER and isinstance(by, Access | AgencyAccess):
        return by.agency
    return invitation.agency


def _refuse_flood(holder: Holder) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    sent = AuditEntry.objects.filter(**_whose(holder), action__in=(*MADE.values(), "invitation.resent"), at__gt=yesterday)
    if sent.count() >= LETTERS_A_DAY:
        raise TooMany(f"{LETTERS_A_DAY} invitations were sent within a day. Try again tomorrow.")


def _whose(holder: Holder) -> dict[str, Any]:
    return {"account" if isinstance(holder, Account) else "agency": holder}


def _lock(holder: Holder) -> None:
    type(holder)._default_manager.select_for_update().get(pk=holder.pk)


def _locked(holder: Holder, invitation_id: int) -> Invitation:
    """An invitation of this account or agency that nobody has accepted or taken back."""
    invitation: Invitation | None = holder.invitations.select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise Missing("There is no such invitation.", field="id")
    if invitation.accepted_at or invitation.revoked_at:
        raise Gone("This invitation was accepted or taken back already.", field="id", code=status(invitation).name)
    return invitation
