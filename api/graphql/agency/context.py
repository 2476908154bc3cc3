"""What a resolver of the agency's schema knows about the request it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import strawberry

from api.graphql.context import AnyContext
from api.graphql.errors import ApiError, Code
from api.graphql.realms import Realm, RealmKind
from tenants.access import AgencyAbility, AgencyAccess
from tenants.models import Agency


@dataclass
class AgencyContext(AnyContext[AgencyAccess]):
    """Who asks in which agency."""

    @property
    def agency(self) -> Agency:
        return self.access.agency

    @property
    def may_read(self) -> bool:
        return self.access.may(AgencyAbility.READ)

    @property
    def may_manage(self) -> bool:
        """Whether the caller may change clients, reports and saved views."""
        return self.access.may(AgencyAbility.MANAGE)

    @property
    def may_administer(self) -> bool:
        return self.access.may(AgencyAbility.ADMINISTER)

    def need_manage(self) -> None:
        """`FORBIDDEN` unless the caller may change clients, reports and saved views."""
        if not self.may_manage:
            raise ApiError(Code.FORBIDDEN, "Only an owner, a manager or an admin key may do this.")


def realm_of_agency(agency: Agency) -> Realm:
    return Realm(RealmKind.AGENCY, agency.pk)


AgencyInfo: TypeAlias = strawberry.Info[AgencyContext, None]
