"""The root of all changes. Each asks whether the caller may, then calls the rule that lives in its own app."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from metrics import scorecards
from metrics.readings import targets
from tenants import keys, members
from tenants.errors import Refused
from tenants.models import ApiKey as StoredKey

from . import settings
from .changing import PRICE, Id, attempted, known
from .granting import Granting
from .ids import Kind
from .leaving import Leaving
from .redefining import Redefining
from .repeating import once
from .types.access import key_of
from .types.account import account_of, member_of
from .types.enums import CalendarOf, Dimension, Role, Scope
from .types.inputs import DayHoursInput, SlaTargetInput
from .types.judgement import scorecard_of
from .types.nodes import Info
from .types.payloads import AccountPayload, ApiKeyPayload, MemberPayload, ScorecardPayload, TargetPayload
from .types.targets import target_of

KpiKey = Annotated[str, strawberry.argument(description="The KPI's key.")]
SegmentDimension = Annotated[Dimension | None, strawberry.argument(description="By what its segment is cut; the whole when left out.")]
SegmentKey = Annotated[str, strawberry.argument(description="The segment's key as `dimensionValues` lists it; the empty string for unlabelled.")]
RoleArgument = Annotated[Role, strawberry.argument(description="What the member may do.")]


@strawberry.type(description="The root of all changes.")
class Mutation(Redefining, Granting, Leaving):
    @strawberry.field(
        description="Changes the account's name or time zone; what is left out stays. A new zone has all numbers computed again. Owners.", directives=PRICE
    )
    def account_update(
        self,
        info: Info,
        name: Annotated[str | None, strawberry.argument(description="Its name for people.")] = None,
        timezone: Annotated[str | None, strawberry.argument(description="An IANA zone, such as `Europe/Berlin`.")] = None,
    ) -> AccountPayload:
        info.context.need_administer()
        _, errors = attempted(lambda: settings.update_account(info.context.account, name=name, timezone=timezone))
        if errors:
            info.context.account.refresh_from_db(fields=("name", "timezone"))
        return AccountPayload(account=None if errors else account_of(info), errors=errors)

    @strawberry.field(
        description="Replaces the opening hours in one version of a calendar, or makes it. A change has all numbers in business time computed again. "
        "Owners and analysts.",
        directives=PRICE,
    )
    def calendar_set(
        self,
        info: Info,
        weekly_hours: Annotated[list[DayHoursInput], strawberry.argument(description="The opening times; days left out are closed.")],
        holidays: Annotated[list[date], strawberry.argument(description="Days on which the account is closed.")],
        scope: Annotated[CalendarOf, strawberry.argument(description="Whose calendar.")] = CalendarOf.ACCOUNT,
        key: Annotated[str, strawberry.argument(description="The team's or channel's key; empty for the account's.")] = "",
        valid_from: Annotated[
            date | None, strawberry.argument(description="The first local day of the version; the one that holds from the beginning when left out.")
        ] = None,
    ) -> AccountPayload:
        info.context.need_configure()
        account = info.context.account
        _, errors = attempted(
            lambda: settings.set_calendar(account, weekly_hours=weekly_hours, holidays=holidays, scope=scope.scope, key=key, valid_from=valid_from)
        )
        return AccountPayload(account=None if errors else account_of(info), errors=errors)

    @strawberry.field(
        description="Removes the calendar of a team or channel, so that the account's holds for it again, or one version of a calendar, so that the version "
        "before it holds on. Owners and analysts.",
        directives=PRICE,
    )
    def calendar_remove(
        self,
        info: Info,
        scope: Annotated[CalendarOf, strawberry.argument(description="Whose calendar.")],
        key: Annotated[str, strawberry.argument(description="The team's or channel's key; empty for the account's.")] = "",
        valid_from: Annotated[date | None, strawberry.argument(description="The first local day of the version; all versions when left out.")] = None,
    ) -> AccountPayload:
        info.context.need_configure()
        _, errors = attempted(lambda: settings.remove_calendar(info.context.account, scope=scope.scope, key=key, valid_from=valid_from))
        return AccountPayload(account=None if errors else account_of(info), errors=errors)

    @strawberry.field(description="Replaces what the account promises. A change has all SLA numbers computed again. Owners and analysts.", directives=PRICE)
    def sla_targets_set(
        self, info: Info, targets: Annotated[list[SlaTargetInput], strawberry.argument(description="All commitments; those left out are dropped.")]
    ) -> AccountPayload:
        info.context.need_configure()
        _, errors = attempted(lambda: settings.set_sla_targets(targets))
        return AccountPayload(account=None if errors else account_of(info), errors=errors)

    @strawberry.field(
        description="Sets what the account wants of a KPI: of the whole or of one segment, for good or as a goal. Owners and analysts.", directives=PRICE
    )
    def target_set(
        self,
        info: Info,
        kpi: KpiKey,
        value: Annotated[float, strawberry.argument(description="In the KPI's unit: fractions, seconds.")],
        upper: Annotated[float | None, strawberry.argument(description="The upper end, for a KPI that wants a band.")] = None,
        dimension: SegmentDimension = None,
        key: SegmentKey = "",
        due: Annotated[date | None, strawberry.argument(description="The day it is a goal for; a standing target when left out.")] = None,
        start: Annotated[float | None, strawberry.argument(description="The value from which the way to the goal begins; with `due`.")] = None,
    ) -> TargetPayload:
        info.context.need_configure()
        cut = dimension.cut if dimension else None
        stored, errors = attempted(lambda: targets.set_target(kpi, value, upper=upper, dimension=cut, key=key, due=due, start=start))
        return TargetPayload(target=target_of(stored) if stored else None, errors=errors)

    @strawberry.field(description="Removes a target. Owners and analysts.", directives=PRICE)
    def target_remove(self, info: Info, kpi: KpiKey, dimension: SegmentDimension = None, key: SegmentKey = "") -> TargetPayload:
        info.context.need_configure()
        stored, errors = attempted(lambda: targets.remove_target(kpi, dimension=dimension.cut if dimension else None, key=key))
        return TargetPayload(target=target_of(stored) if stored else None, errors=errors)

    @strawberry.field(
        description="Puts these KPIs on the scorecard, in this order, and says how many it may hold; no KPIs for the featured ones. Owners and analysts.",
        directives=PRICE,
    )
    def scorecard_arrange(
        self,
        info: Info,
        kpis: Annotated[list[str], strawberry.argument(description="Keys of KPIs, the first first.")],
        cap: Annotated[int | None, strawberry.argument(description="How many KPIs the scorecard may hold; as it is when left out.")] = None,
    ) -> ScorecardPayload:
        info.context.need_configure()
        found, errors = attempted(lambda: arranged(kpis, cap=cap))
        return ScorecardPayload(scorecard=scorecard_of(info.context, found) if found else None, errors=errors)

    @strawberry.field(
        description="Adds a member and sends a letter to the address; who has not verified the address is invited, and `member` is null. Owners.",
        directives=PRICE,
    )
    def member_add(self, info: Info, email: Annotated[str, strawberry.argument(description="Where to invite.")], role: RoleArgument) -> MemberPayload:
        info.context.need_administer()
        access = info.context.access
        added, errors = attempted(lambda: members.add(access.account, email=email, role=role, by=access))
        return MemberPayload(member=member_of(info, added) if added else None, errors=errors)

    @strawberry.field(description="Changes what a member may do. An account keeps at least one owner. Owners.", directives=PRICE)
    def member_role_set(self, info: Info, id: Id, role: RoleArgument) -> MemberPayload:
        info.context.need_administer()
        member, errors = attempted(
            lambda: member_of(info, members.change_role(info.context.account, membership_id=known(info.context, id, Kind.MEMBER), role=role))
        )
        return MemberPayload(member=member, errors=errors)

    @strawberry.field(description="Takes a member's access away at once. An account keeps at least one owner. Owners.", directives=PRICE)
    def member_remove(self, info: Info, id: Id) -> MemberPayload:
        info.context.need_administer()
        member, errors = attempted(lambda: member_of(info, members.remove(info.context.account, membership_id=known(info.context, id, Kind.MEMBER))))
        return MemberPayload(member=member, errors=errors)

    @strawberry.field(
        description="Makes a key. The answer shows it once; afterwards only its digest is kept. Owners. Sent again with the same `clientMutationId` "
        "within seven days it makes no second key and shows the first one without its secret.",
        directives=PRICE,
    )
    def api_key_create(
        self,
        info: Info,
        name: Annotated[str, strawberry.argument(description="What it is for.")],
        scope: Annotated[Scope, strawberry.argument(description="What it may do.")],
        client_mutation_id: Annotated[str | None, strawberry.argument(description="1 to 100 characters of your own that stand for this key.")] = None,
    ) -> ApiKeyPayload:
        info.context.need_administer()
        access = info.context.access
        secrets: list[str] = []

        def make() -> int:
            key, secret = keys.create(access.account, name=name, scope=scope, by=access)
            secrets.append(secret)
            return key.pk

        made, errors = attempted(lambda: once(client_mutation_id, mutation="apiKeyCreate", arguments=f"{scope} {name}", make=make))
        stored = StoredKey.objects.select_related("created_by").get(pk=made[0]) if made else None
        return ApiKeyPayload(api_key=key_of(info.context, stored) if stored else None, secret=secrets[0] if secrets and made else None, errors=errors)

    @strawberry.field(description="Revokes a key; from then on it lets nobody in. Owners.", directives=PRICE)
    def api_key_revoke(self, info: Info, id: Id) -> ApiKeyPayload:
        info.context.need_administer()
        key, errors = attempted(
            lambda: key_of(info.context, keys.revoke(info.context.account, key_id=known(info.context, id, Kind.API_KEY), by=info.context.access))
        )
        return ApiKeyPayload(api_key=key, errors=errors)


def arranged(kpis: list[str], *, cap: int | None) -> scorecards.Scorecard:
    """The scorecard as it is from now on. `Invalid` names the argument as the mutation does."""
    try:
        return scorecards.arrange(kpis, cap=cap)
    except Refused as refused:
        raise Refused(refused.message, field="kpis" if refused.field == "keys" else refused.field, code=refused.code) from refused
