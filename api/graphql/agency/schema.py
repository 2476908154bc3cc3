"""The schema of /agencies/<agency>/graphql."""

from __future__ import annotations

from api.graphql.apis import built
from api.graphql.types.access import ApiKey, AuditEntry, Invitation

from .mutations import Mutation
from .queries import Query
from .types.agency import Agency, AgencyMember, Domain, SavedView
from .types.catalogue import PublishedKpi
from .types.clients import Client
from .types.reports import Edition, Report

api = built(
    "agency.graphql",
    query=Query,
    mutation=Mutation,
    types=[Agency, AgencyMember, ApiKey, AuditEntry, Client, Domain, Edition, Invitation, PublishedKpi, Report, SavedView],
)
