"""Who has access, who is invited, and who did what: the same in the schema of an account and of an agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry.scalars import JSON

from api.graphql.context import AnyContext
from api.graphql.ids import Kind
from tenants import audit
from tenants.models import Agency as StoredAgency
from tenants.models import ApiKey as StoredKey
from tenants.models import AuditEntry as StoredEntry
from tenants.models import Invitation as StoredInvitation

from .enums import Scope, described
from .nodes import Node

described(
    StoredInvitation.Kind,
    name="InvitationKind",
    description="What an invitation lets its reader into.",
    MEMBER="Into the account, as a member.",
    STAFF="Into the agency, as one of its people.",
    CLIENT="The agency asks an account's owner to become its client.",
    AGENCY="The account asks an agency to look after it.",
)
InvitationKind = StoredInvitation.Kind


@strawberry.enum(description="What became of an invitation.")
class InvitationStatus(Enum):
    OPEN = strawberry.enum_value("open", description="Its letter lets its reader in.")
    ACCEPTED = strawberry.enum_value("accepted", description="It was accepted.")
    EXPIRED = strawberry.enum_value("expired", description="Nobody accepted it in time.")
    REVOKED = strawberry.enum_value("revoked", description="It was taken back.")


@strawberry.type(description="An agency that looks after accounts of others.")
class ViewerAgency:
    slug: str = strawberry.field(description="Its name in addresses.")
    name: str = strawberry.field(description="Its name for people.")


@strawberry.type(description="A letter that lets its reader in, once and for a while.")
class Invitation(Node):
    kind: InvitationKind = strawberry.field(description="What it lets into.")
    email: str = strawberry.field(description="Where the letter went.")
    role: str = strawberry.field(description="As what: `OWNER`, `ANALYST`, `VIEWER`; of STAFF `OWNER`, `MANAGER`, `ANALYST`.")
    created_by: str | None = strawberry.field(description="The address of who invited.")
    created_at: datetime = strawberry.field(description="When the letter was sent first.")
    expires_at: datetime = strawberry.field(description="Until when it can be accepted.")
    status: InvitationStatus = strawberry.field(description="What became of it.")


@strawberry.type(description="A key for programs. It is shown once, when it is made.")
class ApiKey(Node):
    name: str = strawberry.field(description="What it is for.")
    prefix: str = strawberry.field(description="Its first characters, to recognise it by.")
    scope: Scope = strawberry.field(description="What it may do.")
    created_at: datetime = strawberry.field(description="When it was made.")
    created_by: str | None = strawberry.field(description="The address of who made it.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked; null while it works.")
    last_used_at: datetime | None = strawberry.field(description="The hour in which it was used last; null if never.")


@strawberry.type(description="One thing that somebody did.")
class AuditEntry(Node):
    at: datetime = strawberry.field(description="When.")
    action: str = strawberry.field(description="What was done, for programs: `grant.revoked`.")
    sentence: str = strawberry.field(description="What was done, for people.")
    subject: str = strawberry.field(description="To whom or what: an address, a key's name, a KPI.")
    details: JSON = strawberry.field(description="What it was before and is now.")
    actor: str = strawberry.field(description="Who did it, as it read then: an address, a key's name and first characters, or Plumbline.")
    address: str | None = strawberry.field(description="From which IP address; null for what nobody asked for over the network.")
    account: str | None = strawberry.field(description="The name of the account, if one is concerned.")
    agency: str | None = strawberry.field(description="The name of the agency, if one is concerned.")


@strawberry.input(description="Which entries. Everything given must hold.")
class AuditFilter:
    action: str | None = strawberry.field(default=None, description="Only this action, such as `grant.revoked`, or this group of them, such as `grant`.")
    from_: date | None = strawberry.field(name="from", default=None, description="On this local day or later.")
    to: date | None = strawberry.field(default=None, description="On this local day or earlier.")


def status_of(stored: StoredInvitation) -> InvitationStatus:
    """What became of an invitation."""
    if stored.accepted_at is not None:
        return InvitationStatus.ACCEPTED
    if stored.revoked_at is not None:
        return InvitationStatus.REVOKED
    return InvitationStatus.EXPIRED if stored.expires_at <= datetime.now(UTC) else InvitationStatus.OPEN


def invitation_of(context: AnyContext[Any], stored: StoredInvitation) -> Invitation:
    """An invitation as the API shows it; its `created_by` should be at hand."""
    return Invitation(
        id=strawberry.ID(context.id(Kind.INVITATION, stored.pk)),
        kind=InvitationKind(stored.kind),
        email=stored.email,
        role=stored.role.upper(),
        created_by=stored.created_by.email if stored.created_by else None,
        created_at=stored.created_at,
        expires_at=stored.expires_at,
        status=status_of(stored),
    )


def key_of(context: AnyContext[Any], stored: StoredKey, *, last_used_at: datetime | None = None) -> ApiKey:
    """A key as the API shows it; its `created_by` should be at hand."""
    return ApiKey(
        id=strawberry.ID(context.id(Kind.API_KEY, stored.pk)),
        name=stored.name,
        prefix=stored.prefix,
        scope=Scope(stored.scope),
        created_at=stored.created_at,
        created_by=stored.created_by.email if stored.created_by else None,
        revoked_at=stored.revoked_at,
        last_used_at=last_used_at,
    )


def entries_of(context: AnyContext[Any], rows: Sequence[StoredEntry]) -> list[AuditEntry]:
    """Entries of the log as the API shows them; account and agency should be at hand."""
    return [
        AuditEntry(
            id=strawberry.ID(context.id(Kind.AUDIT_ENTRY, row.pk)),
            at=row.at,
            action=row.action,
            sentence=audit.sentence(row),
            subject=row.subject,
            details=JSON(row.details),
            actor=row.actor,
            address=row.address,
            account=row.account.name if row.account else None,
            agency=row.agency.name if row.agency else None,
        )
        for row in rows
    ]


def agency_of(stored: StoredAgency) -> ViewerAgency:
    return ViewerAgency(slug=stored.slug, name=stored.name)
