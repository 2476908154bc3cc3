"""The schema of /a/<account>/graphql."""

from __future__ import annotations

from .apis import built
from .mutations import Mutation
from .queries import Query
from .types.access import ApiKey, AuditEntry, Invitation
from .types.account import Account, Member
from .types.catalogue import Kpi
from .types.life import Erasure, Export
from .types.standing import Grant
from .types.tickets import Ticket

api = built("schema.graphql", query=Query, mutation=Mutation, types=[Account, ApiKey, AuditEntry, Erasure, Export, Grant, Invitation, Kpi, Member, Ticket])
