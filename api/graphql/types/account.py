"""The account as its members see it, and who is asking."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import strawberry
from django.db.models import Max

from api.graphql import auditing, freshness
from api.graphql.connections import AFTER, BEFORE, FIRST, LAST
from api.graphql.costs import Cost
from api.graphql.ids import Kind
from tenants import invitations, profiles
from tenants.models import Account as StoredAccount
from tenants.models import ApiKey as StoredKey
from tenants.models import KeyUse, Membership
from tickets.models import SlaTarget as StoredSlaTarget

from .access import ApiKey, AuditEntry, AuditFilter, Invitation, ViewerAgency, agency_of, invitation_of, key_of
from .calendars import BusinessCalendar, Calendar, calendar_of, calendars_of
from .enums import Role, Scope
from .life import Erasure, Export, Profile, erasures_of, exports_of, profile_of
from .nodes import Info, Node
from .pages import Connection
from .standing import AccessLine, Grant, grants_of, lines_of
from .targets import Target, targets_of


@strawberry.type(description="Who is asking.")
class Viewer:
    id: strawberry.ID = strawberry.field(description="Opaque; means nothing in another account.")
    email: str | None = strawberry.field(description="The person's address; null for a key.")
    kind: str = strawberry.field(description="`person` or `key`.")
    role: Role | None = strawberry.field(description="The person's role; null for a key.")
    scope: Scope | None = strawberry.field(description="The key's scope; null for a person.")
    via: ViewerAgency | None = strawberry.field(description="The agency through which the person comes; null for a member of the account's own.")


@strawberry.type(description="Somebody's access to the account.")
class Member(Node):
    email: str = strawberry.field(description="The address invited.")
    role: Role = strawberry.field(description="What this member may do.")
    is_pending: bool = strawberry.field(description="Whether nobody has verified the address yet.")
    since: datetime = strawberry.field(description="When the member was added.")
    is_viewer: bool = strawberry.field(description="Whether this is who is asking.")


@strawberry.type(description="What the account promises for one priority.")
class SlaTarget:
    priority: str = strawberry.field(description="The priority's key; empty for every priority without a commitment of its own.")
    first_reply_seconds: float | None = strawberry.field(description="Within how many seconds a first reply is promised.")
    resolution_seconds: float | None = strawberry.field(description="Within how many seconds a resolution is promised.")
    in_business_time: bool = strawberry.field(description="Whether only opening hours count.")


@strawberry.type(description="The account of this endpoint.")
class Account(Node):
    slug: str = strawberry.field(description="Its name in addresses.")
    name: str = strawberry.field(description="Its name for people.")
    timezone: str = strawberry.field(description="The IANA zone whose days are the account's days.")
    suspended_at: datetime | None = strawberry.field(
        description="Since when only owners get in, and nothing is taken in, computed or sent; null while it is open."
    )
    closed_at: datetime | None = strawberry.field(description="When an owner asked for its deletion; it can be taken back until `eraseAfter`.")
    erase_after: datetime | None = strawberry.field(description="When a closed account is erased.")

    @strawberry.field(description="How fresh the numbers are: when the last computation ended; null before the first.")
    def as_of(self) -> datetime | None:
        return freshness.as_of()

    @strawberry.field(description="The first local day with a ticket.")
    def data_from(self) -> date | None:
        return freshness.first_day()

    @strawberry.field(description="The last local day with a ticket.")
    def data_to(self) -> date | None:
        return freshness.last_day()

    @strawberry.field(description="How many tickets there are, counted or not.", directives=[Cost(weight=5)])
    def ticket_count(self) -> int:
        return freshness.tickets()

    @strawberry.field(description="Whether facts or numbers are being computed.")
    def is_computing(self) -> bool:
        return freshness.is_computing()

    @strawberry.field(description="How far the computation is, 0 to 1; null when there is none or it is not known.")
    def compute_progress(self) -> float | None:
        return freshness.progress()

    @strawberry.field(description="Who belongs to the account. For read keys empty, with the error `FORBIDDEN`.", directives=[Cost(weight=0.1, size=10)])
    def members(self, info: Info) -> list[Member]:
        if info.context.refuse_people(info):
            return []
        return [member_of(info, stored) for stored in Membership.objects.filter(account=info.context.account).order_by("created_at", "pk")]

    @strawberry.field(
        description="The account's keys, the newest first; revoked ones included. For read keys empty, with the error `FORBIDDEN`.",
        directives=[Cost(weight=0.1, size=10)],
    )
    def api_keys(self, info: Info) -> list[ApiKey]:
        if info.context.refuse_people(info):
            return []
        stored = StoredKey.objects.filter(account=info.context.account).select_related("created_by").order_by("-created_at", "-pk")
        used = dict(KeyUse.objects.filter(key__account=info.context.account).values_list("key_id").annotate(Max("hour")))
        return [key_of(info.context, key, last_used_at=used.get(key.pk)) for key in stored]

    @strawberry.field(
        description="Exactly who has access to what: members, each agency and then its people, keys, open invitations. For read keys empty, with the error "
        "`FORBIDDEN`.",
        directives=[Cost(weight=0.1, size=20)],
    )
    def access_list(self, info: Info) -> list[AccessLine]:
        return [] if info.context.refuse_people(info) else lines_of(info.context)

    @strawberry.field(description="The agencies that look after it. For read keys empty, with the error `FORBIDDEN`.", directives=[Cost(weight=0.1, size=3)])
    def grants(self, info: Info) -> list[Grant]:
        return [] if info.context.refuse_people(info) else grants_of(info.context)

    @strawberry.field(
        description="Invitations that nobody has accepted yet, the newest first. For read keys empty, with the error `FORBIDDEN`.",
        directives=[Cost(weight=0.1, size=5)],
    )
    def invitations(self, info: Info) -> list[Invitation]:
        if info.context.refuse_people(info):
            return []
        return [invitation_of(info.context, stored) for stored in invitations.waiting(info.context.account)]

    @strawberry.field(description="Who did what, the newest first. Only for owners and admin keys.", directives=[Cost(weight=1)])
    def audit(
        self,
        info: Info,
        first: FIRST = None,
        after: AFTER = None,
        last: LAST = None,
        before: BEFORE = None,
        filter: Annotated[AuditFilter | None, strawberry.argument(description="Which entries.")] = None,
    ) -> Connection[AuditEntry]:
        context = info.context
        is_empty = context.refuse_others(info, context.may_administer)
        return auditing.connection(context, context.account, filter, first=first, after=after, last=last, before=before, is_empty=is_empty)

    @strawberry.field(description="What kind of business it is, and whether it takes part in peer benchmarks.")
    def profile(self, info: Info) -> Profile:
        return profile_of(profiles.profile(info.context.account))

    @strawberry.field(
        description="Exports of everything, the newest first, at most 100. Only for owners and admin keys.", directives=[Cost(weight=0.1, size=5)]
    )
    def exports(self, info: Info) -> list[Export]:
        return [] if info.context.refuse_others(info, info.context.may_administer) else exports_of(info.context)

    @strawberry.field(
        description="Customers' requests to be forgotten, the newest first, at most 100. Only for owners and admin keys.", directives=[Cost(weight=0.1, size=5)]
    )
    def erasures(self, info: Info) -> list[Erasure]:
        return [] if info.context.refuse_others(info, info.context.may_administer) else erasures_of(info.context)

    @strawberry.field(description="When the account is open: what its own calendar says today.")
    def calendar(self, info: Info) -> Calendar:
        return calendar_of(info.context.account)

    @strawberry.field(description="All calendars: the account's own first, then those of teams and channels.", directives=[Cost(weight=0.1, size=3)])
    def calendars(self, info: Info) -> list[BusinessCalendar]:
        return calendars_of(info.context.account)

    @strawberry.field(description="What the account promises, by priority.", directives=[Cost(weight=0.1, size=5)])
    def sla_targets(self) -> list[SlaTarget]:
        columns = ("priority", "first_reply_seconds", "resolution_seconds", "in_business_time")
        return [SlaTarget(**row) for row in StoredSlaTarget.objects.order_by("priority").values(*columns)]

    @strawberry.field(
        description="The account's targets, by KPI: each KPI's target for the whole first, then those for segments.", directives=[Cost(weight=0.1, size=5)]
    )
    def targets(self, info: Info) -> list[Target]:
        found = targets_of(info.context)
        return [target for kpi in sorted(found) for target in found[kpi]]


def account_of(info: Info) -> Account:
    stored: StoredAccount = info.context.account
    plain = ("slug", "name", "timezone", "suspended_at", "closed_at", "erase_after")
    return Account(id=strawberry.ID(info.context.id(Kind.ACCOUNT, stored.pk)), **{name: getattr(stored, name) for name in plain})


def member_of(info: Info, stored: Membership) -> Member:
    viewer = info.context.access.user
    return Member(
        id=strawberry.ID(info.context.id(Kind.MEMBER, stored.pk)),
        email=stored.email,
        role=Role(stored.role),
        is_pending=stored.user_id is None,
        since=stored.created_at,
        is_viewer=viewer is not None and stored.user_id == viewer.pk,
    )


def viewer_of(info: Info) -> Viewer:
    access = info.context.access
    identity = f"k{access.key.pk}" if access.key else f"u{access.user.pk if access.user else 0}"
    return Viewer(
        id=strawberry.ID(info.context.id(Kind.VIEWER, identity)),
        email=access.user.email if access.user else None,
        kind="key" if access.key else "person",
        role=access.role,
        scope=access.scope,
        via=agency_of(access.agency) if access.agency else None,
    )
