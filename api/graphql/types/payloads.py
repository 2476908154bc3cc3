"""What mutations answer: what was changed, or why not."""

from __future__ import annotations

import strawberry

from .access import ApiKey, Invitation
from .account import Account, Member
from .judgement import Scorecard
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


@strawberry.type(description="An invitation after a change.")
class InvitationPayload:
    invitation: Invitation | None = strawberry.field(description="The invitation as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type(description="A key after a change.")
class ApiKeyPayload:
    api_key: ApiKey | None = strawberry.field(description="The key; null with errors.")
    secret: str | None = strawberry.field(default=None, description="The key itself, shown this once; null except when it is made.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.", default_factory=list)
