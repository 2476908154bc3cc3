"""The agency as its people see it, and who is asking."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry
from django.db.models import Max

from api.graphql import auditing
from api.graphql.agency.context import AgencyContext, AgencyInfo
from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.costs import Cost
from api.graphql.ids import Kind
from api.graphql.types.access import ApiKey, AuditEntry, AuditFilter, Invitation, invitation_of, key_of
from api.graphql.types.enums import Scope, described
from api.graphql.types.nodes import Node
from api.graphql.types.pages import Connection
from tenants import domains, invitations, looks
from tenants.models import AgencyMembership, AgencyRole, KeyUse
from tenants.models import ApiKey as StoredKey
from tenants.models import Brand as StoredBrand
from tenants.models import Domain as StoredDomain
from tenants.models import SavedView as StoredView

described(
    AgencyRole,
    name="AgencyRole",
    description="What one of the agency's people may do.",
    OWNER="Everything: also people, keys, brand, hosts, the agency's name and time zone.",
    MANAGER="Read, and change clients, reports and saved views.",
    ANALYST="Read.",
)


@strawberry.type(description="Who is asking.")
class AgencyViewer:
    id: strawberry.ID = strawberry.field(description="Opaque; means nothing in another agency.")
    email: str | None = strawberry.field(description="The person's address; null for a key.")
    kind: str = strawberry.field(description="`person` or `key`.")
    role: AgencyRole | None = strawberry.field(description="The person's role; null for a key.")
    scope: Scope | None = strawberry.field(description="The key's scope; null for a person.")
    may_manage: bool = strawberry.field(description="Whether clients, reports and saved views may be changed.")
    may_administer: bool = strawberry.field(description="Whether people, keys, brand, hosts, name and time zone may be changed.")


@strawberry.type(description="How the agency shows itself to its clients; empty texts stand for Plumbline's own.")
class Brand:
    name: str = strawberry.field(description="The name shown; empty for the agency's own.")
    accent: str = strawberry.field(description="`#rrggbb` on light ground, or empty.")
    accent_dark: str = strawberry.field(description="`#rrggbb` on dark ground, or empty.")
    logo: str | None = strawberry.field(description="The address of the logo; null without one.")
    sender_name: str = strawberry.field(description="The name that letters to clients come from, or empty.")
    reply_to: str = strawberry.field(description="Where answers to them go, or empty.")


@strawberry.type(description="A host name of the agency's own.")
class Domain(Node):
    host: str = strawberry.field(description="The name.")
    is_verified: bool = strawberry.field(description="Whether it serves, because its record was found.")
    record_name: str = strawberry.field(description="The name of the TXT record that shows whose it is.")
    record_value: str = strawberry.field(description="What the record must say.")
    checked_at: datetime | None = strawberry.field(description="When the record was found last.")
    verified_at: datetime | None = strawberry.field(description="Since when it serves.")


@strawberry.type(description="One of the agency's people.")
class AgencyMember(Node):
    email: str = strawberry.field(description="The person's address.")
    role: AgencyRole = strawberry.field(description="What the person may do.")
    since: datetime = strawberry.field(description="When the person came.")
    is_viewer: bool = strawberry.field(description="Whether this is who is asking.")


@strawberry.type(description="A view of the portfolio that somebody named.")
class SavedView(Node):
    name: str = strawberry.field(description="Its name.")
    search: str = strawberry.field(description="The query string of the page, as the application writes it.")
    created_by: str | None = strawberry.field(description="The address of who saved it.")
    created_at: datetime = strawberry.field(description="When it was saved first.")


@strawberry.type(description="The agency of this endpoint.")
class Agency(Node):
    slug: str = strawberry.field(description="Its name in addresses.")
    name: str = strawberry.field(description="Its name for people.")
    timezone: str = strawberry.field(description="The IANA zone by which its portfolio's reports are sent.")
    created_at: datetime = strawberry.field(description="When it was made.")

    @strawberry.field(description="How it shows itself to its clients.")
    def brand(self, info: AgencyInfo) -> Brand:
        return brand_of(info.context)

    @strawberry.field(description="Its own host names. Only for owners and admin keys.", directives=[Cost(weight=0.1, size=3)])
    def domains(self, info: AgencyInfo) -> list[Domain]:
        if info.context.refuse_others(info, info.context.may_administer):
            return []
        return [domain_of(info.context, stored) for stored in domains.domains(info.context.agency)]

    @strawberry.field(description="Its people. For read keys empty, with the error `FORBIDDEN`.", directives=[Cost(weight=0.1, size=10)])
    def members(self, info: AgencyInfo) -> list[AgencyMember]:
        if info.context.refuse_people(info):
            return []
        rows = AgencyMembership.objects.filter(agency=info.context.agency).select_related("user").order_by("created_at", "pk")
        return [member_of(info.context, stored) for stored in rows]

    @strawberry.field(
        description="Invitations that nobody has accepted yet, the newest first. Only for owners, managers and admin keys.",
        directives=[Cost(weight=0.1, size=5)],
    )
    def invitations(self, info: AgencyInfo) -> list[Invitation]:
        if info.context.refuse_others(info, info.context.may_manage):
            return []
        return [invitation_of(info.context, stored) for stored in invitations.waiting(info.context.agency)]

    @strawberry.field(description="Its keys, the newest first; revoked ones included. Only for owners and admin keys.", directives=[Cost(weight=0.1, size=5)])
    def api_keys(self, info: AgencyInfo) -> list[ApiKey]:
        if info.context.refuse_others(info, info.context.may_administer):
            return []
        stored = StoredKey.objects.filter(agency=info.context.agency).select_related("created_by").order_by("-created_at", "-pk")
        used = dict(KeyUse.objects.filter(key__agency=info.context.agency).values_list("key_id").annotate(Max("hour")))
        return [key_of(info.context, key, last_used_at=used.get(key.pk)) for key in stored]

    @strawberry.field(description="Views of the portfolio that were saved, by name.", directives=[Cost(weight=0.1, size=10)])
    def saved_views(self, info: AgencyInfo) -> list[SavedView]:
        rows = StoredView.objects.filter(agency=info.context.agency).select_related("created_by").order_by("name", "pk")
        return [view_of(info.context, stored) for stored in rows]

    @strawberry.field(description="Who did what, the newest first. Only for owners and admin keys.", directives=[Cost(weight=1)])
    def audit(
        self,
        info: AgencyInfo,
        first: FIRST = None,
        after: AFTER = None,
        last: LAST = None,
        before: BEFORE = None,
        filter: Annotated[AuditFilter | None, strawberry.argument(description="Which entries.")] = None,
    ) -> Connection[AuditEntry]:
        context = info.context
        is_empty = context.refuse_others(info, context.may_administer)
        return auditing.connection(context, context.agency, filter, first=first, after=after, last=last, before=before, is_empty=is_empty)


def agency_of(context: AgencyContext) -> Agency:
    stored = context.agency
    return Agency(
        id=strawberry.ID(context.id(Kind.AGENCY, stored.pk)), slug=stored.slug, name=stored.name, timezone=stored.timezone, created_at=stored.created_at
    )


def viewer_of(context: AgencyContext) -> AgencyViewer:
    access = context.access
    identity = f"k{access.key.pk}" if access.key else f"u{access.user.pk if access.user else 0}"
    return AgencyViewer(
        id=strawberry.ID(context.id(Kind.VIEWER, identity)),
        email=access.user.email if access.user else None,
        kind="key" if access.key else "person",
        role=access.role,
        scope=access.scope,
        may_manage=context.may_manage,
        may_administer=context.may_administer,
    )


def member_of(context: AgencyContext, stored: AgencyMembership) -> AgencyMember:
    viewer = context.access.user
    return AgencyMember(
        id=strawberry.ID(context.id(Kind.STAFF, stored.pk)),
        email=stored.user.email,
        role=AgencyRole(stored.role),
        since=stored.created_at,
        is_viewer=viewer is not None and stored.user_id == viewer.pk,
    )


def brand_of(context: AgencyContext) -> Brand:
    """The agency's brand as it stands; without a row all of it is ours."""
    agency = context.agency
    stored = StoredBrand.objects.defer("logo").filter(agency=agency).first() or StoredBrand(agency=agency)
    plain = {name: getattr(stored, name) for name in ("name", "accent", "accent_dark", "sender_name", "reply_to")}
    return Brand(logo=looks.logo_path(agency, stored.logo_digest) or None, **plain)


def domain_of(context: AgencyContext, stored: StoredDomain) -> Domain:
    return Domain(
        id=strawberry.ID(context.id(Kind.DOMAIN, stored.pk)),
        host=stored.domain,
        is_verified=stored.verified_at is not None,
        record_name=domains.record_name(stored),
        record_value=domains.record_value(stored),
        checked_at=stored.checked_at,
        verified_at=stored.verified_at,
    )


def view_of(context: AgencyContext, stored: StoredView) -> SavedView:
    return SavedView(
        id=strawberry.ID(context.id(Kind.SAVED_VIEW, stored.pk)),
        name=stored.name,
        search=stored.search,
        created_by=stored.created_by.email if stored.created_by else None,
        created_at=stored.created_at,
    )
