"""Who has access to an account, and through whom."""

from __future__ import annotations

from datetime import datetime

import strawberry

from api.graphql.context import Context
from api.graphql.ids import Kind
from tenants import standing
from tenants.models import Grant as StoredGrant
from tenants.standing import LineKind

from .access import ViewerAgency, agency_of
from .enums import Role, Scope, described
from .nodes import Node

described(
    LineKind,
    name="AccessKind",
    description="By what somebody comes into the account.",
    MEMBER="As a member of the account's own.",
    AGENCY="An agency that looks after it.",
    AGENCY_PERSON="One of an agency's people.",
    KEY="A key for programs.",
    INVITATION="A letter that nobody has accepted yet.",
)
KINDS = {LineKind.MEMBER: Kind.MEMBER, LineKind.KEY: Kind.API_KEY, LineKind.INVITATION: Kind.INVITATION}


@strawberry.type(description="One who may come into the account.")
class AccessLine:
    id: strawberry.ID = strawberry.field(description="The global id of the member, grant, key or invitation; of an agency's person, of the grant.")
    kind: LineKind = strawberry.field(description="By what.")
    who: str = strawberry.field(description="A person's address, or the name of an agency or key.")
    role: Role | None = strawberry.field(description="What they may do here in effect; of an agency, the most that anybody of it may. Null for a key.")
    scope: Scope | None = strawberry.field(description="What a key may do.")
    via: str | None = strawberry.field(description="The name of the agency that one of its people comes through.")
    since: datetime = strawberry.field(description="Since when.")
    last_used_at: datetime | None = strawberry.field(description="The hour in which a key was used last.")


@strawberry.type(description="What the account lets an agency do.")
class Grant(Node):
    agency: ViewerAgency = strawberry.field(description="The agency.")
    role: Role = strawberry.field(description="The most that any of its people may do.")
    since: datetime = strawberry.field(description="Since when.")
    created_by: str | None = strawberry.field(description="The address of who let it in.")


def lines_of(context: Context) -> list[AccessLine]:
    """All who have access now, or could take it by a letter."""
    return [
        AccessLine(
            id=strawberry.ID(context.id(KINDS.get(line.kind, Kind.GRANT), line.id)),
            kind=line.kind,
            who=line.who,
            role=line.role,
            scope=line.scope,
            via=line.via,
            since=line.since,
            last_used_at=line.last_used,
        )
        for line in standing.access_list(context.account)
    ]


def grants_of(context: Context) -> list[Grant]:
    """The agencies that the account lets in now."""
    rows = StoredGrant.objects.filter(account=context.account, revoked_at=None).select_related("agency", "created_by").order_by("created_at", "pk")
    return [grant_of(context, row) for row in rows]


def grant_of(context: Context, stored: StoredGrant) -> Grant:
    return Grant(
        id=strawberry.ID(context.id(Kind.GRANT, stored.pk)),
        agency=agency_of(stored.agency),
        role=Role(stored.role),
        since=stored.created_at,
        created_by=stored.created_by.email if stored.created_by else None,
    )
