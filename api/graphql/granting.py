"""Changes of who has access to an account: invitations by letter, and what agencies may do."""

from __future__ import annotations

from typing import Annotated

import strawberry

from tenants import grants, invitations

from .changing import PRICE, Id, attempted, known
from .ids import Kind
from .types.access import invitation_of
from .types.enums import Role
from .types.nodes import Info
from .types.payloads import GrantPayload, InvitationPayload
from .types.standing import grant_of

Email = Annotated[str, strawberry.argument(description="Where to invite.")]
MemberRole = Annotated[Role, strawberry.argument(description="What the member may do.")]
MostRole = Annotated[Role, strawberry.argument(description="The most that any of the agency's people may do.")]


@strawberry.type
class Granting:
    """Fields of `Mutation`."""

    @strawberry.field(description="Invites somebody into the account by a letter, which lets its reader in once and for a week. Owners.", directives=PRICE)
    def member_invite(self, info: Info, email: Email, role: MemberRole) -> InvitationPayload:
        context = info.context
        context.need_administer()
        made, errors = attempted(lambda: invitation_of(context, invitations.invite_member(context.account, email=email, role=role, by=context.access)))
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Asks an agency to look after the account, by a letter to one of its owners or managers. Owners.", directives=PRICE)
    def agency_invite(self, info: Info, email: Email, role: MostRole) -> InvitationPayload:
        context = info.context
        context.need_administer()
        made, errors = attempted(lambda: invitation_of(context, invitations.invite_agency(context.account, email=email, role=role, by=context.access)))
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Sends an invitation again, valid for another week; the link in the old letter is dead. Owners.", directives=PRICE)
    def invitation_resend(self, info: Info, id: Id) -> InvitationPayload:
        context = info.context
        context.need_administer()
        made, errors = attempted(
            lambda: invitation_of(context, invitations.resend(context.account, invitation_id=known(context, id, Kind.INVITATION), by=context.access))
        )
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Takes an invitation back: its link is dead at once. Owners.", directives=PRICE)
    def invitation_revoke(self, info: Info, id: Id) -> InvitationPayload:
        context = info.context
        context.need_administer()
        made, errors = attempted(
            lambda: invitation_of(context, invitations.revoke(context.account, invitation_id=known(context, id, Kind.INVITATION), by=context.access))
        )
        return InvitationPayload(invitation=made, errors=errors)

    @strawberry.field(description="Changes what an agency may do in the account, from the next request on. Owners.", directives=PRICE)
    def grant_role_set(self, info: Info, id: Id, role: MostRole) -> GrantPayload:
        context = info.context
        context.need_administer()
        grant, errors = attempted(lambda: grant_of(context, grants.change_role(context.account, known(context, id, Kind.GRANT), role=role, by=context.access)))
        return GrantPayload(grant=grant, errors=errors)

    @strawberry.field(
        description="Takes an agency's access away, from the next request on, and what was published for it. Not while nobody else owns the account. Owners.",
        directives=PRICE,
    )
    def grant_revoke(self, info: Info, id: Id) -> GrantPayload:
        context = info.context
        context.need_administer()
        grant, errors = attempted(lambda: grant_of(context, grants.revoke(context.account, known(context, id, Kind.GRANT), by=context.access)))
        return GrantPayload(grant=grant, errors=errors)
