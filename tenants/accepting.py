"""Accepting invitations: who holds the token, and reads mail at the address that it was sent to, comes in once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tenants import audit, grants, invitations, signing_up, tokens
from tenants.addresses import is_verified_of
from tenants.errors import Forbidden, Gone, Invalid, Missing, Taken
from tenants.invitations import Kind, Status
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, Grant, Invitation, Membership, Role, User

GONE = {
    Status.ACCEPTED: "This invitation was accepted already; it works once.",
    Status.EXPIRED: "This invitation has expired. Ask for a new one.",
    Status.REVOKED: "This invitation was taken back.",
}
MANAGERS = (AgencyRole.OWNER, AgencyRole.MANAGER)


@dataclass(frozen=True, kw_only=True)
class InvitationView:
    """What the reader of the letter is asked: `accounts` or `agencies` are those among which the reader may choose, once logged in with
    the invited address (`fits`)."""

    kind: Kind
    email: str
    role: str
    invited_by: str | None
    account: Account | None
    agency: Agency | None
    expires_at: datetime
    fits: bool
    accounts: tuple[Account, ...] = ()
    agencies: tuple[Agency, ...] = ()


def look(token: str, user: User | None = None) -> InvitationView:
    """What this token invites to. `Missing` for a token that we never made, `Gone` for one that no longer lets anybody in."""
    invitation = _open(Invitation.objects.select_related("account", "agency", "created_by"), token)
    fits = user is not None and is_verified_of(user, invitation.email)
    return InvitationView(
        kind=Kind(invitation.kind),
        email=invitation.email,
        role=invitation.role,
        invited_by=invitation.created_by.email if invitation.created_by else None,
        account=invitation.account,
        agency=invitation.agency,
        expires_at=invitation.expires_at,
        fits=fits,
        accounts=tuple(_own_accounts(user)) if user and fits and invitation.kind == Kind.CLIENT else (),
        agencies=tuple(_own_agencies(user)) if user and fits and invitation.kind == Kind.AGENCY else (),
    )


def accept(
    token: str, user: User, *, account_slug: str | None = None, agency_slug: str | None = None, new_account: tuple[str, str] | None = None
) -> Account | Agency:
    """Come in: where the person may go from now on. Afterwards the token is used up.

    A client chooses one of the accounts that are the person's own (`account_slug`) or makes one (`new_account`, its name and zone);
    an agency is chosen by `agency_slug`. Raises `Missing`, `Gone`, `Forbidden` OTHER_ADDRESS for who has not verified the address
    that was invited, `Taken` for who is in already, `Invalid` for a choice that is none.
    """
    if new_account is not None:
        invitation = _open(Invitation.objects.all(), token)
        _refuse_others(invitation, user)
        if invitation.kind == Kind.CLIENT:  # Made before the token is used up; it stays the person's, whatever becomes of the invitation.
            account_slug = signing_up.open_account(user, name=new_account[0], timezone=new_account[1]).slug
    with transaction.atomic():
        invitation = _open(Invitation.objects.select_for_update(of=("self",)).select_related("account", "agency"), token)
        _refuse_others(invitation, user)
        target = _enter(invitation, user, account_slug=account_slug, agency_slug=agency_slug)
        invitation.accepted_at, invitation.accepted_by = timezone.now(), user
        invitation.save(update_fields=["accepted_at", "accepted_by"])
    return target


def _enter(invitation: Invitation, user: User, *, account_slug: str | None, agency_slug: str | None) -> Account | Agency:
    account, agency = invitation.account, invitation.agency
    if invitation.kind == Kind.MEMBER and account is not None:
        return _join(invitation, account, user)
    if invitation.kind == Kind.STAFF and agency is not None:
        return _join_agency(invitation, agency, user)
    if invitation.kind == Kind.CLIENT and agency is not None:
        account = _own_accounts(user).filter(slug=account_slug or "").first()
        if account is None:
            raise Invalid("Choose an account that you own.", field="account")
        _let_in(invitation, account, agency, user)
        return account
    agency = _own_agencies(user).filter(slug=agency_slug or "").first()
    if agency is None or account is None:
        raise Invalid("Choose an agency that you own or manage.", field="agency")
    _let_in(invitation, account, agency, user)
    return agency


def _join(invitation: Invitation, account: Account, user: User) -> Account:
    Account.objects.select_for_update().get(pk=account.pk)
    present = Membership.objects.filter(account=account)
    if present.filter(user=user).exists() or present.filter(email=invitation.email).exists():
        raise Taken("You already belong to this account.")
    Membership.objects.create(account=account, user=user, email=invitation.email, role=invitation.role)
    audit.record("member.joined", account=account, by=user, subject=invitation.email, role=invitation.role)
    return account


def _join_agency(invitation: Invitation, agency: Agency, user: User) -> Agency:
    Agency.objects.select_for_update().get(pk=agency.pk)
    if AgencyMembership.objects.filter(agency=agency, user=user).exists():
        raise Taken("You already belong to this agency.")
    AgencyMembership.objects.create(agency=agency, user=user, role=invitation.role)
    audit.record("staff.joined", agency=agency, by=user, subject=invitation.email, role=invitation.role)
    return agency


def _let_in(invitation: Invitation, account: Account, agency: Agency, user: User) -> None:
    Account.objects.select_for_update().get(pk=account.pk)
    if Grant.objects.filter(account=account, agency=agency, revoked_at=None).exists():
        raise Taken("This agency looks after this account already.", field="account" if invitation.kind == Kind.CLIENT else "agency")
    grants.grant(account, agency, Role(invitation.role), user)


def _open(found: QuerySet[Invitation], token: str) -> Invitation:
    """The invitation of this token. `Missing` if there is none, or if the account that it invites to is suspended; `Gone` if it is not open."""
    invitation = found.filter(digest=tokens.digest(token)).first()
    if invitation is None or (invitation.account is not None and invitation.account.suspended_at is not None):
        raise Missing("There is no such invitation.")
    now = invitations.status(invitation)
    if now is not Status.OPEN:
        raise Gone(GONE[now], code=now.name)
    return invitation


def _refuse_others(invitation: Invitation, user: User) -> None:
    if not is_verified_of(user, invitation.email):
        raise Forbidden(f"This invitation is for {invitation.email}. Log in with that address.", code="OTHER_ADDRESS")


def _own_accounts(user: User) -> QuerySet[Account]:
    found: QuerySet[Account] = Account.objects.filter(memberships__user=user, memberships__role=Role.OWNER, suspended_at=None)
    return found.order_by("name", "slug")


def _own_agencies(user: User) -> QuerySet[Agency]:
    return Agency.objects.filter(memberships__user=user, memberships__role__in=MANAGERS).order_by("name", "slug")
