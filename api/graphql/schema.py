"""The schema of /a/<account>/graphql."""

from __future__ import annotations

from .apis import built
from .mutations import Mutation
from .queries import Query
from .types.access import ApiKey
from .types.account import Account, Member
from .types.catalogue import Kpi
from .types.tickets import Ticket

api = built("schema.graphql", query=Query, mutation=Mutation, types=[Account, Member, ApiKey, Kpi, Ticket])
