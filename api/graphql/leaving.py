"""Changes of an account's life: handed on, suspended, closed; everything exported, a customer erased; its part in peer benchmarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import strawberry

from metrics import archive
from tenants import life, members, profiles
from tenants.errors import Invalid
from tickets import erasure

from .changing import PRICE, attempted, known
from .context import Context
from .ids import Kind
from .types.account import account_of
from .types.life import erasure_of, export_of, profile_of
from .types.nodes import Info
from .types.payloads import AccountPayload, ErasurePayload, ExportPayload, ProfilePayload

Said = Annotated[str | None, strawberry.argument(description="One of `Profile.choices`; an empty text takes it back, and what is left out stays.")]


@strawberry.type
class Leaving:
    """Fields of `Mutation`."""

    @strawberry.field(
        description="Suspends the account: only owners get in, nothing is taken in, computed or sent, and what was published is withdrawn. Owners.",
        directives=PRICE,
    )
    def account_suspend(self, info: Info) -> AccountPayload:
        return decided(info, lambda: life.suspend(info.context.account, by=info.context.access))

    @strawberry.field(description="Opens a suspended account again. Owners.", directives=PRICE)
    def account_resume(self, info: Info) -> AccountPayload:
        return decided(info, lambda: life.resume(info.context.account, by=info.context.access))

    @strawberry.field(description="Has the account erased after 30 days, and suspends it until then. Owners.", directives=PRICE)
    def account_close(
        self, info: Info, name: Annotated[str, strawberry.argument(description="The account's name as it reads, so that nobody does this by mistake.")]
    ) -> AccountPayload:
        return decided(info, lambda: close(info.context, name))

    @strawberry.field(description="Takes a closed account back, until it is erased. Owners.", directives=PRICE)
    def account_reopen(self, info: Info) -> AccountPayload:
        return decided(info, lambda: life.reopen(info.context.account, by=info.context.access))

    @strawberry.field(description="Makes another member the owner. The owner who hands it on stays as an analyst, or goes. Owners.", directives=PRICE)
    def account_transfer(
        self,
        info: Info,
        member: Annotated[strawberry.ID, strawberry.argument(description="The member who is to own it.")],
        stay: Annotated[bool, strawberry.argument(description="Whether the owner who hands it on stays as an analyst.")] = True,
    ) -> AccountPayload:
        return decided(info, lambda: transfer(info.context, member, stay=stay))

    @strawberry.field(description="Asks for an archive of everything the account has. Owners.", directives=PRICE)
    def export_start(self, info: Info) -> ExportPayload:
        context = info.context
        context.need_administer()
        export, errors = attempted(lambda: export_of(context, archive.request(by=context.access)))
        return ExportPayload(export=export, errors=errors)

    @strawberry.field(description="Removes what is known of one customer from all of the account; its numbers stay as they are. Owners.", directives=PRICE)
    def customer_erase(
        self,
        info: Info,
        source: Annotated[str, strawberry.argument(description="The source that knows the customer, such as `zendesk`.")],
        external_id: Annotated[str, strawberry.argument(description="The customer's identifier there.")],
        also: Annotated[
            list[str] | None, strawberry.argument(description="Names, addresses and telephone numbers of the person to look for in all texts, at most 20.")
        ] = None,
    ) -> ErasurePayload:
        context = info.context
        context.need_administer()
        made, errors = attempted(
            lambda: erasure_of(context, erasure.request(identities=[(source, external_id)], also=also or (), by=context.access)),
            renamed={"identities": "externalId"},
        )
        return ErasurePayload(erasure=made, errors=errors)

    @strawberry.field(description="Says what kind of business the account is. Owners.", directives=PRICE)
    def profile_set(self, info: Info, industry: Said = None, business_model: Said = None, support_model: Said = None) -> ProfilePayload:
        context = info.context
        context.need_administer()
        given = {"industry": industry, "business_model": business_model, "support_model": support_model}
        stored, errors = attempted(lambda: profiles.set_profile(context.account, by=context.access, **given))
        return ProfilePayload(profile=profile_of(stored) if stored else None, errors=errors)

    @strawberry.field(description="Lets the account take part in peer benchmarks, from the next quarter's cohorts on. Owners.", directives=PRICE)
    def sharing_start(self, info: Info) -> ProfilePayload:
        context = info.context
        context.need_administer()
        stored, errors = attempted(lambda: profiles.share(context.account, by=context.access))
        return ProfilePayload(profile=profile_of(stored) if stored else None, errors=errors)

    @strawberry.field(description="Takes the account out of peer benchmarks: what was published for them is gone at once. Owners.", directives=PRICE)
    def sharing_stop(self, info: Info) -> ProfilePayload:
        context = info.context
        context.need_administer()
        stored, errors = attempted(lambda: profiles.stop_sharing(context.account, by=context.access))
        return ProfilePayload(profile=profile_of(stored) if stored else None, errors=errors)


def decided(info: Info, change: Callable[[], object]) -> AccountPayload:
    """The account after a decision about its life."""
    info.context.need_administer()
    _, errors = attempted(change)
    if not errors:
        info.context.account.refresh_from_db(fields=("suspended_at", "closed_at", "erase_after"))
    return AccountPayload(account=None if errors else account_of(info), errors=errors)


def close(context: Context, name: str) -> object:
    """Closes the account if this is its name."""
    if name.strip() != context.account.name:
        raise Invalid("This is not the account's name.", field="name")
    return life.close(context.account, by=context.access)


def transfer(context: Context, member: str, *, stay: bool) -> object:
    """Hands the account on; who does not stay leaves in the same breath."""
    made = life.transfer(context.account, membership_id=known(context, member, Kind.MEMBER), by=context.access)
    if not stay and context.access.user is not None and context.access.agency is None:
        members.leave(context.account, user=context.access.user)
    return made
