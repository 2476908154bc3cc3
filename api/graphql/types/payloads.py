"""What mutations answer: what was changed, or why not."""

from __future__ import annotations

import strawberry

from .access import ApiKey, Invitation
from .account import Account, Member
from .judgement import Scorecard
from .life import Erasure, Export, Profile
from .standing import Grant
from .targets import Target


@strawberry.type(description="Why something was not done. Nothing is done when there are errors.")
class UserError:
    field: str | None = strawberry.field(description="The argument at fault; null if none is.")
    message: str = strawberry.field(description="For people.")
    code: str = strawberry.field(description="For programs: `INVALID`, `TAKEN`, `NOT_FOUND`, `LAST_OWNER`, `UNKNOWN_KPI` and others that docs/api.md lists.")


@strawberry.type(description="The account after a change.")
class AccountPayload:
    account: Account | None = strawberry.field(description="The account as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="A target after a change.")
class TargetPayload:
    target: Target | None = strawberry.field(description="The target set, or the one removed; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="The scorecard after a change.")
class ScorecardPayload:
    scorecard: Scorecard | None = strawberry.field(description="The scorecard as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="A member after a change.")
class MemberPayload:
    member: Member | None = strawberry.field(description="The member as it is now, or as it was when removed; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="What an agency may do in the account, after a change.")
class GrantPayload:
    grant: Grant | None = strawberry.field(description="The grant as it is now, or as it was when revoked; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="What the account says of itself, after a change.")
class ProfilePayload:
    profile: Profile | None = strawberry.field(description="The profile as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="An export that was asked for.")
class ExportPayload:
    export: Export | None = strawberry.field(description="The export, or the one that is being made already; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="An erasure that was asked for.")
class ErasurePayload:
    erasure: Erasure | None = strawberry.field(description="The erasure, to be followed in `Account.erasures`; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="An invitation after a change.")
class InvitationPayload:
    invitation: Invitation | None = strawberry.field(description="The invitation as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="A key after a change.")
class ApiKeyPayload:
    api_key: ApiKey | None = strawberry.field(description="The key; null with errors.")
    secret: str | None = strawberry.field(default=None, description="The key itself, shown this once; null except when it is made.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.", default_factory=list)
