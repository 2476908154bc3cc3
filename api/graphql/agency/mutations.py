"""The root of all changes of an agency. Each asks whether the caller may, then calls the rule that lives in its own app."""

from __future__ import annotations

from typing import Annotated

import strawberry

from api.graphql.changing import PRICE, Id, attempted, known
from api.graphql.ids import Kind
from api.graphql.types.access import invitation_of, key_of
from api.graphql.types.enums import Role, Scope
from api.graphql.types.payloads import ApiKeyPayload, InvitationPayload
from tenants import agencies, grants, invitations, keys, saved_views, staff
from tenants.errors import Missing
from tenants.models import Account, AgencyRole

from .branding import Branding
from .clients import by_keys
from .context import AgencyContext, AgencyInfo
from .sending import Sending
from .types.agency import agency_of, member_of, view_of
from .types.clients import Client
from .types.payloads import AgencyMemberPayload, AgencyPayload, ClientPayload, SavedViewPayload

Email = Annotated[str, strawberry.argument(description="Where to invite.")]
StaffRole = Annotated[AgencyRole, strawberry.argument(description="What the person may do.")]


@strawberry.type(description="The root of all changes.")
class Mutation(Branding, Sending):
    @strawberry.field(description="Changes the agency's name or time zone; what is left out stays. Owners.", directives=PRICE)
    def agency_update(
        self,
        info: AgencyInfo,
        name: Annotated[str | None, strawberry.argument(description="Its name for people.")] = None,
        timezone: Annotated[str | None, strawberry.argument(description="An IANA zone, such as `Europe/Berlin`.")] = None,
    ) -> AgencyPayload:
        context = info.context
        context.need_administer()
        _, errors = attempted(lambda: update(context, name=name, timezone=timezone))
        if errors:
            context.agency.refresh_from_db(fields=("name", "timezone"))
        return AgencyPayload(agency=None if errors else agency_of(context), errors=errors)

    @strawberry.field(description="Invites somebody into the agency by a letter. Owners.", directives=PRICE)
    def staff_invite(self, info: AgencyInfo, email: Email, role: StaffRole) -> InvitationPayload:
        context = info.context
        context.need_administer()
        made, errors = attempted(lambda: invitation_of(context, invitations.invite_staff(context.agency, email=email, role=role, by=context.access)))
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Changes what one of the agency's people may do. An agency keeps at least one owner. Owners.", directives=PRICE)
    def staff_role_set(self, info: AgencyInfo, id: Id, role: StaffRole) -> AgencyMemberPayload:
        context = info.context
        context.need_administer()
        member, errors = attempted(
            lambda: member_of(context, staff.change_role(context.agency, membership_id=known(context, id, Kind.STAFF), role=role, by=context.access))
        )
        return AgencyMemberPayload(member=member, errors=errors)

    @strawberry.field(
        description="Takes somebody out of the agency and of all its clients at once. An agency keeps at least one owner. Owners.", directives=PRICE
    )
    def staff_remove(self, info: AgencyInfo, id: Id) -> AgencyMemberPayload:
        context = info.context
        context.need_administer()
        member, errors = attempted(lambda: member_of(context, staff.remove(context.agency, membership_id=known(context, id, Kind.STAFF), by=context.access)))
        return AgencyMemberPayload(member=member, errors=errors)

    @strawberry.field(description="Makes an account that the agency owns until its client does. Owners and managers.", directives=PRICE)
    def client_create(
        self,
        info: AgencyInfo,
        name: Annotated[str, strawberry.argument(description="The account's name.")],
        timezone: Annotated[str, strawberry.argument(description="The IANA zone whose days are its days.")],
    ) -> ClientPayload:
        context = info.context
        context.need_manage()
        account, errors = attempted(lambda: agencies.create_client(context.access, name=name, timezone=timezone))
        return ClientPayload(client=by_keys(context, [account.pk]).get(account.pk) if account else None, errors=errors)

    @strawberry.field(description="Asks an account's owner to become a client, by a letter. Owners and managers.", directives=PRICE)
    def client_invite(
        self, info: AgencyInfo, email: Email, role: Annotated[Role, strawberry.argument(description="What the agency's people may do there at most.")]
    ) -> InvitationPayload:
        context = info.context
        context.need_manage()
        made, errors = attempted(lambda: invitation_of(context, invitations.invite_client(context.agency, email=email, role=role, by=context.access)))
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Gives a client up: its access ends at once. Not while nobody else owns the account. Owners.", directives=PRICE)
    def client_leave(self, info: AgencyInfo, id: Id) -> ClientPayload:
        context = info.context
        context.need_administer()
        client, errors = attempted(lambda: left(context, known(context, id, Kind.CLIENT)))
        return ClientPayload(client=client, errors=errors)

    @strawberry.field(
        description="Sends an invitation again, valid for another week; the link in the old letter is dead. Owners and managers.", directives=PRICE
    )
    def invitation_resend(self, info: AgencyInfo, id: Id) -> InvitationPayload:
        context = info.context
        context.need_manage()
        made, errors = attempted(lambda: invitation_of(context, invitations.resend(context.agency, invitation_id=waiting(context, id), by=context.access)))
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Takes an invitation back: its link is dead at once. Owners and managers.", directives=PRICE)
    def invitation_revoke(self, info: AgencyInfo, id: Id) -> InvitationPayload:
        context = info.context
        context.need_manage()
        made, errors = attempted(lambda: invitation_of(context, invitations.revoke(context.agency, invitation_id=waiting(context, id), by=context.access)))
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Makes a key. The answer shows it once; afterwards only its digest is kept. Owners.", directives=PRICE)
    def api_key_create(
        self,
        info: AgencyInfo,
        name: Annotated[str, strawberry.argument(description="What it is for.")],
        scope: Annotated[Scope, strawberry.argument(description="What it may do: READ or ADMIN.")],
    ) -> ApiKeyPayload:
        context = info.context
        context.need_administer()

        made, errors = attempted(lambda: keys.create(context.agency, name=name, scope=scope, by=context.access))
        return ApiKeyPayload(api_key=key_of(context, made[0]) if made else None, secret=made[1] if made else None, errors=errors)

    @strawberry.field(description="Revokes a key; from then on it lets nobody in. Owners.", directives=PRICE)
    def api_key_revoke(self, info: AgencyInfo, id: Id) -> ApiKeyPayload:
        context = info.context
        context.need_administer()

        key, errors = attempted(lambda: keys.revoke(context.agency, key_id=known(context, id, Kind.API_KEY), by=context.access))
        return ApiKeyPayload(api_key=key_of(context, key) if key else None, errors=errors)

    @strawberry.field(description="Keeps a view of the portfolio, or another search under a name that there is. Owners and managers.", directives=PRICE)
    def saved_view_set(
        self,
        info: AgencyInfo,
        name: Annotated[str, strawberry.argument(description="Its name, at most 60 characters.")],
        search: Annotated[str, strawberry.argument(description="The query string of the page.")],
    ) -> SavedViewPayload:
        context = info.context
        context.need_manage()
        view, errors = attempted(lambda: view_of(context, saved_views.keep(context.agency, name=name, search=search, by=context.access.user)))
        return SavedViewPayload(saved_view=view, errors=errors)

    @strawberry.field(description="Removes a saved view. Owners and managers.", directives=PRICE)
    def saved_view_remove(self, info: AgencyInfo, id: Id) -> SavedViewPayload:
        context = info.context
        context.need_manage()
        view, errors = attempted(lambda: view_of(context, saved_views.remove(context.agency, view_id=known(context, id, Kind.SAVED_VIEW))))
        return SavedViewPayload(saved_view=view, errors=errors)


def update(context: AgencyContext, *, name: str | None, timezone: str | None) -> None:
    """Name and zone, as far as given."""
    if name is not None:
        agencies.rename(context.agency, name=name, by=context.access)
    if timezone is not None:
        agencies.set_timezone(context.agency, timezone=timezone, by=context.access)


def left(context: AgencyContext, number: int) -> Client:
    """The client as it was. `Missing` if it is none of the agency's."""
    before = by_keys(context, [number]).get(number)
    if before is None:
        raise Missing("There is no such client in this agency.", field="id")
    grants.leave(context.agency, Account.objects.get(pk=number), by=context.access)
    return before


def waiting(context: AgencyContext, id: str) -> int:
    """The invitation behind an id. A manager may touch those to clients, an owner those to people as well."""
    number = known(context, id, Kind.INVITATION)
    found = context.agency.invitations.filter(pk=number).values_list("kind", flat=True).first()
    if found == "staff":
        context.need_administer()
    return number
